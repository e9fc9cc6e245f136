// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <support/raw_file.h>

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QMessageBox>
#include <QTextEdit>
#include <QTimer>
#include <QToolTip>

#include <catch2/catch.hpp>

// Somebody names a unit <img src=…>. Where Qt took that for markup, a name would load a file when
// the mouse passes over it, hide a part of a sentence, or lead somewhere else.

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;
using testing::Desktop;
using testing::RawFile;

namespace {

const QString mark = u"<img src=\"canary.png\"><b>粗</b><a href=\"x:y\">链</a>&amp;"_s;

// Behind every Chinese text of the fund, in whatever table it stands.
int plant(const QString& path) {
    RawFile file(path);
    file.tryRun(u"PRAGMA journal_mode = DELETE"_s);
    const auto triggers =
        file.rows(u"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"_s);
    for (const QStringList& trigger : triggers)
        file.run(u"DROP TRIGGER \"%1\""_s.arg(trigger[0]));
    int changed = 0;
    for (const QString& table :
         file.column(u"SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN"
                     " ('entry', 'file_property')"_s))
        for (const QStringList& column :
             file.rows(u"SELECT name, type FROM pragma_table_info('%1')"_s.arg(table))) {
            if (column[1] != u"TEXT")
                continue;
            file.tryRun(
                u"UPDATE OR IGNORE \"%1\" SET \"%2\" = \"%2\" || '%3' WHERE \"%2\" GLOB '*[一-龥]*'"
                " AND \"%2\" NOT LIKE '{%' AND \"%2\" NOT LIKE '[%'"_s.arg(table, column[0], mark));
            changed += file.changes();
        }
    for (const QStringList& trigger : triggers)
        file.run(trigger[1]);
    return changed;
}

const QList<QPair<QString, QList<NavigationTarget>>>& stops() {
    static const QList<QPair<QString, QList<NavigationTarget>>> all{
        {u"clerk1"_s,
         {{u"unit"_s, u"DW-004"_s},
          {u"unit-form"_s, u"DW-001"_s, u"do=unit.change"_s},
          {u"project"_s, u"XM-2019-024"_s},
          {u"project"_s, u"XM-2019-003"_s},
          {u"declare"_s, {}, u"line=L10&unit=DW-001"_s},
          {u"record-form"_s, u"XM-2019-007"_s, u"do=invoice.record"_s},
          {u"request"_s, u"XM-2019-007"_s},
          {u"archive"_s, u"XM-2019-021"_s}}},
        {u"reviewer1"_s,
         {{u"disclosure"_s, u"2019-12"_s},
          {u"disclosure"_s, u"2020-01"_s},
          {u"paper"_s, u"BF-2019-001"_s, u"kind=payment"_s},
          {u"approve"_s}}},
        {u"inspector1"_s, {{u"acceptance"_s, u"YS-2019-003"_s}}},
        {u"leader1"_s, {{u"approve"_s}, {u"payment"_s, u"BF-2019-033"_s}}},
        {u"finance1"_s, {{u"opening"_s}, {u"payment"_s, u"BF-2019-006"_s}}},
        {u"auditor1"_s, {{u"entry"_s, u"30"_s}}}};
    return all;
}

struct Seen {
    int marked = 0; // widgets that show a planted text
    QStringList wrong;
};

void look(QWidget* under, const QString& where, Seen& seen) {
    for (QLabel* label : under->findChildren<QLabel*>()) {
        if (!label->isVisible())
            continue;
        const bool rich = label->textFormat() == Qt::RichText;
        const QString text = label->text();
        if (text.contains(u"canary"_s))
            ++seen.marked;
        // One that asks for markup of its own escapes what people wrote.
        if (rich ? text.contains(u"<img"_s) : label->textFormat() != Qt::PlainText)
            seen.wrong << where + u": "_s + text;
    }
    for (QTextEdit* edit : under->findChildren<QTextEdit*>())
        if (edit->toHtml().contains(u"<img"_s))
            seen.wrong << where + u": "_s + edit->toPlainText().left(200);
}

} // namespace

TEST_CASE("Markup in a name is shown as it was written, on every page") {
    Desktop desktop(u"2020-01-15"_s, false);
    CHECK(plant(desktop.path()) > 500);
    desktop.window().openFile(desktop.path());
    Seen seen;
    for (const auto& [user, places] : stops()) {
        desktop.login(user);
        QList<NavigationTarget> all = places;
        for (const pages::PageKind& kind : pages::kinds())
            if (!kind.icon.isEmpty() && desktop.shows(u"nav:"_s + kind.name))
                all << NavigationTarget{kind.name};
        for (const NavigationTarget& place : all) {
            desktop.window().goTo(place);
            desktop.settle();
            look(&desktop.window(), user + u' ' + place.page + u' ' + place.id, seen);
        }
        desktop.window().lock();
    }
    INFO(seen.wrong.join(u'\n').toStdString());
    CHECK(seen.wrong.isEmpty());
    CHECK(seen.marked > 20);
}

TEST_CASE("Markup in a tooltip and in a message is shown as it was written") {
    QWidget under;
    under.show();
    QToolTip::showText(QPoint(5, 5), mark, &under);
    int tips = 0;
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* tip = qobject_cast<QLabel*>(widget); tip && tip->inherits("QTipLabel")) {
            ++tips;
            CHECK(tip->textFormat() == Qt::PlainText);
            CHECK(tip->text() == mark);
        }
    CHECK(tips == 1);
    QToolTip::hideText();

    widgets::Prompt prompt;
    for (const bool question : {false, true}) {
        int boxes = 0;
        QTimer::singleShot(0, &under, [&] {
            auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
            REQUIRE(box);
            for (const QLabel* label : box->findChildren<QLabel*>())
                if (label->text().contains(u"canary"_s)) {
                    ++boxes;
                    CHECK(label->textFormat() == Qt::PlainText);
                }
            box->reject();
        });
        question ? void(prompt.confirm(&under, mark, mark, u"是"_s))
                 : prompt.inform(&under, mark, mark);
        CHECK(boxes == 1);
    }
}
