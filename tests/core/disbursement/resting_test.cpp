// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// What is voided only while nothing rests on it: an acceptance, a notice.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;

namespace {

// Two awards of one project, each accepted by an acceptance of its own.
void twoAwards(Office& office) {
    office.fund(u"central-1"_s, u"1000000.00"_s);
    for (const char* unit : {"I1", "I2", "I3"})
        office.unit(QString::fromLatin1(unit), u"individual"_s);
    office.approved(u"XM-1"_s, u"L17"_s, u"L17-individual"_s, u"10000.00"_s, uR"(,"year":2019)"_s,
                    u"I1"_s);
    ok(office, "clerk1", "deliverable.add",
       "{'project':'XM-1','items':[{'id':'JL-2','kind':'award','unit':'I2'},"
       "{'id':'JL-3','kind':'award','unit':'I3'}]}");
    for (const char* which : {"2", "3"}) {
        const QByteArray id(which);
        const QByteArray request =
            "{'id':'YS-" + id
            + "','project':'XM-1','stage':'评选','claimed':'5000.00','date':'2019-05-10',"
              "'deliverables':['JL-"
            + id + "']}";
        const QByteArray opinion =
            "{'id':'YS-" + id
            + "','result':'pass','accepted':'5000.00','team':[{'name':'王','unit':'县经信局'}],"
              "'opinion':'合格','date':'2019-05-15'}";
        ok(office, "clerk1", "acceptance.request", request.constData());
        ok(office, "inspector1", "acceptance.conclude", opinion.constData());
    }
}

} // namespace

TEST_CASE("an acceptance stays while the one who was paid for it has no other", "[disbursement]") {
    Office office;
    twoAwards(office);
    ok(office, "clerk1", "payment.request",
       "{'id':'BF-1','project':'XM-1','kind':'final','amount':'5000.00','date':'2019-06-03',"
       "'payees':[{'unit':'I2','amount':'5000.00'}],'report':'申请'}");
    // The other award covers the sum, and is somebody else's.
    cites(office, "inspector2", "void",
          "{'kind':'acceptance','id':'YS-2','date':'2019-06-04','reason':'有误'}", "state.order");
    ok(office, "inspector2", "void",
       "{'kind':'acceptance','id':'YS-3','date':'2019-06-04','reason':'有误'}");
}

TEST_CASE("a notice stays once it was paid after it", "[disbursement]") {
    Office office(u"examples/retention.json"_s);
    office.fund(u"county"_s, u"300000.00"_s);
    office.approved(u"XM-1"_s, u"B01"_s, u"B01-sort"_s, u"100000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"100000.00"_s, u"2019-03-16"_s);
    const auto post = [&](const QByteArray& id) {
        const QByteArray notice =
            "{'id':'" + id
            + "','about':{'kind':'acceptance','id':'YS-1'},'from':'2019-03-18',"
              "'to':'2019-03-29','where':'公示栏'}";
        ok(office, "clerk1", "notice.post", notice.constData());
    };
    post("GS-1");
    post("GS-2");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"30000.00"_s, u"2019-04-08"_s);
    // Two were up; what was paid rests on the last that is left.
    ok(office, "clerk2", "void",
       "{'kind':'notice','id':'GS-2','date':'2019-04-09','reason':'重复'}");
    cites(office, "clerk2", "void",
          "{'kind':'notice','id':'GS-1','date':'2019-04-09','reason':'有误'}", "state.order");
    cites(office, "clerk2", "void", // before date.order
          "{'kind':'notice','id':'GS-1','date':'2019-01-09','reason':'有误'}", "state.order");
}

TEST_CASE("what a cancelled project's reversed payment lets go is its line's", "[disbursement]") {
    Office office;
    office.fund(u"central-1"_s, u"1000000.00"_s);
    office.approved(u"XM-1"_s, u"L14"_s, {}, u"100000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"80000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"80000.00"_s, u"2019-06-10"_s);
    ok(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-06-11','reason':'停止'}");
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-06-12','reason':'退票','voucher':'记-9'}");
    ok(office, "leader1", "payment.approve",
       "{'id':'BF-1','decision':'reject','opinion':'不再拨付','date':'2019-06-13'}");
    const QJsonObject row = office.row(u"L14"_s, u"central-1"_s);
    CHECK(row.value("committed"_L1).toString() == "0.00"_L1);
    CHECK(row.value("available"_L1).toString() == "300000.00"_L1);
}
