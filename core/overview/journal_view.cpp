// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disbursement/payments.h>
#include <identity/steps.h>
#include <journal/chain.h>
#include <journal/journal_list.h>

// journal.list with what a reader wants to know of an entry and its own words leave out: who stands
// behind an id, the sum that was decided on, what a goal is called.

namespace overview {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Entry;
using journal::Reply;
using labels::ThingKind;

namespace {

QString personName(Context& context, const QString& id) {
    const identity::User* user = identity::findUser(context, id);
    return user ? user->name : id;
}

// What the last registration of a thing before an entry said under a key.
QString registered(Context& context, const QString& thing, const QString& id, qint64 before,
                   QLatin1StringView key) {
    qint64 seq = 0;
    for (const identity::Step& step : identity::stepsOf(context, thing, id))
        if (step.isRequest() && step.seq < before)
            seq = step.seq;
    const auto entry = journal::entryAt(context, seq);
    return entry ? entry->with.json().value(key).toString() : QString();
}

// The amount of the thing that a `void` takes back.
QString voided(Context& context, const Entry& entry) {
    auto row = context.db.query("SELECT min(seq) FROM entry_thing WHERE id = ? AND kind = ?",
                                entry.id(), entry.with.text("kind"_L1));
    row.next();
    const auto origin = journal::entryAt(context, row.integer(0));
    return origin && origin->seq < entry.seq ? origin->with.json().value("amount"_L1).toString()
                                             : QString();
}

} // namespace

QString amountOf(Context& context, const Entry& entry) {
    for (const QLatin1StringView key : {"amount"_L1, "accepted"_L1, "support"_L1, "claimed"_L1})
        if (entry.with.has(key))
            return entry.with.json().value(key).toString();
    const QString& action = entry.action;
    const QString kind = entry.with.text("kind"_L1);
    if (action == u"void")
        return voided(context, entry);
    if (action == u"project.review"
        || (action == u"withdraw" && labels::is(kind, ThingKind::Project)))
        return registered(context, u"project"_s, entry.id(), entry.seq, "support"_L1);
    if (action == u"project.decide-amendment"
        || (action == u"withdraw" && labels::is(kind, ThingKind::Amendment)))
        return registered(context, u"amendment"_s, entry.id(), entry.seq, "support"_L1);
    if (action == u"acceptance.conclude"
        || (action == u"withdraw" && labels::is(kind, ThingKind::Acceptance)))
        return registered(context, u"acceptance"_s, entry.id(), entry.seq, "claimed"_L1);
    if (action.startsWith(u"payment.")
        || (action == u"withdraw" && labels::is(kind, ThingKind::Payment)))
        return registered(context, u"payment"_s, entry.id(), entry.seq, "amount"_L1);
    return {};
}

namespace {

QString goalName(Context& context, const QString& code) {
    for (const QJsonValue& goal : plan::current(context).json.value("goals"_L1).toArray())
        if (goal.toObject().value("code"_L1).toString() == code)
            return goal.toObject().value("name"_L1).toString();
    return {};
}

QJsonObject facts(Context& context, const Entry& entry) {
    const QString decider = entry.decider();
    QJsonObject more{{"by_name"_L1, personName(context, entry.by)},
                     {"decided_by"_L1, decider},
                     {"decided_by_name"_L1, personName(context, decider)}};
    if (const QString amount = amountOf(context, entry); !amount.isEmpty())
        more.insert("amount"_L1, amount);
    if (entry.action == u"goal.report")
        more.insert("goal_name"_L1, goalName(context, entry.with.text("goal"_L1)));
    return more;
}

Reply listJournal(Context& context, const Args& with, const QString&) {
    return journal::listEntries(context, with, facts);
}

} // namespace

void installJournalView(journal::Registry& registry) {
    registry.add(journal::Question{
        .name = u"journal.list"_s, .shape = journal::journalListShape(), .answer = listJournal});
}

} // namespace overview
