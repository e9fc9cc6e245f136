// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::shown;
using testing::told;

TEST_CASE("unit.code: a code or kind typed wrong is mended, and judged as at registration") {
    Office office;
    const QString wrong = testing::creditCode(901);
    const QString right = testing::creditCode(902);
    const auto change = [&](const QString& id, const QString& more) {
        return u"{\"id\":\"%1\",\"date\":\"2019-02-10\",\"document\":\"更正\",%2}"_s.arg(id, more);
    };
    const auto enterprise = [&](const QString& id, const QString& code) {
        return uR"({"id":"%1","name":"单位%1","kind":"sole-trader","code":"%2",)"
               R"("legal_person":"石某","bank":{"name":"农行","account":"6222","holder":"x"}})"_s
                   .arg(id, code);
    };
    office.ok(u"clerk1"_s, u"unit.register"_s, enterprise(u"A"_s, wrong));
    CHECK(shown(office, "unit.show", "A", "legal_person") == u"石某");
    // The firm that really has the code is refused until the slip is mended.
    CHECK(office.refused(u"clerk1"_s, u"unit.register"_s, enterprise(u"B"_s, wrong)).rule
          == u"unit.code");
    office.ok(u"clerk1"_s, u"unit.change"_s,
              change(u"A"_s, u"\"code\":\"%1\",\"kind\":\"enterprise\""_s.arg(right)));
    CHECK(shown(office, "unit.show", "A", "code") == right);
    CHECK(shown(office, "unit.show", "A", "kind") == u"enterprise");
    office.ok(u"clerk1"_s, u"unit.register"_s, enterprise(u"B"_s, wrong));
    const auto code = [&](const QString& text) { return u"\"code\":\"%1\""_s.arg(text); };
    CHECK(office.refused(u"clerk1"_s, u"unit.change"_s, change(u"B"_s, code(right))).rule
          == u"unit.code");
    CHECK(
        office.refused(u"clerk1"_s, u"unit.change"_s, change(u"B"_s, code(u"91350100M000100Y44"_s)))
            .rule
        == u"unit.code");
    office.ok(u"clerk1"_s, u"unit.change"_s, change(u"B"_s, code(wrong))); // its own, again
    // A person's number stands beside the journal: it is written anew with the kind.
    CHECK(
        office.refused(u"clerk1"_s, u"unit.change"_s, change(u"B"_s, u"\"kind\":\"individual\""_s))
            .rule
        == u"unit.code");
    const QString person = testing::identityNumber(77);
    office.ok(u"clerk1"_s, u"unit.change"_s,
              change(u"B"_s, u"\"kind\":\"individual\","_s + code(person)));
    CHECK(shown(office, "unit.show", "B", "kind") == u"individual");
    CHECK_FALSE(shown(office, "unit.show", "B", "code") == person);
    office.ok(u"clerk1"_s, u"unit.register"_s, enterprise(u"C"_s, wrong)); // free again
    CHECK(office
              .refused(u"clerk1"_s, u"unit.change"_s,
                       change(u"C"_s, u"\"kind\":\"individual\","_s + code(person)))
              .rule
          == u"unit.code");
    office.verifySound();
}

TEST_CASE("unit.account: whole for who confirms and who pays, each reading in the security log") {
    Office office;
    office.enterprise(u"U1"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-20','document':'开户许可证','bank':{'name':'工行',"
       "'account':'6222020000009999','holder':'单位'}}");
    const QString which = u"{\"unit\":\"U1\"}"_s;
    const QJsonObject read = office.ask(u"finance1"_s, u"unit.account"_s, which).toObject();
    CHECK(read.value("account"_L1) == u"6222020000009999"_s);
    CHECK(read.value("name"_L1) == u"工行"_s);
    CHECK(read.value("since"_L1) == u"2019-02-20"_s);
    CHECK_FALSE(read.value("confirmed"_L1).toBool());
    REQUIRE(read.value("earlier"_L1).toArray().size() == 1);
    CHECK(read.value("earlier"_L1)[0].toObject().value("confirmed"_L1).toBool());
    office.ask(u"reviewer1"_s, u"unit.account"_s, which);
    for (const char* other : {"clerk1", "leader1", "auditor1", "security1", "group1"}) {
        const auto no = office.open().ask(
            {QLatin1StringView(other), u"unit.account"_s, QJsonObject{{"unit"_L1, u"U1"_s}}});
        REQUIRE(no.rejection);
        CHECK(no.rejection->refusal()->rule == journal::Rule::DutyRole);
    }
    // What is no unit is not written down: it may be a number in the wrong field.
    office.open().ask({u"finance1"_s, u"unit.account"_s, QJsonObject{{"unit"_L1, u"6222"_s}}});
    QStringList log;
    for (const QJsonValue& one :
         office.ask(u"security1"_s, u"security.log"_s, u"{\"kind\":\"account\"}"_s)
             .toObject()
             .value("items"_L1)
             .toArray())
        log << one.toObject().value("user"_L1).toString() + u' '
                   + one.toObject().value("result"_L1).toString();
    CHECK(log.join(u';').toStdString()
          == "finance1 read U1;reviewer1 read U1;clerk1 refused U1;leader1 refused U1;"
             "auditor1 refused U1;security1 refused U1;group1 refused U1;finance1 refused");
    office.verifySound();
}

TEST_CASE(
    "unit.confirm-bank: an account that does not fit its document is sent back, with a reason") {
    Office office;
    office.ok(u"clerk1"_s, u"unit.register"_s,
              uR"({"id":"U1","name":"甲","kind":"organisation","code":"%1",)"
              R"("bank":{"name":"农行","account":"6222","holder":"甲"}})"_s.arg(
                  testing::creditCode(903)));
    const char* account = "{'id':'U1','date':'2019-02-20','document':'变更申请',"
                          "'bank':{'name':'农行','account':'6228480000000001','holder':'甲'}}";
    ok(office, "clerk1", "unit.change", account);
    badInput(office, "reviewer1", "unit.confirm-bank",
             "{'id':'U1','date':'2019-02-20','decision':'return'}", "reason");
    badInput(office, "reviewer1", "unit.confirm-bank",
             "{'id':'U1','date':'2019-02-20','reason':'无'}", "reason");
    ok(office, "reviewer1", "unit.confirm-bank",
       "{'id':'U1','date':'2019-02-20','decision':'return','reason':'与开户证明差一位'}");
    cites(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-02-20'}",
          "state.order");
    ok(office, "clerk1", "unit.change", account);
    ok(office, "reviewer1", "unit.confirm-bank",
       "{'id':'U1','date':'2019-02-20','decision':'approve'}");
    office.verifySound();
}

TEST_CASE("unit.kind: a unit keeps a kind that may hold what it is supported for") {
    Office office;
    office.fund(u"central-1"_s, u"1000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500.00"_s);
    const auto kind = [](const char* date, const QByteArray& what) {
        return QByteArray("{'id':'U1','document':'更正','date':'") + date + "'," + what + "}";
    };
    const QByteArray person =
        QByteArray("'kind':'individual','code':'") + testing::identityNumber(78).toUtf8() + "'";
    const QString sentence =
        told("unit.kind.project-running", "单位U1", "XM-1", "企业、合作社、机关和社会组织", "个人");
    testing::refused(office, "clerk1", "unit.change", kind("2019-02-20", person).constData(),
                     {"unit.kind", "kind", "", "", sentence});
    // Before the code, whatever that is.
    cites(office, "clerk1", "unit.change",
          kind("2019-02-20", "'kind':'individual','code':'1'").constData(), "unit.kind");
    ok(office, "clerk1", "unit.change", kind("2019-02-20", "'kind':'cooperative'").constData());
    office.started(u"XM-1"_s);
    cites(office, "clerk1", "unit.change", kind("2019-03-02", person).constData(), "unit.kind");
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"400.00"_s, u"2019-06-06"_s);
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-06-10','reason':'完'}");
    // Closed it may go; what the bank then sends back is not paid to a person.
    ok(office, "clerk1", "unit.change", kind("2019-06-11", person).constData());
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-06-12','reason':'退票','voucher':'红'}");
    cites(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-2'}",
          "unit.kind");
    cites(office, "clerk1", "payment.request",
          "{'id':'BF-2','project':'XM-1','kind':'stage','amount':'0.01','date':'2019-06-12',"
          "'report':'请'}",
          "unit.kind");
    office.ok(u"clerk1"_s, u"unit.change"_s,
              uR"({"id":"U1","date":"2019-06-12","document":"更正","kind":"enterprise",)"
              R"("code":"%1"})"_s.arg(testing::creditCode(904)));
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-2'}");
    office.verifySound();
}

TEST_CASE("unit.bank: the account that a unit has already is no new one") {
    Office office;
    office.fund(u"central-1"_s, u"1000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500.00"_s, {}, u"U9"_s);
    const QByteArray its = office.ask(u"finance1"_s, u"unit.account"_s, u"{\"unit\":\"U9\"}"_s)
                               .toObject()
                               .value("account"_L1)
                               .toString()
                               .toUtf8();
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"500.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-06"_s, u"requested"_s);
    const auto bank = [](const char* date, const QByteArray& account, const char* more = "") {
        return QByteArray("{'id':'U9','document':'函','date':'") + date
               + "','bank':{'name':'农行古丈支行','account':'" + account + "','holder':'单位U9'}"
               + more + "}";
    };
    ok(office, "clerk1", "unit.change", bank("2019-06-07", its, ",'name':'乙'").constData());
    ok(office, "clerk1", "unit.change", bank("2019-06-07", its).constData());
    // Nor is it another one for being typed with blanks or full-width digits.
    QString typed = QString::fromUtf8(its);
    typed[0] = QChar(typed[0].unicode() - u'0' + 0xff10);
    typed.insert(2, u' ').insert(4, QChar(0x3000));
    ok(office, "clerk1", "unit.change", bank("2019-06-07", typed.toUtf8()).constData());
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"requested");
    CHECK(shown(office, "unit.show", "U9", "name") == u"乙");
    cites(office, "reviewer1", "unit.confirm-bank", "{'id':'U9','date':'2019-06-07'}",
          "state.order");
    ok(office, "clerk1", "unit.change", bank("2019-06-08", "6223").constData());
    CHECK(shown(office, "payment.show", "BF-1", "state") == u"returned");
    // Sent back to be corrected, the same is given anew and waits anew.
    ok(office, "reviewer1", "unit.confirm-bank",
       "{'id':'U9','date':'2019-06-08','decision':'return','reason':'无证明'}");
    ok(office, "clerk1", "unit.change", bank("2019-06-08", "6223").constData());
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U9','date':'2019-06-08'}");
    office.verifySound();
}
