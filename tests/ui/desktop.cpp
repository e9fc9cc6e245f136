// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <fund/demo.h>
#include <resources/resources.h>
#include <shell/servers.h>

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QInputMethodEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

#include <catch2/catch.hpp>

namespace testing {

using namespace Qt::Literals::StringLiterals;

namespace {

// The demo is made once for all tests; each works on a copy.
const QString& demoFund() {
    static const QTemporaryDir folder;
    static const QString path = [] {
        const QString made = folder.filePath(u"demo.fund"_s);
        fund::makeDemo(made, resources::read(u"plans/guzhang.json"_s),
                       resources::read(u"demo/guzhang.jsonl"_s));
        return made;
    }();
    return path;
}

constexpr int patience = 30000; // ms; how long a busy machine may take

// All that stand, the latest last: its boxes are answered by the latest.
QList<Desktop*>& desks() {
    static QList<Desktop*> all;
    return all;
}

} // namespace

Desktop::Desktop(const QString& date, bool open) : m_clock(date) {
    QFile::copy(demoFund(), path());
    const bool served = open && qEnvironmentVariable("FUNDDESK_TEST_PLACE") == u"server";
    if (served)
        m_served = std::make_unique<ServedFund>(path(), date);
    show();
    if (!open)
        return;
    if (served)
        shell::rememberFingerprint(m_served->place(), m_served->fingerprint());
    m_window->openPlace(served ? m_served->place().text() : path());
    until([this] { return shows(u"enter"_s); }, "the login");
}

Desktop::Desktop(const ServedFund& served, const QString& date) : m_clock(date) {
    show();
    shell::rememberFingerprint(served.place(), served.fingerprint());
    m_window->openPlace(served.place().text());
    until([this] { return shows(u"enter"_s); }, "the login");
}

void Desktop::show() {
    desks() << this;
    widgets::setPrompt(this);
    m_session = std::make_unique<session::Session>(&m_clock);
    m_window = std::make_unique<shell::MainWindow>(*m_session);
    m_window->resize(1366, 768);
    m_window->show();
    QApplication::setActiveWindow(m_window.get());
}

Desktop::~Desktop() {
    m_window.reset();
    m_session.reset();
    desks().removeAll(this);
    widgets::setPrompt(desks().isEmpty() ? nullptr : desks().back());
}

bool Desktop::isHere(const QWidget* top) const {
    const QWidget* whose = top;
    while (whose->parentWidget())
        whose = whose->parentWidget();
    return whose == m_window.get() || desks().size() == 1;
}

QList<QWidget*> Desktop::here(const QString& name) const {
    QList<QWidget*> found;
    for (const QWidget* top : QApplication::topLevelWidgets())
        if (isHere(top))
            for (QWidget* one : top->findChildren<QWidget*>(name))
                if (one->isVisible())
                    found << one;
    return found;
}

void Desktop::login(const QString& user, const QString& password) {
    type(u"user"_s, user);
    type(u"password"_s, password.isEmpty() ? QString::fromLatin1(fund::demoPassword) : password);
    click(u"enter"_s);
    until([&] { return m_session->user() == user && shows(u"nav:desk"_s); }, "the workplace");
    settle();
}

bool Desktop::shows(const QString& name) {
    return !here(name).isEmpty();
}

QWidget* Desktop::find(const QString& name) {
    until([&] { return shows(name); }, name.toUtf8().constData());
    return here(name).back();
}

void Desktop::click(const QString& name) {
    QWidget* target = find(name);
    until([&] { return target->isEnabled(); }, "the button can be pressed");
    QTest::mouseClick(target, Qt::LeftButton);
    settle();
}

void Desktop::clickText(const QString& words) {
    QAbstractButton* found = nullptr;
    until(
        [&] {
            for (QWidget* one : here({}))
                if (auto* button = qobject_cast<QAbstractButton*>(one))
                    if (button->isEnabled() && button->text() == words)
                        found = button;
            return found != nullptr;
        },
        words.toUtf8().constData());
    QTest::mouseClick(found, Qt::LeftButton);
    settle();
}

void Desktop::type(const QString& name, const QString& text) {
    QWidget* target = find(name);
    target->setFocus();
    if (auto* line = qobject_cast<QLineEdit*>(target))
        line->selectAll();
    if (auto* area = qobject_cast<QPlainTextEdit*>(target))
        area->selectAll();
    QTest::keyClick(target, Qt::Key_Delete);
    for (const QChar c : text) {
        if (c.unicode() < 0x7f) {
            QTest::keyClick(target, c.toLatin1());
            continue;
        }
        // QTest knows no key of a Chinese character; an input method commits it.
        QInputMethodEvent typed;
        typed.setCommitString(c);
        QApplication::sendEvent(target, &typed);
    }
    settle();
}

void Desktop::choose(const QString& name, const QString& code) {
    auto* box = qobject_cast<QComboBox*>(find(name));
    REQUIRE(box);
    const int place = box->findData(code);
    INFO(name.toStdString() << " has " << code.toStdString());
    REQUIRE(place >= 0);
    box->setFocus();
    QTest::keyClick(box, Qt::Key_Home);
    for (int i = 0; i < place; ++i)
        QTest::keyClick(box, Qt::Key_Down);
    Q_EMIT box->activated(place);
    CHECK(box->currentData().toString() == code);
    settle();
}

void Desktop::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    if (desks().size() > 1) // keys go to one window
        QApplication::setActiveWindow(m_window.get());
    QWidget* target = QApplication::focusWidget();
    QTest::keyClick(target ? target : m_window.get(), key, modifiers);
    settle();
}

QString Desktop::text(const QString& name) {
    QWidget* widget = find(name);
    for (const char* property : {"text", "plainText", "currentText"})
        if (widget->property(property).isValid())
            return widget->property(property).toString();
    return {};
}

void Desktop::until(const std::function<bool()>& holds, const char* what) {
    const bool came = QTest::qWaitFor(holds, patience);
    // What stands on the screen says why it did not come.
    QStringList said;
    if (!came)
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            if (label->isVisible() && !label->text().isEmpty())
                said << label->text();
    INFO("waiting for " << what << "; the window says:\n" << said.join(u'\n').toStdString());
    REQUIRE(came);
}

// The fund's thread does one thing after another, so a question asked now is answered last; its
// answer may make the page ask more, hence three times.
void Desktop::settle() {
    for (int i = 0; i < 3; ++i) {
        bool answered = false;
        QTest::qWait(1);
        m_session->ask(u"journal.head"_s, {}, m_window.get(),
                       [&answered](const journal::Answer&) { answered = true; });
        until([&] { return answered; }, "an answer");
    }
}

void Desktop::picture(const QString& path) {
    settle();
    m_window->grab().save(path);
}

void Desktop::resize(int width, int height) {
    m_window->resize(width, height);
    settle();
}

bool Desktop::confirm(QWidget*, const QString&, const QString& text, const QString&) {
    told << text;
    return agree;
}

void Desktop::inform(QWidget*, const QString&, const QString& text) {
    told << text;
}

QString Desktop::openFile(QWidget*, const QString&, const QString&) {
    return paths.isEmpty() ? QString() : paths.takeFirst();
}

QStringList Desktop::openFiles(QWidget*, const QString&, const QString&) {
    return std::exchange(paths, {});
}

QString Desktop::saveFile(QWidget*, const QString&, const QString&, const QString&) {
    return paths.isEmpty() ? QString() : paths.takeFirst();
}

QString Desktop::folder(QWidget*, const QString&) {
    return paths.isEmpty() ? QString() : paths.takeFirst();
}

} // namespace testing
