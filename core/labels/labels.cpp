// SPDX-License-Identifier: GPL-3.0-only
#include "labels.h"

#include <logging/bug.h>

#include <algorithm>
#include <iterator>

namespace labels {

namespace {

struct Row {
    Vocabulary vocabulary;
    int value; // of the vocabulary's enum
    const char* code;
    const char16_t* brief;
    const char16_t* full; // nullptr: the brief one

    template <class Code>
    consteval Row(Code one, const char* itsCode, const char16_t* itsBrief,
                  const char16_t* itsFull = nullptr)
        : vocabulary(vocabularyOf<Code>), value(static_cast<int>(one)), code(itsCode),
          brief(itsBrief), full(itsFull) {}
};

constexpr Row rows[] = {
    {ProjectState::Declared, "declared", u"待审核", u"已申报待审核"},
    {ProjectState::Returned, "returned", u"已退回"},
    {ProjectState::Approved, "approved", u"已批准"},
    {ProjectState::Rejected, "rejected", u"不予支持"},
    {ProjectState::Started, "started", u"已开工"},
    {ProjectState::Closed, "closed", u"已办结"},
    {ProjectState::Cancelled, "cancelled", u"已取消"},
    {ProjectState::Withdrawn, "withdrawn", u"已撤回"},

    {AcceptanceState::Requested, "requested", u"待验收"},
    {AcceptanceState::Passed, "passed", u"合格", u"验收合格"},
    {AcceptanceState::Rectify, "rectify", u"限期整改"},
    {AcceptanceState::Failed, "failed", u"不合格", u"验收不合格"},
    {AcceptanceState::Voided, "voided", u"已作废"},
    {AcceptanceState::Withdrawn, "withdrawn", u"已撤回"},

    {PaymentState::Requested, "requested", u"已申请"},
    {PaymentState::Reviewed, "reviewed", u"已审核"},
    {PaymentState::Approved, "approved", u"已审批"},
    {PaymentState::Paid, "paid", u"已拨付"},
    {PaymentState::Returned, "returned", u"已退回"},
    {PaymentState::Rejected, "rejected", u"不予拨付"},
    {PaymentState::Withdrawn, "withdrawn", u"已撤回"},

    {AmendmentState::Requested, "requested", u"待审核"},
    {AmendmentState::Approved, "approved", u"已同意"},
    {AmendmentState::Rejected, "rejected", u"不同意"},
    {AmendmentState::Withdrawn, "withdrawn", u"已撤回"},

    {UnitState::Active, "active", u"正常"},
    {UnitState::Barred, "barred", u"取消资格"},

    {ReceiptState::Received, "received", u"已到账"},
    {ReceiptState::Valid, "valid", u"有效"},
    {ReceiptState::Voided, "voided", u"已作废"},
    {ReceiptState::Withdrawn, "withdrawn", u"已撤回"},

    {DocumentState::Filed, "filed", u"已归档"},
    {DocumentState::Refiled, "refiled", u"已改归"},

    {FindingState::Open, "open", u"处理中"},
    {FindingState::Rectified, "rectified", u"已整改"},
    {FindingState::Lifted, "lifted", u"已解除"},
    {FindingState::Voided, "voided", u"已作废"},

    {NoticeState::Posted, "posted", u"公示中"},
    {NoticeState::Objected, "objected", u"有异议"},
    {NoticeState::Settled, "settled", u"异议已处理"},
    {NoticeState::Voided, "voided", u"已作废"},

    {DisclosureState::Published, "published", u"已公示"},
    {DisclosureState::Amendment, "amendment", u"更正"},

    {PaymentKind::Prepay, "prepay", u"预拨", u"预拨付"},
    {PaymentKind::Stage, "stage", u"分批", u"分批拨付"},
    {PaymentKind::Final, "final", u"末次", u"最后一次拨付"},

    {PathKind::Prepaid, "prepaid", u"预先拨付"},
    {PathKind::Staged, "staged", u"分批拨付"},
    {PathKind::Acceptance, "acceptance", u"验收拨付"},

    {UnitKind::Enterprise, "enterprise", u"企业"},
    {UnitKind::Cooperative, "cooperative", u"合作社"},
    {UnitKind::SoleTrader, "sole-trader", u"个体工商户"},
    {UnitKind::Organisation, "organisation", u"机关、组织", u"机关和社会组织"},
    {UnitKind::Individual, "individual", u"个人"},

    {DocumentKind::Declaration, "declaration", u"申报文件"},
    {DocumentKind::Approval, "approval", u"审批文件"},
    {DocumentKind::Acceptance, "acceptance", u"验收意见"},
    {DocumentKind::Contract, "contract", u"项目合同"},
    {DocumentKind::Expense, "expense", u"费用明细"},
    {DocumentKind::Invoice, "invoice", u"发票票据"},
    {DocumentKind::Accounting, "accounting", u"其他财会资料"},
    {DocumentKind::Other, "other", u"其他", u"其他文件"},

    {FindingKind::FalseMaterials, "false-materials", u"提供虚假资料"},
    {FindingKind::Irregularity, "irregularity", u"违规"},

    {DeliverableKind::Station, "station", u"服务站点"},
    {DeliverableKind::Training, "training", u"培训班"},
    {DeliverableKind::Certification, "certification", u"认证"},
    {DeliverableKind::Award, "award", u"奖励"},
    {DeliverableKind::Operation, "operation", u"运营"},

    {DeliverableState::Added, "added", u"已登记"},
    {DeliverableState::Accepted, "accepted", u"合格"},
    {DeliverableState::Refused, "refused", u"不予认定"},

    {StationLevel::Town, "town", u"镇级"},
    {StationLevel::Village, "village", u"村级"},

    {TrainingClass::Popularisation, "popularisation", u"普及班"},
    {TrainingClass::Entrepreneurship, "entrepreneurship", u"创业班"},
    {TrainingClass::Advanced, "advanced", u"提高班"},

    {ObjectionState::Open, "open", u"待处理"},
    {ObjectionState::Settled, "settled", u"已处理"},

    {MovementKind::Pay, "pay", u"拨付"},
    {MovementKind::Reverse, "reverse", u"退票冲回"},
    {MovementKind::Refund, "refund", u"退回"},
    {MovementKind::RefundVoid, "refund-void", u"退回冲销"},
    {MovementKind::Recover, "recover", u"追回"},
    {MovementKind::RecoverVoid, "recover-void", u"追回冲销"},

    {IdleKind::Payment, "payment", u"已审批未拨付"},
    {IdleKind::Project, "project", u"批准后未拨付"},
    {IdleKind::Source, "source", u"到账未拨付"},

    {ThingKind::Fund, "fund", u"资金", u"专项资金"},
    {ThingKind::Unit, "unit", u"单位"},
    {ThingKind::Project, "project", u"项目"},
    {ThingKind::Receipt, "receipt", u"到账"},
    {ThingKind::Payment, "payment", u"拨付"},
    {ThingKind::Acceptance, "acceptance", u"验收"},
    {ThingKind::Finding, "finding", u"监管问题"},
    {ThingKind::Plan, "plan", u"分配方案"},
    {ThingKind::Notice, "notice", u"公示公告"},
    {ThingKind::Disclosure, "disclosure", u"月度公示"},
    {ThingKind::Amendment, "amendment", u"变更"},
    {ThingKind::Refund, "refund", u"退回"},
    {ThingKind::Contract, "contract", u"合同"},
    {ThingKind::Invoice, "invoice", u"发票"},
    {ThingKind::Milestone, "milestone", u"节点"},

    {Decision::Approve, "approve", u"同意"},
    {Decision::Return, "return", u"退回"},
    {Decision::Reject, "reject", u"不同意"},

    {Conclusion::Pass, "pass", u"合格"},
    {Conclusion::Rectify, "rectify", u"限期整改"},
    {Conclusion::Fail, "fail", u"不合格"},

    {Duty::Request, "request", u"申请"},
    {Duty::Review, "review", u"审核"},
    {Duty::Conclude, "conclude", u"验收"},
    {Duty::Approve, "approve", u"审批"},
    {Duty::Pay, "pay", u"拨付"},

    {Role::Clerk, "clerk", u"经办", u"经办人"},
    {Role::Reviewer, "reviewer", u"办公室审核", u"{office}审核人"},
    {Role::Inspector, "inspector", u"验收", u"验收组"},
    {Role::Leader, "leader", u"分管领导", u"{leader}"},
    {Role::Finance, "finance", u"财务", u"财务人员"},
    {Role::Group, "group", u"{group}"},
    {Role::Auditor, "auditor", u"审计", u"审计人员"},
    {Role::Security, "security", u"安全管理", u"安全管理员"},
    {Role::Admin, "admin", u"系统管理", u"系统管理员"},
};

const Row* find(Vocabulary vocabulary, const QString& code) {
    for (const Row& row : rows)
        if (row.vocabulary == vocabulary && code == QLatin1StringView(row.code))
            return &row;
    return nullptr;
}

// Each enumerator has its row, so that one is found: the vocabulary's first row, and as many
// further as the enumerator's number.
consteval bool inOrder() {
    int value = 0;
    for (std::size_t i = 0; i < std::size(rows); ++i) {
        value = i > 0 && rows[i].vocabulary == rows[i - 1].vocabulary ? value + 1 : 0;
        if (rows[i].value != value)
            return false;
    }
    return true;
}
static_assert(inOrder(), "one row an enumerator, in the enum's order");

const Row& rowAt(Vocabulary vocabulary, int value) {
    const auto* first = std::find_if(std::begin(rows), std::end(rows),
                                     [&](const Row& row) { return row.vocabulary == vocabulary; });
    logging::ensure(first + value < std::end(rows) && first[value].vocabulary == vocabulary,
                    "a code has its row");
    return first[value];
}

} // namespace

namespace detail {

QLatin1StringView codeAt(Vocabulary vocabulary, int value) {
    return QLatin1StringView(rowAt(vocabulary, value).code);
}

std::optional<int> valueOf(Vocabulary vocabulary, const QString& code) {
    const Row* row = find(vocabulary, code);
    return row ? std::optional(row->value) : std::nullopt;
}

} // namespace detail

QString shortLabel(Vocabulary vocabulary, const QString& code) {
    const Row* row = find(vocabulary, code);
    return row ? QString::fromUtf16(row->brief) : code;
}

QString longLabel(Vocabulary vocabulary, const QString& code) {
    const Row* row = find(vocabulary, code);
    return row ? QString::fromUtf16(row->full ? row->full : row->brief) : code;
}

bool has(Vocabulary vocabulary, const QString& code) {
    return find(vocabulary, code) != nullptr;
}

QStringList codes(Vocabulary vocabulary) {
    QStringList all;
    for (const Row& row : rows)
        if (row.vocabulary == vocabulary)
            all << QString::fromLatin1(row.code);
    return all;
}

Vocabulary statesOf(const QString& thing) {
    struct LabelTable {
        const char* name;
        Vocabulary vocabulary;
    };
    static constexpr LabelTable things[] = {{"project", Vocabulary::ProjectState},
                                            {"acceptance", Vocabulary::AcceptanceState},
                                            {"payment", Vocabulary::PaymentState},
                                            {"amendment", Vocabulary::AmendmentState},
                                            {"unit", Vocabulary::UnitState},
                                            {"document", Vocabulary::DocumentState},
                                            {"finding", Vocabulary::FindingState},
                                            {"notice", Vocabulary::NoticeState},
                                            {"disclosure", Vocabulary::DisclosureState}};
    for (const LabelTable& one : things)
        if (thing == QLatin1StringView(one.name))
            return one.vocabulary;
    return Vocabulary::ReceiptState;
}

} // namespace labels
