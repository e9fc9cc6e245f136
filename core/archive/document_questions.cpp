// SPDX-License-Identifier: GPL-3.0-only
#include "content.h"
#include "room.h"

#include <api/lists.h>
#include <journal/listing.h>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Question;
using journal::Reply;
using journal::Shape;
using labels::sentence;

namespace {

api::Subject subjectOf(const QString& kind, const QString& id) {
    const auto known = labels::parse<labels::ThingKind>(kind);
    if (!known)
        storage::contradiction(kind);
    return {*known, id};
}

api::Document shown(Context& context, const Document& document) {
    api::Document item{.id = document.id,
                       .about = subjectOf(document.aboutKind, document.aboutId),
                       .kind = document.kind,
                       .kindName = kindName(context, document.kind),
                       .title = document.title,
                       .date = document.date,
                       .sha256 = document.sha256,
                       .size = document.size,
                       .fileName = document.fileName,
                       .retainUntil = document.retainUntil(),
                       .refiled = {}};
    auto rows = context.db.query("SELECT from_kind, from_id, kind, date, reason FROM"
                                 " document_refiling WHERE document = ? ORDER BY seq",
                                 document.id);
    while (rows.next())
        item.refiled.push_back({.about = subjectOf(rows.text(0), rows.text(1)),
                                .kind = rows.text(2),
                                .date = rows.text(3),
                                .reason = rows.text(4)});
    return item;
}

const journal::ListSource& documentRows() {
    static const journal::ListSource rows{
        .table = "document",
        .columns = "id, about_kind, about_id, kind, title, date, sha256, size, file_name",
        .sorts = {{"about", "about_id"},
                  {"kind", "kind"},
                  {"title", "title"},
                  {"date", "date"},
                  {"size", "size", journal::SortKey::Figures},
                  {"file_name", "file_name"}}};
    return rows;
}

Reply listDocuments(Context& context, const Args& with, const QString&) {
    journal::Listing list(context, with, documentRows());
    const Args about = with.object("about"_L1);
    if (about.has("kind"_L1))
        list.where(u"about_kind = ?"_s, {about.text("kind"_L1)});
    if (about.has("id"_L1))
        list.where(u"about_id = ?"_s, {about.text("id"_L1)});
    return list.equal("kind"_L1, "kind")
        .equal("sha256"_L1, "sha256")
        .search("found(id || ' ' || title || ' ' || file_name, ?)")
        .answer([&](const auto& row) { return api::toJson(shown(context, documentOf(row))); });
}

Reply readDocument(Context& context, const Args& with, const QString&) {
    const QString sha256 = with.text("sha256"_L1);
    auto row = context.db.query("SELECT size FROM document WHERE sha256 = ? LIMIT 1", sha256);
    if (!row.next())
        return badInput(u"sha256"_s, sentence("content.unknown", sha256));
    const qint64 from = with.integer("from"_L1);
    const qint64 bytes = std::min(with.integer("bytes"_L1, chunkSize), chunkSize);
    const QByteArray part = bytes > 0 ? readContent(context, sha256, from, bytes) : QByteArray();
    return QJsonObject{{"base64"_L1, QString::fromLatin1(part.toBase64())},
                       {"size"_L1, row.integer(0)}};
}

const journal::ListSource& archiveRows() {
    static const journal::ListSource rows{
        .table = "project",
        .columns = "id",
        .sorts = {{"name", "name"},
                  {"unit_name", "(SELECT name FROM unit WHERE unit.id = project.unit)"},
                  {"line", "line"},
                  {"state", "state"}}};
    return rows;
}

// Each project with its seven kinds: counted, waived or missing. `complete` is yes or no.
Reply listArchives(Context& context, const Args& with, const QString&) {
    journal::Listing list(context, with, archiveRows());
    list.state("state", "'withdrawn'").equal("line"_L1, "line").equal("unit"_L1, "unit");
    const QString complete = with.text("complete"_L1);
    if (!complete.isEmpty())
        list.where(u"(SELECT count(*) FROM (SELECT kind FROM document WHERE about_id = project.id"
                   " AND about_kind = 'project' UNION SELECT kind FROM archive_waiver WHERE"
                   " archive_waiver.project = project.id)) %1 ?"_s.arg(complete == u"yes" ? u"="_s
                                                                                          : u"<"_s),
                   {qint64(projectKinds(context).size())});
    return list
        .search("found(id || ' ' || name, ?) OR unit IN (SELECT id FROM unit WHERE found(name, ?))")
        .answer([&](const storage::Statement& row) {
            const QString id = row.text(0);
            const auto project = declaration::requireProject(context, id);
            return api::toJson(api::ArchiveRow{.id = id,
                                               .name = project.name,
                                               .unit = project.unit,
                                               .unitName = units::name(context, project.unit),
                                               .line = project.line,
                                               .state = project.state,
                                               .archive = countsByKind(context, id),
                                               .waivers = shownWaivers(context, id),
                                               .missing = missingKinds(context, id)});
        });
}

} // namespace

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(
        Question{.name = u"document.list"_s,
                 .shape = listShape({opt(object("about", Shape{opt(id("kind")), opt(id("id"))})),
                                     opt(id("kind")), opt(id("sha256"))},
                                    documentRows()),
                 .answer = listDocuments});
    registry.add(Question{.name = u"archive.list"_s,
                          .shape = listShape({opt(id("state")), opt(id("line")), opt(id("unit")),
                                              opt(choice("complete", {"yes", "no"}))},
                                             archiveRows()),
                          .answer = listArchives});
    registry.add(Question{.name = u"document.read"_s,
                          .shape = {id("sha256"), opt(integer("from")), opt(integer("bytes"))},
                          .answer = readDocument});
}

} // namespace archive
