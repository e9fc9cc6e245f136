// SPDX-License-Identifier: GPL-3.0-only
#include "payments.h"

#include "room.h"

#include <labels/labels.h>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::badInput;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Rejection;
using journal::SourceAmount;
using labels::PaymentKind;
using labels::PaymentState;
using labels::ProjectState;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE payment (
  id TEXT NOT NULL PRIMARY KEY, project TEXT NOT NULL REFERENCES project,
  kind TEXT NOT NULL CHECK (kind IN ('prepay', 'stage', 'final')),
  amount INTEGER NOT NULL CHECK (amount > 0), date TEXT NOT NULL, last_step_on TEXT NOT NULL,
  paid_on TEXT NOT NULL CHECK ((paid_on <> '') = (state = 'paid')),
  returned INTEGER NOT NULL CHECK (returned BETWEEN 0 AND amount), report TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('requested', 'reviewed', 'approved', 'paid', 'returned',
                                       'rejected', 'withdrawn'))
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_by_project ON payment (project, paid_on);
CREATE INDEX payment_under_way ON payment (state) WHERE state <> 'paid';
CREATE INDEX payment_returned ON payment (returned) WHERE returned > 0;
CREATE INDEX payment_final ON payment (project) WHERE kind = 'final';
CREATE TABLE payment_source (
  payment TEXT NOT NULL REFERENCES payment, source TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), returned INTEGER NOT NULL CHECK (returned >= 0),
  let_go INTEGER NOT NULL CHECK (let_go >= 0), refunded INTEGER NOT NULL CHECK (refunded >= 0),
  voucher TEXT NOT NULL, PRIMARY KEY (payment, source),
  CHECK (returned + let_go + refunded <= amount)
) STRICT, WITHOUT ROWID;
-- The minutes of the group's meeting with which a large payment was approved.
CREATE TABLE payment_minutes (
  payment TEXT NOT NULL PRIMARY KEY REFERENCES payment, document TEXT NOT NULL, date TEXT NOT NULL
) STRICT, WITHOUT ROWID;
-- The bank guarantee against which the retention is paid before its time.
CREATE TABLE payment_guarantee (
  payment TEXT NOT NULL PRIMARY KEY REFERENCES payment, bank TEXT NOT NULL, number TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), until TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE payment_payee (
  payment TEXT NOT NULL REFERENCES payment, unit TEXT NOT NULL REFERENCES unit,
  amount INTEGER NOT NULL CHECK (amount > 0), bank INTEGER NOT NULL,
  paid INTEGER NOT NULL CHECK (paid >= 0), returned INTEGER NOT NULL CHECK (returned >= 0),
  let_go INTEGER NOT NULL CHECK (let_go >= 0), refunded INTEGER NOT NULL CHECK (refunded >= 0),
  recovered INTEGER NOT NULL CHECK (recovered >= 0), PRIMARY KEY (payment, unit),
  CHECK (paid + returned + let_go <= amount), CHECK (refunded + recovered <= paid)
) STRICT, WITHOUT ROWID;
CREATE INDEX payee_by_unit ON payment_payee (unit);
-- Every movement of money of a payment, by payee and source: above zero what went out. A request
-- that came back and was changed since keeps the movements of what was paid before.
CREATE TABLE payment_movement (
  payment TEXT NOT NULL REFERENCES payment, project TEXT NOT NULL, seq INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('pay', 'reverse', 'refund', 'refund-void', 'recover',
                                     'recover-void')),
  ref TEXT NOT NULL, unit TEXT NOT NULL, source TEXT NOT NULL, amount INTEGER NOT NULL,
  date TEXT NOT NULL, voucher TEXT NOT NULL, PRIMARY KEY (payment, seq, unit, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX payment_movement_by_voucher ON payment_movement (voucher, seq, kind);
CREATE INDEX payment_movement_by_ref ON payment_movement (ref) WHERE ref <> '';
CREATE INDEX payment_movement_voided ON payment_movement (project) WHERE kind = 'recover-void';
-- Entries by which something of a final payment came back.
CREATE TABLE payment_opened (
  payment TEXT NOT NULL REFERENCES payment, seq INTEGER NOT NULL, date TEXT NOT NULL,
  PRIMARY KEY (payment, seq)
) STRICT, WITHOUT ROWID;
-- What each project was paid in each month, by unit and source, net of what came back: what a
-- month discloses, whatever the history is. `date` and `kind` are of the last movement.
CREATE TABLE paid_in_month (
  month TEXT NOT NULL, project TEXT NOT NULL REFERENCES project, unit TEXT NOT NULL,
  source TEXT NOT NULL, amount INTEGER NOT NULL, date TEXT NOT NULL, kind TEXT NOT NULL,
  PRIMARY KEY (project, unit, source, month)
) STRICT, WITHOUT ROWID;
CREATE INDEX paid_in_month_by_month ON paid_in_month (month);
CREATE TABLE refund (
  id TEXT NOT NULL PRIMARY KEY, payment TEXT NOT NULL REFERENCES payment, unit TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), sources TEXT NOT NULL, date TEXT NOT NULL,
  reason TEXT NOT NULL, voucher TEXT NOT NULL, seq INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('refunded', 'voided'))
) STRICT, WITHOUT ROWID;
CREATE INDEX refund_by_payment ON refund (payment);
CREATE TABLE payment_total (
  project TEXT NOT NULL PRIMARY KEY REFERENCES project,
  prepaid INTEGER NOT NULL CHECK (prepaid >= 0)
) STRICT, WITHOUT ROWID;
-- What that moved by on each day.
CREATE TABLE prepaid_on (
  project TEXT NOT NULL REFERENCES project, date TEXT NOT NULL, amount INTEGER NOT NULL,
  PRIMARY KEY (project, date)
) STRICT, WITHOUT ROWID;
)";

} // namespace

Payment paymentOf(const storage::Statement& row) {
    return {row.text("id"),
            row.text("project"),
            row.code<PaymentKind>("kind"),
            row.fen("amount"),
            row.text("date"),
            row.text("last_step_on"),
            row.text("paid_on"),
            row.code<PaymentState>("state"),
            row.fen("returned")};
}

std::optional<Payment> find(Context& context, const QString& id) {
    return context.readOnce<std::optional<Payment>>(id, [&]() -> std::optional<Payment> {
        auto row = context.db.query("SELECT id, project, kind, amount, date, last_step_on, paid_on,"
                                    " state, returned FROM payment WHERE id = ?",
                                    id);
        return row.next() ? std::optional(paymentOf(row)) : std::nullopt;
    });
}

std::optional<Guarantee> guaranteeOf(Context& context, const QString& payment) {
    auto row = context.db.query(
        "SELECT bank, number, amount, until FROM payment_guarantee WHERE payment = ?", payment);
    return row.next() ? std::optional(Guarantee{row.text(0), row.text(1), row.fen(2), row.text(3)})
                      : std::nullopt;
}

Payment requirePayment(Context& context, const QString& id) {
    auto payment = find(context, id);
    if (!payment)
        storage::contradiction(u"拨付 %1"_s.arg(id));
    return *std::move(payment);
}

std::vector<Payment> approvedUntil(Context& context, const QString& date) {
    std::vector<Payment> found;
    // The second condition on the state is the partial index's.
    auto rows = context.db.query("SELECT id, project, kind, amount, date, last_step_on, paid_on,"
                                 " state, returned FROM payment WHERE state = 'approved' AND"
                                 " state <> 'paid' AND last_step_on <= ?"
                                 " ORDER BY last_step_on COLLATE BINARY, id COLLATE BINARY",
                                 date);
    while (rows.next())
        found.push_back(paymentOf(rows));
    return found;
}

std::vector<SourceShare> sourceSharesOf(Context& context, const QString& payment) {
    std::vector<SourceShare> found;
    auto rows = context.db.query("SELECT source, amount, returned, let_go, refunded, voucher FROM"
                                 " payment_source WHERE payment = ? ORDER BY source COLLATE BINARY",
                                 payment);
    while (rows.next())
        found.push_back(
            {rows.text(0), rows.fen(1), rows.fen(2), rows.fen(3), rows.fen(4), rows.text(5)});
    return found;
}

std::vector<SourceAmount> sourcesOf(Context& context, const QString& payment) {
    std::vector<SourceAmount> found;
    for (const SourceShare& one : sourceSharesOf(context, payment))
        found.push_back({one.source, one.amount});
    return found;
}

std::vector<Payee> payeesOf(Context& context, const QString& payment) {
    return context.readOnce<std::vector<Payee>>(payment, [&]() -> std::vector<Payee> {
        std::vector<Payee> found;
        auto rows = context.db.query(
            "SELECT unit, amount, bank, paid, returned, let_go, refunded,"
            " recovered FROM payment_payee WHERE payment = ? ORDER BY unit COLLATE BINARY",
            payment);
        while (rows.next())
            found.push_back({rows.text(0), rows.fen(1), static_cast<int>(rows.integer(2)),
                             rows.fen(3), rows.fen(4), rows.fen(5), rows.fen(6), rows.fen(7)});
        return found;
    });
}

units::Bank accountOf(Context& context, const Payee& payee) {
    return payee.bank == 0 ? units::currentBank(context, payee.unit)
                           : units::bankOf(context, payee.unit, payee.bank);
}

QString kindName(PaymentKind kind) {
    return labels::longLabel(kind);
}

bool prepaymentIsOpen(Context& context, const Project& project) {
    if (project.state != ProjectState::Approved
        || !declaration::pathOf(context, project).kinds.contains(labels::code(PaymentKind::Prepay)))
        return false;
    return !context.db
                .query("SELECT 1 FROM payment WHERE project = ? AND kind = 'prepay' AND state NOT"
                       " IN ('withdrawn', 'rejected')",
                       project.id)
                .next();
}

bool needsOffice(Context& context, const Payment& payment) {
    const Project project = declaration::requireProject(context, payment.project);
    return declaration::pathOf(context, project).officeReview.contains(labels::code(payment.kind));
}

QString nextCommand(const Payment& payment, bool office) {
    if (payment.state == PaymentState::Requested)
        return office ? u"payment.review"_s : u"payment.approve"_s;
    if (payment.state == PaymentState::Reviewed)
        return u"payment.approve"_s;
    return payment.state == PaymentState::Approved || payment.partlyReturned() ? u"payment.pay"_s
                                                                               : QString();
}

namespace {

// Final payments in the way of another.
constexpr const char* standingFinals =
    "SELECT id FROM payment WHERE project = ? AND kind = 'final' AND (state IN"
    " ('requested', 'reviewed', 'approved') OR (state = 'paid' AND (returned > 0 OR NOT"
    " EXISTS (SELECT 1 FROM payment_opened WHERE payment = payment.id))))"
    " ORDER BY id COLLATE BINARY";

} // namespace

Totals totalsOf(Context& context, const QString& project) {
    auto prepaid = context.db.query("SELECT prepaid FROM payment_total WHERE project = ?", project);
    Totals totals{prepaid.next() ? prepaid.fen(0) : Fen()};
    auto finals = context.db.query(standingFinals, project);
    while (finals.next())
        ++totals.finals;
    return totals;
}

QString standingFinal(Context& context, const QString& project) {
    auto row = context.db.query(standingFinals, project);
    return row.next() ? row.text(0) : QString();
}

void addPrepaid(Context& context, const Payment& payment, Fen amount, const QString& date) {
    if (payment.kind != PaymentKind::Prepay || amount.isZero())
        return;
    const Fen prepaid = totalsOf(context, payment.project).prepaid + amount;
    context.db.run("INSERT INTO payment_total (project, prepaid) VALUES (?1, ?2)"
                   " ON CONFLICT (project) DO UPDATE SET prepaid = ?2",
                   payment.project, prepaid);
    context.db.run("INSERT INTO prepaid_on (project, date, amount) VALUES (?, ?, ?)"
                   " ON CONFLICT (project, date) DO UPDATE SET"
                   " amount = prepaid_on.amount + excluded.amount",
                   payment.project, date, amount);
}

void openFinal(Context& context, const QString& payment, const Entry& entry) {
    context.db.run("INSERT INTO payment_opened (payment, seq, date) SELECT id, ?, ?"
                   " FROM payment WHERE id = ? AND kind = 'final'"
                   " ON CONFLICT (payment, seq) DO NOTHING",
                   entry.seq, entry.date(), payment);
}

void closeFinal(Context& context, qint64 seq) {
    context.db.run("DELETE FROM payment_opened WHERE seq = ?", seq);
}

void setState(Context& context, const QString& payment, PaymentState state, const QString& date) {
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

namespace {

// What of each source is asked for and not out: all of it, or what the bank sent back.
std::vector<SourceAmount> waiting(Context& context, const Payment& payment) {
    if (payment.returned.isZero())
        return sourcesOf(context, payment.id);
    std::vector<SourceAmount> found;
    for (const SourceShare& one : sourceSharesOf(context, payment.id))
        if (!one.returned.isZero())
            found.push_back({one.source, one.returned});
    return found;
}

} // namespace

Due dueOf(Context& context, const Payment& payment) {
    Due due;
    due.sources = waiting(context, payment);
    for (const SourceAmount& part : due.sources)
        if (part.amount <= Fen())
            storage::contradiction(u"拨付 %1 的金额"_s.arg(payment.id));
    std::vector<UnitAmount> units;
    for (const Payee& payee : payeesOf(context, payment.id)) {
        if (!payment.returned.isZero() && payee.returned.isZero())
            continue;
        units.push_back({payee.unit, payment.returned.isZero() ? payee.amount : payee.returned});
        due.payees.push_back(payee);
    }
    due.shares = payment.returned.isZero() ? sharesOf(units, due.sources)
                                           : lastReturned(context, payment.id);
    return due;
}

void release(Context& context, const Entry& entry, const Payment& payment) {
    // A change of account may be dated before the request that it sends back.
    const QString date = std::max(entry.date(), payment.lastStepOn);
    const Project project = declaration::requireProject(context, payment.project);
    const auto approved = declaration::sourcesOf(context, project.id);
    const auto parts = waiting(context, payment);
    for (const SourceAmount& part : parts) {
        const auto position = ledger::projectPosition(context, project.id, part.source);
        const Fen needed = amountOf(approved, part.source) - position.spent - position.approved
                           - (position.requested - part.amount);
        // Of a project that was cancelled meanwhile nothing is committed any more.
        const Fen kept = project.running() ? std::clamp(needed, Fen(), part.amount) : Fen();
        declaration::moveBudget(context, entry, project, {part.source, kept}, Account::Requested,
                                Account::Committed, date);
        declaration::moveBudget(context, entry, project, {part.source, part.amount - kept},
                                Account::Requested, Account::Available, date);
    }
    addPrepaid(context, payment, -journal::sum(parts), date);
    context.db.run("UPDATE payment_payee SET let_go = let_go + returned, returned = 0"
                   " WHERE payment = ?",
                   payment.id);
    context.db.run("UPDATE payment_source SET let_go = let_go + returned, returned = 0"
                   " WHERE payment = ?",
                   payment.id);
    context.db.run("UPDATE payment SET returned = 0 WHERE id = ?", payment.id);
    declaration::removeOpenItem(context, payment.project, u"payment"_s, payment.id);
}

void letGo(Context& context, const Entry& entry, const Payment& payment) {
    release(context, entry, payment);
    openFinal(context, payment.id, entry);
    context.db.run("UPDATE payment SET last_step_on = ? WHERE id = ?", entry.date(), payment.id);
}

std::optional<Rejection> requireKnown(Context& context, const QString& payment,
                                      const QString& field) {
    if (find(context, payment))
        return {};
    return badInput(field, sentence("payment.unknown", payment));
}

std::vector<journal::EntityRef> projectOf(Context& context, const Entry& entry) {
    return {{u"project"_s, logging::checked(find(context, entry.id()), "payment").project}};
}

std::optional<Rejection> requireNobodyBarred(CommandContext& call, const Payment& payment,
                                             const std::vector<Payee>& payees) {
    const Project project = declaration::requireProject(call.context, payment.project);
    if (auto rejection = units::requireNotBarred(call.context, project.unit, u"id"_s))
        return rejection;
    for (const Payee& payee : payees)
        if (auto rejection = units::requireNotBarred(call.context, payee.unit, u"id"_s))
            return rejection;
    return {};
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"payment_movement"_s});
    installRequesting(registry);
    installDeciding(registry);
    installPaying(registry);
    installReversing(registry);
    installRefunding(registry);
    installDays(registry);
    installQuestions(registry);
    installMonthly(registry);
}

} // namespace disbursement
