// SPDX-License-Identifier: GPL-3.0-only
#include "payees.h"

#include <support/office.h>

namespace scenarios {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject nextAccount(const QString& holder) {
    static int serial = 0;
    return {{"name"_L1, u"农行支行"_s},
            {"account"_L1, u"62170000%1"_s.arg(++serial, 4, 10, QChar(u'0'))},
            {"holder"_L1, holder}};
}

} // namespace

Sent registerPerson(ScenarioArgs&, QJsonObject with) {
    static int serial = 9000;
    const QString id = with.value("id"_L1).toString();
    with.remove("date"_L1);
    with.insert("name"_L1, id);
    with.insert("kind"_L1, u"individual"_s);
    with.insert("code"_L1, testing::identityNumber(++serial));
    with.insert("bank"_L1, nextAccount(id));
    return {u"unit.register"_s, {with}};
}

Sent registerOrganisation(ScenarioArgs&, QJsonObject with) {
    static int serial = 8000;
    const QString id = with.value("id"_L1).toString();
    with.remove("date"_L1);
    with.insert("name"_L1, id);
    with.insert("kind"_L1, u"organisation"_s);
    with.insert("code"_L1, testing::creditCode(++serial));
    with.insert("bank"_L1, nextAccount(id));
    return {u"unit.register"_s, {with}};
}

Sent recordContract(ScenarioArgs& words, QJsonObject with) {
    with.insert("project"_L1, words.after(u"项目"_s));
    with.insert("party"_L1, words.after(u"对方"_s));
    with.insert("amount"_L1, words.amount());
    with.insert("number"_L1, with.value("id"_L1));
    return {u"contract.record"_s, {with}};
}

Sent voidContract(ScenarioArgs&, QJsonObject with) {
    with.insert("kind"_L1, u"contract"_s);
    with.insert("reason"_L1, u"登记有误"_s);
    return {u"void"_s, {with}};
}

Sent award(ScenarioArgs& words, QJsonObject with) {
    const QString project = words.after(u"项目"_s);
    return {
        u"deliverable.add"_s,
        {QJsonObject{{"project"_L1, project},
                     {"items"_L1, QJsonArray{QJsonObject{{"id"_L1, with.value("id"_L1)},
                                                         {"kind"_L1, u"award"_s},
                                                         {"unit"_L1, words.after(u"单位"_s)}}}}}}};
}

Sent changeAccount(ScenarioArgs&, QJsonObject with) {
    with.insert("document"_L1, u"开户许可证"_s);
    with.insert("bank"_L1, nextAccount(with.value("id"_L1).toString()));
    return {u"unit.change"_s, {with}};
}

Sent confirmAccount(ScenarioArgs&, QJsonObject with) {
    return {u"unit.confirm-bank"_s, {with}};
}

} // namespace scenarios
