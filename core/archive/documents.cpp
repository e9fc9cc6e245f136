// SPDX-License-Identifier: GPL-3.0-only
#include "documents.h"

#include "content.h"
#include "room.h"

#include <identity/steps.h>
#include <labels/labels.h>
#include <storage/durable.h>
#include <storage/holder.h>

#include <QFileInfo>
#include <QMap>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using labels::ProjectState;
using labels::sentence;
using labels::ThingKind;

namespace {

constexpr const char* tables = R"(
CREATE TABLE document (
  id TEXT NOT NULL PRIMARY KEY, about_kind TEXT NOT NULL, about_id TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), size INTEGER NOT NULL CHECK (size >= 0),
  file_name TEXT NOT NULL, filed_by TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX document_about ON document (about_id, about_kind, kind);
CREATE INDEX document_by_content ON document (sha256);
-- Where a document stood before it was filed elsewhere.
CREATE TABLE document_refiling (
  document TEXT NOT NULL REFERENCES document, seq INTEGER NOT NULL, from_kind TEXT NOT NULL,
  from_id TEXT NOT NULL, kind TEXT NOT NULL, date TEXT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (document, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE archive_waiver (
  project TEXT NOT NULL REFERENCES project, kind TEXT NOT NULL, reason TEXT NOT NULL,
  date TEXT NOT NULL, PRIMARY KEY (project, kind)
) STRICT, WITHOUT ROWID;
)";

// 会计档案管理办法 (第79号令) 附表二, the least it asks: vouchers of an administrative unit and of
// budget allocation 30 years, monthly statements 10. What proves that money came, went or may be
// spent is kept as its voucher is, and a project's papers together with it.
constexpr int voucherYears = 30;
constexpr int statementYears = 10;

Shape aboutShape() {
    using namespace journal;
    return {choice("kind", {"fund", "unit", "project", "receipt", "payment", "acceptance",
                            "finding", "plan", "notice", "disclosure"}),
            id("id")};
}

bool thingExists(Context& context, const QString& kind, const QString& id) {
    return labels::is(kind, ThingKind::Fund)
           || context.db.query("SELECT 1 FROM entry_thing WHERE id = ? AND kind = ?", id, kind)
                  .next();
}

std::optional<Rejection> checkPlace(CommandContext& call) {
    const Args about = call.with.object("about"_L1);
    const QString aboutKind = about.text("kind"_L1);
    const QString kind = call.with.text("kind"_L1);
    if (!thingExists(call.context, aboutKind, about.text("id"_L1)))
        return badInput(u"about.id"_s, sentence("document.about-unknown", about.text("id"_L1)));
    const bool ofProject = labels::is(aboutKind, ThingKind::Project);
    if (ofProject != projectKinds(call.context).contains(kind))
        return badInput(u"kind"_s, ofProject ? sentence("document.kind-of-project",
                                                        projectKinds(call.context).join(u"、"_s))
                                             : sentence("document.kind-other"));
    return {};
}

bool documentExists(Context& context, const QString& id) {
    return context.db.query("SELECT 1 FROM document WHERE id = ?", id).next();
}

// --- document.file -----------------------------------------------------------------------------

// A path as it may stand in a sentence.
QString shownPath(const QString& path) {
    constexpr qsizetype most = 200;
    if (path.size() <= most && journal::isCleanText(path, false))
        return path;
    return u'…' + QFileInfo(path).fileName().right(most / 2);
}

} // namespace

std::optional<Rejection> unfitFile(const QString& path) {
    const QFileInfo file(path);
    // Signs that change how a name reads are no part of what is kept, nor of a sentence.
    if (!journal::isCleanText(file.fileName(), false))
        return badInput(u"path"_s, sentence("file.name-unfit"));
    if (storage::LockFile::isHeldHere(file.filePath()))
        return badInput(u"path"_s, sentence("file.fund-itself", shownPath(file.filePath())));
    if (storage::noFile(file.filePath()))
        return badInput(u"path"_s, sentence("file.not-regular", shownPath(file.filePath())));
    if (file.size() > largestFile)
        return badInput(u"path"_s, sentence("file.too-large", shownPath(file.filePath())));
    if (!file.isFile() || !file.isReadable())
        return badInput(u"path"_s, sentence("file.unreadable", shownPath(file.filePath())));
    // A file may not tell its length: only reading shows that there is nothing in it.
    QFile content(file.filePath());
    char first = 0;
    if (content.open(QIODevice::ReadOnly) && content.read(&first, 1) == 0)
        return badInput(u"path"_s, sentence("file.empty", shownPath(file.fileName())));
    return {};
}

namespace {

// What this user brought under that hash; the same sentence where another did.
std::optional<journal::Upload> uploadOf(const CommandContext& call) {
    return call.context.uploads ? call.context.uploads(call.as, call.with.text("sha256"_L1))
                                : std::nullopt;
}

std::optional<Rejection> checkFile(CommandContext& call) {
    if (auto rejection = checkPlace(call))
        return rejection;
    if (call.replayed) // the file is gone, its bytes are proved by their own hash
        return {};
    if (!call.with.has("path"_L1) && !call.with.has("sha256"_L1))
        return badInput(u"path"_s, sentence("file.path-missing", "path"_L1));
    if (call.with.has("path"_L1) && call.with.has("sha256"_L1))
        return badInput(u"sha256"_s, sentence("file.path-and-hash", "sha256"_L1));
    if (call.with.has("sha256"_L1))
        return uploadOf(call) ? std::optional<Rejection>()
                              : badInput(u"sha256"_s, sentence("file.not-uploaded"));
    // It would be a file of the server's.
    if (!call.context.address.isEmpty() && !call.replayed)
        return badInput(u"path"_s, sentence("file.only-here", "path"_L1));
    return unfitFile(call.with.text("path"_L1));
}

// Reads and stores the bytes; the journal gets name, length and hash in place of the path.
void storeFile(CommandContext& call) {
    const auto upload = call.with.has("sha256"_L1) ? uploadOf(call) : std::nullopt;
    const QString path = upload ? upload->path : call.with.text("path"_L1);
    const storage::Progress& progress = call.context.progress;
    // What was brought was read for its hash then; its bytes are held to it as they are stored.
    const auto facts = upload ? std::optional(FileFacts{call.with.text("sha256"_L1), upload->size})
                              : factsOf(path, storage::subProgress(progress, 0, 300));
    if (!facts || !keepFile(call.context, path, *facts, storage::subProgress(progress, 300, 1000)))
        throw storage::Failure(storage::Trouble::Io, sentence("file.changed", path));
    QJsonObject with = call.with.json();
    with.remove("path"_L1);
    with.insert("file_name"_L1, upload ? upload->name : QFileInfo(path).fileName());
    with.insert("sha256"_L1, facts->sha256);
    with.insert("size"_L1, facts->size);
    call.with = Args(with, call.with.store());
}

// A paper of a kind that was waived takes the waiver back.
void takeWaiverBack(Context& context, const Entry& entry) {
    const Args about = entry.with.object("about"_L1);
    if (about.code<ThingKind>("kind"_L1) == ThingKind::Project)
        context.db.run("DELETE FROM archive_waiver WHERE project = ? AND kind = ?",
                       about.text("id"_L1), entry.with.text("kind"_L1));
}

// Where else the same bytes are filed, so that nobody takes one paper for several.
QJsonArray filedAlso(Context& context, const QString& document, const QString& sha256) {
    QJsonArray also;
    auto rows = context.db.query("SELECT id, about_kind, about_id, kind, title FROM document"
                                 " WHERE sha256 = ? AND id <> ? ORDER BY id COLLATE BINARY",
                                 sha256, document);
    while (rows.next())
        also.append(QJsonObject{
            {"id"_L1, rows.text(0)},
            {"about"_L1, QJsonObject{{"kind"_L1, rows.text(1)}, {"id"_L1, rows.text(2)}}},
            {"kind"_L1, rows.text(3)},
            {"kind_name"_L1, kindName(context, rows.text(3))},
            {"title"_L1, rows.text(4)}});
    return also;
}

Command fileCommand() {
    using namespace journal;
    return {.name = u"document.file"_s,
            .roles = {u"clerk"_s, u"finance"_s},
            .shape = {id("id"), object("about", aboutShape()), id("kind"), text("title"),
                      date("date"), opt(path("path")), opt(text("sha256"))},
            .check = checkFile,
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (documentExists(call.context, call.id()))
                    return identity::taken(call, u"文件"_s);
                return identity::requireDateOrder(call, {}, {});
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const Args& with = entry.with;
                    const Args about = with.object("about"_L1);
                    context.db.run("INSERT INTO document (id, about_kind, about_id, kind, title,"
                                   " date, sha256, size, file_name, filed_by)"
                                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                   entry.id(), about.text("kind"_L1), about.text("id"_L1),
                                   with.text("kind"_L1), with.text("title"_L1), entry.date(),
                                   with.text("sha256"_L1), with.integer("size"_L1),
                                   with.text("file_name"_L1), entry.by);
                    takeWaiverBack(context, entry);
                },
            .result =
                [](Context& context, const Entry& entry) {
                    const QString sha256 = entry.with.text("sha256"_L1);
                    QJsonObject result{{"id"_L1, entry.id()},
                                       {"sha256"_L1, sha256},
                                       {"size"_L1, entry.with.integer("size"_L1)}};
                    const QJsonArray also = filedAlso(context, entry.id(), sha256);
                    if (!also.isEmpty())
                        result.insert("also"_L1, also);
                    return result;
                },
            .registers = u"document"_s,
            .relatedEntities = [](Context&, const Entry& entry) -> std::vector<EntityRef> {
                const Args about = entry.with.object("about"_L1);
                return {{about.text("kind"_L1), about.text("id"_L1)}};
            },
            .prepare = storeFile,
            .prepared = {text("file_name")}};
}

// --- document.refile ---------------------------------------------------------------------------

std::optional<Rejection> judgeRefile(CommandContext& call) {
    auto row = call.context.db.query(
        "SELECT date, about_kind, about_id, coalesce((SELECT max(date) FROM document_refiling WHERE"
        " document = document.id), '') FROM document WHERE id = ?",
        call.id());
    row.next();
    if (row.code<ThingKind>(1) == ThingKind::Project) {
        const auto project = declaration::find(call.context, row.text(2));
        if (project && project->state == ProjectState::Closed)
            return declaration::wrongState("document.refile.project-state",
                                           labels::ThingKind::Project, project->id, project->state);
    }
    return identity::requireDateOrder(call, std::max(row.text(0), row.text(3)), u"归档日期"_s);
}

void applyRefile(Context& context, const Entry& entry) {
    const Args about = entry.with.object("about"_L1);
    context.db.run("INSERT INTO document_refiling (document, seq, from_kind, from_id, kind, date,"
                   " reason) SELECT id, ?2, about_kind, about_id, kind, ?3, ?4 FROM document"
                   " WHERE id = ?1",
                   entry.id(), entry.seq, entry.date(), entry.with.text("reason"_L1));
    context.db.run("UPDATE document SET about_kind = ?, about_id = ?, kind = ? WHERE id = ?",
                   about.text("kind"_L1), about.text("id"_L1), entry.with.text("kind"_L1),
                   entry.id());
    takeWaiverBack(context, entry);
}

Command refileCommand() {
    using namespace journal;
    return {.name = u"document.refile"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("id", "document"), object("about", aboutShape()), id("kind"),
                      date("date"), longText("reason")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (!documentExists(call.context, call.id()))
                    return badInput(u"id"_s, sentence("document.unknown", call.id()));
                return checkPlace(call);
            },
            .judge = judgeRefile,
            .apply = applyRefile,
            .relatedEntities = [](Context&, const Entry& entry) -> std::vector<EntityRef> {
                const Args about = entry.with.object("about"_L1);
                return {{about.text("kind"_L1), about.text("id"_L1)}};
            }};
}

} // namespace

// From the first day after the fiscal year: a paper of 2019 for 30 years until the end of 2049.
QString Document::retainUntil() const {
    return u"%1-12-31"_s.arg(date.left(4).toInt() + retentionYears(aboutKind));
}

QStringList projectKinds(Context& context) {
    QStringList kinds;
    for (const plan::ArchiveKind& one : plan::current(context).wording.archive)
        kinds << one.kind;
    return kinds;
}

QString kindName(Context& context, const QString& kind) {
    return plan::current(context).archiveName(kind);
}

QString aboutName(const QString& aboutKind) {
    return labels::longLabel(labels::Vocabulary::ThingKind, aboutKind);
}

int retentionYears(const QString& aboutKind) {
    static const QStringList statements{u"fund"_s, u"unit"_s, u"notice"_s, u"disclosure"_s};
    return statements.contains(aboutKind) ? statementYears : voucherYears;
}

Document documentOf(const storage::Statement& row) {
    return {row.text("id"),     row.text("about_kind"), row.text("about_id"),
            row.text("kind"),   row.text("title"),      row.text("date"),
            row.text("sha256"), row.integer("size"),    row.text("file_name")};
}

std::vector<Volume> volumes(Context& context, const QString& year) {
    std::vector<Volume> found;
    auto rows = context.db.query(
        "SELECT about_kind, about_id, kind, count(*), min(date), max(date) FROM document"
        " WHERE ?1 = '' OR substr(date, 1, 4) = ?1 GROUP BY about_kind, about_id, kind"
        " ORDER BY about_kind <> 'fund', about_kind COLLATE BINARY, about_id COLLATE BINARY,"
        " min(date)",
        year);
    while (rows.next())
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.integer(3), rows.text(4),
                         rows.text(5)});
    return found;
}

std::vector<Document> documentsAbout(Context& context, const QString& kind, const QString& id) {
    std::vector<Document> found;
    auto rows =
        context.db.query("SELECT id, about_kind, about_id, kind, title, date, sha256, size,"
                         " file_name FROM document WHERE about_id = ? AND about_kind = ?"
                         " ORDER BY kind COLLATE BINARY, date COLLATE BINARY, id COLLATE BINARY",
                         id, kind);
    while (rows.next())
        found.push_back(documentOf(rows));
    return found;
}

std::map<QString, int> countsByKind(Context& context, const QString& project) {
    std::map<QString, int> counts;
    for (const QString& kind : projectKinds(context))
        counts[kind] = 0;
    auto rows = context.db.query("SELECT kind, count(*) FROM document WHERE about_id = ? AND"
                                 " about_kind = 'project' GROUP BY kind",
                                 project);
    while (rows.next())
        counts[rows.text(0)] = static_cast<int>(rows.integer(1));
    return counts;
}

QStringList missingKinds(Context& context, const QString& project) {
    QStringList missing;
    const auto counts = countsByKind(context, project);
    for (const QString& kind : projectKinds(context))
        if (counts.at(kind) == 0
            && !context.db
                    .query("SELECT 1 FROM archive_waiver WHERE project = ? AND kind = ?", project,
                           kind)
                    .next())
            missing << kind;
    return missing;
}

std::vector<api::ArchiveWaiver> shownWaivers(Context& context, const QString& project) {
    std::vector<api::ArchiveWaiver> items;
    auto rows = context.db.query("SELECT kind, reason, date FROM archive_waiver WHERE project = ?"
                                 " ORDER BY kind COLLATE BINARY",
                                 project);
    while (rows.next())
        items.push_back({.kind = rows.text(0), .reason = rows.text(1), .date = rows.text(2)});
    return items;
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"document_refiling"_s});
    installContent(registry);
    registry.add(fileCommand());
    registry.add(refileCommand());
    installWaivers(registry);
    installQuestions(registry);
}

} // namespace archive
