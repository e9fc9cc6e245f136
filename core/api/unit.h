// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "project.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <map>
#include <optional>

// unit.show: one unit with its accounts, projects, what it was paid by others, and findings.

namespace api {

// One of the conditions of 第五条.
struct EligibilityTick {
    bool ok = false;
    QString evidence;
    QString date;
    friend bool operator==(const EligibilityTick&, const EligibilityTick&) = default;
};

struct CurrentBank {
    QString name;
    QString account; // its last four digits
    QString holder;
    bool confirmed = false;
    friend bool operator==(const CurrentBank&, const CurrentBank&) = default;
};

// What makes a unit one by law.
struct Contractor {
    QString document;
    QString date;
    friend bool operator==(const Contractor&, const Contractor&) = default;
};

// What a list of units has too.
struct UnitSummary {
    QString id;
    QString name;
    labels::UnitKind kind = labels::UnitKind::Enterprise;
    QString code;  // of an individual masked
    QString phone; // its last four digits
    CurrentBank bank;
    std::map<QString, EligibilityTick> eligibility;
    bool barred = false;
    labels::UnitState state = labels::UnitState::Active;
    std::optional<Contractor> contractor;
    QString legalPerson;
    friend bool operator==(const UnitSummary&, const UnitSummary&) = default;
};

// One of its accounts, the newest first.
struct UnitAccount {
    qint64 number = 0;
    QString name;
    QString account; // its last four digits
    QString holder;
    QString document;
    QString date;
    QString changedBy;
    bool confirmed = false;
    bool current = false;
    QString refused; // why it was not confirmed
    friend bool operator==(const UnitAccount&, const UnitAccount&) = default;
};

// What it got of another unit's project.
struct PaidAsPayee {
    QString payment;
    QString project;
    QString projectName;
    QString unit;
    QString unitName;
    labels::PaymentKind kind = labels::PaymentKind::Stage;
    money::Fen amount;
    money::Fen paid;
    money::Fen returned;
    money::Fen refunded;
    money::Fen recovered;
    labels::PaymentState state = labels::PaymentState::Requested;
    QString paidOn;
    friend bool operator==(const PaidAsPayee&, const PaidAsPayee&) = default;
};

struct Recovery {
    QString id;
    QString project;
    QString payee;
    QString payeeName;
    QString source;
    money::Fen amount;
    QString date;
    QString voucher;
    friend bool operator==(const Recovery&, const Recovery&) = default;
};

struct Finding {
    QString id;
    QString unit;
    QString unitName;
    labels::FindingKind kind = labels::FindingKind::FalseMaterials;
    QString finding;
    money::Fen recover;
    money::Fen recovered;
    QString date;
    QString document;
    labels::FindingState state = labels::FindingState::Open;
    std::vector<Recovery> recoveries;
    QString project;
    QString rectifyBy;
    QString rectifiedOn;
    QString liftedOn;
    QString projectName;
    friend bool operator==(const Finding&, const Finding&) = default;
};

struct Unit : UnitSummary {
    std::vector<UnitAccount> accounts;
    QStringList needed; // conditions that its kind has to meet
    QString date;       // of its registration
    std::vector<ProjectSummary> projects;
    std::vector<PaidAsPayee> paidAsPayee;
    std::vector<Finding> findings;
    friend bool operator==(const Unit&, const Unit&) = default;
};

extern template QJsonObject toJson(const UnitAccount& shown);
extern template QJsonObject toJson(const PaidAsPayee& shown);
extern template QJsonObject toJson(const Finding& shown);
extern template Finding fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const UnitSummary& shown);
extern template UnitSummary fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Unit& shown);
extern template Unit fromJson(const QJsonValue& json);

} // namespace api
