// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <archive/documents.h>
#include <disbursement/payments.h>
#include <identity/steps.h>
#include <opening/opening.h>
#include <supervision/findings.h>
#include <units/units.h>

// Questions that look into several rooms at once.

namespace fund {

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
    const auto project = declaration::find(context, id);
    if (!project)
        return badInput(u"id"_s, sentence("project.unknown", id));
    QJsonObject json = declaration::projectJson(context, id);
    json.insert("prepay_open"_L1, disbursement::prepaymentIsOpen(context, *project));
    json.insert("requests"_L1, disbursement::requestsJson(context, id));
    json.insert("acceptances"_L1, acceptance::acceptancesJson(context, id));
    json.insert("amendments"_L1, declaration::amendmentsJson(context, id));
    json.insert("deliverables"_L1, acceptance::deliverablesJson(context, id));
    json.insert("contracts"_L1, declaration::recordsJson(context, u"contract"_s, id));
    json.insert("invoices"_L1, declaration::recordsJson(context, u"invoice"_s, id));
    json.insert("archive"_L1, archive::countsJson(context, id));
    json.insert("waivers"_L1, archive::waiversJson(context, id));
    json.insert("missing"_L1, QJsonArray::fromStringList(archive::missingKinds(context, id)));
    json.insert("steps"_L1, identity::stepsJson(identity::stepsOf(context, u"project"_s, id)));
    json.insert("exceptions"_L1, opening::exceptionsJson(context, u"project"_s, id));
    return json;
}

Reply showUnit(Context& context, const Args& with, const QString&) {
    const QString id = with.text("id"_L1);
    const auto unit = units::find(context, id);
    if (!unit)
        return badInput(u"id"_s, sentence("unit.show.unknown", id));
    QJsonObject json = units::showJson(context, *unit);
    json.insert("projects"_L1, declaration::projectsOfUnitJson(context, id));
    json.insert("paid_as_payee"_L1, disbursement::paidAsPayeeJson(context, id));
    json.insert("findings"_L1, supervision::findingsJson(context, id));
    return json;
}

// --- inbox -------------------------------------------------------------------------------------

// One kind of thing that waits: for which role, under which command, of which duty on it.
struct Waiting {
    const char* role;
    const char* command;
    const char* thing;
    const char* duty;
    const char* sql; // id, project, amount, since
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

// Whoever did another duty on it waits in vain.
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
    std::vector<QJsonObject> items;
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
            items.push_back(QJsonObject{{"command"_L1, QLatin1StringView(kind.command)},
                                        {"id"_L1, id},
                                        {"project"_L1, rows.text(1)},
                                        {"project_name"_L1, project ? project->name : QString()},
                                        {"line"_L1, project ? project->line : QString()},
                                        {"unit"_L1, unit},
                                        {"unit_name"_L1, units::name(context, unit)},
                                        {"amount"_L1, rows.fen(2).toYuan()},
                                        {"since"_L1, rows.text(3)}});
            if (*kind.again) {
                items.back().insert("again"_L1, QLatin1StringView(kind.again));
                items.back().insert("opinion"_L1, lastOpinion(context, kind, id));
            }
        }
    }
    for (QJsonObject& item : unseenSignatures(context, user))
        items.push_back(std::move(item));
    const auto waits = [](const QJsonObject& item) {
        return std::pair(item.value("since"_L1).toString(), item.value("id"_L1).toString());
    };
    std::stable_sort(items.begin(), items.end(), [&](const QJsonObject& a, const QJsonObject& b) {
        return waits(a) < waits(b);
    });
    QJsonArray sorted;
    for (const QJsonObject& item : items)
        sorted.append(item);
    return sorted;
}

} // namespace

void installViews(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"project.show"_s, .shape = {id("id")}, .answer = showProject});
    registry.add(Question{.name = u"unit.show"_s, .shape = {id("id")}, .answer = showUnit});
    registry.add(Question{.name = u"inbox"_s, .answer = showInbox});
}

} // namespace fund
