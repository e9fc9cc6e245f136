// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "paper.h"

// How a report becomes pages; not for others.

namespace print {

enum class Align { Left, Centre, Right };

// Sizes in twips: 22 pt is 440.
namespace size {
inline constexpr int title = 440; // 2号
inline constexpr int body = 320;  // 3号
inline constexpr int form = 240;  // 小四
inline constexpr int table = 210; // 五号
inline constexpr int least = 150; // 六号... 7.5 pt
inline constexpr int page = 280;  // 4号
} // namespace size

struct Line {
    QString text = {};
    Face face = Face::Text;
    Align align = Align::Left;
};

struct Cell {
    double x = 0;
    double width = 0;
    int size = size::table;
    std::vector<Line> lines = {};
    bool centred = true; // from top to bottom
    double bar = 0;      // the share of its width that is filled behind the words
};

// Puts blocks onto pages, one below the other.
class Layout {
public:
    Layout(const reports::Printable& report, Paper& paper);
    void run();

private:
    void title();
    void footers();
    void pageNumbers();
    void add(const reports::Paragraph& paragraph);
    void add(const reports::Fields& fields);
    void add(const reports::Table& table);
    void add(const reports::Signatures& signatures);

    Page& page() { return m_paper.m_pages.back(); }
    void newPage();
    double left() const { return m_paper.m_body.left(); }
    double width() const { return m_paper.m_body.width(); }
    double room() const { return m_paper.m_body.bottom() - m_y; }
    void text(const QString& words, Face face, int size, Align align, double x, double width,
              double baseline);
    void lines(const QStringList& all, Face face, int size, Align align, double pitch);
    void rule(double x1, double y1, double x2, double y2);

    // A row of a grid: borders around each cell. A row that is higher than the page goes on on
    // the next one.
    static double heightOf(const Cell& cell);
    static double heightOf(const std::vector<Cell>& row);
    void row(std::vector<Cell> cells, double height);
    void cell(const Cell& cell, double height);

    // A table's columns on this page: where they stand, and how large they are written.
    struct Columns {
        int size = size::table;
        std::vector<double> x;
        std::vector<double> width;
    };
    Columns columnsOf(const reports::Table& table) const;
    bool fit(const reports::Table& table, Columns& columns) const;
    std::vector<Cell> rowCells(const reports::Table& table, const Columns& columns,
                               const QStringList& cells) const;
    std::vector<Cell> headCells(const reports::Table& table, const Columns& columns) const;
    // What of a list stands on a page, as its last row.
    std::vector<Cell> pageSum(const reports::Table& table, const Columns& columns, std::size_t from,
                              std::size_t to) const;
    void tableHead(const reports::Table& table, const std::vector<Cell>& head, bool again);
    Cell placeCell(const reports::Signatures::Place& place, double x, double width,
                   bool beside) const;
    void qrCode(const QString& words, double x, double y, double edge);

    const reports::Printable& m_report;
    Paper& m_paper;
    double m_y = 0;
};

} // namespace print
