// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"

#include <QCoreApplication>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("pages", words);
}

} // namespace

// One line a page; its maker stands in the page's own file and is declared in page_registry.h.
const QList<PageKind>& kinds() {
    static const QList<PageKind> all{
        {u"desk"_s, tr("工作台"), u"desk"_s, {}, makeDesk},
        {u"due"_s, tr("到期事项"), {}, u"desk"_s, makeDue},
        {u"budget"_s, tr("预算"), u"budget"_s, {}, makeBudget},
        {u"budget-form"_s, tr("预算"), {}, u"budget"_s, makeBudgetForm},
        {u"opening"_s, tr("期初补录"), {}, u"budget"_s, makeOpening},
        {u"units"_s, tr("单位"), u"units"_s, {}, makeUnits},
        {u"unit"_s, tr("单位"), {}, u"units"_s, makeUnit},
        {u"unit-form"_s, tr("单位"), {}, u"units"_s, makeUnitForm},
        {u"projects"_s, tr("项目"), u"projects"_s, {}, makeProjects},
        {u"timeline"_s, tr("进度图"), {}, u"projects"_s, makeTimeline},
        {u"project"_s, tr("项目"), {}, u"projects"_s, makeProject},
        {u"declare"_s, tr("申报"), {}, u"projects"_s, makeDeclare},
        {u"project-form"_s, tr("项目"), {}, u"projects"_s, makeProjectForm},
        {u"record-form"_s, tr("项目"), {}, u"projects"_s, makeRecordForm},
        {u"acceptances"_s, tr("验收"), u"acceptance"_s, {}, makeAcceptances},
        {u"acceptance"_s, tr("验收"), {}, u"acceptances"_s, makeAcceptance},
        {u"acceptance-form"_s, tr("验收"), {}, u"acceptances"_s, makeAcceptanceForm},
        {u"payments"_s, tr("拨付"), u"payments"_s, {}, makePayments},
        {u"payment"_s, tr("拨付"), {}, u"payments"_s, makePayment},
        {u"request"_s, tr("申请拨付"), {}, u"payments"_s, makePaymentRequest},
        {u"approve"_s, tr("逐件办理"), {}, u"desk"_s, makeApproving},
        {u"sheet"_s, tr("签批单"), {}, u"payments"_s, makeSheet},
        {u"archive"_s, tr("档案"), u"archive"_s, {}, makeArchive},
        {u"disclosures"_s, tr("公示"), u"disclosure"_s, {}, makeDisclosures},
        {u"disclosure"_s, tr("公示"), {}, u"disclosures"_s, makeDisclosures},
        {u"paper"_s, tr("打印预览"), {}, {}, makePaper},
        {u"supervision"_s, tr("监管"), u"supervision"_s, {}, makeSupervision},
        {u"journal"_s, tr("日志"), u"journal"_s, {}, makeJournal},
        {u"entry"_s, tr("日志"), {}, u"journal"_s, makeJournal},
        {u"warnings"_s, tr("疑点"), u"warnings"_s, {}, makeWarnings},
        {u"rules"_s, tr("办法"), u"rules"_s, {}, makeRuleBook},
        {u"settings"_s, tr("设置"), u"settings"_s, {}, makeSettings},
    };
    return all;
}

const PageKind* kindOf(const QString& name) {
    for (const PageKind& kind : kinds())
        if (kind.name == name)
            return &kind;
    return nullptr;
}

} // namespace pages
