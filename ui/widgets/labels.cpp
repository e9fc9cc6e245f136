// SPDX-License-Identifier: GPL-3.0-only
#include "labels.h"

#include "plan_words.h"
#include "words.h"

#include <QHash>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

using Table = QHash<QString, QString>;

const Table& keys() {
    static const Table words{{u"about"_s, u"归于"_s},
                             {u"accepted"_s, u"合格金额"_s},
                             {u"account"_s, u"账号"_s},
                             {u"accounts"_s, u"财务制度"_s},
                             {u"advanced"_s, u"提高班"_s},
                             {u"allocations"_s, u"分配"_s},
                             {u"amount"_s, u"金额"_s},
                             {u"area_m2"_s, u"面积(㎡)"_s},
                             {u"audited"_s, u"审定金额"_s},
                             {u"awarded"_s, u"批复金额"_s},
                             {u"bank"_s, u"收款账户"_s},
                             {u"base"_s, u"投资"_s},
                             {u"by"_s, u"签字人"_s},
                             {u"ceiling"_s, u"新的上限"_s},
                             {u"claimed"_s, u"申请验收"_s},
                             {u"class"_s, u"班次"_s},
                             {u"clean_record"_s, u"无违法、信用良好"_s},
                             {u"code"_s, u"代码"_s},
                             {u"condition"_s, u"条件"_s},
                             {u"content"_s, u"建设内容"_s},
                             {u"contractor"_s, u"中标"_s},
                             {u"credential"_s, u"口令校验值"_s},
                             {u"date"_s, u"日期"_s},
                             {u"decision"_s, u"决定"_s},
                             {u"deliverables"_s, u"成果"_s},
                             {u"demonstration"_s, u"示范"_s},
                             {u"disabled"_s, u"停用"_s},
                             {u"document"_s, u"文件"_s},
                             {u"due"_s, u"期限"_s},
                             {u"eligibility"_s, u"申请条件"_s},
                             {u"evidence"_s, u"证明"_s},
                             {u"file_name"_s, u"文件名"_s},
                             {u"finding"_s, u"问题"_s},
                             {u"from"_s, u"从"_s},
                             {u"goal"_s, u"目标"_s},
                             {u"guarantee"_s, u"保函"_s},
                             {u"headcount"_s, u"人数"_s},
                             {u"holder"_s, u"户名"_s},
                             {u"id"_s, u"编号"_s},
                             {u"investment"_s, u"总投资"_s},
                             {u"issuer"_s, u"开票单位"_s},
                             {u"item"_s, u"支持内容"_s},
                             {u"items"_s, u"明细"_s},
                             {u"kind"_s, u"类别"_s},
                             {u"legal_person"_s, u"法定代表人"_s},
                             {u"level"_s, u"级别"_s},
                             {u"line"_s, u"支持项目"_s},
                             {u"materials"_s, u"申报材料"_s},
                             {u"minutes"_s, u"会议纪要"_s},
                             {u"month"_s, u"月份"_s},
                             {u"moves"_s, u"调整"_s},
                             {u"name"_s, u"名称"_s},
                             {u"note"_s, u"说明"_s},
                             {u"notice"_s, u"公告"_s},
                             {u"number"_s, u"号码"_s},
                             {u"of"_s, u"更正哪一份"_s},
                             {u"ok"_s, u"符合"_s},
                             {u"on"_s, u"签字日期"_s},
                             {u"opinion"_s, u"意见"_s},
                             {u"own"_s, u"自筹"_s},
                             {u"page"_s, u"公示页"_s},
                             {u"party"_s, u"合同对方"_s},
                             {u"passed"_s, u"通过"_s},
                             {u"path"_s, u"拨付方式"_s},
                             {u"payee"_s, u"收款单位"_s},
                             {u"payees"_s, u"收款单位"_s},
                             {u"payment"_s, u"拨付"_s},
                             {u"phone"_s, u"电话"_s},
                             {u"place"_s, u"地点"_s},
                             {u"plan"_s, u"分配方案"_s},
                             {u"poor_village"_s, u"贫困村"_s},
                             {u"project"_s, u"项目"_s},
                             {u"qualified"_s, u"业务资格"_s},
                             {u"reason"_s, u"原因"_s},
                             {u"recover"_s, u"应追回"_s},
                             {u"recovery"_s, u"恢复码校验值"_s},
                             {u"rectify_by"_s, u"整改期限"_s},
                             {u"registered"_s, u"依法登记"_s},
                             {u"report"_s, u"申请报告"_s},
                             {u"result"_s, u"结论"_s},
                             {u"roles"_s, u"岗位"_s},
                             {u"schedule"_s, u"进度安排"_s},
                             {u"scheme"_s, u"认证"_s},
                             {u"sha256"_s, u"文件校验值"_s},
                             {u"sheet"_s, u"签批单"_s},
                             {u"signed"_s, u"纸上签字"_s},
                             {u"size"_s, u"字节数"_s},
                             {u"source"_s, u"资金来源"_s},
                             {u"sources"_s, u"资金来源"_s},
                             {u"stage"_s, u"阶段"_s},
                             {u"state"_s, u"当时状态"_s},
                             {u"support"_s, u"支持金额"_s},
                             {u"team"_s, u"验收小组"_s},
                             {u"text"_s, u"内容"_s},
                             {u"title"_s, u"题名"_s},
                             {u"to"_s, u"到"_s},
                             {u"truthful"_s, u"如实上报"_s},
                             {u"unit"_s, u"单位"_s},
                             {u"until"_s, u"到期"_s},
                             {u"value"_s, u"进度"_s},
                             {u"village"_s, u"村(社区)"_s},
                             {u"voucher"_s, u"凭证号"_s},
                             {u"vouchers"_s, u"凭证"_s},
                             {u"waiver"_s, u"不达标仍合格的理由"_s},
                             {u"where"_s, u"张贴处"_s},
                             {u"year"_s, u"年度"_s}};
    return words;
}

// Codes that no table of words.h knows.
const Table& codes() {
    static const Table words{{u"approve"_s, u"同意"_s},
                             {u"return"_s, u"退回"_s},
                             {u"reject"_s, u"不予"_s},
                             {u"pass"_s, u"合格"_s},
                             {u"rectify"_s, u"限期整改"_s},
                             {u"fail"_s, u"不合格"_s},
                             {u"town"_s, u"镇级"_s},
                             {u"village"_s, u"村级"_s},
                             {u"popularisation"_s, u"普及班"_s},
                             {u"entrepreneurship"_s, u"创业班"_s},
                             {u"advanced"_s, u"提高班"_s},
                             {u"amendment"_s, u"变更"_s},
                             {u"interest"_s, u"利息"_s},
                             {u"evaluation"_s, u"{evaluation}"_s},
                             {u"refund"_s, u"退回款"_s},
                             {u"recovery"_s, u"追回"_s},
                             {u"supplement"_s, u"追加资金"_s},
                             {u"milestone"_s, u"进度节点"_s}};
    return words;
}

} // namespace

QString keyWord(const QString& key) {
    return keys().value(key, key);
}

QString codeWord(const QString& code) {
    if (codes().contains(code))
        return planWorded(codes().value(code));
    for (const auto& word : {&kindWord, &roleWord, &stepWord, &commandWord})
        if (const QString found = word(code); found != code)
            return found;
    return code;
}

} // namespace widgets
