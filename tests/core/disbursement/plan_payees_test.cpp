// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// Plans that say who is paid: the party of the project's contracts, or units that they name.

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::Office;
using testing::ok;
using testing::told;

namespace {

// The whole refusal, under the clause of the example plan.
void refusedWith(Office& office, const char* user, const char* command, const char* with,
                 const testing::Expected& expected) {
    testing::refusedUnder(QByteArrayView(expected.rule) == "pay.payee" ? "第五条" : "", office,
                          user, command, with, expected);
}

QByteArray request(const char* id, const char* amount, const char* payees = "",
                   const char* date = "2019-06-20") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'stage','amount':'" + amount
           + "','date':'" + date + "','report':'申请'"
           + (*payees ? QByteArray(",'payees':") + payees : QByteArray()) + "}";
}

QByteArray contract(const char* id, const char* party, const char* date = "2019-06-10") {
    return QByteArray("{'id':'") + id + "','project':'XM-1','number':'" + id + "','party':'" + party
           + "','amount':'60000.00','date':'" + date + "'}";
}

// XM-1 on a line whose path pays the contract's party, 60,000 accepted.
void bought(Office& office) {
    office.fund(u"central"_s, u"80000.00"_s);
    office.approved(u"XM-1"_s, u"C03"_s, {}, u"80000.00"_s,
                    uR"(,"sources":[{"source":"central","amount":"80000.00"}])"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"60000.00"_s);
    office.enterprise(u"U2"_s);
    office.enterprise(u"U3"_s);
}

QString payee(Office& office, const char* payment) {
    return office
        .ask(u"auditor1"_s, u"payment.show"_s, uR"({"id":"%1"})"_s.arg(QLatin1StringView(payment)))
        .toObject()
        .value("payees"_L1)
        .toArray()[0]
        .toObject()
        .value("unit"_L1)
        .toString();
}

QJsonObject project(Office& office) {
    return office.ask(u"auditor1"_s, u"project.show"_s, uR"({"id":"XM-1"})"_s).toObject();
}

} // namespace

TEST_CASE("pay.payee: a contract's party is paid from the contract's day on, nobody else") {
    Office office(u"examples/grants.json"_s);
    bought(office);
    refusedWith(
        office, "clerk1", "payment.request", request("BF-1", "1.00").constData(),
        {"pay.payee", "payees[0].unit", "", "", told("payee.no-contract", "单位U1", "XM-1")});
    CHECK(project(office).value("payees_from"_L1) == u"contract-party"_s);
    CHECK_FALSE(project(office).contains("payees"_L1));
    ok(office, "clerk1", "contract.record", contract("HT-1", "单位U2").constData());
    CHECK(project(office).value("payees"_L1)
          == QJsonArray{QJsonObject{{"unit"_L1, u"U2"_s}, {"name"_L1, u"单位U2"_s}}});
    refusedWith(
        office, "clerk1", "payment.request",
        request("BF-1", "1.00", "[{'unit':'U2','amount':'1.00'}]", "2019-06-09").constData(),
        {"pay.payee", "payees[0].unit", "", "", told("payee.no-contract", "单位U2", "XM-1")});
    refusedWith(
        office, "clerk1", "payment.request",
        request("BF-1", "2.00", "[{'unit':'U2','amount':'1.00'},{'unit':'U1','amount':'1.00'}]")
            .constData(),
        {"pay.payee", "payees[1].unit", "", "",
         told("payee.not-party", "单位U1", "XM-1", "“单位U2”")});
    // The only one who may be paid need not be named.
    ok(office, "clerk1", "payment.request", request("BF-1", "1.00", "", "2019-06-10").constData());
    CHECK(payee(office, "BF-1") == u"U2"_s);
    // Of two it is said which.
    ok(office, "clerk1", "contract.record", contract("HT-2", "单位U3").constData());
    badInput(office, "clerk1", "payment.request", request("BF-2", "1.00").constData(), "payees");
    ok(office, "clerk1", "payment.request",
       request("BF-2", "1.00", "[{'unit':'U3','amount':'1.00'}]").constData());
    office.verifySound();
}

TEST_CASE("pay.payee: a party is known by name however typed, by code, by id, by an earlier name") {
    Office office(u"examples/grants.json"_s);
    bought(office);
    ok(office, "clerk1", "unit.change",
       "{'id':'U2','date':'2019-05-01','document':'更名','name':'云溪（集团）有限公司'}");
    const QString code =
        office.ask(u"auditor1"_s, u"unit.show"_s, uR"({"id":"U2"})"_s)["code"_L1].toString();
    int n = 0;
    for (const QString& party : {u"云溪(集团) 有限公司"_s, code, u"U2"_s, u"单位U2"_s}) {
        INFO(party.toStdString());
        const QByteArray id = "HT-" + QByteArray::number(++n);
        ok(office, "clerk1", "contract.record",
           contract(id.constData(), party.toUtf8().constData()).constData());
        CHECK(testing::outcome(
                  office, u"clerk1"_s, "payment.request",
                  request("BF-1", "1.00", "[{'unit':'U2','amount':'1.00'}]").constData(), true)
              == u"ok"_s);
        ok(office, "clerk2", "void",
           (QByteArray("{'kind':'contract','id':'") + id
            + "','date':'2019-06-20','reason':'登记有误'}")
               .constData());
    }
    ok(office, "clerk1", "contract.record", contract("HT-9", "云溪集团").constData());
    testing::cites(office, "clerk1", "payment.request",
                   request("BF-1", "1.00", "[{'unit':'U2','amount':'1.00'}]").constData(),
                   "pay.payee");
}

TEST_CASE("void: a contract stands while its party is paid by it") {
    Office office(u"examples/grants.json"_s);
    bought(office);
    ok(office, "clerk1", "contract.record", contract("HT-1", "单位U2").constData());
    ok(office, "clerk1", "contract.record", contract("HT-2", "单位U3").constData());
    ok(office, "clerk1", "payment.request",
       request("BF-1", "1.00", "[{'unit':'U2','amount':'1.00'}]").constData());
    const char* first = "{'kind':'contract','id':'HT-1','date':'2019-06-20','reason':'登记有误'}";
    refusedWith(office, "clerk2", "void", first,
                {"state.order", "", "", "", told("contract.void.paid", "HT-1", "单位U2", "XM-1")});
    ok(office, "clerk2", "void",
       "{'kind':'contract','id':'HT-2','date':'2019-06-20','reason':'登记有误'}");
    ok(office, "clerk1", "withdraw",
       "{'kind':'payment','id':'BF-1','date':'2019-06-20','reason':'改期'}");
    ok(office, "clerk2", "void", first);
    office.verifySound();
}

TEST_CASE("void: a contract made after the request is none that the party was paid by") {
    Office office(u"examples/grants.json"_s);
    bought(office);
    ok(office, "clerk1", "contract.record", contract("HT-1", "单位U2").constData());
    ok(office, "clerk1", "payment.request",
       request("BF-1", "1.00", "[{'unit':'U2','amount':'1.00'}]").constData());
    ok(office, "clerk1", "contract.record", contract("HT-2", "单位U2", "2019-06-21").constData());
    const char* first = "{'kind':'contract','id':'HT-1','date':'2019-06-25','reason':'登记有误'}";
    refusedWith(office, "clerk2", "void", first,
                {"state.order", "", "", "", told("contract.void.paid", "HT-1", "单位U2", "XM-1")});
    ok(office, "clerk1", "contract.record", contract("HT-3", "单位U2", "2019-06-20").constData());
    ok(office, "clerk2", "void", first);
    office.verifySound();
}

TEST_CASE("pay.payee: units that the plan names, by id, whoever holds the project") {
    Office office(u"examples/village.json"_s);
    office.fund(u"county"_s, u"400000.00"_s);
    office.unit(u"CUN-1"_s, u"organisation"_s);
    office.approved(u"XM-1"_s, u"V01"_s, {}, u"80000.00"_s, {}, u"CUN-1"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"60000.00"_s);
    refusedWith(office, "clerk1", "payment.request", request("BF-1", "1.00").constData(),
                {"pay.payee", "payees[0].unit", "", "",
                 told("payee.not-named", "单位CUN-1", "XM-1", " CZS-1")});
    // Who may hold a project of the line is no matter for who is paid: a person may not.
    office.unit(u"CZS-1"_s, u"individual"_s);
    refusedWith(office, "clerk1", "payment.request",
                request("BF-1", "1.00", "[{'unit':'CUN-1','amount':'1.00'}]").constData(),
                {"pay.payee", "payees[0].unit", "", "",
                 told("payee.not-named", "单位CUN-1", "XM-1", "“单位CZS-1”")});
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-20"_s);
    CHECK(payee(office, "BF-1") == u"CZS-1"_s);
    // Sent back and paid again: it is still the one who may be.
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-06-21','reason':'退票','voucher':'红-1'}");
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-22','voucher':'记-9'}");
    office.verifySound();
}
