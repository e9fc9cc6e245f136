// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <theme/theme.h>

#include <QDir>

#include <catch2/catch.hpp>

#include <cmath>

// What holds for every page of the window, whoever wrote it.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

TEST_CASE("Nothing on a page asks for more width than the common office screen has") {
    Desktop desktop;
    for (const QString& user : {u"clerk1"_s, u"reviewer1"_s, u"finance1"_s, u"group1"_s}) {
        desktop.login(user);
        desktop.resize(1366, 768);
        for (const pages::PageKind& kind : pages::kinds()) {
            if (kind.icon.isEmpty())
                continue;
            desktop.click(u"nav:"_s + kind.name);
            INFO(kind.name.toStdString() << " for " << user.toStdString());
            CHECK(desktop.window().width() == 1366);
            CHECK(desktop.window().page()->minimumSizeHint().width() <= 1366 - 148);
        }
        desktop.window().lock();
    }
}

TEST_CASE("The texts of both themes stand out from their grounds at 4.5:1 at least") {
    const auto channel = [](int value) {
        const double part = value / 255.0;
        return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    const auto luminance = [&](const QColor& c) {
        return 0.2126 * channel(c.red()) + 0.7152 * channel(c.green()) + 0.0722 * channel(c.blue());
    };
    const auto contrast = [&](const QColor& a, const QColor& b) {
        const double first = luminance(a);
        const double second = luminance(b);
        return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
    };
    for (const theme::Colours* c : {&theme::light(), &theme::dark()}) {
        const std::pair<QColor, QColor> pairs[] = {
            {c->text, c->window},         {c->text, c->base},           {c->text, c->alternate},
            {c->muted, c->window},        {c->muted, c->base},          {c->muted, c->alternate},
            {c->accent, c->base},         {c->accent, c->window},       {c->onAccent, c->accent},
            {c->onAccent, c->accentHigh}, {c->accent, c->accentSoft},   {c->danger, c->base},
            {c->danger, c->dangerSoft},   {c->danger, c->window},       {c->good, c->goodSoft},
            {c->good, c->base},           {c->warning, c->warningSoft}, {c->warning, c->base}};
        for (const auto& [text, ground] : pairs) {
            INFO(text.name().toStdString() << " on " << ground.name().toStdString());
            CHECK(contrast(text, ground) >= 4.5);
        }
        // What is drawn and not read: WCAG asks for 3:1 of the parts of a chart.
        for (const QColor& ground : {c->window, c->base}) {
            CHECK(contrast(c->rest, ground) >= 3);
            CHECK(contrast(c->accent, ground) >= 3);
        }
    }
    for (const auto& [mode, c] : {std::pair{theme::Mode::Light, &theme::light()},
                                  std::pair{theme::Mode::Dark, &theme::dark()}}) {
        theme::apply(*qApp, mode);
        for (int source = 0; source < 6; ++source)
            for (const QColor& ground : {c->window, c->base})
                CHECK(contrast(theme::seriesColour(source), ground) >= 3);
    }
    theme::apply(*qApp, theme::Mode::Light);
}

TEST_CASE("A published month leaves a verified backup, and closing makes the day's") {
    Desktop desktop(u"2020-02-05"_s);
    desktop.login(u"reviewer1"_s);
    desktop.window().goTo({u"disclosure"_s, u"2020-01"_s});
    desktop.click(u"publish"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.until(
        [&] {
            return QDir(desktop.path() + u".backups"_s)
                       .entryList({u"*.fund-backup"_s}, QDir::Files)
                       .size()
                   == 1;
        },
        "the backup");
    desktop.until([&] { return !desktop.shows(u"progress"_s); }, "its end");
    // A backup is put in the place of a fund on the start page, and the old file is kept.
    const QString backup = QDir(desktop.path() + u".backups"_s)
                               .entryInfoList({u"*.fund-backup"_s}, QDir::Files)
                               .first()
                               .absoluteFilePath();
    desktop.session().close();
    desktop.window().openFile(desktop.folder() + u"/nowhere.fund"_s);
    desktop.paths = {backup, desktop.path()};
    desktop.click(u"restore"_s);
    desktop.until([&] { return !desktop.told.isEmpty(); }, "what is said of the restore");
    CHECK(desktop.told.last().contains(u"before-restore"_s));
}
