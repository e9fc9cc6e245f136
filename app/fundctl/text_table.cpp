// SPDX-License-Identifier: GPL-3.0-only
#include "text_table.h"

#include <journal/visible.h>

#include <algorithm>

namespace fundctl {

namespace {

// The East Asian wide and full-width blocks (Unicode TR 11) that can stand in a fund.
bool isWide(char32_t c) {
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0x303e)
           || (c >= 0x3041 && c <= 0xa4cf) || (c >= 0xac00 && c <= 0xd7a3)
           || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f)
           || (c >= 0xff00 && c <= 0xff60) || (c >= 0xffe0 && c <= 0xffe6)
           || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

constexpr int gap = 2;

} // namespace

int columnsOf(const QString& text) {
    int columns = 0;
    for (char32_t c : text.toUcs4())
        columns += isWide(c) ? 2 : 1;
    return columns;
}

void TextTable::add(const QStringList& row) {
    QStringList cells;
    for (const QString& cell : row) // a cell is no line of its own
        cells << journal::visible(cell);
    m_rows.push_back(cells);
}

QString TextTable::line(const QStringList& row, const std::vector<int>& widths) const {
    QString text;
    for (qsizetype i = 0; i < m_head.size(); ++i) {
        const QString cell = row.value(i);
        const QString fill(widths[static_cast<std::size_t>(i)] - columnsOf(cell), u' ');
        const bool right = m_right.contains(static_cast<int>(i));
        text += right ? fill + cell : cell + fill;
        if (i + 1 < m_head.size())
            text += QString(gap, u' ');
    }
    while (text.endsWith(u' '))
        text.chop(1);
    return text + u'\n';
}

QString TextTable::text() const {
    std::vector<int> widths;
    for (const QString& title : m_head)
        widths.push_back(columnsOf(title));
    for (const QStringList& row : m_rows)
        for (qsizetype i = 0; i < row.size() && i < m_head.size(); ++i) {
            int& width = widths[static_cast<std::size_t>(i)];
            width = std::max(width, columnsOf(row[i]));
        }
    int whole = -gap;
    for (int width : widths)
        whole += width + gap;
    const QString rule = QString(whole, u'-') + u'\n';
    QString text = line(m_head, widths) + rule;
    for (const QStringList& row : m_rows)
        text += row.isEmpty() ? rule : line(row, widths);
    return text;
}

} // namespace fundctl
