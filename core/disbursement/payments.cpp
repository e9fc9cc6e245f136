// SPDX-License-Identifier: GPL-3.0-only
#include "payments.h"

#include "room.h"

#include <units/units.h>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::badInput;
using journal::Call;
using journal::Context;
using journal::Entry;
using journal::SourceAmount;
using journal::Verdict;
using ledger::Account;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE payment (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project,
  kind TEXT NOT NULL CHECK (kind IN ('prepay', 'stage', 'final')),
  amount INTEGER NOT NULL CHECK (amount > 0), date TEXT NOT NULL, last_step_on TEXT NOT NULL,
  paid_on TEXT NOT NULL CHECK ((paid_on <> '') = (state = 'paid')),
  report TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'reviewed', 'approved', 'paid', 'returned',
                                       'rejected', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_by_project ON payment (project);
CREATE INDEX payment_under_way ON payment (state) WHERE state <> 'paid';
CREATE TABLE payment_source (
  payment TEXT NOT NULL REFERENCES payment, source TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0),
  refunded INTEGER NOT NULL CHECK (refunded BETWEEN 0 AND amount), voucher TEXT NOT NULL,
  PRIMARY KEY (payment, source)
) STRICT, WITHOUT ROWID;
CREATE TABLE payment_payee (
  payment TEXT NOT NULL REFERENCES payment, unit TEXT NOT NULL REFERENCES unit,
  amount INTEGER NOT NULL CHECK (amount > 0), bank INTEGER NOT NULL,
  PRIMARY KEY (payment, unit)
) STRICT, WITHOUT ROWID;
CREATE INDEX payee_by_unit ON payment_payee (unit);
-- What each project was paid in each month, by unit and source, net of what came back: what a
-- month discloses, whatever the history is. `date` and `kind` are of the last movement.
CREATE TABLE paid_in_month (
  month TEXT NOT NULL, project TEXT NOT NULL REFERENCES project, unit TEXT NOT NULL,
  source TEXT NOT NULL, amount INTEGER NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (project, unit, source, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX paid_in_month_by_month ON paid_in_month (month);
CREATE TABLE refund (
  id TEXT NOT NULL PRIMARY KEY, payment TEXT NOT NULL REFERENCES payment,
  amount INTEGER NOT NULL CHECK (amount > 0), sources TEXT NOT NULL, date TEXT NOT NULL,
  reason TEXT NOT NULL, voucher TEXT NOT NULL, seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('refunded', 'voided'))
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_by_payment ON refund (payment);
CREATE TABLE payment_total (
  project TEXT NOT NULL PRIMARY KEY REFERENCES project,
  prepaid INTEGER NOT NULL CHECK (prepaid >= 0), finals INTEGER NOT NULL CHECK (finals >= 0)
) STRICT, WITHOUT ROWID;
)";

// Reads id, project, kind, amount, date, last_step_on, paid_on, state.
Payment paymentOf(const storage::Statement& row) {
    return {row.text(0), row.text(1), row.text(2), row.fen(3),
            row.text(4), row.text(5), row.text(6), row.text(7)};
}

} // namespace

std::optional<Payment> find(Context& context, const QString& id) {
    auto row = context.db.query("SELECT id, project, kind, amount, date, last_step_on, paid_on,"
                                " state FROM payment WHERE id = ?",
                                id);
    return row.next() ? std::optional(paymentOf(row)) : std::nullopt;
}

std::vector<Payment> approvedUntil(Context& context, const QString& date) {
    std::vector<Payment> found;
    // The second condition on the state is the partial index's.
    auto rows = context.db.query("SELECT id, project, kind, amount, date, last_step_on, paid_on,"
                                 " state FROM payment WHERE state = 'approved' AND"
                                 " state <> 'paid' AND last_step_on <= ? ORDER BY last_step_on, id",
                                 date);
    while (rows.next())
        found.push_back(paymentOf(rows));
    return found;
}

std::vector<SourceAmount> sourcesOf(Context& context, const QString& payment) {
    std::vector<SourceAmount> found;
    auto rows = context.db.query(
        "SELECT source, amount FROM payment_source WHERE payment = ? ORDER BY source", payment);
    while (rows.next())
        found.push_back({rows.text(0), rows.fen(1)});
    return found;
}

std::vector<Payee> payeesOf(Context& context, const QString& payment) {
    std::vector<Payee> found;
    auto rows = context.db.query(
        "SELECT unit, amount, bank FROM payment_payee WHERE payment = ? ORDER BY unit", payment);
    while (rows.next())
        found.push_back({rows.text(0), rows.fen(1), static_cast<int>(rows.integer(2))});
    return found;
}

QString kindName(const QString& kind) {
    static const QMap<QString, QString> names{
        {u"prepay"_s, u"预拨付"_s}, {u"stage"_s, u"分批拨付"_s}, {u"final"_s, u"最后一次拨付"_s}};
    return names.value(kind, kind);
}

bool needsOffice(Context& context, const Payment& payment) {
    const Project project = declaration::find(context, payment.project).value();
    return declaration::pathOf(context, project).officeReview.contains(payment.kind);
}

QString nextCommand(const Payment& payment, bool office) {
    if (payment.state == u"requested")
        return office ? u"payment.review"_s : u"payment.approve"_s;
    if (payment.state == u"reviewed")
        return u"payment.approve"_s;
    return payment.state == u"approved" ? u"payment.pay"_s : QString();
}

Totals totalsOf(Context& context, const QString& project) {
    auto row =
        context.db.query("SELECT prepaid, finals FROM payment_total WHERE project = ?", project);
    return row.next() ? Totals{row.fen(0), row.integer(1)} : Totals{};
}

void addTotals(Context& context, const Payment& payment, Fen prepaid, qint64 finals) {
    const Fen ofPrepaid = payment.kind == u"prepay" ? prepaid : Fen();
    const qint64 ofFinals = payment.kind == u"final" ? finals : 0;
    if (ofPrepaid.isZero() && ofFinals == 0)
        return;
    const Totals before = totalsOf(context, payment.project);
    context.db.run("INSERT INTO payment_total (project, prepaid, finals) VALUES (?1, ?2, ?3)"
                   " ON CONFLICT DO UPDATE SET prepaid = ?2, finals = ?3",
                   payment.project, before.prepaid + ofPrepaid, before.finals + ofFinals);
}

void setState(Context& context, const QString& payment, const QString& state, const QString& date) {
    context.db.run("UPDATE payment SET state = ?1, last_step_on = ?2,"
                   " paid_on = CASE ?1 WHEN 'paid' THEN ?2 ELSE '' END WHERE id = ?3",
                   state, date, payment);
}

void moveMoney(Context& context, const Entry& entry, const Project& project,
               const SourceAmount& part, Account from, Account to, bool out) {
    declaration::moveBudget(context, entry, project, part, from, to);
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = out ? Account::Cash : Account::PaidOut,
                  .to = out ? Account::PaidOut : Account::Cash,
                  .source = part.source,
                  .amount = part.amount});
}

void release(Context& context, const Entry& entry, const Payment& payment) {
    const Project project = declaration::find(context, payment.project).value();
    const auto approved = declaration::sourcesOf(context, project.id);
    for (const SourceAmount& part : sourcesOf(context, payment.id)) {
        const auto position = ledger::projectPosition(context, project.id, part.source);
        const Fen needed = amountOf(approved, part.source) - position.spent - position.approved
                           - (position.requested - part.amount);
        const Fen kept = std::clamp(needed, Fen(), part.amount);
        declaration::moveBudget(context, entry, project, {part.source, kept}, Account::Requested,
                                Account::Committed);
        declaration::moveBudget(context, entry, project, {part.source, part.amount - kept},
                                Account::Requested, Account::Available);
    }
    addTotals(context, payment, -payment.amount, -1);
    declaration::settleMatter(context, payment.project, u"payment"_s, payment.id);
}

std::vector<Share> sharesOf(const std::vector<Payee>& payees, std::vector<SourceAmount> sources) {
    std::vector<Share> shares;
    auto source = sources.begin();
    for (const Payee& payee : payees) {
        Fen left = payee.amount;
        while (!left.isZero() && source != sources.end()) {
            const Fen part = std::min(left, source->amount);
            shares.push_back({payee.unit, source->source, part});
            left -= part;
            source->amount -= part;
            if (source->amount.isZero())
                ++source;
        }
    }
    return shares;
}

void noteMonth(Context& context, const Entry& entry, const Payment& payment,
               const std::vector<SourceAmount>& sources, bool out) {
    for (const Share& share : sharesOf(payeesOf(context, payment.id), sources))
        context.db.run("INSERT INTO paid_in_month (month, project, unit, source, amount, date,"
                       " kind) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET"
                       " amount = amount + excluded.amount, date = max(date, excluded.date),"
                       " kind = excluded.kind",
                       entry.date().first(7), payment.project, share.unit, share.source,
                       out ? share.amount : -share.amount, entry.date(), payment.kind);
}

Verdict known(Call& call) {
    if (find(call.context, call.id()))
        return {};
    return badInput(u"id"_s, u"没有编号为 %1 的拨付,请核对。"_s.arg(call.id()));
}

std::vector<journal::Thing> projectOf(Context& context, const Entry& entry) {
    return {{u"project"_s, find(context, entry.id()).value().project}};
}

Verdict nobodyBarred(Call& call, const Payment& payment) {
    const Project project = declaration::find(call.context, payment.project).value();
    if (auto no = units::notBarred(call.context, project.unit, u"id"_s))
        return no;
    for (const Payee& payee : payeesOf(call.context, payment.id))
        if (auto no = units::notBarred(call.context, payee.unit, u"id"_s))
            return no;
    return {};
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    installRequesting(registry);
    installPaying(registry);
    installRefunding(registry);
    installQuestions(registry);
    installMonthly(registry);
}

} // namespace disbursement
