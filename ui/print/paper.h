// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fonts.h"

#include <reports/report.h>

#include <QPageLayout>
#include <QRectF>

#include <vector>

QT_BEGIN_NAMESPACE
class QIODevice;
class QPagedPaintDevice;
class QPainter;
QT_END_NAMESPACE

// A report laid out on A4 after GB/T 9704-2012: margins 37, 35, 28, 26 mm, title 2号, text 3号, page
// numbers outside. Laid out once, in twips, then painted onto any device: a PDF, a printer, the
// preview on a screen.
//
//     print::Paper paper(report);
//     paper.paint(printer);                     // all pages
//     paper.paintPage(painter, 0);              // one, for the preview
//     print::toPdf(report, "BF-2019-001.pdf");

namespace print {

inline constexpr int twipsPerInch = 1440;

// One line of text as it stands on a page, `y` its base line; or a rule.
struct Text {
    double x;
    double y;
    double width;
    QString text;
    Face face;
    int size;
};
struct Rule {
    double x1, y1, x2, y2;
};

struct Page {
    std::vector<Text> texts;
    std::vector<Rule> rules;
    std::vector<QRectF> fills; // modules of a QR code
    std::vector<QRectF> bars;  // of a chart in a table: grey, the words stand on it
    QRectF bounds() const;     // of all that is painted
};

class TextLayer;

class Paper {
public:
    explicit Paper(const reports::Printable& report);

    int pageCount() const { return static_cast<int>(m_pages.size()); }
    const Page& page(int number) const { return m_pages[static_cast<std::size_t>(number)]; }
    QPageLayout pageLayout() const;
    QSizeF pageSize() const { return m_size; } // in twips
    QRectF body() const { return m_body; }     // inside the margins, in twips

    // From the painter's origin, in the resolution of its device.
    void paintPage(QPainter& painter, int number) const;
    // All pages; the device's page layout is set to the paper's.
    void paint(QPagedPaintDevice& device) const;
    // Signs that take more than sixteen bits, and what is drawn for the text layer of a PDF.
    bool hasRareSigns() const;
    void note(TextLayer& layer) const;
    // The words of a page from top to bottom, for tests and for readers.
    QString words(int number) const;

private:
    friend class Layout;
    QSizeF m_size;
    QRectF m_body;
    std::vector<Page> m_pages;
};

// Fonts are embedded, subset. False where the device can't be written.
bool toPdf(const reports::Printable& report, QIODevice& device);
bool toPdf(const reports::Printable& report, const QString& path);

} // namespace print
