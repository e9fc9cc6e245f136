// SPDX-License-Identifier: GPL-3.0-only
#include <fund/internals.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <QFile>
#include <QTemporaryDir>

using namespace Qt::Literals::StringLiterals;
using testing::badInput;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::refused;
using testing::told;

namespace {

QByteArray pass(const char* accepted, const char* deliverables) {
    return QByteArray("{'id':'YS-1','result':'pass','accepted':'") + accepted
           + "','team':[{'name':'王','unit':'县经信局'}],'opinion':'合格','date':'2019-06-02',"
             "'deliverables':["
           + deliverables + "]}";
}

QByteArray station(const char* id, const char* level, const char* area) {
    return QByteArray("{'id':'") + id + "','kind':'station','level':'" + level
           + "','village':'默戎村','poor_village':true,'area_m2':'" + area + "'}";
}

} // namespace

TEST_CASE("item.standard: payable is the unit amount times what was accepted") {
    Office office;
    office.approved(u"XM-1"_s, u"L07"_s, u"L07-cert"_s, u"75000.00"_s);
    ok(office, "clerk1", "deliverable.add",
       "{'project':'XM-1','items':[{'id':'C1','kind':'certification','scheme':'SC','unit':'U1'},"
       "{'id':'C2','kind':'certification','scheme':'绿色食品','unit':'U1'},"
       "{'id':'C3','kind':'certification','scheme':'ISO','unit':'U1'}]}");
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'奖补','claimed':'75000.00','date':'2019-06-01',"
       "'deliverables':['C1','C2','C3']}");
    const char* two = "{'id':'C1','accepted':true},{'id':'C2','accepted':true},"
                      "{'id':'C3','accepted':false}";
    refused(office, "inspector1", "acceptance.conclude", pass("50000.01", two).constData(),
            {"item.standard", "accepted", "50000.00", "50000.01",
             told("acceptance.above-standard", "三品一标、SC、ISO认证奖补", "25000.00", "2",
                  "50000.00", "0.00")});
    // One left out would be refused unsaid.
    const auto left =
        office.refused(u"inspector1"_s, u"acceptance.conclude"_s,
                       QString::fromUtf8(pass("50000.00", "{'id':'C1','accepted':true},"
                                                          "{'id':'C2','accepted':true}"))
                           .replace(u'\'', u'"'));
    CHECK(left.kind == u"bad-input");
    CHECK(left.field == u"deliverables");
    CHECK(left.message == told("acceptance.deliverable-left-out", "C3"));
    cites(office, "inspector1", "acceptance.conclude", pass("0.01", "").constData(), "bad-input");
    ok(office, "inspector1", "acceptance.conclude", pass("50000.00", two).constData());
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-2','project':'XM-1','stage':'奖补','claimed':'25000.00','date':'2019-06-03',"
       "'deliverables':['C3']}");
    // Without a list of its own the inspection takes what was asked for.
    ok(office, "inspector1", "acceptance.conclude",
       "{'id':'YS-2','result':'pass','accepted':'25000.00','team':[{'name':'王','unit':'局'}],"
       "'opinion':'合格','date':'2019-06-04'}");
    office.verifySound();
}

TEST_CASE("item.standard: without a deliverable nothing of a counted item is payable") {
    Office office;
    office.unit(u"P1"_s, u"individual"_s);
    office.approved(u"XM-1"_s, u"L17"_s, u"L17-individual"_s, u"5000.00"_s, u",\"year\":2019"_s,
                    u"P1"_s);
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'奖励','claimed':'5000.00','date':'2019-06-01'}");
    refused(office, "inspector1", "acceptance.conclude",
            "{'id':'YS-1','result':'pass','accepted':'0.01','team':[{'name':'王','unit':'局'}],"
            "'opinion':'合格','date':'2019-06-02'}",
            {"item.standard", "accepted", "0.00", "0.01",
             told("acceptance.above-standard", "优秀电商创业个人奖励", "5000.00", "0", "0.00",
                  "0.00")});
    ok(office, "clerk1", "deliverable.add",
       "{'project':'XM-1','items':[{'id':'A1','kind':'award','unit':'P1'}]}");
    ok(office, "inspector1", "acceptance.conclude",
       pass("5000.00", "{'id':'A1','accepted':true}").constData());
    office.verifySound();
}

TEST_CASE("item.standard: floor area 50㎡ in a town, 20㎡ in a village, below it with a reason") {
    struct Case {
        const char* level;
        const char* enough;
        const char* less;
        const char* limit;
        QString message;
    };
    const Case cases[] = {
        {"town", "50", "49.99", "50", told("deliverable.area-small", "Z1", "49.99", "镇级", "50")},
        {"village", "20.0", "19.99", "20",
         told("deliverable.area-small", "Z1", "19.99", "村级", "20")}};
    for (const Case& one : cases) {
        Office office;
        office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1000.00"_s);
        office.started(u"XM-1"_s);
        ok(office, "clerk1", "deliverable.add",
           (QByteArray("{'project':'XM-1','items':[") + station("Z1", one.level, one.less) + ","
            + station("Z2", one.level, one.enough) + "]}")
               .constData());
        ok(office, "clerk1", "acceptance.request",
           "{'id':'YS-1','project':'XM-1','stage':'一期','claimed':'900.00','date':'2019-06-01',"
           "'deliverables':['Z1','Z2']}");
        refused(
            office, "inspector1", "acceptance.conclude",
            pass("900.00", "{'id':'Z1','accepted':true},{'id':'Z2','accepted':true}").constData(),
            {"item.standard", "deliverables", one.limit, one.less, one.message});
        for (const char* fine : {"{'id':'Z1','accepted':false},{'id':'Z2','accepted':true}",
                                 "{'id':'Z1','accepted':true,'waiver':'原村部改建,面积受限'},"
                                 "{'id':'Z2','accepted':true}"})
            CHECK(testing::outcome(office, u"inspector1"_s, "acceptance.conclude",
                                   pass("900.00", fine).constData(), true)
                  == u"ok");
    }
}

TEST_CASE("item.standard: a floor area is compared with all its decimals") {
    const QTemporaryDir folder;
    const QString plan = folder.filePath(u"plan.json"_s);
    QFile file(plan);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(testing::readPlan(u"guzhang.json"_s)
                   .replace("\"area_village_m2\": \"20\"", "\"area_village_m2\": \"20.005\""));
    file.close();
    Office office(plan);
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1000.00"_s);
    office.started(u"XM-1"_s);
    ok(office, "clerk1", "deliverable.add",
       (QByteArray("{'project':'XM-1','items':[") + station("Z1", "village", "20.004") + ","
        + station("Z2", "village", "20.0050") + "]}")
           .constData());
    ok(office, "clerk1", "acceptance.request",
       "{'id':'YS-1','project':'XM-1','stage':'一期','claimed':'900.00','date':'2019-06-01',"
       "'deliverables':['Z1','Z2']}");
    refused(office, "inspector1", "acceptance.conclude",
            pass("900.00", "{'id':'Z1','accepted':true},{'id':'Z2','accepted':true}").constData(),
            {"item.standard", "deliverables", "20.005", "20.004",
             told("deliverable.area-small", "Z1", "20.004", "村级", "20.005")});
    ok(office, "inspector1", "acceptance.conclude",
       pass("900.00", "{'id':'Z1','accepted':false},{'id':'Z2','accepted':true}").constData());
}

TEST_CASE("A deliverable's row that says no kind is damage of the file, no fault of the program") {
    for (const char* data :
         {"{}", "{\"kind\":\"bridge\"}", "{\"kind\":\"station\",\"level\":\"city\"}",
          "{\"kind\":\"training\",\"class\":\"evening\"}", "[]", ""}) {
        Office office;
        office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1000.00"_s);
        ok(office, "clerk1", "deliverable.add",
           (QByteArray("{'project':'XM-1','items':[") + station("Z1", "town", "50") + "]}")
               .constData());
        fund::Internals::context(office.open())
            .db.run("UPDATE deliverable SET data = ? WHERE id = 'Z1'", QString::fromUtf8(data));
        const auto answer =
            office.open().ask({u"auditor1"_s, u"project.show"_s, {{"id"_L1, u"XM-1"_s}}});
        REQUIRE(answer.rejection);
        REQUIRE(answer.rejection->error());
        CHECK(answer.rejection->error()->kind == journal::ErrorKind::Storage);
    }
}

TEST_CASE("deliverable.add: of the item's kind, with that kind's keys, each id once") {
    Office office;
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"1000.00"_s);
    const auto add = [](const QByteArray& items) {
        return QByteArray("{'project':'XM-1','items':[") + items + "]}";
    };
    const auto bad = [&](const QByteArray& items, const char* field) {
        badInput(office, "clerk1", "deliverable.add", add(items).constData(), field);
    };
    bad("{'id':'Z1','kind':'shop'}", "items[0].kind");
    bad("{'id':'Z1','kind':'award','unit':'U1'}", "items[0].kind");
    bad("{'id':'Z1','kind':'station','level':'county','village':'村','poor_village':true,"
        "'area_m2':'20'}",
        "items[0].level");
    bad("{'id':'Z1','kind':'station','level':'town','village':'村','poor_village':true}",
        "items[0].area_m2");
    bad(station("Z1", "town", "50") + "," + station("Z1", "town", "50"), "items[1].id");
    ok(office, "clerk1", "deliverable.add", add(station("Z1", "town", "50")).constData());
    refused(office, "clerk1", "deliverable.add", add(station("Z1", "town", "50")).constData(),
            {"id.taken", "items[0].id", "", "Z1", told("deliverable.id-taken", "Z1", "XM-1")});
    badInput(office, "clerk1", "acceptance.request",
             "{'id':'YS-1','project':'XM-1','stage':'一期','claimed':'1.00','date':'2019-06-01',"
             "'deliverables':['Z9']}",
             "deliverables");
    ok(office, "clerk1", "project.cancel", "{'id':'XM-1','date':'2019-06-01','reason':'取消'}");
    refused(office, "clerk1", "deliverable.add", add(station("Z2", "town", "50")).constData(),
            {"state.order", "", "", "",
             told("deliverable.add.project-state", "项目", "XM-1", "已取消")});
    office.approved(u"XM-2"_s, u"L08"_s, {}, u"1000.00"_s);
    badInput(office, "clerk1", "deliverable.add",
             (QByteArray("{'project':'XM-2','items':[") + station("Z1", "town", "50") + "]}")
                 .constData(),
             "items[0].kind");
}

TEST_CASE("unit.kind, unit.barred: an award goes to whom its item allows") {
    Office office;
    office.unit(u"P1"_s, u"individual"_s);
    office.approved(u"XM-1"_s, u"L17"_s, u"L17-individual"_s, u"5000.00"_s, u",\"year\":2019"_s,
                    u"P1"_s);
    office.enterprise(u"U2"_s);
    const char* award = "{'project':'XM-1','items':[{'id':'A1','kind':'award','unit':'U2'}]}";
    cites(office, "clerk1", "deliverable.add", award, "unit.kind");
    testing::bar(office, "P1");
    cites(office, "clerk1", "deliverable.add",
          "{'project':'XM-1','items':[{'id':'A1','kind':'award','unit':'P1'}]}", "unit.barred");
}
