// SPDX-License-Identifier: GPL-3.0-only
#include "codes.h"
#include "room.h"

#include <identity/steps.h>
#include <journal/clean_text.h>
#include <plan/plan.h>

namespace units {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Reply;
using journal::Rule;
using journal::Shape;
using labels::sentence;

namespace {

Shape tickShape() {
    using namespace journal;
    return {flag("ok"), text("evidence"), evidenced("date")};
}

Shape bankShape() {
    using namespace journal;
    return {text("name"), secret("account"), text("holder")};
}

Shape contractorShape() {
    using namespace journal;
    return {text("document"), happened("date")};
}

std::optional<Rejection> requireKnownTicks(CommandContext& call) {
    const auto& plan = plan::current(call.context);
    for (const QString& tick : call.with.object("eligibility"_L1).json().keys()) {
        const bool asked =
            std::any_of(plan.eligibility.begin(), plan.eligibility.end(),
                        [&](const QStringList& ticks) { return ticks.contains(tick); });
        if (!asked)
            return badInput(u"eligibility."_s + tick, sentence("unit.tick-unknown", tick));
    }
    return {};
}

void keepTicks(Context& context, const Entry& entry) {
    const Args eligibility = entry.with.object("eligibility"_L1);
    for (const QString& tick : eligibility.json().keys()) {
        // Its code is the plan's, in any script.
        const Args one(eligibility.json().value(tick).toObject(), &context.secrets);
        context.db.run(
            "INSERT INTO unit_tick (unit, tick, ok, evidence, date)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (unit, tick) DO UPDATE SET ok = excluded.ok,"
            " evidence = excluded.evidence, date = excluded.date",
            entry.id(), tick, one.flag("ok"_L1), one.text("evidence"_L1), one.text("date"_L1));
    }
}

void keepBank(Context& context, const Entry& entry, const QString& document, bool confirmed) {
    const Args bank = entry.with.object("bank"_L1);
    const qint64 number = qint64(currentBank(context, entry.id()).number) + 1;
    context.db.run("INSERT INTO unit_bank (unit, number, name, account_ref, holder, document,"
                   " date, changed_by, confirmed, refused, decided_on)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')",
                   entry.id(), number, bank.text("name"_L1), bank.secretHash("account"_L1),
                   bank.text("holder"_L1), document, entry.date(), entry.by, confirmed);
}

// `date` is the day from which it bears the name.
void keepName(Context& context, const Entry& entry, const QString& date) {
    const QString name = entry.with.text("name"_L1);
    context.db.run("INSERT INTO unit_name (unit, seq, date, name, plain) VALUES (?, ?, ?, ?, ?)",
                   entry.id(), entry.seq, date, name, plainName(name));
}

// One account, however it is typed: full-width digits are digits, and blanks count for nothing.
QString accountAsWritten(const QString& account) {
    QString written = journal::normalForm(account);
    written.removeIf([](QChar c) { return c.isSpace(); });
    return written;
}

void settleAccount(CommandContext& call) {
    QJsonObject bank = call.with.object("bank"_L1).json();
    const QString typed = call.with.object("bank"_L1).text("account"_L1);
    const QString written = accountAsWritten(typed);
    if (call.replayed || typed.isEmpty() || written.isEmpty() || written == typed)
        return;
    bank.insert("account"_L1, written);
    call.with.setDefault("bank"_L1, bank);
}

// The account that it has already is no other one: nothing to confirm, and nothing to send back.
void settleBank(CommandContext& call) {
    const Bank now = currentBank(call.context, call.id());
    const Args bank = call.with.object("bank"_L1);
    const bool same =
        bank.text("name"_L1) == now.name && bank.text("holder"_L1) == now.holder
        && bank.text("account"_L1) == accountAsWritten(wholeAccount(call.context, now));
    if (!call.replayed && call.with.has("bank"_L1) && same && now.refused.isEmpty())
        call.with.setDefault("bank"_L1, QJsonValue::Undefined);
}

// A lower-case x at the end of an identity number is an X, in the entry as in the table.
void settleCode(CommandContext& call) {
    if (call.with.has("code"_L1))
        if (const QString code = call.with.text("code"_L1); asWritten(code) != code)
            call.with.setDefault("code"_L1, asWritten(code));
}

// --- unit.register -----------------------------------------------------------------------------

bool isPerson(const QString& kind) {
    return labels::is(kind, labels::UnitKind::Individual);
}

// unit.code: the check digit, and no second unit with the same code. `own` is the unit that is
// changed, "" of a new one.
std::optional<Rejection> codeRejection(CommandContext& call, const QString& code,
                                       const QString& kind, const QString& own) {
    if (const auto error = troubleWith(code, isPerson(kind), call.today))
        return refuse(Rule::UnitCode, *error).at(u"code"_s);
    auto same = call.context.db.query(
        "SELECT id, name FROM unit WHERE code = ? AND code <> '' AND id <> ?", code, own);
    bool found = same.next();
    QString holder = found ? same.text(1) : QString();
    for (const QString& ref : call.context.secrets.hashesOf(code)) {
        auto row = call.context.db.query(
            "SELECT name FROM unit WHERE code_ref = ? AND code_ref <> '' AND id <> ?", ref, own);
        if (row.next()) {
            found = true;
            holder = row.text(0);
        }
    }
    if (!found)
        return {};
    return refuse(Rule::UnitCode, sentence("unit.code-held", holder)).at(u"code"_s);
}

Command registerCommand() {
    using namespace journal;
    return {.name = u"unit.register"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), text("name"),
                      choice("kind", {"enterprise", "cooperative", "sole-trader", "organisation",
                                      "individual"}),
                      text("code"), opt(text("legal_person")), opt(secret("phone")),
                      object("bank", bankShape()), opt(dict("eligibility", tickShape())),
                      opt(object("contractor", contractorShape()))},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                settleCode(call);
                settleAccount(call);
                return requireKnownTicks(call);
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (find(call.context, call.id()))
                    return identity::taken(call, u"单位"_s);
                if (auto rejection = identity::requireDateOrder(call, {}, {}))
                    return rejection;
                return codeRejection(call, call.with.text("code"_L1), call.with.text("kind"_L1),
                                     {});
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const Args& with = entry.with;
                    const bool person = isPerson(with.text("kind"_L1));
                    const Args contractor = with.object("contractor"_L1);
                    context.db.run("INSERT INTO unit (id, name, kind, code, code_ref, phone_ref,"
                                   " legal_person, contractor_document, contractor_date, bars,"
                                   " date, changed_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0,"
                                   " ?, '')",
                                   entry.id(), with.text("name"_L1), with.text("kind"_L1),
                                   person ? QString() : with.text("code"_L1),
                                   person ? with.secretHash("code"_L1) : QString(),
                                   with.secretHash("phone"_L1), with.text("legal_person"_L1),
                                   contractor.text("document"_L1), contractor.text("date"_L1),
                                   entry.at.left(10));
                    keepName(context, entry, {});
                    keepTicks(context, entry);
                    keepBank(context, entry, {}, true);
                },
            .registers = u"unit"_s};
}

// --- unit.change -------------------------------------------------------------------------------

std::optional<Rejection> checkChange(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    static const QLatin1StringView changeable[] = {"name"_L1,         "code"_L1,  "kind"_L1,
                                                   "legal_person"_L1, "phone"_L1, "eligibility"_L1,
                                                   "contractor"_L1,   "bank"_L1};
    // The account that it had already was taken out of an entry that is judged again.
    if (!call.replayed
        && std::none_of(std::begin(changeable), std::end(changeable),
                        [&](QLatin1StringView key) { return call.with.has(key); }))
        return badInput(u"id"_s, sentence("change.empty"));
    settleCode(call);
    settleAccount(call);
    settleBank(call);
    return requireKnownTicks(call);
}

} // namespace

// Each with what stays of the other.
std::optional<Rejection> requireFittingCode(CommandContext& call) {
    if (!call.with.has("code"_L1) && !call.with.has("kind"_L1))
        return {};
    const Unit unit = logging::checked(find(call.context, call.id()), "unit");
    const QString kind = call.with.has("kind"_L1) ? call.with.text("kind"_L1) : unit.kind;
    if (call.with.has("code"_L1))
        return codeRejection(call, call.with.text("code"_L1), kind, unit.id);
    // A person's number is kept in another place than a unit's code: it is written anew.
    if (isPerson(kind) != isPerson(unit.kind))
        return refuse(Rule::UnitCode, isPerson(kind)
                                          ? sentence("unit.number-missing")
                                          : sentence("unit.code-missing", kindName(kind)))
            .at(u"code"_s);
    return {};
}

namespace {

// A change follows the one before it, whatever it was of; an account also what a second person
// decided on the account before it.
std::optional<Rejection> judgeChange(CommandContext& call) {
    const Unit unit = logging::checked(find(call.context, call.id()), "unit");
    const Bank bank = currentBank(call.context, call.id());
    if (call.with.has("bank"_L1) && bank.decidedOn > unit.changedOn)
        return identity::requireDateOrder(call, bank.decidedOn, u"上次账户核对日期"_s);
    return identity::requireDateOrder(call, unit.changedOn,
                                      unit.changedOn == bank.date ? u"上次账户登记日期"_s
                                                                  : u"上次变更日期"_s);
}

void applyChange(Context& context, const Entry& entry) {
    const Args& with = entry.with;
    if (with.has("kind"_L1))
        context.db.run("UPDATE unit SET kind = ? WHERE id = ?", with.text("kind"_L1), entry.id());
    if (with.has("code"_L1)) {
        const bool person = isPerson(logging::checked(find(context, entry.id()), "unit").kind);
        context.db.run("UPDATE unit SET code = ?, code_ref = ? WHERE id = ?",
                       person ? QString() : with.text("code"_L1),
                       person ? with.secretHash("code"_L1) : QString(), entry.id());
    }
    if (with.has("legal_person"_L1))
        context.db.run("UPDATE unit SET legal_person = ? WHERE id = ?",
                       with.text("legal_person"_L1), entry.id());
    if (with.has("name"_L1)) {
        context.db.run("UPDATE unit SET name = ? WHERE id = ?", with.text("name"_L1), entry.id());
        keepName(context, entry, entry.date());
    }
    if (with.has("phone"_L1))
        context.db.run("UPDATE unit SET phone_ref = ? WHERE id = ?", with.secretHash("phone"_L1),
                       entry.id());
    if (with.has("contractor"_L1))
        context.db.run("UPDATE unit SET contractor_document = ?, contractor_date = ? WHERE id = ?",
                       with.object("contractor"_L1).text("document"_L1),
                       with.object("contractor"_L1).text("date"_L1), entry.id());
    keepTicks(context, entry);
    if (with.has("bank"_L1))
        keepBank(context, entry, with.text("document"_L1), false);
    // The next change is dated no earlier; entries of before that rule may be.
    context.db.run("UPDATE unit SET changed_on = CASE WHEN changed_on < ?1 THEN ?1 ELSE"
                   " changed_on END WHERE id = ?2",
                   entry.date(), entry.id());
}

Command changeCommand() {
    using namespace journal;
    return {.name = u"unit.change"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("id", "unit"), date("date"), text("document"), opt(text("name")),
                      opt(choice("kind", {"enterprise", "cooperative", "sole-trader",
                                          "organisation", "individual"})),
                      opt(text("code")), opt(text("legal_person")), opt(secret("phone")),
                      opt(dict("eligibility", tickShape())),
                      opt(object("contractor", contractorShape())),
                      opt(object("bank", bankShape()))},
            .check = checkChange,
            .judge = judgeChange,
            .apply = applyChange};
}

// --- unit.confirm-bank -------------------------------------------------------------------------

bool sendsBack(const Args& with) {
    return with.code<labels::Decision>("decision"_L1) == labels::Decision::Return;
}

// Who sends an account back says why; who confirms it has nothing to say.
std::optional<Rejection> checkConfirm(CommandContext& call) {
    if (auto rejection = requireKnown(call.context, call.id(), u"id"_s))
        return rejection;
    if (sendsBack(call.with) == call.with.has("reason"_L1))
        return {};
    return badInput(u"reason"_s, sendsBack(call.with) ? sentence("account.reason-missing")
                                                      : sentence("account.reason-unasked"));
}

std::optional<Rejection> judgeConfirm(CommandContext& call) {
    const Bank bank = currentBank(call.context, call.id());
    if (bank.confirmed)
        return refuse(Rule::StateOrder, sentence("account.no-change", call.id()));
    if (!bank.refused.isEmpty())
        return refuse(Rule::StateOrder, sentence("account.sent-back", call.id()));
    if (auto rejection = identity::requireDateOrder(call, bank.date, u"账户变更日期"_s))
        return rejection;
    if (bank.changedBy == call.as)
        return refuse(Rule::DutySeparation,
                      sentence("account.same-person", identity::personName(call.context, call.as)));
    return {};
}

void applyConfirm(Context& context, const Entry& entry) {
    const int number = currentBank(context, entry.id()).number;
    if (sendsBack(entry.with))
        context.db.run("UPDATE unit_bank SET refused = ?, decided_on = ? WHERE unit = ? AND"
                       " number = ?",
                       entry.with.text("reason"_L1), entry.date(), entry.id(), number);
    else
        context.db.run("UPDATE unit_bank SET confirmed = 1, decided_on = ? WHERE unit = ? AND"
                       " number = ?",
                       entry.date(), entry.id(), number);
}

// Left out, the decision is approve: the account fits its document.
Command confirmCommand() {
    using namespace journal;
    return {.name = u"unit.confirm-bank"_s,
            .roles = {u"reviewer"_s},
            .shape = {ref("id", "unit"), date("date"),
                      opt(choice("decision", {"approve", "return"})), opt(longText("reason"))},
            .check = checkConfirm,
            .judge = judgeConfirm,
            .apply = applyConfirm};
}

} // namespace

void installRegistering(journal::Registry& registry) {
    registry.add(registerCommand());
    registry.add(changeCommand());
    registry.add(confirmCommand());
}

} // namespace units
