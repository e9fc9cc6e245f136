// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <archive/documents.h>
#include <disbursement/payments.h>
#include <identity/steps.h>
#include <opening/opening.h>
#include <supervision/findings.h>
#include <units/units.h>

// Questions that look into several rooms at once.

namespace overview {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Reply;
using labels::sentence;
using money::Fen;

namespace {

Reply showProject(Context& context, const Args& with, const QString&) {
    const QString id = with.text("id"_L1);
    if (auto rejection = declaration::requireKnown(context, id, u"id"_s))
        return *std::move(rejection);
    const auto project = declaration::requireProject(context, id);
    auto shown = api::extended<api::Project>(declaration::shownProject(context, id));
    shown.prepayOpen = disbursement::prepaymentIsOpen(context, project);
    if (const auto granting = acceptance::grantingOf(context, project))
        shown.granting = {granting->investment, granting->most};
    shown.payeesFrom = disbursement::payeesFrom(context, project);
    shown.payees = disbursement::shownAllowedPayees(context, project);
    shown.requests = disbursement::shownRequests(context, id);
    shown.acceptances = acceptance::shownAcceptances(context, id);
    shown.audited = acceptance::shownAudit(acceptance::standingAudit(context, id));
    shown.amendments = declaration::shownAmendments(context, id);
    shown.deliverables = acceptance::deliverablesOf(context, id);
    shown.contracts = declaration::shownContracts(context, id);
    shown.invoices = declaration::shownInvoices(context, id);
    shown.stages = disbursement::shownStages(context, project);
    shown.milestones = declaration::shownMilestones(context, id);
    shown.archive = archive::countsByKind(context, id);
    shown.waivers = archive::shownWaivers(context, id);
    shown.missing = archive::missingKinds(context, id);
    shown.steps = identity::shownSteps(context, u"project"_s, id);
    shown.exceptions = opening::shownExceptions(context, u"project"_s, id);
    return api::toJson(shown);
}

Reply showUnit(Context& context, const Args& with, const QString&) {
    const QString id = with.text("id"_L1);
    const auto unit = units::find(context, id);
    if (!unit)
        return badInput(u"id"_s, sentence("unit.show.unknown", id));
    api::Unit shown = units::shownUnit(context, *unit);
    shown.projects = declaration::shownProjectsOfUnit(context, id);
    shown.paidAsPayee = disbursement::shownPaidAsPayee(context, id);
    shown.findings = supervision::shownFindings(context, id);
    return api::toJson(shown);
}

// --- inbox -------------------------------------------------------------------------------------

// One kind of thing that waits: for which role, under which command, of which duty on it.
struct Waiting {
    const char* role;
    const char* command;
    const char* thing;
    const char* duty;
    storage::Literal sql; // id, project, amount, since
    // What it waits for again: "rectify" after an inspection, "return" after it was sent back.
    const char* again = "";
};

constexpr Waiting waiting[] = {
    {"clerk", "project.declare", "project", "request",
     "SELECT id, id, support, last_step_on FROM project WHERE state = 'returned'", "return"},
    {"clerk", "acceptance.request", "acceptance", "request",
     "SELECT id, project, claimed, last_step_on FROM acceptance WHERE state = 'rectify'",
     "rectify"},
    {"clerk", "payment.request", "payment", "request",
     "SELECT id, project, amount, last_step_on FROM payment WHERE state = 'returned' AND"
     " state <> 'paid'",
     "return"},
    {"clerk", "unit.change", "unit", "request",
     "SELECT unit, '', 0, decided_on FROM unit_bank AS bank WHERE confirmed = 0 AND refused <> ''"
     " AND number = (SELECT max(number) FROM unit_bank WHERE unit = bank.unit)"},
    {"reviewer", "project.review", "project", "review",
     "SELECT id, id, support, last_step_on FROM project WHERE state = 'declared'"},
    {"reviewer", "project.decide-amendment", "amendment", "review",
     "SELECT amendment.id, project, support, amendment.date FROM amendment JOIN project ON"
     " project.id = project WHERE amendment.state = 'requested'"},
    {"reviewer", "unit.confirm-bank", "unit", "review",
     "SELECT unit, '', 0, date FROM unit_bank AS bank WHERE confirmed = 0 AND refused = '' AND"
     " number = (SELECT max(number) FROM unit_bank WHERE unit = bank.unit)"},
    {"reviewer", "payment.review", "payment", "review",
     "SELECT id, project, amount, last_step_on FROM payment WHERE state = 'requested' AND"
     " state <> 'paid'"},
    {"inspector", "acceptance.conclude", "acceptance", "conclude",
     "SELECT id, project, claimed, last_step_on FROM acceptance WHERE state = 'requested'"},
    {"leader", "payment.approve", "payment", "approve",
     "SELECT id, project, amount, last_step_on FROM payment WHERE state IN"
     " ('requested', 'reviewed') AND state <> 'paid'"},
    {"finance", "payment.pay", "payment", "pay",
     "SELECT id, project, CASE WHEN returned > 0 THEN returned ELSE amount END, last_step_on FROM"
     " payment WHERE state = 'approved' AND state <> 'paid'"},
    {"finance", "payment.pay", "payment", "pay",
     "SELECT id, project, returned, last_step_on FROM payment WHERE state = 'paid' AND"
     " returned > 0"},
};

// True of who did another duty on the thing: by duty.separation it does not wait for them.
bool keptApart(Context& context, const Waiting& kind, const QString& id, const QString& user) {
    for (const identity::Step& step :
         identity::stepsOf(context, QString::fromLatin1(kind.thing), id))
        if (step.by == user && step.duty != QLatin1StringView(kind.duty) && step.duty != u"run")
            return true;
    return false;
}

// A request that was made waits for the office or, on another path, for the leader at once.
bool isNext(Context& context, const Waiting& kind, const QString& id) {
    const QLatin1StringView command(kind.command);
    if (command != "payment.review"_L1 && command != "payment.approve"_L1)
        return true;
    const auto payment = disbursement::requirePayment(context, id);
    return disbursement::nextCommand(payment, disbursement::needsOffice(context, payment))
           == command;
}

// What the last decision on it said: what has to be mended before it is sent again.
QString lastOpinion(Context& context, const Waiting& kind, const QString& id) {
    const auto steps = identity::stepsOf(context, QString::fromLatin1(kind.thing), id);
    return steps.empty() ? QString() : steps.back().opinion;
}

// What has waited longest stands first, whatever it waits for.
Reply showInbox(Context& context, const Args&, const QString& user) {
    std::vector<api::InboxItem> items;
    for (const Waiting& kind : waiting) {
        if (!identity::hasRole(context, user, QString::fromLatin1(kind.role)))
            continue;
        auto rows = context.db.query(kind.sql);
        while (rows.next()) {
            const QString id = rows.text(0);
            if (!isNext(context, kind, id) || keptApart(context, kind, id, user))
                continue;
            const auto project = declaration::find(context, rows.text(1));
            const QString unit = project ? project->unit : id;
            api::InboxItem item{};
            item.command = QString::fromLatin1(kind.command);
            item.id = id;
            item.project = rows.text(1);
            item.projectName = project ? project->name : QString();
            item.line = project ? project->line : QString();
            item.unit = unit;
            item.unitName = units::name(context, unit);
            item.amount = rows.fen(2).toYuan();
            item.since = rows.text(3);
            if (*kind.again) {
                item.again = QString::fromLatin1(kind.again);
                item.opinion = lastOpinion(context, kind, id);
            }
            items.push_back(std::move(item));
        }
    }
    for (api::InboxItem& item : unseenSignatures(context, user))
        items.push_back(std::move(item));
    std::stable_sort(items.begin(), items.end(),
                     [](const api::InboxItem& a, const api::InboxItem& b) {
                         return std::tie(a.since, a.id) < std::tie(b.since, b.id);
                     });
    return api::listToJson(items);
}

} // namespace

void installViews(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"project.show"_s, .shape = {id("id")}, .answer = showProject});
    registry.add(Question{.name = u"unit.show"_s, .shape = {id("id")}, .answer = showUnit});
    registry.add(Question{.name = u"inbox"_s, .answer = showInbox});
}

} // namespace overview
