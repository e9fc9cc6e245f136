// SPDX-License-Identifier: GPL-3.0-only
#include "judging.h"

#include <QJsonArray>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// Of an entry that is judged again no session is known; its user has to exist and not be disabled.
std::optional<Rejection> checkSpeaker(const Authority& authority, const CommandContext& call) {
    if (authority.active(call.context, call.as))
        return {};
    return refuse(Rule::DutyRole, sentence("decider.gone", call.as));
}

std::optional<Rejection> judgeAgain(const Authority& authority, const Command& command,
                                    CommandContext& call) {
    if (auto rejection = checkSignature(authority, call))
        return rejection;
    if (command.check)
        if (auto rejection = command.check(call))
            return rejection;
    if (auto rejection = checkSpeaker(authority, call))
        return rejection;
    if (auto rejection = checkRole(authority, command, call))
        return rejection;
    return judgeRules(command, call);
}

QString sentenceOf(const Registry& registry, const Command& command, Context& replay,
                   Rejection rejection) {
    registry.word(replay, command.name, rejection);
    const Refusal* refusal = rejection.refusal();
    const QString rule = refusal ? info(refusal->rule).id.toString() : u"bad-input"_s;
    return u"违反 %1:%2"_s.arg(rule, masked(rejection.message()));
}

// With the personal texts in their places: what is settled from one is not sealed yet.
QJsonValue revealed(const QJsonValue& value, const PrivateStore& secrets) {
    if (value.isArray()) {
        QJsonArray items;
        for (const QJsonValue& item : value.toArray())
            items.append(revealed(item, secrets));
        return items;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    const QJsonValue hash = object.value("private"_L1);
    if (object.size() == 1 && hash.isString())
        return secrets.reveal(hash.toString()).value_or(hash.toString());
    for (auto it = object.begin(); it != object.end(); ++it)
        *it = revealed(it.value(), secrets);
    return object;
}

} // namespace

const QStringList& recorders() {
    static const QStringList roles{u"clerk"_s, u"reviewer"_s};
    return roles;
}

std::optional<Rejection> checkSignature(const Authority& authority, CommandContext& call) {
    if (!call.onPaper())
        return {};
    const QString signer = call.with.object("signed"_L1).text("by"_L1);
    if (!authority.exists(call.context, signer))
        return badInput(u"signed.by"_s, sentence("signer.unknown", signer));
    call.decider = signer;
    return {};
}

std::optional<Rejection> checkRole(const Authority& authority, const Command& command,
                                   const CommandContext& call) {
    if (command.roles.isEmpty())
        return {};
    if (!authority.hasOneOf(call.context, call.decider, command.roles))
        return refuse(Rule::DutyRole, sentence("command.role", call.decider, command.name,
                                               authority.named(command.roles)));
    if (call.onPaper() && !authority.hasOneOf(call.context, call.as, recorders()))
        return refuse(Rule::DutyRole,
                      sentence("paper.role", call.as, authority.named(recorders())));
    return {};
}

namespace {

// Cited after date.order, and not for an amount: one that is too large in any case is cited with
// its own limit.
bool comesAfterDays(const Rejection& rejection) {
    const Refusal* refusal = rejection.refusal();
    return refusal && refusal->rule > Rule::DateOrder && refusal->rule < Rule::ItemStandard;
}

} // namespace

namespace {

std::optional<Rejection> judgeOnItsDay(const Command& command, CommandContext& call) {
    const std::optional<Rejection> judged =
        command.judge ? command.judge(call) : std::optional<Rejection>();
    const bool dated = call.rules >= 2 && !command.days.empty();
    if (judged && !(dated && comesAfterDays(*judged)))
        return judged;
    Bounds bounds;
    for (auto bound : command.bounds)
        bound(call, bounds);
    const std::optional<Rejection> tooMuch = bounds.cited();
    if (dated && !tooMuch) {
        Days days;
        for (auto day : command.days)
            day(call, days);
        if (auto rejection = days.cited(call.dateAsked()))
            return rejection;
    }
    if (judged)
        return judged;
    if (tooMuch)
        return tooMuch;
    for (auto rule : command.furtherRules)
        if (auto rejection = rule(call))
            return rejection;
    return {};
}

// The later day that date.order offers in place of the command's own; "" where it offers none.
QString laterDay(const std::optional<Rejection>& rejection, const QString& date) {
    const Refusal* refusal = rejection ? rejection->refusal() : nullptr;
    const bool later = refusal && refusal->rule == Rule::DateOrder && refusal->field == "date"_L1
                       && refusal->limit > date;
    return later ? refusal->limit : QString();
}

} // namespace

// date.order offers a day that it takes itself: of all that have to be before this step the last
// one is cited.
std::optional<Rejection> judgeRules(const Command& command, CommandContext& call) {
    const Context::Judging judging(call.context);
    std::optional<Rejection> rejection = judgeOnItsDay(command, call);
    QString day = laterDay(rejection, call.date());
    if (day.isEmpty() || call.replayed)
        return rejection;
    CommandContext later = call;
    later.askedOn = call.date();
    while (!day.isEmpty()) {
        later.with.setDefault("date"_L1, day);
        std::optional<Rejection> next = judgeOnItsDay(command, later);
        day = laterDay(next, day);
        if (!day.isEmpty())
            rejection = std::move(next);
    }
    return rejection;
}

QString brokenBy(const Registry& registry, const Authority& authority, const Command& command,
                 Context& replay, const Entry& entry) {
    CommandContext call{replay,         entry.with, entry.by,   entry.by, entry.at.left(10),
                        &command.shape, true,       entry.rules};
    std::optional<Rejection> rejection;
    try {
        rejection = judgeAgain(authority, command, call);
    } catch (const money::Overflow&) {
        rejection = badInput({}, sentence("sum.too-large"));
    }
    const bool bearsToday = entry.rules == rulesOfToday;
    // Bad input is names of nothing and sums that are none: no version takes them either.
    if (rejection
        && (bearsToday || !rejection->refusal() || neverGivenUp(rejection->refusal()->rule)))
        return sentenceOf(registry, command, replay, *rejection);
    if (rejection || !bearsToday)
        return {};
    if (command.preparesAgain)
        command.prepare(call);
    if (call.with.json() == entry.with.json())
        return {};
    const QJsonObject settled = revealed(call.with.json(), replay.secrets).toObject();
    const QJsonObject recorded = revealed(entry.with.json(), replay.secrets).toObject();
    for (const QString& key : settled.keys() + recorded.keys())
        if (settled.value(key) != recorded.value(key))
            return u"所记的 %1 与当时的账不符"_s.arg(key);
    return {};
}

} // namespace journal
