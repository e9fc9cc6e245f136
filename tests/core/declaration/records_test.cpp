// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;

namespace {

QString record(Office& office, const QString& number, const QString& code = {},
               const QString& issuer = u"湖南甲公司"_s) {
    static int n = 0;
    QString with = uR"({"id":"FP-%1","project":"XM-1","number":"%2","issuer":"%3","amount":"1.00",)"
                   R"("date":"2019-03-05")"_s.arg(QString::number(++n), number, issuer);
    if (!code.isEmpty())
        with += uR"(,"code":"%1")"_s.arg(code);
    return testing::outcome(office, u"clerk1"_s, "invoice.record",
                            (with + u'}').toUtf8().constData());
}

} // namespace

TEST_CASE("invoice.duplicate: one invoice is one, however its number was typed") {
    Office office;
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    CHECK(record(office, u"00012345"_s, u"4300181130"_s) == u"ok");
    SECTION("the same number: blanks, width, the code in front, no code told") {
        for (const char* again : {"00012345", "0001 2345", "０００１２３４５", "430018113000012345",
                                  "4300181130 00012345", "４３００１８１１３０\\u300000012345"})
            CHECK(record(office, QString::fromUtf8(again)) == u"invoice.duplicate");
        CHECK(record(office, u"00012345"_s, u"４３００ １８１１３０"_s) == u"invoice.duplicate");
    }
    SECTION("the issuer is compared in the same way") {
        CHECK(record(office, u"00012345"_s, {}, u" 湖南 甲公司 "_s.trimmed())
              == u"invoice.duplicate");
        CHECK(record(office, u"A-1"_s, {}, u"Abc(县)公司"_s) == u"ok");
        CHECK(record(office, u"a-1"_s, {}, u"ＡBC（县）公司"_s) == u"invoice.duplicate");
        CHECK(record(office, u"00012345"_s, {}, u"湖南乙公司"_s) == u"ok");
    }
    SECTION("another code is another invoice, where both tell it") {
        CHECK(record(office, u"00012345"_s, u"4300181131"_s) == u"ok");
        CHECK(record(office, u"430018113200012345"_s) == u"ok");
        CHECK(record(office, u"043001900111"_s + u"00012345"_s) == u"ok");
        CHECK(record(office, u"43001811320012345"_s) == u"ok"); // 17 digits are no code and number
        CHECK(record(office, u"00012346"_s) == u"ok");
    }
    SECTION("voided, it may be recorded again") {
        ok(office, "clerk1", "invoice.record",
           "{'id':'FP-V','project':'XM-1','number':'99','issuer':'甲','amount':'1.00',"
           "'date':'2019-03-05'}");
        cites(office, "clerk1", "void",
              "{'kind':'invoice','id':'FP-V','date':'2019-03-05','reason':'错'}",
              "duty.separation");
        CHECK(record(office, u"99"_s, {}, u"甲"_s) == u"invoice.duplicate");
        ok(office, "clerk2", "void",
           "{'kind':'invoice','id':'FP-V','date':'2019-03-05','reason':'错'}");
        CHECK(record(office, u"99"_s, {}, u"甲"_s) == u"ok");
        cites(office, "clerk1", "invoice.record",
              "{'id':'FP-V','project':'XM-1','number':'98','issuer':'甲','amount':'1.00',"
              "'date':'2019-03-05'}",
              "id.taken");
    }
    office.verifySound();
}

TEST_CASE("contract.record: its payments are at most the whole of it") {
    Office office;
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    badInput(office, "clerk1", "contract.record",
             "{'id':'HT','project':'XM-1','number':'1号','party':'甲','amount':'100.00',"
             "'date':'2019-03-01','schedule':[{'due':'2019-04-01','amount':'60.00',"
             "'condition':'到货'},{'due':'2020-04-01','amount':'40.01','condition':'验收'}]}",
             "schedule");
    ok(office, "clerk1", "contract.record",
       "{'id':'HT','project':'XM-1','number':'1号','party':'甲','amount':'100.00',"
       "'date':'2019-03-01','schedule':[{'due':'2019-04-01','amount':'60.00',"
       "'condition':'到货'},{'due':'2020-04-01','amount':'40.00','condition':'验收'}]}");
    const QJsonObject contract =
        office.ask(u"auditor1"_s, u"project.show"_s, u"{\"id\":\"XM-1\"}"_s)
            .toObject()
            .value("contracts"_L1)
            .toArray()
            .first()
            .toObject();
    CHECK(contract.value("schedule"_L1).toArray().size() == 2);
}
