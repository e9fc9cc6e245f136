// SPDX-License-Identifier: GPL-3.0-only
#include "paper.h"

#include "layout.h"
#include "text_layer.h"

#include <storage/durable.h>
#include <storage/failure.h>

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>

namespace print {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double twipsPerMm = twipsPerInch / 25.4;
constexpr double ruleWidth = 10; // half a point

} // namespace

QRectF Page::bounds() const {
    QRectF all;
    for (const Text& one : texts)
        all |= QRectF(one.x, one.y - one.size * 0.9, std::max(one.width, 1.0), one.size * 1.1);
    for (const Rule& one : rules)
        all |= QRectF(QPointF(one.x1, one.y1), QPointF(one.x2 + 1, one.y2 + 1));
    for (const QRectF& one : fills)
        all |= one;
    for (const QRectF& one : bars)
        all |= one;
    return all;
}

Paper::Paper(const reports::Printable& report) {
    const double longer = 297 * twipsPerMm;
    const double shorter = 210 * twipsPerMm;
    // The landscape page is the upright one turned: its head lies at the binding.
    m_size = report.landscape ? QSizeF(longer, shorter) : QSizeF(shorter, longer);
    QMarginsF margins = report.landscape ? QMarginsF(35, 28, 37, 26) : QMarginsF(28, 37, 26, 35);
    // What is published follows the standard; a form is to stay on one sheet.
    if (report.kind != u"disclosure")
        margins = report.landscape ? QMarginsF(22, 22, 22, 20) : QMarginsF(25, 15, 20, 18);
    m_body = QRectF(QPointF(0, 0), m_size).marginsRemoved(margins * twipsPerMm);
    Layout(report, *this).run();
}

QPageLayout Paper::pageLayout() const {
    return QPageLayout(QPageSize(QPageSize::A4),
                       m_size.width() > m_size.height() ? QPageLayout::Landscape
                                                        : QPageLayout::Portrait,
                       QMarginsF());
}

void Paper::paintPage(QPainter& painter, int number) const {
    const Page& one = page(number);
    painter.save();
    const double scale = painter.device()->logicalDpiX() / static_cast<double>(twipsPerInch);
    painter.scale(scale, scale);
    for (const QRectF& bar : one.bars)
        painter.fillRect(bar, QColor(0xc8, 0xc8, 0xc8));
    painter.setPen(QPen(Qt::black, ruleWidth));
    for (const Rule& line : one.rules)
        painter.drawLine(QPointF(line.x1, line.y1), QPointF(line.x2, line.y2));
    for (const QRectF& module : one.fills)
        painter.fillRect(module, Qt::black);
    const Text* before = nullptr;
    for (const Text& text : one.texts) {
        if (!before || before->face != text.face || before->size != text.size)
            painter.setFont(Measure::of(text.face).font(text.size));
        painter.drawText(QPointF(text.x, text.y), text.text);
        before = &text;
    }
    painter.restore();
}

void Paper::paint(QPagedPaintDevice& device) const {
    device.setPageLayout(pageLayout());
    QPainter painter(&device);
    for (int number = 0; number < pageCount(); ++number) {
        if (number > 0)
            device.newPage();
        paintPage(painter, number);
    }
}

bool Paper::hasRareSigns() const {
    for (int number = 0; number < pageCount(); ++number)
        for (const Text& text : page(number).texts)
            if (std::any_of(text.text.begin(), text.text.end(),
                            [](QChar sign) { return sign.isSurrogate(); }))
                return true;
    return false;
}

QString Paper::words(int number) const {
    QString all;
    for (const Text& one : page(number).texts)
        all += one.text + u'\n';
    return all;
}

void Paper::note(TextLayer& layer) const {
    for (int number = 0; number < pageCount(); ++number)
        for (const Text& text : page(number).texts)
            layer.drawn(Measure::of(text.face).font(text.size), text.text);
}

bool toPdf(const reports::Printable& report, QIODevice& device) {
    const Paper paper(report);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    TextLayer layer;
    {
        QPdfWriter writer(&buffer);
        writer.setResolution(twipsPerInch);
        writer.setTitle(report.title);
        writer.setCreator(u"FundDesk"_s);
        paper.paint(writer);
        if (paper.hasRareSigns())
            paper.note(layer);
    }
    bytes = layer.complete(bytes);
    return device.write(bytes) == bytes.size();
}

bool toPdf(const reports::Printable& report, const QString& path) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!toPdf(report, buffer))
        return false;
    try {
        storage::writeAtomically(path, bytes);
        return true;
    } catch (const storage::Failure&) {
        return false;
    }
}

} // namespace print
