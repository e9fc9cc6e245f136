// SPDX-License-Identifier: GPL-3.0-only
#include <support/own_plan.h>
#include <support/places.h>
#include <support/terse.h>

#include <catch2/catch.hpp>
#include <plan/draft_tables.h>
#include <plan/plan_file.h>
#include <plan/plan_keys.h>

#include <QFile>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;

// A table of wrong plans, each made of Guzhang's by an edit or two, with all that is said of it
// (wrong_plans.txt). Written anew by FUNDDESK_WRITE_GOLDEN=1 build/bin/plan_tests.

namespace {

const QString tablePath = testing::source(u"/tests/core/plan/wrong_plans.txt"_s);

struct Row {
    QString edits;
    QString sentences;
};

QStringList readTable() {
    QFile file(tablePath);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll()).split(u'\n');
}

// `value` put at a place; undefined: what is there is taken away.
QJsonValue edited(const QJsonValue& whole, QStringList place, const QJsonValue& value) {
    if (place.isEmpty())
        return value;
    const QString step = place.takeFirst();
    if (step.startsWith(u'[')) {
        QJsonArray list = whole.toArray();
        const qsizetype index = step.mid(1).chopped(1).toLongLong();
        REQUIRE(index <= list.size());
        const QJsonValue inner = edited(list.at(index), place, value);
        if (inner.isUndefined())
            list.removeAt(index);
        else if (index == list.size())
            list.append(inner);
        else
            list[index] = inner;
        return list;
    }
    QJsonObject object = whole.toObject();
    const QJsonValue inner = edited(object.value(step), place, value);
    if (inner.isUndefined())
        object.remove(step);
    else
        object.insert(step, inner);
    return object;
}

// "name = 5 ;; !lines[0].code"
QJsonObject editedPlan(const QString& edits) {
    QJsonValue plan = QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
    for (const QString& edit : edits.split(u" ;; "_s)) {
        INFO(edit.toStdString());
        if (edit.startsWith(u'!')) {
            plan =
                edited(plan, plan::drafts::stepsOf(edit.mid(1)), QJsonValue(QJsonValue::Undefined));
            continue;
        }
        const qsizetype sign = edit.indexOf(u" = "_s);
        REQUIRE(sign > 0);
        const QJsonDocument value =
            QJsonDocument::fromJson("[" + edit.mid(sign + 3).toUtf8() + "]");
        REQUIRE(value.isArray());
        const QString place = edit.left(sign).replace(u"\\u0001"_s, QString(QChar(1)));
        plan = edited(plan, plan::drafts::stepsOf(place), value.array().at(0));
    }
    return plan.toObject();
}

QString saidOf(const QString& edits) {
    QStringList said;
    for (const journal::Rejection& fault : plan::planFaults(editedPlan(edits)))
        said << fault.message();
    return said.join(u" // "_s);
}

} // namespace

TEST_CASE("plan files: each of the wrong plans is told what is wrong, where, and what may stand") {
    QStringList lines = readTable();
    int rows = 0;
    for (QString& line : lines) {
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        ++rows;
        const QString edits = line.section(u'\t', 0, 0);
        const QString said = saidOf(edits);
        if (qEnvironmentVariableIsSet("FUNDDESK_WRITE_GOLDEN"))
            line = edits + u'\t' + said;
        INFO(edits.toStdString());
        CHECK(said.toStdString() == line.section(u'\t', 1).toStdString());
        CHECK_FALSE(said.isEmpty());
    }
    CHECK(rows >= 120);
    if (qEnvironmentVariableIsSet("FUNDDESK_WRITE_GOLDEN")) {
        QFile file(tablePath);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(lines.join(u'\n').toUtf8());
    }
}

TEST_CASE("plan files: what may be left out may be, and what asks for nothing may stand there") {
    for (const char* edits :
         {"!first_day",
          "!goals ;; !calendar ;; !numbering ;; !security ;; !disclosure ;; !notices",
          "sources[0].condition = \"\"",
          "lines[0].items[0].counts = \"\"",
          "!lines[0].scope",
          "paths.staged.audit = false",
          "paths.staged.payees = \"\"",
          "paths.staged.payees = \"named\" ;; paths.staged.named = [\"CZS-1\"]",
          "lines[0].items[0].grant = {\"percent\":\"80\",\"cap\":\"\"}",
          "collective_above = \"\"",
          "paths.staged.audit = true",
          "collective_above = \"200000.00\"",
          "needs = [\"audit\",\"collective\",\"shares\"]",
          "lines[7].shares = {\"central-1\":\"70\",\"county\":\"30\"}",
          "lines[7].shares = {}",
          "needs = [\"stages\",\"notice\"]",
          "warnings = {\"split\":{\"split_below\":\"300000.00\",\"days\":60},\"holiday\":false}",
          "rate_thresholds = [{\"months\":12,\"percent\":\"50\"}]",
          "period = {\"from\":\"2018-12-29\",\"to\":\"2021-12-31\"}",
          "lines[0].contractor = true",
          "paths.staged.stages = [{\"name\":\"一\",\"percent\":\"40\",\"when\":\"acceptance\","
          "\"of\":\"support\",\"ahead\":false},{\"name\":\"二\",\"percent\":\"100\"}]",
          "goals[0].clause = \"别处的文件\"",
          "cites = {\"unit.code\":\"GB 32100-2015\"}"}) {
        INFO(edits);
        CHECK(saidOf(QString::fromUtf8(edits)).toStdString() == "");
    }
}

TEST_CASE("plan files: a key that stands twice is seen in the text") {
    const QByteArray guzhang = testing::readPlan(u"guzhang.json"_s);
    CHECK(plan::readPlanText(guzhang).faults.empty());
    QByteArray twice = guzhang;
    twice.replace("\"county\": \"古丈县\"", "\"county\": \"古丈县\", \"cou\\u006Ety\": \"别县\"");
    auto read = plan::readPlanText(twice);
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].message() == testing::told("plan-file.key-twice", "county"));
    twice = guzhang;
    twice.replace("\"code\": \"L02\",", "\"code\": \"L02\", \"path\": \"[{\\\"\", ");
    read = plan::readPlanText(twice);
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].message() == testing::told("plan-file.key-twice", "行 L02.path"));
    CHECK(plan::readPlanText("[]").unreadable);
}

TEST_CASE("plan files: what was understood names each source, path and line") {
    const plan::Plan plan = plan::readPlan(
        QJsonDocument::fromJson(testing::readPlan(u"examples/retention.json"_s)).object());
    const QString said = plan::understood(plan).join(u'\n');
    CHECK(said.contains(u"每次验收的 5% 留作质保金,末次拨付时支付"_s));
    CHECK(said.contains(u"分期累计 首付 40%、进度 80%、验收 100%"_s));
    CHECK(said.contains(u"预拨付不超过批准支持金额的 40%"_s));
    CHECK(said.contains(u"验收结果公示满 5 个工作日"_s));
    for (const plan::Line& line : plan.lines)
        CHECK(said.contains(line.name));
}

TEST_CASE("plan files: what was understood says whom a path pays, and what a grant is") {
    const auto said = [](const char* plan) {
        return plan::understood(plan::readPlan(QJsonDocument::fromJson(
                                                   testing::readPlan(QString::fromUtf8(plan)))
                                                   .object()))
            .join(u'\n');
    };
    CHECK(said("examples/grants.json")
              .contains(
                  u"按总投资的 30% 补助,每个单位最高 1,000,000.00 元,自筹不低于总投资的 50%"_s));
    CHECK(said("examples/grants.json")
              .contains(u"按总投资的 80% 补助,每个项目最高 50,000.00 元。"_s));
    CHECK(said("examples/grants.json").contains(u"只拨付给项目合同的对方单位"_s));
    CHECK(said("examples/village.json").contains(u"只拨付给指定的单位 CZS-1"_s));
    CHECK_FALSE(said("guzhang.json").contains(u"只拨付给"_s));
}

TEST_CASE("plan files: what was understood of audited amounts, minutes and shares") {
    QJsonObject json = QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
    CHECK_FALSE(plan::understood(plan::readPlan(json)).join(u'\n').contains(u"审定"_s));
    json.insert("collective_above"_L1, u"200000.00"_s);
    testing::ofPath(json, u"staged"_s, {{"audit"_L1, true}});
    testing::ofLine(
        json, u"L08"_s,
        {{"shares"_L1, QJsonObject{{"county"_L1, u"30"_s}, {"central-1"_L1, u"70"_s}}}});
    const QString said = plan::understood(plan::readPlan(json)).join(u'\n');
    CHECK(said.contains(u"一笔拨付超过 200,000.00 元的,审批时须有领导小组的会议纪要"_s));
    CHECK(said.contains(u"全额验收和最后一次拨付须有审定金额"_s));
    CHECK(said.contains(u"每次批准和拨付按 central-1 70%、county 30% 负担"_s));
}

TEST_CASE("plan files: the table of keys is whole") {
    QStringList seen;
    for (const plan::Key& key : plan::keys()) {
        const QString path = QString::fromLatin1(key.path);
        INFO(key.path);
        CHECK_FALSE(seen.contains(path));
        seen << path;
        CHECK_FALSE(QString::fromUtf16(key.meaning).isEmpty());
        CHECK((key.holds == plan::Holds::Choice) <= !plan::choicesOf(key).isEmpty());
        // What it stands below has a row, too.
        const QString above = path.endsWith(u"[]"_s) ? path.chopped(2) : path.section(u'.', 0, -2);
        CHECK((above.isEmpty() || seen.contains(above)));
    }
    CHECK(plan::keysText().count(u'\n') == seen.size());
}
