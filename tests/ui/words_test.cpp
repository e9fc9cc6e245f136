// SPDX-License-Identifier: GPL-3.0-only
#include "desktop.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTableView>

#include <catch2/catch.hpp>

// The office reads words: no page shows the contract's codes, a source's, or a user's id where a
// person is meant.

using namespace Qt::Literals::StringLiterals;
using pages::NavigationTarget;
using testing::Desktop;

namespace {

struct PageStop {
    QString user;
    QList<NavigationTarget> places;
};

const QList<PageStop>& stops() {
    static const QList<PageStop> all{
        {u"clerk1"_s,
         {{u"unit"_s, u"DW-004"_s},
          {u"unit-form"_s, u"DW-001"_s, u"do=unit.change"_s},
          {u"project"_s, u"XM-2019-024"_s},
          {u"project"_s, u"XM-2019-003"_s},
          {u"declare"_s, {}, u"line=L10&unit=DW-001"_s},
          {u"record-form"_s, u"XM-2019-007"_s, u"do=invoice.record"_s},
          {u"record-form"_s, u"XM-2019-003"_s, u"do=deliverable.add"_s},
          {u"request"_s, u"XM-2019-007"_s},
          {u"archive"_s, u"XM-2019-021"_s},
          {u"sheet"_s}}},
        {u"reviewer1"_s,
         {{u"disclosure"_s, u"2019-12"_s},
          {u"disclosure"_s, u"2020-01"_s},
          {u"supervision"_s, {}, u"tab=still"_s},
          {u"supervision"_s, {}, u"tab=goals"_s},
          {u"approve"_s}}},
        {u"inspector1"_s, {{u"acceptance"_s, u"YS-2019-003"_s}, {u"approve"_s}}},
        {u"leader1"_s, {{u"approve"_s}, {u"payment"_s, u"BF-2019-033"_s}}},
        {u"finance1"_s,
         {{u"opening"_s},
          {u"payment"_s, u"BF-2019-006"_s},
          {u"payment"_s, u"BF-2019-025"_s},
          {u"budget-form"_s, u"fund.receive"_s}}},
        {u"group1"_s, {{u"budget-form"_s, u"plan.reallocate"_s}}},
        {u"auditor1"_s, {{u"entry"_s, u"30"_s}, {u"entry"_s, u"200"_s}}}};
    return all;
}

QRegularExpressionMatch code(const QString& text) {
    static const QRegularExpression codes(
        u"(?<![\\w.\\-/@])(central-[12]|county|town|village|enterprise|cooperative|sole-trader"
        "|organisation|individual|approved?|return(ed)?|reject(ed)?|request(ed)?|review(ed)?|paid"
        "|declared|started|closed|cancelled|passed|pass|rectify|failed|prepay|stage|final|voided"
        "|(project|payment|acceptance|unit|fund|plan|supervision|opening)\\.[a-z-]+"
        "|(clerk|reviewer|inspector|leader|finance|group|auditor|security)[0-9]"
        "|true|false|null)(?![\\w.\\-/@])"_s);
    return codes.match(text);
}

// What is meant to be read as it is typed: ids of users where users are kept, a file's format.
bool meant(const QString& where, const QString& text) {
    return where.contains(u" settings "_s) || text.contains(u"fundctl"_s);
}

void look(QWidget* under, const QString& where, QStringList& wrong, int& read) {
    const auto see = [&](const QString& text) {
        ++read;
        if (const auto found = code(text); found.hasMatch() && !meant(where, text))
            wrong << u"%1: “%2” in %3"_s.arg(where, found.captured(), text.left(120));
    };
    for (QWidget* one : under->findChildren<QWidget*>()) {
        if (!one->isVisible())
            continue;
        see(one->toolTip());
        see(one->accessibleName());
        if (const auto* label = qobject_cast<QLabel*>(one))
            see(label->text());
        if (const auto* button = qobject_cast<QAbstractButton*>(one))
            see(button->text());
        if (const auto* edit = qobject_cast<QPlainTextEdit*>(one))
            see(edit->toPlainText());
        if (const auto* line = qobject_cast<QLineEdit*>(one); line && !line->isReadOnly())
            see(line->placeholderText());
        if (const auto* box = qobject_cast<QComboBox*>(one))
            for (int i = 0; i < box->count(); ++i)
                see(box->itemText(i));
        const auto* table = qobject_cast<QTableView*>(one);
        for (int row = 0; table && row < table->model()->rowCount(); ++row)
            for (int column = 0; column < table->model()->columnCount(); ++column) {
                const QModelIndex cell = table->model()->index(row, column);
                see(cell.data().toString());
                see(cell.data(Qt::ToolTipRole).toString());
            }
    }
}

} // namespace

TEST_CASE("No page shows a code where people expect a word") {
    CHECK(code(u"资金来源 central-1"_s).hasMatch());
    CHECK(code(u"级别只能是 town、village 之一"_s).hasMatch());
    CHECK(code(u"clerk1 已登记"_s).hasMatch());
    CHECK_FALSE(code(u"BF-2019-001 final.pdf"_s).hasMatch());
    Desktop desktop;
    QStringList wrong;
    int read = 0;
    for (const auto& [user, places] : stops()) {
        desktop.login(user);
        QList<NavigationTarget> all = places;
        for (const pages::PageKind& kind : pages::kinds())
            if (!kind.icon.isEmpty() && desktop.shows(u"nav:"_s + kind.name))
                all << NavigationTarget{kind.name};
        for (const NavigationTarget& place : all) {
            desktop.window().goTo(place);
            desktop.settle();
            look(&desktop.window(), user + u' ' + place.page + u' ' + place.id, wrong, read);
        }
        desktop.window().lock();
    }
    wrong.removeDuplicates();
    INFO(wrong.join(u'\n').toStdString());
    CHECK(wrong.isEmpty());
    CHECK(read > 5000);
}
