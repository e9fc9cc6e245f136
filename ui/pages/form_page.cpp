// SPDX-License-Identifier: GPL-3.0-only
#include "form_page.h"

#include "warnings_panel.h"

#include <theme/theme.h>
#include <widgets/refusal.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int sideWidth = 400;

} // namespace

QString filterValue(const NavigationTarget& place, const QString& key) {
    for (const QString& part : place.filter.split(u'&'))
        if (part.section(u'=', 0, 0) == key)
            return part.section(u'=', 1);
    return {};
}

QWidget* factsTable(const QList<std::pair<QString, QString>>& facts) {
    auto* made = new QWidget;
    auto* grid = new QGridLayout(made);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(1, 1);
    int row = 0;
    for (const auto& [words, value] : facts) {
        if (value.isEmpty())
            continue;
        auto* text = widgets::label(value);
        text->setWordWrap(true);
        text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        grid->addWidget(widgets::label(words, "muted"), row, 0, Qt::AlignTop | Qt::AlignLeft);
        grid->addWidget(text, row++, 1);
    }
    return made;
}

void FormPage::refresh() {
    if (m_made)
        return;
    m_made = true;
    begin();
}

void FormPage::makeColumns() {
    if (m_left)
        return;
    auto* across = widgets::row();
    across->setSpacing(2 * theme::grid);
    m_left = widgets::column();
    m_right = widgets::column();
    m_right->setSpacing(2 * theme::grid);
    across->addLayout(m_left, 1);
    across->addLayout(m_right);
    body()->addLayout(across);
    body()->addStretch();
}

widgets::Form* FormPage::start(const QString& command, const QString& heading) {
    makeColumns();
    auto* card = new widgets::Card(heading.isEmpty() ? widgets::commandWord(command) : heading);
    auto* form = new widgets::Form(m_session, command);
    form->setObjectName(u"form:"_s + command);
    card->body->addWidget(form);
    m_left->addWidget(card);
    m_left->addStretch();
    return form;
}

void FormPage::finish(widgets::Form* form, const QString& about,
                      std::function<NavigationTarget()> after) {
    if (session::Session::isDeciding(form->command()))
        form->addSignature();
    form->keepDraft(about);
    connect(form, &widgets::Form::done, this, [this, after] {
        if (after)
            Q_EMIT go(after());
        else
            Q_EMIT back();
    });
    connect(form, &widgets::Form::cancelled, this, &Page::back);
    m_right->addStretch();
    form->focusFirst();
}

widgets::Card* FormPage::side(const QString& heading) {
    makeColumns();
    auto* card = new widgets::Card(heading);
    card->setFixedWidth(sideWidth);
    m_right->addWidget(card);
    return card;
}

void FormPage::sideWarnings(const QString& kind, const QString& id) {
    makeColumns();
    auto* panel = new WarningsPanel(m_session, kind, id);
    panel->setFixedWidth(sideWidth);
    m_right->addWidget(panel);
    connect(panel, &WarningsPanel::go, this, &Page::go);
    panel->refresh();
}

void FormPage::showTrouble(const journal::Answer& answer) {
    auto* words = widgets::label(widgets::rejectionWords(*answer.rejection), "error-box");
    words->setWordWrap(true);
    body()->addWidget(words);
    body()->addStretch();
}

} // namespace pages
