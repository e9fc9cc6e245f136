// SPDX-License-Identifier: GPL-3.0-only
#include "due_card.h"

#include <theme/theme.h>

#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostShown = 5;
constexpr int daysAhead = 30;

NavigationTarget placeOf(const QJsonObject& item) {
    const QString kind = item["about"_L1]["kind"_L1].toString();
    const QString id = item["about"_L1]["id"_L1].toString();
    if (kind == u"goal")
        return {u"supervision"_s, {}, u"tab=goals"_s};
    if (kind == u"unit" || kind == u"project" || kind == u"payment" || kind == u"acceptance")
        return {kind, id};
    if (kind == u"month")
        return {u"disclosure"_s, id};
    if (kind == u"finding")
        return {u"supervision"_s};
    if (kind == u"notice")
        return {u"acceptances"_s};
    return kind == u"amendment" ? NavigationTarget{u"projects"_s} : NavigationTarget{u"settings"_s};
}

} // namespace

DueCard::DueCard(session::Session& session) : Card(), m_session(session) {
    setObjectName(u"due"_s);
    auto* title = widgets::label(tr("近期到期"));
    title->setFont(theme::strong());
    m_warnings = widgets::linkButton({});
    m_warnings->setObjectName(u"open-warnings-count"_s);
    connect(m_warnings, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"warnings"_s, {}, u"state=open"_s});
    });
    auto* head = widgets::row({title});
    head->addStretch();
    head->addWidget(m_warnings);
    m_rows = widgets::column();
    m_rows->setSpacing(2);
    body->addLayout(head);
    body->addLayout(m_rows);
    m_warnings->hide();
}

void DueCard::refresh() {
    const QString until =
        QDate::fromString(m_session.today(), Qt::ISODate).addDays(daysAhead).toString(Qt::ISODate);
    m_session.ask(u"due.list"_s, {{"until"_L1, until}}, this, [this](const auto& answer) {
        if (answer.ok())
            show(answer.result.toObject().value("items"_L1).toArray());
    });
    m_session.ask(u"warning.list"_s, {{"open"_L1, true}, {"count"_L1, 1}, {"total"_L1, true}}, this,
                  [this](const journal::Answer& answer) {
                      const qint64 open = answer.result.toObject().value("total"_L1).toInteger();
                      m_warnings->setText(tr("待说明的疑点 %1 条").arg(open));
                      m_warnings->setVisible(open > 0);
                  });
}

void DueCard::show(const QJsonArray& items) {
    widgets::clear(m_rows);
    for (const QJsonValue& value : items) {
        if (m_rows->count() == mostShown)
            break;
        const QJsonObject item = value.toObject();
        const qint64 late = item.value("late"_L1).toInteger();
        auto* what = widgets::linkButton(item.value("message"_L1).toString());
        what->setToolTip(item.value("message"_L1).toString());
        what->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(what, &QPushButton::clicked, this, [this, item] { Q_EMIT go(placeOf(item)); });
        auto* state = widgets::stateLabel(late > 0 ? tr("逾期 %1 天").arg(late)
                                                   : item.value("due"_L1).toString(),
                                          late > 0 ? u"bad"_s : u"plain"_s);
        auto* line = widgets::row({what, state});
        line->setStretch(0, 1);
        m_rows->addLayout(line);
    }
    if (items.isEmpty())
        m_rows->addWidget(widgets::label(tr("近期没有到期的事。"), "muted"));
    if (items.size() > mostShown)
        m_rows->addWidget(widgets::label(tr("另有 %1 件").arg(items.size() - mostShown), "muted"));
}

} // namespace pages
