// SPDX-License-Identifier: GPL-3.0-only
#include "plan_kinds.h"

namespace plan {

using namespace Qt::Literals::StringLiterals;

namespace {

QStringList strings(const QJsonValue& value) {
    QStringList found;
    for (const QJsonValue& one : value.toArray())
        found << one.toString();
    return found;
}

} // namespace

void readUnitKinds(Plan& plan, const QJsonObject& json) {
    const QJsonObject kinds = json.value("unit_kinds"_L1).toObject();
    for (auto it = kinds.begin(); it != kinds.end(); ++it) {
        const QJsonObject kind = it.value().toObject();
        plan.eligibility.insert(it.key(), strings(kind.value("eligibility"_L1)));
        // A kind that has items may hold these and no others; with an empty list none.
        if (kind.contains("items"_L1))
            plan.kindItems.insert(it.key(), strings(kind.value("items"_L1)));
    }
}

} // namespace plan
