// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payments.h"

namespace disbursement {

// Money that went out on a payment or came back, one line of the register of payments (拨付台账):
// per unit and source, below zero for what the bank sent back (红字) or a payee returned. Together
// they are what the ledger calls paid, net.
struct Movement {
    QString date;
    QString payment;
    QString project;
    labels::PaymentKind kind = labels::PaymentKind::Stage; // of the payment
    labels::MovementKind action = labels::MovementKind::Pay;
    QString unit;
    QString source;
    money::Fen amount;
    QString voucher;
    qint64 seq = 0;
};

// "reverse" is 退票冲回; of a payment its kind's name.
QString actionName(const Movement& movement);

// All of them, by date and entry.
std::vector<Movement> movements(journal::Context& context);

} // namespace disbursement
