// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>
#include <widgets/list_table.h>

#include <QWidget>

namespace pages {

class Filing;

// The documents about one thing (a unit, a payment, a receipt, a project …): a list, a button and
// a place to drop files on. A document opens by Enter or a double click in a window of its own,
// unless the page shows it itself.
//
//     auto* papers = new DocumentsPanel(session, u"payment"_s, id);
//     papers->refresh();
class DocumentsPanel : public QWidget {
    Q_OBJECT

public:
    DocumentsPanel(session::Session& session, const QString& aboutKind, const QString& aboutId,
                   QWidget* parent = nullptr);
    void refresh();
    // The page shows what is chosen; no window is opened.
    void showBeside(std::function<void(const QJsonObject&)> show);
    // Opens the form for these files, as if they had been dropped.
    void file(const QStringList& paths, const QString& kind = {});
    widgets::TableView* table() const { return m_table; }
    widgets::ListModel* model() const { return m_model; }
    // The kind that files get first, until the user chooses another.
    void proposeKind(const QString& kind) { m_kind = kind; }

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    session::Session& m_session;
    QString m_aboutKind;
    QString m_aboutId;
    QString m_kind;
    widgets::ListModel* m_model;
    widgets::TableView* m_table;
    QWidget* m_none;
    Filing* m_filing;
    std::function<void(const QJsonObject&)> m_beside;
};

} // namespace pages
