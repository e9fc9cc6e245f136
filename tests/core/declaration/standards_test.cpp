// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::outcome;
using testing::refused;
using testing::told;

namespace {

QByteArray approve(const char* id, const char* date = "2019-02-10") {
    return QByteArray("{'id':'") + id + "','decision':'approve','opinion':'同意','date':'" + date
           + "'}";
}

} // namespace

TEST_CASE("line.ceiling: the budget of a line and source, to the fen") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"400000.00"_s);
    office.declared(u"XM-2"_s, u"L08"_s, {}, u"100000.01"_s);
    refused(
        office, "reviewer1", "project.review", approve("XM-2").constData(),
        {"line.ceiling", "support", "100000.00", "100000.01",
         told("support.above-available", "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
              "第一批中央财政资金", "100000.00", "0.01")});
    office.approved(u"XM-3"_s, u"L08"_s, {}, u"100000.00"_s);
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("available"_L1) == u"0.00"_s);
    office.verifySound();
}

TEST_CASE("line.ceiling: cancelling and closing below the support free the rest") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"300000.00"_s);
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"200000.00"_s);
    ok(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-03-01','reason':'取消'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("available"_L1) == u"300000.00"_s);
    office.started(u"XM-2"_s);
    office.accepted(u"YS-1"_s, u"XM-2"_s, u"150000.00"_s);
    office.payment(u"BF-1"_s, u"XM-2"_s, u"stage"_s, u"150000.00"_s, u"2019-06-10"_s);
    office.waived(u"XM-2"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-2','date':'2019-07-01','reason':'办结'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("available"_L1) == u"350000.00"_s);
    office.declared(u"XM-3"_s, u"L08"_s, {}, u"350000.01"_s);
    cites(office, "reviewer1", "project.review", approve("XM-3").constData(), "line.ceiling");
    // On the day that freed the last of it, not the day before; what was free before still is.
    office.declared(u"XM-4"_s, u"L08"_s, {}, u"350000.00"_s);
    const auto on = [](const char* id, const char* date) {
        return QByteArray("{'id':'") + id + "','decision':'approve','opinion':'同意','date':'"
               + date + "'}";
    };
    refused(office, "reviewer1", "project.review", on("XM-4", "2019-06-30").constData(),
            {"date.order", "date", "2019-07-01", "2019-06-30",
             told("date.not-yet", "2019-06-30",
                  told("not-yet.budget-short",
                       "L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)",
                       "第一批中央财政资金"),
                  "2019-07-01")});
    office.declared(u"XM-5"_s, u"L08"_s, {}, u"300000.00"_s);
    CHECK(outcome(office, u"reviewer1"_s, "project.review", on("XM-5", "2019-06-30").constData(),
                  true)
          == u"ok");
    CHECK(outcome(office, u"reviewer1"_s, "project.review", on("XM-5", "2019-02-28").constData(),
                  true)
          == u"date.order");
    ok(office, "reviewer1", "project.review", on("XM-4", "2019-07-01").constData());
    office.verifySound();
}

TEST_CASE("line.ceiling: an item's own ceiling; stations build and operate within 128万元") {
    Office office;
    office.declared(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1280000.01"_s);
    refused(office, "reviewer1", "project.review", approve("XM-1").constData(),
            {"line.ceiling", "support", "1280000.00", "1280000.01",
             told("support.above-ceiling", "站点建设及运营", "1280000.00", "1280000.00", "0.01")});
    office.approved(u"XM-2"_s, u"L02"_s, u"L02-stations"_s, u"1280000.00"_s);
    office.approved(u"XM-3"_s, u"L02"_s, u"L02-system"_s, u"200000.00"_s);
    office.verifySound();
}

TEST_CASE("line.ceiling: of a source that is not the item's nothing can be approved") {
    Office office;
    office.declared(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"100.00"_s,
                    u",\"sources\":[{\"source\":\"county\",\"amount\":\"100.00\"}]"_s);
    refused(
        office, "reviewer1", "project.review", approve("XM-1").constData(),
        {"line.ceiling", "support", "0.00", "100.00",
         told("support.above-available", "L01 县级电子商务公共服务中心装修装饰、设备设施配备及运营",
              "县级配套资金", "0.00", "100.00")});
    office.declared(u"XM-2"_s, u"L08"_s, {}, u"100.00"_s,
                    u",\"sources\":[{\"source\":\"county\",\"amount\":\"100.00\"}]"_s);
    cites(office, "reviewer1", "project.review", approve("XM-2").constData(), "line.ceiling");
}

TEST_CASE("item.standard: awards, so many a year, only in the years named") {
    Office office;
    const auto year = [](int number) { return u",\"year\":%1"_s.arg(number); };
    office.approved(u"XM-1"_s, u"L15"_s, u"L15-enterprise"_s, u"30000.00"_s, year(2019));
    office.declared(u"XM-2"_s, u"L15"_s, u"L15-enterprise"_s, u"20000.01"_s, year(2019));
    refused(office, "reviewer1", "project.review", approve("XM-2").constData(),
            {"item.standard", "support", "20000.00", "20000.01",
             told("support.awards-above-year", "示范企业奖励", "5", "10000.00", "2019", "2")});
    office.approved(u"XM-3"_s, u"L15"_s, u"L15-enterprise"_s, u"20000.00"_s, year(2019));
    office.declared(u"XM-4"_s, u"L15"_s, u"L15-enterprise"_s, u"0.01"_s, year(2019));
    cites(office, "reviewer1", "project.review", approve("XM-4").constData(), "item.standard");
    office.approved(u"XM-5"_s, u"L15"_s, u"L15-enterprise"_s, u"50000.00"_s, year(2021));
    office.declared(u"XM-6"_s, u"L15"_s, u"L15-enterprise"_s, u"0.01"_s, year(2022));
    refused(office, "reviewer1", "project.review", approve("XM-6").constData(),
            {"item.standard", "year", "2021", "2022",
             told("item.year-none", "示范企业奖励", "2019、2020、2021", "2022")});
    office.declared(u"XM-7"_s, u"L15"_s, u"L15-enterprise"_s, u"0.01"_s, year(2018));
    cites(office, "reviewer1", "project.review", approve("XM-7").constData(), "item.standard");
    office.verifySound();
}

TEST_CASE("item.standard: each award item has its own number a year") {
    struct Award {
        const char* item;
        const char* kind;
        const char* whole; // a year's awards
        const char* more;
    };
    static constexpr Award awards[] = {
        {"L17-town", "organisation", "40000.00", "40000.01"},
        {"L17-station", "sole-trader", "50000.00", "50000.01"},
        {"L17-individual", "individual", "50000.00", "50000.01"},
    };
    Office office;
    for (const Award& award : awards) {
        const QString unit = QLatin1StringView(award.kind);
        office.unit(unit, unit);
        const QByteArray many = QByteArray("MANY-") + award.kind;
        office.declared(QString::fromUtf8(many), u"L17"_s, QLatin1StringView(award.item),
                        QLatin1StringView(award.more), u",\"year\":2020"_s, unit);
        cites(office, "reviewer1", "project.review", approve(many.constData()).constData(),
              "item.standard");
        office.approved(u"XM-"_s + unit, u"L17"_s, QLatin1StringView(award.item),
                        QLatin1StringView(award.whole), u",\"year\":2020"_s, unit);
    }
}

TEST_CASE("item.standard: logistics 60万元 in the first year, 20万元 in each later one") {
    Office office;
    office.evaluated();
    office.declared(u"XM-1"_s, u"L06"_s, u"L06-first"_s, u"600000.01"_s, u",\"year\":2019"_s);
    refused(office, "reviewer1", "project.review", approve("XM-1").constData(),
            {"item.standard", "support", "600000.00", "600000.01",
             told("support.above-year", "第一年运营补贴", "600000.00", "2019", "600000.00")});
    office.approved(u"XM-2"_s, u"L06"_s, u"L06-first"_s, u"600000.00"_s, u",\"year\":2019"_s);
    for (const int year : {2020, 2021, 2022, 2023}) {
        const QByteArray more = "D-" + QByteArray::number(year);
        const QByteArray most = "E-" + QByteArray::number(year);
        const QString key = u",\"year\":%1"_s.arg(year);
        office.declared(QString::fromUtf8(more), u"L06"_s, u"L06-later"_s, u"200000.01"_s, key);
        cites(office, "reviewer1", "project.review",
              approve(more.constData(), "2019-05-02").constData(), "item.standard");
        office.declared(QString::fromUtf8(most), u"L06"_s, u"L06-later"_s, u"200000.00"_s, key);
        ok(office, "reviewer1", "project.review",
           approve(most.constData(), "2019-05-02").constData());
    }
    // Four years use it up.
    office.declared(u"XM-9"_s, u"L06"_s, u"L06-later"_s, u"0.01"_s, u",\"year\":2024"_s);
    cites(office, "reviewer1", "project.review", approve("XM-9", "2019-05-02").constData(),
          "line.ceiling");
    office.verifySound();
}

TEST_CASE("item.standard: the centre's running 50万元 a year, whatever the source") {
    Office office;
    office.evaluated();
    const auto two = [](const char* first, const char* second) {
        return u",\"year\":2019,\"sources\":[{\"source\":\"central-1\",\"amount\":\"%1\"},"
               "{\"source\":\"central-2\",\"amount\":\"%2\"}]"_s.arg(QLatin1StringView(first),
                                                                     QLatin1StringView(second));
    };
    office.declared(u"XM-1"_s, u"L10"_s, u"L10-running"_s, u"500000.01"_s,
                    two("300000.00", "200000.01"));
    cites(office, "reviewer1", "project.review", approve("XM-1", "2019-05-02").constData(),
          "item.standard");
    office.declared(u"XM-2"_s, u"L10"_s, u"L10-running"_s, u"500000.00"_s,
                    two("300000.00", "200000.00"));
    ok(office, "reviewer1", "project.review", approve("XM-2", "2019-05-02").constData());
}

TEST_CASE("item.standard: a project closed below its support leaves the rest of the year") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L06"_s, u"L06-first"_s, u"600000.00"_s, u",\"year\":2019"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"final"_s, u"400000.00"_s, u"2019-06-10"_s);
    office.declared(u"XM-2"_s, u"L06"_s, u"L06-first"_s, u"200000.00"_s, u",\"year\":2019"_s);
    cites(office, "reviewer1", "project.review", approve("XM-2", "2019-07-01").constData(),
          "item.standard");
    office.waived(u"XM-1"_s);
    ok(office, "clerk1", "project.close", "{'id':'XM-1','date':'2019-07-01','reason':'办结'}");
    ok(office, "reviewer1", "project.review", approve("XM-2", "2019-07-01").constData());
    office.declared(u"XM-3"_s, u"L06"_s, u"L06-first"_s, u"0.01"_s, u",\"year\":2019"_s);
    cites(office, "reviewer1", "project.review", approve("XM-3", "2019-07-01").constData(),
          "item.standard");
    office.verifySound();
}
