// SPDX-License-Identifier: GPL-3.0-only
#include "labels.h"

#include <iterator>

namespace labels {

namespace {

struct Row {
    Vocabulary vocabulary;
    const char* code;
    const char16_t* brief;
    const char16_t* full = nullptr; // nullptr: the brief one
};

using enum Vocabulary;

constexpr Row rows[] = {
    {ProjectState, "declared", u"待审核", u"已申报待审核"},
    {ProjectState, "returned", u"已退回"},
    {ProjectState, "approved", u"已批准"},
    {ProjectState, "rejected", u"不予支持"},
    {ProjectState, "started", u"已开工"},
    {ProjectState, "closed", u"已办结"},
    {ProjectState, "cancelled", u"已取消"},
    {ProjectState, "withdrawn", u"已撤回"},

    {AcceptanceState, "requested", u"待验收"},
    {AcceptanceState, "passed", u"合格", u"验收合格"},
    {AcceptanceState, "rectify", u"限期整改"},
    {AcceptanceState, "failed", u"不合格", u"验收不合格"},
    {AcceptanceState, "voided", u"已作废"},
    {AcceptanceState, "withdrawn", u"已撤回"},

    {PaymentState, "requested", u"已申请"},
    {PaymentState, "reviewed", u"已审核"},
    {PaymentState, "approved", u"已审批"},
    {PaymentState, "paid", u"已拨付"},
    {PaymentState, "returned", u"已退回"},
    {PaymentState, "rejected", u"不予拨付"},
    {PaymentState, "withdrawn", u"已撤回"},

    {AmendmentState, "requested", u"待审核"},
    {AmendmentState, "approved", u"已同意"},
    {AmendmentState, "rejected", u"不同意"},
    {AmendmentState, "withdrawn", u"已撤回"},

    {UnitState, "active", u"正常"},
    {UnitState, "barred", u"取消资格"},

    {ReceiptState, "received", u"已到账"},
    {ReceiptState, "valid", u"有效"},
    {ReceiptState, "voided", u"已作废"},
    {ReceiptState, "withdrawn", u"已撤回"},

    {DocumentState, "filed", u"已归档"},
    {DocumentState, "refiled", u"已改归"},

    {FindingState, "open", u"处理中"},
    {FindingState, "rectified", u"已整改"},
    {FindingState, "lifted", u"已解除"},
    {FindingState, "voided", u"已作废"},

    {NoticeState, "posted", u"公示中"},
    {NoticeState, "objected", u"有异议"},
    {NoticeState, "settled", u"异议已处理"},
    {NoticeState, "voided", u"已作废"},

    {DisclosureState, "published", u"已公示"},
    {DisclosureState, "amendment", u"更正"},

    {PaymentKind, "prepay", u"预拨", u"预拨付"},
    {PaymentKind, "stage", u"分批", u"分批拨付"},
    {PaymentKind, "final", u"末次", u"最后一次拨付"},

    {PathKind, "prepaid", u"预先拨付"},
    {PathKind, "staged", u"分批拨付"},
    {PathKind, "acceptance", u"验收拨付"},

    {UnitKind, "enterprise", u"企业"},
    {UnitKind, "cooperative", u"合作社"},
    {UnitKind, "sole-trader", u"个体工商户"},
    {UnitKind, "organisation", u"机关、组织", u"机关和社会组织"},
    {UnitKind, "individual", u"个人"},

    {DocumentKind, "declaration", u"申报文件"},
    {DocumentKind, "approval", u"审批文件"},
    {DocumentKind, "acceptance", u"验收意见"},
    {DocumentKind, "contract", u"项目合同"},
    {DocumentKind, "expense", u"费用明细"},
    {DocumentKind, "invoice", u"发票票据"},
    {DocumentKind, "accounting", u"其他财会资料"},
    {DocumentKind, "other", u"其他", u"其他文件"},

    {FindingKind, "false-materials", u"提供虚假资料"},
    {FindingKind, "irregularity", u"违规"},

    {DeliverableKind, "station", u"服务站点"},
    {DeliverableKind, "training", u"培训班"},
    {DeliverableKind, "certification", u"认证"},
    {DeliverableKind, "award", u"奖励"},
    {DeliverableKind, "operation", u"运营"},

    {ThingKind, "fund", u"资金", u"专项资金"},
    {ThingKind, "unit", u"单位"},
    {ThingKind, "project", u"项目"},
    {ThingKind, "receipt", u"到账"},
    {ThingKind, "payment", u"拨付"},
    {ThingKind, "acceptance", u"验收"},
    {ThingKind, "finding", u"监管问题"},
    {ThingKind, "plan", u"分配方案"},
    {ThingKind, "notice", u"公示公告"},
    {ThingKind, "disclosure", u"月度公示"},
    {ThingKind, "amendment", u"变更"},
    {ThingKind, "refund", u"退回"},
    {ThingKind, "contract", u"合同"},
    {ThingKind, "invoice", u"发票"},

    {Role, "clerk", u"经办", u"经办人"},
    {Role, "reviewer", u"办公室审核", u"领导小组办公室审核人"},
    {Role, "inspector", u"验收", u"验收组"},
    {Role, "leader", u"分管领导", u"县政府分管领导"},
    {Role, "finance", u"财务", u"财务人员"},
    {Role, "group", u"领导小组"},
    {Role, "auditor", u"审计", u"审计人员"},
    {Role, "security", u"安全管理", u"安全管理员"},
    {Role, "admin", u"系统管理", u"系统管理员"},
};

const Row* find(Vocabulary vocabulary, const QString& code) {
    for (const Row& row : rows)
        if (row.vocabulary == vocabulary && code == QLatin1StringView(row.code))
            return &row;
    return nullptr;
}

} // namespace

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
    static constexpr LabelTable things[] = {{"project", ProjectState},
                                            {"acceptance", AcceptanceState},
                                            {"payment", PaymentState},
                                            {"amendment", AmendmentState},
                                            {"unit", UnitState},
                                            {"document", DocumentState},
                                            {"finding", FindingState},
                                            {"notice", NoticeState},
                                            {"disclosure", DisclosureState}};
    for (const LabelTable& one : things)
        if (thing == QLatin1StringView(one.name))
            return one.vocabulary;
    return ReceiptState;
}

} // namespace labels
