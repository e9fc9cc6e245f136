// SPDX-License-Identifier: GPL-3.0-only
#include "book.h"
#include "sheets.h"

#include <money/fen.h>
#include <storage/durable.h>

#include <algorithm>

namespace sheets {

using namespace Qt::Literals::StringLiterals;
using reports::Column;
using reports::ColumnKind;
using reports::Fields;
using reports::LabeledValue;
using reports::Paragraph;
using reports::Printable;
using reports::Signatures;
using reports::Table;

namespace {

// The table that gives the sheet its columns: the one with most of them.
const Table* widestTable(const Printable& report) {
    const Table* widest = nullptr;
    for (const auto& block : report.blocks)
        if (const auto* table = std::get_if<Table>(&block))
            if (!widest || table->columns.size() > widest->columns.size())
                widest = table;
    return widest;
}

std::vector<int> widthsOf(const Table* table) {
    std::vector<int> widths;
    if (table)
        for (const Column& column : table->columns)
            widths.push_back(column.width);
    while (widths.size() < 2)
        widths.push_back(widths.empty() ? 12 : 30);
    return widths;
}

// From which to which column of the sheet a cell goes.
struct Span {
    int from;
    int to;
};

// Another table's columns over those of the widest: each takes as many as it needs. Where that
// does not come out, column for column.
std::vector<Span> spansOf(const Table& table, const std::vector<int>& widths) {
    std::vector<Span> spans;
    int next = 0;
    for (const Column& column : table.columns) {
        Span span{next, next};
        int width = 0;
        while (next < static_cast<int>(widths.size())) {
            width += widths[static_cast<std::size_t>(next)];
            span.to = next++;
            if (width >= column.width)
                break;
        }
        if (width < column.width) {
            spans.clear();
            for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
                spans.push_back({i, i});
            return spans;
        }
        spans.push_back(span);
    }
    return spans;
}

// Whether the printed total is what its column sums up to: only then is it a formula.
bool addsUp(const Table& table, int column) {
    const Column& about = table.columns[static_cast<std::size_t>(column)];
    const QString& printed = table.total[column];
    const bool money = about.kind == ColumnKind::Amount || about.kind == ColumnKind::WanAmount;
    if (!about.sum || !money || printed.isEmpty() || table.rows.empty())
        return false;
    money::Fen sum;
    for (const QStringList& row : table.rows)
        sum += money::Fen::parsePrinted(row[column]);
    return sum.toYuan() == printed;
}

class ReportSheet {
public:
    ReportSheet(Book& book, const Printable& report)
        : m_book(book), m_report(report), m_sheet(book.add(report.title)),
          m_main(widestTable(report)), m_widths(widthsOf(m_main)) {}

    void write() {
        for (std::size_t i = 0; i < m_widths.size(); ++i)
            worksheet_set_column(m_sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                 columnWidth(m_widths[i]), nullptr);
        wide(m_report.title, Style::Title);
        if (!m_report.subtitle.isEmpty())
            wide(m_report.subtitle, Style::Subtitle);
        for (const auto& block : m_report.blocks)
            std::visit([this](const auto& one) { put(one); }, block);
        for (const QString& footer : m_report.footers)
            wide(footer, Style::Note);
        m_book.forPrinting(m_sheet, m_report.landscape, m_headRow);
        // A head far down would leave a small screen nothing to scroll.
        if (m_headRow >= 0 && m_headRow < 8)
            worksheet_freeze_panes(m_sheet, static_cast<lxw_row_t>(m_headRow + 1), 0);
    }

private:
    int last() const { return static_cast<int>(m_widths.size()) - 1; }
    void wide(const QString& text, Style style) { wide(text, style, 0, last()); }
    void wide(const QString& text, Style style, int from, int to) {
        m_book.putWide(m_sheet, m_row++, from, to, text, style, width(from, to));
    }

    void put(const Paragraph& paragraph) { wide(paragraph.text, Style::Note); }

    void put(const Fields& fields) {
        if (!fields.caption.isEmpty())
            wide(fields.caption, Style::Caption);
        for (const LabeledValue& field : fields.fields) {
            m_book.putText(m_sheet, m_row, 0, field.label, Style::Label);
            if (field.amount) {
                m_book.put(m_sheet, m_row++, 1, field.value, ColumnKind::Amount, Style::Cell);
                continue;
            }
            wide(field.value, Style::Cell, 1, last());
        }
        ++m_row;
    }

    void put(const Signatures& signatures) {
        ++m_row;
        for (const Signatures::Place& place : signatures.places)
            wide(u"%1:%2 %3 %4"_s.arg(place.role, place.name, reports::longDate(place.date),
                                      place.opinion),
                 Style::Note);
    }

    void put(const Table& table) {
        std::vector<Span> spans;
        if (&table == m_main)
            for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
                spans.push_back({i, i});
        else
            spans = spansOf(table, m_widths);
        ++m_row;
        m_book.putText(m_sheet, m_row, 0, table.caption, Style::Caption);
        if (!table.unit.isEmpty() && spans.size() > 1)
            m_book.putText(m_sheet, m_row, spans.back().to, table.unit, Style::Unit);
        ++m_row;
        if (&table == m_main)
            m_headRow = m_row;
        QStringList titles;
        for (const Column& column : table.columns)
            titles << column.title;
        putRow(table, spans, titles, Style::Head);
        const int first = m_row;
        for (const QStringList& row : table.rows)
            putRow(table, spans, row, Style::Cell);
        if (!table.total.isEmpty()) {
            putRow(table, spans, table.total, Style::Total);
            putSums(table, spans, first, m_row - 1);
        }
        ++m_row;
    }

    void putRow(const Table& table, const std::vector<Span>& spans, const QStringList& row,
                Style style) {
        int lines = 1;
        for (int i = 0; i < static_cast<int>(spans.size()); ++i) {
            const Span span = spans[static_cast<std::size_t>(i)];
            const ColumnKind kind = style == Style::Head
                                        ? ColumnKind::Text
                                        : table.columns[static_cast<std::size_t>(i)].kind;
            m_book.merge(m_sheet, m_row, span.from, span.to, kind, style);
            m_book.put(m_sheet, m_row, span.from, row.value(i), kind, style);
            if (kind == ColumnKind::Text)
                lines = std::max(lines, linesOf(row.value(i), width(span.from, span.to)));
        }
        m_book.setLines(m_sheet, m_row++, lines);
    }

    void putSums(const Table& table, const std::vector<Span>& spans, int first, int totalRow) {
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
            if (!addsUp(table, i))
                continue;
            const int column = spans[static_cast<std::size_t>(i)].from;
            const ColumnKind kind = table.columns[static_cast<std::size_t>(i)].kind;
            m_book.putSum(m_sheet, totalRow, column,
                          u"=ROUND(SUM(%1),%2)"_s.arg(columnRange(first, totalRow - 1, column),
                                                      kind == ColumnKind::WanAmount ? u"6" : u"2"),
                          table.total[i], kind, Style::Total);
        }
    }

    int width(int from, int to) const {
        int width = 0;
        for (int i = from; i <= to && i <= last(); ++i)
            width += m_widths[static_cast<std::size_t>(i)];
        return width;
    }

    Book& m_book;
    const Printable& m_report;
    lxw_worksheet* m_sheet;
    const Table* m_main;
    std::vector<int> m_widths;
    int m_row = 0;
    int m_headRow = -1;
};

} // namespace

QByteArray toXlsx(const std::vector<Printable>& reports) {
    Book book(reports.empty() ? QString() : reports.front().title, {});
    for (const Printable& report : reports)
        ReportSheet(book, report).write();
    return book.finish();
}

void write(const std::vector<Printable>& reports, const QString& path) {
    storage::writeAtomically(path, toXlsx(reports));
}

} // namespace sheets
