// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "idle_watch.h"

#include <pages/page.h>

#include <QDialog>
#include <QMainWindow>
#include <QPointer>
#include <QStackedWidget>
#include <QTimer>

namespace shell {

class StartView;
class LoginView;
class Navigation;

// The program's window: start (recent funds, a new one), login, and the workplace with its
// navigation, the path above the page, the pages and the line of totals. It locks after the idle
// time that the plan sets; what was being typed is still there after the same user logs in again.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(session::Session& session, QWidget* parent = nullptr);
    ~MainWindow() override;

    // A file, or https://HOST:PORT/NAME.
    void openPlace(const QString& place);
    void openFile(const QString& path);
    void goTo(const pages::NavigationTarget& place);
    pages::Page* page() const { return m_page; }
    void lock(const QString& why = {});
    // Minutes without a key or a click before it locks; the plan says so, a test may shorten it.
    void setIdle(std::chrono::milliseconds idle);
    IdleWatch& idleWatch() { return m_idle; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    void openToday(const QString& path);
    void openServer(const QString& text);
    void askFingerprint(const protocol::Place& place, const QString& shown);
    void enter(const QString& place);
    void showConnection(const QString& trouble);
    QWidget* makeWorkplace();
    QWidget* makeTopBar();
    void makeShortcuts();
    void showPage(const pages::NavigationTarget& place);
    void goBack();
    void showCrumbs();
    void makeFund();
    void backUp(const QString& words, std::function<void()> then);
    void search();
    void loggedIn();
    void enter();
    void changed();
    void askPlan();
    void askTotals();
    void askWaiting();
    void userMenu();
    void hideOthers();
    void showOthers(bool same);

    session::Session& m_session;
    QLabel* m_connection; // to be seen while there is none
    QStackedWidget* m_views;
    StartView* m_start;
    LoginView* m_login;
    QWidget* m_work;
    Navigation* m_navigation;
    QLabel* m_crumbs;
    QPushButton* m_search;
    QPushButton* m_user;
    QStackedWidget* m_pages;
    QLabel* m_totals;
    QLabel* m_head;
    pages::Page* m_page = nullptr;
    QList<pages::NavigationTarget> m_history;
    IdleWatch m_idle;
    bool m_idleIsSet = false;
    QTimer m_refresh;
    bool m_worked = false; // something was changed since the last backup
    QString m_lockedUser;
    QList<QPointer<QDialog>> m_hidden; // what stood open when it locked
};

} // namespace shell
