// SPDX-License-Identifier: GPL-3.0-only
#include "form.h"

#include <QApplication>
#include <QKeyEvent>
#include <QScrollArea>

// How the keys go through a form: Enter and Tab from field to field, and what is reached is in
// sight.

namespace widgets {

void Form::bringIntoSight(QWidget* widget) {
    for (QWidget* around = widget; around; around = around->parentWidget())
        if (auto* scroll = qobject_cast<QScrollArea*>(around))
            scroll->ensureWidgetVisible(widget);
}

// Enter goes on to the next field; in a long text it makes a line, a button it presses.
void Form::keyPressEvent(QKeyEvent* event) {
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & ~Qt::KeypadModifier) && !hasFocus())
        focusNextChild();
    else
        QWidget::keyPressEvent(event);
}

// Where Tab stops: the fields from above, whenever their parts were made, then the buttons.
QList<QWidget*> Form::stops() const {
    std::vector<std::pair<qsizetype, QWidget*>> found;
    qsizetype last = 0;
    for (QWidget* one = nextInFocusChain(); one && one != this; one = one->nextInFocusChain()) {
        if (!isAncestorOf(one))
            continue;
        qsizetype row = m_buttons->indexOf(one) >= 0 ? m_entries.size() : -1;
        for (qsizetype i = 0; row < 0 && i < m_entries.size(); ++i)
            if (m_entries[i].field == one || m_entries[i].field->isAncestorOf(one))
                row = last = i;
        const bool stop = one->isVisible() && one->isEnabled() && !one->focusProxy()
                          && (one->focusPolicy() & Qt::TabFocus) != 0;
        if (stop)
            found.emplace_back(row < 0 ? last : row, one);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    QList<QWidget*> stops;
    for (const auto& [row, one] : found)
        stops << one;
    return stops;
}

bool Form::focusNextPrevChild(bool next) {
    const QList<QWidget*> all = stops();
    QWidget* from = QApplication::focusWidget();
    const qsizetype at = all.indexOf(from);
    if (at < 0)
        return QWidget::focusNextPrevChild(next);
    const Qt::FocusReason reason = next ? Qt::TabFocusReason : Qt::BacktabFocusReason;
    const qsizetype to = next ? at + 1 : at - 1;
    if (to >= 0 && to < all.size()) {
        all[to]->setFocus(reason);
        bringIntoSight(all[to]);
        return true;
    }
    // Out of the form.
    QWidget* out = from;
    do {
        out = next ? out->nextInFocusChain() : out->previousInFocusChain();
        const bool stop = !isAncestorOf(out) && out->isVisible() && out->isEnabled()
                          && (out->focusPolicy() & Qt::TabFocus) != 0;
        if (stop) {
            out->setFocus(reason);
            return true;
        }
    } while (out != from);
    return false;
}

} // namespace widgets
