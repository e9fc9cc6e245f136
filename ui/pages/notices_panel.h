// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>
#include <widgets/list_table.h>

#include <QWidget>

class QPushButton;

namespace pages {

// 公示 about one thing (an acceptance, a project): what was posted where and how long, which
// objections came in and how they were settled; and the forms for each.
//
//     auto* notices = new NoticesPanel(session, u"acceptance"_s, id);
//     notices->refresh();
class NoticesPanel : public QWidget {
    Q_OBJECT

public:
    NoticesPanel(session::Session& session, const QString& aboutKind, const QString& aboutId,
                 QWidget* parent = nullptr);
    void refresh();

private:
    void show(const QJsonArray& notices);
    void showButtons(const QJsonObject& row);
    void post();
    void object();
    void settle();

    session::Session& m_session;
    QString m_aboutKind;
    QString m_aboutId;
    widgets::ListModel* m_rows;
    widgets::TableView* m_table;
    QWidget* m_none;
    QPushButton* m_object;
    QPushButton* m_settle;
};

} // namespace pages
