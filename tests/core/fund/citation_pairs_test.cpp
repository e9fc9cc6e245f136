// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// Neighbours in the order of citation: a command that breaks two rules at once is answered by the
// one that stands first in the contract's list, and by the other once the first is mended.

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;

namespace {

// The contract's list, in its order; ids that no command of this program can be refused by yet are
// left out.
constexpr const char* contractOrder[] = {
    "duty.role",          "id.taken",       "state.order",     "date.order",
    "disclose.closed",    "unit.barred",    "unit.eligible",   "unit.kind",
    "unit.code",          "pay.payee",      "duty.separation", "pay.office",
    "pay.leader",         "pay.collective", "pay.path",        "pay.prepay-timing",
    "source.conditional", "source.award",   "item.standard",   "line.ceiling",
    "plan.shares",        "pay.prepay-cap", "pay.accepted",    "accept.inspection",
    "pay.retention",      "accept.audit",   "plan.reallocate", "supervise.recover",
    "pay.notice",         "source.cash"};

QByteArray request(const char* id, const char* project, const char* kind, const char* amount,
                   const char* date, const char* more = "") {
    return QByteArray("{'id':'") + id + "','project':'" + project + "','kind':'" + kind
           + "','amount':'" + amount + "','date':'" + date + "','report':'申请'" + more + "}";
}

QByteArray approve(const char* id, const char* date, const char* more = "") {
    return QByteArray("{'id':'") + id + "','decision':'approve','opinion':'同意','date':'" + date
           + "'" + more + "}";
}

} // namespace

TEST_CASE("the catalogue stands in the contract's order, what the list does not name behind it") {
    std::size_t next = 0;
    const auto named = [](QLatin1StringView id) {
        return std::any_of(std::begin(contractOrder), std::end(contractOrder),
                           [&](const char* one) { return id == QLatin1StringView(one); });
    };
    bool rest = false;
    for (const journal::RuleInfo& rule : journal::catalogue()) {
        INFO(rule.id.data());
        rest = rest || !named(rule.id);
        CHECK(rest == !named(rule.id));
        if (rest)
            continue;
        while (next < std::size(contractOrder) && rule.id != QLatin1StringView(contractOrder[next]))
            ++next;
        CHECK(next < std::size(contractOrder));
    }
}

TEST_CASE("citation of a request: id, state, date, barred, separation, path, timing, amount") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.declared(u"XM-0"_s, u"L08"_s, {}, u"1.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"1000.00"_s);
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    testing::person(office, "both", "clerk reviewer");
    // id.taken before state.order, before date.order
    cites(office, "clerk1", "payment.request",
          request("BF-1", "XM-0", "prepay", "1.00", "2020-01-01").constData(), "id.taken");
    cites(office, "clerk1", "payment.request",
          request("BF-2", "XM-0", "prepay", "1.00", "2020-01-01").constData(), "state.order");
    testing::bar(office, "U1");
    cites(office, "clerk1", "payment.request",
          request("BF-2", "XM-2", "prepay", "1.00", "2020-01-01").constData(), "date.order");
    cites(office, "clerk1", "payment.request",
          request("BF-2", "XM-2", "prepay", "1.00", "2019-02-15").constData(), "unit.barred");
    testing::liftBar(office, "U1");
    // duty.separation before pay.path: who returned it asks for it again
    ok(office, "both", "payment.review",
       "{'id':'BF-1','decision':'return','opinion':'补正','date':'2019-02-15'}");
    office.started(u"XM-1"_s);
    cites(office, "both", "payment.request",
          request("BF-1", "XM-1", "prepay", "1000.01", "2019-03-01").constData(),
          "duty.separation");
    // pay.path before the amount, pay.prepay-timing before the amount
    cites(office, "clerk1", "payment.request",
          request("BF-2", "XM-2", "prepay", "1000.01", "2019-03-01").constData(), "pay.path");
    cites(office, "clerk1", "payment.request",
          request("BF-1", "XM-1", "prepay", "1000.01", "2019-03-01").constData(),
          "pay.prepay-timing");
    cites(office, "clerk1", "payment.request",
          request("BF-3", "XM-1", "stage", "1000.01", "2019-03-01").constData(), "pay.accepted");
    // source.conditional before the amount
    cites(office, "clerk1", "payment.request",
          request("BF-3", "XM-1", "stage", "1000.01", "2019-03-01",
                  ",'sources':[{'source':'central-2','amount':'1000.01'}]")
              .constData(),
          "source.conditional");
}

TEST_CASE("citation of a review: state, date, barred, eligible, kind, separation, sources, years") {
    Office office;
    testing::person(office, "both", "clerk reviewer");
    office.enterprise(u"U1"_s);
    ok(office, "both", "project.declare",
       "{'id':'XM-1','unit':'U1','line':'L10','item':'L10-running','year':2031,'name':'项目',"
       "'content':'内容','schedule':{'from':'2019-03-01','to':'2019-12-31'},'support':"
       "'9000000.00','sources':[{'source':'central-2','amount':'9000000.00'}],"
       "'materials':['方案'],'date':'2019-02-01'}");
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-01','document':'函','eligibility':{'truthful':{'ok':false,"
       "'evidence':'失实','date':'2019-02-01'}}}");
    testing::bar(office, "U1");
    cites(office, "both", "project.review", approve("XM-1", "2019-01-31").constData(),
          "date.order");
    cites(office, "both", "project.review", approve("XM-1", "2019-02-10").constData(),
          "unit.barred");
    testing::liftBar(office, "U1");
    cites(office, "both", "project.review", approve("XM-1", "2019-02-10").constData(),
          "unit.eligible");
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-01','document':'函','eligibility':{'truthful':{'ok':true,"
       "'evidence':'属实','date':'2019-02-01'}}}");
    cites(office, "both", "project.review", approve("XM-1", "2019-02-10").constData(),
          "duty.separation");
    cites(office, "reviewer1", "project.review", approve("XM-1", "2019-02-10").constData(),
          "source.conditional");
    office.evaluated(u"4000000.00"_s);
    cites(office, "reviewer1", "project.review", approve("XM-1", "2019-05-02").constData(),
          "source.award");
    ok(office, "group1", "plan.adjust-award",
       "{'id':'A','date':'2019-05-02','document':'纪要','allocations':["
       "{'line':'L11','amount':'450000.00'}]}");
    // item.standard before line.ceiling, though the line has less by far than was asked
    cites(office, "reviewer1", "project.review", approve("XM-1", "2019-05-02").constData(),
          "item.standard");
    cites(office, "reviewer1", "project.review",
          "{'id':'XM-1','decision':'return','opinion':'补正','date':'2020-01-01'}", "date.order");
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'reject','opinion':'不同意','date':'2019-05-02'}");
    testing::bar(office, "U1");
    cites(office, "reviewer1", "project.review", approve("XM-1", "2019-01-01").constData(),
          "state.order");
}

TEST_CASE("citation of an acceptance: id, state, date, closed, barred, separation, standard") {
    Office office;
    testing::person(office, "both", "clerk inspector");
    office.approved(u"XM-0"_s, u"L08"_s, {}, u"1.00"_s);
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1000.00"_s);
    office.started(u"XM-1"_s);
    ok(office, "clerk1", "deliverable.add",
       "{'project':'XM-1','items':[{'id':'Z1','kind':'station','level':'town','village':'镇',"
       "'poor_village':false,'area_m2':'49.9'}]}");
    const auto ask = [](const char* id, const char* project, const char* date,
                        const char* claimed = "1000.01") {
        return QByteArray("{'id':'") + id + "','project':'" + project + "','stage':'一','claimed':'"
               + claimed + "','date':'" + date + "'}";
    };
    ok(office, "both", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'一','claimed':'900.00','date':'2019-04-01',"
       "'deliverables':['Z1']}");
    testing::bar(office, "U1");
    cites(office, "clerk1", "acceptance.request", ask("YS-1", "XM-0", "2020-01-01").constData(),
          "id.taken");
    cites(office, "clerk1", "acceptance.request", ask("YS-2", "XM-0", "2020-01-01").constData(),
          "state.order");
    cites(office, "clerk1", "acceptance.request", ask("YS-2", "XM-1", "2020-01-01").constData(),
          "date.order");
    cites(office, "clerk1", "acceptance.request", ask("YS-2", "XM-1", "2019-04-01").constData(),
          "unit.barred");
    const auto pass = [](const char* date) {
        return QByteArray("{'id':'YS-1','result':'pass','accepted':'1000.01','team':[{'name':'王',"
                          "'unit':'局'}],'opinion':'合格','date':'")
               + date + "'}";
    };
    testing::closeMonth(office, "2019-04");
    cites(office, "both", "acceptance.conclude", pass("2019-03-31").constData(), "date.order");
    cites(office, "both", "acceptance.conclude", pass("2019-04-30").constData(), "disclose.closed");
    cites(office, "both", "acceptance.conclude", pass("2019-05-01").constData(), "unit.barred");
    testing::liftBar(office, "U1");
    cites(office, "both", "acceptance.conclude", pass("2019-05-01").constData(), "duty.separation");
    cites(office, "inspector1", "acceptance.conclude", pass("2019-05-01").constData(),
          "item.standard"); // the floor area, before the amount
    cites(office, "clerk1", "acceptance.request", ask("YS-2", "XM-1", "2019-05-01").constData(),
          "accept.inspection");
}

TEST_CASE("citation of an amendment: id, state, date, barred, eligible, separation, ceiling") {
    Office office;
    testing::person(office, "both", "clerk reviewer");
    office.declared(u"XM-0"_s, u"L08"_s, {}, u"1.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    const auto amend = [](const char* id, const char* project, const char* date,
                          const char* support) {
        return QByteArray("{'id':'") + id + "','project':'" + project + "','reason':'调整','date':'"
               + date + "','support':'" + support + "'}";
    };
    ok(office, "both", "project.amend",
       amend("BG-1", "XM-1", "2019-03-01", "500000.01").constData());
    cites(office, "clerk1", "project.amend",
          amend("BG-1", "XM-0", "2020-01-01", "1.00").constData(), "id.taken");
    cites(office, "clerk1", "project.amend",
          amend("BG-2", "XM-0", "2020-01-01", "1.00").constData(), "state.order");
    cites(office, "clerk1", "project.amend",
          amend("BG-2", "XM-1", "2020-01-01", "1.00").constData(), "state.order"); // BG-1 is open
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-03-01','document':'函','eligibility':{'truthful':{'ok':false,"
       "'evidence':'失实','date':'2019-03-01'}}}");
    testing::bar(office, "U1");
    cites(office, "both", "project.decide-amendment", approve("BG-1", "2019-02-28").constData(),
          "date.order");
    cites(office, "both", "project.decide-amendment", approve("BG-1", "2019-03-02").constData(),
          "unit.barred");
    testing::liftBar(office, "U1");
    cites(office, "both", "project.decide-amendment", approve("BG-1", "2019-03-02").constData(),
          "unit.eligible");
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-03-02','document':'函','eligibility':{'truthful':{'ok':true,"
       "'evidence':'属实','date':'2019-03-02'}}}");
    cites(office, "both", "project.decide-amendment", approve("BG-1", "2019-03-02").constData(),
          "duty.separation");
    cites(office, "reviewer1", "project.decide-amendment",
          approve("BG-1", "2019-03-02").constData(), "line.ceiling");
}

TEST_CASE("citation of money in and of the plan: id, state, date, closed, sources, what is there") {
    Office office;
    office.fund(u"central-1"_s, u"100.00"_s, u"2019-03-10"_s);
    testing::closeMonth(office, "2019-02");
    const auto receive = [](const char* id, const char* source, const char* date) {
        return QByteArray("{'id':'") + id + "','source':'" + source
               + "','amount':'99000000.00','document':'文','date':'" + date + "'}";
    };
    cites(office, "finance1", "fund.receive",
          receive("DZ-central-1", "central-2", "2020-01-01").constData(), "date.order");
    cites(office, "finance1", "fund.receive", receive("R", "central-2", "2020-01-01").constData(),
          "date.order");
    cites(office, "finance1", "fund.receive", receive("R", "central-2", "2019-02-28").constData(),
          "disclose.closed");
    cites(office, "finance1", "fund.receive", receive("R", "central-2", "2019-03-01").constData(),
          "source.conditional");
    cites(office, "finance1", "fund.receive", receive("R", "central-1", "2019-03-01").constData(),
          "source.cash");
    ok(office, "finance1", "fund.receive",
       "{'id':'R','source':'central-1','amount':'1.00','document':'文','date':'2019-03-01'}");
    cites(office, "finance1", "fund.receive", receive("R", "central-2", "2020-01-01").constData(),
          "id.taken");
    const auto returnToCache = [](const char* id, const char* source, const char* date) {
        return QByteArray("{'id':'") + id + "','source':'" + source
               + "','amount':'99000000.00','document':'文','voucher':'记','allocations':[{'line':"
                 "'L01','amount':'99000000.00'}],'date':'"
               + date + "'}";
    };
    cites(office, "group1", "fund.return",
          returnToCache("F", "central-2", "2020-01-01").constData(), "date.order");
    cites(office, "group1", "fund.return",
          returnToCache("F", "central-2", "2019-02-28").constData(), "disclose.closed");
    cites(office, "group1", "fund.return",
          returnToCache("F", "central-2", "2019-03-11").constData(), "source.conditional");
    cites(office, "group1", "fund.return",
          returnToCache("F", "central-1", "2019-03-11").constData(), "plan.return");
    // The award: state, date, the day of the evaluation, its sum, what is committed.
    const auto adjust = [](const char* date, const char* amount) {
        return QByteArray("{'id':'J','document':'文','allocations':[{'line':'L03','amount':'")
               + amount + "'}],'date':'" + date + "'}";
    };
    cites(office, "group1", "plan.adjust-award", adjust("2020-01-01", "9.00").constData(),
          "state.order");
    office.evaluated();
    cites(office, "group1", "plan.adjust-award", adjust("2020-01-01", "9.00").constData(),
          "date.order");
    cites(office, "group1", "plan.adjust-award", adjust("2019-04-30", "9.00").constData(),
          "source.conditional");
    cites(office, "group1", "plan.adjust-award", adjust("2019-05-01", "9.00").constData(),
          "source.award");
    const auto supplement = [](const char* id, const char* date) {
        return QByteArray("{'id':'") + id
               + "','source':'central-2','amount':'1.00','document':'文','allocations':[{'line':"
                 "'L10','amount':'1.00'}],'date':'"
               + date + "'}";
    };
    cites(office, "group1", "plan.supplement", supplement("Z", "2020-01-01").constData(),
          "date.order");
    // Planned money, also before the evaluation: nothing of it is received or committed yet.
    ok(office, "group1", "plan.supplement", supplement("Z", "2019-04-30").constData());
    cites(office, "group1", "plan.supplement", supplement("Z", "2020-01-01").constData(),
          "id.taken");
}
