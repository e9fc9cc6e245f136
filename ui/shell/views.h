// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace shell {

// Which funds there are: the ones opened before, another file, one on a server, a new one.
class StartView : public QWidget {
    Q_OBJECT

public:
    explicit StartView(session::Session& session, QWidget* parent = nullptr);
    void refresh();
    void showTrouble(const QString& sentence);
    // While a server is asked; "" when it answered.
    void showWaiting(const QString& sentence);

    // Files and servers' places, the newest first.
    static QStringList recent();
    static void remember(const QString& place);

Q_SIGNALS:
    void chosen(const QString& place);
    void newFund();

private:
    void restore();
    void askServer();
    void forget(const QString& place);
    QLayout* lineOf(const QString& place);

    session::Session& m_session;
    QVBoxLayout* m_recent;
    QLabel* m_waiting;
    QLabel* m_trouble;
    QPushButton* m_server;
};

// Who comes in. Also the lock: the user's name stands there already.
class LoginView : public QWidget {
    Q_OBJECT

public:
    explicit LoginView(session::Session& session, QWidget* parent = nullptr);
    // With the user who was here last where `user` is null, with nobody where it is empty.
    void begin(const QString& user, const QString& why = {});

Q_SIGNALS:
    void entered();
    void otherFile();

private:
    void tryLogin();
    void askNewPassword();
    void welcome(const journal::Answer& answer);

    session::Session& m_session;
    QLabel* m_file;
    QLabel* m_fund;
    QLabel* m_why;
    QLineEdit* m_user;
    QLineEdit* m_password;
    QWidget* m_change; // an expired password is changed here
    QLineEdit* m_new;
    QLineEdit* m_again;
    QLabel* m_trouble;
    QPushButton* m_enter;
    bool m_mustChange = false;
};

} // namespace shell
