// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "documents_panel.h"

#include <widgets/form.h>

namespace pages {

// 说明疑点: what a reviewer knows about a warning, with a document that is filed. Beside it stand
// the documents of what the warning is about: one that is filed there is chosen at once.
class WarningForm : public QWidget {
    Q_OBJECT

public:
    WarningForm(session::Session& session, const QJsonObject& warning, QWidget* parent = nullptr);
    void begin() { m_form->focusFirst(); }

Q_SIGNALS:
    void done();
    void cancelled();

private:
    void offerDocuments();

    widgets::Form* m_form;
    widgets::ChoiceField* m_document;
    DocumentsPanel* m_papers;
    QStringList m_known;
    bool m_loaded = false;
};

// Opens a filed document by its number, in a window of its own.
void openFiled(QWidget* parent, session::Session& session, const QString& id);

} // namespace pages
