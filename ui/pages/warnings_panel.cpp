// SPDX-License-Identifier: GPL-3.0-only
#include "warnings_panel.h"

#include "thing_places.h"

#include <widgets/words.h>

#include <QFocusEvent>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int mostShown = 3; // the decision itself stays in sight

// A sentence with one link in it, which is marked as soon as Tab comes to it.
class LinkLine : public QLabel {
public:
    LinkLine() {
        setTextFormat(Qt::RichText);
        setWordWrap(true);
        setTextInteractionFlags(Qt::LinksAccessibleByMouse | Qt::LinksAccessibleByKeyboard);
        setFocusPolicy(Qt::TabFocus);
    }

protected:
    void focusInEvent(QFocusEvent* event) override {
        QLabel::focusInEvent(event);
        if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
            QLabel::focusNextPrevChild(true);
    }
};

} // namespace

WarningsPanel::WarningsPanel(session::Session& session, const QString& kind, const QString& id)
    : Card(tr("待说明的疑点(不妨碍办理)")), m_session(session), m_kind(kind), m_id(id) {
    setObjectName(u"open-warnings"_s);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    m_rows = widgets::column();
    m_rows->setSpacing(2);
    body->addLayout(m_rows);
    hide();
}

void WarningsPanel::setAbout(const QString& kind, const QString& id) {
    if (kind != m_kind || id != m_id)
        hide();
    m_kind = kind;
    m_id = id;
    refresh();
}

void WarningsPanel::refresh() {
    if (m_id.isEmpty())
        return;
    const QJsonObject about{{"kind"_L1, m_kind}, {"id"_L1, m_id}};
    m_session.ask(u"warning.list"_s, {{"about"_L1, about}, {"around"_L1, true}, {"open"_L1, true}},
                  this, [this, about](const journal::Answer& answer) {
                      const bool still = about.value("id"_L1) == m_id;
                      if (answer.ok() && still)
                          show(answer.result.toObject());
                  });
}

// The first thing that is not what one is looking at; where there is no other, the page of 疑点
// with this one chosen, where it is explained.
NavigationTarget WarningsPanel::placeOf(const QJsonObject& warning) const {
    for (const QJsonValue& thing : warning.value("about"_L1).toArray())
        if ((thing["kind"_L1] != m_kind || thing["id"_L1] != m_id)
            && leadsSomewhere(thing.toObject()))
            return placeOfThing(thing.toObject(), warning.value("project"_L1).toString());
    return {u"warnings"_s, warning.value("id"_L1).toString(),
            u"code="_s + warning.value("code"_L1).toString()};
}

QWidget* WarningsPanel::line(const QJsonObject& warning) {
    const QString title = warning.value("title"_L1).toString();
    const QString message = widgets::groupedIn(warning.value("message"_L1).toString());
    auto* line = new LinkLine;
    line->setText(
        u"⚠ <a href=\"to\">%1</a> %2"_s.arg(title.toHtmlEscaped(), message.toHtmlEscaped()));
    line->setObjectName(u"warning:"_s + warning.value("id"_L1).toString());
    line->setAccessibleName(title + u' ' + message);
    connect(line, &QLabel::linkActivated, this, [this, warning] { Q_EMIT go(placeOf(warning)); });
    return line;
}

// A pair of units names the other one first; what is about a project names the project's.
QString WarningsPanel::unitOf(const QJsonArray& items) const {
    if (m_kind == u"unit")
        return m_id;
    for (const QJsonValue& item : items)
        if (!item["project"_L1].toString().isEmpty())
            return item["unit"_L1].toString();
    return items.first()["unit"_L1].toString();
}

void WarningsPanel::show(const QJsonObject& answer) {
    widgets::clear(m_rows);
    const QJsonArray items = answer.value("items"_L1).toArray();
    setVisible(!items.isEmpty());
    for (qsizetype i = 0; i < items.size() && i < mostShown; ++i)
        m_rows->addWidget(line(items[i].toObject()));
    if (items.size() <= mostShown)
        return;
    auto* more = widgets::linkButton(tr("全部 %1 条疑点").arg(items.size()));
    more->setObjectName(u"all-warnings"_s);
    const QString unit = unitOf(items);
    connect(more, &QPushButton::clicked, this, [this, unit] {
        const QString of = unit.isEmpty() ? QString() : u"&unit="_s + unit;
        Q_EMIT go({u"warnings"_s, {}, u"state=open"_s + of});
    });
    m_rows->addWidget(more, 0, Qt::AlignLeft);
}

} // namespace pages
