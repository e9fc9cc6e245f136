// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <reports/report.h>

#include <storage/part.h>

#include <QByteArray>

#include <map>
#include <tuple>

#include <xlsxwriter.h>

// What the files of this room share; not for others.

namespace sheets {

enum class Style {
    Cell,
    Tight,
    Head,
    Total,
    Title,
    Subtitle,
    Caption,
    Unit,
    Label,
    Note,
    Line,
    Verdict
};

// One XLSX file under way: its worksheets, the formats in use, and every call of the library
// checked. Cells get their type here: what begins with = + - @ is a text and stays one.
class Book {
public:
    // `large`: rows go to the disk as they are written; then each sheet is written downwards.
    explicit Book(const QString& title, const QString& date, bool large = false);
    ~Book();
    Book(const Book&) = delete;
    Book& operator=(const Book&) = delete;

    // A sheet under this name, or as much of it as Excel takes, with a number where it is taken.
    lxw_worksheet* add(const QString& name);
    // The sheet as formulas name it: '拨付'!
    static QString quoted(lxw_worksheet* sheet);
    lxw_format* format(reports::ColumnKind kind, Style style, bool guarded = false);

    lxw_format* warning(); // what a conditional format gives a cell that needs attention

    void put(lxw_worksheet* sheet, int row, int column, const QString& cell,
             reports::ColumnKind kind, Style style);
    void putText(lxw_worksheet* sheet, int row, int column, const QString& text, Style style) {
        put(sheet, row, column, text, reports::ColumnKind::Text, style);
    }
    // A formula with the value that it has: what a reader sees who computes nothing.
    void putSum(lxw_worksheet* sheet, int row, int column, const QString& formula,
                const QString& value, reports::ColumnKind kind, Style style);
    void putWords(lxw_worksheet* sheet, int row, int column, const QString& formula,
                  const QString& value, Style style);
    // One text over several cells of a row, as wide as so many Chinese characters.
    void putWide(lxw_worksheet* sheet, int row, int from, int to, const QString& text, Style style,
                 int width);
    // Cells of a row as one; before something is put into the first of them.
    void merge(lxw_worksheet* sheet, int row, int from, int to, reports::ColumnKind kind,
               Style style);
    // How high a row is: not every spreadsheet finds out by itself.
    void setLines(lxw_worksheet* sheet, int row, int lines);
    // A4, as wide as one page, the head row repeated and numbered pages.
    void forPrinting(lxw_worksheet* sheet, bool landscape, int headRow);

    // Writes the file and returns its bytes.
    QByteArray finish();

private:
    void check(lxw_error error) const;

    storage::TemporaryFolder m_folder;
    QByteArray m_path;
    lxw_workbook* m_book = nullptr;
    std::map<std::tuple<reports::ColumnKind, Style, bool>, lxw_format*> m_formats;
};

// Excel's rows, less room for heads and totals.
inline constexpr int mostRows = 1'000'000;

// How many lines a text takes in a column as wide as so many Chinese characters.
int linesOf(const QString& text, int width);

// "$C$5", "$C$5:$C$9".
QString cellName(int row, int column);
QString columnRange(int firstRow, int lastRow, int column);

// How wide a column is in the spreadsheet's own unit, from its width in Chinese characters.
double columnWidth(int characters);

} // namespace sheets
