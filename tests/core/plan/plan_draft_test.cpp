// SPDX-License-Identifier: GPL-3.0-only
#include <support/places.h>

#include <catch2/catch.hpp>
#include <plan/plan_draft.h>
#include <plan/plan_file.h>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::Literals::StringLiterals;
using plan::Draft;
using plan::DraftRead;
using plan::DraftSheet;

namespace {

QJsonObject planAt(const QString& path) {
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

QJsonObject guzhang() {
    return planAt(testing::source(u"/resources/plans/guzhang.json"_s));
}

// Without what says nothing: a key with its default is the same as none.
QJsonValue bare(const QJsonValue& value) {
    if (value.isObject()) {
        QJsonObject kept;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            if (const QJsonValue inner = bare(it.value()); !inner.isUndefined())
                kept.insert(it.key(), inner);
        return kept.isEmpty() ? QJsonValue(QJsonValue::Undefined) : kept;
    }
    if (value.isArray()) {
        QJsonArray kept;
        for (const QJsonValue& one : value.toArray())
            if (const QJsonValue inner = bare(one); !inner.isUndefined())
                kept.append(inner);
        return kept.isEmpty() ? QJsonValue(QJsonValue::Undefined) : kept;
    }
    const bool says = value.isBool()
                          ? value.toBool()
                          : !QStringList{QString(), u"0"_s}.contains(value.toVariant().toString());
    return says ? value : QJsonValue(QJsonValue::Undefined);
}

QStringList said(const DraftRead& read) {
    QStringList sentences;
    for (const plan::DraftFault& fault : read.faults)
        sentences << fault.rejection.message();
    return sentences;
}

void fact(Draft& draft, const QString& title, const QString& value) {
    DraftSheet* sheet = draft.sheet(plan::factsSheet.toString());
    for (int row = 1; row < sheet->filledRows(); ++row)
        if (sheet->text(row, 0) == title)
            return sheet->put(row, 1, value);
    FAIL("no such fact");
}

void path(Draft& draft, const QString& name) {
    DraftSheet* sheet = draft.sheet(plan::allocationSheet.toString());
    for (int row = 1; row + 1 < sheet->filledRows(); ++row)
        sheet->put(row, sheet->column(u"拨付方式"_s), name);
}

Draft named() {
    Draft draft = plan::newDraft();
    fact(draft, u"资金名称"_s, u"甲县专项资金"_s);
    fact(draft, u"县(市、区)"_s, u"甲县"_s);
    fact(draft, u"文号"_s, u"甲政办〔2020〕1号"_s);
    fact(draft, u"施行日期"_s, u"2020年3月1日"_s);
    return draft;
}

// Guzhang's table as its document prints it: three sources, the last row without a word.
QString printedTable() {
    const QJsonObject plan = guzhang();
    QString text = u"单位:万元\n支持内容\t支持项目\t总额\t第一批\t第二批\t县级\n"_s;
    QString above;
    for (const QJsonValue& line : plan.value("lines"_L1).toArray()) {
        const auto wan = [](const QJsonValue& amount) {
            const auto fen = money::Fen::parse(amount.toString());
            return fen ? fen->toWan() : QString();
        };
        const QString heading = line["category"_L1].toString();
        text += (heading == above ? QString() : heading) + u'\t' + line["name"_L1].toString()
                + u'\t' + wan(line["printed_total"_L1]);
        for (const QString& source : {u"central-1"_s, u"central-2"_s, u"county"_s})
            text += u'\t' + wan(line["budget"_L1][source]);
        text += u'\n';
        above = heading;
    }
    return text + u"\t\t2247\t1500\t500\t247\n"_s;
}

} // namespace

TEST_CASE("a plan comes back from its draft as it was", "[draft]") {
    QStringList files{testing::source(u"/resources/plans/guzhang.json"_s)};
    const QDir examples(testing::source(u"/resources/plans/examples"_s));
    for (const QString& name : examples.entryList({u"*.json"_s}))
        files << examples.filePath(name);
    for (const QString& file : std::as_const(files)) {
        const QJsonObject plan = planAt(file);
        INFO(file.toStdString());
        const DraftRead read = plan::readDraft(plan::draftOf(plan));
        CHECK(said(read).join(u'\n').toStdString().empty());
        CHECK(read.foot.notices == QStringList());
        const QJsonObject before = bare(plan).toObject();
        const QJsonObject after = bare(read.json).toObject();
        for (const QString& key : before.keys() + after.keys()) {
            INFO(key.toStdString());
            CHECK(QJsonDocument(QJsonArray{after.value(key)}).toJson().toStdString()
                  == QJsonDocument(QJsonArray{before.value(key)}).toJson().toStdString());
        }
        CHECK(plan::understood(plan::readPlan(read.json))
              == plan::understood(plan::readPlan(plan)));
    }
}

TEST_CASE("a wrong cell is named", "[draft]") {
    Draft draft = plan::draftOf(guzhang());
    DraftSheet* table = draft.sheet(u"分配"_s);
    table->firstRow = 1; // below what explains it
    table->put(3, table->column(u"县级配套资金"_s), u"约80"_s);
    table->put(5, table->column(u"拨付方式"_s), u"现金"_s);
    fact(draft, u"施行日期"_s, u"2018-13-29"_s);
    fact(draft, u"文号"_s, {});
    draft.sheet(u"细项"_s)->put(1, 0, u"L99"_s);
    const QStringList sentences = said(plan::readDraft(draft));
    REQUIRE(sentences.size() == 5);
    CHECK(sentences[0] == u"表“基本”B5:“2018-13-29”不是日期,请写成 2018-12-29 的样子。");
    CHECK(sentences[1] == u"表“分配”H5:“约80”不是金额(万元),请写成数字,例如 220 或 2.5。");
    CHECK(sentences[2] == u"表“分配”K7:“现金”处须为 验收拨付、预先拨付、分批拨付 之一。");
    CHECK(sentences[3] == u"表“细项”A2:支持项目处的“L99”没有定义,请先在它的表中登记。");
    CHECK(sentences[4] == u"表“基本”B4:还没有写“文号”,请补上。");
}

TEST_CASE("a sum that does not come out names the cell of its figure", "[draft]") {
    Draft draft = plan::draftOf(guzhang());
    draft.sheet(u"来源"_s)->put(1, 2, u"1501"_s);
    const DraftRead read = plan::readDraft(draft);
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].sheet == u"来源");
    CHECK(read.faults[0].row == 1);
    CHECK(read.faults[0].column == 2);
    CHECK(said(read).first().contains(u"15010000.00")); // list
}

TEST_CASE("a column, a fact and a row that nobody knows are named", "[draft]") {
    Draft draft = plan::draftOf(guzhang());
    draft.sheet(u"分配"_s)->put(0, 5, u"第三批"_s);
    draft.sheet(u"来源"_s)->put(0, 5, u"科目"_s);
    draft.sheet(u"基本"_s)->put(1, 0, u"名字"_s);
    draft.sheet(u"条款"_s)->put(2, 0, u"第一条"_s);
    const QStringList sentences = said(plan::readDraft(draft));
    CHECK(sentences.filter(u"表“来源”F1:没有名为“科目”的列"_s).size() == 1);
    CHECK(sentences.filter(u"表“分配”F1:没有名为“第三批”的列或来源"_s).size() == 1);
    CHECK(sentences.filter(u"表“基本”A2:没有名为“名字”的项"_s).size() == 1);
    CHECK(sentences.filter(u"前面已经写过"_s).size() == 1);
}

TEST_CASE("the printed table is pasted, and what it gets wrong is kept", "[draft]") {
    Draft draft = named();
    REQUIRE_FALSE(plan::pasteAllocation(draft, printedTable()));
    path(draft, u"分批拨付"_s);
    const DraftRead read = plan::readDraft(draft);
    CHECK(said(read).join(u'\n').toStdString().empty());
    const QJsonObject own = guzhang();
    const QJsonArray before = own.value("lines"_L1).toArray();
    const QJsonArray after = read.json.value("lines"_L1).toArray();
    REQUIRE(after.size() == before.size());
    REQUIRE(read.json.value("sources"_L1).toArray().size() == 3);
    const QStringList codes{u"S01"_s, u"S02"_s, u"S03"_s};
    const QStringList theirs{u"central-1"_s, u"central-2"_s, u"county"_s};
    for (qsizetype i = 0; i < before.size(); ++i) {
        CHECK(after[i]["code"_L1] == before[i]["code"_L1]);
        CHECK(after[i]["category"_L1] == before[i]["category"_L1]);
        CHECK(after[i]["name"_L1] == before[i]["name"_L1]);
        CHECK(after[i]["printed_total"_L1] == before[i]["printed_total"_L1]);
        for (int k = 0; k < 3; ++k)
            CHECK(after[i]["budget"_L1][codes[k]] == before[i]["budget"_L1][theirs[k]]);
    }
    CHECK(read.json.value("sources"_L1)[0]["amount"_L1] == "15000000.00"_L1);
    // 395 is printed where the parts come to 415; the rows so printed come to 2227, not to 2247.
    CHECK(read.foot.lines[0].differs());
    CHECK_FALSE(read.foot.total.differs());
    REQUIRE(read.foot.notices.size() == 2);
    CHECK(read.foot.notices[0].contains(u"印作395万元"_s));
    CHECK(read.foot.notices[0].contains(u"合计为415万元"_s));
    CHECK(read.foot.notices[1].contains(u"相加为2227万元,而总计印作2247万元"_s));
    CHECK(after[0]["notices"_L1][0] == read.foot.notices[0]);
    CHECK(read.json.value("notices"_L1).toArray().size() == 2);
    CHECK(plan::planFaults(read.json).empty());
}

TEST_CASE("printed totals of a column and of all that do not come out are notices", "[draft]") {
    Draft draft = named();
    REQUIRE_FALSE(plan::pasteAllocation(
        draft,
        u"支持项目\t总额\t中央\t县级\n道路\t30\t20\t10\n水渠\t12\t12\t\n合计\t43\t33\t10\n"_s));
    path(draft, u"验收拨付"_s);
    DraftRead read = plan::readDraft(draft);
    REQUIRE(read.foot.notices.size() == 2); // the lines' totals come to 42, too: said once
    CHECK(read.foot.notices[0]
          == u"分配表把“中央”一列的合计印作33万元,而各行之和为32万元。本方案采用各行之和。");
    CHECK(read.foot.notices[1] == u"分配表把总计印作43万元,而各项之和为42万元。本方案采用42万元。");
    CHECK(read.json.value("sources"_L1)[0]["amount"_L1] == "320000.00"_L1);
    // No heading, so no direction: that is asked for.
    CHECK(said(read).filter(u"支持方向"_s).size() == 2);
}

TEST_CASE("a table in yuan says so, and its draft is in yuan", "[draft]") {
    Draft draft = named();
    REQUIRE_FALSE(plan::pasteAllocation(
        draft, u"(单位:元)\n支持项目\t总额\t县级\n道路\t300,000\t300,000.50\n"_s));
    path(draft, u"验收拨付"_s);
    DraftSheet* table = draft.sheet(u"分配"_s);
    table->put(1, table->column(u"支持方向"_s), u"1"_s);
    table->put(1, table->column(u"拨付方式"_s), u"验收拨付"_s);
    const DraftRead read = plan::readDraft(draft);
    CHECK(said(read).join(u'\n').toStdString().empty());
    CHECK_FALSE(read.foot.inWan);
    CHECK(read.json.value("sources"_L1)[0]["amount"_L1] == "300000.50"_L1);
    CHECK(plan::draftFigure(read.foot.total.actual, read.foot.inWan) == u"300000.5");
    REQUIRE(read.foot.notices.size() == 1);
    CHECK(read.foot.notices[0].contains(u"印作300000元,而它的资金来源合计为300000.5元"_s));
}

TEST_CASE("tables without heads, without tabs and without figures", "[draft]") {
    Draft draft = named();
    REQUIRE_FALSE(
        plan::pasteAllocation(draft, u"甲 道路 30 20 10\n甲 水渠 12 12 0\n合计 42 32 10"_s));
    path(draft, u"验收拨付"_s);
    const DraftRead read = plan::readDraft(draft);
    CHECK(said(read).join(u'\n').toStdString().empty());
    CHECK(read.json.value("sources"_L1).toArray().size() == 2);
    CHECK(read.json.value("lines"_L1)[0]["budget"_L1]["S02"_L1] == "100000.00"_L1);
    CHECK(read.json.value("lines"_L1)[0]["printed_total"_L1] == "300000.00"_L1);
    const Draft before = draft;
    CHECK(plan::pasteAllocation(draft, u"只有文字\n没有数"_s));
    CHECK(plan::pasteAllocation(draft, {}));
    CHECK(draft.sheet(u"分配"_s)->rows == before.sheet(u"分配"_s)->rows);
}

TEST_CASE("heads are found below what explains a sheet, wherever their columns are", "[draft]") {
    const Draft draft = plan::draftOf(guzhang());
    std::vector<DraftSheet> sheets;
    for (DraftSheet sheet : draft.sheets) {
        for (QStringList& row : sheet.rows)
            row.prepend(QString());
        sheet.rows.insert(sheet.rows.begin(), {u"说明"_s});
        sheets.push_back(sheet);
    }
    const DraftRead read = plan::readDraft(plan::draftFrom(sheets));
    CHECK(said(read).join(u'\n').toStdString().empty());
    CHECK(plan::understood(plan::readPlan(read.json))
          == plan::understood(plan::readPlan(guzhang())));
    CHECK(plan::cellName(6, 3) == u"D7");
    CHECK(plan::cellName(0, 27) == u"AB1");
}
