// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QDialog>
#include <QJsonArray>
#include <QJsonObject>

class QLabel;
class QLineEdit;
class QStackedWidget;

namespace widgets {
class ListModel;
class RowsField;
class TextField;
} // namespace widgets

namespace shell {

class PlanDesk;

// A first fund, in four steps: the plan with its sums and notices, the file's place and the
// administrator, the recovery code for the envelope, the first users.
class Wizard : public QDialog {
    Q_OBJECT

public:
    explicit Wizard(session::Session& session, QWidget* parent = nullptr);
    // The fund that was made; empty where it was not.
    QString path() const { return m_path; }

private:
    QWidget* makePlanStep();
    QWidget* makePlaceStep();
    QWidget* makeCodeStep();
    QWidget* makeUsersStep();
    void choosePlan(const QByteArray& text);
    void choosePlanFile(const QString& path);
    PlanDesk* openDesk();
    void create();
    void addUsers(int from);
    void next();
    void showTrouble(const QString& sentence);

    session::Session& m_session;
    QStackedWidget* m_steps;
    QLabel* m_trouble;
    QPushButton* m_back;
    QPushButton* m_next;
    QJsonObject m_plan;
    QLabel* m_planWords;
    widgets::ListModel* m_lines;
    QLabel* m_notices;
    QLabel* m_understood;
    QLineEdit* m_file;
    QLineEdit* m_admin;
    QLineEdit* m_name;
    QLineEdit* m_password;
    QLineEdit* m_again;
    QLabel* m_code;
    widgets::RowsField* m_users;
    QJsonArray m_added; // of its rows
    QString m_path;
};

} // namespace shell
