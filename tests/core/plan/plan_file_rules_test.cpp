// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>
#include <plan/plan_file.h>

#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::told;

namespace {

QJsonObject guzhang() {
    return QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
}

QJsonObject withLine(int index, const QString& key, const QJsonValue& value) {
    QJsonObject plan = guzhang();
    QJsonArray lines = plan.value("lines"_L1).toArray();
    QJsonObject line = lines[index].toObject();
    line.insert(key, value);
    lines[index] = line;
    plan.insert("lines"_L1, lines);
    return plan;
}

const journal::Refusal* refusalOf(const std::optional<journal::Rejection>& verdict) {
    REQUIRE(verdict);
    REQUIRE(verdict->refusal());
    return verdict->refusal();
}

} // namespace

TEST_CASE("plan.sums: the plans that ship add up") {
    for (const char* name :
         {"guzhang.json", "examples/retention.json", "examples/stages.json", "examples/grants.json",
          "examples/village.json", "examples/contract.json", "examples/audited.json",
          "examples/minutes.json"}) {
        INFO(name);
        CHECK_FALSE(plan::checkPlanFile(
            QJsonDocument::fromJson(testing::readPlan(QString::fromUtf8(name))).object()));
    }
    Office office;
    const QJsonObject all = office.ask(u"auditor1"_s, u"budget.execution"_s).toObject();
    CHECK(all.value("total"_L1).toObject().value("budget"_L1) == u"22470000.00"_s);
    CHECK(all.value("rows"_L1).toArray().size() == 26);
}

TEST_CASE("plan.sums: a source that its lines exceed by a fen names the row and both figures") {
    const auto no = plan::checkPlanFile(
        withLine(4, u"budget"_s, QJsonObject{{"central-1"_L1, u"300000.01"_s}}));
    const journal::Refusal* refusal = refusalOf(no);
    CHECK(refusal->rule == journal::Rule::PlanSums);
    CHECK(journal::info(refusal->rule).article == u"附表");
    CHECK(refusal->message()
          == told("plan-file.sum", "来源 central-1 第一批中央财政资金", "15000000.00",
                  "15000000.01"));
    CHECK(refusal->asked == u"15000000.00");
    CHECK(refusal->limit == u"15000000.01");
}

TEST_CASE("plan.sums: a printed total that differs needs a notice on its line") {
    const auto no = plan::checkPlanFile(withLine(7, u"printed_total"_s, u"500000.01"_s));
    CHECK(refusalOf(no)->message()
          == told("plan-file.sum",
                  "支持项目 L08 农产品电子商务供应链体系建设(上行供应链售后处理中心)", "500000.01",
                  "500000.00"));
    QJsonObject noticed = withLine(7, u"printed_total"_s, u"500000.01"_s);
    QJsonArray lines = noticed.value("lines"_L1).toArray();
    QJsonObject line = lines[7].toObject();
    line.insert("notices"_L1, QJsonArray{u"附表所印与各来源合计不符。"_s});
    lines[7] = line;
    noticed.insert("lines"_L1, lines);
    CHECK_FALSE(plan::checkPlanFile(noticed));
}

TEST_CASE("plan.sums: an item may not have more than its line's sources") {
    QJsonObject plan = guzhang();
    QJsonArray lines = plan.value("lines"_L1).toArray();
    QJsonObject line = lines[0].toObject();
    QJsonArray items = line.value("items"_L1).toArray();
    QJsonObject item = items[0].toObject();
    item.insert("ceiling"_L1, u"2200000.01"_s);
    items[0] = item;
    line.insert("items"_L1, items);
    lines[0] = line;
    plan.insert("lines"_L1, lines);
    CHECK(refusalOf(plan::checkPlanFile(plan))->message()
          == told("plan-file.sum", "细项 L01-fitout 装修改造与设备设施购买", "2200000.01",
                  "2200000.00"));
}

TEST_CASE("line.direction: each line belongs to one of the seven directions") {
    for (const int direction : {1, 7})
        CHECK_FALSE(plan::checkPlanFile(withLine(0, u"direction"_s, direction)));
    for (const int direction : {0, 8}) {
        const auto no = plan::checkPlanFile(withLine(0, u"direction"_s, direction));
        REQUIRE(no);
        REQUIRE(no->error());
        CHECK(no->message()
              == (direction == 8
                      ? told("plan-file.direction", "行 L01.direction", 8, 7)
                      : told("plan-file.wrong", "行 L01.direction", told("plan-found.number", "0"),
                             told("plan-want.integer", 1, 99))));
        CHECK(no->error()->field == u"lines[0].direction");
    }
    Office office;
    const QJsonObject shown = office.ask(u"auditor1"_s, u"plan.show"_s).toObject();
    for (const QJsonValue& line : shown.value("lines"_L1).toArray()) {
        CHECK(line.toObject().value("direction"_L1).toInt() >= 1);
        CHECK(line.toObject().value("direction"_L1).toInt() <= 7);
    }
}

TEST_CASE("plan.notices: what the document gets wrong or leaves open is shown, not corrected") {
    Office office;
    const QJsonObject shown = office.ask(u"auditor1"_s, u"plan.show"_s).toObject();
    QMap<QString, QJsonObject> lines;
    QString words;
    for (const QJsonValue& value : shown.value("lines"_L1).toArray()) {
        const QJsonObject line = value.toObject();
        lines.insert(line.value("code"_L1).toString(), line);
        for (const QJsonValue& notice : line.value("notices"_L1).toArray())
            words += notice.toString() + u'\n';
    }
    for (const QJsonValue& notice : shown.value("notices"_L1).toArray())
        words += notice.toString() + u'\n';
    CHECK(shown.value("total"_L1) == u"22470000.00"_s);
    CHECK(lines["L01"_L1].value("budget"_L1) == u"4150000.00"_s);
    CHECK(lines["L01"_L1].value("printed_total"_L1) == u"3950000.00"_s);
    CHECK(lines["L06"_L1].value("path"_L1) == u"staged"_s);
    CHECK(lines["L06"_L1].value("open_paths"_L1).toArray().size() == 2);
    for (const char* line : {"L01", "L03", "L06", "L10"}) {
        INFO(line);
        CHECK_FALSE(lines[QString::fromUtf8(line)].value("notices"_L1).toArray().isEmpty());
    }
    for (const char* word :
         {"2227", "415", "第十六条", "方案编制", "验收通过后分批拨付", "支持标准", "80%", "72",
          "运营", "30%", "--村三级", "2019年6月17日", "L16"})
        CHECK((words.contains(QString::fromUtf8(word)) ? "" : word) == std::string());
}

TEST_CASE("unit.kind: a kind that has items may hold these and no others") {
    // Another county's individuals hold a line's item, and its enterprises the award alone.
    QJsonObject plan = guzhang();
    QJsonObject kinds = plan.value("unit_kinds"_L1).toObject();
    const auto holds = [&](const QString& kind, const QJsonArray& items) {
        QJsonObject one = kinds.value(kind).toObject();
        one.insert("items"_L1, items);
        kinds.insert(kind, one);
        plan.insert("unit_kinds"_L1, kinds);
    };
    holds(u"individual"_s, {u"L01-fitout"_s});
    holds(u"enterprise"_s, {u"L17-town"_s});
    holds(u"cooperative"_s, {});
    REQUIRE_FALSE(plan::checkPlanFile(plan));
    const plan::Plan read = plan::readPlan(plan);
    const auto may = [&](const char* item) {
        QStringList kindsFor = read.kindsFor(read.item(QString::fromLatin1(item)));
        kindsFor.sort();
        return kindsFor.join(u' ').toStdString();
    };
    CHECK(may("L01-fitout") == "individual organisation");
    CHECK(may("L17-town") == "enterprise organisation");
    CHECK(may("L17-individual") == "sole-trader");
    QStringList withoutItem = read.kindsFor(nullptr);
    CHECK(withoutItem == QStringList{u"organisation"_s});
    holds(u"individual"_s, {u"L99"_s});
    const auto no = plan::checkPlanFile(plan);
    REQUIRE(no);
    CHECK(no->error()->field == u"unit_kinds.individual.items[0]");
    CHECK(no->message().contains(u"“L99”没有定义"_s));
}
