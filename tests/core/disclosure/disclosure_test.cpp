// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <audit/package.h>
#include <disclosure/disclosures.h>
#include <reports/render.h>
#include <reports/reports.h>

#include <catch2/catch.hpp>

#include <QProcess>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QJsonObject preview(Office& office, const char* month) {
    return office
        .ask(u"auditor1"_s, u"disclosure.preview"_s,
             u"{\"month\":\"%1\"}"_s.arg(QLatin1StringView(month)))
        .toObject();
}

void juneOf(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"500000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300000.00"_s, u"2019-06-10"_s);
}

} // namespace

TEST_CASE("disclose.monthly: rows and totals tie to the ledger, a counter-entry is negative") {
    Office office;
    juneOf(office);
    const QJsonObject june = preview(office, "2019-06");
    const QJsonObject row = june.value("rows"_L1).toArray().first().toObject();
    CHECK(row.value("paid_month"_L1) == u"300000.00"_s);
    CHECK(row.value("accepted"_L1) == u"400000.00"_s);
    CHECK(row.value("rate"_L1) == u"0.6000"_s);
    const QJsonObject totals = june.value("totals"_L1).toObject();
    CHECK(totals.value("accepted_month"_L1) == u"400000.00"_s);
    const QJsonObject execution =
        office.ask(u"auditor1"_s, u"budget.execution"_s, u"{\"as_of\":\"2019-06-30\"}"_s)
            .toObject();
    CHECK(totals.value("paid_total"_L1) == execution.value("total"_L1).toObject().value("paid"_L1));
    ok(office, "finance1", "payment.reverse",
       "{'id':'BF-1','date':'2019-07-02','reason':'退票','voucher':'记'}");
    const QJsonObject july = preview(office, "2019-07");
    CHECK(july.value("rows"_L1).toArray().first().toObject().value("paid_month"_L1)
          == u"-300000.00"_s);
    CHECK(july.value("totals"_L1).toObject().value("paid_total"_L1) == u"0.00"_s);
}

TEST_CASE("disclose.closed: to the last day of the month, and not for its receipts and payments") {
    Office office;
    juneOf(office);
    refused(office, "reviewer1", "disclosure.publish",
            {"{'id':'GS-1','month':'2019-06','date':'2019-06-30'}"},
            {"date.order", "date", "2019-07-01", "2019-06-30",
             told("disclosure.month-running", "2019-06", "2019-06-30")});
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS-1','month':'2019-06','date':'2019-07-01'}");
    cites(office, "reviewer1", "disclosure.publish",
          "{'id':'GS-2','month':'2019-05','date':'2019-07-01'}", "state.order");
    const char* receipt = "{'id':'SR-9','source':'county','amount':'1.00','date':'2019-06-30',"
                          "'document':'文'}";
    refused(office, "finance1", "fund.receive", receipt,
            {"disclose.closed", "date", "2019-07-01", "2019-06-30",
             told("month.published", "2019-06", "2019-06-30", "2019-07-01")});
    refused(office, "finance1", "fund.receive",
            {"{'id':'SR-9','source':'county','amount':'1.00','date':'2019-05-31','document':'文'}"},
            {"disclose.closed", "date", "2019-07-01", "2019-05-31",
             told("month.before-first", "2019-05", "2019-06", "2019-07-01")});
    cites(office, "finance1", "payment.reverse",
          "{'id':'BF-1','date':'2019-06-30','reason':'退票','voucher':'记'}", "disclose.closed");
    cites(office, "finance1", "payment.refund",
          "{'id':'TK','payment':'BF-1','amount':'1.00','date':'2019-06-30','reason':'退',"
          "'voucher':'记'}",
          "disclose.closed");
    ok(office, "finance1", "fund.receive",
       "{'id':'SR-9','source':'county','amount':'1.00','date':'2019-07-01','document':'文'}");
}

TEST_CASE("disclose.monthly: what was published stands, an amendment stands beside it") {
    Office office;
    juneOf(office);
    const auto published = ok(office, "reviewer1", "disclosure.publish",
                              "{'id':'GS-1','month':'2019-06','date':'2019-07-01'}");
    CHECK(published.value("number"_L1) == u"GS-2019-001"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-06-30','document':'文','name':'改名后的公司'}");
    // A name from July on is none of June's.
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-07-01','document':'文','name':'七月再改名的公司'}");
    auto pages = disclosure::published(fund::Internals::context(office.open()), u"2019-06"_s);
    REQUIRE(pages.size() == 1);
    const auto unitOf = [](const QJsonObject& page) {
        return page.value("rows"_L1).toArray().first().toObject().value("unit"_L1).toString();
    };
    CHECK(unitOf(pages[0]) == u"单位U1");
    ok(office, "reviewer1", "disclosure.amend",
       "{'id':'GS-1A','of':'GS-1','date':'2019-07-03','reason':'单位更名'}");
    pages = disclosure::published(fund::Internals::context(office.open()), u"2019-06"_s);
    REQUIRE(pages.size() == 2);
    CHECK(unitOf(pages[0]) == u"单位U1");
    CHECK(unitOf(pages[1]) == u"改名后的公司");
    CHECK(pages[0].value("totals"_L1) == pages[1].value("totals"_L1));
    CHECK(pages[1].value("reason"_L1) == u"单位更名"_s);
    office.verifySound();
}

// The reason of an amendment is published with its page.
TEST_CASE("disclose.monthly: digits in an amendment's reason that may be personal are shown") {
    Office office;
    juneOf(office);
    const auto reasonsOf = [](const QJsonObject& answer) {
        QStringList found;
        for (const QJsonValue& one : answer.value("check"_L1).toArray())
            if (one.toObject().value("field"_L1) == u"reason"_s) {
                CHECK_FALSE(one.toObject().contains("row"_L1));
                found << one.toObject().value("text"_L1).toString();
            }
        return found;
    };
    CHECK(ok(office, "reviewer1", "disclosure.publish",
             "{'id':'GS-1','month':'2019-06','date':'2019-07-01'}")
              .value("check"_L1)
              .toArray()
              .isEmpty());
    const auto before = [&](const char* reason) {
        return office
            .ask(u"auditor1"_s, u"disclosure.preview"_s,
                 uR"({"month":"2019-06","reason":"%1"})"_s.arg(QString::fromUtf8(reason)))
            .toObject();
    };
    // What is certain is masked and needs no look; neither do numbers of papers.
    CHECK(reasonsOf(before("更正 13812345678 的笔误")).isEmpty());
    CHECK(before("更正 13812345678 的笔误").value("reason"_L1) == u"更正 138****5678 的笔误"_s);
    CHECK(reasonsOf(before("凭证4721234改记")).isEmpty());
    CHECK(reasonsOf(before("接群众 4721234 来电更正")) == QStringList{u"4721234"_s});
    CHECK(reasonsOf(ok(office, "reviewer1", "disclosure.amend",
                       "{'id':'GS-1A','of':'GS-1','date':'2019-07-03',"
                       "'reason':'接群众 4721234 来电更正'}"))
          == QStringList{u"4721234"_s});
    // Also beside the page as it stands, and no part of it.
    CHECK(reasonsOf(preview(office, "2019-06")) == QStringList{u"4721234"_s});
    for (const auto& page :
         disclosure::published(fund::Internals::context(office.open()), u"2019-06"_s))
        CHECK_FALSE(page.contains("check"_L1));
}

TEST_CASE("disclose.monthly: every format has the same rows, and no formula") {
    Office office;
    juneOf(office);
    ok(office, "clerk1", "project.amend",
       "{'id':'BG','project':'XM-1','date':'2019-06-11','reason':'改名','name':'=cmd()'}");
    ok(office, "reviewer1", "project.decide-amendment",
       "{'id':'BG','decision':'approve','opinion':'同意','date':'2019-06-12'}");
    const auto page =
        reports::ofMonth(api::fromJson<api::DisclosurePage>(preview(office, "2019-06")),
                         plan::current(fund::Internals::context(office.open())));
    const QString csv = QString::fromUtf8(reports::toCsv(page));
    const QString html = QString::fromUtf8(reports::toHtml(page));
    CHECK(reports::toCsv(page).startsWith("\xef\xbb\xbf"));
    CHECK(csv.contains(u",'=cmd(),"));
    CHECK(html.contains(u"<th scope=\"row\" role=\"rowheader\">=cmd()</th>"));
    CHECK_FALSE(html.contains(u"<script"));
    for (const QString& text : {csv, html, QString::fromUtf8(reports::toText(page))}) {
        QString figures = text;
        CHECK(figures.remove(u',').contains(u"300000.00"));
        CHECK(figures.contains(u"400000.00"));
    }
}

TEST_CASE("disclose.monthly: planted personal numbers appear in no output") {
    Office office;
    const QStringList planted{testing::identityNumber(7), u"6228480402564890018"_s,
                              u"13812345678"_s};
    const QString all = planted.join(u' ');
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.unit(u"U1"_s, u"enterprise"_s);
    office.ok(
        u"clerk1"_s, u"unit.change"_s,
        uR"({"id":"U1","date":"2019-02-01","document":"变更 1 号","name":"公司 %1","phone":"%2"})"_s
            .arg(all, planted[2]));
    office.ok(u"clerk1"_s, u"project.declare"_s,
              uR"({"id":"XM-1","unit":"U1","line":"L08","name":"项目 %1","content":"%1",)"
              R"("schedule":{"from":"2019-03-01","to":"2019-12-31"},"support":"500000.00",)"
              R"("materials":["方案 %1"],"date":"2019-02-01"})"_s.arg(all));
    office.ok(
        u"reviewer1"_s, u"project.review"_s,
        uR"({"id":"XM-1","decision":"approve","opinion":"%1","date":"2019-02-10"})"_s.arg(all));
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"400000.00"_s, u"2019-06-05"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"300000.00"_s, u"2019-06-10"_s);
    QFile scan(office.folder() + u"/scan.txt"_s);
    REQUIRE(scan.open(QIODevice::WriteOnly));
    scan.write("x");
    scan.close();
    office.ok(u"clerk1"_s, u"document.file"_s,
              uR"({"id":"D1","about":{"kind":"project","id":"XM-1"},"kind":"contract",)"
              R"("title":"合同 %1","date":"2019-06-01","path":"%2"})"_s.arg(all, scan.fileName()));
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS-1','month':'2019-06','date':'2019-07-01'}");
    auto& context = fund::Internals::context(office.open());
    const auto page = reports::ofMonth(
        api::fromJson<api::DisclosurePage>(preview(office, "2019-06")), plan::current(context));
    QByteArray outputs = reports::toCsv(page) + reports::toHtml(page) + reports::toText(page)
                         + QJsonDocument(preview(office, "2019-06")).toJson();
    outputs += QJsonDocument(office.ask(u"auditor1"_s, u"journal.list"_s).toObject()).toJson();
    audit::exportPackage(context, office.folder() + u"/audit.zip"_s);
    QProcess tool;
    tool.setWorkingDirectory(office.folder());
    tool.start(u"unzip"_s, {u"-p"_s, u"audit.zip"_s});
    REQUIRE(tool.waitForFinished());
    outputs += tool.readAllStandardOutput();
    CHECK(outputs.size() > 20'000);
    for (const QString& number : planted)
        CHECK_FALSE(outputs.contains(number.toUtf8()));
    office.verifySound();
}
