// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "step.h"

#include <labels/labels.h>
#include <money/fen.h>

// payment.show: one payment with whom it goes to, from which money, and how its limit came about.

namespace api {

// A source of it.
struct PaymentSource {
    QString source;
    money::Fen amount;
    money::Fen returned; // by the bank, to be paid again or not
    money::Fen refunded; // by a payee
    QString voucher;
    friend bool operator==(const PaymentSource&, const PaymentSource&) = default;
};

// A payee of it, and what became of its share (disbursement/payments.h).
struct PaymentPayee {
    QString unit;
    QString name;
    money::Fen amount;
    money::Fen paid;
    money::Fen returned;
    money::Fen letGo; // of what was returned
    money::Fen refunded;
    money::Fen recovered;
    QString bank;
    QString holder;
    QString account; // its last four digits
    friend bool operator==(const PaymentPayee&, const PaymentPayee&) = default;
};

// What went out or came back by one entry, of one payee and source.
struct PaymentMovement {
    labels::MovementKind kind = labels::MovementKind::Pay; // no counter-entry
    QString id;
    QString date;
    QString payee;
    QString payeeName;
    QString source;
    money::Fen amount; // never below zero
    QString voucher;
    QString reason;
    qint64 seq = 0;
    bool voided = false;
    friend bool operator==(const PaymentMovement&, const PaymentMovement&) = default;
};

// One step of how a limit comes about.
struct LimitStep {
    QString text;
    money::Fen amount;
    QString rule;
    QString article;
    friend bool operator==(const LimitStep&, const LimitStep&) = default;
};

// payment.limit, and in payment.show the limit when it was asked for.
struct PaymentLimit {
    money::Fen limit;
    std::vector<LimitStep> basis;
    friend bool operator==(const PaymentLimit&, const PaymentLimit&) = default;
};

// A bank's, against which the retention is paid before its time.
struct Guarantee {
    QString bank;
    QString number;
    money::Fen amount;
    QString until;
    friend bool operator==(const Guarantee&, const Guarantee&) = default;
};

// What a list of payments has too.
struct PaymentSummary {
    QString id;
    QString project;
    QString projectName;
    QString unit;
    QString unitName;
    QString line;
    QString item;
    QString path;
    labels::PaymentKind kind = labels::PaymentKind::Stage;
    money::Fen amount;
    QString date; // of the request
    labels::PaymentState state = labels::PaymentState::Requested;
    bool office = false; // the office reviews it before the leader
    QString next;        // the command that waits for somebody; "" where none does
    std::vector<PaymentSource> sources;
    QString paidOn;
    money::Fen returned; // by the bank, to be paid again or let go
    friend bool operator==(const PaymentSummary&, const PaymentSummary&) = default;
};

// The minutes of the group's meeting with which a large payment was approved.
struct Minutes {
    QString document;
    QString date;
    friend bool operator==(const Minutes&, const Minutes&) = default;
};

struct Payment : PaymentSummary {
    std::vector<PaymentPayee> payees;
    std::vector<PaymentMovement> movements;
    std::vector<Step> steps;
    QString writtenRequest; // the unit's
    std::optional<Guarantee> guarantee;
    PaymentLimit limit;
    std::optional<Minutes> minutes;
    friend bool operator==(const Payment&, const Payment&) = default;
};

// A row of payment.list.
struct PaymentRow : PaymentSummary {
    QString payees; // their names
    friend bool operator==(const PaymentRow&, const PaymentRow&) = default;
};

extern template QJsonObject toJson(const PaymentSource& shown);
extern template QJsonObject toJson(const PaymentPayee& shown);
extern template PaymentPayee fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const PaymentMovement& shown);
extern template PaymentMovement fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const PaymentLimit& shown);
extern template PaymentLimit fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Minutes& shown);
extern template Minutes fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Payment& shown);
extern template Payment fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const PaymentRow& shown);
extern template PaymentRow fromJson(const QJsonValue& json);

} // namespace api
