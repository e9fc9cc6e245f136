// SPDX-License-Identifier: GPL-3.0-only
#include "draft_tables.h"

#include <labels/labels.h>

namespace plan::drafts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr ColumnOf sources[] = {
    {u"编号", "sources[].code", 8},       {u"名称", "sources[].name", 16},
    {u"金额", "sources[].amount", 9},     {u"第几期", "sources[].phase", 6},
    {u"启用条件", "sources[].condition"}, {u"预算科目", "sources[].subject"}};
constexpr ColumnOf lines[] = {{u"编号", "lines[].code", 5},
                              {u"支持内容", "lines[].category", 14},
                              {u"支持项目", "lines[].name", 20},
                              {u"支持范围", "lines[].scope", 20},
                              {u"总额", "lines[].printed_total", 7},
                              {u"支持标准", "lines[].standard_words", 20},
                              {u"支持方向", "lines[].direction", 6},
                              {u"拨付方式", "lines[].path", 8},
                              {u"待定的方式", "lines[].open_paths", 8},
                              {u"牵头单位", "lines[].lead", 8},
                              {u"配合单位", "lines[].supporting", 12},
                              {u"负担比例", "lines[].shares"},
                              {u"中标承办", "lines[].contractor", 6},
                              {u"用于购买", "lines[].expense", 6},
                              {u"原文出入", "lines[].notices", 20}};
constexpr ColumnOf items[] = {{u"支持项目", "lines[]", 8},
                              {u"编号", "lines[].items[].code", 9},
                              {u"名称", "lines[].items[].name", 18},
                              {u"限额", "lines[].items[].ceiling", 8},
                              {u"来源", "lines[].items[].sources", 14},
                              {u"计件的成果", "lines[].items[].counts", 8},
                              {u"每个金额", "lines[].items[].unit_amount", 8},
                              {u"每年个数", "lines[].items[].count_per_year", 6},
                              {u"年份", "lines[].items[].years", 9},
                              {u"每年限额", "lines[].items[].yearly_ceiling", 8},
                              {u"开工前材料", "lines[].items[].materials", 12},
                              {u"可承担的主体", "lines[].items[].unit_kinds", 12},
                              {u"镇级最小面积", "lines[].items[].area_town_m2", 7},
                              {u"村级最小面积", "lines[].items[].area_village_m2", 7},
                              {u"收款人", "lines[].items[].payees", 8},
                              {u"指定单位", "lines[].items[].named", 8},
                              {u"补助比例", "lines[].items[].grant.percent", 6},
                              {u"补助最高", "lines[].items[].grant.cap", 8},
                              {u"最高金额按", "lines[].items[].grant.cap_per", 8},
                              {u"自筹比例", "lines[].items[].grant.own_funds_percent", 6}};
constexpr ColumnOf paths[] = {{u"编号", "paths.*", 8},
                              {u"名称", "paths.*.name", 10},
                              {u"依据的条款", "paths.*.article", 8},
                              {u"可申请的拨付", "paths.*.kinds", 16},
                              {u"预拨比例", "paths.*.prepay_percent", 6},
                              {u"办公室审核", "paths.*.office_review", 12},
                              {u"质保金比例", "paths.*.retention_percent", 6},
                              {u"质保期月数", "paths.*.retention.months", 6},
                              {u"质保期起算", "paths.*.retention.from", 9},
                              {u"保函可先付", "paths.*.guarantee", 6},
                              {u"公示工作日", "paths.*.notice_days", 6},
                              {u"审定金额", "paths.*.audit", 6},
                              {u"收款人", "paths.*.payees", 8},
                              {u"指定单位", "paths.*.named", 8},
                              {u"原文", "paths.*.words", 30}};
constexpr ColumnOf stages[] = {{u"拨付方式", "paths.*", 10},
                               {u"名称", "paths.*.stages[].name", 12},
                               {u"累计比例", "paths.*.stages[].percent", 8},
                               {u"起因", "paths.*.stages[].when", 9},
                               {u"基数", "paths.*.stages[].of", 11},
                               {u"可先于验收", "paths.*.stages[].ahead", 8}};
constexpr ColumnOf kinds[] = {{u"主体", "unit_kinds.*", 10},
                              {u"申报条件", "unit_kinds.*.eligibility", 40},
                              {u"只能承担的细项", "unit_kinds.*.items", 20}};
constexpr ColumnOf ticks[] = {{u"编号", "ticks.*", 9},
                              {u"名称", "ticks.*.name", 20},
                              {u"不符合时的说法", "ticks.*.words", 24},
                              {u"表单上的说法", "ticks.*.paper", 20}};
constexpr ColumnOf clauses[] = {{u"条款", "clauses.*", 10}, {u"原文", "clauses.*", 70}};
constexpr ColumnOf cites[] = {
    {u"规则", "cites.*", 16}, {u"条款", "cites.*", 20}, {u"规则的要求(自动)", "", 50}};
constexpr ColumnOf papers[] = {{u"表单", "cites_papers.*", 14},
                               {u"依据的条款", "cites_papers.*", 14},
                               {u"标题", "titles.*", 24},
                               {u"表单的名称(自动)", "", 16}};
constexpr ColumnOf lists[] = {{u"申报材料", "materials[]", 20},
                              {u"支持方向", "directions[]", 44},
                              {u"必须具备的功能", "needs[]", 14}};
constexpr ColumnOf archive[] = {{u"编号", "archive[].kind", 12}, {u"名称", "archive[].name", 20}};
constexpr ColumnOf goals[] = {{u"编号", "goals[].code", 6},
                              {u"名称", "goals[].name", 26},
                              {u"目标值", "goals[].target", 8},
                              {u"比较", "goals[].compare", 7},
                              {u"单位", "goals[].unit", 6},
                              {u"期限", "goals[].deadline", 9},
                              {u"出处", "goals[].clause", 8},
                              {u"牵头单位", "goals[].lead", 10},
                              {u"配合单位", "goals[].supporting", 20},
                              {u"累计的成果", "goals[].counts.kind", 8},
                              {u"培训类别", "goals[].counts.class", 8},
                              {u"只计贫困村", "goals[].counts.poor_village", 7},
                              {u"只计示范站点", "goals[].counts.demonstration", 7},
                              {u"占总数", "goals[].counts.of", 7}};
constexpr ColumnOf notices[] = {{u"原文出入", "notices[]", 80}};
constexpr ColumnOf factColumns[] = {{u"项目", "", 18}, {u"填写", "", 44}, {u"说明(自动)", "", 40}};
constexpr ColumnOf otherColumns[] = {{u"位置", "", 26}, {u"填写", "", 40}, {u"说明(自动)", "", 30}};

constexpr TableOf all[] = {
    {u"基本", Shape::Facts, "", u"资金的名称、文号、日期和各机构的称呼。", factColumns},
    {u"来源", Shape::Rows, "sources[]", u"一行一个资金来源。金额空着的,取分配表中这一列各行之和。",
     sources, u"S"},
    {u"分配", Shape::Rows, "lines[]",
     u"文件所附的资金分配表,照原文填写,金额单位见“基本”。总额和合计照印出的数填写,与各来源之和"
     u"不同的,程序会记为原文出入。",
     lines, u"L"},
    {u"细项", Shape::Inner, "lines[].items[]",
     u"支持项目中另有限额或标准的部分,一行一个;没有的不填。几个值之间用分号隔开。", items},
    {u"方式", Shape::Rows, "paths.*", u"资金的拨付方式,一行一种。比例写百分数,例如 50。", paths,
     u"P"},
    {u"分期", Shape::Inner, "paths.*.stages[]",
     u"分期拨付的方式,一行一期;累计比例逐期增加,最后一期为 100。", stages},
    {u"主体", Shape::Rows, "unit_kinds.*", u"可以申报的各类主体,及其须具备的申报条件。", kinds},
    {u"条件", Shape::Rows, "ticks.*", u"申报条件;空着的用常用的五项。", ticks, u"T"},
    {u"条款", Shape::Keyed, "clauses", u"办法各条的原文,表单和答复中引用。", clauses},
    {u"依据", Shape::Keyed, "cites",
     u"程序的各项规则以哪一条为依据;没有的不填,就不会引用。几条之间用“, ”分开。", cites},
    {u"表单", Shape::Keyed, "cites_papers", u"各种表单所依的条款和标题;没有的不填。", papers},
    {u"名单", Shape::Lists, "", u"各列互不相关,一格一项。", lists},
    {u"档案", Shape::Rows, "archive[]", u"项目档案的类别;空着的用常用的七类。", archive, u"A"},
    {u"目标", Shape::Rows, "goals[]", u"文件提出的工作目标;没有的不填。", goals, u"G"},
    {u"原文出入", Shape::Lists, "",
     u"原文不一致或没有写明的地方,一格一条。分配表的合计不符由程序补记。", notices},
    {u"其他", Shape::Others, "", u"很少要改的项:编号样式、节假日、口令要求等。", otherColumns}};

constexpr Fact allFacts[] = {
    {u"资金名称", "name", u"必填"},
    {u"县(市、区)", "county", u"必填"},
    {u"文号", "document", u"必填"},
    {u"施行日期", "effective", u"必填,例如 2018-12-29"},
    {u"公布日期", "published"},
    {u"最早记账日期", "first_day", u"空着为施行上一年的 1 月 1 日"},
    {u"使用期起", "period.from"},
    {u"使用期止", "period.to"},
    {unitTitle, unitKey, u"万元或元:“来源”“分配”“细项”三张表的金额"},
    {u"集体审议金额", "collective_above", u"一笔拨付超过它时须有会议纪要,例如 50万元"},
    {u"审核的办公室", "words.office", u"空着为“领导小组办公室”"},
    {u"审批的领导", "words.leader", u"空着为“分管领导”"},
    {u"议事的机构", "words.group", u"空着为“领导小组”"},
    {u"验收的机构", "words.inspecting", u"空着为“验收组”"},
    {u"拨付的机构", "words.finance", u"空着为“财务”"},
    {u"中期评价的名称", "conditions.evaluation", u"来源有启用条件时用"},
    {u"公示的联系方式", "disclosure.contact"}};

struct WordOf {
    const char* key; // the end of its place
    const char* code;
    const char16_t* word;
};
constexpr WordOf words[] = {{".condition", "evaluation", u"中期绩效评价"},
                            {".when", "acceptance", u"验收"},
                            {".when", "start", u"开工"},
                            {".when", "contract", u"登记合同"},
                            {".when", "milestone", u"记录节点"},
                            {".of", "support", u"批准的支持金额"},
                            {".of", "contract", u"合同金额"},
                            {".of", "audited", u"审定金额"},
                            {".from", "each", u"各次验收"},
                            {".from", "last", u"最后一次验收"},
                            {".payees", "contract-party", u"合同对方"},
                            {".payees", "named", u"指定单位"},
                            {".cap_per", "project", u"每个项目"},
                            {".cap_per", "unit", u"每个单位"},
                            {".cap_per", "unit-year", u"每个单位每年"},
                            {".compare", "at-least", u"不低于"},
                            {".compare", "at-most", u"不高于"}};

// Codes that have their words in the program's vocabularies.
std::optional<labels::Vocabulary> vocabularyOf(const QString& key) {
    using labels::Vocabulary;
    if (key.endsWith(".kinds[]"_L1) || key.endsWith(".office_review[]"_L1))
        return Vocabulary::PaymentKind;
    if (key.endsWith(".counts"_L1) || key.endsWith(".counts.kind"_L1))
        return Vocabulary::DeliverableKind;
    if (key.endsWith(".class"_L1))
        return Vocabulary::TrainingClass;
    return {};
}

} // namespace

std::span<const TableOf> tables() {
    return all;
}

const TableOf& tableOf(const QString& name) {
    for (const TableOf& one : all)
        if (name == text(one.name))
            return one;
    return all[0];
}

std::span<const Fact> facts() {
    return allFacts;
}

QString text(const char16_t* words) {
    return QString::fromUtf16(words);
}

bool isAutomatic(const QString& head) {
    return head.endsWith(u"(自动)"_s);
}

QMap<QString, QString> wordsOf(const Key& key) {
    const QString place = QString::fromLatin1(key.path);
    QMap<QString, QString> found;
    const auto vocabulary = vocabularyOf(place);
    for (const QString& code : choicesOf(key)) {
        if (vocabulary)
            found.insert(code, labels::longLabel(*vocabulary, code));
        for (const WordOf& one : words)
            if (code == QLatin1StringView(one.code) && place.endsWith(QLatin1StringView(one.key)))
                found.insert(code, text(one.word));
    }
    return found;
}

} // namespace plan::drafts
