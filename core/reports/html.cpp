// SPDX-License-Identifier: GPL-3.0-only
#include "render.h"

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

QString tag(const char* name, const QString& text) {
    return u"<%1>%2</%1>\n"_s.arg(QLatin1StringView(name), text.toHtmlEscaped());
}

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

class Page {
public:
    explicit Page(const Printable& report) : m_report(report) {}

    QByteArray write() {
        QString body = u"<header>\n"_s + tag("h1", m_report.title);
        if (!m_report.subtitle.isEmpty())
            body += m_report.draft
                        ? u"<p class=\"draft\">%1</p>\n"_s.arg(m_report.subtitle.toHtmlEscaped())
                        : tag("p", m_report.subtitle);
        body += u"</header>\n<main>\n"_s;
        for (const Block& block : m_report.blocks)
            body += std::visit([this](const auto& one) { return put(one); }, block);
        body += u"</main>\n<footer>\n"_s;
        for (const QString& footer : m_report.footers)
            body += tag("p", footer);
        body += u"</footer>\n"_s;
        const QString page = m_report.landscape
                                 ? u"@page { size: A4 landscape; margin: 14mm 12mm; }\n"_s
                                 : u"@page { size: A4; margin: 20mm 18mm; }\n"_s;
        return (u"<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"_s
                + tag("title", m_report.title) + u"<style>"_s + QString::fromUtf8(style) + page
                + labels() + u"</style>\n</head>\n<body>\n"_s + body + u"</body>\n</html>\n"_s)
            .toUtf8();
    }

private:
    static QString put(const Paragraph& paragraph) {
        return paragraph.role == Paragraph::Role::Heading ? tag("h2", paragraph.text)
               : paragraph.role == Paragraph::Role::Note
                   ? u"<p class=\"note\">%1</p>\n"_s.arg(paragraph.text.toHtmlEscaped())
                   : tag("p", paragraph.text);
    }

    QString put(const Fields& fields) {
        QString html;
        if (!fields.caption.isEmpty())
            html += tag("h2", fields.caption);
        html += u"<dl>\n"_s;
        for (const LabeledValue& field : fields.fields)
            html += u"<div><dt>%1</dt><dd>%2</dd></div>\n"_s.arg(field.label.toHtmlEscaped(),
                                                                 shown(field).toHtmlEscaped());
        return html + u"</dl>\n"_s;
    }

    static QString put(const Signatures& signatures) {
        QString html = u"<ul class=\"signatures\">\n"_s;
        for (const Signatures::Place& place : signatures.places)
            html += tag("li", u"%1:%2 %3 %4"_s.arg(place.role, place.name, longDate(place.date),
                                                   place.opinion));
        return html + u"</ul>\n"_s;
    }

    QString put(const Table& table) {
        m_tables.push_back(&table);
        const QString caption = table.caption.toHtmlEscaped();
        QString html = u"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"%1\">\n"
                       "<table role=\"table\" class=\"t%2\">\n<caption>"_s.arg(
                           caption, QString::number(m_tables.size()));
        if (!table.unit.isEmpty())
            html += u"<span>%1</span>"_s.arg(table.unit.toHtmlEscaped());
        html += caption + u"</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">"_s;
        for (const Column& column : table.columns)
            html += u"<th scope=\"col\" role=\"columnheader\">%1</th>"_s.arg(
                column.title.toHtmlEscaped());
        html += u"</tr></thead>\n<tbody role=\"rowgroup\">\n"_s;
        for (const QStringList& row : table.rows)
            putRow(html, table, row, table.head);
        html += u"</tbody>\n"_s;
        if (!table.total.isEmpty()) {
            html += u"<tfoot role=\"rowgroup\">\n"_s;
            putRow(html, table, table.total, totalHead(table));
            html += u"</tfoot>\n"_s;
        }
        return html + u"</table>\n</div>\n"_s;
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

    static void putRow(QString& html, const Table& table, const QStringList& row, int head) {
        html += u"<tr role=\"row\">"_s;
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i) {
            const ColumnKind kind = columnOf(table, i).kind;
            const QString cell = shown(kind, row.value(i)).toHtmlEscaped();
            if (i == head) {
                html += u"<th scope=\"row\" role=\"rowheader\">"_s + cell + u"</th>"_s;
                continue;
            }
            const QLatin1StringView look(classOf(kind, row.value(i)));
            html += u"<td role=\"cell\""_s;
            if (!look.isEmpty())
                html += u" class=\""_s + look + u'"';
            html += u'>' + cell + u"</td>"_s;
        }
        html += u"</tr>\n"_s;
    }

    // On a narrow screen each cell bears its column's title, which stands once in the style.
    QString labels() const {
        QString css = u"@media screen and (max-width: 40rem) {\n"_s;
        for (std::size_t t = 0; t < m_tables.size(); ++t) {
            const Table& table = *m_tables[t];
            for (std::size_t i = 0; i < table.columns.size(); ++i)
                css += u".t%1 tr > :nth-child(%2)::before { content: \"%3\"; }\n"_s.arg(t + 1)
                           .arg(i + 1)
                           .arg(cssText(table.columns[i].title));
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
    std::vector<const Table*> m_tables;
};

} // namespace

QByteArray toHtml(const Printable& report) {
    return Page(report).write();
}

} // namespace reports
