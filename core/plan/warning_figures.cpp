// SPDX-License-Identifier: GPL-3.0-only
#include "warning_figures.h"

#include <QJsonArray>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

struct Figure {
    const char* key;
    QJsonValue usual;
};

struct Code {
    const char* name;
    std::vector<Figure> figures = {};
};

// What the figures mean stands in core/CONTRACT.md.
const std::vector<Code>& codes() {
    static const std::vector<Code> all{
        {"same-account"},
        {"private-account"},
        {"same-person"},
        {"barred-again"},
        {"no-contractor"},
        {"same-content"},
        {"split", {{"split_below", u"500000.00"_s}, {"days", 30}, {"count", 3}}},
        {"station-again"},
        {"class-again"},
        {"contract-low"},
        {"contract-none"},
        {"contract-late"},
        {"invoice-low"},
        {"invoice-run", {{"count", 3}}},
        {"invoice-late"},
        {"document-again"},
        {"voucher-again"},
        {"receipt-again"},
        {"team-own"},
        {"same-day"},
        {"waived-by-closer", {{"count", 3}}},
        {"prepaid-idle", {{"days", 180}}},
        {"unpaid", {{"days", 60}, {"working_days", 10}}},
        {"holiday"},
        {"backdated", {{"days", 30}}},
        {"paper-many", {{"percent", u"50"_s}}},
        {"small-sum", {{"amount", u"1000.00"_s}}},
        {"over-finding"},
        {"rectify-late"},
        {"match-late", {{"sources", QJsonArray{u"county"_s}}}},
        {"phase-use", {{"count", 2}}},
        {"rate-low"},
        {"undisclosed", {{"days", 10}}},
        {"ahead-of-contract"},
        {"personal-digits"},
    };
    return all;
}

const Code* find(const QString& name) {
    for (const Code& code : codes())
        if (name == QLatin1StringView(code.name))
            return &code;
    return nullptr;
}

} // namespace

void checkWarnings(const QJsonObject& json, Faults& faults) {
    const QJsonObject given = json.value("warnings"_L1).toObject();
    for (auto it = given.begin(); it != given.end(); ++it) {
        const QString place = u"warnings."_s + it.key();
        const Code* code = find(it.key());
        if (!code) {
            faults.add(place, undefinedAt(place, it.key(), warningCodes()));
            continue;
        }
        const QStringList keys = it.value().toObject().keys();
        for (const QString& key : keys) {
            const QString field = place + u'.' + key;
            const bool known =
                std::any_of(code->figures.begin(), code->figures.end(),
                            [&](const Figure& one) { return key == QLatin1StringView(one.key); });
            if (!known && !faults.exactlyAt(field))
                faults.add(field, sentence("plan-file.warning-figure", field));
        }
    }
}

std::optional<QJsonObject> warningFigures(const Plan& plan, const QString& code) {
    const Code* known = find(code);
    const QJsonValue given = plan.json.value("warnings"_L1)[code];
    if (!known || (given.isBool() && !given.toBool()))
        return {};
    QJsonObject figures;
    for (const Figure& figure : known->figures) {
        const QString key = QString::fromLatin1(figure.key);
        figures.insert(key, given[key].isUndefined() ? figure.usual : given[key]);
    }
    return figures;
}

QStringList warningCodes() {
    QStringList names;
    for (const Code& code : codes())
        names << QString::fromLatin1(code.name);
    return names;
}

QDate beginOf(const Plan& plan) {
    const QJsonValue period = plan.json.value("period"_L1);
    return QDate::fromString(period["from"_L1].toString(plan.effective), Qt::ISODate);
}

std::vector<RateThreshold> rateThresholds(const Plan& plan) {
    QJsonArray given = plan.json.value("rate_thresholds"_L1).toArray();
    if (given.isEmpty())
        given = {QJsonObject{{"months"_L1, 12}, {"percent"_L1, u"50"_s}},
                 QJsonObject{{"months"_L1, 24}, {"percent"_L1, u"90"_s}}};
    std::vector<RateThreshold> all;
    for (const QJsonValue& one : given)
        if (const auto percent = money::Percent::parse(one["percent"_L1].toString()))
            all.push_back({beginOf(plan).addMonths(one["months"_L1].toInt()).toString(Qt::ISODate),
                           *percent});
    std::stable_sort(all.begin(), all.end(), [](const RateThreshold& a, const RateThreshold& b) {
        return a.since < b.since;
    });
    return all;
}

} // namespace plan
