// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using journal::Args;

RequestArgs RequestArgs::from(const Args& with) {
    RequestArgs request{.project = with.text("project"_L1),
                        .kind = logging::checked(with.code<labels::PaymentKind>("kind"_L1), "kind"),
                        .amount = with.fen("amount"_L1),
                        .sources = journal::sourceAmounts(with, "sources"_L1),
                        .payees = {},
                        .writtenRequest = with.text("report"_L1)};
    for (const Args& payee : with.list("payees"_L1))
        request.payees.push_back({payee.text("unit"_L1), payee.fen("amount"_L1)});
    if (with.has("guarantee"_L1)) {
        const Args given = with.object("guarantee"_L1);
        request.guarantee = {given.text("bank"_L1), given.text("number"_L1), given.fen("amount"_L1),
                             given.text("until"_L1)};
    }
    return request;
}

DecisionArgs DecisionArgs::from(const Args& with) {
    DecisionArgs given{.decision =
                           logging::checked(with.code<labels::Decision>("decision"_L1), "decision"),
                       .opinion = with.text("opinion"_L1)};
    if (with.has("minutes"_L1)) {
        const Args minutes = with.object("minutes"_L1);
        given.minutes = {minutes.text("document"_L1), minutes.text("date"_L1)};
    }
    return given;
}

PayArgs PayArgs::from(const Args& with) {
    PayArgs paid;
    if (with.has("voucher"_L1))
        paid.voucher = with.text("voucher"_L1);
    if (with.has("vouchers"_L1))
        paid.vouchers.emplace();
    for (const Args& one : with.list("vouchers"_L1))
        paid.vouchers->push_back({one.text("source"_L1), one.text("number"_L1)});
    return paid;
}

ReverseArgs ReverseArgs::from(const Args& with) {
    return {.payees = with.ids("payees"_L1), .reason = with.text("reason"_L1)};
}

RefundArgs RefundArgs::from(const Args& with) {
    return {.payment = with.text("payment"_L1),
            .payee = with.text("payee"_L1),
            .amount = with.fen("amount"_L1),
            .sources = journal::sourceAmounts(with, "sources"_L1),
            .reason = with.text("reason"_L1),
            .voucher = with.text("voucher"_L1)};
}

} // namespace disbursement
