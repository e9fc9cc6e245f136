// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <fund/demo.h>
#include <money/fen.h>

#include <QJsonArray>
#include <QLineEdit>
#include <QTableView>

#include <catch2/catch.hpp>

// What is paid to several at once: asked for, published, and what the bank sent back.

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using testing::ask;
using testing::cell;
using testing::Desktop;
using testing::given;
using testing::open;
using testing::rowWith;
using testing::submit;
using testing::tableOf;

namespace {

Fen column(const QTableView* table, int column, int from, int to) {
    Fen sum;
    for (int row = from; row < to; ++row)
        sum += Fen::parsePrinted(table->model()->index(row, column).data().toString().remove(u','));
    return sum;
}

} // namespace

TEST_CASE("The request names what each winner is due, and says how the sum stands to it") {
    Desktop desktop;
    desktop.login(u"clerk1"_s);
    // Two winners, accepted; the request that waits is sent back first.
    given(desktop, u"leader1"_s, u"payment.approve"_s,
          {{"id"_L1, u"BF-2019-033"_s},
           {"decision"_L1, u"return"_s},
           {"opinion"_L1, u"改收款"_s},
           {"date"_L1, u"2020-01-15"_s}});
    open(desktop, {u"request"_s, u"XM-2019-027"_s});
    desktop.until([&] { return desktop.shows(u"payees-sum"_s); }, "the payees");
    const auto amountAt = [&](int row) { return desktop.text(u"cell:%1:amount"_s.arg(row)); };
    CHECK(amountAt(0) == u"20,000.00"_s);
    CHECK(amountAt(1) == u"20,000.00"_s);
    CHECK(desktop.text(u"payees-sum"_s) == u"收款单位 2 户,合计 40,000.00 元"_s);
    desktop.type(u"edit:amount"_s, u"40000"_s);
    CHECK(desktop.text(u"payees-sum"_s).endsWith(u" · ✓ 与本次拨付相符"_s));
    desktop.type(u"edit:amount"_s, u"40000.01"_s);
    CHECK(desktop.text(u"payees-sum"_s).endsWith(u" · 比本次拨付少 0.01 元"_s));
    desktop.type(u"edit:amount"_s, u"39999.99"_s);
    CHECK(desktop.text(u"payees-sum"_s).endsWith(u" · 比本次拨付多 0.01 元"_s));
    desktop.type(u"cell:1:amount"_s, u"19999.99"_s);
    CHECK(desktop.text(u"payees-sum"_s).endsWith(u" · ✓ 与本次拨付相符"_s));
}

TEST_CASE("A published month shows an award once, its winners below without a support of theirs") {
    Desktop desktop;
    desktop.login(u"reviewer1"_s);
    open(desktop, {u"disclosure"_s, u"2019-12"_s});
    const QTableView* table = tableOf(desktop, u"disclosure-rows"_s);
    desktop.until([&] { return rowWith(table, u"向春桃"_s) >= 0; }, "the winners");
    enum { Name = 1, Unit, Support, Accepted, AcceptedOn, Month, Total, Rate };
    const QJsonObject page = ask(desktop, u"disclosure.preview"_s, {{"month"_L1, u"2019-12"_s}});
    int several = 0;
    int row = 0;
    const auto at = [&](int of, int what) {
        return table->model()->index(of, what).data().toString();
    };
    for (const QJsonValue& value : page.value("rows"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        REQUIRE_FALSE(at(row, Support).isEmpty());
        const auto payees = static_cast<int>(one.value("payees"_L1).toArray().size());
        INFO(one.value("project"_L1).toString().toStdString());
        CHECK(at(row, Unit).contains(one.value("unit_name"_L1).toString()));
        if (payees > 0) {
            ++several;
            for (int i = 1; i <= payees; ++i) {
                CHECK(at(row + i, Support).isEmpty());
                CHECK(at(row + i, Accepted).isEmpty());
                CHECK(at(row + i, Rate).isEmpty());
            }
            // They add up to the row above them, in the month and in all.
            for (const int sum : {int(Month), int(Total)})
                CHECK(column(table, sum, row + 1, row + 1 + payees)
                      == column(table, sum, row, row + 1));
            // 5,000 of 50,000 is never called the whole.
            CHECK(Fen::parsePrinted(at(row, Total).remove(u',')) <= //
                  Fen::parsePrinted(at(row, Support).remove(u',')));
        }
        row += 1 + payees;
    }
    CHECK(several > 0);
}

TEST_CASE("What the bank sent back names its source, its payee and why") {
    Desktop desktop;
    desktop.login(u"finance1"_s);
    open(desktop, {u"payment"_s, u"BF-2019-025"_s});
    const QTableView* table = tableOf(desktop, u"vouchers"_s);
    desktop.until([&] { return rowWith(table, u"银行退票"_s) >= 0; }, "the reversal");
    const int row = rowWith(table, u"银行退票"_s);
    QStringList cells;
    for (int i = 0; i < table->model()->columnCount(); ++i)
        cells << table->model()->index(row, i).data().toString();
    INFO(cells.join(u'|').toStdString());
    CHECK(cells[1] == u"银行退票"_s);
    CHECK(cells[3] == u"记-2019-12-005"_s);
    CHECK(cells[4] == u"-5,000.00"_s);
    CHECK(cells[5].contains(u"资金"_s));
    CHECK(cells[6].contains(u"存折已换卡"_s));
}

TEST_CASE("A signing sheet holds every request that waits, also behind the first two hundred") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    const auto job = desktop.session().run(
        [](session::Backend& backend, const session::Token&, const session::Progress&) {
            const session::Login clerk =
                backend.login(u"clerk1"_s, QString::fromLatin1(fund::demoPassword));
            journal::Answer answer = clerk.answer;
            for (int i = 0; i < 210 && answer.ok(); ++i)
                answer = backend.submit(clerk.token, u"payment.request"_s,
                                        {{"id"_L1, u"Q-%1"_s.arg(i, 3, 10, QChar(u'0'))},
                                         {"project"_L1, u"XM-2019-007"_s},
                                         {"kind"_L1, u"stage"_s},
                                         {"amount"_L1, u"0.01"_s},
                                         {"date"_L1, u"2020-01-15"_s},
                                         {"report"_L1, u"书面申请"_s}});
            return answer;
        },
        true);
    QString error = u"-"_s;
    QObject::connect(job, &session::Job::finished, &desktop.window(),
                     [&](const journal::Answer& answer) {
                         error = answer.ok() ? QString() : answer.rejection->message();
                     });
    desktop.until([&] { return error != u"-"_s; }, "the requests");
    REQUIRE(error.isEmpty());
    open(desktop, {u"sheet"_s});
    const QTableView* table = tableOf(desktop, u"sheet"_s);
    desktop.until([&] { return rowWith(table, u"Q-209"_s) >= 0; }, "the last one");
    CHECK(rowWith(table, u"Q-000"_s) >= 0);
    CHECK(table->model()->rowCount() >= 210);
    CHECK(desktop.text(u"sum"_s).startsWith(u"共 %1 件"_s.arg(table->model()->rowCount())));
}
