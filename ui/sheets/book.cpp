// SPDX-License-Identifier: GPL-3.0-only
#include "book.h"

#include "number.h"

#include <storage/failure.h>

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace sheets {

using namespace Qt::Literals::StringLiterals;
using reports::ColumnKind;

namespace {

constexpr const char* face = "宋体";
constexpr int longestText = 32767; // Excel's limit of a cell, in UTF-16 units
constexpr lxw_color_t headFill = 0xE8EDF3;
constexpr lxw_color_t lineColor = 0x8A94A0;

const char* numberFormat(ColumnKind kind) {
    switch (kind) {
    case ColumnKind::Count:
        return "0";
    case ColumnKind::Amount:
        return "#,##0.00;[Red]-#,##0.00";
    case ColumnKind::WanAmount:
        return "#,##0.00####;[Red]-#,##0.00####";
    case ColumnKind::Percent:
        return "0.00%";
    case ColumnKind::Date:
        return "yyyy-mm-dd";
    case ColumnKind::Text:
        break;
    }
    return nullptr;
}

bool setRight(ColumnKind kind) {
    return kind == ColumnKind::Amount || kind == ColumnKind::WanAmount
           || kind == ColumnKind::Percent;
}

void lookOf(lxw_format* format, ColumnKind kind, Style style, bool guarded) {
    format_set_font_name(format, face);
    format_set_font_size(format, style == Style::Title ? 16 : 11);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (style == Style::Title || style == Style::Subtitle || style == Style::Head)
        format_set_align(format, LXW_ALIGN_CENTER);
    else if (setRight(kind) || style == Style::Unit)
        format_set_align(format, LXW_ALIGN_RIGHT);
    else if (kind == ColumnKind::Date || kind == ColumnKind::Count || style == Style::Verdict)
        format_set_align(format, LXW_ALIGN_CENTER);
    if (style == Style::Title || style == Style::Head || style == Style::Total
        || style == Style::Caption)
        format_set_bold(format);
    const bool centred =
        style == Style::Head || kind == ColumnKind::Date || kind == ColumnKind::Count;
    if ((style == Style::Cell || style == Style::Tight || style == Style::Total) && !centred)
        format_set_indent(format, 1);
    const bool oneLine = style == Style::Caption || style == Style::Unit || style == Style::Line
                         || style == Style::Tight;
    if (!oneLine && !setRight(kind) && kind != ColumnKind::Date)
        format_set_text_wrap(format);
    if (style == Style::Cell || style == Style::Tight || style == Style::Head
        || style == Style::Total || style == Style::Label || style == Style::Verdict) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, lineColor);
    }
    if (style == Style::Head || style == Style::Label)
        format_set_bg_color(format, headFill);
    if (const char* code = numberFormat(kind); code && style != Style::Head)
        format_set_num_format(format, code);
    else if (guarded)
        format_set_num_format(format, "@");
}

// Texts that a spreadsheet would take for something else once somebody edits the cell. Not long
// ones, which Excel shows as #### in this format.
bool needsGuard(const QString& text) {
    const QChar first = text.front();
    return text.size() <= 255
           && ((first >= u'0' && first <= u'9') || QStringView(u"=+-@").contains(first));
}

// XML knows no such characters, and a spreadsheet reads _x0041_ as an A.
QByteArray cellText(QString text) {
    static const QRegularExpression escape(u"_(?=x[0-9A-Fa-f]{4}_)"_s);
    text.replace(escape, u"_x005F_"_s);
    text.replace(QChar(0xFFFE), QChar(QChar::ReplacementCharacter));
    text.replace(QChar(0xFFFF), QChar(QChar::ReplacementCharacter));
    static const QString cut = u"……(未完)"_s;
    if (text.size() > longestText)
        text = text.left(longestText - cut.size() - 1) + cut;
    return text.toUtf8();
}

// A WanAmount stands in the report in yuan, and in the sheet in 万元 as its head says.
std::optional<double> valueOf(const QString& cell, ColumnKind kind) {
    return number(kind == ColumnKind::WanAmount ? reports::plain(kind, cell) : cell);
}

std::optional<lxw_datetime> dateOf(const QString& cell) {
    const QDate date = QDate::fromString(cell, Qt::ISODate);
    // Before March 1900 the spreadsheets disagree on which day it was.
    if (!date.isValid() || cell.size() != 10 || date.year() < 1901)
        return {};
    return lxw_datetime{date.year(), date.month(), date.day(), 0, 0, 0};
}

} // namespace

int linesOf(const QString& text, int width) {
    const int room = std::max(width * 2, 2);
    int lines = 0;
    for (const QString& line : text.split(u'\n')) {
        int taken = 0;
        for (const QChar c : line)
            taken += c.unicode() < 0x2000 ? 1 : 2;
        lines += std::max(1, (taken + room - 1) / room);
    }
    return lines;
}

QString cellName(int row, int column) {
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(name, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), 1, 1);
    return QString::fromLatin1(name);
}

QString columnRange(int firstRow, int lastRow, int column) {
    return cellName(firstRow, column) + u':' + cellName(lastRow, column);
}

double columnWidth(int characters) {
    return std::clamp(characters * 2 + 1.7, 6.0, 120.0);
}

Book::Book(const QString& title, const QString& date, bool large)
    : m_path(QFile::encodeName(m_folder.filePath(u"book.xlsx"_s))) {
    QByteArray folder = QFile::encodeName(m_folder.path());
    lxw_workbook_options options{};
    options.constant_memory = large ? LXW_TRUE : LXW_FALSE;
    options.tmpdir = folder.data();
    m_book = workbook_new_opt(m_path.constData(), &options);
    if (!m_book)
        check(LXW_ERROR_CREATING_TMPFILE);
    lxw_doc_properties properties{};
    QByteArray heading = title.toUtf8();
    QByteArray program = "FundDesk 专项资金管理台";
    properties.title = heading.data();
    properties.author = program.data();
    // No time of day, and none of the system's: the same content gives the same file.
    const QDate day = QDate::fromString(date, Qt::ISODate);
    properties.created = QDateTime(day.isValid() ? day : QDate(2000, 1, 1), QTime(12, 0), Qt::UTC)
                             .toSecsSinceEpoch();
    check(workbook_set_properties(m_book, &properties));
}

Book::~Book() {
    if (m_book)
        lxw_workbook_free(m_book);
}

void Book::check(lxw_error error) const {
    if (error != LXW_NO_ERROR)
        throw storage::temporaryFailure(QFileInfo(m_folder.path()).path(),
                                        QString::fromUtf8(lxw_strerror(error)));
}

lxw_worksheet* Book::add(const QString& name) {
    QString plain = name;
    plain.replace(QRegularExpression(u"[\\[\\]:*?/\\\\]"_s), u" "_s);
    while (plain.startsWith(u'\''))
        plain.remove(0, 1);
    plain = plain.trimmed();
    for (int n = 1;; ++n) {
        const QString suffix = n == 1 ? QString() : u" %1"_s.arg(n);
        QString wanted = plain.left(31 - suffix.size()) + suffix;
        while (wanted.endsWith(u'\''))
            wanted.chop(1);
        const QByteArray utf8 = wanted.isEmpty() ? "表" + QByteArray::number(n) : wanted.toUtf8();
        if (workbook_validate_sheet_name(m_book, utf8.constData()) != LXW_NO_ERROR && n < 10'000)
            continue;
        lxw_worksheet* sheet = workbook_add_worksheet(m_book, utf8.constData());
        if (!sheet)
            check(LXW_ERROR_CREATING_TMPFILE);
        return sheet;
    }
}

QString Book::quoted(lxw_worksheet* sheet) {
    return u'\'' + QString::fromUtf8(sheet->name).replace(u'\'', u"''"_s) + u"'!"_s;
}

lxw_format* Book::format(ColumnKind kind, Style style, bool guarded) {
    lxw_format*& format = m_formats[{kind, style, guarded}];
    if (!format) {
        format = workbook_add_format(m_book);
        if (!format)
            check(LXW_ERROR_MEMORY_MALLOC_FAILED);
        lookOf(format, kind, style, guarded);
    }
    return format;
}

lxw_format* Book::warning() {
    lxw_format* format = workbook_add_format(m_book);
    if (!format)
        check(LXW_ERROR_MEMORY_MALLOC_FAILED);
    format_set_bold(format);
    format_set_font_color(format, 0xB00020);
    format_set_bg_color(format, 0xFDE7EA);
    return format;
}

void Book::put(lxw_worksheet* sheet, int row, int column, const QString& cell, ColumnKind kind,
               Style style) {
    const auto r = static_cast<lxw_row_t>(row);
    const auto c = static_cast<lxw_col_t>(column);
    if (cell.isEmpty())
        return check(worksheet_write_blank(sheet, r, c, format(kind, style)));
    if (kind == ColumnKind::Date) {
        if (auto date = dateOf(cell))
            return check(worksheet_write_datetime(sheet, r, c, &*date, format(kind, style)));
    } else if (kind != ColumnKind::Text) {
        if (const auto value = valueOf(cell, kind))
            return check(worksheet_write_number(sheet, r, c, *value, format(kind, style)));
    }
    check(worksheet_write_string(sheet, r, c, cellText(cell).constData(),
                                 format(ColumnKind::Text, style, needsGuard(cell))));
}

void Book::putSum(lxw_worksheet* sheet, int row, int column, const QString& formula,
                  const QString& value, ColumnKind kind, Style style) {
    const auto known = valueOf(value, kind);
    if (!known)
        return put(sheet, row, column, value, kind, style);
    check(worksheet_write_formula_num(sheet, static_cast<lxw_row_t>(row),
                                      static_cast<lxw_col_t>(column), formula.toUtf8().constData(),
                                      format(kind, style), *known));
}

void Book::putWords(lxw_worksheet* sheet, int row, int column, const QString& formula,
                    const QString& value, Style style) {
    check(worksheet_write_formula_str(sheet, static_cast<lxw_row_t>(row),
                                      static_cast<lxw_col_t>(column), formula.toUtf8().constData(),
                                      format(ColumnKind::Text, style), value.toUtf8().constData()));
}

void Book::putWide(lxw_worksheet* sheet, int row, int from, int to, const QString& text,
                   Style style, int width) {
    merge(sheet, row, from, to, ColumnKind::Text, style);
    putText(sheet, row, from, text, style);
    setLines(sheet, row, linesOf(text, width) * (style == Style::Title ? 2 : 1));
}

void Book::merge(lxw_worksheet* sheet, int row, int from, int to, ColumnKind kind, Style style) {
    if (to > from)
        check(worksheet_merge_range(sheet, static_cast<lxw_row_t>(row),
                                    static_cast<lxw_col_t>(from), static_cast<lxw_row_t>(row),
                                    static_cast<lxw_col_t>(to), "", format(kind, style)));
}

void Book::setLines(lxw_worksheet* sheet, int row, int lines) {
    constexpr double lineHeight = 15; // points, of 11 point type
    constexpr double highest = 409;   // Excel's limit
    if (lines > 1)
        check(worksheet_set_row(sheet, static_cast<lxw_row_t>(row),
                                std::min(lines * lineHeight + 2, highest), nullptr));
}

void Book::forPrinting(lxw_worksheet* sheet, bool landscape, int headRow) {
    worksheet_set_paper(sheet, 9); // A4
    if (landscape)
        worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.6, 0.6, 0.7, 0.7);
    worksheet_center_horizontally(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    check(worksheet_set_footer(sheet, "&C第 &P 页 共 &N 页"));
    if (headRow < 0)
        return;
    check(worksheet_repeat_rows(sheet, static_cast<lxw_row_t>(headRow),
                                static_cast<lxw_row_t>(headRow)));
}

QByteArray Book::finish() {
    const lxw_error error = workbook_close(m_book);
    m_book = nullptr;
    check(error);
    QFile file(QFile::decodeName(m_path));
    if (!file.open(QIODevice::ReadOnly))
        check(LXW_ERROR_CREATING_XLSX_FILE);
    return file.readAll();
}

} // namespace sheets
