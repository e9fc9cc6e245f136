// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "step.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <optional>

// acceptance.show: one acceptance with what it is of, its public notices and its story.

namespace api {

// A counted thing of a project; which facts it has, its kind says.
struct Deliverable {
    QString id;
    labels::DeliverableKind kind = labels::DeliverableKind::Station;
    labels::DeliverableState state = labels::DeliverableState::Added;
    std::optional<labels::StationLevel> level;
    std::optional<QString> village;
    std::optional<bool> poorVillage;
    std::optional<QString> areaM2;
    std::optional<bool> demonstration;
    std::optional<labels::TrainingClass> trainingClass;
    std::optional<qint64> headcount;
    std::optional<QString> date;
    std::optional<QString> place;
    std::optional<QString> scheme;
    std::optional<QString> unit;
    std::optional<QString> from;
    std::optional<QString> to;
    QString acceptance; // that decided on it
    QString waiver;
    bool isAccepted() const { return state == labels::DeliverableState::Accepted; }
    friend bool operator==(const Deliverable&, const Deliverable&) = default;
};

// A citizen's, on a notice.
struct Objection {
    QString id;
    QString text;
    QString date;
    QString answer;
    QString settledOn;
    labels::ObjectionState state = labels::ObjectionState::Open;
    friend bool operator==(const Objection&, const Objection&) = default;
};

// What a notice or a document is about.
struct Subject {
    labels::ThingKind kind = labels::ThingKind::Acceptance;
    QString id;
    friend bool operator==(const Subject&, const Subject&) = default;
};

struct Notice {
    QString id;
    Subject about;
    QString from;
    QString to;
    QString where;
    labels::NoticeState state = labels::NoticeState::Posted;
    std::vector<Objection> objections;
    friend bool operator==(const Notice&, const Notice&) = default;
};

// What an auditor found (审定金额), of all of a project's acceptances together.
struct Audited {
    money::Fen amount;
    QString by;
    QString document;
    QString date;
    friend bool operator==(const Audited&, const Audited&) = default;
};

// What a list of acceptances has too.
struct AcceptanceSummary {
    QString id;
    QString project;
    QString projectName;
    QString unit;
    QString unitName;
    QString line;
    QString stage;
    money::Fen claimed;
    QString date;
    labels::AcceptanceState state = labels::AcceptanceState::Requested;
    QString team;
    QString opinion;
    std::optional<money::Fen> accepted;
    std::optional<Audited> audited; // that this one brought
    QString voidedOn;
    QString concludedOn;
    QString rectifyBy;
    friend bool operator==(const AcceptanceSummary&, const AcceptanceSummary&) = default;
};

struct Acceptance : AcceptanceSummary {
    std::vector<Deliverable> deliverables;
    std::vector<Notice> notices;
    std::vector<Step> steps;
    friend bool operator==(const Acceptance&, const Acceptance&) = default;
};

extern template QJsonObject toJson(const Subject& shown);
extern template Subject fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Deliverable& shown);
extern template Deliverable fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Notice& shown);
extern template Notice fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Audited& shown);
extern template Audited fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const AcceptanceSummary& shown);
extern template AcceptanceSummary fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Acceptance& shown);
extern template Acceptance fromJson(const QJsonValue& json);

} // namespace api
