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

TEST_CASE("state.order: a refund stays while something was decided that would not bear it paid") {
    const char* undo = "{'kind':'refund','id':'TK-1','date':'2019-07-01','reason':'误登'}";
    const auto refunded = [](Office& office, const char* amount) {
        ok(office, "finance1", "payment.refund",
           (QByteArray("{'id':'TK-1','payment':'BF-1','amount':'") + amount
            + "','date':'2019-06-12','reason':'退回','voucher':'记-3'}")
               .constData());
    };
    SECTION("an amendment that its prepayment would have stood against") {
        Office office;
        office.fund(u"central-1"_s, u"15000000.00"_s);
        office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
        office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"500.00"_s, u"2019-02-15"_s);
        refunded(office, "500.00");
        CHECK(outcome(office, u"finance2"_s, "void", undo, true) == u"ok");
        for (const auto& [id, support] :
             {std::pair("BG-1", "999.99"), std::pair("BG-2", "1000.00")}) {
            ok(office, "clerk1", "project.amend",
               (QByteArray("{'id':'") + id
                + "','project':'XM-1','date':'2019-06-13','reason':'改',"
                  "'support':'"
                + support + "'}")
                   .constData());
            ok(office, "reviewer1", "project.decide-amendment",
               (QByteArray("{'id':'") + id
                + "','decision':'approve','opinion':'同意','date':'2019-06-14'}")
                   .constData());
            // At half of the support it may stand again, a fen below it may not.
            const bool half = QByteArray(support) == "1000.00";
            CHECK(outcome(office, u"finance2"_s, "void", undo, true)
                  == (half ? u"ok"_s : u"state.order"_s));
        }
        office.verifySound();
    }
    SECTION("its acceptance was voided") {
        Office office;
        office.fund(u"central-1"_s, u"15000000.00"_s);
        office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
        office.started(u"XM-1"_s);
        office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000.00"_s);
        office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1000.00"_s, u"2019-06-10"_s);
        refunded(office, "1000.00");
        ok(office, "inspector2", "void",
           "{'kind':'acceptance','id':'YS-1','date':'2019-06-20','reason':'误登'}");
        cites(office, "finance2", "void", undo, "state.order");
        // Accepted again, later than the day of the voiding: not on that day yet.
        office.accepted(u"YS-2"_s, u"XM-1"_s, u"999.99"_s, u"2019-08-02"_s);
        cites(office, "finance2", "void", undo, "state.order");
        office.accepted(u"YS-3"_s, u"XM-1"_s, u"0.01"_s, u"2019-08-03"_s);
        cites(office, "finance2", "void", undo, "date.order");
        ok(office, "finance2", "void", QByteArray(undo).replace("07-01", "08-03").constData());
        office.verifySound();
    }
}
