// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <widgets/field.h>

#include <QCheckBox>
#include <QJsonArray>
#include <QTableView>

#include <catch2/catch.hpp>

// Payments to several payees, and the accounts that they go to: who is paid, who was sent back, who
// gave back; who may read a whole number.

using namespace Qt::Literals::StringLiterals;
using testing::ask;
using testing::cell;
using testing::change;
using testing::chooseRow;
using testing::Desktop;
using testing::given;
using testing::open;
using testing::rowWith;
using testing::stateOf;
using testing::submit;
using testing::tableOf;

namespace {

const QString awards = u"BF-2019-025"_s; // ten people of 5,000.00 each
const QString today = u"2020-01-15"_s;

// The first of the payees of a payment with that name.
QJsonObject payee(Desktop& desktop, const QString& payment, const QString& unit) {
    const QJsonArray payees =
        ask(desktop, u"payment.show"_s, {{"id"_L1, payment}}).value("payees"_L1).toArray();
    for (const QJsonValue& one : payees)
        if (one.toObject().value("unit"_L1) == unit)
            return one.toObject();
    return {};
}

// Leaves ticked only those payees of the form of a returned payment.
void tickOnly(Desktop& desktop, const QStringList& names) {
    for (QCheckBox* box : desktop.find(u"field:payees"_s)->findChildren<QCheckBox*>())
        box->setChecked(std::any_of(names.begin(), names.end(), [&](const QString& name) {
            return box->text().startsWith(name + u"  "_s);
        }));
    desktop.settle();
}

QString allText(Desktop& desktop, const QString& name) {
    const QTableView* table = tableOf(desktop, name);
    desktop.until([&] { return table->model()->rowCount() > 0; }, "rows");
    QStringList cells;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        for (int column = 0; column < table->model()->columnCount(); ++column)
            cells << table->model()->index(row, column).data().toString();
    return cells.join(u'|');
}

QJsonObject newAccount(const QString& unit, const QString& account) {
    return {{"id"_L1, unit},
            {"date"_L1, today},
            {"document"_L1, u"变更申请"_s},
            {"bank"_L1, QJsonObject{{"name"_L1, u"农商行"_s},
                                    {"account"_L1, account},
                                    {"holder"_L1, u"新户名"_s}}}};
}

} // namespace

TEST_CASE("The bank sends back two of ten; they are paid again, the others are not touched") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"payment"_s, awards});
    const QString first = payee(desktop, awards, u"GR-01"_s).value("name"_L1).toString();
    const QString second = payee(desktop, awards, u"GR-02"_s).value("name"_L1).toString();
    desktop.click(u"do:payment.reverse"_s);
    tickOnly(desktop, {});
    desktop.type(u"edit:reason"_s, u"account closed"_s);
    desktop.type(u"edit:voucher"_s, u"J-1"_s);
    submit(desktop);
    CHECK(desktop.text(u"refusal:payees"_s).contains(u"请勾选"_s));
    tickOnly(desktop, {first, second});
    CHECK(desktop.text(u"reverse-effect"_s)
              .startsWith(u"银行退回 2 户 10,000.00 元,其余 40,000.00 元"_s));
    submit(desktop);
    CHECK(stateOf(desktop, awards) == u"paid"_s);
    CHECK(payee(desktop, awards, u"GR-01"_s).value("returned"_L1) == u"5000.00"_s);
    CHECK(payee(desktop, awards, u"GR-03"_s).value("returned"_L1) == u"0.00"_s);
    const QTableView* vouchers = tableOf(desktop, u"vouchers"_s);
    desktop.until([&] { return rowWith(vouchers, u"银行退票"_s) >= 0; }, "the counter-entry");
    const QString text = allText(desktop, u"vouchers"_s);
    INFO(text.toStdString());
    CHECK(text.contains(u"银行退票|%1等2户|J-1|-10,000.00|"_s.arg(first)));
    // Again, to those two only.
    CHECK_FALSE(desktop.shows(u"take-back:return"_s)); // the leader's
    desktop.click(u"do:payment.pay"_s);
    CHECK(tableOf(desktop, u"payee-accounts"_s)->model()->rowCount() == 2);
    desktop.type(u"edit:voucher"_s, u"J-2"_s);
    submit(desktop);
    CHECK(payee(desktop, awards, u"GR-01"_s).value("returned"_L1) == u"0.00"_s);
    CHECK(payee(desktop, awards, u"GR-01"_s).value("paid"_L1) == u"5000.00"_s);
    desktop.until([&] { return rowWith(vouchers, u"J-2"_s) >= 0; }, "the third voucher");
    CHECK(allText(desktop, u"vouchers"_s).contains(u"|J-2|10,000.00|"_s));
    CHECK_FALSE(desktop.shows(u"do:payment.pay"_s));
}

TEST_CASE("What the bank sent back of some can be let go by the leader") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    given(desktop, u"finance1"_s, u"payment.reverse"_s,
          {{"id"_L1, awards},
           {"date"_L1, today},
           {"reason"_L1, u"销户"_s},
           {"voucher"_L1, u"记-9"_s},
           {"payees"_L1, QJsonArray{u"GR-01"_s}}});
    change(desktop, u"leader1"_s);
    open(desktop, {u"payment"_s, awards});
    desktop.click(u"take-back:reject"_s);
    desktop.type(u"edit:opinion"_s, u"not any more"_s);
    submit(desktop);
    change(desktop, u"finance1"_s);
    open(desktop, {u"payment"_s, awards});
    CHECK_FALSE(desktop.shows(u"do:payment.pay"_s));
    CHECK(stateOf(desktop, awards) == u"paid"_s);
}

TEST_CASE("Who gave money back is named where there are several, up to what he holds") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"payment"_s, awards});
    desktop.click(u"do:payment.refund"_s);
    desktop.type(u"edit:amount"_s, u"5000.01"_s);
    desktop.type(u"edit:reason"_s, u"given back"_s);
    desktop.type(u"edit:voucher"_s, u"J-3"_s);
    desktop.choose(u"edit:payee"_s, u"GR-04"_s);
    submit(desktop);
    desktop.until([&] { return desktop.shows(u"refusal:amount"_s); }, "the refusal");
    desktop.type(u"edit:amount"_s, u"5000"_s);
    submit(desktop);
    CHECK(payee(desktop, awards, u"GR-04"_s).value("refunded"_L1) == u"5000.00"_s);
    const QTableView* vouchers = tableOf(desktop, u"vouchers"_s);
    desktop.until([&] { return rowWith(vouchers, u"J-3"_s) >= 0; }, "the counter-entry");
    CHECK(allText(desktop, u"payees"_s).contains(u"5,000.00"_s));
}

TEST_CASE("A recovery names the payee where the project paid several") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    given(desktop, u"group1"_s, u"supervision.find"_s,
          {{"id"_L1, u"JG-2020-1"_s},
           {"unit"_L1, u"GR-05"_s},
           {"kind"_L1, u"irregularity"_s},
           {"project"_L1, u"XM-2019-026"_s},
           {"finding"_L1, u"奖励应退回"_s},
           {"recover"_L1, u"5000.00"_s},
           {"date"_L1, today},
           {"document"_L1, u"文1"_s}});
    open(desktop, {u"supervision"_s});
    chooseRow(desktop, u"findings"_s, u"JG-2020-1"_s);
    desktop.click(u"do:supervision.recover"_s);
    desktop.until([&] { return desktop.shows(u"edit:payee"_s); }, "who is to give it back");
    desktop.choose(u"edit:payee"_s, u"GR-05"_s);
    desktop.choose(u"edit:source"_s, u"central-1"_s);
    desktop.type(u"edit:amount"_s, u"5000"_s);
    desktop.type(u"edit:voucher"_s, u"J-4"_s);
    submit(desktop);
    desktop.until([&] { return rowWith(tableOf(desktop, u"recoveries"_s), u"J-4"_s) >= 0; },
                  "the recovery");
    CHECK(payee(desktop, awards, u"GR-05"_s).value("recovered"_L1) == u"5000.00"_s);
}

TEST_CASE("The list of payments names all payees, in short and in full") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"payments"_s});
    const QTableView* table = tableOf(desktop, u"payments"_s);
    desktop.until([&] { return rowWith(table, awards) >= 0; }, "the payment");
    const QString first = payee(desktop, awards, u"GR-01"_s).value("name"_L1).toString();
    const QString tenth = payee(desktop, awards, u"GR-10"_s).value("name"_L1).toString();
    const QModelIndex index = table->model()->index(rowWith(table, awards), 2);
    CHECK(index.data().toString() == first + u"等10户"_s);
    CHECK(index.data(Qt::ToolTipRole).toString().split(u'\n').size() == 10);
    CHECK(index.data(Qt::ToolTipRole).toString().contains(tenth));
}

TEST_CASE("The leader takes an approved payment back before it is paid") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    given(desktop, u"leader1"_s, u"payment.approve"_s,
          {{"id"_L1, u"BF-2019-033"_s},
           {"decision"_L1, u"approve"_s},
           {"opinion"_L1, u"同意"_s},
           {"date"_L1, today}});
    change(desktop, u"leader1"_s);
    open(desktop, {u"payment"_s, u"BF-2019-033"_s});
    desktop.click(u"take-back:return"_s);
    desktop.type(u"edit:opinion"_s, u"figures to be checked"_s);
    submit(desktop);
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"returned"_s);
    CHECK(desktop.text(u"returned-why"_s).contains(u"figures to be checked"_s));
}

TEST_CASE("A whole account number is for who pays and who confirms, and each reading is logged") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    given(desktop, u"leader1"_s, u"payment.approve"_s,
          {{"id"_L1, u"BF-2019-033"_s},
           {"decision"_L1, u"approve"_s},
           {"opinion"_L1, u"同意"_s},
           {"date"_L1, today}});
    const QString changed = u"6217995500012345678"_s;
    given(desktop, u"clerk1"_s, u"unit.change"_s, newAccount(u"DW-011"_s, changed));
    change(desktop, u"reviewer1"_s);
    open(desktop, {u"unit-form"_s, u"DW-011"_s, u"do=unit.confirm-bank"_s});
    CHECK(desktop.text(u"account-number"_s) == u"6217 9955 0001 2345 678"_s);
    change(desktop, u"finance1"_s);
    const QString number =
        ask(desktop, u"unit.account"_s, {{"unit"_L1, u"DW-013"_s}}).value("account"_L1).toString();
    REQUIRE(number.size() > 8);
    open(desktop, {u"payment"_s, u"BF-2019-033"_s});
    CHECK_FALSE(allText(desktop, u"payees"_s).contains(number));
    desktop.click(u"do:payment.pay"_s);
    CHECK_FALSE(allText(desktop, u"payee-accounts"_s).contains(number));
    desktop.click(u"show-accounts"_s);
    desktop.until([&] { return allText(desktop, u"payee-accounts"_s).contains(number); },
                  "the whole number");
    desktop.press(Qt::Key_Escape);
    change(desktop, u"auditor1"_s);
    const QJsonArray log =
        ask(desktop, u"security.log"_s, {{"kind"_L1, u"account"_s}}).value("items"_L1).toArray();
    QStringList readers;
    for (const QJsonValue& one : log)
        readers << one.toObject().value("user"_L1).toString();
    readers.removeDuplicates();
    CHECK(readers == QStringList{u"reviewer1"_s, u"finance1"_s});
    // Nobody else is shown it.
    change(desktop, u"clerk1"_s);
    open(desktop, {u"unit"_s, u"DW-013"_s});
    for (const QLabel* label : desktop.window().page()->findChildren<QLabel*>())
        CHECK_FALSE(label->text().contains(number));
}

TEST_CASE("An account that does not fit its document is sent back to the clerk, with its reason") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    given(desktop, u"clerk1"_s, u"unit.change"_s,
          newAccount(u"DW-013"_s, u"6217995500012345678"_s));
    open(desktop, {u"approve"_s, u"DW-013"_s});
    desktop.click(u"decide:return"_s);
    CHECK(desktop.shows(u"refusal:reason"_s));
    desktop.type(u"edit:reason"_s, u"one digit differs"_s);
    desktop.press(Qt::Key_Return, Qt::ControlModifier);
    desktop.settle();
    change(desktop, u"clerk1"_s);
    open(desktop, {u"desk"_s});
    const QString inbox = allText(desktop, u"inbox"_s);
    CHECK(inbox.contains(u"更正账户|DW-013"_s));
    open(desktop, {u"unit"_s, u"DW-013"_s});
    CHECK(desktop.text(u"account-state"_s) == u"已退回更正"_s);
    bool said = false;
    for (const QLabel* label : desktop.window().page()->findChildren<QLabel*>())
        said = said || label->text().contains(u"one digit differs"_s);
    CHECK(said);
}

TEST_CASE("Who changes an account is told before what becomes of the payments under way") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    open(desktop, {u"unit-form"_s, u"DW-012"_s, u"do=unit.change"_s});
    desktop.settle();
    CHECK_FALSE(desktop.text(u"account-warning"_s).contains(u"BF-2019-033"_s));
    desktop.type(u"edit:document"_s, u"Letter 1"_s);
    desktop.type(u"edit:bank.name"_s, u"Bank"_s);
    desktop.type(u"edit:bank.account"_s, u"6217995500012345678"_s);
    desktop.type(u"edit:bank.holder"_s, u"Town"_s);
    CHECK(desktop.text(u"account-warning"_s)
              .contains(u"还没有审批的 BF-2019-033(40,000.00 元) 将退回"_s));
    submit(desktop);
    desktop.settle();
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"returned"_s);
    open(desktop, {u"payment"_s, u"BF-2019-033"_s});
    CHECK(desktop.text(u"returned-why"_s).contains(u"账户"_s));
}

TEST_CASE("An approved payment stays approved when the account changes, and that is said") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    given(desktop, u"leader1"_s, u"payment.approve"_s,
          {{"id"_L1, u"BF-2019-033"_s},
           {"decision"_L1, u"approve"_s},
           {"opinion"_L1, u"同意"_s},
           {"date"_L1, today}});
    open(desktop, {u"unit-form"_s, u"DW-012"_s, u"do=unit.change"_s});
    desktop.settle();
    desktop.type(u"edit:document"_s, u"Letter 1"_s);
    desktop.type(u"edit:bank.name"_s, u"Bank"_s);
    desktop.type(u"edit:bank.account"_s, u"6217995500012345678"_s);
    desktop.type(u"edit:bank.holder"_s, u"Town"_s);
    CHECK(desktop.text(u"account-warning"_s)
              .contains(u"已经审批的 BF-2019-033(40,000.00 元) 不能再付到旧账户"_s));
    submit(desktop);
    desktop.settle();
    CHECK(stateOf(desktop, u"BF-2019-033"_s) == u"approved"_s);
}

TEST_CASE("A bounced payment shows its source on the counter-entry, and its voucher as undone") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    given(desktop, u"finance1"_s, u"payment.reverse"_s,
          {{"id"_L1, awards},
           {"date"_L1, today},
           {"reason"_L1, u"销户"_s},
           {"voucher"_L1, u"记-9"_s}});
    open(desktop, {u"payment"_s, awards});
    CHECK(allText(desktop, u"payment-sources"_s).contains(u"(已退票冲销)"_s));
    const QTableView* vouchers = tableOf(desktop, u"vouchers"_s);
    const int row = rowWith(vouchers, u"银行退票"_s);
    REQUIRE(row >= 0);
    bool named = false;
    for (int column = 0; column < vouchers->model()->columnCount(); ++column)
        named =
            named || vouchers->model()->index(row, column).data().toString().contains(u"资金"_s);
    CHECK(named);
}
