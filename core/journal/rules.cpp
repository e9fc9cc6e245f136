// SPDX-License-Identifier: GPL-3.0-only
#include "rules.h"

#include <array>

namespace journal {

namespace {

using namespace Qt::Literals::StringLiterals;

constexpr std::array rules{
    RuleInfo{Rule::DutyRole, "duty.role"_L1, u"附件1, 第九条",
             u"每项操作只由承担该职责的人员办理。"},
    RuleInfo{Rule::IdTaken, "id.taken"_L1, u"", u"同类事项的编号不得重复。"},
    RuleInfo{Rule::StateOrder, "state.order"_L1, u"第七条, 第九条", u"各环节须依次办理。"},
    RuleInfo{Rule::DateOrder, "date.order"_L1, u"", u"各环节日期须依次先后,且不晚于今天。"},
    RuleInfo{Rule::DiscloseClosed, "disclose.closed"_L1, u"",
             u"已公示的月份不得再记入收付和验收。"},
    RuleInfo{Rule::UnitBarred, "unit.barred"_L1, u"第十三条",
             u"被取消申请资格的单位不得申报和受付。"},
    RuleInfo{Rule::UnitEligible, "unit.eligible"_L1, u"第五条 (一)-(四)",
             u"项目单位须符合申请专项资金的基本条件。"},
    RuleInfo{Rule::UnitKind, "unit.kind"_L1, u"第五条, 方案",
             u"各支持项目只由规定类别的主体承担。"},
    RuleInfo{Rule::UnitCode, "unit.code"_L1, u"GB 32100-2015, GB 11643-1999",
             u"统一社会信用代码和身份证号须经校验,且不得重复登记。"},
    RuleInfo{Rule::PayPayee, "pay.payee"_L1, u"第五条, 第九条",
             u"资金只拨付给项目单位,按个数奖励或认证的也可以拨付给获得者本人。"},
    RuleInfo{Rule::DutySeparation, "duty.separation"_L1, u"第九条, 第十一条",
             u"同一事项的申报、审核、审批、拨付由不同人员办理。"},
    RuleInfo{Rule::PayOffice, "pay.office"_L1, u"第九条", u"预先拨付和验收拨付须经{office}审核。"},
    RuleInfo{Rule::PayLeader, "pay.leader"_L1, u"第九条", u"拨付须经{leader}审批。"},
    RuleInfo{Rule::PayCollective, "pay.collective"_L1, u"",
             u"超过规定金额的拨付须经{group}集体审议,审批时写明会议纪要。"},
    RuleInfo{Rule::PayPath, "pay.path"_L1, u"第九条", u"拨付须按该支持项目规定的方式进行。"},
    RuleInfo{Rule::PayPrepayTiming, "pay.prepay-timing"_L1, u"第九条",
             u"预拨付须在批准之后、项目实施之前申请。"},
    RuleInfo{Rule::SourceConditional, "source.conditional"_L1, u"第二条, 第三条, 附表说明",
             u"{batch}资金在{evaluation}通过后方可使用。"},
    RuleInfo{Rule::SourceAward, "source.award"_L1, u"附表说明",
             u"{batch}资金与预安排不符的,须先调整分配。"},
    RuleInfo{Rule::ItemStandard, "item.standard"_L1, u"方案, 附表",
             u"支持标准、数量和年限不得超出。"},
    RuleInfo{Rule::LineCeiling, "line.ceiling"_L1, u"附表",
             u"批准的支持金额不得超过该项预算和限额。"},
    RuleInfo{Rule::PlanShares, "plan.shares"_L1, u"",
             u"每次批准和拨付由各来源按规定的比例负担,相差不超过一分。"},
    RuleInfo{Rule::PayPrepayCap, "pay.prepay-cap"_L1, u"第九条",
             u"预拨付合计不得超过支持标准的规定比例。"},
    RuleInfo{Rule::PayAccepted, "pay.accepted"_L1, u"第九条", u"拨付合计不得超过验收合格金额。"},
    RuleInfo{Rule::AcceptInspection, "accept.inspection"_L1, u"第八条",
             u"验收金额不得超过申请金额和批准的支持金额。"},
    RuleInfo{Rule::PayRetention, "pay.retention"_L1, u"", u"质保金只在最后一次拨付时支付。"},
    RuleInfo{Rule::AcceptAudit, "accept.audit"_L1, u"",
             u"全额验收和最后一次拨付须有审定金额,验收和拨付合计不得超过审定金额。"},
    RuleInfo{Rule::PlanReallocate, "plan.reallocate"_L1, u"第十四条",
             u"资金分配调整不得低于已承诺和已拨付的金额。"},
    RuleInfo{Rule::SuperviseRecover, "supervise.recover"_L1, u"第十三条",
             u"追回金额不得超过已拨付金额和认定金额。"},
    RuleInfo{Rule::PayNotice, "pay.notice"_L1, u"", u"验收结果须公示期满且异议办结后方可拨付。"},
    RuleInfo{Rule::SourceCash, "source.cash"_L1, u"第二条, 第三条", u"收付不得超过该来源的资金。"},
    RuleInfo{Rule::PlanSums, "plan.sums"_L1, u"附表", u"分配表的各项须与合计相符。"},
    RuleInfo{Rule::PlanSupplement, "plan.supplement"_L1, u"第二条, 第十四条",
             u"追加资金须由{group}确定分配方案。"},
    RuleInfo{Rule::PlanReturn, "plan.return"_L1, u"", u"上缴结余不得超过可用的预算和资金。"},
    RuleInfo{Rule::UnitBank, "unit.bank"_L1, u"", u"变更后的账户须经第二人核对后方可受付。"},
    RuleInfo{Rule::DeclareMaterials, "declare.materials"_L1, u"第七条",
             u"申报须附与项目性质相符的材料。"},
    RuleInfo{Rule::DeclareSignage, "declare.signage"_L1, u"方案二", u"{required}须先备案。"},
    RuleInfo{Rule::PayRefund, "pay.refund"_L1, u"", u"退回金额不得超过该笔已拨付金额。"},
    RuleInfo{Rule::InvoiceDuplicate, "invoice.duplicate"_L1, u"第十条", u"同一张发票只登记一次。"},
    RuleInfo{Rule::ArchiveComplete, "archive.complete"_L1, u"第十条",
             u"{kinds}档案齐全或注明免交原因后方可办结。"},
    RuleInfo{Rule::OpeningClosed, "opening.exception"_L1, u"", u"期初结束后不得再补录历史。"},
};

constexpr bool inOrder() {
    for (std::size_t i = 0; i < rules.size(); ++i)
        if (static_cast<std::size_t>(rules[i].rule) != i)
            return false;
    return true;
}
static_assert(inOrder(), "the catalogue follows the enum, which is the order of citation");

} // namespace

const RuleInfo& info(Rule rule) {
    return rules[static_cast<std::size_t>(rule)];
}

std::span<const RuleInfo> catalogue() {
    return rules;
}

bool neverGivenUp(Rule rule) {
    switch (rule) {
    case Rule::DutyRole:
    case Rule::IdTaken:
    case Rule::StateOrder:
    case Rule::DutySeparation:
    case Rule::PayOffice:
    case Rule::PayLeader:
    case Rule::SourceCash:
    case Rule::PlanSums:
        return true;
    default:
        return false;
    }
}

} // namespace journal
