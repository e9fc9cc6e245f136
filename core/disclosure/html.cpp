// SPDX-License-Identifier: GPL-3.0-only
#include "page.h"

namespace disclosure {

using namespace Qt::Literals::StringLiterals;

namespace {

const char* style() {
    return R"(
:root { color-scheme: light dark; }
body { font: 16px/1.6 "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 1.5rem; }
h1 { font-size: 1.4rem; text-align: center; margin: 0 0 .3rem; }
p.number { text-align: center; margin: 0 0 1rem; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: 0 0 1rem; font-size: .9rem; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
td.amount, th.amount { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.negative { color: #b00020; }
tfoot td, tfoot th { font-weight: bold; }
footer p { margin: .2rem 0; overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { td.negative { color: #ff8a80; } }
@media print {
  @page { size: A4 landscape; margin: 15mm; }
  body { margin: 0; font-size: 10pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  div.wide { overflow: visible; }
}
)";
}

QString cell(const QString& tag, const QString& text, bool amount, const QString& scope = {}) {
    QStringList classes;
    if (amount)
        classes << u"amount"_s;
    if (amount && text.startsWith(u'-'))
        classes << u"negative"_s;
    QString attributes;
    if (!scope.isEmpty())
        attributes += u" scope=\"%1\""_s.arg(scope);
    if (!classes.isEmpty())
        attributes += u" class=\"%1\""_s.arg(classes.join(u' '));
    return u"<%1%2>%3</%1>"_s.arg(tag, attributes, text.toHtmlEscaped());
}

QString row(const QStringList& cells, const std::vector<bool>& amounts, qsizetype head) {
    QString html = u"<tr>"_s;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const bool amount = amounts[static_cast<std::size_t>(i)];
        html +=
            i == head ? cell(u"th"_s, cells[i], amount, u"row"_s) : cell(u"td"_s, cells[i], amount);
    }
    return html + u"</tr>\n"_s;
}

QString table(const QString& caption, const QStringList& columns, const std::vector<bool>& amounts,
              const std::vector<QStringList>& rows, const QStringList& total,
              qsizetype headColumn) {
    QString html = u"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%1\">\n"
                   "<table>\n<caption>%1</caption>\n<thead><tr>"_s.arg(caption.toHtmlEscaped());
    for (qsizetype i = 0; i < columns.size(); ++i)
        html += cell(u"th"_s, columns[i], amounts[static_cast<std::size_t>(i)], u"col"_s);
    html += u"</tr></thead>\n<tbody>\n"_s;
    for (const QStringList& one : rows)
        html += row(one, amounts, headColumn);
    html += u"</tbody>\n"_s;
    if (!total.isEmpty())
        html += u"<tfoot>"_s + row(total, amounts, headColumn) + u"</tfoot>\n"_s;
    return html + u"</table>\n</div>\n"_s;
}

} // namespace

QByteArray toHtml(const Page& page) {
    QString html = u"<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n<main>\n"
                   "<h1>%1</h1>\n<p class=\"number\">%3</p>\n"_s.arg(page.title.toHtmlEscaped(),
                                                                     QString::fromLatin1(style()),
                                                                     page.subtitle.toHtmlEscaped());
    // The project's name is what a reader of a row is told first.
    html += table(u"项目验收和资金拨付情况(单位:元)"_s, page.columns, page.amounts, page.rows,
                  page.total, 2);
    html += table(u"资金收付情况(单位:元)"_s, page.sourceColumns, {false, true, true, true},
                  page.sources, {}, 0);
    html += u"</main>\n<footer>\n"_s;
    for (const QString& footer : page.footers)
        html += u"<p>%1</p>\n"_s.arg(footer.toHtmlEscaped());
    return (html + u"</footer>\n</body>\n</html>\n"_s).toUtf8();
}

} // namespace disclosure
