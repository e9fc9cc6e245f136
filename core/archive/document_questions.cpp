// SPDX-License-Identifier: GPL-3.0-only
#include "content.h"
#include "room.h"

#include <journal/listing.h>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Context;
using journal::Question;
using journal::Reply;
using journal::Shape;
using journal::Words;

namespace {

QJsonObject documentJson(Context& context, const Document& document) {
    QJsonArray moves;
    auto rows = context.db.query("SELECT from_kind, from_id, kind, date, reason FROM"
                                 " document_refiling WHERE document = ? ORDER BY seq",
                                 document.id);
    while (rows.next())
        moves.append(QJsonObject{
            {"about"_L1, QJsonObject{{"kind"_L1, rows.text(0)}, {"id"_L1, rows.text(1)}}},
            {"kind"_L1, rows.text(2)},
            {"date"_L1, rows.text(3)},
            {"reason"_L1, rows.text(4)}});
    QJsonObject json{
        {"id"_L1, document.id},
        {"about"_L1, QJsonObject{{"kind"_L1, document.aboutKind}, {"id"_L1, document.aboutId}}},
        {"kind"_L1, document.kind},
        {"title"_L1, document.title},
        {"date"_L1, document.date},
        {"sha256"_L1, document.sha256},
        {"size"_L1, document.size},
        {"file_name"_L1, document.fileName},
        {"retain_until"_L1, document.retainUntil()},
        {"state"_L1, u"filed"_s}};
    if (!moves.isEmpty())
        json.insert("refiled"_L1, moves);
    return json;
}

Reply listDocuments(Context& context, const Words& with, const QString&) {
    const qint64 count = std::min<qint64>(with.integer("count"_L1, 100), 1000);
    const Words about = with.object("about"_L1);
    auto rows = context.db.query(
        "SELECT id, about_kind, about_id, kind, title, date, sha256, size, file_name FROM document"
        " WHERE id > ?1 AND (?2 = '' OR about_kind = ?2) AND (?3 = '' OR about_id = ?3)"
        " AND (?4 = '' OR kind = ?4) AND (?5 = '' OR sha256 = ?5)"
        " AND (?6 = '' OR instr(id || ' ' || title || ' ' || file_name, ?6) > 0)"
        " ORDER BY id LIMIT ?7",
        with.text("after"_L1), about.text("kind"_L1), about.text("id"_L1), with.text("kind"_L1),
        with.text("sha256"_L1), with.text("text"_L1), count + 1);
    return journal::listing(rows, count, [&] { return documentJson(context, documentOf(rows)); });
}

Reply readDocument(Context& context, const Words& with, const QString&) {
    const QString sha256 = with.text("sha256"_L1);
    auto row = context.db.query("SELECT size FROM document WHERE sha256 = ? LIMIT 1", sha256);
    if (!row.next())
        return badInput(u"sha256"_s, u"没有哈希为 %1 的文件,请核对。"_s.arg(sha256));
    const qint64 from = with.integer("from"_L1);
    const qint64 bytes = std::min(with.integer("bytes"_L1, chunkSize), chunkSize);
    const QByteArray part = bytes > 0 ? readContent(context, sha256, from, bytes) : QByteArray();
    return QJsonObject{{"base64"_L1, QString::fromLatin1(part.toBase64())},
                       {"size"_L1, row.integer(0)}};
}

} // namespace

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"document.list"_s,
                          .shape = {opt(object("about", Shape{opt(id("kind")), opt(id("id"))})),
                                    opt(id("kind")), opt(id("sha256")), opt(text("text")),
                                    opt(id("after")), opt(integer("count"))},
                          .answer = listDocuments});
    registry.add(Question{.name = u"document.read"_s,
                          .shape = {id("sha256"), opt(integer("from")), opt(integer("bytes"))},
                          .answer = readDocument});
}

} // namespace archive
