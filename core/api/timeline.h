// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <labels/labels.h>

#include <QString>
#include <optional>
#include <vector>

// project.timeline and project.pace: when things happened, and how long they took.

namespace api {

// The days of one project, "" where it has not come so far.
struct ProjectDays {
    QString id;
    QString name;
    QString unitName;
    QString line;
    labels::ProjectState state = {};
    QString declaredOn;
    QString approvedOn;
    QString startedOn;
    QString starts; // of the schedule that was declared
    QString ends;
    QString acceptedOn; // the last acceptance that passed
    QString firstPaidOn;
    QString lastPaidOn;
    QString closedOn;
    friend bool operator==(const ProjectDays&, const ProjectDays&) = default;
};

// How long one way takes: whole days from one step to the other.
struct Duration {
    qint64 count = 0;
    std::optional<qint64> median; // the mean of the middle two, half a day counting as one
    std::optional<qint64> slowest;
    QString project; // the slowest one's
    friend bool operator==(const Duration&, const Duration&) = default;
};

struct Pace {
    QString line;      // "" of all
    Duration approval; // from the declaration to the review that approved it
    Duration payment;  // from an acceptance to the first payment on or after its day
    friend bool operator==(const Pace&, const Pace&) = default;
};

extern template QJsonObject toJson(const ProjectDays& shown);
extern template ProjectDays fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Pace& shown);
extern template Pace fromJson(const QJsonValue& json);

} // namespace api
