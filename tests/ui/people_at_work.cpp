// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <catch2/catch.hpp>

namespace testing {

using namespace Qt::Literals::StringLiterals;

void change(Desktop& desktop, const QString& user) {
    if (desktop.session().user() == user)
        return;
    if (desktop.session().loggedIn())
        desktop.window().lock();
    desktop.login(user);
}

QJsonObject ask(Desktop& desktop, const QString& question, const QJsonObject& with) {
    QJsonObject result;
    bool answered = false;
    desktop.session().ask(question, with, &desktop.window(), [&](const journal::Answer& answer) {
        result = answer.result.toObject();
        answered = true;
    });
    desktop.until([&] { return answered; }, "an answer");
    return result;
}

QString stateOf(Desktop& desktop, const QString& payment) {
    return ask(desktop, u"payment.show"_s, {{"id"_L1, payment}}).value("state"_L1).toString();
}

void given(Desktop& desktop, const QString& user, const QString& command, const QJsonObject& with) {
    bool done = false;
    const auto job = desktop.session().run(
        [=](fund::Fund& fund, const session::Progress&) {
            fund.trust(user);
            const journal::Answer answer = fund.submit({user, command, with});
            fund.logout(user);
            return answer.ok() ? QString() : answer.objection->message();
        },
        true);
    QString trouble;
    QObject::connect(job, &session::Job::finished, &desktop.window(), [&](const QString& said) {
        trouble = said;
        done = true;
    });
    desktop.until([&] { return done; }, "the command");
    INFO(command.toStdString() << ": " << trouble.toStdString());
    REQUIRE(trouble.isEmpty());
    desktop.settle();
}

void open(Desktop& desktop, const pages::Place& place) {
    desktop.window().goTo(place);
    desktop.settle();
    desktop.settle();
}

bool anyButton(Desktop& desktop, const QString& name) {
    return desktop.shows(name);
}

} // namespace testing
