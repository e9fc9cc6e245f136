// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <QElapsedTimer>
#include <QScrollBar>
#include <QTableView>
#include <QTest>
#include <QTimer>

#include <catch2/catch.hpp>

#include <cstdio>

// How long the window stands still on a large fund, for `./dev bench desktop`: it goes through the
// pages, filters, sorts and scrolls, while a timer watches the gaps between its ticks.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

constexpr int tick = 5; // ms

// The longest time between two ticks so far, and what was done then.
class Watch : public QObject {
public:
    Watch() {
        m_clock.start();
        connect(&m_timer, &QTimer::timeout, this, [this] {
            const qint64 gap = m_clock.restart();
            if (gap > 60)
                std::printf("gap %lld ms %s\n", static_cast<long long>(gap),
                            doing.toUtf8().constData());
            if (gap > longest) {
                longest = gap;
                during = doing;
            }
        });
        m_timer.start(tick);
    }
    qint64 longest = 0;
    QString during;
    QString doing;

private:
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace

TEST_CASE("the longest standstill on a large fund", "[.stall]") {
    const QString fund = qEnvironmentVariable("FUNDDESK_LARGE");
    REQUIRE(!fund.isEmpty());
    Desktop desktop(u"2020-01-15"_s, false);
    const QString copy = desktop.folder() + u"/large.fund"_s;
    REQUIRE(QFile::copy(fund, copy));
    desktop.window().openFile(copy);
    desktop.until([&] { return desktop.shows(u"enter"_s); }, "the login");
    desktop.login(u"finance"_s, qEnvironmentVariable("FUNDDESK_PASSWORD"));
    Watch watch;
    for (const pages::PageKind& kind : pages::kinds()) {
        if (kind.icon.isEmpty())
            continue;
        watch.doing = kind.name;
        INFO(kind.name.toStdString());
        desktop.click(u"nav:"_s + kind.name);
        QTest::qWait(200);
        for (QTableView* table : desktop.window().page()->findChildren<QTableView*>()) {
            if (!table->isVisible())
                continue;
            watch.doing = kind.name + u" scrolled"_s;
            for (int i = 0; i < 5; ++i) {
                table->verticalScrollBar()->setValue(table->verticalScrollBar()->maximum());
                QTest::qWait(60);
            }
            watch.doing = kind.name + u" sorted"_s;
            table->sortByColumn(1, Qt::DescendingOrder);
            QTest::qWait(150);
        }
        if (desktop.shows(u"filter"_s)) {
            watch.doing = kind.name + u" filtered"_s;
            desktop.type(u"filter"_s, u"99"_s);
            QTest::qWait(300);
        }
    }
    std::printf("longest standstill %lld ms, %s\n", static_cast<long long>(watch.longest),
                watch.during.toUtf8().constData());
    CHECK(watch.longest <= 100);
}
