// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <units/codes.h>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QByteArray registration(const char* id, const char* kind, const QString& code) {
    return QByteArray("{'id':'") + id + "','name':'单位" + id + "','kind':'" + kind + "','code':'"
           + code.toUtf8()
           + "','bank':{'name':'农行古丈支行','account':'6228480000000001','holder':'单位'}}";
}

// Registers an enterprise of which one tick is `tick`, the others are in order.
void enterpriseWith(Office& office, const char* id, int serial, const char* tick, bool good,
                    bool leftOut = false) {
    QStringList ticks;
    for (const char* one : {"registered", "qualified", "accounts", "clean_record", "truthful"}) {
        const bool meant = qstrcmp(one, tick) == 0;
        if (meant && leftOut)
            continue;
        ticks << uR"("%1":{"ok":%2,"evidence":"证明材料","date":"2019-01-05"})"_s.arg(
            QLatin1StringView(one), !meant || good ? u"true"_s : u"false"_s);
    }
    office.ok(u"clerk1"_s, u"unit.register"_s,
              uR"({"id":"%1","name":"单位%1","kind":"enterprise","code":"%2",)"
              R"("bank":{"name":"农行","account":"62284800001","holder":"单位"},)"
              R"("eligibility":{%3}})"_s.arg(QLatin1StringView(id), testing::creditCode(serial),
                                             ticks.join(u',')));
}

} // namespace

TEST_CASE("unit.code: check digits by GB 32100-2015 and GB 11643-1999") {
    CHECK(units::isCreditCode(u"91350100M000100Y43"));
    CHECK_FALSE(units::isCreditCode(u"91350100M000100Y44"));
    CHECK_FALSE(units::isCreditCode(u"91350100M000100Y4"));
    CHECK_FALSE(units::isCreditCode(u"91350100I000100Y43")); // I, O, S, V, Z are no signs
    CHECK(units::isIdentityNumber(u"11010519491231002X", u"2019-03-01"_s));
    CHECK_FALSE(units::isIdentityNumber(u"110105194912310021", u"2019-03-01"_s));
    CHECK_FALSE(units::isIdentityNumber(u"11010519490231002X",
                                        u"2019-03-01"_s)); // 30 February is no birthday
    CHECK(units::isIdentityNumber(u"11010519491231002x", u"2019-03-01"_s));
    CHECK(units::isIdentityNumber(u"110105201903010028", u"2019-03-01"_s)); // born today
    CHECK_FALSE(units::isIdentityNumber(u"110105201903010028", u"2019-02-28"_s));
}

TEST_CASE("unit.code: an x is an X, and a date of birth lies between 1900 and today") {
    Office office;
    const auto person = [&](const char* id, const QString& code) {
        return registration(id, "individual", code);
    };
    refused(office, "clerk1", "unit.register", person("P0", u"433126198002301236"_s).constData(),
            {"unit.code", "code", "", "", told("identity-number.birth")});
    const QString born = told("identity-number.century");
    for (const QString& code : {u"433126180001011231"_s, u"433126209901011233"_s})
        refused(office, "clerk1", "unit.register", person("P0", code).constData(),
                {"unit.code", "code", "", "", born});
    ok(office, "clerk1", "unit.register", person("P1", u"11010519491231002x"_s).constData());
    // The same person, however the x is typed.
    cites(office, "clerk1", "unit.register", person("P2", u"11010519491231002X"_s).constData(),
          "unit.code");
    const auto shown = office.ask(u"auditor1"_s, u"unit.list"_s, u"{\"id\":\"P1\"}"_s)
                           .toObject()
                           .value("items"_L1)
                           .toArray()
                           .first()
                           .toObject();
    CHECK(shown.value("code"_L1) == u"1****************X"_s);
    office.verifySound();
}

TEST_CASE("unit.code: a wrong check digit is refused, a person's number never repeated") {
    Office office;
    refused(office, "clerk1", "unit.register",
            registration("U1", "enterprise", u"91350100M000100Y44"_s).constData(),
            {"unit.code", "code", "", "", told("code.check-digit", "91350100M000100Y44")});
    refused(office, "clerk1", "unit.register",
            registration("U1", "individual", u"110105194912310021"_s).constData(),
            {"unit.code", "code", "", "", told("identity-number.check-digit")});
    cites(office, "clerk1", "unit.register",
          registration("U1", "individual", u"91350100M000100Y43"_s).constData(), "unit.code");
    cites(office, "clerk1", "unit.register",
          registration("U1", "sole-trader", u"11010519491231002X"_s).constData(), "unit.code");
    ok(office, "clerk1", "unit.register",
       registration("U1", "enterprise", u"91350100M000100Y43"_s).constData());
    ok(office, "clerk1", "unit.register",
       registration("P1", "individual", u"11010519491231002X"_s).constData());
    refused(office, "clerk1", "unit.register",
            registration("U2", "cooperative", u"91350100M000100Y43"_s).constData(),
            {"unit.code", "code", "", "", told("unit.code-held", "单位U1")});
    refused(office, "clerk1", "unit.register",
            registration("P2", "individual", u"11010519491231002X"_s).constData(),
            {"unit.code", "code", "", "", told("unit.code-held", "单位P1")});
    refused(office, "clerk1", "unit.register",
            registration("U1", "enterprise", u"91350100M000100Y44"_s).constData(),
            {"id.taken", "id", "", "U1", told("id.taken", "单位", "U1")});
    // Ids are case-sensitive.
    ok(office, "clerk1", "unit.register",
       registration("u1", "enterprise", testing::creditCode(77)).constData());
    office.verifySound();
}

TEST_CASE("unit.eligible: each tick is asked at the approval, none of an organisation") {
    Office office;
    struct Tick {
        const char* tick;
        QString words;
    };
    const Tick ticks[] = {
        {"registered", told("unit.not-eligible", "单位U1", "(一)依法登记注册")},
        {"qualified", told("unit.not-eligible", "单位U2", "(二)取得业务资格并在县内开展业务")},
        {"accounts", told("unit.not-eligible", "单位U3", "(三)财务管理制度规范")},
        {"clean_record", told("unit.not-eligible", "单位U4", "(三)近五年无违法违纪、信用良好")},
        {"truthful", told("unit.not-eligible", "单位U5", "(四)真实准确上报资料")}};
    int n = 0;
    for (const Tick& one : ticks) {
        ++n;
        const QByteArray unit = "U" + QByteArray::number(n);
        const QByteArray review = "{'id':'XM-" + unit
                                  + "','decision':'approve','opinion':'同意',"
                                    "'date':'2019-03-01'}";
        enterpriseWith(office, unit.constData(), 100 + n, one.tick, false, n % 2 == 0);
        office.ok(
            u"clerk1"_s, u"project.declare"_s,
            uR"({"id":"XM-%1","unit":"%1","line":"L08","name":"项目","content":"内容",)"
            R"("schedule":{"from":"2019-03-01","to":"2019-12-31"},"support":"1.00",)"
            R"("materials":["建设改造方案"],"date":"2019-02-01"})"_s.arg(QString::fromUtf8(unit)));
        refused(office, "reviewer1", "project.review", review.constData(),
                {"unit.eligible", "id", "", "", one.words});
        office.ok(u"clerk1"_s, u"unit.change"_s,
                  uR"({"id":"%1","date":"2019-02-20","document":"补充证明","eligibility":)"
                  R"({"%2":{"ok":true,"evidence":"证明","date":"2019-02-20"}}})"_s.arg(
                      QString::fromUtf8(unit), QLatin1StringView(one.tick)));
        ok(office, "reviewer1", "project.review", review.constData());
    }
    office.unit(u"协会"_s, u"organisation"_s);
    office.approved(u"XM-8"_s, u"L14"_s, {}, u"1.00"_s, {}, u"协会"_s);
    office.verifySound();
}

TEST_CASE("unit.kind: who may hold which item, judged at the declaration") {
    struct Cell {
        const char* line;
        const char* item;
        const char* kinds; // that may hold it
    };
    static constexpr Cell cells[] = {
        {"L08", "", "enterprise cooperative organisation"},
        {"L02", "L02-stations", "enterprise cooperative organisation"},
        {"L15", "L15-enterprise", "enterprise cooperative organisation"},
        {"L17", "L17-town", "organisation"},
        {"L17", "L17-station", "enterprise cooperative organisation individual sole-trader"},
        {"L17", "L17-individual", "individual sole-trader"},
    };
    Office office;
    const QStringList kinds{u"enterprise"_s, u"cooperative"_s, u"organisation"_s, u"individual"_s,
                            u"sole-trader"_s};
    for (const QString& kind : kinds)
        office.unit(kind, kind);
    for (const Cell& cell : cells)
        for (const QString& kind : kinds) {
            const QString item = qstrlen(cell.item) == 0
                                     ? QString()
                                     : u"'item':'%1',"_s.arg(QLatin1StringView(cell.item));
            const QByteArray with =
                u"{'id':'XM-1','unit':'%1','line':'%2',%3'year':2019,'name':'项目','content':"
                "'内容','schedule':{'from':'2019-03-01','to':'2019-12-31'},'support':'1.00',"
                "'materials':['活动实施方案'],'date':'2019-02-01'}"_s
                    .arg(kind, QLatin1StringView(cell.line), item)
                    .toUtf8();
            INFO(with.toStdString());
            const bool may = QString::fromUtf8(cell.kinds).split(u' ').contains(kind);
            CHECK(testing::outcome(office, u"clerk1"_s, "project.declare", with.constData(), true)
                      .toStdString()
                  == (may ? "ok" : "unit.kind"));
        }
    refused(office, "clerk1", "project.declare",
            "{'id':'XM-1','unit':'individual','line':'L08','name':'项目','content':'内容',"
            "'schedule':{'from':'2019-03-01','to':'2019-12-31'},'support':'1.00',"
            "'materials':['活动实施方案'],'date':'2019-02-01'}",
            {"unit.kind", "unit", "", "",
             told("unit.kind.other", "企业、合作社、机关和社会组织", "单位individual", "个人")});
    refused(office, "clerk1", "project.declare",
            "{'id':'XM-1','unit':'enterprise','line':'L17','item':'L17-individual','year':2019,"
            "'name':'项目','content':'内容','schedule':{'from':'2019-03-01','to':'2019-12-31'},"
            "'support':'1.00','materials':['活动实施方案'],'date':'2019-02-01'}",
            {"unit.kind", "unit", "", "",
             told("unit.kind.other", "个人、个体工商户", "单位enterprise", "企业")});
}

TEST_CASE("unit.bank: a changed account sends open requests back and needs a second person") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    refused(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-03-01'}",
            {"state.order", "", "", "", told("account.no-change", "U1")});
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"100.00"_s,
                   u"2019-02-15"_s); // first account
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    office.payment(u"BF-3"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"reviewed"_s);
    office.payment(u"BF-4"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"approved"_s);
    // A name changes nothing.
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-16','document':'更名','name':'古丈电商'}");
    CHECK(testing::shown(office, "payment.show", "BF-4", "state") == u"approved");
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-20','document':'开户许可证','bank':{'name':'工行',"
       "'account':'6222020000009999','holder':'古丈电商'}}");
    for (const char* id : {"BF-2", "BF-3"})
        CHECK(testing::shown(office, "payment.show", id, "state") == u"returned");
    CHECK(testing::shown(office, "payment.show", "BF-1", "state") == u"paid");
    // What is approved is refused when it is to be paid, and taken back by the leader.
    CHECK(testing::shown(office, "payment.show", "BF-4", "state") == u"approved");
    refused(office, "finance1", "payment.pay", "{'id':'BF-4','date':'2019-02-20','voucher':'记-4'}",
            {"unit.bank", "id", "", "",
             told("payment.pay.account-changed", "古丈电商", "2019-02-20", "BF-4")});
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-4','decision':'return','opinion':'账户变更','date':'2019-02-20'}");
    const char* again = "{'id':'BF-4','project':'XM-1','kind':'prepay','amount':'1.00',"
                        "'date':'2019-02-21','report':'重新申请'}";
    ok(office, "clerk1", "payment.request", again);
    const char* agree = "{'id':'BF-4','decision':'approve','opinion':'同意','date':'2019-02-21'}";
    ok(office, "reviewer1", "payment.review", agree);
    ok(office, "leader1", "payment.approve", agree);
    const char* pay = "{'id':'BF-4','date':'2019-02-22','voucher':'记-4'}";
    refused(office, "finance1", "payment.pay", pay,
            {"unit.bank", "id", "", "", told("account.unconfirmed", "古丈电商", "2019-02-20")});
    refused(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-02-19'}",
            {"date.order", "date", "2019-02-20", "2019-02-19",
             told("date.too-early", "2019-02-19", "账户变更日期", "2019-02-20")});
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-02-20'}");
    ok(office, "finance1", "payment.pay", pay);
    refused(office, "clerk1", "unit.change",
            "{'id':'U1','date':'2019-02-19','document':'开户许可证','bank':{'name':'工行',"
            "'account':'6222020000009998','holder':'古丈电商'}}",
            {"date.order", "date", "2019-02-20", "2019-02-19",
             told("date.too-early", "2019-02-19", "上次账户登记日期", "2019-02-20")});
    const QJsonObject first = office.ask(u"auditor1"_s, u"payment.show"_s, uR"({"id":"BF-1"})"_s)
                                  .toObject()
                                  .value("payees"_L1)
                                  .toArray()
                                  .first()
                                  .toObject();
    const QJsonObject second = office.ask(u"auditor1"_s, u"payment.show"_s, uR"({"id":"BF-4"})"_s)
                                   .toObject()
                                   .value("payees"_L1)
                                   .toArray()
                                   .first()
                                   .toObject();
    CHECK(first.value("account"_L1) != second.value("account"_L1)); // each frozen as it was
    CHECK(second.value("account"_L1).toString().endsWith(u"9999"));
    CHECK_FALSE(second.value("account"_L1).toString().contains(u"622202"));
    office.verifySound();
}

TEST_CASE("date.order: an account follows the decision on the one before it") {
    Office office;
    office.enterprise(u"U1"_s);
    int accounts = 0; // each another
    const auto change = [&](const char* date) {
        return QByteArray("{'id':'U1','document':'开户许可证','bank':{'name':'工行','account':'")
               + QByteArray::number(6222020000009000 + ++accounts) + "','holder':'单位'},'date':'"
               + date + "'}";
    };
    ok(office, "clerk1", "unit.change", change("2019-02-20").constData());
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-03-10'}");
    refused(office, "clerk1", "unit.change", change("2019-03-09").constData(),
            {"date.order", "date", "2019-03-10", "2019-03-09",
             told("date.too-early", "2019-03-09", "上次账户核对日期", "2019-03-10")});
    // What is no account has its own days.
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-03-01','document':'文','legal_person':'向某'}");
    ok(office, "clerk1", "unit.change", change("2019-03-10").constData());
    // Sent back is decided as well.
    ok(office, "reviewer1", "unit.confirm-bank",
       "{'id':'U1','date':'2019-04-10','decision':'return','reason':'户名不符'}");
    cites(office, "clerk1", "unit.change", change("2019-04-09").constData(), "date.order");
    ok(office, "clerk1", "unit.change", change("2019-04-10").constData());
    office.verifySound();
}

TEST_CASE("unit.bank: what is paid to a new account is dated from its confirmation on") {
    Office office;
    office.fund(u"central-1"_s, u"1000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500.00"_s, u"2019-06-05"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-06-06','document':'开户许可证','bank':{'name':'工行',"
       "'account':'6222020000009999','holder':'单位'}}");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"500.00"_s, u"2019-06-07"_s, u"approved"_s);
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-06-20'}");
    refused(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-19','voucher':'记-1'}",
            {"unit.bank", "date", "2019-06-20", "2019-06-19",
             told("account.confirmed-later", "单位U1", "2019-06-20", "2019-06-19")});
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-20','voucher':'记-1'}");
    office.verifySound();
}

TEST_CASE("unit.bank: who changed an account does not confirm it") {
    Office office;
    office.enterprise(u"U1"_s);
    testing::person(office, "both", "clerk reviewer");
    ok(office, "both", "unit.change",
       "{'id':'U1','date':'2019-02-20','document':'开户许可证','bank':{'name':'工行',"
       "'account':'6222020000009999','holder':'单位'}}");
    refused(office, "both", "unit.confirm-bank", "{'id':'U1','date':'2019-02-20'}",
            {"duty.separation", "", "", "", told("account.same-person", "both")});
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-02-20'}");
    badInput(office, "clerk1", "unit.change", "{'id':'U1','date':'2019-02-20','document':'无内容'}",
             "id");
}

TEST_CASE("unit.barred: what brings a unit nearer to money is refused, what leads away is not") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.declared(u"XM-0"_s, u"L08"_s, {}, u"1000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"1000.00"_s);
    office.started(u"XM-2"_s);
    for (const char* id : {"YS-1", "YS-2", "YS-3"})
        office.ok(u"clerk1"_s, u"acceptance.request"_s,
                  uR"({"id":"%1","project":"XM-2","stage":"一期","claimed":"100.00",)"
                  R"("date":"2019-03-02"})"_s.arg(QLatin1StringView(id)));
    office.payment(u"BF-0"_s, u"XM-1"_s, u"prepay"_s, u"100.00"_s, u"2019-02-15"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"reviewed"_s);
    office.payment(u"BF-3"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"approved"_s);
    testing::bar(office, "U1");
    const QString message = told("unit.barred", "单位U1");
    const auto barred = [&](const char* user, const char* command, const char* with,
                            const char* field) {
        refused(office, user, command, with, {"unit.barred", field, "", "", message});
    };
    barred("clerk1", "project.declare",
           "{'id':'XM-9','unit':'U1','line':'L08','name':'项目','content':'内容','schedule':"
           "{'from':'2019-03-01','to':'2019-12-31'},'support':'1.00','materials':['建设改造方案'],"
           "'date':'2019-02-01'}",
           "unit");
    barred("reviewer1", "project.review",
           "{'id':'XM-0','decision':'approve','opinion':'同意','date':'2019-03-01'}", "id");
    barred("clerk1", "project.start", "{'id':'XM-1','date':'2019-03-01'}", "id");
    barred("clerk1", "acceptance.request",
           "{'id':'YS-9','project':'XM-2','stage':'一期','claimed':'1.00','date':'2019-03-02'}",
           "project");
    barred("inspector1", "acceptance.conclude",
           "{'id':'YS-1','result':'pass','accepted':'1.00','team':[{'name':'王','unit':'局'}],"
           "'opinion':'合格','date':'2019-03-03'}",
           "id");
    barred("clerk1", "payment.request",
           "{'id':'BF-9','project':'XM-1','kind':'prepay','amount':'1.00','date':'2019-03-01',"
           "'report':'申请'}",
           "project");
    barred("reviewer1", "payment.review",
           "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-03-01'}", "id");
    barred("leader1", "payment.approve",
           "{'id':'BF-2','decision':'approve','opinion':'同意','date':'2019-03-01'}", "id");
    barred("finance1", "payment.pay", "{'id':'BF-3','date':'2019-03-01','voucher':'记-9'}", "id");
    // What leads away from money.
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-1','result':'rectify','team':[{'name':'王','unit':'局'}],'opinion':'整改',"
       "'date':'2019-03-03','rectify_by':'2019-04-01'}");
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-2','result':'fail','team':[{'name':'王','unit':'局'}],'opinion':'不合格',"
       "'date':'2019-03-03'}");
    ok(office, "clerk1", "withdraw",
       "{'kind':'acceptance','id':'YS-3','date':'2019-03-03','reason':'撤回'}");
    ok(office, "reviewer1", "payment.review",
       "{'id':'BF-1','decision':'return','opinion':'退回','date':'2019-03-01'}");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-2','decision':'reject','opinion':'不同意','date':'2019-03-01'}");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-0','amount':'40.00','date':'2019-03-01','reason':'退回',"
       "'voucher':'记-10'}");
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-0','decision':'reject','opinion':'不同意','date':'2019-03-01'}");
    ok(office, "clerk1", "project.cancel", "{'id':'XM-2','date':'2019-03-03','reason':'取消'}");
    testing::liftBar(office, "U1");
    ok(office, "finance1", "payment.pay", "{'id':'BF-3','date':'2019-03-01','voucher':'记-9'}");
    ok(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-03-01'}");
}
