// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;
using testing::outcome;

namespace {

const QStringList states{u"requested"_s, u"reviewed"_s, u"approved"_s, u"paid"_s,
                         u"returned"_s,  u"rejected"_s, u"withdrawn"_s};

// A prepayment of XM-1 in that state.
void bring(Office& office, const QString& state) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    const bool ended = state == u"returned" || state == u"rejected" || state == u"withdrawn";
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"100.00"_s, u"2019-02-15"_s,
                   ended ? u"requested"_s : state);
    if (state == u"withdrawn")
        ok(office, "clerk1", "withdraw",
           "{'kind':'payment','id':'BF-1','date':'2019-02-15','reason':'撤回'}");
    else if (ended)
        office.ok(u"reviewer1"_s, u"payment.review"_s,
                  uR"({"id":"BF-1","decision":"%1","opinion":"意见","date":"2019-02-15"})"_s.arg(
                      state == u"returned" ? u"return"_s : u"reject"_s));
}

struct Row {
    const char* user;
    const char* command;
    const char* with;
    const char* otherwise;
    QMap<QString, const char*> named;
};

const QList<Row>& rows() {
    static const char* decision =
        "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-02-16'}";
    static const QList<Row> all{
        {"clerk1",
         "payment.request",
         "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'100.00','date':'2019-02-16',"
         "'report':'申请'}",
         "id.taken",
         {{u"returned"_s, "ok"}}},
        {"clerk1",
         "payment.request",
         "{'id':'BF-1','project':'XM-1','kind':'final','amount':'100.00','date':'2019-02-16',"
         "'report':'申请'}",
         "id.taken",
         {}},
        {"reviewer1", "payment.review", decision, "state.order", {{u"requested"_s, "ok"}}},
        {"leader1",
         "payment.approve",
         decision,
         "state.order",
         {{u"requested"_s, "pay.office"}, {u"reviewed"_s, "ok"}}},
        {"finance1",
         "payment.pay",
         "{'id':'BF-1','date':'2019-02-16','voucher':'记'}",
         "state.order",
         {{u"requested"_s, "pay.office"}, {u"reviewed"_s, "pay.leader"}, {u"approved"_s, "ok"}}},
        {"finance1",
         "payment.reverse",
         "{'id':'BF-1','date':'2019-02-16','reason':'退票','voucher':'记'}",
         "state.order",
         {{u"paid"_s, "ok"}}},
        {"finance1",
         "payment.refund",
         "{'id':'TK','payment':'BF-1','amount':'1.00','date':'2019-02-16','reason':'退',"
         "'voucher':'记'}",
         "state.order",
         {{u"paid"_s, "ok"}}},
        {"clerk1",
         "withdraw",
         "{'kind':'payment','id':'BF-1','date':'2019-02-16','reason':'撤回'}",
         "state.order",
         {{u"requested"_s, "ok"}}},
    };
    return all;
}

} // namespace

TEST_CASE("state.order: every command on a payment in every state") {
    for (const QString& state : states) {
        Office office;
        bring(office, state);
        CHECK(testing::shown(office, "payment.show", "BF-1", "state") == state);
        for (const Row& row : rows()) {
            INFO(state.toStdString() << " x " << row.command << ' ' << row.with);
            CHECK(outcome(office, QString::fromLatin1(row.user), row.command, row.with, true)
                      .toStdString()
                  == row.named.value(state, row.otherwise));
        }
    }
}
