// SPDX-License-Identifier: GPL-3.0-only
#include "plan_file.h"

#include "plan_kinds.h"
#include "plan_values.h"

#include <identity/password.h>
#include <journal/shape.h>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using money::Fen;
using money::Percent;

namespace {

QStringList strings(const QJsonValue& value) {
    QStringList list;
    for (const QJsonValue& item : value.toArray())
        list << item.toString();
    return list;
}

// "" stands for "none" in a plan file's amounts.
std::optional<Fen> optionalAmount(const QJsonValue& value) {
    return Fen::parse(value.toString());
}

Fen amountOf(const QJsonValue& value) {
    return optionalAmount(value).value_or(Fen());
}

Item readItem(const QJsonObject& json, const QString& line) {
    Item item;
    item.code = json.value("code"_L1).toString();
    item.line = line;
    item.name = json.value("name"_L1).toString();
    item.ceiling = amountOf(json.value("ceiling"_L1));
    item.sources = strings(json.value("sources"_L1));
    item.counts = json.value("counts"_L1).toString();
    item.unitAmount = optionalAmount(json.value("unit_amount"_L1));
    item.countPerYear = json.value("count_per_year"_L1).toInt();
    for (const QJsonValue& year : json.value("years"_L1).toArray())
        item.years << year.toInt();
    item.yearlyCeiling = optionalAmount(json.value("yearly_ceiling"_L1));
    item.materials = strings(json.value("materials"_L1));
    item.unitKinds = strings(json.value("unit_kinds"_L1));
    item.areaTown = json.value("area_town_m2"_L1).toString();
    item.areaVillage = json.value("area_village_m2"_L1).toString();
    return item;
}

Line readLine(const QJsonObject& json) {
    Line line;
    line.code = json.value("code"_L1).toString();
    line.category = json.value("category"_L1).toString();
    line.name = json.value("name"_L1).toString();
    line.scope = json.value("scope"_L1).toString();
    line.standardWords = json.value("standard_words"_L1).toString();
    line.direction = json.value("direction"_L1).toInt();
    line.path = json.value("path"_L1).toString();
    line.openPaths = strings(json.value("open_paths"_L1));
    line.printedTotal = optionalAmount(json.value("printed_total"_L1));
    const QJsonObject budget = json.value("budget"_L1).toObject();
    for (auto it = budget.begin(); it != budget.end(); ++it)
        line.budget.insert(it.key(), amountOf(it.value()));
    for (const QJsonValue& item : json.value("items"_L1).toArray())
        line.items.push_back(readItem(item.toObject(), line.code));
    line.lead = json.value("lead"_L1).toString();
    line.supporting = strings(json.value("supporting"_L1));
    line.notices = strings(json.value("notices"_L1));
    return line;
}

Path readPath(const QString& code, const QJsonObject& json) {
    Path path{code,
              json.value("name"_L1).toString(),
              json.value("article"_L1).toString(),
              json.value("words"_L1).toString(),
              strings(json.value("kinds"_L1)),
              percentOf(json.value("prepay_percent"_L1)),
              strings(json.value("office_review"_L1)),
              percentOf(json.value("retention_percent"_L1)),
              json.value("notice_days"_L1).toInt(),
              {}};
    for (const QJsonValue& stage : json.value("stages"_L1).toArray())
        path.stages.push_back({stage.toObject().value("name"_L1).toString(),
                               percentOf(stage.toObject().value("percent"_L1))});
    return path;
}

// --- the file's form -------------------------------------------------------------------------

// Walks a plan file and says the first thing that is wrong with its form.
class FormCheck {
public:
    explicit FormCheck(const QJsonObject& json) : m_json(json) {}

    std::optional<Rejection> run() {
        if (m_json.value("format"_L1).toString() != "funddesk-plan/1"_L1)
            return badInput(u"format"_s, sentence("plan-file.format"));
        for (const QString& key : {u"name"_s, u"county"_s, u"document"_s})
            if (m_json.value(key).toString().trimmed().isEmpty())
                return missing(key);
        if (!journal::isDate(m_json.value("effective"_L1).toString()))
            return badInput(u"effective"_s, sentence("plan-file.effective"));
        if (m_json.contains("first_day"_L1)
            && (!journal::isDate(m_json.value("first_day"_L1).toString())
                || m_json.value("first_day"_L1).toString()
                       > m_json.value("effective"_L1).toString()))
            return badInput(u"first_day"_s, sentence("plan-file.first-day"));
        if (auto rejection = plainValues(m_json))
            return rejection;
        if (auto rejection = checkSources())
            return rejection;
        if (auto rejection = checkPaths())
            return rejection;
        if (auto rejection = checkLines())
            return rejection;
        if (auto rejection = checkUnitKinds(m_json, m_items))
            return rejection;
        return checkSecurity();
    }

private:
    static std::optional<Rejection> missing(const QString& place) {
        return badInput(place, sentence("plan-file.missing", place));
    }

    static std::optional<Rejection> amount(const QJsonObject& json, const QString& key,
                                           const QString& place, bool optional = false) {
        const QString text = json.value(key).toString();
        if ((optional && text.isEmpty() && !json.value(key).isDouble()) || Fen::parse(text)) // json
            return {};
        const QString field = place + u'.' + key;
        return badInput(field, sentence("plan-file.amount", field));
    }

    static std::optional<Rejection> percent(const QJsonObject& json, QLatin1StringView key,
                                            const QString& place) {
        if (Percent::parse(json.value(key).toString(u"0"_s)))
            return {};
        const QString field = place + u'.' + key;
        return badInput(field, sentence("plan-file.percent", field));
    }

    static std::optional<Rejection> code(const QJsonObject& json, const QString& place,
                                         QSet<QString>& known) {
        const QString text = json.value("code"_L1).toString();
        if (auto rejection = journal::Shape{journal::id("code")}.rejection(
                QJsonObject{{"code"_L1, text}}, place))
            return rejection;
        if (known.contains(text))
            return badInput(place, sentence("plan-file.code-twice", text, place));
        known.insert(text);
        if (json.value("name"_L1).toString().trimmed().isEmpty())
            return missing(place + u".name"_s);
        return {};
    }

    std::optional<Rejection> checkSources() {
        const QJsonArray sources = m_json.value("sources"_L1).toArray();
        if (sources.isEmpty())
            return missing(u"sources"_s);
        int conditional = 0;
        for (qsizetype i = 0; i < sources.size(); ++i) {
            const QJsonObject source = sources[i].toObject();
            const QString place = u"sources[%1]"_s.arg(i);
            if (auto rejection = code(source, place, m_sources))
                return rejection;
            if (auto rejection = amount(source, u"amount"_s, place))
                return rejection;
            const QString condition = source.value("condition"_L1).toString();
            if (!condition.isEmpty() && condition != "evaluation"_L1)
                return badInput(place + u".condition"_s, sentence("plan-file.condition"));
            conditional += condition.isEmpty() ? 0 : 1;
        }
        if (conditional > 1)
            return badInput(u"sources"_s, sentence("plan-file.conditions"));
        return {};
    }

    std::optional<Rejection> checkPaths() {
        const QJsonObject paths = m_json.value("paths"_L1).toObject();
        if (paths.isEmpty())
            return missing(u"paths"_s);
        static const QStringList kinds{u"prepay"_s, u"stage"_s, u"final"_s};
        for (auto it = paths.begin(); it != paths.end(); ++it) {
            const QJsonObject path = it.value().toObject();
            const QString place = u"paths."_s + it.key();
            for (QLatin1StringView key : {"prepay_percent"_L1, "retention_percent"_L1})
                if (auto rejection = percent(path, key, place))
                    return rejection;
            if (path.value("kinds"_L1).toArray().isEmpty())
                return missing(place + u".kinds"_s);
            for (const QString& kind :
                 strings(path.value("kinds"_L1)) + strings(path.value("office_review"_L1)))
                if (!kinds.contains(kind))
                    return badInput(place, sentence("plan-file.payment-kind", place, kind));
            if (auto rejection = checkStages(path.value("stages"_L1).toArray(), place))
                return rejection;
        }
        return {};
    }

    static std::optional<Rejection> checkStages(const QJsonArray& stages, const QString& place) {
        qint64 before = 0;
        for (const QJsonValue& stage : stages) {
            if (auto rejection = percent(stage.toObject(), "percent"_L1, place + u".stages"_s))
                return rejection;
            const qint64 now = percentOf(stage.toObject().value("percent"_L1)).hundredths();
            if (now <= before)
                return badInput(place + u".stages"_s, sentence("plan-file.stages", place));
            before = now;
        }
        return {};
    }

    std::optional<Rejection> checkLines() {
        const QJsonArray lines = m_json.value("lines"_L1).toArray();
        if (lines.isEmpty())
            return missing(u"lines"_s);
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QJsonObject line = lines[i].toObject();
            const QString place = u"lines[%1]"_s.arg(i);
            if (auto rejection = code(line, place, m_lines))
                return rejection;
            const QJsonObject paths = m_json.value("paths"_L1).toObject();
            for (const QString& path : QStringList{line.value("path"_L1).toString()}
                                           + strings(line.value("open_paths"_L1)))
                if (!paths.contains(path))
                    return badInput(place + u".path"_s, sentence("plan-file.path", place, path));
            if (auto rejection = amount(line, u"printed_total"_s, place, true))
                return rejection;
            const int direction = line.value("direction"_L1).toInt();
            if (direction < 1 || direction > 7)
                return badInput(place + u".direction"_s, sentence("plan-file.direction", place));
            const QJsonObject budget = line.value("budget"_L1).toObject();
            for (auto it = budget.begin(); it != budget.end(); ++it) {
                if (!m_sources.contains(it.key()))
                    return badInput(place + u".budget"_s,
                                    sentence("plan-file.budget-source", place, it.key()));
                if (auto rejection = amount(budget, it.key(), place + u".budget"_s))
                    return rejection;
            }
            if (auto rejection = checkItems(line.value("items"_L1).toArray(), place))
                return rejection;
        }
        return {};
    }

    std::optional<Rejection> checkItems(const QJsonArray& items, const QString& linePlace) {
        static const QStringList counted{
            u""_s, u"station"_s, u"training"_s, u"certification"_s, u"award"_s, u"operation"_s};
        for (qsizetype i = 0; i < items.size(); ++i) {
            const QJsonObject item = items[i].toObject();
            const QString place = u"%1.items[%2]"_s.arg(linePlace).arg(i);
            if (auto rejection = code(item, place, m_items))
                return rejection;
            if (auto rejection = amount(item, u"ceiling"_s, place))
                return rejection;
            for (const QString& key : {u"unit_amount"_s, u"yearly_ceiling"_s})
                if (auto rejection = amount(item, key, place, true))
                    return rejection;
            if (!counted.contains(item.value("counts"_L1).toString()))
                return badInput(place + u".counts"_s, sentence("plan-file.counts", place));
            for (const QString& source : strings(item.value("sources"_L1)))
                if (!m_sources.contains(source))
                    return badInput(place + u".sources"_s,
                                    sentence("plan-file.item-source", place, source));
            for (const QString& kind : strings(item.value("unit_kinds"_L1)))
                if (!m_json.value("unit_kinds"_L1).toObject().contains(kind))
                    return badInput(place + u".unit_kinds"_s,
                                    sentence("plan-file.item-unit-kind", place, kind));
        }
        return {};
    }

    std::optional<Rejection> checkSecurity() {
        const QJsonObject security = m_json.value("security"_L1).toObject();
        for (const QString& key : security.keys())
            if (security.value(key).toInt(-1) < 0)
                return badInput(u"security."_s + key, sentence("plan-file.security", key));
        return identity::requireLevelTwo(security);
    }

    const QJsonObject& m_json;
    QSet<QString> m_sources;
    QSet<QString> m_lines;
    QSet<QString> m_items;
};

// --- its sums ----------------------------------------------------------------------------------

journal::Rejection sumsRejection(const QString& row, Fen stated, Fen actual) {
    return refuse(Rule::PlanSums, sentence("plan-file.sum", row, stated.toYuan(), actual.toYuan()))
        .at(row)
        .limit(actual)
        .asked(stated);
}

std::optional<Rejection> checkSums(const Plan& plan) {
    for (const Source& source : plan.sources) {
        Fen total;
        for (const Line& line : plan.lines)
            total += line.budget.value(source.code);
        if (total != source.amount)
            return sumsRejection(u"来源 %1 %2"_s.arg(source.code, source.name), source.amount,
                                 total);
    }
    for (const Line& line : plan.lines) {
        Fen total;
        for (Fen part : line.budget)
            total += part;
        const bool noticed = !line.notices.isEmpty();
        if (line.printedTotal && *line.printedTotal != total && !noticed)
            return sumsRejection(u"支持项目 %1 %2"_s.arg(line.code, line.name), *line.printedTotal,
                                 total);
        for (const Item& item : line.items) {
            Fen reach;
            for (auto it = line.budget.begin(); it != line.budget.end(); ++it)
                if (item.sources.isEmpty() || item.sources.contains(it.key()))
                    reach += it.value();
            if (item.ceiling > reach)
                return sumsRejection(u"细项 %1 %2"_s.arg(item.code, item.name), item.ceiling,
                                     reach);
        }
    }
    return {};
}

} // namespace

std::optional<Rejection> checkPlanFile(const QJsonObject& json) {
    if (auto rejection = FormCheck(json).run())
        return withCodes(json, *rejection);
    if (auto rejection = checkGoals(json))
        return withCodes(json, *rejection);
    try {
        return checkSums(readPlan(json));
    } catch (const money::Overflow&) {
        return badInput(u"lines"_s, sentence("sum.overflow"));
    }
}

Plan readPlan(const QJsonObject& json) {
    Plan plan;
    plan.json = json;
    plan.name = json.value("name"_L1).toString();
    plan.county = json.value("county"_L1).toString();
    plan.document = json.value("document"_L1).toString();
    plan.effective = json.value("effective"_L1).toString();
    plan.firstDay = firstDayOf(json);
    for (const QJsonValue& value : json.value("sources"_L1).toArray()) {
        const QJsonObject source = value.toObject();
        plan.sources.push_back(
            {source.value("code"_L1).toString(), source.value("name"_L1).toString(),
             amountOf(source.value("amount"_L1)), source.value("phase"_L1).toInt(1),
             source.value("condition"_L1).toString() == "evaluation"_L1,
             source.value("subject"_L1).toString()});
    }
    for (const QJsonValue& line : json.value("lines"_L1).toArray())
        plan.lines.push_back(readLine(line.toObject()));
    const QJsonObject paths = json.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        plan.paths.insert(it.key(), readPath(it.key(), it.value().toObject()));
    readUnitKinds(plan, json);
    plan.notices = strings(json.value("notices"_L1));
    const QJsonObject calendar = json.value("calendar"_L1).toObject();
    plan.holidays = strings(calendar.value("holidays"_L1));
    plan.workdays = strings(calendar.value("workdays"_L1));
    return plan;
}

identity::Policy readPolicy(const QJsonObject& json) {
    const QJsonObject security = json.value("security"_L1).toObject();
    const identity::Policy usual;
    return {security.value("password_min"_L1).toInt(usual.passwordMin),
            security.value("password_classes"_L1).toInt(usual.passwordClasses),
            security.value("password_days"_L1).toInt(usual.passwordDays),
            security.value("failures"_L1).toInt(usual.failures),
            security.value("lock_minutes"_L1).toInt(usual.lockMinutes),
            security.value("idle_minutes"_L1).toInt(usual.idleMinutes)};
}

} // namespace plan
