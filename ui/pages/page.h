// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QPushButton>
#include <QScrollArea>
#include <QString>
#include <QVBoxLayout>
#include <QWidget>

#include <functional>

namespace pages {

// A place in the program that can be gone to and come back to: a page and what it is about.
// "project" with the id of a project, "payments" with a filter such as "line=L01".
struct NavigationTarget {
    QString page;
    QString id = {};
    QString filter = {};

    friend bool operator==(const NavigationTarget&, const NavigationTarget&) = default;
};

// What stands in the middle of the window. A page asks the core for what it shows, and asks again
// when a command changed something; it knows no other page, and says where the user wants to go.
class Page : public QWidget {
    Q_OBJECT

public:
    Page(session::Session& session, const NavigationTarget& place, QWidget* parent = nullptr);

    const NavigationTarget& place() const { return m_place; }
    // Shown above the page after its list's name: "XM-2019-001 装修改造". May come late.
    QString title() const { return m_title; }
    // Asks for everything shown, anew. Called when the page comes into sight and after a change.
    virtual void refresh() = 0;

Q_SIGNALS:
    void go(const pages::NavigationTarget& place);
    void titleChanged(const QString& title);
    void back();
    // Ctrl+Shift+P and the like: what this page prints, if anything, is the page's own business.

protected:
    void setTitle(const QString& title);
    // What the page is put together in: scrolls where it does not fit.
    QVBoxLayout* body();
    // Goes to another page.
    QPushButton* goLink(const QString& words, const NavigationTarget& to);
    // Opens the preview of a paper; `id` is asked when it is pressed.
    QPushButton* paperLink(const QString& words, const QString& kind,
                           const std::function<QString()>& id);

    session::Session& m_session;

private:
    NavigationTarget m_place;
    QString m_title;
    QVBoxLayout* m_body = nullptr;
};

// A page's entry in the navigation and how it is made.
struct PageKind {
    QString name;  // as NavigationTarget names it
    QString words; // in the navigation and the path above the page
    QString icon;  // "" where it is no entry of the navigation
    QString under; // the entry it belongs to: "project" under "projects"
    Page* (*make)(session::Session& session, const NavigationTarget& place);
};

// All pages in the navigation's order.
const QList<PageKind>& kinds();
const PageKind* kindOf(const QString& name);

} // namespace pages
