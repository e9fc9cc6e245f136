// SPDX-License-Identifier: GPL-3.0-only
#include "project_way.h"

#include <money/fen.h>
#include <widgets/words.h>

#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using State = widgets::StepsBar::State;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

Fen fen(const QJsonObject& row, QLatin1StringView key) {
    return Fen::parsePrinted(row.value(key).toString());
}

// A figure with its unit is not broken over two lines.
QString kept(QString figure) {
    return figure.replace(u' ', QChar::Nbsp);
}

QString wanOf(Fen amount) {
    return kept(tr("%1 万").arg(amount.toWan()));
}

bool over(const QString& state) {
    return state == u"closed" || state == u"cancelled" || state == u"rejected";
}

} // namespace

QJsonObject Way::lastStep(const QString& step) const {
    QJsonObject found;
    for (const QJsonValue& one : project.value("steps"_L1).toArray())
        if (one.toObject().value("step"_L1) == step)
            found = one.toObject();
    return found;
}

QString Way::byAndWhen(const QJsonObject& step) const {
    if (step.isEmpty())
        return {};
    return tr("%1 %2").arg(step.value("date"_L1).toString(),
                           people.name(step.value("by"_L1).toString()));
}

QString Way::waits(const QString& whom, const QString& since) const {
    const qint64 days =
        QDate::fromString(since, Qt::ISODate).daysTo(QDate::fromString(today, Qt::ISODate));
    return days > 0 ? tr("等%1 %2").arg(whom, kept(tr("%1 天").arg(days))) : tr("等%1").arg(whom);
}

QList<widgets::StepsBar::Step> Way::steps() const {
    QList<Step> all{declared(), reviewed()};
    const QString state = project.value("state"_L1).toString();
    if (state == u"rejected")
        return all;
    bool prepayable = false;
    for (const QJsonValue& kind : path.value("kinds"_L1).toArray())
        prepayable = prepayable || kind == u"prepay"_s;
    Step before = payments(tr("预拨"), true);
    if (project.value("prepay_open"_L1).toBool())
        before = {tr("预拨"), State::Now, tr("要在开工前")};
    // Once work began without a prepayment there is none to come.
    if (prepayable && (before.state != State::Next || state != u"started"))
        all << before;
    all << started() << accepted() << payments(tr("拨付"), false) << archived();
    if (state == u"cancelled")
        for (Step& step : all)
            if (step.state != State::Done) {
                step = {step.name, State::Broken,
                        tr("取消 %1").arg(byAndWhen(lastStep(u"cancel"_s)))};
                break;
            }
    return all;
}

Way::Step Way::declared() const {
    const bool returned = project.value("state"_L1) == u"returned"_s;
    return {tr("申报"), returned ? State::Now : State::Done,
            returned ? waits(tr("补正"), lastStep(u"return"_s).value("date"_L1).toString())
                     : byAndWhen(lastStep(u"request"_s))};
}

Way::Step Way::reviewed() const {
    const QString state = project.value("state"_L1).toString();
    if (state == u"rejected")
        return {tr("审核"), State::Broken, tr("不予 %1").arg(byAndWhen(lastStep(u"reject"_s)))};
    if (state == u"declared")
        return {tr("审核"), State::Now,
                waits(tr("办公室审核"), lastStep(u"request"_s).value("date"_L1).toString())};
    if (project.value("approved_on"_L1).toString().isEmpty())
        return {tr("审核"), State::Next, {}};
    return {tr("审核"), State::Done, byAndWhen(lastStep(u"review"_s))};
}

Way::Step Way::started() const {
    const QString state = project.value("state"_L1).toString();
    const QJsonObject start = lastStep(u"start"_s);
    if (!start.isEmpty())
        return {tr("开工"), State::Done, byAndWhen(start)};
    if (state == u"closed")
        return {tr("开工"), State::Done, {}};
    const bool turn = state == u"approved" && !project.value("prepay_open"_L1).toBool();
    return {tr("开工"), turn ? State::Now : State::Next, {}};
}

Way::Step Way::accepted() const {
    const Fen sum = fen(project, "accepted"_L1);
    const QString state = project.value("state"_L1).toString();
    qint64 passed = 0;
    QJsonObject last;
    for (const QJsonValue& one : project.value("acceptances"_L1).toArray()) {
        last = one.toObject();
        passed += last.value("state"_L1) == u"passed"_s ? 1 : 0;
    }
    const QString how = tr("%1 %2").arg(kept(tr("%1 次").arg(passed)), wanOf(sum));
    if (last.value("state"_L1) == u"requested"_s)
        return {tr("验收"), State::Now, waits(tr("验收小组"), last.value("date"_L1).toString())};
    if (last.value("state"_L1) == u"rectify"_s)
        return {tr("验收"), State::Now,
                tr("整改,限 %1").arg(last.value("rectify_by"_L1).toString())};
    if (over(state) || (passed > 0 && sum == fen(project, "support"_L1)))
        return {tr("验收"), passed > 0 ? State::Done : State::Next, passed > 0 ? how : QString()};
    if (last.value("state"_L1) == u"failed"_s && passed == 0)
        return {tr("验收"), State::Broken,
                tr("不合格 %1").arg(last.value("concluded_on"_L1).toString())};
    return {tr("验收"), passed > 0 || state == u"started" ? State::Now : State::Next,
            passed > 0 ? how : QString()};
}

// Prepayments, or all the others.
Way::Step Way::payments(const QString& name, bool prepayments) const {
    for (const QJsonValue& one : underWay) {
        const QJsonObject payment = one.toObject();
        if ((payment.value("kind"_L1) == u"prepay"_s) != prepayments)
            continue;
        const QString next = payment.value("next"_L1).toString();
        const QString since =
            payment.value("steps"_L1).toArray().last().toObject().value("date"_L1).toString();
        const QString whom = next == u"payment.pay"      ? tr("财务")
                             : next == u"payment.review" ? tr("办公室审核")
                                                         : tr("分管领导");
        return {name, State::Now, waits(whom, since)};
    }
    Fen sum;
    QString last;
    bool final = false;
    for (const QJsonValue& one : project.value("requests"_L1).toArray()) {
        const QJsonObject payment = one.toObject();
        if ((payment.value("kind"_L1) == u"prepay"_s) != prepayments
            || payment.value("state"_L1) != u"paid"_s)
            continue;
        sum += fen(payment, "amount"_L1);
        last = std::max(last, payment.value("paid_on"_L1).toString());
        final = final || payment.value("kind"_L1) == u"final"_s;
    }
    const QString how = sum.isZero() ? QString() : tr("%1 %2").arg(last, wanOf(sum));
    if (prepayments)
        return {name, sum.isZero() ? State::Next : State::Done, how};
    const bool whole = final || over(project.value("state"_L1).toString())
                       || fen(project, "paid"_L1) == fen(project, "support"_L1);
    if (!sum.isZero())
        return {name, whole ? State::Done : State::Now, how};
    return {
        name, fen(project, "paid"_L1) < fen(project, "accepted"_L1) ? State::Now : State::Next, {}};
}

Way::Step Way::archived() const {
    const QString state = project.value("state"_L1).toString();
    if (state == u"closed")
        return {tr("归档"), State::Done, byAndWhen(lastStep(u"close"_s))};
    const qsizetype missing = project.value("missing"_L1).toArray().size();
    return {tr("归档"), State::Next,
            missing > 0 ? kept(tr("还缺 %1 类").arg(missing)) : tr("文件已齐")};
}

} // namespace pages
