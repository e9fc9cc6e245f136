// SPDX-License-Identifier: GPL-3.0-only
#include "warnings_panel.h"

#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostShown = 4; // the decision itself stays in sight

} // namespace

NavigationTarget placeOfWarning(const QJsonObject& warning) {
    const QJsonObject about = warning.value("about"_L1)[0].toObject();
    const QString kind = about.value("kind"_L1).toString();
    const QString id = about.value("id"_L1).toString();
    const QString project = warning.value("project"_L1).toString();
    if (kind == u"unit" || kind == u"project" || kind == u"payment" || kind == u"acceptance")
        return {kind, id};
    if (kind == u"entry")
        return {u"entry"_s, id};
    if (kind == u"month")
        return {u"disclosure"_s, id};
    if (kind == u"finding")
        return {u"supervision"_s};
    if (kind == u"document" && !project.isEmpty())
        return {u"archive"_s, project};
    if (!project.isEmpty())
        return {u"project"_s, project};
    return {u"budget"_s};
}

WarningsPanel::WarningsPanel(session::Session& session, const QString& kind, const QString& id)
    : Card(tr("待说明的疑点(不妨碍办理)")), m_session(session), m_kind(kind), m_id(id) {
    setObjectName(u"open-warnings"_s);
    m_rows = widgets::column();
    m_rows->setSpacing(2);
    body->addLayout(m_rows);
    hide();
    refresh();
}

void WarningsPanel::refresh() {
    const QJsonObject about{{"kind"_L1, m_kind}, {"id"_L1, m_id}};
    m_session.ask(u"warning.list"_s, {{"about"_L1, about}, {"around"_L1, true}, {"open"_L1, true}},
                  this, [this](const journal::Answer& answer) {
                      if (answer.ok())
                          show(answer.result.toObject());
                  });
}

void WarningsPanel::show(const QJsonObject& answer) {
    widgets::clear(m_rows);
    const QJsonArray items = answer.value("items"_L1).toArray();
    setVisible(!items.isEmpty());
    for (const QJsonValue& value : items) {
        if (m_rows->count() == mostShown)
            break;
        const QJsonObject item = value.toObject();
        auto* line = widgets::linkButton(item.value("title"_L1).toString() + u':'
                                         + item.value("message"_L1).toString());
        line->setObjectName(u"warning:"_s + item.value("id"_L1).toString());
        line->setToolTip(item.value("message"_L1).toString());
        line->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        connect(line, &QPushButton::clicked, this,
                [this, item] { Q_EMIT go(placeOfWarning(item)); });
        m_rows->addWidget(line);
    }
    if (items.size() <= mostShown)
        return;
    auto* more = widgets::linkButton(tr("全部 %1 条疑点").arg(items.size()));
    connect(more, &QPushButton::clicked, this, [this] { Q_EMIT go({u"warnings"_s}); });
    m_rows->addWidget(more, 0, Qt::AlignLeft);
}

} // namespace pages
