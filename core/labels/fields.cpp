// SPDX-License-Identifier: GPL-3.0-only
#include "fields.h"

#include <QMap>
#include <QRegularExpression>
#include <QStringList>

// The keys of what people send in lines, as they read them when one of them is refused.

namespace labels {

using namespace Qt::Literals::StringLiterals;

namespace {

const QMap<QString, QString>& fields() {
    static const QMap<QString, QString> names{
        {u"accepted"_s, u"验收合格金额"_s},
        {u"account"_s, u"账号"_s},
        {u"accounts"_s, u"财务管理"_s},
        {u"amount"_s, u"金额"_s},
        {u"area_m2"_s, u"面积(平方米)"_s},
        {u"as"_s, u"办理人"_s},
        {u"bank"_s, u"银行账户"_s},
        {u"base"_s, u"补助基数"_s},
        {u"by"_s, u"办理人"_s},
        {u"class"_s, u"培训类别"_s},
        {u"clean_record"_s, u"无违规记录"_s},
        {u"code"_s, u"代码"_s},
        {u"condition"_s, u"条件"_s},
        {u"content"_s, u"建设内容"_s},
        {u"contractor"_s, u"中标文件"_s},
        {u"date"_s, u"日期"_s},
        {u"demonstration"_s, u"示范站"_s},
        {u"do"_s, u"命令"_s},
        {u"document"_s, u"文号"_s},
        {u"due"_s, u"应付日期"_s},
        {u"eligibility"_s, u"申报条件"_s},
        {u"evidence"_s, u"依据材料"_s},
        {u"from"_s, u"起"_s},
        {u"guarantee"_s, u"保函"_s},
        {u"headcount"_s, u"人数"_s},
        {u"holder"_s, u"户名"_s},
        {u"id"_s, u"编号"_s},
        {u"investment"_s, u"总投资"_s},
        {u"issuer"_s, u"开票方"_s},
        {u"item"_s, u"分项"_s},
        {u"items"_s, u"成果"_s},
        {u"kind"_s, u"类别"_s},
        {u"legal_person"_s, u"法定代表人"_s},
        {u"level"_s, u"级别"_s},
        {u"line"_s, u"支持项目"_s},
        {u"materials"_s, u"申报材料"_s},
        {u"name"_s, u"名称"_s},
        {u"number"_s, u"号码"_s},
        {u"ok"_s, u"是否符合"_s},
        {u"own"_s, u"自筹资金"_s},
        {u"party"_s, u"对方"_s},
        {u"payees"_s, u"收款单位"_s},
        {u"phone"_s, u"电话"_s},
        {u"place"_s, u"地点"_s},
        {u"poor_village"_s, u"贫困村"_s},
        {u"project"_s, u"项目"_s},
        {u"qualified"_s, u"经营资质"_s},
        {u"registered"_s, u"法人登记"_s},
        {u"report"_s, u"申请报告"_s},
        {u"schedule"_s, u"期限"_s},
        {u"scheme"_s, u"认证种类"_s},
        {u"source"_s, u"资金来源"_s},
        {u"sources"_s, u"资金来源"_s},
        {u"state"_s, u"状态"_s},
        {u"support"_s, u"支持金额"_s},
        {u"to"_s, u"止"_s},
        {u"truthful"_s, u"如实申报"_s},
        {u"unit"_s, u"单位"_s},
        {u"until"_s, u"有效期至"_s},
        {u"village"_s, u"村"_s},
        {u"voucher"_s, u"凭证号"_s},
        {u"vouchers"_s, u"凭证号"_s},
        {u"with"_s, u"内容"_s},
        {u"year"_s, u"年度"_s},
    };
    return names;
}

} // namespace

QString fieldLabel(const QString& field) {
    static const QRegularExpression counted(u"^(.*)\\[([0-9]+)\\]$"_s);
    QStringList words;
    for (const QString& part : field.split(u'.', Qt::SkipEmptyParts)) {
        const auto row = counted.match(part);
        const QString key = row.hasMatch() ? row.captured(1) : part;
        const QString word = fields().value(key, key);
        words << (row.hasMatch() ? u"%1第 %2 行"_s.arg(word).arg(row.captured(2).toLongLong() + 1)
                                 : word);
    }
    return words.join(u'·');
}

} // namespace labels
