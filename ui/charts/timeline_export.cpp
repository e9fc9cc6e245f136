// SPDX-License-Identifier: GPL-3.0-only
#include "timeline.h"

#include <theme/theme.h>

#include <QBuffer>
#include <QCoreApplication>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPixmap>
#include <QSvgGenerator>

// The picture of all projects over time as a table, as SVG and as PDF.

namespace charts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal pictureWidth = 1240; // as wide as a window, whatever the paper
constexpr qreal titleHeight = 28;

void drawTitle(QPainter& painter, const QString& title) {
    QFont font = theme::textFont();
    font.setBold(true);
    font.setPixelSize(15);
    painter.setFont(font);
    painter.setPen(theme::light().text);
    painter.drawText(QRectF(8, 0, pictureWidth - 16, titleHeight), Qt::AlignVCenter, title);
}

} // namespace

QString Timeline::figures() const {
    const auto text = [](const QDate& day) { return day.toString(Qt::ISODate); };
    QStringList lines{QStringList{tr("支持项目"), tr("编号"), tr("项目"), tr("状态"), tr("申报"),
                                  tr("审核"), tr("开工"), tr("计划开始"), tr("计划结束"),
                                  tr("验收"), tr("首次拨付"), tr("最近拨付"), tr("归档")}
                          .join(u'\t')};
    for (const TimelineRow& row : m_rows)
        lines << QStringList{row.group,
                             row.id,
                             row.name,
                             row.state,
                             text(row.declared),
                             text(row.approved),
                             text(row.started),
                             text(row.plannedFrom),
                             text(row.plannedTo),
                             text(row.accepted),
                             text(row.firstPaid),
                             text(row.lastPaid),
                             text(row.closed)}
                     .join(u'\t');
    return lines.join(u'\n');
}

// A sheet of paper is light, whatever the window is.
void Timeline::drawSheet(QPainter& painter, const QString& title, qsizetype first,
                         qsizetype count) const {
    const theme::OnPaper light;
    painter.setRenderHint(QPainter::Antialiasing);
    const Frame frame = frameFor(pictureWidth);
    drawTitle(painter, title);
    painter.translate(0, titleHeight);
    drawThrough(painter, frame, sheetHeight(std::min(count, m_lines.size() - first)));
    drawLines(painter, frame, first, count);
    drawHead(painter, frame);
}

QByteArray Timeline::svg(const QString& title) const {
    QBuffer bytes;
    const QRectF whole(0, 0, pictureWidth, titleHeight + sheetHeight(m_lines.size()));
    QSvgGenerator svg;
    svg.setOutputDevice(&bytes);
    svg.setTitle(title);
    svg.setSize(whole.size().toSize());
    svg.setViewBox(whole);
    QPainter painter(&svg);
    painter.fillRect(whole, theme::light().base);
    drawSheet(painter, title, 0, m_lines.size());
    painter.end();
    return bytes.data();
}

QByteArray Timeline::pdf(const QString& title) const {
    QBuffer bytes;
    bytes.open(QIODevice::WriteOnly);
    QPdfWriter pdf(&bytes);
    pdf.setTitle(title);
    pdf.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Landscape,
                                  QMarginsF(12, 12, 12, 12), QPageLayout::Millimeter));
    QPainter painter(&pdf);
    const qreal scale = pdf.width() / pictureWidth;
    const qreal room = pdf.height() / scale - titleHeight - sheetHeight(0);
    const qsizetype each = std::max<qsizetype>(1, static_cast<qsizetype>(room / rowHeight));
    const qsizetype sheets = std::max<qsizetype>(1, (m_lines.size() + each - 1) / each);
    for (qsizetype i = 0; i < sheets; ++i) {
        if (i > 0)
            pdf.newPage();
        painter.save();
        painter.scale(scale, scale);
        drawSheet(painter,
                  sheets == 1 ? title
                              : tr("%1(第 %2 页,共 %3 页)").arg(title).arg(i + 1).arg(sheets),
                  i * each, each);
        painter.restore();
    }
    painter.end();
    return bytes.data();
}

QPixmap Timeline::picture() const {
    QPixmap picture(QSizeF(pictureWidth, titleHeight + sheetHeight(m_lines.size())).toSize());
    picture.fill(theme::light().base);
    QPainter painter(&picture);
    drawSheet(painter, accessibleName(), 0, m_lines.size());
    return picture;
}

} // namespace charts
