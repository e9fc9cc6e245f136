// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "room.h"

// What this room's commands were given, made once after the shape was checked:
//
//     const auto& request = call.with.as<RequestArgs>();

namespace disbursement {

// payment.request; opening.payment has the same and more.
struct RequestArgs {
    QString project;
    labels::PaymentKind kind = labels::PaymentKind::Stage;
    money::Fen amount;
    std::vector<journal::SourceAmount> sources;
    std::vector<UnitAmount> payees; // empty where nobody named any yet
    QString writtenRequest;         // the unit's
    std::optional<Guarantee> guarantee = {};

    static RequestArgs from(const journal::Args& with);
};

// The minutes of the group's meeting: payment.approve.
struct MinutesArgs {
    QString document;
    QString date;
};

// payment.review, payment.approve.
struct DecisionArgs {
    labels::Decision decision = labels::Decision::Reject;
    QString opinion;
    std::optional<MinutesArgs> minutes = {};

    bool approves() const { return decision == labels::Decision::Approve; }
    static DecisionArgs from(const journal::Args& with);
};

// The number of the voucher by which a source pays.
struct Voucher {
    QString source;
    QString number;
};

// payment.pay, and opening.payment of what was paid.
struct PayArgs {
    std::optional<QString> voucher;               // of the only source
    std::optional<std::vector<Voucher>> vouchers; // one of each source: what is settled

    static PayArgs from(const journal::Args& with);
};

// payment.reverse.
struct ReverseArgs {
    QStringList payees; // empty: all whose share is out
    QString reason;

    static ReverseArgs from(const journal::Args& with);
};

// payment.refund.
struct RefundArgs {
    QString payment;
    QString payee; // "" where it was not said and is to be settled
    money::Fen amount;
    std::vector<journal::SourceAmount> sources;
    QString reason;
    QString voucher;

    static RefundArgs from(const journal::Args& with);
};

} // namespace disbursement
