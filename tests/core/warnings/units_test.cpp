// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::Office;
using testing::ok;
using testing::planWith;

namespace {

void company(Office& office, const QString& id, const QString& account, const QString& more = {},
             const QString& holder = {}) {
    static int serial = 5000;
    office.ok(u"clerk1"_s, u"unit.register"_s,
              uR"({"id":"%1","name":"单位%1","kind":"organisation","code":"%2","bank":{)"
              R"("name":"农行","account":"%3","holder":"%4"}%5})"_s.arg(
                  id, testing::creditCode(++serial), account,
                  holder.isEmpty() ? u"单位"_s + id : holder, more));
}

constexpr const char* bar = "{'id':'JG-1','unit':'U1','kind':'false-materials','finding':'虚假',"
                            "'recover':'0','date':'2019-07-01','document':'文'}";

} // namespace

TEST_CASE("warnings: one account of two units, blanks aside, a former one too") {
    Office office;
    company(office, u"U1"_s, u"6228480000000001"_s);
    company(office, u"U2"_s, u"6228480000000002"_s);
    CHECK(asked(office, "same-account") == u"");
    ok(office, "clerk1", "unit.change",
       "{'id':'U2','date':'2019-03-01','document':'函','bank':{'name':'农行',"
       "'account':'6228 4800 0000 0001','holder':'单位U2'}}");
    CHECK(asked(office, "same-account") == u"U1+U2");
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U2','date':'2019-03-02'}");
    ok(office, "clerk1", "unit.change",
       "{'id':'U2','date':'2019-03-03','document':'函','bank':{'name':'农行',"
       "'account':'6228480000000003','holder':'单位U2'}}");
    CHECK(asked(office, "same-account") == u"U1+U2");
    company(office, u"U3"_s, u"6228480000000001"_s);
    CHECK(asked(office, "same-account") == u"U1+U2 U1+U3");
    const QJsonObject first = testing::warningsOf(office, u"same-account"_s).first().toObject();
    CHECK(first.value("about"_L1).toArray().size() == 2);
    CHECK(first.value("message"_L1)
          == testing::told("warning.same-account", "U1 单位U1", "U2 单位U2"));
    CHECK_FALSE(QJsonDocument(first).toJson().contains("6228"));
}

TEST_CASE("warnings: the account is in another name than the unit's, width and blanks aside") {
    Office office;
    company(office, u"U1"_s, u"6228480000000011"_s, {}, u"单 位U1"_s);
    CHECK(asked(office, "private-account") == u"");
    company(office, u"U2"_s, u"6228480000000012"_s, {}, u"张三"_s);
    CHECK(asked(office, "private-account") == u"U2");
}

TEST_CASE("warnings: one legal person, or one telephone, of two units") {
    Office office;
    company(office, u"U1"_s, u"6228480000000021"_s,
            u",\"legal_person\":\"张三\",\"phone\":\"13800000001\""_s);
    company(office, u"U2"_s, u"6228480000000022"_s,
            u",\"legal_person\":\"张三丰\",\"phone\":\"13800000002\""_s);
    CHECK(asked(office, "same-person") == u"");
    company(office, u"U3"_s, u"6228480000000023"_s, u",\"legal_person\":\"张 三\""_s);
    CHECK(asked(office, "same-person") == u"U1+U3");
    company(office, u"U4"_s, u"6228480000000024"_s, u",\"phone\":\"13800000002\""_s);
    CHECK(asked(office, "same-person") == u"U1+U3 U2+U4");
    ok(office, "clerk1", "unit.change",
       "{'id':'U3','date':'2019-03-01','document':'函','legal_person':'李四'}");
    CHECK(asked(office, "same-person") == u"U2+U4");
}

TEST_CASE("warnings: a unit that shares with a barred one, until the bar is lifted") {
    Office office;
    company(office, u"U1"_s, u"6228480000000031"_s, u",\"legal_person\":\"张三\""_s);
    company(office, u"U2"_s, u"6228480000000032"_s, u",\"legal_person\":\"张三\""_s);
    company(office, u"U3"_s, u"6228480000000033"_s, u",\"legal_person\":\"李四\""_s);
    CHECK(asked(office, "barred-again") == u"");
    ok(office, "group1", "supervision.find", bar);
    CHECK(asked(office, "barred-again") == u"U2");
    ok(office, "group1", "supervision.lift",
       "{'id':'JG-1','date':'2019-08-01','document':'文','note':'已处理'}");
    CHECK(asked(office, "barred-again") == u"");
}

TEST_CASE("warnings: a line of bid winners approved for a unit without its record") {
    Office office(planWith({}, u"L09"_s, {{"contractor"_L1, true}}));
    office.approved(u"XM-0"_s, u"L08"_s, {}, u"5000.00"_s);
    office.declared(u"XM-1"_s, u"L09"_s, {}, u"5000.00"_s);
    CHECK(asked(office, "no-contractor") == u"");
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-02-10'}");
    CHECK(asked(office, "no-contractor") == u"XM-1");
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-03-01','document':'函','contractor':{'document':'中标通知书',"
       "'date':'2019-01-05'}}");
    CHECK(asked(office, "no-contractor") == u"");
}
