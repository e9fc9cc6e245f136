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

// A declaration of XM-1 by U1 with one part of it replaced.
QByteArray declaration(const char* old = "", const char* fresh = "") {
    QByteArray text =
        "{'id':'XM-1','unit':'U1','line':'L08','name':'售后中心','content':'建设内容','schedule':"
        "{'from':'2019-03-01','to':'2019-12-31'},'support':'100.00','materials':['建设改造方案'],"
        "'date':'2019-02-01'}";
    if (qstrlen(old) > 0) {
        REQUIRE(text.contains(old));
        text.replace(old, fresh);
    }
    return text;
}

constexpr const char* approve =
    "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-02-10'}";

} // namespace

TEST_CASE("declare.materials: one material with a name is enough, 其他 alone is not") {
    Office office;
    office.enterprise(u"U1"_s);
    for (const char* vague : {"'其他'", "'其他材料'", "'其他','其他材料'"})
        refused(office, "clerk1", "project.declare",
                declaration("'建设改造方案'", vague).constData(),
                {"declare.materials", "materials", "", "", told("materials.unnamed")});
    for (const char* missing : {"[]", "['']", "['建设改造方案','建设改造方案']"})
        badInput(office, "clerk1", "project.declare",
                 declaration("['建设改造方案']", missing).constData(),
                 qstrcmp(missing, "['']") == 0 ? "materials[0]" : "materials");
    for (const char* named : {"'建设改造方案'", "'设备采购方案'", "'培训开班申请表'",
                              "'活动实施方案'", "'其他','大数据服务方案'"}) {
        INFO(named);
        CHECK(testing::outcome(office, u"clerk1"_s, "project.declare",
                               declaration("'建设改造方案'", named).constData(), true)
              == u"ok");
    }
}

TEST_CASE("declare.signage: a station project starts with both designs among its materials") {
    Office office;
    const char* both = ",\"materials\":[\"建设改造方案\",\"门头店招\",\"室内装饰设计方案\"]";
    const char* one = ",\"materials\":[\"建设改造方案\",\"门头店招\"]";
    office.approved(u"XM-1"_s, u"L02"_s, u"L02-stations"_s, u"100.00"_s, QString::fromUtf8(one));
    office.approved(u"XM-2"_s, u"L02"_s, u"L02-stations"_s, u"100.00"_s, QString::fromUtf8(both));
    office.approved(u"XM-3"_s, u"L02"_s, u"L02-system"_s, u"100.00"_s, QString::fromUtf8(one));
    refused(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-03-01'}",
            {"declare.signage", "id", "", "",
             told("project.start.material-missing", "室内装饰设计方案")});
    office.started(u"XM-2"_s);
    office.started(u"XM-3"_s);
}

TEST_CASE("project.declare: what is bad input in it") {
    Office office;
    office.enterprise(u"U1"_s);
    struct Wrong {
        const char* old;
        const char* fresh;
        const char* field;
    };
    static constexpr Wrong all[] = {
        {"'U1'", "'U9'", "unit"},
        {"'L08'", "'L99'", "line"},
        {"'L08'", "'L08','item':'L02-system'", "item"},
        {"'L08'", "'L02'", "item"},
        {"'L08'", "'L02','item':'L01-fitout'", "item"},
        {"'L08'", "'L15','item':'L15-enterprise'", "year"},
        {"'L08'", "'L15','item':'L15-enterprise','year':'2019'", "year"},
        {"'to':'2019-12-31'", "'to':'2019-02-28'", "schedule.to"},
        {"'2019-02-01'", "'2019-02-30'", "date"},
        {"'100.00'", "'100.00','sources':[{'source':'central-1','amount':'99.99'}]", "sources"},
        {"'100.00'", "'100.00','sources':[]", "sources"},
        {"'100.00'",
         "'100.00','sources':[{'source':'central-1','amount':'50.00'},"
         "{'source':'central-1','amount':'50.00'}]",
         "sources[1].source"},
        {"'100.00'", "'100.00','sources':[{'source':'city','amount':'100.00'}]",
         "sources[0].source"},
        {"'100.00'", "'100.00','sources':[{'source':'central-1','amount':'100.001'}]",
         "sources[0].amount"},
        {"'100.00'", "'0.00'", "support"},
        {"'售后中心'", "''", "name"},
        {"'售后中心'", "'售后中心','more':1", "more"},
        {"'L08'", "'L10','item':'L10-running','year':2019", "sources"},
        {"'L08'", "'L11'", "sources"},
    };
    for (const Wrong& one : all)
        badInput(office, "clerk1", "project.declare", declaration(one.old, one.fresh).constData(),
                 one.field);
    // A schedule may begin before the declaration, or be one day long.
    CHECK(testing::outcome(office, u"clerk1"_s, "project.declare",
                           declaration("'from':'2019-03-01'", "'from':'2018-12-01'").constData(),
                           true)
          == u"ok");
    CHECK(testing::outcome(office, u"clerk1"_s, "project.declare",
                           declaration("'to':'2019-12-31'", "'to':'2019-03-01'").constData(), true)
          == u"ok");
}

TEST_CASE("id.taken: a declaration is sent again only while it is returned, under its own id") {
    Office office;
    office.enterprise(u"U1"_s);
    ok(office, "clerk1", "project.declare", declaration().constData());
    refused(office, "clerk1", "project.declare", declaration().constData(),
            {"id.taken", "id", "", "XM-1", told("id.taken", "项目", "XM-1")});
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'return','opinion':'补充','date':'2019-02-10'}");
    refused(office, "clerk1", "project.declare",
            declaration("'2019-02-01'", "'2019-02-09'").constData(),
            {"date.order", "date", "2019-02-10", "2019-02-09",
             told("date.too-early", "2019-02-09", "上一环节日期", "2019-02-10")});
    ok(office, "clerk1", "project.declare",
       declaration("'2019-02-01'", "'2019-02-10'").constData());
    ok(office, "reviewer1", "project.review", approve);
    cites(office, "clerk1", "project.declare", declaration().constData(), "id.taken");
    CHECK(testing::shown(office, "project.show", "XM-1", "support") == u"100.00");
    office.verifySound();
}

TEST_CASE("project.review: a smaller support, by source where there are several") {
    Office office;
    office.declared(u"XM-1"_s, u"L10"_s, u"L10-running"_s, u"300.00"_s,
                    u",\"year\":2019,\"sources\":[{\"source\":\"central-1\",\"amount\":\"200.00\"},"
                    "{\"source\":\"central-2\",\"amount\":\"100.00\"}]"_s);
    const auto review = [](const char* more) {
        return QByteArray("{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-02'")
               + more + "}";
    };
    office.evaluated();
    badInput(office, "reviewer1", "project.review", review(",'support':'300.01'").constData(),
             "support");
    badInput(office, "reviewer1", "project.review", review(",'support':'200.00'").constData(),
             "sources");
    badInput(office, "reviewer1", "project.review",
             review(",'support':'200.00','sources':[{'source':'central-1','amount':'100.00'},"
                    "{'source':'central-2','amount':'99.99'}]")
                 .constData(),
             "sources");
    badInput(office, "reviewer1", "project.review",
             review(",'support':'250.00','sources':[{'source':'central-1','amount':'149.99'},"
                    "{'source':'central-2','amount':'100.01'}]")
                 .constData(),
             "sources");
    badInput(office, "reviewer1", "project.review",
             "{'id':'XM-1','decision':'return','opinion':'补','date':'2019-05-02',"
             "'support':'1.00'}",
             "support");
    badInput(office, "reviewer1", "project.review",
             "{'id':'XM-9','decision':'return','opinion':'补','date':'2019-05-02'}", "id");
    ok(office, "reviewer1", "project.review",
       review(",'support':'200.00','sources':[{'source':'central-1','amount':'100.00'},"
              "{'source':'central-2','amount':'100.00'}]")
           .constData());
    CHECK(testing::shown(office, "project.show", "XM-1", "support") == u"200.00");
    CHECK(office.row(u"L10"_s, u"central-2"_s).value("committed"_L1) == u"100.00"_s);
    // Where one source is possible the smaller support needs none.
    office.declared(u"XM-2"_s, u"L08"_s, {}, u"300.00"_s);
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-2','decision':'approve','opinion':'核减','date':'2019-05-02',"
       "'support':'299.99'}");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("committed"_L1) == u"299.99"_s);
    office.verifySound();
}

TEST_CASE("source.conditional: of the second batch nothing is committed before the evaluation") {
    Office office;
    office.declared(u"XM-1"_s, u"L03"_s, u"L03-second"_s, u"100.00"_s);
    const QString message = told("source.locked", "第二批中央财政资金");
    refused(office, "reviewer1", "project.review", approve,
            {"source.conditional", "sources", "", "", message});
    office.evaluated();
    cites(office, "reviewer1", "project.review",
          "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-04-30'}",
          "source.conditional");
    ok(office, "reviewer1", "project.review",
       "{'id':'XM-1','decision':'approve','opinion':'同意','date':'2019-05-01'}");
}
