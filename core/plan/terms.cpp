// SPDX-License-Identifier: GPL-3.0-only
#include "terms.h"

#include "plan_values.h"

#include <QJsonArray>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;

namespace {

void checkPayees(const QJsonObject& json, const QString& place, Faults& faults) {
    const QString inner = place + u".named"_s;
    const QStringList named = textsIn(json.value("named"_L1));
    const bool asks = json.value("payees"_L1).toString() == "named"_L1;
    if (asks && named.isEmpty())
        faults.add(inner, sentence("plan-file.named-missing", inner));
    if (!asks && !named.isEmpty())
        faults.add(inner, sentence("plan-file.named-unasked", inner));
    for (qsizetype i = 0; i < named.size(); ++i)
        if (named.indexOf(named[i]) < i) {
            const QString at = u"%1[%2]"_s.arg(inner).arg(i);
            faults.add(at, sentence("plan-file.twice", at, named[i]));
        }
}

void checkGrant(const QJsonObject& json, const QString& place, Faults& faults) {
    if (faults.at(place))
        return;
    const auto grant = readGrant({{"grant"_L1, json}});
    const QString percent = place + u".percent"_s;
    if (grant->percent.hundredths() == 0)
        faults.add(percent, sentence("plan-file.grant-percent", percent));
    const QString cap = place + u".cap"_s;
    if (grant->per != CapPer::Project && !grant->cap)
        faults.add(cap, sentence("plan-file.grant-cap", cap, place + u".cap_per"_s,
                                 json.value("cap_per"_L1).toString()));
}

} // namespace

QString payeesCode(PayeeKind kind) {
    switch (kind) {
    case PayeeKind::Own:
        return {};
    case PayeeKind::ContractParty:
        return u"contract-party"_s;
    case PayeeKind::Named:
        break;
    }
    return u"named"_s;
}

QString capPerCode(CapPer per) {
    switch (per) {
    case CapPer::Project:
        break;
    case CapPer::Unit:
        return u"unit"_s;
    case CapPer::UnitYear:
        return u"unit-year"_s;
    }
    return u"project"_s;
}

Payees readPayees(const QJsonObject& json) {
    const QString kind = json.value("payees"_L1).toString();
    if (kind == payeesCode(PayeeKind::ContractParty))
        return {PayeeKind::ContractParty, {}};
    if (kind == payeesCode(PayeeKind::Named))
        return {PayeeKind::Named, textsIn(json.value("named"_L1))};
    return {};
}

std::optional<Grant> readGrant(const QJsonObject& item) {
    const QJsonObject json = item.value("grant"_L1).toObject();
    if (json.isEmpty())
        return {};
    const QString per = json.value("cap_per"_L1).toString();
    return Grant{.percent = percentOf(json.value("percent"_L1)),
                 .cap = Fen::parse(json.value("cap"_L1).toString()),
                 .per = per == capPerCode(CapPer::Unit)       ? CapPer::Unit
                        : per == capPerCode(CapPer::UnitYear) ? CapPer::UnitYear
                                                              : CapPer::Project,
                 .ownPercent = percentOf(json.value("own_funds_percent"_L1))};
}

void checkTerms(const QJsonObject& plan, Faults& faults) {
    const QJsonObject paths = plan.value("paths"_L1).toObject();
    for (auto it = paths.begin(); it != paths.end(); ++it)
        checkPayees(it.value().toObject(), u"paths."_s + it.key(), faults);
    const QJsonArray lines = plan.value("lines"_L1).toArray();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QJsonArray items = lines[i].toObject().value("items"_L1).toArray();
        for (qsizetype j = 0; j < items.size(); ++j) {
            const QJsonObject item = items[j].toObject();
            const QString place = u"lines[%1].items[%2]"_s.arg(i).arg(j);
            checkPayees(item, place, faults);
            const QJsonValue grant = item.value("grant"_L1);
            if (grant.isObject() && !grant.toObject().isEmpty())
                checkGrant(grant.toObject(), place + u".grant"_s, faults);
        }
    }
}

QString payeesWords(const Payees& payees) {
    switch (payees.kind) {
    case PayeeKind::Own:
        return {};
    case PayeeKind::ContractParty:
        return u"只拨付给项目合同的对方单位"_s;
    case PayeeKind::Named:
        break;
    }
    return u"只拨付给指定的单位 "_s + payees.named.join(u"、"_s);
}

QString grantWords(const Grant& grant) {
    QString words = u"按总投资的 %1% 补助"_s.arg(grant.percent.toText());
    if (grant.cap) {
        const QString per = grant.per == CapPer::Project ? u"每个项目"_s
                            : grant.per == CapPer::Unit  ? u"每个单位"_s
                                                         : u"每个单位每年"_s;
        words += u",%1最高 %2 元"_s.arg(per, grant.cap->grouped());
    }
    if (grant.ownPercent.hundredths() > 0)
        words += u",自筹不低于总投资的 %1%"_s.arg(grant.ownPercent.toText());
    return words;
}

} // namespace plan
