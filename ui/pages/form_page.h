// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "page.h"

#include <widgets/form.h>
#include <widgets/layout.h>

namespace pages {

// "line=L01&unit=DW-001": what a place's filter says under a key.
QString filterValue(const NavigationTarget& place, const QString& key);

// Pairs of words and values, the values to select and copy; empty ones are left out.
QWidget* factsTable(const QList<std::pair<QString, QString>>& facts);

// A page with one form: it on the left, what it rests on beside it. It is made once, so that a
// refresh takes nothing away that was typed.
class FormPage : public Page {
public:
    using Page::Page;
    void refresh() override;

protected:
    // Asks for what the form needs, then calls start() and finish().
    virtual void begin() = 0;
    widgets::Form* start(const QString& command, const QString& heading = {});
    // Adds the signature where the command may carry one, and the draft of `about`. When done it
    // goes back, or on to `after`.
    void finish(widgets::Form* form, const QString& about,
                std::function<NavigationTarget()> after = {});
    widgets::Card* side(const QString& heading);
    // The open 疑点 about what is decided, beside the form.
    void sideWarnings(const QString& kind, const QString& id);
    void showTrouble(const journal::Answer& answer);

private:
    void makeColumns();

    bool m_made = false;
    QVBoxLayout* m_left = nullptr;
    QVBoxLayout* m_right = nullptr;
};

} // namespace pages
