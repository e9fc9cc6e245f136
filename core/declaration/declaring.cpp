// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"
#include "standards.h"

#include <identity/steps.h>
#include <units/units.h>

namespace declaration {

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
using journal::SourceAmount;
using labels::Decision;
using labels::ProjectState;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

// --- project.declare (第七条) -------------------------------------------------------------------

std::optional<Rejection> checkSchedule(CommandContext& call) {
    const Args schedule = call.with.object("schedule"_L1);
    if (schedule.text("to"_L1) < schedule.text("from"_L1))
        return badInput(u"schedule.to"_s, sentence("schedule.ends-before", schedule.text("to"_L1),
                                                   schedule.text("from"_L1)));
    return {};
}

std::optional<Rejection> checkItem(CommandContext& call, const plan::Line& line) {
    const QString code = call.with.text("item"_L1);
    if (line.items.empty())
        return code.isEmpty() ? std::optional<Rejection>()
                              : badInput(u"item"_s, sentence("line.no-items", line.code));
    if (code.isEmpty())
        return badInput(u"item"_s, sentence("line.item-missing", line.code));
    const plan::Item* item = plan::current(call.context).item(code);
    if (!item || item->line != line.code)
        return badInput(u"item"_s, sentence("line.item-unknown", line.code, code));
    if (item->yearly() && !call.with.has("year"_L1))
        return badInput(u"year"_s, sentence("item.year-missing", item->name));
    return {};
}

std::optional<Rejection> checkMaterials(CommandContext& call) {
    const QStringList materials = call.with.texts("materials"_L1);
    if (QSet<QString>(materials.begin(), materials.end()).size() != materials.size())
        return badInput(u"materials"_s, sentence("materials.twice"));
    return {};
}

} // namespace

std::optional<Rejection> checkDeclaration(CommandContext& call) {
    if (auto rejection = units::requireKnown(call.context, call.with.text("unit"_L1), u"unit"_s))
        return rejection;
    const plan::Line* line = plan::current(call.context).line(call.with.text("line"_L1));
    if (!line)
        return badInput(u"line"_s, sentence("line.unknown", call.with.text("line"_L1)));
    if (auto rejection = checkItem(call, *line))
        return rejection;
    if (auto rejection = checkSchedule(call))
        return rejection;
    if (auto rejection = checkMaterials(call))
        return rejection;
    const plan::Item* item = plan::current(call.context).item(call.with.text("item"_L1));
    return plan::normalizeSources(call, call.with.fen("support"_L1),
                                  plan::possibleSources(call.context, *line, item));
}

std::optional<Rejection> requireMaterials(CommandContext& call) {
    const QStringList materials = call.with.texts("materials"_L1);
    const bool named = std::any_of(materials.begin(), materials.end(), [](const QString& one) {
        return one != u"其他" && one != u"其他材料" && one != u"other";
    });
    if (!named) // 第七条
        return refuse(Rule::DeclareMaterials, sentence("materials.unnamed")).at(u"materials"_s);
    return {};
}

namespace {

std::optional<Rejection> judgeDeclare(CommandContext& call) {
    const auto earlier = find(call.context, call.id());
    if (earlier && earlier->state != ProjectState::Returned)
        return identity::taken(call, u"项目"_s);
    if (auto rejection = identity::requireDateOrder(call, earlier ? earlier->lastStepOn : QString(),
                                                    u"上一环节日期"_s))
        return rejection;
    const QString unit = call.with.text("unit"_L1);
    if (auto rejection = units::requireNotBarred(call.context, unit, u"unit"_s)) // 第十三条
        return rejection;
    const plan::Plan& plan = plan::current(call.context);
    const QStringList kinds = plan.kindsFor(plan.item(call.with.text("item"_L1)));
    if (auto rejection =
            units::requireMayHold(call.context, unit, kinds, u"unit"_s)) // 第五条, 方案
        return rejection;
    if (auto rejection = identity::requireSeparation(call, u"project"_s, call.id(), u"request"_s))
        return rejection;
    return requireMaterials(call); // 第七条
}

} // namespace

void enterDeclaration(Context& context, const Entry& entry) {
    const Args& with = entry.with;
    const Args schedule = with.object("schedule"_L1);
    context.db.run(
        "INSERT INTO project (id, unit, line, item, year, name, content, starts, ends, support,"
        " accepted, date, approved_on, last_step_on, path, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, '', ?11, '', 'declared')"
        " ON CONFLICT (id) DO UPDATE SET unit = ?2, line = ?3, item = ?4, year = ?5, name = ?6,"
        " content = ?7, starts = ?8, ends = ?9, support = ?10, date = ?11, last_step_on = ?11,"
        " state = 'declared'",
        entry.id(), with.text("unit"_L1), with.text("line"_L1), with.text("item"_L1),
        with.integer("year"_L1), with.text("name"_L1), with.text("content"_L1),
        schedule.text("from"_L1), schedule.text("to"_L1), with.fen("support"_L1), entry.date());
    setSources(context, entry.id(), journal::sourceAmounts(with, "sources"_L1));
    context.db.run("DELETE FROM project_material WHERE project = ?", entry.id());
    for (const QString& material : with.texts("materials"_L1))
        context.db.run("INSERT INTO project_material (project, material) VALUES (?, ?)", entry.id(),
                       material);
    identity::addStep(context, entry, {u"project"_s, entry.id(), u"request"_s, u"request"_s});
}

journal::Shape declarationShape() {
    using namespace journal;
    return {id("id"),
            ref("unit", "unit"),
            ref("line", "line"),
            opt(ref("item", "item")),
            opt(integer("year")),
            text("name"),
            longText("content"),
            object("schedule", Shape{date("from"), date("to")}),
            amount("support"),
            opt(list("sources", sourceShape())),
            textList("materials"),
            date("date")};
}

namespace {

Command declareCommand() {
    return {.name = u"project.declare"_s,
            .roles = {u"clerk"_s},
            .shape = declarationShape(),
            .check = checkDeclaration,
            .judge = judgeDeclare,
            .apply = enterDeclaration,
            .registers = u"project"_s,
            .article = u"第七条"_s};
}

// --- project.review (第七条) --------------------------------------------------------------------

std::optional<Rejection> checkReview(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    const bool approves = call.with.code<Decision>("decision"_L1) == Decision::Approve;
    if (!approves) {
        if (call.with.has("support"_L1) || call.with.has("sources"_L1))
            return badInput(u"support"_s, sentence("review.support-unasked"));
        return {};
    }
    const Project project = logging::checked(find(call.context, call.id()), "project");
    const auto asked = sourcesOf(call.context, call.id());
    const Fen support = call.with.optionalFen("support"_L1).value_or(project.support);
    if (support > project.support)
        return badInput(u"support"_s, sentence("review.support-above-declared", support.toYuan(),
                                               project.support.toYuan()));
    call.with.setDefault("support"_L1, support.toYuan());
    if (support == project.support && !call.with.has("sources"_L1))
        call.with.setDefault("sources"_L1, journal::toJson(asked));
    QStringList possible;
    for (const SourceAmount& part : asked)
        possible << part.source;
    if (auto rejection = plan::normalizeSources(call, support, possible))
        return rejection;
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1))
        if (part.amount > amountOf(asked, part.source))
            return badInput(u"sources"_s,
                            sentence("review.source-above-declared", part.source,
                                     part.amount.toYuan(), amountOf(asked, part.source).toYuan()));
    return {};
}

std::optional<Rejection> judgeReview(CommandContext& call) {
    Project project = logging::checked(find(call.context, call.id()), "project");
    if (project.state != ProjectState::Declared)
        return wrongState("project.review.state", labels::ThingKind::Project, project.id,
                          project.state);
    if (auto rejection = identity::requireDateOrder(call, project.lastStepOn, u"申报日期"_s))
        return rejection;
    if (call.with.code<Decision>("decision"_L1) != Decision::Approve)
        return identity::requireSeparation(call, u"project"_s, project.id, u"review"_s);
    if (auto rejection = units::requireNotBarred(call.context, project.unit, u"id"_s))
        return rejection;
    if (auto rejection = units::requireEligible(call, project.unit, u"id"_s)) // 第五条
        return rejection;
    if (auto rejection = units::requireMayHold(call.context, project.unit,
                                               kindsFor(call.context, project), u"id"_s))
        return rejection;
    if (auto rejection = identity::requireSeparation(call, u"project"_s, project.id, u"review"_s))
        return rejection;
    if (auto rejection = requireOpenSources(call, journal::sourceAmounts(call.with, "sources"_L1)))
        return rejection;
    return requireWithinYears(call, project); // 方案
}

void boundReview(CommandContext& call, journal::Bounds& bounds) {
    if (call.with.code<Decision>("decision"_L1) == Decision::Approve)
        boundSupport(call, bounds, logging::checked(find(call.context, call.id()), "project"),
                     journal::sourceAmounts(call.with, "sources"_L1));
}

void reviewOnDays(CommandContext& call, journal::Days& days) {
    if (call.with.code<Decision>("decision"_L1) != Decision::Approve)
        return;
    const Project project = logging::checked(find(call.context, call.id()), "project");
    for (const SourceAmount& part : journal::sourceAmounts(call.with, "sources"_L1)) {
        plan::takesBudget(call, days, project.line, part.source, part.amount);
        plan::awardSettled(call, days, part.source);
    }
}

} // namespace

void enterApproval(Context& context, const Entry& entry) {
    const Project project = logging::checked(find(context, entry.id()), "project");
    const auto sources = journal::sourceAmounts(entry.with, "sources"_L1);
    context.db.run("UPDATE project SET state = 'approved', support = ?2, approved_on = ?3,"
                   " last_step_on = ?3, path = ?4 WHERE id = ?1",
                   entry.id(), entry.with.fen("support"_L1), entry.date(),
                   pathOf(context, project).code);
    setSources(context, entry.id(), sources);
    keepVersion(context, entry, entry.id());
    for (const SourceAmount& part : sources)
        moveBudget(context, entry, project, part, Account::Available, Account::Committed);
}

namespace {

void applyReview(Context& context, const Entry& entry) {
    const auto decision = entry.with.code<Decision>("decision"_L1);
    const QString opinion = entry.with.text("opinion"_L1);
    if (decision != Decision::Approve) {
        const bool returned = decision == Decision::Return;
        setState(context, entry.id(), returned ? ProjectState::Returned : ProjectState::Rejected,
                 entry.date());
        identity::addStep(
            context, entry,
            {u"project"_s, entry.id(), entry.with.text("decision"_L1), u"review"_s, opinion});
        return;
    }
    enterApproval(context, entry);
    identity::addStep(context, entry,
                      {u"project"_s, entry.id(), u"review"_s, u"review"_s, opinion});
}

Command reviewCommand() {
    using namespace journal;
    return {.name = u"project.review"_s,
            .roles = {u"reviewer"_s},
            .deciding = true,
            .shape = {ref("id", "project"), choice("decision", {"approve", "return", "reject"}),
                      longText("opinion"), date("date"), opt(amount("support")),
                      opt(list("sources", sourceShape()))},
            .check = checkReview,
            .judge = judgeReview,
            .bounds = {boundReview},
            .days = {reviewOnDays},
            .apply = applyReview,
            .article = u"第七条"_s};
}

} // namespace

void setState(Context& context, const QString& project, ProjectState state, const QString& date) {
    context.db.run("UPDATE project SET state = ?, last_step_on = ? WHERE id = ?", state, date,
                   project);
}

void setSources(Context& context, const QString& project,
                const std::vector<SourceAmount>& sources) {
    context.db.run("DELETE FROM project_source WHERE project = ?", project);
    for (const SourceAmount& part : sources)
        context.db.run("INSERT INTO project_source (project, source, amount) VALUES (?, ?, ?)",
                       project, part.source, part.amount);
}

void installDeclaring(journal::Registry& registry) {
    registry.add(declareCommand());
    registry.add(reviewCommand());
}

// --- corrections -------------------------------------------------------------------------------

std::optional<Rejection> requireWithdrawableProject(CommandContext& call) {
    const Project project = logging::checked(find(call.context, call.id()), "project");
    if (project.state != ProjectState::Declared
        || identity::decidedOn(call.context, u"project"_s, project.id))
        return wrongState("project.withdraw.state", labels::ThingKind::Project, project.id,
                          project.state);
    return identity::requireDateOrder(call, project.lastStepOn, u"申报日期"_s);
}

void withdrawProject(Context& context, const Entry& entry) {
    setState(context, entry.id(), ProjectState::Withdrawn, entry.date());
    identity::addStep(
        context, entry,
        {u"project"_s, entry.id(), u"withdraw"_s, u"request"_s, entry.with.text("reason"_L1)});
}

} // namespace declaration
