// SPDX-License-Identifier: GPL-3.0-only
#include "plan_keys.h"

#include <labels/sentence.h>

#include <QHash>
#include <QJsonObject>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

constexpr Feature allFeatures[] = {
    {"audit", true},     {"collective", true},     {"guarantee", true}, {"notice", true},
    {"retention", true}, {"retention-term", true}, {"stages", true},    {"stages-cause", true},
    {"payees", true},    {"grant", true},          {"shares", true}};

constexpr const char* paymentKinds = "prepay stage final";
constexpr const char* deliverableKinds = "station training certification award operation";
constexpr const char* payeeKinds = "contract-party named";
constexpr const char* papers =
    "declaration prepayment acceptance payment sheet reallocation ledger "
    "execution month-brief progress fund-use pace archive-index handover eligibility archive "
    "disclosure amendment account ways";

constexpr int day = 3650;

using enum Holds;
constexpr Key table[] = {
    {"format", Choice, true, u"", u"文件的格式", 0, 0, "funddesk-plan/1"},
    {"name", Text, true, u"", u"资金的名称"},
    {"county", Text, true, u"", u"县(市、区)"},
    {"document", Text, true, u"", u"文号"},
    {"effective", Date, true, u"", u"施行日期,预算记在这一天"},
    {"first_day", Date, false, u"effective 上一年的 1 月 1 日", u"最早可以记入的日期"},
    {"published", Date, false, u"", u"公布的日期"},
    {"period", Object, false, u"", u"资金的使用期"},
    {"period.from", Date, true, u"", u"使用期的第一天"},
    {"period.to", Date, true, u"", u"使用期的最后一天"},
    {"collective_above", AnyAmount, false, u"\"\"", u"拨付超过这个金额须集体审议", 0, 0, "",
     "collective"},
    {"clauses", Dict, false, u"{}", u"办法各条的原文,按条款的名称"},
    {"clauses.*", Text, true, u"", u"这一条的原文"},

    {"sources", FullList, true, u"", u"资金来源,各处按这个次序"},
    {"sources[]", Object, true, u"", u"一个来源"},
    {"sources[].code", Code, true, u"", u"编号"},
    {"sources[].name", Text, true, u"", u"名称"},
    {"sources[].amount", Amount, true, u"", u"计划金额(元)"},
    {"sources[].phase", Integer, false, u"1", u"第几期", 1, 99},
    {"sources[].condition", Choice, false, u"\"\"", u"启用的条件", 0, 0, "evaluation"},
    {"sources[].subject", AnyText, false, u"\"\"", u"预算科目"},

    {"paths", Dict, true, u"", u"拨付方式,按编号"},
    {"paths.*", Object, true, u"", u"一种拨付方式"},
    {"paths.*.name", Text, true, u"", u"名称"},
    {"paths.*.article", AnyText, false, u"\"\"", u"依据的条款"},
    {"paths.*.words", AnyText, false, u"\"\"", u"办法中的原话"},
    {"paths.*.kinds", FullList, true, u"", u"可以申请的拨付类别"},
    {"paths.*.kinds[]", Choice, true, u"", u"拨付类别", 0, 0, paymentKinds},
    {"paths.*.prepay_percent", Percent, false, u"\"0\"", u"预拨付不超过支持金额的百分之几"},
    {"paths.*.office_review", List, false, u"[]", u"须经办公室审核的拨付类别"},
    {"paths.*.office_review[]", Choice, true, u"", u"拨付类别", 0, 0, paymentKinds},
    {"paths.*.retention_percent", Percent, false, u"\"0\"", u"每次验收留作质保金的百分之几"},
    {"paths.*.notice_days", Integer, false, u"0", u"验收结果公示满几个工作日才可拨付", 0, 365},
    {"paths.*.stages", List, false, u"[]", u"分期,percent 是累计数,最后一期为 100"},
    {"paths.*.stages[]", Object, true, u"", u"一期"},
    {"paths.*.stages[].name", Text, true, u"", u"名称"},
    {"paths.*.stages[].percent", Percent, true, u"", u"到这一期累计可拨的百分之几"},
    {"paths.*.stages[].when", Choice, false, u"acceptance", u"到期的起因", 0, 0,
     "acceptance start contract milestone", "stages-cause"},
    {"paths.*.stages[].of", Choice, false, u"support", u"百分数的基数", 0, 0,
     "support contract audited", "stages-cause"},
    {"paths.*.stages[].ahead", Bool, false, u"false,起因不是验收时为 true", u"可以先于验收拨付", 0,
     0, "", "stages-cause"},
    {"paths.*.audit", Bool, false, u"false", u"须以审定金额验收和拨付", 0, 0, "", "audit"},
    {"paths.*.guarantee", Bool, false, u"false", u"凭保函可以先付质保金", 0, 0, "", "guarantee"},
    {"paths.*.retention", Object, false, u"", u"有期限的质保金", 0, 0, "", "retention-term"},
    {"paths.*.retention.percent", Percent, true, u"", u"质保金的百分之几"},
    {"paths.*.retention.months", Integer, true, u"", u"几个月以后可付", 0, 120},
    {"paths.*.retention.from", Choice, true, u"", u"从哪一次验收起算", 0, 0, "each last"},
    {"paths.*.payees", Choice, false, u"\"\"", u"收款人", 0, 0, payeeKinds, "payees"},
    {"paths.*.named", List, false, u"[]", u"指定的收款单位的编号", 0, 0, "", "payees"},
    {"paths.*.named[]", Code, true, u"", u"单位编号"},

    {"unit_kinds", Dict, false, u"{}", u"各类主体", 0, 0,
     "enterprise cooperative organisation individual sole-trader"},
    {"unit_kinds.*", Object, true, u"", u"一类主体"},
    {"unit_kinds.*.eligibility", List, false, u"[]", u"须具备的申报条件"},
    {"unit_kinds.*.eligibility[]", Text, true, u"", u"申报条件的编号"},
    {"unit_kinds.*.items", List, false, u"不限", u"只能承担的细项"},
    {"unit_kinds.*.items[]", Code, true, u"", u"细项的编号"},

    {"lines", FullList, true, u"", u"支持项目"},
    {"lines[]", Object, true, u"", u"一个支持项目"},
    {"lines[].code", Code, true, u"", u"编号"},
    {"lines[].category", AnyText, false, u"\"\"", u"支持内容(类别)"},
    {"lines[].name", Text, true, u"", u"名称"},
    {"lines[].scope", AnyText, false, u"\"\"", u"支持范围"},
    {"lines[].standard_words", AnyText, false, u"\"\"", u"支持标准的原话"},
    {"lines[].direction", Integer, true, u"", u"第几个支持方向", 1, 99},
    {"lines[].path", Text, true, u"", u"拨付方式的编号"},
    {"lines[].open_paths", List, false, u"[]", u"尚待解释时可以选的拨付方式"},
    {"lines[].open_paths[]", Text, true, u"", u"拨付方式的编号"},
    {"lines[].printed_total", AnyAmount, false, u"\"\"",
     u"原文所印的合计,与来源之和不同时须有说明"},
    {"lines[].budget", Dict, false, u"{}", u"各来源的预算"},
    {"lines[].budget.*", Amount, true, u"", u"这个来源的预算(元)"},
    {"lines[].shares", Dict, false, u"不限", u"各来源负担的百分之几", 0, 0, "", "shares"},
    {"lines[].shares.*", Percent, true, u"", u"这个来源负担的百分之几"},
    {"lines[].lead", AnyText, false, u"\"\"", u"牵头单位"},
    {"lines[].supporting", List, false, u"[]", u"配合单位"},
    {"lines[].supporting[]", Text, true, u"", u"一个配合单位"},
    {"lines[].notices", List, false, u"[]", u"对原文出入的说明"},
    {"lines[].notices[]", Text, true, u"", u"一条说明"},
    {"lines[].contractor", Bool, false, u"false", u"由中标承办企业实施"},
    {"lines[].expense", Bool, false, u"false", u"用于购买,应有合同和发票"},
    {"lines[].items", List, false, u"[]", u"细项"},
    {"lines[].items[]", Object, true, u"", u"一个细项"},
    {"lines[].items[].code", Code, true, u"", u"编号,全方案不重复"},
    {"lines[].items[].name", Text, true, u"", u"名称"},
    {"lines[].items[].ceiling", Amount, true, u"", u"限额(元)"},
    {"lines[].items[].sources", List, false, u"[]", u"可用的来源,空为不限"},
    {"lines[].items[].sources[]", Text, true, u"", u"来源的编号"},
    {"lines[].items[].counts", Choice, false, u"\"\"", u"按个数计的成果", 0, 0, deliverableKinds},
    {"lines[].items[].unit_amount", AnyAmount, false, u"\"\"", u"每个的金额(元)"},
    {"lines[].items[].count_per_year", Integer, false, u"0", u"每年的个数,0 为不限", 0, 1000000},
    {"lines[].items[].years", List, false, u"[]", u"年份"},
    {"lines[].items[].years[]", Integer, true, u"", u"年份", 1990, 2100},
    {"lines[].items[].yearly_ceiling", AnyAmount, false, u"\"\"", u"每年的限额(元)"},
    {"lines[].items[].materials", List, false, u"[]", u"开工前须有的材料"},
    {"lines[].items[].materials[]", Text, true, u"", u"材料的名称"},
    {"lines[].items[].unit_kinds", List, false, u"企业、合作社、组织", u"可以承担的主体类别"},
    {"lines[].items[].unit_kinds[]", Text, true, u"", u"主体类别"},
    {"lines[].items[].area_town_m2", AnyDecimal, false, u"\"\"", u"镇级站点的最小面积(平方米)"},
    {"lines[].items[].area_village_m2", AnyDecimal, false, u"\"\"", u"村级站点的最小面积(平方米)"},
    {"lines[].items[].payees", Choice, false, u"按 paths", u"收款人", 0, 0, payeeKinds, "payees"},
    {"lines[].items[].named", List, false, u"[]", u"指定的收款单位的编号", 0, 0, "", "payees"},
    {"lines[].items[].named[]", Code, true, u"", u"单位编号"},
    {"lines[].items[].grant", Object, false, u"", u"按投资的比例补助", 0, 0, "", "grant"},
    {"lines[].items[].grant.percent", Percent, true, u"", u"投资的百分之几"},
    {"lines[].items[].grant.cap", AnyAmount, false, u"\"\"", u"最高金额(元)"},
    {"lines[].items[].grant.cap_per", Choice, false, u"project", u"最高金额按什么计", 0, 0,
     "project unit unit-year"},
    {"lines[].items[].grant.own_funds_percent", Percent, false, u"\"0\"", u"自筹须占的百分之几"},

    {"goals", List, false, u"[]", u"工作目标"},
    {"goals[]", Object, true, u"", u"一个目标"},
    {"goals[].code", Code, true, u"", u"编号"},
    {"goals[].name", Text, true, u"", u"名称"},
    {"goals[].target", Decimal, true, u"", u"目标值"},
    {"goals[].compare", Choice, true, u"", u"不低于或不高于", 0, 0, "at-least at-most"},
    {"goals[].unit", AnyText, false, u"\"\"", u"计量单位"},
    {"goals[].deadline", Date, true, u"", u"期限"},
    {"goals[].clause", AnyText, false, u"\"\"", u"出处"},
    {"goals[].lead", AnyText, false, u"\"\"", u"牵头单位"},
    {"goals[].supporting", List, false, u"[]", u"配合单位"},
    {"goals[].supporting[]", Text, true, u"", u"一个配合单位"},
    {"goals[].counts", Object, false, u"", u"由程序累计的成果"},
    {"goals[].counts.kind", Choice, true, u"", u"成果的类别", 0, 0, deliverableKinds},
    {"goals[].counts.class", Choice, false, u"", u"培训的类别", 0, 0,
     "popularisation entrepreneurship advanced"},
    {"goals[].counts.poor_village", Bool, false, u"", u"只计贫困村"},
    {"goals[].counts.demonstration", Bool, false, u"", u"只计示范站点"},
    {"goals[].counts.of", Decimal, false, u"", u"占这个总数的百分之几"},

    {"rate_thresholds", List, false, u"12 个月 50%,24 个月 90%", u"拨付进度的要求"},
    {"rate_thresholds[]", Object, true, u"", u"一项要求"},
    {"rate_thresholds[].months", Integer, true, u"", u"施行后第几个月", 1, 120},
    {"rate_thresholds[].percent", Percent, true, u"", u"应拨付的百分之几"},
    {"warnings", Dict, false, u"{}", u"疑点的天数、个数和金额,false 为不提示"},
    {"warnings.*", ObjectOrOff, true, u"", u"一种疑点"},
    {"warnings.*.days", Integer, false, u"", u"天数", 0, day},
    {"warnings.*.count", Integer, false, u"", u"个数", 0, 1000},
    {"warnings.*.working_days", Integer, false, u"", u"工作日数", 0, day},
    {"warnings.*.percent", Percent, false, u"", u"百分之几"},
    {"warnings.*.amount", Amount, false, u"", u"金额(元)"},
    {"warnings.*.split_below", Amount, false, u"", u"拆分的界线(元)"},
    {"warnings.*.sources", List, false, u"", u"配套资金的来源"},
    {"warnings.*.sources[]", Code, true, u"", u"一个来源"},
    {"calendar", Object, false, u"{}", u"节假日和调休"},
    {"calendar.holidays", List, false, u"[]", u"放假的日子"},
    {"calendar.holidays[]", Date, true, u"", u"一天"},
    {"calendar.workdays", List, false, u"[]", u"调休上班的日子"},
    {"calendar.workdays[]", Date, true, u"", u"一天"},
    {"disclosure", Object, false, u"{}", u"公示"},
    {"disclosure.contact", AnyText, false, u"\"\"", u"联系方式"},
    {"disclosure.notice_days", Integer, false, u"0", u"公示的天数", 0, 365},
    {"security", Object, false, u"{}", u"口令和登录,不低于等保二级"},
    {"security.password_min", Integer, false, u"8", u"口令的最少位数", 8, 64},
    {"security.password_classes", Integer, false, u"3", u"口令的字符类别", 3, 4},
    {"security.password_days", Integer, false, u"90", u"口令的有效天数", 1, 180},
    {"security.failures", Integer, false, u"5", u"几次输错后锁定", 1, 10},
    {"security.lock_minutes", Integer, false, u"15", u"锁定几分钟", 10, 1440},
    {"security.idle_minutes", Integer, false, u"15", u"几分钟不用即退出", 1, 30},
    {"numbering", Dict, false, u"{}", u"各类编号的样式", 0, 0,
     "project acceptance payment receipt finding reallocation unit document notice amendment "
     "interest return evaluation supplement adjustment rule-path contract invoice refund recovery "
     "deliverable disclosure milestone charge statement"},
    {"numbering.*", Text, true, u"", u"样式,例如 XM-{year}-{n:3}"},
    {"notices", List, false, u"[]", u"对原文出入的说明"},
    {"notices[]", Text, true, u"", u"一条说明"},

    {"words", Object, false, u"{}", u"各机构的称呼"},
    {"words.office", Text, false, u"领导小组办公室", u"审核的办公室"},
    {"words.leader", Text, false, u"分管领导", u"审批的领导"},
    {"words.group", Text, false, u"领导小组", u"议事的机构"},
    {"words.inspecting", Text, false, u"验收组", u"验收的机构"},
    {"words.finance", Text, false, u"财务", u"拨付的机构"},
    {"cites", Dict, false, u"{}", u"各规则所依的条款"},
    {"cites.*", AnyText, true, u"", u"条款,多条用“, ”分开"},
    {"cites_papers", Dict, false, u"{}", u"各表单所依的条款", 0, 0, papers},
    {"cites_papers.*", AnyText, true, u"", u"条款"},
    {"materials", List, false, u"[]", u"申报材料的名称"},
    {"materials[]", Text, true, u"", u"一种材料"},
    {"ticks", Dict, false, u"五项常用条件", u"申报条件"},
    {"ticks.*", Object, true, u"", u"一项条件"},
    {"ticks.*.name", Text, true, u"", u"名称"},
    {"ticks.*.words", Text, false, u"name", u"不符合时的说法"},
    {"ticks.*.paper", Text, false, u"name", u"表单上的说法"},
    {"archive", List, false, u"七类", u"档案的类别"},
    {"archive[]", Object, true, u"", u"一类档案"},
    {"archive[].kind", Code, true, u"", u"编号"},
    {"archive[].name", Text, true, u"", u"名称"},
    {"directions", List, false, u"七个方向", u"支持方向"},
    {"directions[]", Text, true, u"", u"一个方向"},
    {"titles", Dict, false, u"{}", u"各表单的标题", 0, 0, papers},
    {"titles.*", Text, true, u"", u"标题"},
    {"conditions", Dict, false, u"{}", u"各条件的称呼", 0, 0, "evaluation"},
    {"conditions.*", Text, true, u"", u"称呼"},
    {"needs", List, false, u"[]", u"必须具备的功能,程序没有的不予采用"},
    {"needs[]", Text, true, u"", u"功能的名称"},
};

QString nameOf(const Key& key) {
    return QString::fromLatin1(key.path);
}

// "lines[].items[].code": what it stands below, and its own name ("[]" and "*" included).
std::pair<QString, QString> split(const QString& path) {
    if (path.endsWith(u"[]"_s))
        return {path.chopped(2), u"[]"_s};
    const qsizetype dot = path.lastIndexOf(u'.');
    return dot < 0 ? std::pair(QString(), path) : std::pair(path.left(dot), path.mid(dot + 1));
}

} // namespace

std::span<const Feature> features() {
    return allFeatures;
}

std::span<const Key> keys() {
    return table;
}

const Key* key(const QString& path) {
    static const QHash<QString, const Key*> byPath = [] {
        QHash<QString, const Key*> rows;
        for (const Key& one : table)
            rows.insert(nameOf(one), &one);
        return rows;
    }();
    return byPath.value(path, nullptr);
}

QStringList namesBelow(const QString& path) {
    static const QHash<QString, QStringList> below = [] {
        QHash<QString, QStringList> names;
        for (const Key& one : table) {
            const auto [above, name] = split(nameOf(one));
            if (name != "[]"_L1 && name != "*"_L1)
                names[above] << name;
        }
        return names;
    }();
    return below.value(path);
}

QStringList choicesOf(const Key& key) {
    return QString::fromLatin1(key.choices).split(u' ', Qt::SkipEmptyParts);
}

QString wanted(const Key& key) {
    switch (key.holds) {
    case Object:
        return sentence("plan-want.object", namesBelow(nameOf(key)).join(u"、"_s)).text();
    case Dict:
        return sentence("plan-want.dict").text();
    case List:
        return sentence("plan-want.list").text();
    case FullList:
        return sentence("plan-want.full-list").text();
    case Text:
        return sentence("plan-want.text").text();
    case AnyText:
        return sentence("plan-want.any-text").text();
    case Code:
        return sentence("plan-want.code").text();
    case Amount:
        return sentence("plan-want.amount").text();
    case AnyAmount:
        return sentence("plan-want.any-amount").text();
    case Percent:
        return sentence("plan-want.percent").text();
    case Decimal:
        return sentence("plan-want.decimal").text();
    case AnyDecimal:
        return sentence("plan-want.any-decimal").text();
    case Integer:
        return sentence("plan-want.integer", key.least, key.most).text();
    case Date:
        return sentence("plan-want.date").text();
    case Bool:
        return sentence("plan-want.bool").text();
    case Choice:
        return sentence("plan-want.choice", u"\"%1\""_s.arg(choicesOf(key).join(u"\"、\""_s)))
            .text();
    case ObjectOrOff:
        return sentence("plan-want.object-or-off").text();
    }
    return {};
}

QString keysText() {
    QString text;
    for (const Key& one : table) {
        const QString otherwise = QString::fromUtf16(one.fallback);
        text += u"%1 — %2:%3;%4\n"_s.arg(
            nameOf(one), QString::fromUtf16(one.meaning), wanted(one),
            one.required ? u"必填"_s
                         : u"不写为%1"_s.arg(otherwise.isEmpty() ? u"没有"_s : otherwise));
    }
    return text;
}

QJsonArray keysJson() {
    QJsonArray keys;
    for (const Key& one : table)
        keys.append(QJsonObject{{"key"_L1, nameOf(one)},
                                {"type"_L1, wanted(one)},
                                {"required"_L1, one.required},
                                {"default"_L1, QString::fromUtf16(one.fallback)},
                                {"meaning"_L1, QString::fromUtf16(one.meaning)}});
    return keys;
}

} // namespace plan
