// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <QFile>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::badInput;
using testing::Office;
using testing::ok;

namespace {

constexpr const char* explain = "{'id':'small-sum:XM-1','date':'2019-12-30','note':'确为零星支出'}";

QString listed(Office& office, const QString& with, const char* key = "items") {
    const QJsonObject answer = office.ask(u"auditor1"_s, u"warning.list"_s, with).toObject();
    if (qstrcmp(key, "items") != 0)
        return answer.value(QLatin1StringView(key)).toVariant().toString();
    QStringList ids;
    for (const QJsonValue& item : answer.value("items"_L1).toArray())
        ids << item["id"_L1].toString();
    return ids.join(u' ');
}

} // namespace

TEST_CASE("warning.explain: is kept beside the warning, and open again when the facts changed") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"900.00"_s);
    const auto explained = [&](bool open) {
        return listed(office,
                      uR"({"code":"small-sum","open":%1})"_s.arg(open ? u"true"_s : u"false"_s));
    };
    CHECK(explained(true) == u"small-sum:XM-1");
    ok(office, "reviewer1", "warning.explain", explain);
    CHECK(explained(true) == u"");
    CHECK(explained(false) == u"small-sum:XM-1");
    const QJsonValue item = testing::warningsOf(office, u"small-sum"_s).first();
    CHECK(item["explained"_L1]["note"_L1] == u"确为零星支出"_s);
    CHECK(item["explained"_L1]["by"_L1] == u"reviewer1"_s);
    CHECK(listed(office, u"{\"code\":\"small-sum\",\"open\":true,\"total\":true}"_s, "total")
          == u"0");
    office.verifySound();
    ok(office, "clerk1", "project.amend",
       "{'id':'BG-1','project':'XM-1','date':'2019-12-30','reason':'改','support':'950.00'}");
    ok(office, "reviewer1", "project.decide-amendment",
       "{'id':'BG-1','decision':'approve','opinion':'同意','date':'2019-12-30'}");
    CHECK(explained(true) == u"small-sum:XM-1");
    CHECK_FALSE(
        testing::warningsOf(office, u"small-sum"_s).first().toObject().contains("explained"_L1));
    // Said once more, of the facts as they are.
    ok(office, "reviewer1", "warning.explain",
       "{'id':'small-sum:XM-1','date':'2019-12-30',"
       "'note':'仍是'}");
    CHECK(explained(true) == u"");
    office.verifySound();
}

TEST_CASE("warning.explain: only what holds, dated in order") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    badInput(office, "reviewer1", "warning.explain", explain, "id");
    badInput(office, "reviewer1", "warning.explain",
             "{'id':'XM-1','date':'2019-12-30','note':'无'}", "id");
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"10.00"_s);
    ok(office, "reviewer1", "warning.explain",
       "{'id':'small-sum:XM-2','date':'2019-12-30','note':'甲'}");
    testing::cites(office, "reviewer1", "warning.explain",
                   "{'id':'small-sum:XM-2','date':'2019-12-29','note':'乙'}", "date.order");
    testing::cites(office, "clerk1", "warning.explain",
                   "{'id':'small-sum:XM-2','date':'2019-12-30','note':'乙'}", "duty.role");
    // On paper too.
    ok(office, "clerk1", "warning.explain",
       "{'id':'small-sum:XM-2','date':'2019-12-31','note':'丙','signed':{'by':'reviewer1',"
       "'on':'2019-12-31','document':'签1'}}");
    badInput(office, "reviewer1", "warning.explain",
             "{'id':'small-sum:XM-2','date':'2019-12-31','note':'丙','facts':'x'}", "facts");
}

TEST_CASE("warning.explain: what rests on private texts is proved as well") {
    Office office;
    for (const char* id : {"U1", "U2"})
        office.ok(u"clerk1"_s, u"unit.register"_s,
                  uR"({"id":"%1","name":"单位%1","kind":"organisation","code":"%2","bank":{)"
                  R"("name":"农行","account":"6228480000000001","holder":"单位%1"}})"_s.arg(
                      QLatin1StringView(id), testing::creditCode(7000 + id[1])));
    ok(office, "reviewer1", "warning.explain",
       "{'id':'same-account:U1+U2','date':'2019-12-30','note':'镇财政所代管'}");
    CHECK(listed(office, u"{\"code\":\"same-account\",\"open\":true}"_s) == u"");
    office.verifySound();
}

TEST_CASE("warning.explain: with a document that is filed, and with no other") {
    Office office;
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"900.00"_s);
    const char* with = "{'id':'small-sum:XM-1','date':'2019-12-30','note':'见附件',"
                       "'document':'WJ-9'}";
    badInput(office, "reviewer1", "warning.explain", with, "document");
    QFile paper(office.folder() + u"/paper.pdf"_s);
    REQUIRE(paper.open(QIODevice::WriteOnly));
    paper.write("%PDF-1.4 情况说明");
    paper.close();
    const QString file = u"{\"id\":\"WJ-9\",\"about\":{\"kind\":\"unit\",\"id\":\"U1\"},"
                         "\"kind\":\"other\",\"title\":\"说明\",\"date\":\"2019-12-30\","
                         "\"path\":\"%1\"}"_s;
    office.ok(u"clerk1"_s, u"document.file"_s, file.arg(paper.fileName()));
    ok(office, "reviewer1", "warning.explain", with);
    const QJsonValue item = testing::warningsOf(office, u"small-sum"_s).first();
    CHECK(item["explained"_L1]["document"_L1] == u"WJ-9"_s);
    office.verifySound();
    // Said once more without it: the last word counts.
    ok(office, "reviewer1", "warning.explain", explain);
    const QJsonValue again = testing::warningsOf(office, u"small-sum"_s).first();
    CHECK_FALSE(again["explained"_L1].toObject().contains("document"_L1));
    office.verifySound();
}

TEST_CASE("warning.list: pages follow one another over codes, filters narrow them") {
    Office office;
    for (int n = 1; n <= 5; ++n)
        office.approved(u"XM-%1"_s.arg(n), n < 5 ? u"L08"_s : u"L14"_s, {}, u"100.00"_s, {},
                        n % 2 ? u"U1"_s : u"U2"_s);
    const QString all = listed(office, u"{\"count\":1000}"_s);
    QStringList walked;
    QString after;
    do {
        const QString more = after.isEmpty() ? QString() : u",\"after\":\"%1\""_s.arg(after);
        walked << listed(office, u"{\"count\":2%1}"_s.arg(more));
        after = listed(office, u"{\"count\":2%1}"_s.arg(more), "next");
    } while (!after.isEmpty());
    CHECK(walked.join(u' ') == all);
    CHECK(listed(office, u"{\"total\":true}"_s, "total").toInt() == all.count(u' ') + 1);
    CHECK(listed(office, u"{\"code\":\"small-sum\",\"line\":\"L14\"}"_s) == u"small-sum:XM-5");
    CHECK(listed(office, u"{\"code\":\"small-sum\",\"unit\":\"U2\"}"_s)
          == u"small-sum:XM-2 small-sum:XM-4");
    CHECK(listed(office, u"{\"code\":\"small-sum\",\"about\":{\"kind\":\"project\",\"id\":"
                         "\"XM-3\"}}"_s)
          == u"small-sum:XM-3");
}

TEST_CASE("warning.list: around a thing stand its project's and its unit's") {
    Office office;
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"900.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1.00"_s, u"2019-02-16"_s, u"requested"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-03-01','document':'函','bank':{'name':'农行',"
       "'account':'6228480000000777','holder':'张三'}}");
    const QString about = u"{\"about\":{\"kind\":\"payment\",\"id\":\"BF-1\"}%1}"_s;
    CHECK(listed(office, about.arg(QString())) == u"");
    const QString around = listed(office, about.arg(u",\"around\":true"_s));
    CHECK(around.contains(u"private-account:U1"));
    CHECK(around.contains(u"small-sum:XM-1"));
}
