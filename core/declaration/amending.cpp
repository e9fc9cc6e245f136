// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"
#include "standards.h"

#include <identity/steps.h>
#include <units/units.h>

#include <QJsonDocument>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Bounds;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::SourceAmount;
using labels::AmendmentState;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

struct Amendment {
    QString id;
    QString project;
    QString date;
    AmendmentState state = AmendmentState::Requested;
    Args change;
};

std::optional<Amendment> findAmendment(Context& context, const QString& id) {
    auto row =
        context.db.query("SELECT id, project, date, state, change FROM amendment WHERE id = ?", id);
    if (!row.next())
        return {};
    return Amendment{
        row.text(0), row.text(1), row.text(2), row.code<AmendmentState>(3),
        Args(QJsonDocument::fromJson(row.text(4).toUtf8()).object(), &context.secrets)};
}

// What the change adds to each source of the project, negative where it takes away.
std::vector<SourceAmount> difference(Context& context, const QString& project, const Args& change) {
    if (!change.has("sources"_L1))
        return {};
    std::vector<SourceAmount> added = journal::sourceAmounts(change, "sources"_L1);
    for (const SourceAmount& now : sourcesOf(context, project)) {
        const auto same = std::find_if(added.begin(), added.end(), [&](const SourceAmount& one) {
            return one.source == now.source;
        });
        if (same == added.end())
            added.push_back({now.source, -now.amount});
        else
            same->amount -= now.amount;
    }
    return added;
}

// Less support of a source frees what is committed beyond it: nothing, where the rest was freed
// when the project was closed, or came back after a finding.
Fen freedBy(Context& context, const Project& project, const Args& change,
            const SourceAmount& less) {
    const auto position = ledger::projectPosition(context, project.id, less.source);
    const Fen needed = amountOf(journal::sourceAmounts(change, "sources"_L1), less.source)
                       - position.netPaid() - position.requested;
    return std::clamp(position.approved - needed, Fen(), std::max(-less.amount, Fen()));
}

// line.ceiling: never below what is paid, under way or accepted.
void boundByUse(const CommandContext& call, Bounds& bounds, const Project& project,
                const Args& change) {
    if (!change.has("sources"_L1))
        return;
    const auto sources = journal::sourceAmounts(change, "sources"_L1);
    bounds.least({Rule::LineCeiling, u"support"_s, journal::sum(sources)}, project.accepted,
                 [&](Fen least) {
                     return sentence("amendment.below-accepted", project.id, least.toYuan());
                 });
    for (const auto& [code, position] : ledger::projectPositions(call.context, project.id)) {
        const QString& source = code; // a lambda can't take a structured binding along
        const auto named =
            std::find_if(sources.begin(), sources.end(),
                         [&](const SourceAmount& one) { return one.source == source; });
        const QString field = named == sources.end() ? u"sources"_s
                              : sources.size() == 1
                                  ? u"support"_s
                                  : u"sources[%1].amount"_s.arg(named - sources.begin());
        const QString held = plan::sourceName(call.context, source);
        bounds.least({Rule::LineCeiling, field, journal::amountOf(sources, source)},
                     position.requested + position.netPaid(), [&](Fen least) {
                         return sentence("amendment.below-paid", project.id, held, least.toYuan());
                     });
    }
}

// --- project.amend -----------------------------------------------------------------------------

std::optional<Rejection> checkAmend(CommandContext& call) {
    const QString id = call.with.text("project"_L1);
    if (auto rejection = requireKnown(call.context, id, u"project"_s))
        return rejection;
    static const QLatin1StringView changeable[] = {"name"_L1, "content"_L1, "schedule"_L1,
                                                   "support"_L1, "sources"_L1};
    if (std::none_of(std::begin(changeable), std::end(changeable),
                     [&](QLatin1StringView key) { return call.with.has(key); }))
        return badInput(u"project"_s, sentence("change.empty"));
    const Args schedule = call.with.object("schedule"_L1);
    if (schedule.text("to"_L1) < schedule.text("from"_L1))
        return badInput(u"schedule.to"_s, sentence("schedule.ends-early"));
    if (!call.with.has("support"_L1) && !call.with.has("sources"_L1))
        return {};
    const Project project = logging::checked(find(call.context, id), "project");
    const Fen support = call.with.optionalFen("support"_L1).value_or(project.support);
    call.with.setDefault("support"_L1, support.toYuan());
    QStringList possible;
    for (const SourceAmount& part : sourcesOf(call.context, id))
        possible << part.source;
    return plan::normalizeSources(call, support, possible);
}

std::optional<Rejection> judgeAmend(CommandContext& call) {
    const Project project =
        logging::checked(find(call.context, call.with.text("project"_L1)), "project");
    if (findAmendment(call.context, call.id()))
        return identity::taken(call, u"变更"_s);
    if (!project.running())
        return wrongState("project.amend.state", labels::ThingKind::Project, project.id,
                          project.state);
    auto beside = call.context.db.query(
        "SELECT id FROM amendment WHERE project = ? AND state = 'requested'", project.id);
    if (beside.next())
        return refuse(Rule::StateOrder, sentence("amendment.undecided", project.id, beside.text(0)))
            .at(u"project"_s);
    return identity::requireDateOrder(call, project.approvedOn, u"批准日期"_s);
}

void boundAmend(CommandContext& call, Bounds& bounds) {
    const Project project =
        logging::checked(find(call.context, call.with.text("project"_L1)), "project");
    boundByUse(call, bounds, project, call.with);
}

void applyAmend(Context& context, const Entry& entry) {
    QJsonObject change;
    for (const QString& key : {u"name"_s, u"content"_s, u"schedule"_s, u"support"_s, u"sources"_s})
        if (entry.with.json().contains(key))
            change.insert(key, entry.with.json().value(key));
    const QString project = entry.with.text("project"_L1);
    context.db.run("INSERT INTO amendment (id, project, date, reason, document, change, state)"
                   " VALUES (?, ?, ?, ?, ?, ?, 'requested')",
                   entry.id(), project, entry.date(), entry.with.text("reason"_L1),
                   entry.with.text("document"_L1), QString::fromUtf8(journal::canonical(change)));
    addOpenItem(context, project, u"amendment"_s, entry.id());
    identity::addStep(context, entry, {u"amendment"_s, entry.id(), u"request"_s, u"request"_s});
}

Command amendCommand() {
    using namespace journal;
    return {.name = u"project.amend"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("project", "project"), date("date"), longText("reason"),
                      opt(text("document")), opt(text("name")), opt(longText("content")),
                      opt(object("schedule", Shape{date("from"), date("to")})),
                      opt(amount("support")), opt(list("sources", sourceShape()))},
            .check = checkAmend,
            .judge = judgeAmend,
            .bounds = {boundAmend},
            .apply = applyAmend,
            .registers = u"amendment"_s};
}

// --- project.decide-amendment ------------------------------------------------------------------

// The project as it would be.
Project amended(Project project, const Args& change) {
    if (change.has("schedule"_L1)) {
        project.starts = change.object("schedule"_L1).text("from"_L1);
        project.ends = change.object("schedule"_L1).text("to"_L1);
    }
    return project;
}

std::optional<Rejection> judgeDecide(CommandContext& call) {
    const Amendment amendment =
        logging::checked(findAmendment(call.context, call.id()), "amendment");
    const Project project = requireProject(call.context, amendment.project);
    if (amendment.state != AmendmentState::Requested)
        return wrongState("amendment.decide.state", labels::ThingKind::Amendment, amendment.id,
                          amendment.state);
    if (auto rejection = identity::requireDateOrder(call, amendment.date, u"变更申请日期"_s))
        return rejection;
    const bool approves = call.with.as<ReviewArgs>().approves();
    const QString last = lastVersionOn(call.context, project.id);
    if (approves)
        if (auto rejection = identity::requireDateOrder(call, last, u"上次变更的审定日期"_s))
            return rejection;
    const auto added = difference(call.context, project.id, amendment.change);
    const Fen more = journal::sum(added);
    if (approves && more > Fen()) {
        if (auto rejection = units::requireNotBarred(call.context, project.unit, u"id"_s))
            return rejection;
        if (auto rejection = units::requireEligible(call, project.unit, u"id"_s))
            return rejection;
        if (auto rejection = units::requireMayHold(call.context, project.unit,
                                                   kindsFor(call.context, project), u"id"_s))
            return rejection;
    }
    if (auto rejection =
            identity::requireSeparation(call, u"amendment"_s, amendment.id, u"review"_s))
        return rejection;
    if (!approves)
        return {};
    if (auto rejection = requireOpenSources(call, added))
        return rejection;
    return requireWithinYears(call, amended(project, amendment.change));
}

void boundDecide(CommandContext& call, Bounds& bounds) {
    const Amendment amendment =
        logging::checked(findAmendment(call.context, call.id()), "amendment");
    if (!call.with.as<ReviewArgs>().approves() || !amendment.change.has("sources"_L1))
        return;
    const Project project = requireProject(call.context, amendment.project);
    boundSupport(call, bounds, project, journal::sourceAmounts(amendment.change, "sources"_L1),
                 sourcesOf(call.context, project.id));
    boundByUse(call, bounds, project, amendment.change);
}

// What it adds is taken of the line, what it takes away of the commitment.
void decideOnDays(CommandContext& call, journal::Days& days) {
    const Amendment amendment =
        logging::checked(findAmendment(call.context, call.id()), "amendment");
    if (!call.with.as<ReviewArgs>().approves() || !amendment.change.has("sources"_L1))
        return;
    const Project project = requireProject(call.context, amendment.project);
    for (const SourceAmount& part : difference(call.context, project.id, amendment.change)) {
        if (part.amount > Fen()) {
            plan::takesBudget(call, days, project.line, part.source, part.amount);
            plan::awardSettled(call, days, part.source);
        } else
            takesCommitted(call, days, project,
                           {part.source, freedBy(call.context, project, amendment.change, part)});
    }
}

void applyChange(Context& context, const Entry& entry, const Amendment& amendment) {
    const Args& change = amendment.change;
    const QString& id = amendment.project;
    if (change.has("name"_L1))
        context.db.run("UPDATE project SET name = ? WHERE id = ?", change.text("name"_L1), id);
    if (change.has("content"_L1))
        context.db.run("UPDATE project SET content = ? WHERE id = ?", change.text("content"_L1),
                       id);
    if (change.has("schedule"_L1))
        context.db.run("UPDATE project SET starts = ?, ends = ? WHERE id = ?",
                       change.object("schedule"_L1).text("from"_L1),
                       change.object("schedule"_L1).text("to"_L1), id);
    if (!change.has("sources"_L1))
        return;
    const Project project = requireProject(context, id);
    const auto sources = journal::sourceAmounts(change, "sources"_L1);
    for (const SourceAmount& part : difference(context, id, change)) {
        if (part.amount > Fen())
            moveBudget(context, entry, project, part, Account::Available, Account::Committed);
        else
            moveBudget(context, entry, project,
                       {part.source, freedBy(context, project, change, part)}, Account::Committed,
                       Account::Available);
    }
    context.db.run("UPDATE project SET support = ? WHERE id = ?", change.fen("support"_L1), id);
    setSources(context, id, sources);
}

void applyDecide(Context& context, const Entry& entry) {
    const Amendment amendment = logging::checked(findAmendment(context, entry.id()), "amendment");
    const bool approves = entry.with.as<ReviewArgs>().approves();
    if (approves) {
        applyChange(context, entry, amendment);
        keepVersion(context, entry, amendment.project);
    }
    context.db.run("UPDATE amendment SET state = ? WHERE id = ?",
                   approves ? AmendmentState::Approved : AmendmentState::Rejected, entry.id());
    removeOpenItem(context, amendment.project, u"amendment"_s, entry.id());
    identity::addStep(context, entry,
                      {u"amendment"_s, entry.id(), approves ? u"review"_s : u"reject"_s,
                       u"review"_s, entry.with.as<ReviewArgs>().opinion});
}

Command decideCommand() {
    using namespace journal;
    return {.name = u"project.decide-amendment"_s,
            .roles = {u"reviewer"_s},
            .deciding = true,
            .shape = {ref("id", "amendment"), choice("decision", {"approve", "reject"}),
                      longText("opinion"), date("date")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (findAmendment(call.context, call.id()))
                    return {};
                return badInput(u"id"_s, sentence("amendment.unknown", call.id()));
            },
            .judge = judgeDecide,
            .bounds = {boundDecide},
            .days = {decideOnDays},
            .apply = applyDecide,
            .relatedEntities = [](Context& context, const Entry& entry) -> std::vector<EntityRef> {
                return {
                    {u"project"_s,
                     logging::checked(findAmendment(context, entry.id()), "amendment").project}};
            }};
}

} // namespace

std::optional<Rejection> requireWithdrawableAmendment(CommandContext& call) {
    const Amendment amendment =
        logging::checked(findAmendment(call.context, call.id()), "amendment");
    if (amendment.state != AmendmentState::Requested)
        return wrongState("amendment.withdraw.state", labels::ThingKind::Amendment, amendment.id,
                          amendment.state);
    return identity::requireDateOrder(call, amendment.date, u"变更申请日期"_s);
}

void withdrawAmendment(Context& context, const Entry& entry) {
    context.db.run("UPDATE amendment SET state = 'withdrawn' WHERE id = ?", entry.id());
    removeOpenItem(context,
                   logging::checked(findAmendment(context, entry.id()), "amendment").project,
                   u"amendment"_s, entry.id());
    identity::addStep(
        context, entry,
        {u"amendment"_s, entry.id(), u"withdraw"_s, u"request"_s, entry.with.text("reason"_L1)});
}

QString projectOfAmendment(Context& context, const QString& id) {
    const auto amendment = findAmendment(context, id);
    return amendment ? amendment->project : QString();
}

std::optional<Fen> amendedSupport(Context& context, const QString& id) {
    return logging::checked(findAmendment(context, id), "amendment")
        .change.optionalFen("support"_L1);
}

std::vector<SourceAmount> amendedSources(Context& context, const QString& id) {
    return journal::sourceAmounts(logging::checked(findAmendment(context, id), "amendment").change,
                                  "sources"_L1);
}

std::vector<api::Amendment> shownAmendments(Context& context, const QString& project) {
    std::vector<api::Amendment> items;
    auto rows = context.db.query(
        "SELECT id, date, state, reason, change FROM amendment WHERE"
        " project = ? AND state <> 'withdrawn' ORDER BY date COLLATE BINARY, id COLLATE BINARY",
        project);
    while (rows.next()) {
        const auto change = api::fromJson<api::AmendmentChange>(
            Args(QJsonDocument::fromJson(rows.text(4).toUtf8()).object(), &context.secrets)
                .revealed());
        items.push_back({.id = rows.text(0),
                         .date = rows.text(1),
                         .state = rows.code<labels::AmendmentState>(2),
                         .reason = rows.text(3),
                         .change = change,
                         .amount = change.support});
    }
    return items;
}

void installAmending(journal::Registry& registry) {
    registry.add(amendCommand());
    registry.add(decideCommand());
}

} // namespace declaration
