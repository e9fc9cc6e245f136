// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <shell/handbook.h>

#include <QFile>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTextBrowser>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Desktop;

namespace {

QString text() {
    QFile file(u":/handbook/index.html"_s);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll());
}

QSet<QString> all(const QString& pattern) {
    QSet<QString> found;
    const QString html = text();
    for (auto match = QRegularExpression(pattern).globalMatch(html); match.hasNext();)
        found.insert(match.next().captured(1));
    return found;
}

} // namespace

TEST_CASE("Every picture of the handbook is there, and every link of it leads somewhere") {
    const QSet<QString> pictures = all(u"<img src=\"([^\"]+)\""_s);
    CHECK(pictures.size() >= 5);
    for (const QString& picture : pictures)
        CHECK_FALSE(QImage(u":/handbook/"_s + picture).isNull());
    const QSet<QString> anchors = all(u"<a name=\"([^\"]+)\""_s);
    for (const QString& link : all(u"<a href=\"#([^\"]+)\""_s))
        CHECK(anchors.contains(link));
    for (const pages::PageKind& kind : pages::kinds()) {
        INFO(kind.name.toStdString());
        const QString part = shell::handbookPart(kind.name);
        CHECK((part.isEmpty() || anchors.contains(part)));
        // Whatever stands in the navigation has its part.
        CHECK((kind.icon.isEmpty() || !part.isEmpty()));
    }
}

TEST_CASE("F1 opens the handbook at the part about the page") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    desktop.window().goTo({u"disclosures"_s});
    desktop.settle();
    desktop.press(Qt::Key_F1);
    auto* text = desktop.window().findChild<QTextBrowser*>(u"handbook-text"_s);
    REQUIRE(text);
    CHECK(text->isVisible());
    CHECK(text->toPlainText().contains(u"月末公示"_s));
    // Not at the top: the part stands far down.
    CHECK(text->verticalScrollBar()->value() > 1000);
}
