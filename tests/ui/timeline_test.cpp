// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <charts/timeline.h>

#include <QComboBox>
#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <catch2/catch.hpp>

// 进度图: all projects over time.

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;
using testing::open;

namespace {

charts::Timeline* chartOf(Desktop& desktop) {
    auto* chart = qobject_cast<charts::Timeline*>(desktop.find(u"timeline"_s));
    REQUIRE(chart);
    return chart;
}

qsizetype projectsIn(const charts::Timeline* chart) {
    return chart->figures().count(u'\n');
}

} // namespace

TEST_CASE("All projects over time: from their list, by line, opened and exported", "[served]") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    open(desktop, {u"projects"_s});
    desktop.click(u"go:timeline"_s);
    CHECK(desktop.window().page()->place().page == u"timeline"_s);
    charts::Timeline* chart = chartOf(desktop);
    desktop.until([&] { return projectsIn(chart) > 0; }, "the projects");
    const qsizetype all = projectsIn(chart);
    const qsizetype listed =
        testing::ask(desktop, u"project.list"_s, {{"count"_L1, 1}, {"total"_L1, true}})
            .value("total"_L1)
            .toInteger();
    CHECK(all == listed);
    CHECK(chart->figures().contains(u"XM-2019-001\t"_s));
    auto* line = qobject_cast<QComboBox*>(desktop.find(u"filter:line"_s));
    REQUIRE(line);
    line->setCurrentIndex(line->findData(u"L01"_s));
    Q_EMIT line->activated(line->currentIndex());
    desktop.until([&] { return projectsIn(chart) < all; }, "one line");
    REQUIRE(projectsIn(chart) > 0);

    QTemporaryDir folder;
    const auto exported = [&](const QString& kind, const QString& path) {
        desktop.paths = {path};
        desktop.click(u"export:"_s + kind);
        return desktop.text(u"saved"_s);
    };
    CHECK(exported(u"svg"_s, folder.filePath(u"图.svg"_s)).contains(u"已导出"_s));
    CHECK(exported(u"pdf"_s, folder.filePath(u"图.pdf"_s)).contains(u"已导出"_s));
    QFile drawn(folder.filePath(u"图.svg"_s));
    REQUIRE(drawn.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&drawn);
    QString words;
    while (!reader.atEnd())
        if (reader.readNext() == QXmlStreamReader::Characters)
            words += reader.text();
    CHECK_FALSE(reader.hasError());
    CHECK(words.contains(u"申报到审核"_s));
    CHECK(words.contains(chart->current()));
    QFile paper(folder.filePath(u"图.pdf"_s));
    REQUIRE(paper.open(QIODevice::ReadOnly));
    CHECK(paper.read(5) == "%PDF-");
    CHECK_FALSE(exported(u"svg"_s, folder.filePath(u"no/图.svg"_s)).contains(u"已导出"_s));

    chart->setFocus();
    const QString first = chart->current();
    if (projectsIn(chart) > 1) {
        QTest::keyClick(chart, Qt::Key_Down);
        CHECK(chart->current() != first);
        QTest::keyClick(chart, Qt::Key_Home);
    }
    CHECK(chart->current() == first);
    QTest::keyClick(chart, Qt::Key_Return);
    CHECK(desktop.window().page()->place() == pages::NavigationTarget{u"project"_s, first});
}

TEST_CASE("600 projects over time cost what is in sight") {
    QList<charts::TimelineRow> rows;
    const QDate today(2020, 1, 15);
    for (int i = 0; i < 600; ++i) {
        const QDate declared = QDate(2019, 1, 1).addDays(i % 300);
        rows.append({.id = u"XM-%1"_s.arg(i),
                     .name = u"名称很长的项目"_s.repeated(4),
                     .group = u"L%1"_s.arg(i / 100),
                     .state = u"已开工"_s,
                     .declared = declared,
                     .approved = declared.addDays(20),
                     .started = declared.addDays(40),
                     .plannedFrom = declared.addDays(30),
                     .plannedTo = declared.addDays(200),
                     .accepted = {},
                     .firstPaid = declared.addDays(60),
                     .lastPaid = declared.addDays(90),
                     .closed = {}});
    }
    charts::Timeline chart;
    chart.resize(1200, 600);
    chart.setRows(rows, today, {{QDate(2020, 6, 30), u"期限"_s}});
    QElapsedTimer spent;
    spent.start();
    const QPixmap seen = chart.grab();
    CHECK(spent.elapsed() < 500);
    CHECK(seen.height() == 600);
    QTest::keyClick(&chart, Qt::Key_End);
    CHECK(chart.current() == u"XM-599"_s);
    CHECK(chart.pdf(u"图"_s).startsWith("%PDF-"));
}
