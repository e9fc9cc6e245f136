// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/own_plan.h>
#include <support/terse.h>

#include <print/paper.h>
#include <reports/report_json.h>
#include <reports/reports.h>

#include <catch2/catch.hpp>

#include <QElapsedTimer>

#include <iostream>

// One payment to 2,000 households: the form says how many and how much, an annex has them all.

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;

namespace {

constexpr int households = 2000;

QString unitOf(int number) {
    return u'H' + QString::number(number).rightJustified(4, u'0');
}

// The village's plan with room for so many.
QString villagePlan() {
    return testing::ownPlan(
        [](QJsonObject& plan) {
            QJsonArray sources = plan.value("sources"_L1).toArray();
            QJsonObject county = sources[0].toObject();
            county.insert("amount"_L1, u"4400000.00"_s);
            plan.insert("sources"_L1, QJsonArray{county});
            QJsonArray lines = plan.value("lines"_L1).toArray();
            QJsonObject item = lines[1]["items"_L1][0].toObject();
            item.insert("ceiling"_L1, u"4000000.00"_s);
            item.insert("count_per_year"_L1, households);
            testing::ofLine(plan, u"V02"_s,
                            {{"printed_total"_L1, u"4000000.00"_s},
                             {"budget"_L1, QJsonObject{{"county"_L1, u"4000000.00"_s}}},
                             {"items"_L1, QJsonArray{item}}});
        },
        u"examples/village.json"_s);
}

QJsonObject with(QJsonObject keys, const QString& date) {
    keys.insert("date"_L1, date);
    return keys;
}

void submit(Office& office, const QString& as, const QString& command, const QJsonObject& with) {
    const auto answer = office.open().submit({as, command, with, false});
    INFO(command.toStdString() << ": "
                               << (answer.ok() ? "" : answer.rejection->message().toStdString()));
    REQUIRE(answer.ok());
}

// XM-1 of the village, accepted for `count` households, and BF-1 that pays them 2,000.00 each.
void paid(Office& office, int count) {
    const QString amount = u"%1.00"_s.arg(count * 2000);
    office.fund(u"county"_s, amount);
    office.unit(u"CUN-1"_s, u"organisation"_s);
    QJsonArray things;
    QJsonArray ids;
    QJsonArray payees;
    for (int i = 1; i <= count; ++i) {
        office.unit(unitOf(i), u"individual"_s);
        const QString id = u"CG-%1"_s.arg(i);
        ids.append(id);
        things.append(QJsonObject{{"id"_L1, id}, {"kind"_L1, u"award"_s}, {"unit"_L1, unitOf(i)}});
        payees.append(QJsonObject{{"unit"_L1, unitOf(i)}, {"amount"_L1, u"2000.00"_s}});
    }
    office.approved(u"XM-1"_s, u"V02"_s, u"V02-yard"_s, amount, u",\"year\":2019"_s, u"CUN-1"_s);
    office.started(u"XM-1"_s);
    submit(office, u"clerk1"_s, u"deliverable.add"_s,
           {{"project"_L1, u"XM-1"_s}, {"items"_L1, things}});
    submit(office, u"clerk1"_s, u"acceptance.request"_s,
           with({{"id"_L1, u"YS-1"_s},
                 {"project"_L1, u"XM-1"_s},
                 {"stage"_L1, u"全部农户"_s},
                 {"claimed"_L1, amount},
                 {"deliverables"_L1, ids}},
                u"2019-06-01"_s));
    submit(office, u"inspector1"_s, u"acceptance.conclude"_s,
           with({{"id"_L1, u"YS-1"_s},
                 {"result"_L1, u"pass"_s},
                 {"accepted"_L1, amount},
                 {"team"_L1,
                  QJsonArray{QJsonObject{{"name"_L1, u"王"_s}, {"unit"_L1, u"农业农村局"_s}}}},
                 {"opinion"_L1, u"合格"_s}},
                u"2019-06-05"_s));
    submit(office, u"clerk1"_s, u"payment.request"_s,
           with({{"id"_L1, u"BF-1"_s},
                 {"project"_L1, u"XM-1"_s},
                 {"kind"_L1, u"final"_s},
                 {"amount"_L1, amount},
                 {"payees"_L1, payees},
                 {"report"_L1, u"申请报告"_s}},
                u"2019-06-10"_s));
    const char* decided = "{'id':'BF-1','decision':'approve','opinion':'同意','date':'2019-06-11'}";
    ok(office, "reviewer1", "payment.review", decided);
    ok(office, "leader1", "payment.approve", decided);
    ok(office, "finance1", "payment.pay", "{'id':'BF-1','date':'2019-06-12','voucher':'记-1'}");
}

reports::Printable paper(Office& office, const QString& kind, const QString& id) {
    auto made = office.open().report(u"clerk1"_s, kind, id);
    if (auto* no = std::get_if<journal::Rejection>(&made))
        FAIL(no->message().toStdString());
    return std::get<reports::Printable>(made);
}

// What stands beside the words on a page, in fen, as often as they do.
std::vector<money::Fen> amountsBeside(const print::Page& page, const QString& words) {
    std::vector<money::Fen> found;
    for (const print::Text& one : page.texts)
        if (one.text == words)
            for (const print::Text& other : page.texts)
                if (std::abs(other.y - one.y) < 1 && other.x > one.x)
                    if (const auto amount = money::Fen::parse(QString(other.text).remove(u',')))
                        found.push_back(*amount);
    return found;
}

// Each page's sum is that of its rows, and all of them are the whole.
void checkList(const print::Paper& laid, int count, const QString& whole) {
    money::Fen sum;
    qsizetype rows = 0;
    int listed = 0;
    for (int number = 0; number < laid.pageCount(); ++number) {
        const auto ofPage = amountsBeside(laid.page(number), u"本页小计"_s);
        if (ofPage.empty())
            continue;
        ++listed;
        INFO("page " << number + 1);
        QSet<QString> names;
        for (const print::Text& text : laid.page(number).texts)
            if (text.text.startsWith(u"单位H"))
                names << text.text;
        const auto here = names.size();
        CHECK(ofPage.front() == money::Fen::parse(u"2000.00"_s)->times(here));
        rows += here;
        sum += ofPage.front();
    }
    CHECK(listed > 1);
    CHECK(rows == count);
    CHECK(sum == *money::Fen::parse(whole));
}

} // namespace

TEST_CASE("print: 2,000 payees of one payment are an annex of its form, summed page by page") {
    Office office(villagePlan());
    QElapsedTimer timer;
    office.open().beginGroup();
    paid(office, households);
    office.open().commitGroup();
    timer.start();
    const reports::Printable form = paper(office, u"payment"_s, u"BF-1"_s);
    const qint64 made = timer.restart();
    const print::Paper laid(form);
    std::cout << "form of 2,000 payees: made in " << made << " ms, laid out in " << timer.elapsed()
              << " ms, " << laid.pageCount() << " pages" << std::endl;
    CHECK(laid.words(0).contains(u"见附表,2000 户,合计 4,000,000.00 元"_s));
    CHECK_FALSE(laid.words(0).contains(u"单位H0001"_s));
    const auto* annex = std::get_if<reports::Table>(&form.blocks.back());
    REQUIRE(annex);
    CHECK(annex->caption == u"附表:收款单位"_s);
    REQUIRE(annex->rows.size() == households);
    CHECK(annex->rows.front()[0] == u"1"_s);
    CHECK(annex->rows.back()[0] == u"2000"_s);
    CHECK(annex->rows.back()[1] == u"单位H2000"_s);
    CHECK(annex->total.back() == u"4000000.00"_s);
    checkList(laid, households, u"4000000.00"_s);

    // The month's page has one row of the project, and the list below the tables.
    timer.restart();
    const reports::Printable page = paper(office, u"disclosure"_s, u"2019-06"_s);
    const print::Paper published(page);
    std::cout << "page of the month: " << timer.elapsed() << " ms, " << published.pageCount()
              << " pages" << std::endl;
    const auto& projects = std::get<reports::Table>(page.blocks[0]);
    REQUIRE(projects.rows.size() == 2);
    CHECK(projects.rows[1].contains(u"2000 户,名单附后"_s));
    CHECK(projects.rows[1].contains(u"其中 4,000,000.00"_s));
    const auto& list = std::get<reports::Table>(page.blocks.back());
    CHECK(list.rows.size() == households);
    CHECK(list.total == QStringList{QString(), u"合计"_s, u"4000000.00"_s, u"4000000.00"_s});
    checkList(published, households, u"4000000.00"_s);
    timer.restart();
    const journal::VerificationReport verified = office.open().verify();
    std::cout << "verified in " << timer.elapsed() << " ms" << std::endl;
    CHECK(verified.findings.empty());
}

TEST_CASE("print: twelve payees stand on the form, thirteen in an annex") {
    for (const int count : {12, 13}) {
        Office office(villagePlan());
        paid(office, count);
        const reports::Printable form = paper(office, u"payment"_s, u"BF-1"_s);
        std::size_t rows = 0;
        for (const reports::Block& block : form.blocks)
            if (const auto* table = std::get_if<reports::Table>(&block))
                if (table->listed)
                    rows = table->rows.size();
        CHECK(rows == (count == 13 ? 13 : 0));
        const auto read = reports::reportFrom(reports::toJson(form));
        REQUIRE(read);
        CHECK(*read == form);
    }
}
