// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

#include <QJsonDocument>

// Corrections of two decisions of the leading group: surplus that was not handed up after all, and
// a supplement that did not come.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

constexpr const char16_t* returnKind = u"fund.return";
constexpr const char16_t* supplementKind = u"plan.supplement";

struct Change {
    QString date;
    QString voidedOn;
    Args with;
};

Change changeOf(Context& context, const char16_t* kind, const QString& id) {
    auto row = context.db.query("SELECT date, voided_on, detail FROM plan_change WHERE kind = ?"
                                " AND id = ?",
                                QString::fromUtf16(kind), id);
    if (!row.next())
        storage::contradiction(u"调整 %1"_s.arg(id));
    return {row.text(0), row.text(1),
            Args(QJsonDocument::fromJson(row.text(2).toUtf8()).object(), &context.secrets)};
}

std::optional<Rejection> stands(const CommandContext& call, const Change& change,
                                const QString& what) {
    if (change.voidedOn.isEmpty())
        return {};
    return refuse(Rule::StateOrder, sentence("change.voided", what, call.id(), change.voidedOn));
}

void markVoided(Context& context, const Entry& entry, const char16_t* kind) {
    context.db.run("UPDATE plan_change SET voided_on = ? WHERE kind = ? AND id = ?", entry.date(),
                   QString::fromUtf16(kind), entry.id());
}

} // namespace

Args supplementOf(Context& context, const QString& id) {
    return changeOf(context, supplementKind, id).with;
}

bool broughtByNothing(Context& context, const QString& source) {
    auto rows = context.db.query(
        "SELECT detail FROM plan_change WHERE kind = 'plan.supplement' AND voided_on = ''");
    while (rows.next())
        if (supplementSource(Args(QJsonDocument::fromJson(rows.text(0).toUtf8()).object()))
            == source)
            return false;
    return true;
}

// --- fund.return -------------------------------------------------------------------------------

std::optional<Rejection> requireVoidableReturn(CommandContext& call) {
    const Change change = changeOf(call.context, returnKind, call.id());
    if (auto rejection = stands(call, change, u"上缴"_s))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, change.date, u"上缴日期"_s))
        return rejection;
    return requireOpenMonth(call);
}

void voidReturn(Context& context, const Entry& entry) {
    const Args with = changeOf(context, returnKind, entry.id()).with;
    const QString source = with.text("source"_L1);
    for (const Args& part : with.list("allocations"_L1))
        moveBudget(context, entry, {part.text("line"_L1), source}, part.fen("amount"_L1),
                   Account::Authority);
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = Account::HandedUp,
                  .to = Account::Cash,
                  .source = source,
                  .amount = with.fen("amount"_L1)});
    markVoided(context, entry, returnKind);
}

// --- plan.supplement ---------------------------------------------------------------------------

std::optional<Rejection> requireVoidableSupplement(CommandContext& call) {
    const Change change = changeOf(call.context, supplementKind, call.id());
    if (auto rejection = stands(call, change, u"追加"_s))
        return rejection;
    const QString source = supplementSource(change.with);
    for (const Args& part : change.with.list("allocations"_L1)) {
        const QString line = part.text("line"_L1);
        const Fen available = ledger::available(call.context, line, source);
        if (available < part.fen("amount"_L1))
            return refuse(Rule::StateOrder,
                          sentence("supplement.used", call.id(), lineName(call.context, line),
                                   sourceName(call.context, source), available.toYuan()));
    }
    const auto position = ledger::cashPosition(call.context, source);
    if (position.received > position.planned + position.returned - change.with.fen("amount"_L1))
        return refuse(Rule::StateOrder, sentence("supplement.received", call.id()));
    return identity::requireDateOrder(call, change.date, u"追加日期"_s);
}

void voidSupplement(Context& context, const Entry& entry) {
    const Args with = changeOf(context, supplementKind, entry.id()).with;
    const QString source = supplementSource(with);
    for (const Args& part : with.list("allocations"_L1))
        moveBudget(context, entry, {part.text("line"_L1), source}, -part.fen("amount"_L1),
                   Account::Authority);
    markVoided(context, entry, supplementKind);
}

} // namespace plan
