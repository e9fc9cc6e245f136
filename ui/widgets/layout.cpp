// SPDX-License-Identifier: GPL-3.0-only
#include "layout.h"

#include "words.h"

#include <theme/theme.h>

#include <QKeyEvent>
#include <QStyle>

namespace widgets {

namespace {

// Enter presses it as Space does, wherever it stands. Held down, it presses once.
class Button : public QPushButton {
public:
    using QPushButton::QPushButton;

protected:
    void keyPressEvent(QKeyEvent* event) override {
        const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (!enter || (event->modifiers() & ~Qt::KeypadModifier))
            return QPushButton::keyPressEvent(event);
        if (!event->isAutoRepeat())
            click();
    }
};

} // namespace

Card::Card(const QString& heading, QWidget* parent) : QFrame(parent), body(column()) {
    setProperty("card", true);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid + 4);
    outer->setSpacing(theme::grid);
    if (!heading.isEmpty()) {
        auto* title = label(heading);
        title->setFont(theme::strong());
        outer->addWidget(title);
    }
    outer->addLayout(body);
}

QLabel* label(const QString& text, const char* role) {
    auto* made = new QLabel(text);
    made->setTextFormat(Qt::PlainText);
    if (role)
        made->setProperty("role", QString::fromLatin1(role));
    return made;
}

void setRole(QLabel* label, const char* role) {
    label->setProperty("role", QString::fromLatin1(role));
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QLabel* headingLabel(const QString& text) {
    auto* made = label(text);
    made->setFont(theme::heading());
    made->setWordWrap(true);
    return made;
}

QLabel* stateLabel(const QString& word, const QString& tone) {
    auto* made = label(word);
    made->setProperty("state", tone);
    made->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Maximum);
    return made;
}

void setState(QLabel* label, const QString& word, const QString& tone) {
    label->setText(word);
    label->setProperty("state", tone);
    label->style()->unpolish(label);
    label->style()->polish(label);
}

QLabel* amountLabel(const QString& amount) {
    auto* made = label(yuan(amount));
    made->setFont(theme::figures());
    made->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    if (isNegative(amount))
        made->setProperty("role", QStringLiteral("refusal"));
    return made;
}

QPushButton* button(const QString& text, const QString& icon, bool primary) {
    auto* made = new Button(text);
    if (!icon.isEmpty())
        made->setIcon(primary ? theme::iconOnAccent(icon) : theme::icon(icon));
    made->setProperty("primary", primary);
    made->setAutoDefault(false);
    made->setAccessibleName(text);
    return made;
}

void setPrimary(QPushButton* button, bool primary) {
    button->setProperty("primary", primary);
    button->style()->unpolish(button);
    button->style()->polish(button);
}

QString withoutMnemonic(QString text) {
    return text.replace(u'&', QStringLiteral("&&"));
}

QPushButton* linkButton(const QString& text) {
    auto* made = button(withoutMnemonic(text));
    made->setProperty("link", true);
    made->setCursor(Qt::PointingHandCursor);
    return made;
}

QHBoxLayout* row(std::initializer_list<QWidget*> widgets) {
    auto* made = new QHBoxLayout;
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(theme::grid);
    for (QWidget* widget : widgets)
        made->addWidget(widget);
    return made;
}

QHBoxLayout* leftRow(QWidget* widget) {
    auto* made = row();
    made->addWidget(widget, 1);
    made->addStretch(0);
    return made;
}

QVBoxLayout* column() {
    auto* made = new QVBoxLayout;
    made->setContentsMargins(0, 0, 0, 0);
    made->setSpacing(theme::grid);
    return made;
}

void clear(QLayout* layout) {
    while (QLayoutItem* item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        if (item->layout())
            clear(item->layout());
        delete item;
    }
}

QWidget* emptyHint(const QString& text, QPushButton* step) {
    auto* made = new QWidget;
    auto* inside = new QVBoxLayout(made);
    inside->setContentsMargins(0, 3 * theme::grid, 0, 3 * theme::grid);
    auto* words = label(text, "muted");
    words->setWordWrap(true);
    words->setAlignment(Qt::AlignCenter);
    inside->addWidget(words);
    if (step)
        inside->addWidget(step, 0, Qt::AlignCenter);
    return made;
}

} // namespace widgets
