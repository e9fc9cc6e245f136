// SPDX-License-Identifier: GPL-3.0-only
#include "stage.h"

#include <fund/internals.h>

// At the end of each day on which anything was booked nothing stands below zero, nobody was paid
// more than he was approved, and no more was accepted.

namespace model {

using namespace Qt::Literals::StringLiterals;

namespace {

bool negative(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString().startsWith(u'-');
}

} // namespace

std::string Stage::everyDay(const Model& model) {
    auto dates =
        fund::Internals::context(m_office.open()).db.query("SELECT DISTINCT date FROM transfer");
    std::set<std::string> days;
    while (dates.next())
        days.insert(dates.text(0).toStdString());
    for (const std::string& day : days) {
        const QJsonObject execution =
            ask("budget.execution", {{"as_of"_L1, QString::fromStdString(day)}});
        for (const QJsonValue& row : execution.value("rows"_L1).toArray())
            for (const auto key :
                 {"budget"_L1, "committed"_L1, "paid"_L1, "recovered"_L1, "available"_L1})
                if (negative(row.toObject(), key))
                    return day + ": " + std::string(key.data()) + " of "
                           + row.toObject().value("line"_L1).toString().toStdString()
                           + " is below zero";
        for (const QJsonValue& source : execution.value("by_source"_L1).toArray())
            if (negative(source.toObject(), "cash"_L1))
                return day + ": cash below zero";
        for (const auto& [id, project] : model.projects()) {
            if (project.approvedOn.empty() || day < project.approvedOn)
                continue;
            const Fen support = model.on(day, "support " + id);
            if (model.usedOn(project, day) > support)
                return day + ": more than its support is paid or under way of " + id;
            if (model.acceptedOn(project, day) > support)
                return day + ": more than its support is accepted of " + id;
        }
    }
    return {};
}

} // namespace model
