// SPDX-License-Identifier: GPL-3.0-only
#include "winners.h"

namespace testing {

using namespace Qt::Literals::StringLiterals;

void winners(Office& office, int count, const QString& more) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    QStringList awards;
    QStringList ids;
    for (int i = 1; i <= count; ++i) {
        const QString unit = u"I%1"_s.arg(i);
        office.unit(unit, u"individual"_s);
        awards << uR"({"id":"J%1","kind":"award","unit":"%2"})"_s.arg(QString::number(i), unit);
        ids << u"\"J%1\""_s.arg(i);
    }
    const QString whole = QString::number(5000 * count) + u".00"_s;
    office.approved(u"XM-1"_s, u"L17"_s, u"L17-individual"_s, whole, u",\"year\":2019"_s + more,
                    u"I1"_s);
    office.ok(u"clerk1"_s, u"deliverable.add"_s,
              u"{\"project\":\"XM-1\",\"items\":[%1]}"_s.arg(awards.join(u',')));
    office.ok(u"clerk1"_s, u"acceptance.request"_s,
              uR"({"id":"YS-1","project":"XM-1","stage":"评选","claimed":"%1",)"
              R"("date":"2019-06-01","deliverables":[%2]})"_s.arg(whole, ids.join(u',')));
    office.ok(u"inspector1"_s, u"acceptance.conclude"_s,
              uR"({"id":"YS-1","result":"pass","accepted":"%1","team":[{"name":"王","unit":"局"}],)"
              R"("opinion":"合格","date":"2019-06-05"})"_s.arg(whole));
}

QString payeesFrom(int first, int last) {
    QStringList payees;
    for (int i = first; i <= last; ++i)
        payees << uR"({"unit":"I%1","amount":"5000.00"})"_s.arg(i);
    return u'[' + payees.join(u',') + u']';
}

void payWinners(Office& office, int count, const QString& state) {
    office.ok(u"clerk1"_s, u"payment.request"_s,
              uR"({"id":"BF-1","project":"XM-1","kind":"final","amount":"%1.00",)"
              R"("payees":%2,"date":"2019-06-06","report":"奖励名单"})"_s.arg(
                  QString::number(5000 * count), payeesFrom(1, count)));
    if (state == u"requested")
        return;
    const char* agree = "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-07'}";
    ok(office, "reviewer1", "payment.review", agree);
    if (state == u"reviewed")
        return;
    ok(office, "leader1", "payment.approve", agree);
    if (state == u"approved")
        return;
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-08','voucher':'记-1'}");
}

QJsonObject payeeOf(Office& office, const char* payment, const char* unit) {
    const QJsonValue shown = office.ask(u"auditor1"_s, u"payment.show"_s,
                                        u"{\"id\":\"%1\"}"_s.arg(QLatin1StringView(payment)));
    for (const QJsonValue& one : shown.toObject().value("payees"_L1).toArray())
        if (one.toObject().value("unit"_L1).toString() == QLatin1StringView(unit))
            return one.toObject();
    return {};
}

} // namespace testing
