// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <shell/views.h>
#include <support/raw_file.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>

#include <QAbstractButton>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QGroupBox>
#include <QHeaderView>
#include <QJsonDocument>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSettings>
#include <QTabBar>
#include <QTextEdit>
#include <QTimer>
#include <QToolTip>

#include <catch2/catch.hpp>

// Somebody names a unit <img src=…>. Where Qt took that for markup, a name would load a file when
// the mouse passes over it, hide a part of a sentence, or lead somewhere else. And an & in it is no
// sign of a key to press: what buttons, boxes, tabs and menus bear must not lose it.

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;
using testing::Desktop;
using testing::RawFile;

namespace {

const QString mark = u"<img src=\"canary.png\"><b>粗</b><a href=\"x:y\">链</a>&amp;"_s;

// Behind every Chinese text of the plan that people named.
QJsonValue marked(const QJsonValue& value) {
    static const QRegularExpression chinese(u"[一-龥]"_s);
    static const QStringList cited{u"article"_s, u"clause"_s,       u"clauses"_s, u"cites"_s,
                                   u"needs"_s,   u"cites_papers"_s, u"county"_s};
    if (value.isString())
        return value.toString().contains(chinese) ? QJsonValue(value.toString() + mark) : value;
    if (value.isArray()) {
        QJsonArray all;
        for (const QJsonValue& one : value.toArray())
            all.append(marked(one));
        return all;
    }
    if (!value.isObject())
        return value;
    QJsonObject all = value.toObject();
    for (auto it = all.begin(); it != all.end(); ++it)
        if (!cited.contains(it.key()))
            it.value() = marked(it.value());
    return all;
}

void plantInPlan(RawFile& file) {
    const QString document = file.column(u"SELECT document FROM plan"_s).value(0);
    const QJsonObject plan = marked(QJsonDocument::fromJson(document.toUtf8()).object()).toObject();
    REQUIRE(plan.value("name"_L1).toString().contains(mark));
    file.run(u"UPDATE plan SET document = '%1'"_s.arg(
        QString::fromUtf8(QJsonDocument(plan).toJson(QJsonDocument::Compact))
            .replace(u'\'', u"''"_s)));
}

// Behind every Chinese text of the fund, in whatever table it stands, and what its plan names.
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
    plantInPlan(file);
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
    int marked = 0;           // widgets that show a planted text
    QMap<QString, int> keyed; // and those of them in which an & can be swallowed, by their kind
    QStringList wrong;
};

// What Qt shows of a text in which & makes the next sign a key.
QString shown(QString text) {
    static const QRegularExpression key(u"&(.?)"_s);
    return text.replace(key, u"\\1"_s);
}

void lookAtKeyed(const char* kind, const QString& text, const QString& where, Seen& seen) {
    if (!text.contains(u"canary"_s) && !text.contains(u"粗"_s))
        return;
    ++seen.keyed[QString::fromLatin1(kind)];
    if (text.contains(u"amp;"_s) && !shown(text).contains(u"&amp;"_s))
        seen.wrong << QString::fromLatin1(kind) + u" of "_s + where + u": an & is swallowed in "_s
                          + text;
}

// Buttons, boxes, tabs, menus and labels with a companion.
void lookAtKeys(QWidget* under, const QString& where, Seen& seen) {
    for (const QAbstractButton* button : under->findChildren<QAbstractButton*>())
        lookAtKeyed("button", button->text(), where, seen);
    for (const QGroupBox* box : under->findChildren<QGroupBox*>())
        lookAtKeyed("box", box->title(), where, seen);
    for (const QTabBar* bar : under->findChildren<QTabBar*>())
        for (int i = 0; i < bar->count(); ++i)
            lookAtKeyed("tab", bar->tabText(i), where, seen);
    for (const QAction* action : under->findChildren<QAction*>())
        lookAtKeyed("action", action->text(), where, seen);
    for (const QMenu* menu : under->findChildren<QMenu*>())
        lookAtKeyed("menu", menu->title(), where, seen);
    for (const QLabel* label : under->findChildren<QLabel*>())
        if (label->buddy())
            lookAtKeyed("companion", label->text(), where, seen);
}

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
    lookAtKeys(under, where, seen);
    for (QTextEdit* edit : under->findChildren<QTextEdit*>())
        if (edit->toHtml().contains(u"<img"_s))
            seen.wrong << where + u": "_s + edit->toPlainText().left(200);
}

} // namespace

TEST_CASE("Markup in a name is shown as it was written, on every page") {
    Desktop desktop(u"2020-01-15"_s, false);
    CHECK(plant(desktop.path()) > 500);
    // A file's name too, in the list of those that were opened last.
    const QString named = desktop.folder() + u"/甲<b>粗&amp;乙.fund"_s;
    REQUIRE(QFile::copy(desktop.path(), named));
    Seen seen;
    desktop.window().show();
    desktop.window().openFile(named);
    desktop.settle();
    look(&desktop.window(), u"login"_s, seen);
    shell::StartView start(desktop.session());
    start.refresh();
    start.show();
    look(&start, u"start"_s, seen);
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
    CHECK(seen.keyed.value(u"button"_s) > 3);
}

TEST_CASE("The canary of that: a button that takes an & for a key is seen") {
    QWidget under;
    new QPushButton(mark, &under);
    (new QTabBar(&under))->addTab(mark);
    new QGroupBox(mark, &under);
    under.addAction(mark);
    Seen seen;
    lookAtKeys(&under, {}, seen);
    CHECK(seen.keyed.size() == 4);
    CHECK(seen.wrong.size() == 4);
    Seen whole;
    QWidget good;
    new QPushButton(widgets::withoutMnemonic(mark), &good);
    lookAtKeys(&good, {}, whole);
    CHECK(whole.keyed.value(u"button"_s) == 1);
    CHECK(whole.wrong.isEmpty());
}

TEST_CASE("What a form and its fields are called keeps its &") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    QWidget under;
    auto* form = new widgets::Form(desktop.session(), u"goal.report"_s, &under);
    form->add(u"name"_s, mark, new widgets::TextField(24));
    (new widgets::FlagField(mark))->setParent(&under);
    Seen seen;
    lookAtKeys(&under, {}, seen);
    CHECK(seen.keyed.value(u"companion"_s) == 1);
    CHECK(seen.keyed.value(u"button"_s) == 1);
    INFO(seen.wrong.join(u'\n').toStdString());
    CHECK(seen.wrong.isEmpty());
}

TEST_CASE("The menu of a table's columns keeps the & of their heads") {
    Desktop desktop;
    auto* model = new widgets::ListModel({{u"a"_s, mark}, {u"b"_s, u"乙"_s}});
    widgets::TableView table(model, u"markup-columns"_s);
    model->setParent(&table);
    table.show();
    Q_EMIT table.horizontalHeader()->customContextMenuRequested(QPoint(3, 3));
    Seen seen;
    lookAtKeys(&table, {}, seen);
    CHECK(seen.keyed.value(u"action"_s) == 1);
    INFO(seen.wrong.join(u'\n').toStdString());
    CHECK(seen.wrong.isEmpty());
    for (QMenu* menu : table.findChildren<QMenu*>())
        menu->close();
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
            Seen seen;
            lookAtKeys(box, {}, seen);
            CHECK(seen.keyed.value(u"button"_s) == int(question));
            CHECK(seen.wrong.isEmpty());
            box->reject();
        });
        question ? void(prompt.confirm(&under, mark, mark, mark))
                 : prompt.inform(&under, mark, mark);
        CHECK(boxes == 1);
    }
}
