// SPDX-License-Identifier: GPL-3.0-only
#include "navigation.h"

#include <theme/theme.h>
#include <widgets/layout.h>

namespace shell {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int wide = 148;
constexpr int digits = 10; // Ctrl+1 … Ctrl+0

} // namespace

Navigation::Navigation(QWidget* parent)
    : QWidget(parent), m_entries(new QVBoxLayout(this)), m_group(new QButtonGroup(this)) {
    setObjectName(u"navigation"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedWidth(wide);
    m_entries->setContentsMargins(theme::grid, theme::grid, theme::grid, theme::grid);
    m_entries->setSpacing(2);
}

void Navigation::fill() {
    for (QAbstractButton* old : m_group->buttons())
        m_group->removeButton(old);
    widgets::clear(m_entries);
    int place = 0;
    for (const pages::PageKind& kind : pages::kinds()) {
        if (kind.icon.isEmpty())
            continue;
        auto* entry = widgets::button(kind.words, kind.icon);
        entry->setProperty("nav", true);
        entry->setCheckable(true);
        entry->setObjectName(u"nav:"_s + kind.name);
        if (place < digits)
            entry->setToolTip(tr("Ctrl+%1").arg((place + 1) % digits));
        m_group->addButton(entry, place++);
        m_entries->addWidget(entry);
        connect(entry, &QPushButton::clicked, this,
                [this, name = kind.name] { Q_EMIT chosen(name); });
    }
    m_entries->addStretch();
}

void Navigation::mark(const pages::PageKind& kind) {
    const QString name = kind.under.isEmpty() ? kind.name : kind.under;
    // Tab goes to the page that is open; the arrow keys go from there.
    for (QAbstractButton* one : m_group->buttons()) {
        const bool here = one->objectName() == u"nav:"_s + name;
        if (here)
            one->setChecked(true);
        one->setFocusPolicy(here ? Qt::StrongFocus : Qt::ClickFocus);
    }
}

void Navigation::setCount(const QString& page, qint64 count) {
    const pages::PageKind* kind = pages::kindOf(page);
    for (QAbstractButton* entry : m_group->buttons())
        if (kind && entry->objectName() == u"nav:"_s + page)
            entry->setText(count ? u"%1  %2"_s.arg(kind->words).arg(count) : kind->words);
}

void Navigation::press(int place) {
    if (auto* entry = m_group->button(place))
        entry->click();
}

} // namespace shell
