// SPDX-License-Identifier: GPL-3.0-only
#include "movements.h"

#include "room.h"

#include <identity/steps.h>
#include <journal/chain.h>

#include <QJsonDocument>

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Entry;
using journal::Words;

namespace {

QString voucherOf(const Entry& entry, const QString& source) {
    for (const Words& voucher : entry.with.list("vouchers"_L1))
        if (voucher.text("source"_L1) == source)
            return voucher.text("number"_L1);
    return entry.with.text("voucher"_L1);
}

struct Refund {
    QString date;
    QString voucher;
    std::vector<journal::SourceAmount> sources;
    qint64 seq = 0;
};

std::vector<Refund> refundsOf(Context& context, const QString& payment) {
    std::vector<Refund> found;
    auto rows = context.db.query("SELECT date, voucher, sources, seq FROM refund WHERE payment = ?"
                                 " AND state = 'refunded' ORDER BY seq",
                                 payment);
    while (rows.next()) {
        const QJsonArray sources = QJsonDocument::fromJson(rows.text(2).toUtf8()).array();
        found.push_back({rows.text(0), rows.text(1),
                         sourceAmounts(Words(QJsonObject{{"sources"_L1, sources}}), "sources"_L1),
                         rows.integer(3)});
    }
    return found;
}

void addMovements(Context& context, const Payment& payment, std::vector<Movement>& found) {
    const auto payees = payeesOf(context, payment.id);
    const auto whole = sharesOf(payees, sourcesOf(context, payment.id));
    for (const identity::Step& step : identity::stepsOf(context, u"payment"_s, payment.id)) {
        if (step.step != u"pay" && step.step != u"reverse")
            continue;
        const auto entry = journal::entryAt(context, step.seq);
        for (const Share& share : whole)
            found.push_back({step.date, payment.id, payment.project, payment.kind, step.step,
                             share.unit, share.source,
                             step.step == u"pay" ? share.amount : -share.amount,
                             entry ? voucherOf(*entry, share.source) : QString(), step.seq});
    }
    for (const Refund& refund : refundsOf(context, payment.id))
        for (const Share& share : sharesOf(payees, refund.sources))
            found.push_back({refund.date, payment.id, payment.project, payment.kind, u"refund"_s,
                             share.unit, share.source, -share.amount, refund.voucher, refund.seq});
}

} // namespace

std::vector<Movement> movements(Context& context) {
    std::vector<Movement> found;
    // Whatever was paid once has a month, also where the bank sent it back.
    auto rows = context.db.query("SELECT id, project, kind FROM payment WHERE project IN"
                                 " (SELECT project FROM paid_in_month) ORDER BY id");
    while (rows.next()) {
        Payment payment;
        payment.id = rows.text(0);
        payment.project = rows.text(1);
        payment.kind = rows.text(2);
        addMovements(context, payment, found);
    }
    std::sort(found.begin(), found.end(), [](const Movement& a, const Movement& b) {
        return std::tie(a.date, a.seq, a.unit, a.source)
               < std::tie(b.date, b.seq, b.unit, b.source);
    });
    return found;
}

} // namespace disbursement
