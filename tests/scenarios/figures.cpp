// SPDX-License-Identifier: GPL-3.0-only
#include "figures.h"

#include <catch2/catch.hpp>

#include <QJsonArray>

namespace scenarios {

using namespace Qt::Literals::StringLiterals;
using testing::Office;

QString paymentKind(ScenarioArgs& words) {
    return words.oneOf(
        {{u"预拨"_s, u"prepay"_s}, {u"进度款"_s, u"stage"_s}, {u"尾款"_s, u"final"_s}});
}

namespace {

// Which one of a list in an answer.
struct Which {
    QString list;
    QString key;
    QString value;
};

QJsonObject entry(Office& office, const QString& question, const QString& with,
                  const Which& which) {
    const QJsonObject answer = office.ask(u"auditor1"_s, question, with).toObject();
    for (const QJsonValue& one : answer.value(which.list).toArray())
        if (one.toObject().value(which.key).toString() == which.value)
            return one.toObject();
    FAIL("nothing of " << which.value.toStdString());
    return {};
}

// "疑点 small-sum XM-1: 待说明"
void compareWarning(Office& office, ScenarioArgs& words) {
    const QString code = words.next();
    const QString id = code + u':' + words.next();
    words.expect(u":"_s);
    const QJsonArray items =
        office.ask(u"auditor1"_s, u"warning.list"_s, uR"({"code":"%1","count":1000})"_s.arg(code))
            .toObject()
            .value("items"_L1)
            .toArray();
    QString found = u"没有"_s;
    for (const QJsonValue& item : items)
        if (item["id"_L1] == id)
            found = item["explained"_L1].isUndefined() ? u"待说明"_s : u"已说明"_s;
    words.expect(found);
    words.end();
}

} // namespace

void compare(Office& office, ScenarioArgs& words) {
    if (words.skip(u"疑点"_s))
        return compareWarning(office, words);
    static const QHash<QString, QString> keys{{u"预算"_s, u"budget"_s},
                                              {u"已承诺"_s, u"committed"_s},
                                              {u"已拨付"_s, u"paid"_s},
                                              {u"追回"_s, u"recovered"_s},
                                              {u"可用"_s, u"available"_s},
                                              {u"计划"_s, u"planned"_s},
                                              {u"收到"_s, u"received"_s},
                                              {u"存量"_s, u"cash"_s},
                                              {u"支持"_s, u"support"_s},
                                              {u"验收合格"_s, u"accepted"_s},
                                              {u"状态"_s, u"state"_s},
                                              {u"已付"_s, u"paid"_s},
                                              {u"退票"_s, u"returned"_s},
                                              {u"退款"_s, u"refunded"_s},
                                              {u"本月"_s, u"paid_month"_s},
                                              {u"累计"_s, u"paid_total"_s},
                                              {u"累计追回"_s, u"recovered_total"_s}};
    const QString what = words.next();
    const QString id = words.next();
    QJsonObject found;
    if (what == u"余额") {
        found = office.row(id, words.next());
    } else if (what == u"项目") {
        found =
            office.ask(u"auditor1"_s, u"project.show"_s, uR"({"id":"%1"})"_s.arg(id)).toObject();
    } else if (what == u"拨付") {
        found =
            office.ask(u"auditor1"_s, u"payment.show"_s, uR"({"id":"%1"})"_s.arg(id)).toObject();
    } else if (what == u"收款") {
        found = entry(office, u"payment.show"_s, uR"({"id":"%1"})"_s.arg(id),
                      {u"payees"_s, u"unit"_s, words.next()});
    } else if (what == u"月报") {
        found = entry(office, u"disclosure.preview"_s, uR"({"month":"%1"})"_s.arg(id),
                      {u"rows"_s, u"project"_s, words.next()});
    } else if (what == u"资金") {
        const QJsonObject all = office.ask(u"auditor1"_s, u"budget.execution"_s).toObject();
        for (const QJsonValue& source : all.value("by_source"_L1).toArray())
            if (source.toObject().value("source"_L1).toString() == id)
                found = source.toObject();
    } else if (what == u"可拨") {
        const QString with = uR"({"project":"%1","kind":"%2"})"_s.arg(id, paymentKind(words));
        found = office.ask(u"auditor1"_s, u"payment.limit"_s, with).toObject();
        words.expect(u":"_s);
        CHECK(found.value("limit"_L1).toString().toStdString() == words.amount().toStdString());
        return words.end();
    } else {
        FAIL("neither a step (with its →) nor a figure");
    }
    words.expect(u":"_s);
    while (!words.atEnd()) {
        const QString name = words.next();
        INFO(name.toStdString());
        REQUIRE(keys.contains(name));
        const QString value = name == u"状态" ? words.oneOf({{u"已批准"_s, u"approved"_s},
                                                             {u"已开工"_s, u"started"_s},
                                                             {u"已办结"_s, u"closed"_s},
                                                             {u"已撤销"_s, u"cancelled"_s},
                                                             {u"已退回"_s, u"returned"_s},
                                                             {u"已拨付"_s, u"paid"_s}})
                                              : words.amount();
        CHECK(found.value(keys.value(name)).toString().toStdString() == value.toStdString());
    }
}

} // namespace scenarios
