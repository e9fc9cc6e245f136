// SPDX-License-Identifier: GPL-3.0-only
#include "audit_package.h"

#include "audit_book.h"
#include "audit_instructions.h"

#include <archive/package.h>
#include <journal/chain.h>
#include <journal/csv.h>
#include <opening/opening.h>
#include <reports/render.h>
#include <reports/reports.h>

#include <QCryptographicHash>
#include <QJsonDocument>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using archive::ZipWriter;
using journal::Context;

namespace {

AuditRenderers& renderers() {
    static AuditRenderers known;
    return known;
}

// The journal in chunks of some hundred lines, so that memory stays bounded.
ZipWriter::Next journalLines(Context& context) {
    return [&context, after = qint64(0),
            previous = journal::firstPreviousHash()]() mutable -> QByteArray {
        QByteArray lines;
        auto rows = context.db.query("SELECT seq, at, by, action, body, hash FROM entry WHERE"
                                     " seq > ? ORDER BY seq LIMIT 500",
                                     after);
        while (rows.next()) {
            const journal::Entry entry = journal::entryOf(rows, nullptr);
            lines += journal::canonicalEntry(entry, rows.text(4).toUtf8(), previous) + '\n';
            previous = rows.text(5).toLatin1();
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

// Adds what is written as it is read; it is gone through once before, for its hash and size.
void addLines(ZipWriter& package, const QString& name, const std::function<ZipWriter::Next()>& open,
              const storage::Progress& progress) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    const ZipWriter::Next next = open();
    for (QByteArray part = next(); !part.isEmpty(); part = next()) {
        hash.addData(part);
        size += part.size();
        storage::tell(progress, 0, 1);
    }
    package.addLarge(name, QString::fromLatin1(hash.result().toHex()), size, open);
}

void addDisclosures(Context& context, ZipWriter& package) {
    const plan::Plan& plan = plan::current(context);
    auto rows = context.db.query("SELECT number, page FROM disclosure ORDER BY seq");
    while (rows.next()) {
        const QByteArray json = rows.text(1).toUtf8();
        const auto page = reports::ofMonth(QJsonDocument::fromJson(json).object(), plan);
        const QString name = u"公示/"_s + archive::safeFileName(rows.text(0));
        package.add(name + u".json"_s, json);
        package.add(name + u".html"_s, reports::toHtml(page));
        package.add(name + u".csv"_s, reports::toCsv(page));
        package.add(name + u".txt"_s, reports::toText(page));
        for (const auto& [suffix, render] : renderers().ofReport)
            package.add(name + u'.' + suffix, render(page));
    }
}

std::vector<archive::Document> allDocuments(Context& context) {
    std::vector<archive::Document> all;
    auto rows =
        context.db.query("SELECT DISTINCT about_kind, about_id FROM document ORDER BY 1, 2");
    while (rows.next())
        for (auto& document : archive::documentsAbout(context, rows.text(0), rows.text(1)))
            all.push_back(std::move(document));
    return all;
}

} // namespace

void setAuditRenderers(AuditRenderers given) {
    renderers() = std::move(given);
}

void exportAudit(Context& context, const QString& path) {
    ZipWriter package(path);
    const auto& ofWorkbook = renderers().ofWorkbook;
    package.add(u"核对说明.html"_s, auditInstructions(ofWorkbook != nullptr));
    const storage::Progress& progress = context.progress;
    addLines(
        package, u"journal.jsonl"_s, [&context] { return journalLines(context); }, progress);
    package.add(u"head.txt"_s, journal::head(context).hash + '\n');
    addLines(
        package, u"transfers.csv"_s, [&context] { return transferLines(context); }, progress);
    package.add(u"execution.json"_s,
                QJsonDocument(plan::execution(context, {})).toJson(QJsonDocument::Indented));
    if (ofWorkbook)
        package.add(u"审计工作簿.xlsx"_s, ofWorkbook(auditBook(context)));
    addDisclosures(context, package);
    archive::addDocuments(context, package, u"文件/"_s, allDocuments(context));
    package.finish(progress);
}

} // namespace fund
