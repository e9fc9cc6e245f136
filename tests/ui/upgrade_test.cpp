// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <fund/demo.h>
#include <fund/internals.h>
#include <fund/upgrade.h>
#include <session/local.h>
#include <widgets/form.h>

#include <catch2/catch.hpp>

#include <QFile>

// What the window makes of a file of an older version, and of a fault of the program.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

TEST_CASE("A file of an older version is upgraded under a bar and then asks who logs in") {
    Desktop desktop(u"2026-12-01"_s, false);
    QFile packed(QStringLiteral(FUNDDESK_SOURCE) + u"/tests/older/guzhang-1d245f9.fund.z"_s);
    REQUIRE(packed.open(QIODevice::ReadOnly));
    const QString path = desktop.folder() + u"/older.fund"_s;
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(qUncompress(packed.readAll()));
    file.close();
    REQUIRE(fund::isOlder(path));
    desktop.window().openFile(path);
    CHECK(desktop.shows(u"progress"_s));
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    CHECK_FALSE(fund::isOlder(path));
    desktop.login(u"auditor1"_s, QString::fromLatin1(fund::demoPassword));
    CHECK(desktop.session().loggedIn());
}

TEST_CASE("A fault of the program is said in its sentence, as any other that stops a command") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    bool done = false;
    desktop.session().run(
        [&](session::Backend& backend, const session::Token&, const session::Progress&) {
            auto& local = dynamic_cast<session::LocalBackend&>(backend);
            fund::Internals::context(local.fund()).db.script(u"DROP TABLE goal_report"_s);
            done = true;
            return journal::Answer();
        });
    desktop.until([&] { return done; }, "the table's end");
    QString said;
    desktop.session().ask(u"goal.show"_s, {}, &desktop.window(),
                          [&](const journal::Answer& answer) {
                              said = answer.ok() ? u"answered"_s : answer.rejection->message();
                          });
    desktop.until([&] { return !said.isEmpty(); }, "the answer");
    CHECK(said.startsWith(u"程序内部错误 "_s));
    // Long work that meets one says it too.
    QString error;
    const auto job = desktop.session().run(
        [](session::Backend&, const session::Token&, const session::Progress&) -> journal::Answer {
            throw std::logic_error("x");
        });
    QObject::connect(job, &session::Job::finished, &desktop.window(),
                     [&](const journal::Answer& answer) {
                         error = answer.ok() ? u"done"_s : answer.rejection->message();
                     });
    desktop.until([&] { return !error.isEmpty(); }, "the sentence");
    CHECK(error.startsWith(u"程序内部错误 "_s));
}
