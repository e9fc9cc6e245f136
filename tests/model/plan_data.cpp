// SPDX-License-Identifier: GPL-3.0-only
#include "plan_data.h"

#include <support/office.h>

#include <QDate>
#include <QJsonDocument>

namespace model {

using namespace Qt::Literals::StringLiterals;

namespace {

std::string text(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString().toStdString();
}

std::set<std::string> texts(const QJsonValue& list) {
    std::set<std::string> found;
    for (const QJsonValue& one : list.toArray())
        found.insert(one.toString().toStdString());
    return found;
}

Fen percent(const QJsonValue& value) {
    return value.toString().toLongLong();
}

PayeesData payeesOf(const QJsonObject& json) {
    return {text(json, "payees"_L1), texts(json.value("named"_L1))};
}

std::optional<GrantData> grantOf(const QJsonObject& item) {
    const QJsonObject json = item.value("grant"_L1).toObject();
    if (json.isEmpty())
        return {};
    const std::string cap = text(json, "cap"_L1);
    const QString per = json.value("cap_per"_L1).toString();
    return GrantData{.percent = percent(json.value("percent"_L1)),
                     .cap = cap.empty() ? -1 : fen(cap),
                     .capPer = per.isEmpty() ? "project" : per.toStdString(),
                     .ownPercent = percent(json.value("own_funds_percent"_L1))};
}

PathData pathOf(const QJsonObject& json) {
    PathData path{.kinds = texts(json.value("kinds"_L1)),
                  .officeReview = texts(json.value("office_review"_L1)),
                  .prepayPercent = percent(json.value("prepay_percent"_L1)),
                  .retentionPercent = percent(json.value("retention_percent"_L1)),
                  .noticeDays = json.value("notice_days"_L1).toInt(),
                  .stages = {}};
    for (const QJsonValue& value : json.value("stages"_L1).toArray()) {
        const QJsonObject stage = value.toObject();
        const std::string when = stage.value("when"_L1).toString(u"acceptance"_s).toStdString();
        path.stages.push_back({.name = text(stage, "name"_L1),
                               .when = when,
                               .of = stage.value("of"_L1).toString(u"support"_s).toStdString(),
                               .percent = percent(stage.value("percent"_L1)),
                               .ahead = stage.value("ahead"_L1).toBool(when != "acceptance")});
    }
    if (const QJsonObject term = json.value("retention"_L1).toObject(); !term.isEmpty()) {
        path.retentionPercent = percent(term.value("percent"_L1));
        path.retentionMonths = term.value("months"_L1).toInt();
        path.retentionFromLast = text(term, "from"_L1) == "last";
    }
    path.audit = json.value("audit"_L1).toBool();
    path.guarantee = json.value("guarantee"_L1).toBool();
    path.payees = payeesOf(json);
    return path;
}

LineData lineOf(const QJsonObject& json) {
    LineData line;
    line.code = text(json, "code"_L1);
    line.path = text(json, "path"_L1);
    const QJsonObject budget = json.value("budget"_L1).toObject();
    for (auto it = budget.begin(); it != budget.end(); ++it)
        line.budget[it.key().toStdString()] = fen(it.value().toString().toStdString());
    const QJsonArray items = json.value("items"_L1).toArray();
    for (const QJsonValue& value : items) {
        const QJsonObject item = value.toObject();
        const std::string unitAmount = text(item, "unit_amount"_L1);
        std::set<int> years;
        for (const QJsonValue& year : item.value("years"_L1).toArray())
            years.insert(year.toInt());
        const std::string yearly = text(item, "yearly_ceiling"_L1);
        line.items.push_back({.code = text(item, "code"_L1),
                              .ceiling = fen(text(item, "ceiling"_L1)),
                              .sources = texts(item.value("sources"_L1)),
                              .yearly = yearly.empty() ? 0 : fen(yearly),
                              .counts = text(item, "counts"_L1),
                              .unitAmount = unitAmount.empty() ? 0 : fen(unitAmount),
                              .perYear = item.value("count_per_year"_L1).toInt(),
                              .years = years,
                              .unitKinds = texts(item.value("unit_kinds"_L1)),
                              .grant = grantOf(item),
                              .payees = payeesOf(item)});
    }
    return line;
}

} // namespace

PlanData readPlanData(const std::string& file) {
    const QJsonObject json =
        QJsonDocument::fromJson(testing::readPlan(QString::fromStdString(file))).object();
    PlanData plan;
    plan.file = file;
    plan.effective = text(json, "effective"_L1);
    plan.firstDay = text(json, "first_day"_L1);
    if (plan.firstDay.empty())
        plan.firstDay = std::to_string(std::stoi(plan.effective.substr(0, 4)) - 1) + "-01-01";
    const QJsonObject kinds = json.value("unit_kinds"_L1).toObject();
    for (auto it = kinds.begin(); it != kinds.end(); ++it)
        if (it.value().toObject().contains("items"_L1))
            plan.onlyItems[it.key().toStdString()] = texts(it.value().toObject().value("items"_L1));
    for (const QJsonValue& value : json.value("sources"_L1).toArray()) {
        const QJsonObject source = value.toObject();
        plan.sources.push_back(text(source, "code"_L1));
        plan.planned[text(source, "code"_L1)] = fen(text(source, "amount"_L1));
        if (!text(source, "condition"_L1).empty())
            plan.conditional = text(source, "code"_L1);
    }
    const QJsonObject paths = json.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        plan.paths[it.key().toStdString()] = pathOf(it.value().toObject());
    for (const QJsonValue& value : json.value("lines"_L1).toArray()) {
        plan.lines.push_back(lineOf(value.toObject()));
        const QJsonObject shares = value.toObject().value("shares"_L1).toObject();
        for (const std::string& source : plan.sources)
            if (const QJsonValue one = shares.value(QString::fromStdString(source));
                !one.isUndefined())
                plan.lines.back().shares.emplace_back(source, 100 * percent(one));
    }
    if (const std::string above = text(json, "collective_above"_L1); !above.empty())
        plan.collectiveAbove = fen(above);
    const QJsonObject calendar = json.value("calendar"_L1).toObject();
    plan.holidays = texts(calendar.value("holidays"_L1));
    plan.workdays = texts(calendar.value("workdays"_L1));
    return plan;
}

const LineData& PlanData::line(const std::string& code) const {
    for (const LineData& line : lines)
        if (line.code == code)
            return line;
    throw std::logic_error("no line " + code);
}

const ItemData* PlanData::item(const std::string& code) const {
    for (const LineData& line : lines)
        for (const ItemData& item : line.items)
            if (item.code == code)
                return &item;
    return nullptr;
}

bool PlanData::mayHold(const std::string& kind, const std::string& code) const {
    if (const auto only = onlyItems.find(kind); only != onlyItems.end())
        return only->second.contains(code);
    const ItemData* held = item(code);
    if (held && !held->unitKinds.empty())
        return held->unitKinds.contains(kind);
    return kind == "enterprise" || kind == "cooperative" || kind == "organisation";
}

const std::map<std::string, std::string>& unitsOnStage() {
    static const std::map<std::string, std::string> units{
        {"U1", "enterprise"}, {"U2", "enterprise"}, {"U3", "enterprise"}, {"T1", "organisation"},
        {"I1", "individual"}, {"I2", "individual"}, {"I3", "individual"}};
    return units;
}

// U3 has its papers late.
std::string evidenceOnStage(const std::string& unit) {
    return unit == "U3" ? "2019-02-20" : unit.starts_with('U') ? "2019-01-05" : "";
}

std::string monthsAfter(const std::string& date, int months) {
    return QDate::fromString(QString::fromStdString(date), Qt::ISODate)
        .addMonths(months)
        .toString(Qt::ISODate)
        .toStdString();
}

std::string daysAfter(const std::string& date, int days) {
    return QDate::fromString(QString::fromStdString(date), Qt::ISODate)
        .addDays(days)
        .toString(Qt::ISODate)
        .toStdString();
}

int workingDaysWithin(const PlanData& plan, const std::string& after, const std::string& last) {
    int count = 0;
    for (std::string day = daysAfter(after, 1); day <= last; day = daysAfter(day, 1)) {
        const int weekday = QDate::fromString(QString::fromStdString(day), Qt::ISODate).dayOfWeek();
        const bool free = weekday > 5 || plan.holidays.contains(day);
        count += !free || plan.workdays.contains(day) ? 1 : 0;
    }
    return count;
}

Fen sum(const Parts& parts) {
    Fen total = 0;
    for (const auto& [key, amount] : parts)
        total += amount;
    return total;
}

Fen part(const Parts& parts, const std::string& key) {
    const auto found = parts.find(key);
    return found == parts.end() ? 0 : found->second;
}

std::set<std::string> keys(const Parts& parts) {
    std::set<std::string> found;
    for (const auto& [key, amount] : parts)
        found.insert(key);
    return found;
}

std::string yuan(Fen amount) {
    const std::string sign = amount < 0 ? "-" : "";
    const Fen size = amount < 0 ? -amount : amount;
    const std::string cents = std::to_string(size % 100);
    return sign + std::to_string(size / 100) + '.' + (cents.size() < 2 ? "0" : "") + cents;
}

Fen fen(const std::string& yuan) {
    const bool negative = yuan.starts_with('-');
    const std::size_t point = yuan.find('.');
    std::string digits = yuan.substr(negative ? 1 : 0, point - (negative ? 1 : 0));
    std::string cents = point == std::string::npos ? "" : yuan.substr(point + 1);
    cents.resize(2, '0');
    const Fen size = std::stoll(digits + cents);
    return negative ? -size : size;
}

} // namespace model
