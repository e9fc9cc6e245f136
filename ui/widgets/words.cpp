// SPDX-License-Identifier: GPL-3.0-only
#include "words.h"

#include "plan_words.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <QHash>
#include <QRegularExpression>

namespace widgets {

using namespace Qt::Literals::StringLiterals;
using labels::Vocabulary;

namespace {

using Table = QHash<QString, QString>;

QString in(const Table& table, const QString& key) {
    return table.value(key, key);
}

} // namespace

QString stateText(const QString& thing, const QString& state) {
    return labels::shortLabel(labels::statesOf(thing), state);
}

QString stateTone(const QString& state) {
    static const QStringList good{u"paid"_s,   u"passed"_s,    u"closed"_s, u"received"_s,
                                  u"filed"_s,  u"published"_s, u"active"_s, u"rectified"_s,
                                  u"lifted"_s, u"settled"_s};
    static const QStringList bad{u"rejected"_s, u"failed"_s, u"barred"_s, u"objected"_s};
    static const QStringList plain{u"cancelled"_s, u"withdrawn"_s, u"voided"_s, u"refiled"_s,
                                   u"started"_s};
    return good.contains(state)    ? u"good"_s
           : bad.contains(state)   ? u"bad"_s
           : plain.contains(state) ? u"plain"_s
                                   : u"wait"_s;
}

const QStringList& roles() {
    static const QStringList all = labels::codes(Vocabulary::Role);
    return all;
}

QString roleWord(const QString& role) {
    return planWorded(labels::shortLabel(Vocabulary::Role, role));
}

QString kindWord(const QString& kind) {
    if (archiveKinds().contains(kind))
        return archiveName(kind);
    for (Vocabulary one : {Vocabulary::PaymentKind, Vocabulary::DocumentKind, Vocabulary::UnitKind,
                           Vocabulary::FindingKind, Vocabulary::PathKind, Vocabulary::ThingKind,
                           Vocabulary::DeliverableKind})
        if (labels::has(one, kind))
            return labels::shortLabel(one, kind);
    return kind;
}

QString commandWord(const QString& command) {
    static const Table words{{u"project.declare"_s, u"项目申报"_s},
                             {u"project.review"_s, u"审核申报"_s},
                             {u"project.amend"_s, u"项目变更"_s},
                             {u"project.decide-amendment"_s, u"审核变更"_s},
                             {u"project.start"_s, u"登记开工"_s},
                             {u"project.close"_s, u"办结"_s},
                             {u"project.cancel"_s, u"取消项目"_s},
                             {u"unit.register"_s, u"登记单位"_s},
                             {u"unit.change"_s, u"变更单位"_s},
                             {u"unit.confirm-bank"_s, u"复核账户"_s},
                             {u"acceptance.request"_s, u"申请验收"_s},
                             {u"acceptance.conclude"_s, u"验收意见"_s},
                             {u"payment.request"_s, u"申请拨付"_s},
                             {u"payment.review"_s, u"审核拨付"_s},
                             {u"payment.approve"_s, u"审批拨付"_s},
                             {u"payment.pay"_s, u"办理拨付"_s},
                             {u"payment.reverse"_s, u"银行退票"_s},
                             {u"payment.refund"_s, u"退回款"_s},
                             {u"fund.create"_s, u"新建资金"_s},
                             {u"fund.receive"_s, u"资金到账"_s},
                             {u"fund.interest"_s, u"利息"_s},
                             {u"fund.return"_s, u"结余上缴"_s},
                             {u"evaluation.record"_s, u"{evaluation}"_s},
                             {u"plan.reallocate"_s, u"资金调整"_s},
                             {u"plan.supplement"_s, u"追加资金"_s},
                             {u"plan.adjust-award"_s, u"按批复调整"_s},
                             {u"plan.rule-path"_s, u"确定拨付方式"_s},
                             {u"deliverable.add"_s, u"登记成果"_s},
                             {u"contract.record"_s, u"登记合同"_s},
                             {u"invoice.record"_s, u"登记发票"_s},
                             {u"milestone.record"_s, u"记录节点"_s},
                             {u"notice.post"_s, u"张贴公示"_s},
                             {u"notice.object"_s, u"登记异议"_s},
                             {u"notice.settle"_s, u"处理异议"_s},
                             {u"document.file"_s, u"归档文件"_s},
                             {u"document.refile"_s, u"改归类别"_s},
                             {u"archive.waive"_s, u"归档说明"_s},
                             {u"disclosure.publish"_s, u"公示"_s},
                             {u"disclosure.amend"_s, u"更正公示"_s},
                             {u"supervision.find"_s, u"登记问题"_s},
                             {u"supervision.rectify"_s, u"整改完成"_s},
                             {u"supervision.lift"_s, u"解除取消资格"_s},
                             {u"supervision.recover"_s, u"追回资金"_s},
                             {u"goal.report"_s, u"目标进度"_s},
                             {u"warning.explain"_s, u"说明疑点"_s},
                             {u"opening.project"_s, u"期初项目"_s},
                             {u"opening.payment"_s, u"期初拨付"_s},
                             {u"opening.close"_s, u"期初结束"_s},
                             {u"signature.seen"_s, u"过目签批"_s},
                             {u"user.add"_s, u"新增用户"_s},
                             {u"user.change"_s, u"变更用户"_s},
                             {u"user.password"_s, u"更换口令"_s},
                             {u"user.unlock"_s, u"解锁用户"_s},
                             {u"user.recover"_s, u"恢复管理员"_s},
                             {u"withdraw"_s, u"撤回"_s},
                             {u"void"_s, u"作废"_s}};
    return planWorded(in(words, command));
}

QString waitingWord(const QString& command) {
    static const Table words{{u"project.declare"_s, u"补正后再申报"_s},
                             {u"acceptance.request"_s, u"整改后再申请"_s},
                             {u"payment.request"_s, u"补正后再申请"_s},
                             {u"unit.change"_s, u"更正账户"_s}};
    return words.contains(command) ? words.value(command) : commandWord(command);
}

QString stepWord(const QString& step) {
    static const Table words{
        {u"request"_s, u"申请"_s},  {u"review"_s, u"审核"_s},  {u"approve"_s, u"审批"_s},
        {u"pay"_s, u"拨付"_s},      {u"reverse"_s, u"退票"_s}, {u"refund"_s, u"退回款"_s},
        {u"return"_s, u"退回"_s},   {u"reject"_s, u"不予"_s},  {u"withdraw"_s, u"撤回"_s},
        {u"conclude"_s, u"验收"_s}, {u"run"_s, u"实施"_s}};
    return in(words, step);
}

namespace {

bool isAmount(const QString& text) {
    return !text.isEmpty() && money::Fen::parsePrinted(text).toYuan() == text;
}

} // namespace

QString yuan(const QJsonValue& amount) {
    const QString text = amount.toString();
    return isAmount(text) ? money::Fen::parsePrinted(text).grouped() : text;
}

QString wan(const QJsonValue& amount) {
    const QString text = amount.toString();
    return isAmount(text) ? money::Fen::parsePrinted(text).toWan() : text;
}

QString groupedIn(const QString& sentence) {
    static const QRegularExpression sum(u"(?<![\\d.,])\\d{4,15}\\.\\d{2}(?![\\d.])"_s);
    QString words;
    qsizetype from = 0;
    for (const QRegularExpressionMatch& one : sum.globalMatch(sentence)) {
        words += sentence.mid(from, one.capturedStart() - from) + yuan(one.captured());
        from = one.capturedEnd();
    }
    return words + sentence.mid(from);
}

bool isNegative(const QJsonValue& amount) {
    return money::Fen::parsePrinted(amount.toString()).isNegative();
}

QString percent(const QJsonValue& rate) {
    return rate.toString().isEmpty() ? QString() : money::percentText(rate.toString());
}

} // namespace widgets
