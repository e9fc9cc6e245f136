// SPDX-License-Identifier: GPL-3.0-only
#include "project_way.h"

#include <money/fen.h>
#include <widgets/words.h>

#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::AcceptanceState;
using labels::PaymentKind;
using labels::PaymentState;
using labels::ProjectState;
using money::Fen;
using State = widgets::StepsBar::State;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

// A figure with its unit is not broken over two lines.
QString kept(QString figure) {
    return figure.replace(u' ', QChar::Nbsp);
}

QString wanOf(Fen amount) {
    return kept(tr("%1 万").arg(amount.toWan()));
}

bool over(ProjectState state) {
    return state == ProjectState::Closed || state == ProjectState::Cancelled
           || state == ProjectState::Rejected;
}

} // namespace

api::Step Way::lastStep(const QString& name) const {
    api::Step found;
    for (const api::Step& step : project.steps)
        if (step.step == name)
            found = step;
    return found;
}

QString Way::byAndWhen(const api::Step& step) const {
    if (step.step.isEmpty())
        return {};
    return tr("%1 %2").arg(step.date, people.name(step.by));
}

QString Way::waits(const QString& whom, const QString& since) const {
    const qint64 days =
        QDate::fromString(since, Qt::ISODate).daysTo(QDate::fromString(today, Qt::ISODate));
    return days > 0 ? tr("等%1 %2").arg(whom, kept(tr("%1 天").arg(days))) : tr("等%1").arg(whom);
}

QList<widgets::StepsBar::Step> Way::steps() const {
    QList<Step> all{declared(), reviewed()};
    const ProjectState state = project.state;
    if (state == ProjectState::Rejected)
        return all;
    bool prepayable = false;
    for (const QJsonValue& kind : path.value("kinds"_L1).toArray())
        prepayable = prepayable || labels::is(kind.toString(), PaymentKind::Prepay);
    Step before = payments(tr("预拨"), true);
    if (project.prepayOpen)
        before = {tr("预拨"), State::Now, tr("要在开工前")};
    // Once work began without a prepayment there is none to come.
    if (prepayable && (before.state != State::Next || state != ProjectState::Started))
        all << before;
    all << started() << accepted() << payments(tr("拨付"), false) << archived();
    if (state == ProjectState::Cancelled)
        for (Step& step : all)
            if (step.state != State::Done) {
                step = {step.name, State::Broken,
                        tr("取消 %1").arg(byAndWhen(lastStep(u"cancel"_s)))};
                break;
            }
    return all;
}

Way::Step Way::declared() const {
    const bool returned = project.state == ProjectState::Returned;
    return {tr("申报"), returned ? State::Now : State::Done,
            returned ? waits(tr("补正"), lastStep(u"return"_s).date)
                     : byAndWhen(lastStep(u"request"_s))};
}

Way::Step Way::reviewed() const {
    if (project.state == ProjectState::Rejected)
        return {tr("审核"), State::Broken, tr("不予 %1").arg(byAndWhen(lastStep(u"reject"_s)))};
    if (project.state == ProjectState::Declared)
        return {tr("审核"), State::Now, waits(tr("办公室审核"), lastStep(u"request"_s).date)};
    if (project.approvedOn.isEmpty())
        return {tr("审核"), State::Next, {}};
    return {tr("审核"), State::Done, byAndWhen(lastStep(u"review"_s))};
}

Way::Step Way::started() const {
    const api::Step start = lastStep(u"start"_s);
    if (!start.step.isEmpty())
        return {tr("开工"), State::Done, byAndWhen(start)};
    if (project.state == ProjectState::Closed)
        return {tr("开工"), State::Done, {}};
    const bool turn = project.state == ProjectState::Approved && !project.prepayOpen;
    return {tr("开工"), turn ? State::Now : State::Next, {}};
}

Way::Step Way::accepted() const {
    const Fen sum = project.accepted;
    const auto passed =
        std::count_if(project.acceptances.begin(), project.acceptances.end(),
                      [](const auto& one) { return one.state == AcceptanceState::Passed; });
    const QString how = tr("%1 %2").arg(kept(tr("%1 次").arg(passed)), wanOf(sum));
    const auto* last = project.acceptances.empty() ? nullptr : &project.acceptances.back();
    if (last && last->state == AcceptanceState::Requested)
        return {tr("验收"), State::Now, waits(tr("验收小组"), last->date)};
    if (last && last->state == AcceptanceState::Rectify)
        return {tr("验收"), State::Now, tr("整改,限 %1").arg(last->rectifyBy)};
    if (over(project.state) || (passed > 0 && sum == project.support))
        return {tr("验收"), passed > 0 ? State::Done : State::Next, passed > 0 ? how : QString()};
    if (last && last->state == AcceptanceState::Failed && passed == 0)
        return {tr("验收"), State::Broken, tr("不合格 %1").arg(last->concludedOn)};
    return {tr("验收"),
            passed > 0 || project.state == ProjectState::Started ? State::Now : State::Next,
            passed > 0 ? how : QString()};
}

// Prepayments, or all the others.
Way::Step Way::payments(const QString& name, bool prepayments) const {
    for (const api::Payment& payment : underWay) {
        if ((payment.kind == PaymentKind::Prepay) != prepayments)
            continue;
        const QString since = payment.steps.empty() ? QString() : payment.steps.back().date;
        const QString whom = payment.next == u"payment.pay"      ? tr("财务")
                             : payment.next == u"payment.review" ? tr("办公室审核")
                                                                 : tr("分管领导");
        return {name, State::Now, waits(whom, since)};
    }
    Fen sum;
    QString last;
    bool final = false;
    for (const api::RequestSummary& payment : project.requests) {
        if ((payment.kind == PaymentKind::Prepay) != prepayments
            || payment.state != PaymentState::Paid)
            continue;
        sum += payment.amount;
        last = std::max(last, payment.paidOn);
        final = final || payment.kind == PaymentKind::Final;
    }
    const QString how = sum.isZero() ? QString() : tr("%1 %2").arg(last, wanOf(sum));
    if (prepayments)
        return {name, sum.isZero() ? State::Next : State::Done, how};
    const bool whole = final || over(project.state) || project.paid == project.support;
    if (!sum.isZero())
        return {name, whole ? State::Done : State::Now, how};
    return {name, project.paid < project.accepted ? State::Now : State::Next, {}};
}

Way::Step Way::archived() const {
    if (project.state == ProjectState::Closed)
        return {tr("归档"), State::Done, byAndWhen(lastStep(u"close"_s))};
    const qsizetype missing = project.missing.size();
    return {tr("归档"), State::Next,
            missing > 0 ? kept(tr("还缺 %1 类").arg(missing)) : tr("文件已齐")};
}

} // namespace pages
