// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

constexpr const char* closing = "{'id':'XM-1','date':'2019-07-01','reason':'办结'}";
constexpr const char* cancelling = "{'id':'XM-1','date':'2019-07-01','reason':'取消'}";

} // namespace

TEST_CASE("pay.accepted: no end while net paid exceeds what was accepted, by a fen") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1100000.00"_s, u"2019-02-15"_s);
    refused(office, "clerk1", "project.cancel", cancelling,
            {"pay.accepted", "id", "0.00", "1100000.00",
             told("project.overpaid", "XM-1", "1100000.00", "0.00", "1100000.00")});
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000000.00"_s);
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-1','amount':'99999.99','date':'2019-06-20','reason':'退回',"
       "'voucher':'记-2'}");
    refused(office, "clerk1", "project.close", closing,
            {"pay.accepted", "id", "1000000.00", "1000000.01",
             told("project.overpaid", "XM-1", "1000000.01", "1000000.00", "0.01")});
    cites(office, "clerk1", "project.cancel", cancelling, "pay.accepted");
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-2','payment':'BF-1','amount':'0.01','date':'2019-06-20','reason':'退回',"
       "'voucher':'记-3'}");
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", closing);
    CHECK(office.row(u"L01"_s, u"central-1"_s).value("committed"_L1) == u"0.00"_s);
    CHECK(office.row(u"L01"_s, u"central-1"_s).value("paid"_L1) == u"1000000.00"_s);
    CHECK(office.row(u"L01"_s, u"central-1"_s).value("available"_L1) == u"1200000.00"_s);
    office.verifySound();
}

TEST_CASE("state.order: no end while anything of the project is undecided") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    office.started(u"XM-1"_s);
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'一期','claimed':'500.00','date':'2019-06-01'}");
    for (const char* command : {"project.close", "project.cancel"})
        refused(
            office, "clerk1", command, closing,
            {"state.order", "id", "", "", told("project.undecided", "XM-1", "验收申请", "YS-1")});
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-1','result':'pass','accepted':'500.00','team':[{'name':'王','unit':'局'}],"
       "'opinion':'合格','date':'2019-06-02'}");
    ok(office, "clerk1", "project.amend",
       "{'id':'BG-1','project':'XM-1','date':'2019-06-03','reason':'变更','name':'新名'}");
    for (const char* command : {"project.close", "project.cancel"})
        refused(
            office, "clerk1", command, closing,
            {"state.order", "id", "", "", told("project.undecided", "XM-1", "变更申请", "BG-1")});
    ok(office, "reviewer1", "project.decide-amendment",
       "{'id':'BG-1','decision':'reject','opinion':'不同意','date':'2019-06-03'}");
    for (const char* state : {"requested", "approved"}) {
        const QString id = u"BF-"_s + QLatin1StringView(state);
        office.payment(id, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-06-10"_s,
                       QLatin1StringView(state));
        cites(office, "clerk1", "project.close", closing, "state.order");
        cites(office, "clerk1", "project.cancel", cancelling, "state.order");
        if (qstrcmp(state, "requested") == 0)
            ok(office, "clerk1", "withdraw",
               "{'kind':'payment','id':'BF-requested','date':'2019-06-10','reason':'撤回'}");
    }
    refused(office, "clerk1", "project.close", closing,
            {"state.order", "id", "", "",
             told("project.undecided", "XM-1", "拨付申请", "BF-approved")});
    ok(office, "finance1", "payment.pay",
       "{'id':'BF-approved','date':'2019-06-11','voucher':'记-1'}");
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", closing);
    office.verifySound();
}

TEST_CASE("date.order: the steps of a project are dated in order") {
    Office office;
    office.declared(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    refused(office, "reviewer1", "project.review",
            "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-01-31'}",
            {"date.order", "date", "2019-02-01", "2019-01-31",
             told("date.too-early", "2019-01-31", "申报日期", "2019-02-01")});
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-02-01'}");
    refused(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-01-31'}",
            {"date.order", "date", "2019-02-01", "2019-01-31",
             told("date.too-early", "2019-01-31", "批准日期", "2019-02-01")});
    ok(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-02-01'}");
    for (const char* command : {"project.close", "project.cancel"}) {
        refused(office, "clerk1", command, "{'id':'XM-1','date':'2019-01-31','reason':'完'}",
                {"date.order", "date", "2019-02-01", "2019-01-31",
                 told("date.too-early", "2019-01-31", "上一环节日期", "2019-02-01")});
        cites(office, "clerk1", command, "{'id':'XM-1','date':'2020-01-01','reason':'完'}",
              "date.order");
    }
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-02-01','reason':'完'}");
}

TEST_CASE("invoice.duplicate: an issuer's number once in the whole fund, again once voided") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    office.approved(u"XM-2"_s, u"L09"_s, {}, u"1000.00"_s);
    ok(office, "clerk1", "invoice.record",
       "{'id':'FP-1','project':'XM-1','number':'No.1','issuer':'甲公司','amount':'10.00',"
       "'date':'2019-03-01'}");
    const char* again = "{'id':'FP-2','project':'XM-2','number':'No.1','issuer':'甲公司',"
                        "'amount':'20.00','date':'2019-03-02'}";
    refused(office, "clerk1", "invoice.record", again,
            {"invoice.duplicate", "number", "", "",
             told("invoice.recorded-before", "甲公司", "No.1", "XM-1", "FP-1")});
    // The same paper, typed with a blank, in full width or in another case.
    for (const char* number : {" No.1", "No. 1", "Ｎｏ.1", "NO.1"})
        cites(office, "clerk1", "invoice.record",
              (QByteArray("{'id':'FP-2','project':'XM-2','number':'") + number
               + "','issuer':'甲 公司','amount':'20.00','date':'2019-03-02'}")
                  .constData(),
              "invoice.duplicate");
    refused(office, "clerk1", "invoice.record",
            "{'id':'FP-1','project':'XM-1','number':'No.2','issuer':'甲公司','amount':'10.00',"
            "'date':'2019-03-01'}",
            {"id.taken", "id", "", "FP-1", told("id.taken", "发票", "FP-1")});
    ok(office, "clerk1", "invoice.record",
       "{'id':'FP-3','project':'XM-1','number':'No.1','issuer':'乙公司','amount':'10.00',"
       "'date':'2019-03-01'}");
    ok(office, "clerk1", "invoice.record",
       "{'id':'FP-4','project':'XM-1','number':'No.2','issuer':'甲公司','amount':'10.00',"
       "'date':'2019-03-01'}");
    const char* voiding = "{'kind':'invoice','id':'FP-1','date':'2019-03-02','reason':'误登'}";
    cites(office, "clerk1", "void", voiding, "duty.separation");
    cites(office, "reviewer1", "void", voiding, "duty.role");
    refused(office, "clerk2", "void",
            "{'kind':'invoice','id':'FP-1','date':'2019-02-28','reason':'误登'}",
            {"date.order", "date", "2019-03-01", "2019-02-28",
             told("date.too-early", "2019-02-28", "发票日期", "2019-03-01")});
    ok(office, "clerk2", "void", voiding);
    refused(office, "clerk2", "void", voiding,
            {"state.order", "", "", "", told("record.void.state", "发票", "FP-1", "已作废")});
    ok(office, "clerk1", "invoice.record", again);
    ok(office, "clerk1", "project.cancel", "{'id':'XM-2','date':'2019-07-01','reason':'取消'}");
    for (const char* command : {"invoice.record", "contract.record"}) {
        const char* with = qstrcmp(command, "invoice.record") == 0
                               ? "{'id':'N','project':'XM-2','number':'N','issuer':'甲',"
                                 "'amount':'1.00','date':'2019-03-01'}"
                               : "{'id':'N','project':'XM-2','number':'N','party':'甲',"
                                 "'amount':'1.00','date':'2019-03-01'}";
        refused(
            office, "clerk1", command, with,
            {"state.order", "", "", "", told("project.record.state", "项目", "XM-2", "已取消")});
    }
    office.verifySound();
}

TEST_CASE("contract.record: its id, its project, and its voiding while the project is open") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    const char* contract = "{'id':'HT-1','project':'XM-1','number':'古电商〔2019〕1号',"
                           "'party':'甲公司','amount':'1000.00','date':'2019-03-01'}";
    ok(office, "clerk1", "contract.record", contract);
    refused(office, "clerk1", "contract.record", contract,
            {"id.taken", "id", "", "HT-1", told("id.taken", "合同", "HT-1")});
    badInput(office, "clerk1", "contract.record",
             "{'id':'HT-2','project':'XM-9','number':'1','party':'甲','amount':'1.00',"
             "'date':'2019-03-01'}",
             "project");
    office.started(u"XM-1"_s);
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", closing);
    refused(
        office, "clerk2", "void",
        "{'kind':'contract','id':'HT-1','date':'2019-07-02','reason':'误登'}",
        {"state.order", "", "", "", told("contract.void.project-state", "项目", "XM-1", "已办结")});
    office.verifySound();
}
