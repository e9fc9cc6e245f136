// SPDX-License-Identifier: GPL-3.0-only
#include "projects.h"

#include "room.h"

#include <labels/labels.h>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::SourceAmount;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE project (
  id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit, line TEXT NOT NULL,
  item TEXT NOT NULL, year INTEGER NOT NULL, name TEXT NOT NULL, content TEXT NOT NULL,
  starts TEXT NOT NULL, ends TEXT NOT NULL CHECK (ends >= starts),
  support INTEGER NOT NULL CHECK (support > 0), accepted INTEGER NOT NULL CHECK (accepted >= 0),
  date TEXT NOT NULL, approved_on TEXT NOT NULL, last_step_on TEXT NOT NULL, path TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('declared', 'returned', 'approved', 'rejected', 'started',
                                       'closed', 'cancelled', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX project_by_item_year ON project (item, year) WHERE year > 0;
CREATE INDEX project_by_unit ON project (unit);
CREATE INDEX project_by_line ON project (line);
-- Two of one name and unit, or of one content, are found by these (疑点).
CREATE INDEX project_by_name ON project (line, unit, name)
  WHERE state NOT IN ('rejected', 'cancelled', 'withdrawn');
CREATE INDEX project_by_content ON project (line, content)
  WHERE state NOT IN ('rejected', 'cancelled', 'withdrawn');
CREATE TABLE project_source (
  project TEXT NOT NULL REFERENCES project, source TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), PRIMARY KEY (project, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE project_material (
  project TEXT NOT NULL REFERENCES project, material TEXT NOT NULL,
  PRIMARY KEY (project, material)
) STRICT, WITHOUT ROWID;
CREATE TABLE project_matter (
  project TEXT NOT NULL REFERENCES project, kind TEXT NOT NULL, id TEXT NOT NULL,
  PRIMARY KEY (project, kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE amendment (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project, date TEXT NOT NULL,
  reason TEXT NOT NULL, document TEXT NOT NULL, change TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'approved', 'rejected', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX amendment_by_project ON amendment (project);
-- Each name and support that a project was approved with, so that a past month is shown as it was.
CREATE TABLE project_version (
  project TEXT NOT NULL REFERENCES project, seq INTEGER NOT NULL, date TEXT NOT NULL,
  name TEXT NOT NULL, support INTEGER NOT NULL, PRIMARY KEY (project, seq)
) STRICT, WITHOUT ROWID;
CREATE TABLE project_version_source (
  project TEXT NOT NULL REFERENCES project, seq INTEGER NOT NULL, source TEXT NOT NULL,
  amount INTEGER NOT NULL, PRIMARY KEY (project, seq, source)
) STRICT, WITHOUT ROWID;
-- What a share of an investment is asked for on (items with a `grant`).
CREATE TABLE project_base (
  project TEXT NOT NULL PRIMARY KEY REFERENCES project,
  investment INTEGER NOT NULL CHECK (investment > 0),
  own INTEGER NOT NULL CHECK (own BETWEEN 0 AND investment)
) STRICT, WITHOUT ROWID;
-- Stages of a path that are reached by something that happened (`when`: milestone).
CREATE TABLE milestone (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project, stage TEXT NOT NULL,
  date TEXT NOT NULL, document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('recorded', 'voided')),
  voided_on TEXT NOT NULL CHECK ((voided_on <> '') = (state = 'voided'))
) STRICT, WITHOUT ROWID;
CREATE INDEX milestone_by_project ON milestone (project);
CREATE TABLE contract (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project, number TEXT NOT NULL,
  party TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0), date TEXT NOT NULL,
  schedule TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('recorded', 'voided')),
  voided_on TEXT NOT NULL CHECK ((voided_on <> '') = (state = 'voided'))
) STRICT, WITHOUT ROWID;
CREATE INDEX contract_by_project ON contract (project);
CREATE INDEX contract_by_number ON contract (number);
-- Beside what was typed, `paper_…` is what it is compared by (invoice.duplicate).
CREATE TABLE invoice (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project, number TEXT NOT NULL,
  code TEXT NOT NULL, issuer TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  date TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('recorded', 'voided')),
  paper_issuer TEXT NOT NULL, paper_number TEXT NOT NULL, paper_code TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX invoice_by_project ON invoice (project);
CREATE INDEX invoice_by_paper ON invoice (paper_number, paper_issuer) WHERE state = 'recorded';
)";

} // namespace

std::optional<Project> find(Context& context, const QString& id) {
    return context.readOnce<std::optional<Project>>(id, [&]() -> std::optional<Project> {
        auto row = context.db.query("SELECT id, unit, line, item, year, name, state, path, date,"
                                    " approved_on, last_step_on, support, accepted, starts, ends"
                                    " FROM project WHERE id = ?",
                                    id);
        if (!row.next())
            return {};
        return Project{row.text(0),
                       row.text(1),
                       row.text(2),
                       row.text(3),
                       int(row.integer(4)),
                       row.text(5),
                       row.code<labels::ProjectState>(6),
                       row.text(7),
                       row.text(8),
                       row.text(9),
                       row.text(10),
                       row.fen(11),
                       row.fen(12),
                       row.text(13),
                       row.text(14)};
    });
}

void keepVersion(Context& context, const Entry& entry, const QString& project) {
    context.db.run("INSERT INTO project_version (project, seq, date, name, support)"
                   " SELECT id, ?2, ?3, name, support FROM project WHERE id = ?1",
                   project, entry.seq, entry.date());
    context.db.run("INSERT INTO project_version_source (project, seq, source, amount)"
                   " SELECT project, ?2, source, amount FROM project_source WHERE project = ?1",
                   project, entry.seq);
}

QStringList decidedAfter(Context& context, const QString& id, const QString& date) {
    QStringList days;
    auto rows = context.db.query("SELECT DISTINCT date FROM project_version WHERE project = ?"
                                 " AND date > ? ORDER BY date COLLATE BINARY",
                                 id, date);
    while (rows.next())
        days << rows.text(0);
    return days;
}

QString lastVersionOn(Context& context, const QString& project) {
    auto row = context.db.query("SELECT max(date) FROM project_version WHERE project = ?", project);
    return row.next() ? row.text(0) : QString();
}

Project requireProject(Context& context, const QString& id) {
    auto project = find(context, id);
    if (!project)
        storage::contradiction(u"项目 %1"_s.arg(id));
    return *std::move(project);
}

Project requireAsOf(Context& context, const QString& id, const QString& date) {
    Project project = requireProject(context, id);
    // What was decided by then; before the first decision, what that one approved.
    auto row =
        context.db.query("SELECT name, support FROM project_version WHERE project = ?1"
                         " ORDER BY date > ?2, CASE WHEN date > ?2 THEN seq ELSE -seq END LIMIT 1",
                         id, date);
    if (row.next()) {
        project.name = row.text(0);
        project.support = row.fen(1);
    }
    return project;
}

std::vector<SourceAmount> sourcesAsOf(Context& context, const QString& id, const QString& date) {
    std::vector<SourceAmount> found;
    auto rows = context.db.query(
        "SELECT source, amount FROM project_version_source WHERE project = ?1 AND seq = (SELECT seq"
        " FROM project_version WHERE project = ?1 ORDER BY date > ?2,"
        " CASE WHEN date > ?2 THEN seq ELSE -seq END LIMIT 1) ORDER BY source COLLATE BINARY",
        id, date);
    while (rows.next())
        found.push_back({rows.text(0), rows.fen(1)});
    return found;
}

std::optional<Rejection> requireKnown(Context& context, const QString& project,
                                      const QString& field) {
    if (context.db.query("SELECT 1 FROM project WHERE id = ?", project).next())
        return {};
    return badInput(field, sentence("project.unknown", project));
}

std::vector<SourceAmount> sourcesOf(Context& context, const QString& project) {
    return context.readOnce<std::vector<SourceAmount>>(
        u"support/"_s + project, [&]() -> std::vector<SourceAmount> {
            std::vector<SourceAmount> found;
            auto rows =
                context.db.query("SELECT source, amount FROM project_source WHERE project = ?"
                                 " ORDER BY source COLLATE BINARY",
                                 project);
            while (rows.next())
                found.push_back({rows.text(0), rows.fen(1)});
            return found;
        });
}

const plan::Item* itemOf(Context& context, const Project& project) {
    return project.item.isEmpty() ? nullptr : plan::current(context).item(project.item);
}

const plan::Path& pathOf(Context& context, const Project& project) {
    const plan::Plan& plan = plan::current(context);
    if (!project.path.isEmpty())
        return plan.path(project.path);
    const plan::Line* line = plan.line(project.line);
    if (!line)
        storage::contradiction(u"项目 %1"_s.arg(project.id));
    return plan.path(line->path);
}

QStringList kindsFor(Context& context, const Project& project) {
    return plan::current(context).kindsFor(itemOf(context, project));
}

void addOpenItem(Context& context, const QString& project, const QString& kind, const QString& id) {
    context.db.run("INSERT INTO project_matter (project, kind, id) VALUES (?, ?, ?)"
                   " ON CONFLICT (project, kind, id) DO NOTHING",
                   project, kind, id);
}

void removeOpenItem(Context& context, const QString& project, const QString& kind,
                    const QString& id) {
    context.db.run("DELETE FROM project_matter WHERE project = ? AND kind = ? AND id = ?", project,
                   kind, id);
}

void addAccepted(Context& context, const QString& project, Fen amount) {
    context.db.run("UPDATE project SET accepted = accepted + ? WHERE id = ?", amount, project);
}

void reopen(Context& context, const QString& project) {
    context.db.run("UPDATE project SET state = 'started' WHERE id = ? AND state = 'closed'",
                   project);
}

void moveBudget(Context& context, const Entry& entry, const Project& project,
                const SourceAmount& part, Account from, Account to, const QString& date) {
    ledger::post(context, entry,
                 {.date = date.isEmpty() ? entry.date() : date,
                  .from = from,
                  .to = to,
                  .line = project.line,
                  .item = project.item,
                  .project = project.id,
                  .source = part.source,
                  .amount = part.amount});
}

void takesCommitted(journal::CommandContext& call, journal::Days& days, const Project& project,
                    const SourceAmount& part) {
    days.notBefore(ledger::roomFrom(call.context, {ledger::committedTo(project.id, part.source)},
                                    part.amount, call.date()),
                   sentence("not-yet.commitment-short", project.id,
                            plan::sourceName(call.context, part.source)));
}

void freeCommitment(Context& context, const Entry& entry, const Project& project) {
    for (const auto& [source, position] : ledger::projectPositions(context, project.id))
        moveBudget(context, entry, project, {source, position.approved}, Account::Committed,
                   Account::Available);
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    installDeclaring(registry);
    installRunning(registry);
    installAmending(registry);
    installRecords(registry);
    installMilestones(registry);
    installQuestions(registry);
}

} // namespace declaration
