// SPDX-License-Identifier: GPL-3.0-only
#include "due_card.h"

#include "open_warnings.h"
#include "thing_places.h"

#include <theme/theme.h>
#include <widgets/elided_link.h>
#include <widgets/words.h>

#include <QDate>
#include <QMap>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostShown = 3;
constexpr int daysAhead = 30;

} // namespace

NavigationTarget placeOfDue(const QJsonObject& due) {
    if (const QJsonObject of = due.value("of"_L1).toObject(); !of.isEmpty())
        return placeOfThing(of);
    return placeOfThing(due.value("about"_L1).toObject());
}

QString dueKindWord(const QJsonObject& due) {
    static const QMap<QString, QString> words{
        {u"goal"_s, QObject::tr("工作目标")},     {u"notice"_s, QObject::tr("公示期")},
        {u"rectify"_s, QObject::tr("整改")},      {u"schedule"_s, QObject::tr("计划完成")},
        {u"start"_s, QObject::tr("开工")},        {u"waiting"_s, QObject::tr("待办超期")},
        {u"contract"_s, QObject::tr("合同付款")}, {u"retention"_s, QObject::tr("质保金")},
        {u"publish"_s, QObject::tr("月度公示")},  {u"password"_s, QObject::tr("密码")},
        {u"backup"_s, QObject::tr("备份")}};
    const QString kind = due.value("kind"_L1).toString();
    return words.value(kind, kind);
}

QString lateWords(const QJsonObject& due) {
    const qint64 late = due.value("late"_L1).toInteger();
    return late > 0 ? QObject::tr("逾期 %1 天").arg(late) : QString();
}

DueCard::DueCard(session::Session& session) : Card(), m_session(session) {
    setObjectName(u"due"_s);
    auto* title = widgets::label(tr("近期到期"));
    title->setFont(theme::strong());
    m_warnings = widgets::linkButton({});
    m_warnings->setObjectName(u"open-warnings-count"_s);
    m_month = widgets::linkButton(tr("月历"));
    m_month->setObjectName(u"due-month"_s);
    m_month->setToolTip(tr("全部到期事项和月历"));
    connect(m_warnings, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"warnings"_s, {}, u"state=open"_s});
    });
    connect(m_month, &QPushButton::clicked, this, [this] { Q_EMIT go({u"due"_s}); });
    auto* head = widgets::row({title, m_month});
    head->addStretch();
    head->addWidget(m_warnings);
    m_rows = widgets::column();
    m_rows->setSpacing(2);
    body->addLayout(head);
    body->addLayout(m_rows);
    const OpenWarnings& warnings = OpenWarnings::of(session);
    connect(&warnings, &OpenWarnings::counted, this, &DueCard::showOpen);
    showOpen(warnings.count());
}

void DueCard::showOpen(qint64 open) {
    m_warnings->setText(tr("待说明的疑点 %1 条").arg(open));
    m_warnings->setVisible(open > 0);
}

void DueCard::refresh() {
    const QString until =
        QDate::fromString(m_session.today(), Qt::ISODate).addDays(daysAhead).toString(Qt::ISODate);
    m_session.ask(u"due.list"_s, {{"until"_L1, until}}, this, [this](const auto& answer) {
        if (answer.ok())
            show(answer.result.toObject().value("items"_L1).toArray());
    });
}

void DueCard::show(const QJsonArray& items) {
    widgets::clear(m_rows);
    for (const QJsonValue& value : items) {
        if (m_rows->count() == mostShown)
            break;
        const QJsonObject item = value.toObject();
        const QString late = lateWords(item);
        auto* what =
            new widgets::ElidedLink(widgets::groupedIn(item.value("message"_L1).toString()));
        what->setObjectName(u"due:"_s + item.value("kind"_L1).toString() + u':'
                            + item["about"_L1]["id"_L1].toString());
        connect(what, &QPushButton::clicked, this, [this, item] { Q_EMIT go(placeOfDue(item)); });
        auto* state = widgets::stateLabel(late.isEmpty() ? item.value("due"_L1).toString() : late,
                                          late.isEmpty() ? u"plain"_s : u"bad"_s);
        auto* line = widgets::row({what, state});
        line->setStretch(0, 1);
        m_rows->addLayout(line);
    }
    if (items.isEmpty())
        m_rows->addWidget(widgets::label(tr("近期没有到期的事。"), "muted"));
    const qsizetype more = items.size() - mostShown;
    m_month->setText(more > 0 ? tr("月历,另有 %1 件").arg(more) : tr("月历"));
}

} // namespace pages
