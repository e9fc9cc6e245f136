// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"
#include "standards.h"

#include <identity/steps.h>
#include <units/units.h>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
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
    const DeclareArgs& declared = call.with.as<DeclareArgs>();
    if (declared.ends < declared.starts)
        return badInput(u"schedule.to"_s,
                        sentence("schedule.ends-before", declared.ends, declared.starts));
    return {};
}

std::optional<Rejection> checkItem(CommandContext& call, const plan::Line& line) {
    const QString code = call.with.as<DeclareArgs>().item;
    if (line.items.empty())
        return code.isEmpty()
                   ? std::optional<Rejection>()
                   : badInput(u"item"_s, sentence("line.no-items", line.code, "item"_L1));
    if (code.isEmpty())
        return badInput(u"item"_s, sentence("line.item-missing", line.code, "item"_L1));
    const plan::Item* item = plan::current(call.context).item(code);
    if (!item || item->line != line.code)
        return badInput(u"item"_s, sentence("line.item-unknown", line.code, code));
    if (item->yearly() && !call.with.as<DeclareArgs>().year)
        return badInput(u"year"_s, sentence("item.year-missing", item->name, "year"_L1));
    return {};
}

std::optional<Rejection> checkMaterials(CommandContext& call) {
    const QStringList& materials = call.with.as<DeclareArgs>().materials;
    if (QSet<QString>(materials.begin(), materials.end()).size() != materials.size())
        return badInput(u"materials"_s, sentence("materials.twice"));
    return {};
}

} // namespace

std::optional<Rejection> checkDeclaration(CommandContext& call) {
    const DeclareArgs declared = call.with.as<DeclareArgs>();
    if (auto rejection = units::requireKnown(call.context, declared.unit, u"unit"_s))
        return rejection;
    if (auto rejection = plan::requireKnownLine(call.context, declared.line, u"line"_s))
        return rejection;
    const plan::Line* line = plan::current(call.context).line(declared.line);
    if (auto rejection = checkItem(call, *line))
        return rejection;
    if (auto rejection = checkSchedule(call))
        return rejection;
    if (auto rejection = checkMaterials(call))
        return rejection;
    const plan::Item* item = plan::current(call.context).item(declared.item);
    if (auto rejection = checkBase(call, item, true))
        return rejection;
    return plan::normalizeSources(call, declared.support,
                                  plan::possibleSources(call.context, *line, item), line->code);
}

std::optional<Rejection> requireMaterials(CommandContext& call) {
    const QStringList& materials = call.with.as<DeclareArgs>().materials;
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
    const QString unit = call.with.as<DeclareArgs>().unit;
    if (auto rejection = units::requireNotBarred(call.context, unit, u"unit"_s)) // 第十三条
        return rejection;
    const plan::Plan& plan = plan::current(call.context);
    const QStringList kinds = plan.kindsFor(plan.item(call.with.as<DeclareArgs>().item));
    if (auto rejection =
            units::requireMayHold(call.context, unit, kinds, u"unit"_s)) // 第五条, 方案
        return rejection;
    if (auto rejection = identity::requireSeparation(call, u"project"_s, call.id(), u"request"_s))
        return rejection;
    return requireMaterials(call); // 第七条
}

} // namespace

void enterDeclaration(Context& context, const Entry& entry) {
    const DeclareArgs& declared = entry.with.as<DeclareArgs>();
    context.db.run(
        "INSERT INTO project (id, unit, line, item, year, name, content, starts, ends, support,"
        " accepted, date, approved_on, last_step_on, path, state)"
        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, ?11, '', ?11, '', 'declared')"
        " ON CONFLICT (id) DO UPDATE SET unit = ?2, line = ?3, item = ?4, year = ?5, name = ?6,"
        " content = ?7, starts = ?8, ends = ?9, support = ?10, date = ?11, last_step_on = ?11,"
        " state = 'declared'",
        entry.id(), declared.unit, declared.line, declared.item, declared.year.value_or(0),
        declared.name, declared.content, declared.starts, declared.ends, declared.support,
        entry.date());
    setSources(context, entry.id(), declared.sources);
    setBase(context, entry.id(), declared.base);
    context.db.run("DELETE FROM project_material WHERE project = ?", entry.id());
    for (const QString& material : declared.materials)
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
            baseField(),
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
            .registers = u"project"_s};
}

// --- project.review (第七条) --------------------------------------------------------------------

std::optional<Rejection> checkReview(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    const bool approves = call.with.as<ReviewArgs>().approves();
    if (!approves) {
        if (call.with.has("support"_L1) || call.with.has("sources"_L1))
            return badInput(u"support"_s, sentence("review.support-unasked", "support"_L1));
        return {};
    }
    const Project project = logging::checked(find(call.context, call.id()), "project");
    const auto asked = sourcesOf(call.context, call.id());
    const Fen support = call.with.as<ReviewArgs>().support.value_or(project.support);
    if (support > project.support)
        return badInput(u"support"_s, sentence("review.support-above-declared", support.toYuan(),
                                               project.support.toYuan()));
    call.with.setDefault("support"_L1, support.toYuan());
    if (support == project.support && !call.with.has("sources"_L1))
        call.with.setDefault("sources"_L1, journal::toJson(asked));
    QStringList possible;
    for (const SourceAmount& part : asked)
        possible << part.source;
    plan::Room room = roomOf(call.context, project);
    for (const SourceAmount& part : asked)
        if (room)
            (*room)[part.source] = std::min((*room)[part.source], part.amount);
    if (auto rejection = plan::normalizeSources(call, support, possible, project.line, room))
        return rejection;
    for (const SourceAmount& part : call.with.as<ReviewArgs>().sources)
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
    if (!call.with.as<ReviewArgs>().approves())
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
    if (auto rejection = requireOpenSources(call, call.with.as<ReviewArgs>().sources))
        return rejection;
    if (auto rejection = requireWithinYears(call, project)) // 方案
        return rejection;
    return requireOwnFunds(call.context, project, baseOf(call.context, project.id));
}

void boundReview(CommandContext& call, journal::Bounds& bounds) {
    const ReviewArgs& given = call.with.as<ReviewArgs>();
    if (!given.approves())
        return;
    const Project project = logging::checked(find(call.context, call.id()), "project");
    boundSupport(call, bounds, project, given.sources);
    boundByGrant(call, bounds, project, baseOf(call.context, project.id),
                 journal::sum(given.sources));
}

std::optional<Rejection> judgeReviewShares(CommandContext& call) {
    const ReviewArgs& given = call.with.as<ReviewArgs>();
    if (!given.approves())
        return {};
    const Project project = logging::checked(find(call.context, call.id()), "project");
    return plan::requireShares(call, project.line, given.sources);
}

void reviewOnDays(CommandContext& call, journal::Days& days) {
    if (!call.with.as<ReviewArgs>().approves())
        return;
    const Project project = logging::checked(find(call.context, call.id()), "project");
    for (const SourceAmount& part : call.with.as<ReviewArgs>().sources) {
        plan::takesBudget(call, days, project.line, part.source, part.amount);
        plan::awardSettled(call, days, part.source);
    }
    grantOnDays(call, days, project, journal::sum(call.with.as<ReviewArgs>().sources));
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
    const ReviewArgs& given = entry.with.as<ReviewArgs>();
    if (!given.approves()) {
        const bool returned = given.decision == Decision::Return;
        setState(context, entry.id(), returned ? ProjectState::Returned : ProjectState::Rejected,
                 entry.date());
        identity::addStep(context, entry,
                          {u"project"_s, entry.id(), QString(labels::code(given.decision)),
                           u"review"_s, given.opinion});
        return;
    }
    enterApproval(context, entry);
    identity::addStep(context, entry,
                      {u"project"_s, entry.id(), u"review"_s, u"review"_s, given.opinion});
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
            .furtherRules = {judgeReviewShares}};
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
