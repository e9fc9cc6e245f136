// SPDX-License-Identifier: GPL-3.0-only
#include "page.h"

#include <theme/theme.h>
#include <widgets/layout.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

Page::Page(session::Session& session, const NavigationTarget& place, QWidget* parent)
    : QWidget(parent), m_session(session), m_place(place) {
    setObjectName(u"page"_s);
    setProperty("page", place.page);
}

void Page::setTitle(const QString& title) {
    m_title = title;
    Q_EMIT titleChanged(title);
}

QVBoxLayout* Page::body() {
    if (m_body)
        return m_body;
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // PgUp and PgDn reach it from what stands in it
    auto* inside = new QWidget;
    inside->setObjectName(u"page"_s);
    m_body = new QVBoxLayout(inside);
    m_body->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
    m_body->setSpacing(2 * theme::grid);
    scroll->setWidget(inside);
    outer->addWidget(scroll);
    return m_body;
}

QPushButton* Page::goLink(const QString& words, const NavigationTarget& to) {
    auto* link = widgets::linkButton(words);
    link->setObjectName(u"go:"_s + to.page);
    connect(link, &QPushButton::clicked, this, [this, to] { Q_EMIT go(to); });
    return link;
}

QPushButton* Page::paperLink(const QString& words, const QString& kind,
                             const std::function<QString()>& id) {
    auto* link = widgets::linkButton(words);
    link->setObjectName(u"print:"_s + kind);
    connect(link, &QPushButton::clicked, this, [this, kind, id] {
        Q_EMIT go({u"paper"_s, id(), u"kind="_s + kind});
    });
    return link;
}

} // namespace pages
