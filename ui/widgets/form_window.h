// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "form.h"

namespace widgets {

// A short form in a small window over the page: withdraw, void, reverse, waive. It closes when the
// command was taken or the user thought better of it; a refusal keeps it open with what was typed.
// The caller adds the fields, then calls open().
//
//     auto* window = new FormWindow(this, session, u"withdraw"_s);
//     window->form->add(u"reason"_s, tr("原因"), new LongTextField);
//     window->open();
class FormWindow : public QWidget {
    Q_OBJECT

public:
    FormWindow(QWidget* parent, session::Session& session, const QString& command,
               const QString& title = {});
    void open();

    Form* form;
};

} // namespace widgets
