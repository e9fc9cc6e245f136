// SPDX-License-Identifier: GPL-3.0-only
#include "limit.h"
#include "room.h"

#include <identity/steps.h>
#include <journal/listing.h>
#include <units/units.h>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Context;
using journal::Reply;
using journal::Words;
using money::Fen;

namespace {

QJsonArray sourcesJson(Context& context, const QString& payment) {
    QJsonArray items;
    auto rows = context.db.query("SELECT source, amount, refunded, voucher FROM payment_source"
                                 " WHERE payment = ? ORDER BY source",
                                 payment);
    while (rows.next()) {
        QJsonObject row{{"source"_L1, rows.text(0)}, {"amount"_L1, rows.fen(1).toYuan()}};
        if (!rows.fen(2).isZero())
            row.insert("refunded"_L1, rows.fen(2).toYuan());
        if (!rows.text(3).isEmpty())
            row.insert("voucher"_L1, rows.text(3));
        items.append(row);
    }
    return items;
}

QJsonArray payeesJson(Context& context, const QString& payment) {
    QJsonArray items;
    for (const Payee& payee : payeesOf(context, payment)) {
        const auto bank = units::bankOf(context, payee.unit, payee.bank);
        items.append(QJsonObject{
            {"unit"_L1, payee.unit},
            {"name"_L1, units::name(context, payee.unit)},
            {"amount"_L1, payee.amount.toYuan()},
            {"bank"_L1, bank.name},
            {"holder"_L1, bank.holder},
            {"account"_L1,
             journal::lastFour(context.secrets.reveal(bank.accountRef).value_or(QString()))}});
    }
    return items;
}

QJsonObject paymentJson(Context& context, const Payment& payment) {
    QJsonObject json{{"id"_L1, payment.id},
                     {"project"_L1, payment.project},
                     {"kind"_L1, payment.kind},
                     {"amount"_L1, payment.amount.toYuan()},
                     {"date"_L1, payment.date},
                     {"state"_L1, payment.state},
                     {"sources"_L1, sourcesJson(context, payment.id)}};
    if (!payment.paidOn.isEmpty())
        json.insert("paid_on"_L1, payment.paidOn);
    return json;
}

Reply showPayment(Context& context, const Words& with, const QString&) {
    const auto payment = find(context, with.text("id"_L1));
    if (!payment)
        return badInput(u"id"_s, u"没有编号为 %1 的拨付,请核对。"_s.arg(with.text("id"_L1)));
    QJsonObject json = paymentJson(context, *payment);
    json.insert("payees"_L1, payeesJson(context, payment->id));
    json.insert("steps"_L1,
                identity::stepsJson(identity::stepsOf(context, u"payment"_s, payment->id)));
    auto report = context.db.query("SELECT report FROM payment WHERE id = ?", payment->id);
    report.next();
    json.insert("report"_L1, report.text(0));
    return json;
}

Reply showLimit(Context& context, const Words& with, const QString&) {
    const auto project = declaration::find(context, with.text("project"_L1));
    if (!project)
        return badInput(u"project"_s,
                        u"没有编号为 %1 的项目,请核对。"_s.arg(with.text("project"_L1)));
    return limitJson(limitOf(context, *project, with.text("kind"_L1), context.today()));
}

Reply listPayments(Context& context, const Words& with, const QString&) {
    const qint64 count = std::min<qint64>(with.integer("count"_L1, 100), 1000);
    auto rows = context.db.query(
        "SELECT id, project, kind, amount, date, last_step_on, paid_on, state FROM payment"
        " WHERE id > ?1 AND (?2 = '' AND state <> 'withdrawn' OR state = ?2)"
        " AND (?3 = '' OR project = ?3) AND (?4 = '' OR kind = ?4)"
        " AND (?5 = '' OR id IN (SELECT payment FROM payment_payee WHERE unit = ?5))"
        " AND (?6 = '' OR instr(id, ?6) > 0 OR project IN"
        "   (SELECT id FROM project WHERE instr(id || ' ' || name, ?6) > 0))"
        " ORDER BY id LIMIT ?7",
        with.text("after"_L1), with.text("state"_L1), with.text("project"_L1), with.text("kind"_L1),
        with.text("unit"_L1), with.text("text"_L1), count + 1);
    return journal::listing(rows, count, [&] {
        return paymentJson(context,
                           Payment{rows.text(0), rows.text(1), rows.text(2), rows.fen(3),
                                   rows.text(4), rows.text(5), rows.text(6), rows.text(7)});
    });
}

} // namespace

QJsonArray requestsJson(Context& context, const QString& project) {
    QJsonArray items;
    auto rows = context.db.query("SELECT id, kind, amount, date, state FROM payment WHERE"
                                 " project = ? AND state <> 'withdrawn' ORDER BY date, id",
                                 project);
    while (rows.next())
        items.append(QJsonObject{{"id"_L1, rows.text(0)},
                                 {"kind"_L1, rows.text(1)},
                                 {"amount"_L1, rows.fen(2).toYuan()},
                                 {"date"_L1, rows.text(3)},
                                 {"state"_L1, rows.text(4)}});
    return items;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"payment.limit"_s,
                          .shape = {id("project"), choice("kind", {"prepay", "stage", "final"})},
                          .answer = showLimit});
    registry.add(Question{.name = u"payment.show"_s, .shape = {id("id")}, .answer = showPayment});
    registry.add(
        Question{.name = u"payment.list"_s,
                 .shape = {opt(id("state")), opt(id("project")), opt(id("kind")), opt(id("unit")),
                           opt(text("text")), opt(id("after")), opt(integer("count"))},
                 .answer = listPayments});
}

} // namespace disbursement
