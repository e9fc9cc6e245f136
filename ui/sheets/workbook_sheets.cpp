// SPDX-License-Identifier: GPL-3.0-only
#include "book.h"
#include "sheets.h"

#include <money/fen.h>

#include <algorithm>

namespace sheets {

using namespace Qt::Literals::StringLiterals;
using reports::Check;
using reports::ColumnKind;
using reports::Sum;
using reports::Table;
using reports::Where;
using reports::Workbook;
using reports::Worksheet;

namespace {

const QString same = u"相符"_s;
const QString differs = u"不符"_s;

// A stretch of a table's rows that stands in one worksheet.
struct Part {
    lxw_worksheet* sheet;
    int begin; // rows of the table
    int end;
};

constexpr int firstRow = 1; // under the head

QString dateCall(const QString& iso) {
    return u"DATE(%1,%2,%3)"_s.arg(iso.left(4).toInt())
        .arg(iso.mid(5, 2).toInt())
        .arg(iso.mid(8, 2).toInt());
}

QString textLiteral(QString text) {
    return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
}

class WorkbookFile {
public:
    WorkbookFile(const Workbook& workbook, int most)
        : m_workbook(workbook), m_most(std::min(most, mostRows)),
          m_book(workbook.title, workbook.made, true) {}

    QByteArray write() {
        lxw_worksheet* checks = m_book.add(u"核对"_s);
        for (const Worksheet& sheet : m_workbook.sheets)
            addParts(sheet);
        for (const Worksheet& sheet : m_workbook.sheets)
            for (const Part& part : m_parts[sheet.name])
                putPart(sheet.table, part);
        putChecks(checks);
        return m_book.finish();
    }

private:
    void addParts(const Worksheet& sheet) {
        const int rows = static_cast<int>(sheet.table.rows.size());
        int begin = 0;
        do {
            const int end = std::min(rows, begin + m_most);
            m_parts[sheet.name].push_back({m_book.add(sheet.name), begin, end});
            begin = end;
        } while (begin < rows);
    }

    void putPart(const Table& table, const Part& part) {
        const int columns = static_cast<int>(table.columns.size());
        for (int i = 0; i < columns; ++i) {
            const auto& column = table.columns[static_cast<std::size_t>(i)];
            worksheet_set_column(part.sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                 columnWidth(column.width), nullptr);
            m_book.putText(part.sheet, 0, i, column.title, Style::Head);
        }
        int row = firstRow;
        for (int at = part.begin; at < part.end; ++at, ++row)
            for (int i = 0; i < columns; ++i)
                m_book.put(part.sheet, row, i, table.rows[static_cast<std::size_t>(at)].value(i),
                           table.columns[static_cast<std::size_t>(i)].kind, Style::Tight);
        putTotals(table, part, row);
        worksheet_freeze_panes(part.sheet, firstRow, 1);
        if (part.end > part.begin)
            worksheet_autofilter(part.sheet, 0, 0, static_cast<lxw_row_t>(row - 1),
                                 static_cast<lxw_col_t>(columns - 1));
        m_book.forPrinting(part.sheet, true, 0);
    }

    void putTotals(const Table& table, const Part& part, int row) {
        const auto& columns = table.columns;
        if (part.end == part.begin
            || std::none_of(columns.begin(), columns.end(), [](const auto& c) { return c.sum; }))
            return;
        m_book.putText(part.sheet, row, 0, u"合计"_s, Style::Total);
        for (int i = 1; i < static_cast<int>(columns.size()); ++i) {
            if (!columns[static_cast<std::size_t>(i)].sum) {
                m_book.putText(part.sheet, row, i, {}, Style::Total);
                continue;
            }
            money::Fen sum;
            for (int at = part.begin; at < part.end; ++at)
                sum += money::Fen::parsePrinted(table.rows[static_cast<std::size_t>(at)].value(i));
            m_book.putSum(part.sheet, row, i,
                          u"=ROUND(SUM(%1),2)"_s.arg(columnRange(firstRow, row - 1, i)),
                          sum.toYuan(), ColumnKind::Amount, Style::Total);
        }
    }

    QString condition(const Table& table, const Part& part, const Where& where) {
        const QString range = rangeOf(table, part, where.column);
        if (where.until.isEmpty())
            return u"--EXACT(%1,%2)"_s.arg(range, textLiteral(where.text));
        return u"--(%1>=%2),--(%1<=%3)"_s.arg(range, dateCall(where.text), dateCall(where.until));
    }

    QString rangeOf(const Table& table, const Part& part, const QString& column) {
        return Book::quoted(part.sheet)
               + columnRange(firstRow, firstRow + part.end - part.begin - 1,
                             reports::columnAt(table, column));
    }

    // The same sum that reports::evaluate works out, over all parts of its sheet.
    QString formula(const std::vector<Sum>& sums) {
        QString text;
        for (const Sum& sum : sums) {
            const Table& table = m_workbook.sheet(sum.sheet).table;
            for (const Part& part : m_parts.at(sum.sheet)) {
                if (part.end == part.begin)
                    continue;
                QStringList factors;
                for (const Where& where : sum.where)
                    factors << condition(table, part, where);
                QString one;
                if (!sum.column.isEmpty())
                    factors << rangeOf(table, part, sum.column);
                if (sum.where.empty())
                    one = sum.column.isEmpty()
                              ? u"ROWS(%1)"_s.arg(rangeOf(table, part, table.columns.front().title))
                              : u"SUM(%1)"_s.arg(factors.front());
                else
                    one = u"SUMPRODUCT(%1)"_s.arg(factors.join(u','));
                text += (sum.minus ? u"-"_s : text.isEmpty() ? u""_s : u"+"_s) + one;
            }
        }
        return u"=ROUND(%1,2)"_s.arg(text.isEmpty() ? u"0"_s : text);
    }

    void putChecks(lxw_worksheet* sheet) {
        constexpr int widths[] = {4, 26, 22, 11, 22, 11, 9, 6};
        for (int i = 0; i < 8; ++i)
            worksheet_set_column(sheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i),
                                 columnWidth(widths[i]), nullptr);
        int row = 0;
        m_book.putText(sheet, row++, 0, m_workbook.title, Style::Caption);
        const int head = 3 + static_cast<int>(m_workbook.notes.size());
        const int first = head + 1;
        const int last = head + static_cast<int>(m_workbook.checks.size());
        putVerdict(sheet, row++, first, last);
        for (const QString& note : m_workbook.notes)
            m_book.putText(sheet, row++, 0, note, Style::Line);
        const QStringList titles{u"序号"_s,   u"核对事项"_s, u"依据一"_s, u"数额一"_s,
                                 u"依据二"_s, u"数额二"_s,   u"差额"_s,   u"结论"_s};
        for (int i = 0; i < 8; ++i)
            m_book.putText(sheet, head, i, titles[i], Style::Head);
        row = first;
        for (const Check& check : m_workbook.checks)
            putCheck(sheet, row++, check);
        worksheet_freeze_panes(sheet, static_cast<lxw_row_t>(head + 1), 0);
        m_book.forPrinting(sheet, true, head);
        markDifferences(sheet, first, last);
    }

    void putVerdict(lxw_worksheet* sheet, int row, int first, int last) {
        const QString verdicts = columnRange(first, last, 7);
        const int wrong = reports::differences(m_workbook);
        m_book.putWords(
            sheet, row, 0,
            u"=IF(COUNTIF(%1,\"%2\")=0,\"各项相符\",\"有 \"&COUNTIF(%1,\"%2\")&\" 项不符\")"_s.arg(
                verdicts, differs),
            wrong == 0 ? u"各项相符"_s : u"有 %1 项不符"_s.arg(wrong), Style::Caption);
    }

    void putCheck(lxw_worksheet* sheet, int row, const Check& check) {
        const ColumnKind kind = check.count ? ColumnKind::Count : ColumnKind::Amount;
        const auto text = [&](qint64 value) {
            return check.count ? QString::number(value) : money::Fen::of(value).toYuan();
        };
        const qint64 left = reports::evaluate(m_workbook, check.left);
        const qint64 right = reports::evaluate(m_workbook, check.right);
        m_book.put(sheet, row, 0, QString::number(++m_checks), ColumnKind::Count, Style::Cell);
        m_book.putText(sheet, row, 1, check.about, Style::Cell);
        m_book.putText(sheet, row, 2, check.leftName, Style::Cell);
        m_book.putSum(sheet, row, 3, formula(check.left), text(left), kind, Style::Cell);
        m_book.putText(sheet, row, 4, check.rightName, Style::Cell);
        m_book.putSum(sheet, row, 5, formula(check.right), text(right), kind, Style::Cell);
        m_book.putSum(sheet, row, 6, u"=ROUND(%1-%2,2)"_s.arg(cellName(row, 3), cellName(row, 5)),
                      text(left - right), kind, Style::Cell);
        m_book.putWords(sheet, row, 7,
                        u"=IF(%1=0,\"%2\",\"%3\")"_s.arg(cellName(row, 6), same, differs),
                        left == right ? same : differs, Style::Verdict);
    }

    void markDifferences(lxw_worksheet* sheet, int first, int last) {
        if (last < first)
            return;
        const QByteArray words = differs.toUtf8();
        lxw_conditional_format red{};
        red.type = LXW_CONDITIONAL_TYPE_TEXT;
        red.criteria = LXW_CONDITIONAL_CRITERIA_TEXT_CONTAINING;
        red.value_string = const_cast<char*>(words.constData());
        red.format = m_book.warning();
        worksheet_conditional_format_range(sheet, static_cast<lxw_row_t>(first), 7,
                                           static_cast<lxw_row_t>(last), 7, &red);
    }

    const Workbook& m_workbook;
    int m_most;
    Book m_book;
    std::map<QString, std::vector<Part>> m_parts;
    int m_checks = 0;
};

} // namespace

QByteArray toXlsx(const Workbook& workbook, int most) {
    return WorkbookFile(workbook, most).write();
}

} // namespace sheets
