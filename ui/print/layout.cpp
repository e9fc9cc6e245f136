// SPDX-License-Identifier: GPL-3.0-only
#include "layout.h"

#include "wrap.h"

#include <QRegularExpression>

#include <qrencode.h>

#include <memory>

namespace print {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr double twipsPerMm = twipsPerInch / 25.4;
constexpr double bodyPitch = 580;  // 29 pt
constexpr double gap = 140;        // between blocks
constexpr double cellPadding = 60; // left and right of a cell's text
constexpr double rowPadding = 34;  // above and below it

double pitchOf(int size) {
    return size * 1.28;
}

// A long title is parted before the month it speaks of, else evenly.
QStringList titleLines(const QString& title, int size, double width) {
    static const QRegularExpression month(u"(?=\\d{4}年)"_s);
    const QStringList parts = title.split(month, Qt::SkipEmptyParts);
    const Measure& measure = Measure::of(Face::Title);
    if (measure.width(title, size) > width && parts.size() == 2
        && measure.width(parts[0], size) <= width && measure.width(parts[1], size) <= width)
        return parts;
    return balanced(title, Face::Title, size, width);
}

} // namespace

Layout::Layout(const reports::Printable& report, Paper& paper) : m_report(report), m_paper(paper) {}

void Layout::run() {
    newPage();
    title();
    for (const reports::Block& block : m_report.blocks)
        std::visit([this](const auto& one) { add(one); }, block);
    footers();
    pageNumbers();
}

void Layout::newPage() {
    m_paper.m_pages.emplace_back();
    m_y = m_paper.m_body.top();
}

void Layout::text(const QString& words, Face face, int size, Align align, double x, double width,
                  double baseline) {
    if (words.isEmpty())
        return;
    const double used = Measure::of(face).width(words, size);
    if (align == Align::Centre)
        x += (width - used) / 2;
    else if (align == Align::Right)
        x += width - used;
    page().texts.push_back({x, baseline, used, words, face, size});
}

void Layout::lines(const QStringList& all, Face face, int size, Align align, double pitch) {
    for (const QString& line : all) {
        if (room() < pitch)
            newPage();
        text(line, face, size, align, left(), width(), m_y + (pitch + size * 0.72) / 2);
        m_y += pitch;
    }
}

void Layout::rule(double x1, double y1, double x2, double y2) {
    page().rules.push_back({x1, y1, x2, y2});
}

void Layout::title() {
    const int size = m_report.landscape ? size::title - 40 : size::title;
    lines(titleLines(m_report.title, size, width()), Face::Title, size, Align::Centre,
          pitchOf(size));
    m_y += 60;
    lines(wrapped(m_report.subtitle, Face::Text, size::form, width()), Face::Text, size::form,
          Align::Centre, pitchOf(size::form));
    if (!m_report.number.isEmpty() && m_report.kind != u"disclosure")
        lines({u"编号:"_s + m_report.number}, Face::Text, size::form, Align::Right,
              pitchOf(size::form));
    m_y += gap / 2;
}

void Layout::add(const reports::Paragraph& paragraph) {
    using Role = reports::Paragraph::Role;
    const bool note = paragraph.role == Role::Note;
    // A table's small print, or a form of its own size; the standard's 3号 where a page is read.
    const int size = note ? size::table - 30 : m_report.landscape ? size::form : size::body;
    const Face face = paragraph.role == Role::Heading ? Face::Head : Face::Text;
    const QString words = note ? paragraph.text : u"  "_s + paragraph.text;
    const double pitch = size == size::body ? bodyPitch : pitchOf(size);
    lines(wrapped(words, face, size, width()), face, size, Align::Left, pitch);
    m_y += gap / 2;
}

// --- grids -------------------------------------------------------------------------------------

double Layout::heightOf(const Cell& cell) {
    return static_cast<double>(std::max<std::size_t>(cell.lines.size(), 1)) * pitchOf(cell.size)
           + 2 * rowPadding;
}

double Layout::heightOf(const std::vector<Cell>& row) {
    double height = 0;
    for (const Cell& cell : row)
        height = std::max(height, heightOf(cell));
    return height;
}

void Layout::cell(const Cell& cell, double height) {
    if (cell.bar > 0)
        page().bars.emplace_back(cell.x, m_y + rowPadding, cell.width * cell.bar,
                                 height - 2 * rowPadding);
    const double pitch = pitchOf(cell.size);
    double y = m_y + rowPadding;
    if (cell.centred)
        y = m_y + (height - pitch * static_cast<double>(cell.lines.size())) / 2;
    for (const Line& line : cell.lines) {
        text(line.text, line.face, cell.size, line.align, cell.x + cellPadding,
             cell.width - 2 * cellPadding, y + (pitch + cell.size * 0.72) / 2);
        y += pitch;
    }
}

void Layout::row(std::vector<Cell> cells, double height) {
    const double whole = m_paper.m_body.height();
    if (height > room() && height <= whole)
        newPage();
    while (height > room()) {
        // Higher than a page: what fits of each cell, then on.
        if (room() < 8 * size::form)
            newPage();
        const double part = room();
        std::vector<Cell> rest = cells;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto fits =
                static_cast<std::size_t>((part - 2 * rowPadding) / pitchOf(cells[i].size));
            const std::size_t cut = std::min(fits, cells[i].lines.size());
            const auto at = cells[i].lines.begin() + static_cast<std::ptrdiff_t>(cut);
            rest[i].lines.assign(at, cells[i].lines.end());
            cells[i].lines.erase(at, cells[i].lines.end());
            cells[i].centred = rest[i].centred = false;
        }
        row(cells, part);
        newPage();
        cells = std::move(rest);
        height = heightOf(cells);
    }
    for (const Cell& one : cells) {
        cell(one, height);
        rule(one.x, m_y, one.x, m_y + height);
    }
    const double end = cells.back().x + cells.back().width;
    rule(end, m_y, end, m_y + height);
    rule(cells.front().x, m_y, end, m_y);
    rule(cells.front().x, m_y + height, end, m_y + height);
    m_y += height;
}

// --- the foot ----------------------------------------------------------------------------------

void Layout::qrCode(const QString& words, double x, double y, double edge) {
    const QByteArray bytes = words.toUtf8();
    const std::unique_ptr<QRcode, void (*)(QRcode*)> code(
        QRcode_encodeString8bit(bytes.constData(), 0, QR_ECLEVEL_L), QRcode_free);
    if (!code)
        return;
    const double module = edge / code->width;
    for (int down = 0; down < code->width; ++down)
        for (int across = 0; across < code->width; ++across)
            if (code->data[down * code->width + across] & 1)
                page().fills.emplace_back(x + across * module, y + down * module, module, module);
}

void Layout::footers() {
    const bool published = m_report.kind == u"disclosure";
    // A page that hangs on a wall is read from afar.
    const double edge = (published ? 20 : 14) * twipsPerMm;
    const double beside = m_report.head.isEmpty() ? 0 : edge + gap;
    const int size = published ? size::table : size::table - 30;
    QStringList all;
    for (const QString& footer : m_report.footers)
        all += wrapped(footer, Face::Text, size, width() - beside);
    const double seal = published ? 2 * pitchOf(size::form) : 0;
    const double height = std::max(static_cast<double>(all.size()) * pitchOf(size) + seal,
                                   m_report.head.isEmpty() ? 0.0 : edge);
    m_y += gap / 4;
    if (height > room())
        newPage();
    if (!m_report.head.isEmpty())
        qrCode(m_report.head, left() + width() - edge, m_y, edge);
    double y = m_y;
    for (const QString& line : all) {
        text(line, Face::Text, size, Align::Left, left(), width(), y + size);
        y += pitchOf(size);
    }
    if (published) {
        text(u"(盖章)"_s, Face::Text, size::form, Align::Right, left(),
             width() - beside - 4 * size::form, y + 1.6 * size::form);
    }
    m_y += height;
}

// Outside, 7 mm below the text, odd pages to the right and even ones to the left.
void Layout::pageNumbers() {
    const auto count = m_paper.m_pages.size();
    for (std::size_t i = 0; i < count; ++i) {
        const QString words = u"— 第 %1 页 共 %2 页 —"_s.arg(i + 1).arg(count);
        const int size = m_report.landscape ? size::form : size::page;
        const double used = Measure::of(Face::Text).width(words, size);
        const double indent = size;
        const double x = i % 2 == 0 ? left() + width() - used - indent : left() + indent;
        const double y = m_paper.m_body.bottom() + 7 * twipsPerMm + size;
        m_paper.m_pages[i].texts.push_back({x, y, used, words, Face::Text, size});
    }
}

} // namespace print
