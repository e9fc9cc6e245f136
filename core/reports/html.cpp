// SPDX-License-Identifier: GPL-3.0-only
#include "render.h"

#include <QXmlStreamWriter>

namespace reports {

using namespace Qt::Literals::StringLiterals;

namespace {

// Colours stand in pairs of at least 4.5:1, light and dark.
constexpr const char* style = R"(
:root { color-scheme: light dark; --ink: #1b2430; --soft: #4a5666; --paper: #ffffff;
  --band: #eef2f7; --line: #9aa5b3; --total: #e3eaf3; --minus: #b00020; --mark: #1f4e8c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e7ebf0; --soft: #b4bfcc; --paper: #161b22;
  --band: #222a35; --line: #5d6a7a; --total: #2a3542; --minus: #ff8a80; --mark: #9cc4ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 1.5rem 1.25rem 3rem; background: var(--paper);
  color: var(--ink); font: 16px/1.65 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC",
  "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif; overflow-wrap: anywhere; }
header { text-align: center; border-bottom: 3px double var(--mark); margin-bottom: 1.5rem; }
h1 { font-size: 1.5rem; line-height: 1.4; margin: 0 0 .4rem; text-wrap: balance; }
header p { margin: 0 0 1rem; color: var(--soft); }
.draft { color: var(--minus); font-weight: bold; }
.wide { overflow-x: auto; margin: 0 0 1.75rem; }
.wide:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.5; }
caption { text-align: left; font-weight: bold; font-size: 1rem; padding: 0 0 .4rem; }
caption span { float: right; font-weight: normal; font-size: .875rem; color: var(--soft); }
th, td { border: 1px solid var(--line); padding: .4rem .55rem; text-align: left;
  vertical-align: middle; overflow-wrap: normal; }
thead th { background: var(--band); text-align: center; white-space: nowrap; }
tbody th { font-weight: 500; }
tbody tr:nth-child(even) > * { background: color-mix(in srgb, var(--band) 40%, transparent); }
tfoot > tr > * { background: var(--total); font-weight: bold; }
td.n, td.d { font-variant-numeric: tabular-nums; white-space: nowrap; }
td.n { text-align: right; } td.d, td.c { text-align: center; } td.m { color: var(--minus); }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); gap: 0 1.5rem;
  margin: 0 0 1.75rem; } dl div { display: flex; gap: .75rem; padding: .35rem 0;
  border-bottom: 1px solid var(--line); }
dt { flex: 0 0 7em; color: var(--soft); } dd { margin: 0; flex: 1; }
h2 { font-size: 1rem; margin: 0 0 .4rem; }
footer { border-top: 1px solid var(--line); padding-top: .75rem; font-size: .875rem;
  color: var(--soft); }
footer p { margin: .25rem 0; }
.note { font-size: .875rem; color: var(--soft); } .signatures { margin: 1.5rem 0; }
@media screen and (max-width: 40rem) {
  body { padding: 1rem .75rem 2rem; } h1 { font-size: 1.2rem; }
  .wide { overflow-x: visible; }
  table, tbody, tfoot, tr, th, td, caption { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { display: flex; flex-direction: column; border: 1px solid var(--line);
    border-radius: 6px; margin: 0 0 .75rem; overflow: hidden; }
  th, td, td.n, td.d, td.c { border: 0; display: flex; justify-content: space-between; gap: 1rem;
    padding: .3rem .75rem; text-align: right; white-space: normal; overflow-wrap: anywhere; }
  tr > :empty { display: none; }
  tbody > tr > th { order: -1; background: var(--band) !important; font-weight: bold;
    text-align: left; }
  tr > th::before { display: none; }
  th::before, td::before { color: var(--soft); font-weight: normal; text-align: left;
    flex: 0 0 auto; }
}
@media print {
  :root { --ink: #000000; --soft: #333333; --paper: #ffffff; --band: #eeeeee; --total: #e4e4e4;
    --minus: #a00018; --line: #555555; --mark: #000000; }
  body { max-width: none; padding: 0; font-size: 10pt; line-height: 1.4; } h1 { font-size: 16pt; }
  table { font-size: 8pt; } th, td { padding: 1mm; } thead th { white-space: normal; }
  .wide { overflow: visible; } thead { display: table-header-group; }
  tfoot { display: table-row-group; } tr, dl div { break-inside: avoid; }
}
)";

const char* classOf(ColumnKind kind, const QString& cell) {
    switch (kind) {
    case ColumnKind::Amount:
    case ColumnKind::WanAmount:
    case ColumnKind::Percent:
        return cell.startsWith(u'-') ? "n m" : "n";
    case ColumnKind::Date:
        return "d";
    case ColumnKind::Count:
        return "c";
    case ColumnKind::Text:
        break;
    }
    return "";
}

// The page's frame; what stands in it is written by QXmlStreamWriter. Its two empty elements are
// HTML's own, without a slash, and a style's signs are not escaped: the audit package's steps hold
// a page to this very text.
constexpr const char* frame = R"(<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
)";

class Page {
public:
    explicit Page(const Printable& paper) : m_report(paper), m_out(&m_html) {}

    QByteArray write() {
        m_html = QString::fromUtf8(frame);
        element("title", m_report.title);
        m_html += u"<style>"_s + QString::fromUtf8(style)
                  + (m_report.landscape ? u"@page { size: A4 landscape; margin: 14mm 12mm; }\n"_s
                                        : u"@page { size: A4; margin: 20mm 18mm; }\n"_s)
                  + labels() + u"</style>\n</head>\n<body>\n"_s;
        begin("header");
        element("h1", m_report.title);
        if (!m_report.subtitle.isEmpty())
            element("p", m_report.subtitle, m_report.draft ? "draft" : "");
        end();
        begin("main");
        for (const Block& block : m_report.blocks)
            std::visit([this](const auto& one) { put(one); }, block);
        end();
        begin("footer");
        for (const QString& footer : m_report.footers)
            element("p", footer);
        end();
        return (m_html + u"</body>\n</html>\n"_s).toUtf8();
    }

private:
    using Attributes = std::initializer_list<std::pair<const char*, QString>>;

    void open(const char* name, const Attributes& attributes = {}) {
        m_out.writeStartElement(QLatin1StringView(name));
        for (const auto& [key, value] : attributes)
            if (!value.isEmpty())
                m_out.writeAttribute(QLatin1StringView(key), value);
    }
    // What it holds stands on lines of its own.
    void begin(const char* name, const Attributes& attributes = {}) {
        open(name, attributes);
        newLine();
    }
    void end() {
        m_out.writeEndElement();
        newLine();
    }
    void newLine() { m_out.writeCharacters(u"\n"_s); }
    void inLine(const char* name, const QString& text, const Attributes& attributes = {}) {
        open(name, attributes);
        m_out.writeCharacters(text);
        m_out.writeEndElement();
    }
    void element(const char* name, const QString& text, const char* look = "") {
        inLine(name, text, {{"class", QString::fromLatin1(look)}});
        newLine();
    }

    void put(const Paragraph& paragraph) {
        if (paragraph.role == Paragraph::Role::Heading)
            element("h2", paragraph.text);
        else
            element("p", paragraph.text, paragraph.role == Paragraph::Role::Note ? "note" : "");
    }

    void put(const Fields& fields) {
        if (!fields.caption.isEmpty())
            element("h2", fields.caption);
        begin("dl");
        for (const LabeledValue& field : fields.fields) {
            open("div");
            inLine("dt", field.label);
            inLine("dd", shown(field));
            end();
        }
        end();
    }

    void put(const Signatures& signatures) {
        begin("ul", {{"class", u"signatures"_s}});
        for (const Signatures::Place& place : signatures.places)
            element("li", u"%1:%2 %3 %4"_s.arg(place.role, place.name, longDate(place.date),
                                               place.opinion));
        end();
    }

    void put(const Table& table) {
        begin("div", {{"class", u"wide"_s},
                      {"tabindex", u"0"_s},
                      {"role", u"region"_s},
                      {"aria-label", table.caption}});
        begin("table", {{"role", u"table"_s}, {"class", u"t%1"_s.arg(++m_tables)}});
        open("caption");
        if (!table.unit.isEmpty())
            inLine("span", table.unit);
        m_out.writeCharacters(table.caption);
        end();
        open("thead", {{"role", u"rowgroup"_s}});
        open("tr", {{"role", u"row"_s}});
        for (const Column& column : table.columns)
            inLine("th", column.title, {{"scope", u"col"_s}, {"role", u"columnheader"_s}});
        m_out.writeEndElement();
        end();
        begin("tbody", {{"role", u"rowgroup"_s}});
        for (const QStringList& row : table.rows)
            putRow(table, row, table.head);
        end();
        if (!table.total.isEmpty()) {
            begin("tfoot", {{"role", u"rowgroup"_s}});
            putRow(table, table.total, totalHead(table));
            end();
        }
        end();
        end();
    }

    // 合计 stands where it stands.
    static int totalHead(const Table& table) {
        for (int i = 0; i < table.total.size(); ++i)
            if (!table.total[i].isEmpty() && !isNumber(columnOf(table, i).kind))
                return i;
        return table.head;
    }

    static const Column& columnOf(const Table& table, int place) {
        return table.columns[static_cast<std::size_t>(place)];
    }

    void putRow(const Table& table, const QStringList& row, int head) {
        open("tr", {{"role", u"row"_s}});
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
            const ColumnKind kind = columnOf(table, i).kind;
            const QString cell = shown(kind, row.value(i));
            if (i == head)
                inLine("th", cell, {{"scope", u"row"_s}, {"role", u"rowheader"_s}});
            else
                inLine("td", cell,
                       {{"role", u"cell"_s},
                        {"class", QString::fromLatin1(classOf(kind, row.value(i)))}});
        }
        end();
    }

    // On a narrow screen each cell bears its column's title, which stands once in the style.
    QString labels() const {
        QString css = u"@media screen and (max-width: 40rem) {\n"_s;
        int count = 0;
        for (const Block& block : m_report.blocks) {
            const Table* table = std::get_if<Table>(&block);
            if (!table)
                continue;
            ++count;
            for (std::size_t i = 0; i < table->columns.size(); ++i)
                css += u".t%1 tr > :nth-child(%2)::before { content: \"%3\"; }\n"_s.arg(count)
                           .arg(i + 1)
                           .arg(cssText(table->columns[i].title));
        }
        return css + u"}\n"_s;
    }

    static QString cssText(const QString& text) {
        QString safe;
        for (const QChar c : text)
            if (c.isLetterOrNumber() || QStringView(u"()%·-/ ,、:").contains(c))
                safe += c;
        return safe;
    }

    const Printable& m_report;
    QString m_html;
    QXmlStreamWriter m_out; // into it
    int m_tables = 0;
};

} // namespace

QByteArray toHtml(const Printable& paper) {
    return Page(paper).write();
}

} // namespace reports
