// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <plan/plan_draft.h>
#include <resources/resources.h>
#include <shell/plan_desk.h>
#include <theme/theme.h>

#include <catch2/catch.hpp>

#include <QApplication>
#include <QDir>
#include <QJsonDocument>
#include <QListWidget>
#include <QTest>

// Pictures of the page that makes a plan, as large as a screen of 1366×768 has room for.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

TEST_CASE("pictures of a plan that is made", "[.pictures]") {
    const QDir into(qEnvironmentVariable("FUNDDESK_PICTURES"));
    REQUIRE(!into.path().isEmpty());
    for (const theme::Mode mode : {theme::Mode::Light, theme::Mode::Dark}) {
        theme::apply(*qApp, mode);
        Desktop desktop(u"2020-01-15"_s, false);
        desktop.resize(1366, 768);
        const QString look = mode == theme::Mode::Light ? u"plan-light"_s : u"plan-dark"_s;
        into.mkpath(look);
        desktop.picture(into.filePath(look + u"/start.png"_s));
        shell::PlanDesk desk(desktop.session(), &desktop.window());
        desk.resize(1320, 700);
        desk.show();
        const auto take = [&](const QString& name) {
            desktop.settle();
            QTest::qWait(300);
            desk.grab().save(into.filePath(u"%1/%2.png"_s.arg(look, name)));
        };
        take(u"new"_s);
        desk.showPlan(QJsonDocument::fromJson(resources::read(u"plans/guzhang.json"_s)).object(),
                      false);
        auto* names = desk.findChild<QListWidget*>(u"plan-sheets"_s);
        for (int row = 0; row < names->count(); ++row) {
            names->setCurrentRow(row);
            take(u"%1-%2"_s.arg(row + 1).arg(names->item(row)->text()));
        }
    }
    theme::apply(*qApp, theme::Mode::Light);
}
