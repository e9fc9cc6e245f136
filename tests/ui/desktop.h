// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "served.h"

#include <session/session.h>
#include <shell/main_window.h>
#include <widgets/prompt.h>

#include <QTemporaryDir>

#include <functional>
#include <memory>

// The desk's clock: it stands where it was put, and is believed unless a test says otherwise.
class DeskClock : public journal::FixedClock {
public:
    using FixedClock::FixedClock;
    bool isSaid() const override { return believed; }
    bool believed = true;
};

// The real main window on a fresh copy of the demo fund, driven by clicks and keys. The clock
// stands at 2020-01-15, the day after the demo's last command, unless a test says otherwise. With
// FUNDDESK_TEST_PLACE=server in the environment the copy is served, and opened at its server.
//
//     Desktop desktop;
//     desktop.login("clerk1");
//     desktop.click("nav:projects");
//     desktop.type("filter", "XM-2019-001");
//     CHECK(desktop.text("crumbs").contains("项目"));

namespace testing {

class Desktop : private widgets::Prompt {
public:
    explicit Desktop(const QString& date = QStringLiteral("2020-01-15"), bool open = true);
    // One more desk at a fund that is served already.
    explicit Desktop(const ServedFund& served, const QString& date = QStringLiteral("2020-01-15"));
    ~Desktop() override;

    // With the demo's password where none is given.
    void login(const QString& user, const QString& password = {});
    // What bears this object name and is to be seen; fails the test where nothing does.
    QWidget* find(const QString& name);
    bool shows(const QString& name);
    void click(const QString& name);
    void clickText(const QString& words); // a button by what stands on it
    // Into an editor, key by key, in place of what it holds.
    void type(const QString& name, const QString& text);
    void choose(const QString& name, const QString& code); // in a box of choices, by its code
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    QString text(const QString& name);
    // Waits, at most five seconds, until it holds; fails the test where it never does.
    void until(const std::function<bool()>& holds, const char* what);
    void settle(); // until nothing is asked any more
    // A picture of the window as it is.
    void picture(const QString& path);
    void resize(int width, int height);

    session::Session& session() { return *m_session; }
    shell::MainWindow& window() { return *m_window; }
    QString path() const { return m_folder.filePath(QStringLiteral("guzhang.fund")); }
    QString folder() const { return m_folder.path(); }
    DeskClock& clock() { return m_clock; }
    // Where the fund is served; nullptr where it is a file.
    ServedFund* served() { return m_served.get(); }

    // Answers to the next boxes: whether a question is agreed to, which file is chosen.
    bool agree = true;
    QStringList paths;
    QStringList told; // what boxes said

private:
    bool confirm(QWidget*, const QString&, const QString& text, const QString&) override;
    void inform(QWidget*, const QString&, const QString& text) override;
    QString openFile(QWidget*, const QString&, const QString&) override;
    QStringList openFiles(QWidget*, const QString&, const QString&) override;
    QString saveFile(QWidget*, const QString&, const QString&, const QString&) override;
    QString folder(QWidget*, const QString&) override;

    void show();
    // Stands on this desk's screen: its window, or one that belongs to it.
    bool isHere(const QWidget* top) const;
    QList<QWidget*> here(const QString& name) const;

    QTemporaryDir m_folder;
    std::unique_ptr<ServedFund> m_served;
    DeskClock m_clock;
    std::unique_ptr<session::Session> m_session;
    std::unique_ptr<shell::MainWindow> m_window;
};

} // namespace testing
