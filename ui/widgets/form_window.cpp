// SPDX-License-Identifier: GPL-3.0-only
#include "form_window.h"

#include "layout.h"
#include "words.h"

#include <theme/theme.h>

#include <QDialog>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

FormWindow::FormWindow(QWidget* parent, session::Session& session, const QString& command,
                       const QString& title)
    : form(new Form(session, command)) {
    auto* window = new QDialog(parent);
    window->setObjectName(u"form-window"_s);
    window->setAttribute(Qt::WA_DeleteOnClose);
    window->setWindowTitle(title.isEmpty() ? commandWord(command) : title);
    window->setWindowModality(Qt::WindowModal);
    window->setMinimumWidth(520);
    auto* inside = new QVBoxLayout(window);
    inside->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
    inside->addWidget(this);
    auto* own = column();
    own->addWidget(form);
    setLayout(own);
    form->setSubmitWords(window->windowTitle());
    connect(form, &Form::done, window, &QDialog::accept);
    connect(form, &Form::cancelled, window, &QDialog::reject);
}

void FormWindow::open() {
    qobject_cast<QDialog*>(window())->open();
    form->focusFirst();
}

} // namespace widgets
