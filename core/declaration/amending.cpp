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
    Change change;
};

std::optional<Amendment> findAmendment(Context& context, const QString& id) {
    auto row =
        context.db.query("SELECT id, project, date, state, change FROM amendment WHERE id = ?", id);
    if (!row.next())
        return {};
    return Amendment{row.text(0), row.text(1), row.text(2), row.code<AmendmentState>(3),
                     Change::from(Args(QJsonDocument::fromJson(row.text(4).toUtf8()).object(),
                                       &context.secrets))};
}

// What the change adds to each source of the project, negative where it takes away.
std::vector<SourceAmount> difference(Context& context, const QString& project,
                                     const Change& change) {
    if (!change.sources)
        return {};
    std::vector<SourceAmount> added = *change.sources;
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
Fen freedBy(Context& context, const Project& project, const Change& change,
            const SourceAmount& less) {
    const auto position = ledger::projectPosition(context, project.id, less.source);
    const Fen needed = amountOf(change.sources.value_or(std::vector<SourceAmount>()), less.source)
                       - position.used();
    return std::clamp(position.approved - needed, Fen(), std::max(-less.amount, Fen()));
}

// line.ceiling: never below what is paid, under way or accepted.
void boundByUse(const CommandContext& call, Bounds& bounds, const Project& project,
                const Change& change) {
    if (!change.sources)
        return;
    const std::vector<SourceAmount>& sources = *change.sources;
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
                     position.used(), [&](Fen least) {
                         return sentence("amendment.below-paid", project.id, held, least.toYuan());
                     });
    }
}

// --- project.amend -----------------------------------------------------------------------------

std::optional<Rejection> checkAmend(CommandContext& call) {
    const AmendArgs asked = call.with.as<AmendArgs>(); // as it came: what follows settles
    if (auto rejection = requireKnown(call.context, asked.project, u"project"_s))
        return rejection;
    if (asked.change.isEmpty())
        return badInput(u"project"_s, sentence("change.empty"));
    if (asked.change.schedule && asked.change.schedule->to < asked.change.schedule->from)
        return badInput(u"schedule.to"_s, sentence("schedule.ends-early"));
    const Project project = logging::checked(find(call.context, asked.project), "project");
    if (auto rejection = checkBase(call, itemOf(call.context, project), false))
        return rejection;
    if (!asked.change.support && !asked.change.sources)
        return {};
    const Fen support = asked.change.support.value_or(project.support);
    call.with.setDefault("support"_L1, support.toYuan());
    QStringList possible;
    const auto held = sourcesOf(call.context, asked.project);
    for (const SourceAmount& part : held)
        possible << part.source;
    return plan::normalizeSources(call, support, possible, project.line,
                                  roomOf(call.context, project, held));
}

std::optional<Rejection> judgeAmend(CommandContext& call) {
    const Project project =
        logging::checked(find(call.context, call.with.as<AmendArgs>().project), "project");
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
        logging::checked(find(call.context, call.with.as<AmendArgs>().project), "project");
    boundByUse(call, bounds, project, call.with.as<AmendArgs>().change);
}

void applyAmend(Context& context, const Entry& entry) {
    QJsonObject change;
    for (const QString& key :
         {u"name"_s, u"content"_s, u"schedule"_s, u"support"_s, u"sources"_s, u"base"_s})
        if (entry.with.json().contains(key))
            change.insert(key, entry.with.json().value(key));
    const AmendArgs& asked = entry.with.as<AmendArgs>();
    context.db.run("INSERT INTO amendment (id, project, date, reason, document, change, state)"
                   " VALUES (?, ?, ?, ?, ?, ?, 'requested')",
                   entry.id(), asked.project, entry.date(), asked.reason, asked.document,
                   QString::fromUtf8(journal::canonical(change)));
    addOpenItem(context, asked.project, u"amendment"_s, entry.id());
    identity::addStep(context, entry, {u"amendment"_s, entry.id(), u"request"_s, u"request"_s});
}

Command amendCommand() {
    using namespace journal;
    return {.name = u"project.amend"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("project", "project"), date("date"), longText("reason"),
                      opt(text("document")), opt(text("name")), opt(longText("content")),
                      opt(object("schedule", Shape{date("from"), date("to")})),
                      opt(amount("support")), opt(list("sources", sourceShape())), baseField()},
            .check = checkAmend,
            .judge = judgeAmend,
            .bounds = {boundAmend},
            .apply = applyAmend,
            .registers = u"amendment"_s};
}

// --- project.decide-amendment ------------------------------------------------------------------

// The project as it would be.
Project amended(Project project, const Change& change) {
    if (change.schedule) {
        project.starts = change.schedule->from;
        project.ends = change.schedule->to;
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
    if (auto rejection = requireWithinYears(call, amended(project, amendment.change)))
        return rejection;
    return requireOwnFunds(call.context, project, amendment.change.base);
}

void boundDecide(CommandContext& call, Bounds& bounds) {
    const Amendment amendment =
        logging::checked(findAmendment(call.context, call.id()), "amendment");
    if (!call.with.as<ReviewArgs>().approves())
        return;
    const Project project = requireProject(call.context, amendment.project);
    const Change& change = amendment.change;
    if (change.asksGrant(project))
        boundByGrant(call, bounds, project,
                     change.base ? change.base : baseOf(call.context, project.id),
                     change.supportOf(project));
    if (!amendment.change.sources)
        return;
    boundSupport(call, bounds, project, *amendment.change.sources,
                 sourcesOf(call.context, project.id));
    boundByUse(call, bounds, project, amendment.change);
}

// What it adds is taken of the line, what it takes away of the commitment.
void decideOnDays(CommandContext& call, journal::Days& days) {
    const Amendment amendment =
        logging::checked(findAmendment(call.context, call.id()), "amendment");
    if (!call.with.as<ReviewArgs>().approves() || !amendment.change.sources)
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
    if (amendment.change.asksGrant(project))
        grantOnDays(call, days, project, amendment.change.supportOf(project));
}

void applyChange(Context& context, const Entry& entry, const Amendment& amendment) {
    const Change& change = amendment.change;
    const QString& id = amendment.project;
    if (change.name)
        context.db.run("UPDATE project SET name = ? WHERE id = ?", *change.name, id);
    if (change.content)
        context.db.run("UPDATE project SET content = ? WHERE id = ?", *change.content, id);
    if (change.schedule)
        context.db.run("UPDATE project SET starts = ?, ends = ? WHERE id = ?",
                       change.schedule->from, change.schedule->to, id);
    if (change.base)
        setBase(context, id, change.base);
    if (!change.sources)
        return;
    const Project project = requireProject(context, id);
    for (const SourceAmount& part : difference(context, id, change)) {
        if (part.amount > Fen())
            moveBudget(context, entry, project, part, Account::Available, Account::Committed);
        else
            moveBudget(context, entry, project,
                       {part.source, freedBy(context, project, change, part)}, Account::Committed,
                       Account::Available);
    }
    context.db.run("UPDATE project SET support = ? WHERE id = ?",
                   change.support.value_or(journal::sum(*change.sources)), id);
    setSources(context, id, *change.sources);
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
                return requireKnownAmendment(call.context, call.id(), u"id"_s);
            },
            .judge = judgeDecide,
            .bounds = {boundDecide},
            .days = {decideOnDays},
            .apply = applyDecide,
            .relatedEntities = [](Context& context, const Entry& entry) -> std::vector<EntityRef> {
                return {
                    {u"project"_s,
                     logging::checked(findAmendment(context, entry.id()), "amendment").project}};
            },
            .furtherRules = {judgeAmendedShares}};
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

std::optional<Rejection> requireKnownAmendment(Context& context, const QString& amendment,
                                               const QString& field) {
    if (findAmendment(context, amendment))
        return {};
    return badInput(field, sentence("amendment.unknown", amendment));
}

std::optional<Fen> amendedSupport(Context& context, const QString& id) {
    return logging::checked(findAmendment(context, id), "amendment").change.support;
}

std::vector<SourceAmount> amendedSources(Context& context, const QString& id) {
    return logging::checked(findAmendment(context, id), "amendment")
        .change.sources.value_or(std::vector<SourceAmount>());
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
