// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QPlainTextEdit>
#include <QTest>

#include <catch2/catch.hpp>

// Two windows at one server: each sees what the other does, loses nothing that was typed, and
// nothing is done twice; also where the server dies between them.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::Desktop;
using testing::open;
using testing::stateOf;

namespace {

// The first desk, whose fund is served; others join it.
std::unique_ptr<Desktop> firstDesk() {
    qputenv("FUNDDESK_TEST_PLACE", "server");
    auto desk = std::make_unique<Desktop>();
    qunsetenv("FUNDDESK_TEST_PLACE");
    return desk;
}

void prepareRequest(Desktop& desk, const QString& amount) {
    open(desk, {u"request"_s, u"XM-2019-007"_s});
    desk.choose(u"edit:kind"_s, u"stage"_s);
    desk.type(u"edit:amount"_s, amount);
    desk.type(u"edit:report"_s, u"report"_s);
    desk.until([&] { return !desk.text(u"edit:id"_s).isEmpty(); }, "a number");
}

// Submits the form of that editor, and waits for nothing.
void press(Desktop& desk, const QString& editor) {
    QApplication::setActiveWindow(&desk.window());
    QWidget* target = desk.find(editor);
    target->setFocus();
    QTest::keyClick(target, Qt::Key_Return, Qt::ControlModifier);
}

qsizetype requestsOf(Desktop& desk) {
    return ask(desk, u"payment.list"_s, {{"project"_L1, u"XM-2019-007"_s}})
        .value("items"_L1)
        .toArray()
        .size();
}

} // namespace

TEST_CASE("What one desk decides the other sees, and keeps what was being written there") {
    const auto first = firstDesk();
    Desktop second(*first->served());
    first->login(u"reviewer1"_s);
    second.login(u"reviewer2"_s);
    const QString project = u"XM-2019-028"_s;
    open(second, {u"approve"_s, project});
    second.type(u"edit:opinion"_s, u"my own opinion"_s);
    open(*first, {u"approve"_s, project});
    first->find(u"approving"_s)->setFocus();
    first->press(Qt::Key_Return, Qt::ControlModifier);
    QElapsedTimer timer;
    timer.start();
    second.until([&] { return second.shows(u"decided-elsewhere"_s); }, "that it was decided");
    CHECK(timer.elapsed() < 10'000); // a second or two where nobody else works here
    CHECK(second.text(u"decided-elsewhere"_s).contains(project));
    CHECK(second.text(u"edit:opinion"_s) == u"my own opinion"_s);
    // Pressed all the same, it is refused by the rule, and what was written still stands.
    press(second, u"edit:opinion"_s);
    second.settle();
    CHECK(second.text(u"edit:opinion"_s) == u"my own opinion"_s);
    CHECK(second.shows(u"decided-elsewhere"_s));
    const QJsonArray steps =
        ask(second, u"project.show"_s, {{"id"_L1, project}}).value("steps"_L1).toArray();
    const auto reviews = std::count_if(steps.begin(), steps.end(), [](const QJsonValue& step) {
        return step["duty"_L1] == u"review"_s || step["do"_L1] == u"project.review"_s;
    });
    CHECK(reviews <= 1);
}

TEST_CASE("A page that stands open shows what another desk entered") {
    const auto first = firstDesk();
    Desktop second(*first->served());
    first->login(u"clerk1"_s);
    second.login(u"finance1"_s);
    open(second, {u"payments"_s});
    prepareRequest(*first, u"5000"_s);
    const QString id = first->text(u"edit:id"_s);
    press(*first, u"edit:report"_s);
    first->until([&] { return first->shows(u"steps"_s); }, "the payment's page");
    second.until([&] { return testing::rowWith(testing::tableOf(second, u"payments"_s), id) >= 0; },
                 "the new request");
}

TEST_CASE("Both ask for the last of it at once: one has it, the other is refused by the rule") {
    const auto first = firstDesk();
    Desktop second(*first->served());
    first->login(u"clerk1"_s);
    second.login(u"clerk2"_s);
    const qsizetype before = requestsOf(*first);
    const QString most = u"15600"_s;
    prepareRequest(*first, most);
    prepareRequest(second, most);
    // The same number is proposed to both; nobody typed it.
    CHECK(first->text(u"edit:id"_s) == second.text(u"edit:id"_s));
    press(*first, u"edit:report"_s);
    press(second, u"edit:report"_s);
    first->until([&] { return first->shows(u"steps"_s) || second.shows(u"steps"_s); }, "one");
    first->settle();
    second.settle();
    Desktop& other = first->shows(u"steps"_s) ? second : *first;
    other.until([&] { return other.shows(u"refusal:amount"_s) || other.shows(u"refusal"_s); },
                "the refusal");
    CHECK(other.text(u"edit:report"_s) == u"report"_s);
    CHECK(requestsOf(other) == before + 1);
}

TEST_CASE("The server is killed while both work: they say so, come back, and nothing is lost") {
    const auto first = firstDesk();
    Desktop second(*first->served());
    first->login(u"clerk1"_s);
    second.login(u"clerk2"_s);
    const qsizetype before = requestsOf(*first);
    prepareRequest(*first, u"5000"_s);
    const QString acknowledged = first->text(u"edit:id"_s);
    press(*first, u"edit:report"_s);
    first->until([&] { return first->shows(u"steps"_s); }, "the payment's page");
    prepareRequest(second, u"6000"_s);

    first->served()->kill();
    for (Desktop* desk : {first.get(), &second})
        desk->until([&] { return desk->shows(u"connection-bar"_s); }, "that the connection broke");
    CHECK(second.text(u"connection-bar"_s).contains(u"正在重新连接"_s));
    CHECK(second.text(u"edit:report"_s) == u"report"_s);
    press(second, u"edit:report"_s); // on its way while nobody is there
    QTest::qWait(1500);
    CHECK(second.text(u"edit:report"_s) == u"report"_s);

    first->served()->start();
    for (Desktop* desk : {first.get(), &second})
        desk->until([&] { return !desk->shows(u"connection-bar"_s); }, "that it is back");
    second.until([&] { return second.shows(u"steps"_s); }, "the second request");
    CHECK(first->session().loggedIn());
    CHECK(second.session().loggedIn());
    CHECK(stateOf(*first, acknowledged) == u"requested"_s);
    CHECK(requestsOf(*first) == before + 2);
}
