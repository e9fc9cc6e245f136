// SPDX-License-Identifier: GPL-3.0-only
#include "winners.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::shown;
using testing::told;

namespace {

void begin(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
}

constexpr const char* approve =
    "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-02-16'}";
constexpr const char* pay = "{'id':'BF-1','date':'2019-02-17','voucher':'记-1'}";

} // namespace

TEST_CASE("pay.office: neither approved nor paid before the office reviewed it") {
    Office office;
    begin(office);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    refused(office, "leader1", "payment.approve", approve,
            {"pay.office", "", "", "", told("payment.approve.unreviewed", "BF-1")});
    refused(office, "finance1", "payment.pay", pay,
            {"pay.office", "", "", "", told("payment.pay.unreviewed", "BF-1")});
    ok(office, "reviewer1", "payment.review", approve);
    ok(office, "leader1", "payment.approve", approve);
    ok(office, "finance1", "payment.pay", pay);
}

TEST_CASE("pay.leader: what was reviewed waits for the leader") {
    Office office;
    begin(office);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"reviewed"_s);
    refused(office, "finance1", "payment.pay", pay,
            {"pay.leader", "", "", "", told("payment.pay.unapproved", "BF-1")});
}

TEST_CASE("payment.show: what comes next, with the office's review where the path wants it") {
    Office office;
    begin(office);
    const auto next = [&](const char* id) { return shown(office, "payment.show", id, "next"); };
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    CHECK(next("BF-1") == u"payment.review");
    ok(office, "reviewer1", "payment.review", approve);
    CHECK(next("BF-1") == u"payment.approve");
    ok(office, "leader1", "payment.approve", approve);
    CHECK(next("BF-1") == u"payment.pay");
    ok(office, "finance1", "payment.pay", pay);
    CHECK(next("BF-1") == u"");
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"10.00"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-06-10"_s, u"requested"_s);
    CHECK(next("BF-2") == u"payment.approve");
}

TEST_CASE("duty.separation: nobody does two of the steps on one payment") {
    Office office;
    begin(office);
    testing::person(office, "all", "clerk reviewer leader finance");
    const char* request = "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'1.00',"
                          "'date':'2019-02-15','report':'申请'}";
    ok(office, "all", "payment.request", request);
    refused(
        office, "all", "payment.review", approve,
        {"duty.separation", "", "", "", told("step.separation", "all", "BF-1", "申请", "审核")});
    ok(office, "reviewer1", "payment.review", approve);
    cites(office, "all", "payment.approve", approve, "duty.separation");
    ok(office, "leader1", "payment.approve", approve);
    cites(office, "all", "payment.pay", pay, "duty.separation");
    ok(office, "finance1", "payment.pay", pay);
}

TEST_CASE("duty.separation: on paper it is who signed, and who recorded stands beside") {
    Office office;
    begin(office);
    testing::person(office, "desk", "clerk reviewer finance");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"reviewed"_s);
    const char* paper = "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-02-16',"
                        "'signed':{'by':'paper1','on':'2019-02-16','document':'签批单1号'}}";
    // clerk1 registered the request: it may not record the leader's signature.
    refused(office, "clerk1", "payment.approve", paper,
            {"duty.separation", "", "", "", told("step.paper-of-own-request", "clerk1", "BF-1")});
    cites(office, "finance1", "payment.approve", paper, "duty.role");
    ok(office, "desk", "payment.approve", paper);
    refused(office, "desk", "payment.pay", pay,
            {"duty.separation", "", "", "", told("step.recorded-before", "desk", "BF-1", "拨付")});
    ok(office, "finance1", "payment.pay", pay);
}

TEST_CASE("duty.separation: earlier steps of a returned request still count") {
    Office office;
    begin(office);
    testing::person(office, "two", "clerk reviewer");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"requested"_s);
    ok(office, "two", "payment.review",
       "{'id':'BF-1','decision':'return','opinion':'补材料','date':'2019-02-16'}");
    const char* again = "{'id':'BF-1','project':'XM-1','kind':'prepay','amount':'2.00',"
                        "'date':'2019-02-17','report':'再申请'}";
    cites(office, "two", "payment.request", again, "duty.separation");
    ok(office, "clerk2", "payment.request", again);
    CHECK(office.row(u"L01"_s, u"central-1"_s).value("committed"_L1) == u"2200000.00"_s);
}

TEST_CASE("unit.bank: a changed account sends requests back and waits for a second person") {
    Office office;
    begin(office);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-15"_s, u"reviewed"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-16','document':'变更函','bank':{'name':'工行',"
       "'account':'6222001','holder':'单位U1'}}");
    CHECK(testing::shown(office, "payment.show", "BF-1", "state") == u"returned");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-17"_s, u"approved"_s);
    refused(office, "finance1", "payment.pay", pay,
            {"unit.bank", "id", "", "", told("account.unconfirmed", "单位U1", "2019-02-16")});
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-02-17'}");
    ok(office, "finance1", "payment.pay", pay);
}

TEST_CASE(
    "unit.bank: every payee's account is confirmed, also one that is not the project's unit") {
    Office office;
    testing::winners(office, 2);
    ok(office, "clerk1", "unit.change",
       "{'id':'I2','date':'2019-06-05','document':'变更函','bank':{'name':'工行',"
       "'account':'6222002','holder':'单位I2'}}");
    testing::payWinners(office, 2, u"approved"_s);
    const char* paid = "{'id':'BF-1','date':'2019-06-08','voucher':'记-1'}";
    refused(office, "finance1", "payment.pay", paid,
            {"unit.bank", "id", "", "", told("account.unconfirmed", "单位I2", "2019-06-05")});
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'I2','date':'2019-06-08'}");
    ok(office, "finance1", "payment.pay", paid);
}
