// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSet>
#include <QTest>
#include <QTextEdit>

#include <catch2/catch.hpp>

// Whoever sits here without a mouse, or without seeing: each control says its name, on every page,
// form and window; and wherever Tab goes, it is seen there.

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;
using testing::Desktop;

namespace {

struct PageStop {
    QString user;
    QList<NavigationTarget> places;
};

// Every kind of page with something on it; the pages of the navigation are added for each user.
const QList<PageStop>& stops() {
    static const QList<PageStop> all{
        {u"clerk1"_s,
         {{u"unit"_s, u"DW-004"_s},
          {u"unit-form"_s, {}, u"do=unit.register"_s},
          {u"unit-form"_s, u"DW-001"_s, u"do=unit.change"_s},
          {u"project"_s, u"XM-2019-024"_s},
          {u"project"_s, u"XM-2019-003"_s},
          {u"declare"_s, {}, u"line=L10&unit=DW-001"_s},
          {u"project-form"_s, u"XM-2019-007"_s, u"do=project.amend"_s},
          {u"record-form"_s, u"XM-2019-003"_s, u"do=deliverable.add"_s},
          {u"record-form"_s, u"XM-2019-007"_s, u"do=invoice.record"_s},
          {u"acceptance-form"_s, {}, u"do=acceptance.request&project=XM-2019-024"_s},
          {u"project-form"_s, u"XM-2019-028"_s, u"do=project.review"_s},
          {u"request"_s, u"XM-2019-007"_s},
          {u"sheet"_s},
          {u"archive"_s, u"XM-2019-021"_s}}},
        {u"reviewer1"_s,
         {{u"disclosure"_s, u"2020-01"_s},
          {u"paper"_s, u"BF-2019-001"_s, u"kind=payment"_s},
          {u"approve"_s}}},
        {u"inspector1"_s,
         {{u"acceptance"_s, u"YS-2019-003"_s},
          {u"acceptance-form"_s, u"YS-2019-031"_s, u"do=acceptance.conclude"_s}}},
        {u"leader1"_s, {{u"approve"_s}, {u"payment"_s, u"BF-2019-033"_s}}},
        {u"finance1"_s,
         {{u"opening"_s},
          {u"declare"_s, {}, u"do=opening.project"_s},
          {u"payment"_s, u"BF-2019-006"_s},
          {u"budget-form"_s, u"fund.receive"_s},
          {u"budget-form"_s, u"fund.interest"_s}}},
        {u"group1"_s,
         {{u"supervision"_s, {}, u"tab=goals"_s},
          {u"budget-form"_s, u"evaluation.record"_s},
          {u"budget-form"_s, u"plan.adjust-award"_s},
          {u"budget-form"_s, u"plan.reallocate"_s},
          {u"budget-form"_s, u"plan.supplement"_s},
          {u"budget-form"_s, u"fund.return"_s}}},
        {u"admin"_s, {}},
        {u"auditor1"_s, {{u"entry"_s, u"100"_s}, {u"rules"_s, u"第九条"_s}}}};
    return all;
}

void everywhere(Desktop& desktop, const std::function<void(const QString& where)>& look) {
    for (const PageStop& stop : stops()) {
        desktop.login(stop.user);
        QList<NavigationTarget> places;
        for (const pages::PageKind& kind : pages::kinds())
            if (!kind.icon.isEmpty())
                places << NavigationTarget{kind.name};
        for (const NavigationTarget& place : places + stop.places) {
            desktop.window().goTo(place);
            desktop.settle();
            QApplication::setActiveWindow(&desktop.window());
            look(u"%1 %2 %3 for %4"_s.arg(place.page, place.id, place.filter, stop.user));
        }
        desktop.window().lock();
        desktop.settle();
    }
}

bool isControl(const QWidget* widget) {
    return qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget)
           || qobject_cast<const QComboBox*>(widget) || qobject_cast<const QPlainTextEdit*>(widget)
           || qobject_cast<const QTextEdit*>(widget)
           || qobject_cast<const QAbstractItemView*>(widget);
}

// What a screen reader would say: its own name, or the words on it. A name for programmers says
// nothing.
QString spoken(const QWidget* widget) {
    const QString name = widget->accessibleName();
    if (std::any_of(name.begin(), name.end(), [](QChar c) { return c.unicode() > 0x2e7f; }))
        return name;
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    return {};
}

// Parts that Qt makes inside its own controls are the control's business.
bool isInner(const QWidget* widget) {
    for (const QWidget* above = widget->parentWidget(); above; above = above->parentWidget())
        if (qobject_cast<const QComboBox*>(above) || qobject_cast<const QLineEdit*>(above)
            || qobject_cast<const QAbstractItemView*>(above) || above->inherits("QCalendarWidget")
            || above->inherits("QTabBar") || above->inherits("QPdfView"))
            return true;
    return false;
}

void findMute(const QString& where, QStringList& mute) {
    for (const QWidget* top : QApplication::topLevelWidgets())
        for (const QWidget* widget : top->findChildren<QWidget*>())
            if (widget->isVisible() && isControl(widget) && !isInner(widget)
                && spoken(widget).isEmpty())
                mute << u"%1 \"%2\" in \"%3\": %4"_s.arg(
                    QString::fromLatin1(widget->metaObject()->className()), widget->objectName(),
                    widget->parentWidget()->objectName(), where);
}

QDialog* openWindow() {
    for (QWidget* top : QApplication::topLevelWidgets())
        if (auto* window = qobject_cast<QDialog*>(top); window && window->isVisible())
            return window;
    return nullptr;
}

// Opens what the page's buttons of commands open, one after another: a window or a form in place.
int openForms(Desktop& desktop, const QString& where, QStringList& mute) {
    const NavigationTarget place = desktop.window().page()->place();
    QStringList commands;
    for (const QAbstractButton* button : desktop.window().page()->findChildren<QAbstractButton*>())
        if (button->isVisible() && button->isEnabled()
            && (button->objectName().startsWith(u"do:"_s) || button->objectName() == u"publish"))
            commands << button->objectName();
    int windows = 0;
    for (const QString& command : std::as_const(commands)) {
        if (!desktop.shows(command))
            continue;
        desktop.click(command);
        findMute(where + u", "_s + command, mute);
        if (QDialog* window = openWindow()) {
            ++windows;
            window->close();
        }
        desktop.window().goTo({u"desk"_s});
        desktop.window().goTo(place);
        desktop.settle();
    }
    return windows;
}

} // namespace

TEST_CASE("Every control of every page, form and window has a name that a screen reader can say") {
    Desktop desktop(u"2020-01-15"_s, false);
    QStringList mute;
    findMute(u"the start"_s, mute);
    desktop.click(u"new"_s);
    desktop.until([] { return openWindow() != nullptr; }, "the wizard");
    findMute(u"the wizard"_s, mute);
    openWindow()->close();
    desktop.window().openFile(desktop.path());
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    findMute(u"the login"_s, mute);
    int windows = 0;
    everywhere(desktop, [&](const QString& where) {
        findMute(where, mute);
        windows += openForms(desktop, where, mute);
    });
    CHECK(windows >= 2); // or this looked at none
    desktop.login(u"clerk1"_s);
    for (const auto& [key, modifiers] :
         {std::pair{Qt::Key_K, Qt::ControlModifier}, std::pair{Qt::Key_F1, Qt::NoModifier}}) {
        desktop.press(key, modifiers);
        findMute(u"what a key opens"_s, mute);
        desktop.press(Qt::Key_Escape);
    }
    mute.removeDuplicates();
    INFO(mute.join(u'\n').toStdString());
    CHECK(mute.isEmpty());
}

TEST_CASE("Wherever Tab goes, one sees that it is there") {
    constexpr int most = 150; // stops on one page
    Desktop desktop;
    QStringList unseen;
    int seen = 0;
    everywhere(desktop, [&](const QString& where) {
        QSet<const QWidget*> visited;
        for (int i = 0; i < most; ++i) {
            QApplication::sendPostedEvents();
            QWidget* at = QApplication::focusWidget();
            if (!at)
                at = &desktop.window();
            QTest::keyClick(at, Qt::Key_Tab);
            at = QApplication::focusWidget();
            if (!at || visited.contains(at))
                break;
            visited.insert(at);
            QWidget* window = at->window();
            const QRect around(at->mapTo(window, QPoint(-3, -3)), at->size() + QSize(6, 6));
            const QImage with = window->grab(around).toImage();
            at->clearFocus();
            const QImage without = window->grab(around).toImage();
            at->setFocus(Qt::TabFocusReason);
            ++seen;
            if (with == without)
                unseen << u"%1 \"%2\" %3: %4"_s.arg(
                    QString::fromLatin1(at->metaObject()->className()), at->objectName(),
                    at->accessibleName(), where);
        }
    });
    CHECK(seen > 500);
    INFO(unseen.join(u'\n').toStdString());
    CHECK(unseen.isEmpty());
}
