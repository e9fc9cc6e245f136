// SPDX-License-Identifier: GPL-3.0-only
#include "plan_file.h"
#include "terms.h"

#include <labels/labels.h>

// A plan as the program takes it, in words: who typed it reads here what it will do.

namespace plan {

using namespace Qt::Literals::StringLiterals;
using labels::Vocabulary;
using money::Fen;
using money::Percent;

namespace {

QString percentOf(Percent percent) {
    QString text = QString::number(percent.hundredths() / 100);
    if (const qint64 rest = percent.hundredths() % 100; rest != 0)
        text += u'.' + QString::number(rest).rightJustified(2, u'0');
    return text + u'%';
}

QString kindsIn(const QStringList& kinds) {
    QStringList words;
    for (const QString& kind : kinds)
        words << labels::longLabel(Vocabulary::PaymentKind, kind);
    return words.join(u"、"_s);
}

QString sourceLine(const Source& source) {
    QString text =
        u"来源 %1 %2:%3 元,第 %4 期"_s.arg(source.code, source.name, source.amount.grouped())
            .arg(source.phase);
    if (source.conditional)
        text += u",中期绩效评价通过后才能使用"_s;
    return text + u'。';
}

QString stageWords(const Stage& stage) {
    QString text = u"%1 %2"_s.arg(stage.name, percentOf(stage.percent));
    QStringList more;
    switch (stage.when) {
    case StageWhen::Acceptance:
        break;
    case StageWhen::Start:
        more << u"开工后"_s;
        break;
    case StageWhen::Contract:
        more << u"登记合同后"_s;
        break;
    case StageWhen::Milestone:
        more << u"记录节点后"_s;
        break;
    }
    if (stage.of != StageBase::Support)
        more << (stage.of == StageBase::Contract ? u"按合同金额"_s : u"按审定金额"_s);
    if (stage.ahead)
        more << u"可先于验收"_s;
    return more.isEmpty() ? text : text + u"("_s + more.join(u","_s) + u")"_s;
}

QString retentionWords(const Path& path) {
    if (path.retentionPercent.hundredths() == 0)
        return u"没有质保金"_s;
    QString text =
        u"每次验收的 %1 留作质保金,末次拨付时支付"_s.arg(percentOf(path.retentionPercent));
    if (path.retentionMonths > 0)
        text +=
            u",不早于%1后 %2 个月"_s.arg(path.retentionFromLast ? u"最后一次验收"_s : u"各次验收"_s,
                                         QString::number(path.retentionMonths));
    return path.guarantee ? text + u",凭银行保函可以先付"_s : text;
}

QString pathLine(const Path& path) {
    QStringList parts{path.article.isEmpty() ? u"没有写依据的条款"_s : u"依据 "_s + path.article,
                      u"可以申请 "_s + kindsIn(path.kinds)};
    if (path.kinds.contains(u"prepay"_s))
        parts << u"预拨付不超过批准支持金额的 "_s + percentOf(path.prepayPercent);
    parts << (path.officeReview.isEmpty() ? u"都不经办公室审核"_s
                                          : u"须经办公室审核 "_s + kindsIn(path.officeReview));
    parts << retentionWords(path);
    if (path.noticeDays > 0)
        parts << u"验收结果公示满 %1 个工作日"_s.arg(path.noticeDays);
    QStringList stages;
    for (const Stage& stage : path.stages)
        stages << stageWords(stage);
    parts << (stages.isEmpty() ? u"不分期"_s : u"分期累计 "_s + stages.join(u"、"_s));
    if (path.payees.kind != PayeeKind::Own)
        parts << payeesWords(path.payees);
    if (path.audit)
        parts << u"全额验收和最后一次拨付须有审定金额"_s;
    return u"拨付方式 %1 %2:%3。"_s.arg(path.code, path.name, parts.join(u";"_s));
}

QString itemWords(const Item& item) {
    QStringList parts{u"限额 %1 元"_s.arg(item.ceiling.grouped())};
    if (!item.sources.isEmpty())
        parts << u"来源 "_s + item.sources.join(u"、"_s);
    if (!item.counts.isEmpty())
        parts << u"按%1计"_s.arg(labels::longLabel(Vocabulary::DeliverableKind, item.counts));
    if (item.unitAmount)
        parts << u"每个 %1 元"_s.arg(item.unitAmount->grouped());
    if (item.countPerYear > 0)
        parts << u"每年 %1 个"_s.arg(item.countPerYear);
    if (item.yearlyCeiling)
        parts << u"每年 %1 元"_s.arg(item.yearlyCeiling->grouped());
    if (!item.years.isEmpty())
        parts << u"%1 至 %2 年"_s.arg(*std::min_element(item.years.begin(), item.years.end()))
                     .arg(*std::max_element(item.years.begin(), item.years.end()));
    if (item.grant)
        parts << grantWords(*item.grant);
    if (item.payees.kind != PayeeKind::Own)
        parts << payeesWords(item.payees);
    return u"  细项 %1 %2:%3。"_s.arg(item.code, item.name, parts.join(u","_s));
}

QStringList lineLines(const Plan& plan, const Line& line) {
    Fen total;
    QStringList parts;
    for (const Source& source : plan.sources) {
        const auto part = line.budget.constFind(source.code);
        if (part == line.budget.constEnd())
            continue;
        total += *part;
        parts << u"%1 %2"_s.arg(source.code, part->grouped());
    }
    QString text = u"支持项目 %1 %2:%3,预算 %4 元(%5)"_s.arg(
        line.code, line.name, plan.path(line.path).name, total.grouped(), parts.join(u"、"_s));
    QStringList shares;
    for (const LineShare& share : line.shares)
        shares << u"%1 %2"_s.arg(share.source, percentOf(share.percent));
    if (!shares.isEmpty())
        text += u",每次批准和拨付按 %1 负担"_s.arg(shares.join(u"、"_s));
    if (!line.lead.isEmpty())
        text += u",牵头 "_s + line.lead;
    if (!line.openPaths.isEmpty())
        text += u",拨付方式尚待解释"_s;
    QStringList lines{text + u'。'};
    for (const Item& item : line.items)
        lines << itemWords(item);
    return lines;
}

} // namespace

QStringList understood(const Plan& plan) {
    QStringList lines{u"%1(%2,%3):%4 起施行,最早记到 %5。"_s.arg(
        plan.name, plan.county, plan.document, plan.effective, plan.firstDay)};
    if (plan.collectiveAbove)
        lines << u"一笔拨付超过 %1 元的,审批时须有%2的会议纪要。"_s.arg(
            plan.collectiveAbove->grouped(), plan.word(u"group"_s));
    for (const Source& source : plan.sources)
        lines << sourceLine(source);
    for (const Path& path : plan.paths)
        lines << pathLine(path);
    for (const Line& line : plan.lines)
        lines << lineLines(plan, line);
    for (auto it = plan.eligibility.begin(); it != plan.eligibility.end(); ++it) {
        QString text = it.value().isEmpty() ? u"不须具备申报条件"_s
                                            : u"须具备 %1 项申报条件"_s.arg(it.value().size());
        if (plan.kindItems.contains(it.key())) {
            const QStringList items = plan.kindItems.value(it.key());
            text +=
                items.isEmpty() ? u",不能承担任何细项"_s : u",只能承担 "_s + items.join(u"、"_s);
        }
        lines << u"%1:%2。"_s.arg(labels::longLabel(Vocabulary::UnitKind, it.key()), text);
    }
    return lines;
}

} // namespace plan
