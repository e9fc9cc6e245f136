// SPDX-License-Identifier: GPL-3.0-only
#include "package.h"

#include "book.h"
#include "instructions.h"

#include <archive/package.h>
#include <journal/chain.h>
#include <journal/csv.h>
#include <opening/opening.h>
#include <reports/render.h>
#include <reports/reports.h>

#include <QJsonDocument>

namespace audit {

using namespace Qt::Literals::StringLiterals;
using archive::ZipWriter;
using journal::Context;

namespace {

Renderers& renderers() {
    static Renderers known;
    return known;
}

// The journal in chunks of some hundred lines, so that memory stays bounded.
ZipWriter::Next journalLines(Context& context) {
    return [&context, after = qint64(0),
            previous = journal::firstPreviousHash()]() mutable -> QByteArray {
        QByteArray lines;
        auto rows = context.db.query("SELECT seq, at, by, action, body, rules, hash FROM entry"
                                     " WHERE seq > ? ORDER BY seq LIMIT 500",
                                     after);
        while (rows.next()) {
            const journal::Entry entry = journal::entryOf(rows, nullptr);
            lines += journal::canonicalEntry(entry, rows.text(4).toUtf8(), previous) + '\n';
            previous = rows.text(6).toLatin1();
            after = entry.seq;
        }
        return lines;
    };
}

ZipWriter::Next transferLines(Context& context) {
    return [&context, after = qint64(-1)]() mutable -> QByteArray {
        QByteArray lines;
        if (after < 0) {
            lines = "\xef\xbb\xbfseq,date,debit,credit,line,item,project,source,fen\r\n";
            after = 0;
        }
        for (const ledger::Transfer& one : ledger::transfersAfter(context, after, 1000)) {
            lines += journal::csvLine({QString::number(one.seq), one.date, one.from, one.to,
                                       one.line, one.item, one.project, one.source,
                                       QString::number(one.amount.count())})
                         .toUtf8();
            after = one.id;
        }
        return lines;
    };
}

// Each is painted when its turn comes: a fund of many years has hundreds.
void addDisclosures(Context& context, ZipWriter& package) {
    const auto pageOf = [&context](const QString& number) {
        auto row = context.db.query("SELECT page FROM disclosure WHERE number = ?", number);
        return row.next() ? row.text(0).toUtf8() : QByteArray();
    };
    auto rows = context.db.query("SELECT number FROM disclosure ORDER BY seq");
    while (rows.next()) {
        const QString number = rows.text(0);
        const QString name = u"公示/"_s + archive::safeFileName(number);
        const auto add = [&](const QString& suffix, const auto& render) {
            package.addMade(name + u'.' + suffix, [&context, pageOf, number, render] {
                return render(
                    reports::ofMonth(api::fromJson<api::DisclosurePage>(
                                         QJsonDocument::fromJson(pageOf(number)).object()),
                                     plan::current(context)));
            });
        };
        package.addMade(name + u".json"_s, [pageOf, number] { return pageOf(number); });
        add(u"html"_s, reports::toHtml);
        add(u"csv"_s, reports::toCsv);
        add(u"txt"_s, reports::toText);
        for (const auto& [suffix, render] : renderers().ofReport)
            add(suffix, render);
    }
}

std::vector<archive::Document> allDocuments(Context& context) {
    std::vector<archive::Document> all;
    auto rows = context.db.query("SELECT DISTINCT about_kind, about_id FROM document"
                                 " ORDER BY about_kind COLLATE BINARY, about_id COLLATE BINARY");
    while (rows.next())
        for (auto& document : archive::documentsAbout(context, rows.text(0), rows.text(1)))
            all.push_back(std::move(document));
    return all;
}

} // namespace

void setRenderers(Renderers given) {
    renderers() = std::move(given);
}

QString exportPackage(Context& context, const QString& path) {
    constexpr qint64 entrySize = 700; // about, for the progress
    constexpr qint64 transferSize = 90;
    constexpr qint64 mostEntries = 1'000'000'000;
    ZipWriter package(path);
    const auto& ofWorkbook = renderers().ofWorkbook;
    // Only for the progress: an altered number may be any.
    const qint64 entries = std::clamp<qint64>(journal::head(context).seq, 0, mostEntries);
    package.add(u"核对说明.html"_s, instructions(context, ofWorkbook != nullptr));
    package.addLarge(u"journal.jsonl"_s, entries * entrySize,
                     [&context] { return journalLines(context); });
    package.add(u"head.txt"_s, journal::head(context).hash + '\n');
    package.addLarge(u"transfers.csv"_s, entries * transferSize,
                     [&context] { return transferLines(context); });
    package.add(
        u"execution.json"_s,
        QJsonDocument(api::toJson(plan::execution(context, {}))).toJson(QJsonDocument::Indented));
    if (ofWorkbook)
        package.addMade(u"审计工作簿.xlsx"_s,
                        [&context, &ofWorkbook] { return ofWorkbook(makeBook(context)); });
    addDisclosures(context, package);
    archive::addDocuments(context, package, u"文件/"_s, allDocuments(context));
    return package.finish(context.progress);
}

} // namespace audit
