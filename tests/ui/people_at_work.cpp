// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <fund/demo.h>

#include <QDropEvent>
#include <QMimeData>
#include <QTableView>

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
        [=](session::Backend& backend, const session::Token&, const session::Progress&) {
            const session::Login login =
                backend.login(user, QString::fromLatin1(fund::demoPassword));
            if (!login.answer.ok())
                return login.answer;
            const journal::Answer answer = backend.submit(login.token, command, with);
            backend.logout(login.token);
            return answer;
        },
        true);
    QString error;
    QObject::connect(job, &session::Job::finished, &desktop.window(),
                     [&](const journal::Answer& answer) {
                         error = answer.ok() ? QString() : answer.rejection->message();
                         done = true;
                     });
    desktop.until([&] { return done; }, "the command");
    INFO(command.toStdString() << ": " << error.toStdString());
    REQUIRE(error.isEmpty());
    desktop.settle();
}

void open(Desktop& desktop, const pages::NavigationTarget& place) {
    desktop.window().goTo(place);
    desktop.settle();
    desktop.settle();
}

void submit(Desktop& desktop) {
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.settle();
}

void drop(Desktop& desktop, const QStringList& paths) {
    QWidget* target = desktop.find(u"documents"_s);
    QMimeData data;
    QList<QUrl> urls;
    for (const QString& path : paths)
        urls << QUrl::fromLocalFile(path);
    data.setUrls(urls);
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &enter);
    CHECK(enter.isAccepted());
    QDropEvent event(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(target, &event);
    desktop.settle();
}

QTableView* tableOf(Desktop& desktop, const QString& name) {
    auto* table = qobject_cast<QTableView*>(desktop.find(name));
    REQUIRE(table);
    return table;
}

int rowWith(const QTableView* table, const QString& words) {
    for (int row = 0; row < table->model()->rowCount(); ++row)
        for (int column = 0; column < table->model()->columnCount(); ++column)
            if (table->model()->index(row, column).data().toString().contains(words))
                return row;
    return -1;
}

void chooseRow(Desktop& desktop, const QString& name, const QString& words) {
    QTableView* table = tableOf(desktop, name);
    desktop.until([&] { return rowWith(table, words) >= 0; }, words.toUtf8().constData());
    table->selectRow(rowWith(table, words));
    desktop.settle();
}

QString cell(Desktop& desktop, const QString& table, int row, int column) {
    return tableOf(desktop, table)->model()->index(row, column).data().toString();
}

} // namespace testing
