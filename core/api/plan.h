// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <money/fen.h>

#include <QStringList>
#include <map>
#include <optional>

// plan.show: the plan as it stands.

namespace api {

struct PlanSource {
    QString code;
    QString name;
    money::Fen amount;
    int phase = 1;
    QString condition; // evaluation, or ""
    QString subject;
    friend bool operator==(const PlanSource&, const PlanSource&) = default;
};

// A share of an investment.
struct PlanGrant {
    QString percent;
    std::optional<money::Fen> cap;
    QString capPer; // project, unit, unit-year
    QString ownPercent;
    QString words; // all of it, to be read
    friend bool operator==(const PlanGrant&, const PlanGrant&) = default;
};

struct PlanItem {
    QString code;
    QString name;
    money::Fen ceiling;
    QStringList sources; // empty: any that its line has
    QString counts;      // the kind of deliverable that it counts, or ""
    std::optional<money::Fen> unitAmount;
    int countPerYear = 0;
    std::vector<int> years;
    std::optional<money::Fen> yearlyCeiling;
    QStringList materials;
    QStringList unitKinds;
    std::optional<PlanGrant> grant;
    QString payees; // contract-party, named, or ""
    QStringList named;
    friend bool operator==(const PlanItem&, const PlanItem&) = default;
};

struct PlanLine {
    QString code;
    QString category;
    QString name;
    QString scope;
    QString standardWords;
    int direction = 0;
    QString path;
    QStringList openPaths;
    std::optional<money::Fen> printedTotal;
    money::Fen budget;
    std::map<QString, money::Fen> bySource;
    std::map<QString, QString> shares; // percent by source, where the line has them
    std::vector<PlanItem> items;
    QString lead;
    QStringList supporting;
    QStringList notices;
    friend bool operator==(const PlanLine&, const PlanLine&) = default;
};

struct Plan {
    QString name;
    QString county;
    QString document;
    QString effective;
    std::vector<PlanSource> sources;
    std::vector<PlanLine> lines;
    // As the plan file has them:
    QJsonObject paths;
    QJsonObject clauses;
    QJsonArray goals;
    QJsonObject unitKinds;
    QJsonObject disclosure;
    QJsonObject numbering;
    QJsonObject security;
    QStringList notices;
    std::optional<money::Fen> collectiveAbove; // a payment above it needs the group's minutes
    money::Fen total;
    friend bool operator==(const Plan&, const Plan&) = default;
};

extern template QJsonObject toJson(const PlanLine& shown);
extern template PlanLine fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Plan& shown);
extern template Plan fromJson(const QJsonValue& json);

} // namespace api
