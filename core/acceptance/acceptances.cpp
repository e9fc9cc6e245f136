// SPDX-License-Identifier: GPL-3.0-only
#include "acceptances.h"

#include "args.h"

#include <identity/steps.h>
#include <units/units.h>

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::badInput;
using journal::Bounds;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using labels::AcceptanceState;
using labels::Conclusion;
using labels::DeliverableKind;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE acceptance (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project, stage TEXT NOT NULL,
  claimed INTEGER NOT NULL CHECK (claimed > 0),
  accepted INTEGER NOT NULL CHECK (accepted BETWEEN 0 AND claimed),
  date TEXT NOT NULL, concluded_on TEXT NOT NULL, last_step_on TEXT NOT NULL,
  rectify_by TEXT NOT NULL, team TEXT NOT NULL, opinion TEXT NOT NULL, deliverables TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'passed', 'rectify', 'failed', 'voided',
                                       'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX acceptance_by_project ON acceptance (project, state, concluded_on);
CREATE INDEX acceptance_by_day ON acceptance (concluded_on) WHERE state = 'passed';
CREATE INDEX acceptance_voided ON acceptance (last_step_on) WHERE state = 'voided';
)";

Acceptance acceptanceOf(const storage::Statement& row) {
    return {.id = row.text("id"),
            .project = row.text("project"),
            .stage = row.text("stage"),
            .claimed = row.fen("claimed"),
            .accepted = row.fen("accepted"),
            .date = row.text("date"),
            .concludedOn = row.text("concluded_on"),
            .state = row.code<AcceptanceState>("state")};
}

std::vector<Acceptance> allOf(storage::Statement rows) {
    std::vector<Acceptance> found;
    while (rows.next())
        found.push_back(acceptanceOf(rows));
    return found;
}

QString lastStepOn(Context& context, const QString& id) {
    auto row = context.db.query("SELECT last_step_on FROM acceptance WHERE id = ?", id);
    return row.next() ? row.text(0) : QString();
}

bool needsNoStart(Context& context, const Project& project) {
    const plan::Item* item = declaration::itemOf(context, project);
    return item
           && (labels::is(item->counts, DeliverableKind::Award)
               || labels::is(item->counts, DeliverableKind::Certification));
}

// --- acceptance.request ------------------------------------------------------------------------

std::optional<Rejection> checkRequest(CommandContext& call) {
    const RequestArgs& request = call.with.as<RequestArgs>();
    if (auto rejection = declaration::requireKnown(call.context, request.project, u"project"_s))
        return rejection;
    return requireKnownDeliverables(call, request.project, request.deliverables);
}

std::optional<Rejection> judgeRequest(CommandContext& call) {
    const Project project = logging::checked(
        declaration::find(call.context, call.with.as<RequestArgs>().project), "project");
    const auto earlier = find(call.context, call.id());
    if (earlier && (earlier->state != AcceptanceState::Rectify || earlier->project != project.id))
        return identity::taken(call, u"验收"_s);
    const bool ready =
        project.state == ProjectState::Started
        || (project.state == ProjectState::Approved && needsNoStart(call.context, project));
    if (!ready)
        return declaration::wrongState("acceptance.request.project-state",
                                       labels::ThingKind::Project, project.id, project.state);
    const QString before = earlier ? lastStepOn(call.context, call.id()) : QString();
    if (auto rejection = identity::requireDateOrder(call, std::max(before, project.lastStepOn),
                                                    u"上一环节日期"_s))
        return rejection;
    if (auto rejection = units::requireNotBarred(call.context, project.unit, u"project"_s))
        return rejection;
    if (auto rejection =
            identity::requireSeparation(call, u"acceptance"_s, call.id(), u"request"_s))
        return rejection;
    return {};
}

void boundRequest(CommandContext& call, Bounds& bounds) {
    const Project project = logging::checked(
        declaration::find(call.context, call.with.as<RequestArgs>().project), "project");
    bounds.most(
        {Rule::AcceptInspection, u"claimed"_s, call.with.as<RequestArgs>().claimed}, // 第八条
        project.support - project.accepted, [&](Fen left) {
            return sentence("acceptance.request.above", project.id, project.support.toYuan(),
                            project.accepted.toYuan(), left.toYuan());
        });
}

void applyRequest(Context& context, const Entry& entry) {
    const RequestArgs& request = entry.with.as<RequestArgs>();
    context.db.run(
        "INSERT INTO acceptance (id, project, stage, claimed, accepted, date, concluded_on,"
        " last_step_on, rectify_by, team, opinion, deliverables, state)"
        " VALUES (?1, ?2, ?3, ?4, 0, ?5, '', ?5, '', '', '', ?6, 'requested')"
        " ON CONFLICT (id) DO UPDATE SET stage = ?3, claimed = ?4, date = ?5, last_step_on = ?5,"
        " deliverables = ?6, state = 'requested'",
        entry.id(), request.project, request.stage, request.claimed, entry.date(),
        request.deliverables.join(u' '));
    declaration::addOpenItem(context, request.project, u"acceptance"_s, entry.id());
    identity::addStep(context, entry, {u"acceptance"_s, entry.id(), u"request"_s, u"request"_s});
}

Command requestCommand() {
    using namespace journal;
    return {.name = u"acceptance.request"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("project", "project"), text("stage"), amount("claimed"),
                      date("date"), opt(emptyAllowed(ids("deliverables")))},
            .check = checkRequest,
            .judge = judgeRequest,
            .bounds = {boundRequest},
            .apply = applyRequest,
            .registers = u"acceptance"_s,
            .older = settleOlderDeliverables};
}

// --- acceptance.conclude (第八条) ----------------------------------------------------------------

// Where deliverables are named, each that was asked for is: one left out would be refused unsaid.
std::optional<Rejection> requireNoneLeftOut(const CommandContext& call) {
    const QStringList named = call.with.as<ConcludeArgs>().deliverables();
    auto row = call.context.db.query("SELECT deliverables FROM acceptance WHERE id = ?", call.id());
    row.next();
    QStringList missing;
    for (const QString& id : row.text(0).split(u' ', Qt::SkipEmptyParts))
        if (!named.contains(id))
            missing << id;
    if (call.replayed || !call.with.as<ConcludeArgs>().verdicts || missing.isEmpty())
        return {};
    return badInput(u"deliverables"_s,
                    sentence("acceptance.deliverable-left-out", missing.join(u"、"_s)));
}

std::optional<Rejection> checkConclude(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    const Acceptance acceptance = logging::checked(find(call.context, call.id()), "acceptance");
    const ConcludeArgs& concluded = call.with.as<ConcludeArgs>();
    const bool passes = concluded.passes();
    if (passes != concluded.accepted.has_value())
        return badInput(u"accepted"_s, passes
                                           ? sentence("acceptance.amount-missing", "accepted"_L1)
                                           : sentence("acceptance.amount-unasked", "accepted"_L1));
    if (concluded.rectifyBy && concluded.result != Conclusion::Rectify)
        return badInput(u"rectify_by"_s, sentence("acceptance.term-unasked", "rectify_by"_L1));
    if (concluded.audited && !passes)
        return badInput(u"audited"_s, sentence("acceptance.audit-unasked", "audited"_L1));
    if (auto rejection = requireNoneLeftOut(call))
        return rejection;
    return requireKnownDeliverables(call, acceptance.project, concluded.deliverables());
}

std::optional<Rejection> judgeConclude(CommandContext& call) {
    const Acceptance acceptance = logging::checked(find(call.context, call.id()), "acceptance");
    const Project project = declaration::requireProject(call.context, acceptance.project);
    if (acceptance.state != AcceptanceState::Requested)
        return declaration::wrongState("acceptance.conclude.state", labels::ThingKind::Acceptance,
                                       acceptance.id, acceptance.state);
    if (auto rejection = identity::requireDateOrder(call, acceptance.date, u"验收申请日期"_s))
        return rejection;
    if (auto rejection = identity::requireTermInOrder(call, u"rectify_by"_s, u"整改期限"_s))
        return rejection;
    if (auto rejection = plan::requireOpenMonth(call))
        return rejection;
    const bool passes = call.with.as<ConcludeArgs>().passes();
    if (passes)
        if (auto rejection = units::requireNotBarred(call.context, project.unit, u"id"_s))
            return rejection;
    if (auto rejection =
            identity::requireSeparation(call, u"acceptance"_s, acceptance.id, u"conclude"_s))
        return rejection;
    return passes ? requireWithinStandard(call, acceptance, project) : std::optional<Rejection>();
}

void boundConclude(CommandContext& call, Bounds& bounds) {
    if (!call.with.as<ConcludeArgs>().passes())
        return;
    const Acceptance acceptance = logging::checked(find(call.context, call.id()), "acceptance");
    const Project project = declaration::requireProject(call.context, acceptance.project);
    const Fen accepted = call.with.as<ConcludeArgs>().accepted.value_or(Fen());
    boundByCount(call, bounds, acceptance, project); // 方案
    boundByGrant(call, bounds, project);
    bounds.most({Rule::AcceptInspection, u"accepted"_s, accepted}, // 第八条
                std::min(acceptance.claimed, project.support - project.accepted), [&](Fen left) {
                    return sentence("acceptance.conclude.above", left.toYuan(),
                                    acceptance.claimed.toYuan(), project.support.toYuan(),
                                    project.accepted.toYuan());
                });
}

AcceptanceState stateAfter(Conclusion conclusion) {
    switch (conclusion) {
    case Conclusion::Pass:
        return AcceptanceState::Passed;
    case Conclusion::Fail:
        return AcceptanceState::Failed;
    case Conclusion::Rectify:
        break;
    }
    return AcceptanceState::Rectify;
}

void applyConclude(Context& context, const Entry& entry) {
    const Acceptance acceptance = logging::checked(find(context, entry.id()), "acceptance");
    const ConcludeArgs& concluded = entry.with.as<ConcludeArgs>();
    const AcceptanceState state = stateAfter(concluded.result);
    const Fen accepted = concluded.accepted.value_or(Fen());
    context.db.run("UPDATE acceptance SET state = ?2, accepted = ?3, concluded_on = ?4,"
                   " last_step_on = ?4, rectify_by = ?5, team = ?6, opinion = ?7 WHERE id = ?1",
                   entry.id(), state, accepted, entry.date(),
                   concluded.rectifyBy.value_or(QString()), concluded.team.join(u"、"_s),
                   concluded.opinion);
    declaration::removeOpenItem(context, acceptance.project, u"acceptance"_s, entry.id());
    if (state == AcceptanceState::Passed) {
        declaration::addAccepted(context, acceptance.project, accepted);
        if (concluded.audited)
            keepAudit(context, entry, *concluded.audited);
        settleDeliverables(context, entry, acceptance);
    }
    identity::addStep(context, entry,
                      {u"acceptance"_s, entry.id(), QString(labels::code(concluded.result)),
                       u"conclude"_s, concluded.opinion});
}

std::vector<journal::EntityRef> projectOf(Context& context, const Entry& entry) {
    return {{u"project"_s, logging::checked(find(context, entry.id()), "acceptance").project}};
}

Command concludeCommand() {
    using namespace journal;
    return {.name = u"acceptance.conclude"_s,
            .roles = {u"inspector"_s},
            .deciding = true,
            .shape = {ref("id", "acceptance"), choice("result", {"pass", "rectify", "fail"}),
                      opt(amount("accepted")), opt(object("audited", auditShape())),
                      list("team", Shape{text("name"), text("unit")}), longText("opinion"),
                      date("date"), opt(date("rectify_by")),
                      opt(emptyAllowed(list("deliverables", Shape{id("id"), flag("accepted"),
                                                                  opt(text("waiver"))})))},
            .check = checkConclude,
            .judge = judgeConclude,
            .bounds = {boundConclude},
            .apply = applyConclude,
            .relatedEntities = projectOf,
            .furtherRules = {judgeAudit},
            .older = settleOlderDeliverables};
}

} // namespace

std::optional<Acceptance> find(Context& context, const QString& id) {
    auto row = context.db.query("SELECT id, project, stage, claimed, accepted, date, concluded_on,"
                                " state FROM acceptance WHERE id = ?",
                                id);
    return row.next() ? std::optional(acceptanceOf(row)) : std::nullopt;
}

std::optional<Rejection> requireKnown(Context& context, const QString& acceptance,
                                      const QString& field) {
    if (find(context, acceptance))
        return {};
    return badInput(field, sentence("acceptance.unknown", acceptance));
}

std::vector<Acceptance> passedUntil(Context& context, const QString& project, const QString& date) {
    return allOf(context.db.query(
        "SELECT id, project, stage, claimed, accepted, date, concluded_on, state FROM acceptance"
        " WHERE project = ? AND state = 'passed' AND concluded_on <= ?"
        " ORDER BY concluded_on COLLATE BINARY, id COLLATE BINARY",
        project, date));
}

std::vector<Acceptance> stoodOn(Context& context, const QString& project, const QString& date) {
    return allOf(context.db.query(
        "SELECT id, project, stage, claimed, accepted, date, concluded_on, state FROM acceptance"
        " WHERE project = ?1 AND concluded_on <= ?2 AND accepted > 0 AND (state = 'passed' OR"
        " (state = 'voided' AND last_step_on > ?2)) ORDER BY concluded_on COLLATE BINARY,"
        " id COLLATE BINARY",
        project, date));
}

std::map<QString, Fen> acceptedBetween(Context& context, const QString& from, const QString& to) {
    std::map<QString, Fen> found;
    auto passed = context.db.query("SELECT project, accepted FROM acceptance WHERE"
                                   " state = 'passed' AND concluded_on BETWEEN ? AND ?",
                                   from, to);
    while (passed.next())
        found[passed.text(0)] += passed.fen(1);
    auto voided = context.db.query("SELECT project, accepted, concluded_on >= ?1 AND"
                                   " concluded_on <= ?2, last_step_on >= ?1 AND last_step_on <= ?2"
                                   " FROM acceptance WHERE state = 'voided' AND accepted > 0",
                                   from, to);
    while (voided.next()) {
        if (voided.boolean(2))
            found[voided.text(0)] += voided.fen(1);
        if (voided.boolean(3))
            found[voided.text(0)] -= voided.fen(1);
    }
    std::erase_if(found, [](const auto& one) { return one.second.isZero(); });
    return found;
}

std::optional<Rejection> requireWithdrawableAcceptance(CommandContext& call) {
    const Acceptance acceptance = logging::checked(find(call.context, call.id()), "acceptance");
    if (acceptance.state != AcceptanceState::Requested
        || identity::decidedOn(call.context, u"acceptance"_s, call.id()))
        return declaration::wrongState("acceptance.withdraw.state", labels::ThingKind::Acceptance,
                                       acceptance.id, acceptance.state);
    return identity::requireDateOrder(call, acceptance.date, u"验收申请日期"_s);
}

void withdrawAcceptance(Context& context, const Entry& entry) {
    const QString project = logging::checked(find(context, entry.id()), "acceptance").project;
    context.db.run("UPDATE acceptance SET state = 'withdrawn', last_step_on = ? WHERE id = ?",
                   entry.date(), entry.id());
    declaration::removeOpenItem(context, project, u"acceptance"_s, entry.id());
    identity::addStep(
        context, entry,
        {u"acceptance"_s, entry.id(), u"withdraw"_s, u"request"_s, entry.with.text("reason"_L1)});
}

void voidAcceptance(Context& context, const Entry& entry) {
    const Acceptance acceptance = logging::checked(find(context, entry.id()), "acceptance");
    if (acceptance.state == AcceptanceState::Passed)
        declaration::addAccepted(context, acceptance.project, -acceptance.accepted);
    releaseDeliverables(context, entry.id());
    context.db.run("UPDATE acceptance SET state = 'voided', last_step_on = ? WHERE id = ?",
                   entry.date(), entry.id());
    declaration::removeOpenItem(context, acceptance.project, u"acceptance"_s, entry.id());
}

void enterPassed(Context& context, const Entry& entry, Fen accepted) {
    context.db.run("INSERT INTO acceptance (id, project, stage, claimed, accepted, date,"
                   " concluded_on, last_step_on, rectify_by, team, opinion, deliverables, state)"
                   " VALUES (?1, ?2, '期初', ?3, ?3, ?4, ?4, ?4, '', '', '', '', 'passed')",
                   entry.id() + u".opening"_s, entry.id(), accepted, entry.date());
    declaration::addAccepted(context, entry.id(), accepted);
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.add(requestCommand());
    registry.add(concludeCommand());
    installQuestions(registry);
    installDeliverables(registry);
    installAccepted(registry);
    installAudits(registry);
    installGranting(registry);
    installNotices(registry);
}

} // namespace acceptance
