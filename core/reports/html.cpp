// SPDX-License-Identifier: GPL-3.0-only
#include "render.h"

namespace reports {

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

QString cell(const QString& tag, Kind kind, const QString& text, const QString& scope = {}) {
    QStringList classes;
    if (isNumber(kind))
        classes << u"amount"_s;
    if (isNumber(kind) && text.startsWith(u'-'))
        classes << u"negative"_s;
    QString attributes;
    if (!scope.isEmpty())
        attributes += u" scope=\"%1\""_s.arg(scope);
    if (!classes.isEmpty())
        attributes += u" class=\"%1\""_s.arg(classes.join(u' '));
    return u"<%1%2>%3</%1>"_s.arg(tag, attributes, text.toHtmlEscaped());
}

QString row(const Table& table, const QStringList& cells) {
    QString html = u"<tr>"_s;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const Kind kind = table.columns[static_cast<std::size_t>(i)].kind;
        const QString text = shown(kind, cells[i]);
        html += i == table.head ? cell(u"th"_s, kind, text, u"row"_s) : cell(u"td"_s, kind, text);
    }
    return html + u"</tr>\n"_s;
}

struct HtmlWriter {
    QString html;

    void operator()(const Table& table) {
        const QString caption =
            table.unit.isEmpty() ? table.caption : u"%1(%2)"_s.arg(table.caption, table.unit);
        html += u"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%1\">\n"
                "<table>\n<caption>%1</caption>\n<thead><tr>"_s.arg(caption.toHtmlEscaped());
        for (const Column& column : table.columns)
            html += cell(u"th"_s, column.kind, column.title, u"col"_s);
        html += u"</tr></thead>\n<tbody>\n"_s;
        for (const QStringList& one : table.rows)
            html += row(table, one);
        html += u"</tbody>\n"_s;
        if (!table.total.isEmpty())
            html += u"<tfoot>"_s + row(table, table.total) + u"</tfoot>\n"_s;
        html += u"</table>\n</div>\n"_s;
    }
    void operator()(const Paragraph& paragraph) {
        html += u"<p>%1</p>\n"_s.arg(paragraph.text.toHtmlEscaped());
    }
    void operator()(const Fields& fields) {
        html += u"<dl>\n"_s;
        for (const Field& field : fields.fields)
            html += u"<dt>%1</dt><dd>%2</dd>\n"_s.arg(field.label.toHtmlEscaped(),
                                                      shown(field).toHtmlEscaped());
        html += u"</dl>\n"_s;
    }
    void operator()(const Signatures& signatures) {
        for (const Signatures::Place& place : signatures.places)
            html += u"<p>%1:%2 %3 %4</p>\n"_s.arg(
                place.role.toHtmlEscaped(), place.name.toHtmlEscaped(), place.date.toHtmlEscaped(),
                place.opinion.toHtmlEscaped());
    }
};

} // namespace

QByteArray toHtml(const Report& report) {
    HtmlWriter writer;
    writer.html = u"<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<title>%1</title>\n<style>%2</style>\n</head>\n<body>\n<main>\n"
                  "<h1>%1</h1>\n<p class=\"number\">%3</p>\n"_s.arg(
                      report.title.toHtmlEscaped(), QString::fromLatin1(style()),
                      report.subtitle.toHtmlEscaped());
    for (const Block& block : report.blocks)
        std::visit(writer, block);
    writer.html += u"</main>\n<footer>\n"_s;
    for (const QString& footer : report.footers)
        writer.html += u"<p>%1</p>\n"_s.arg(footer.toHtmlEscaped());
    return (writer.html + u"</footer>\n</body>\n</html>\n"_s).toUtf8();
}

} // namespace reports
