// SPDX-License-Identifier: GPL-3.0-only
#include "demo_fund.h"

#include <fund/internals.h>
#include <reports/reports.h>

// What the demo's money went for, and to whom: every page says the same.

using namespace Qt::Literals::StringLiterals;
using namespace demo_tests;
using money::Fen;

TEST_CASE("an award that bounced reads the same on every page", "[demo]") {
    // Paid with nine others on the 13th, sent back on the 16th, paid again on the 20th.
    const auto only = [](const QJsonValue& list, QLatin1StringView key, const QString& value) {
        QJsonObject found;
        for (const QJsonValue& one : list.toArray())
            if (text(one, key) == value)
                found = one.toObject();
        INFO(value.toStdString());
        REQUIRE_FALSE(found.isEmpty());
        return found;
    };
    const QJsonObject page = demo().ask(u"disclosure.preview"_s, {{"month"_L1, u"2019-12"_s}});
    const QJsonObject award = only(page.value("rows"_L1), "project"_L1, u"XM-2019-026"_s);
    CHECK(text(award, "paid_month"_L1) == "50000.00"_L1);
    Fen payees;
    for (const QJsonValue& payee : award.value("payees"_L1).toArray())
        payees += fen(payee, "paid_month"_L1);
    CHECK(payees == fen(award, "paid_month"_L1));
    const QJsonObject onPage = only(award.value("payees"_L1), "unit"_L1, u"GR-07"_s);
    CHECK(text(onPage, "name"_L1) == u"张腊梅"_s);
    CHECK(text(onPage, "paid_month"_L1) == "5000.00"_L1);

    const QJsonObject payment = demo().ask(u"payment.show"_s, {{"id"_L1, u"BF-2019-025"_s}});
    CHECK(text(payment, "state"_L1) == "paid"_L1);
    CHECK(text(only(payment.value("payees"_L1), "unit"_L1, u"GR-07"_s), "paid"_L1) == "5000.00"_L1);
    QStringList moved;
    for (const QJsonValue& movement : payment.value("movements"_L1).toArray())
        if (text(movement, "payee"_L1) == u"GR-07"_s)
            moved << text(movement, "kind"_L1) + u' ' + text(movement, "date"_L1);
    CHECK(moved == QStringList{u"pay 2019-12-13"_s, u"reverse 2019-12-16"_s, u"pay 2019-12-20"_s});

    // The unit's own page, and the register of what was paid to it.
    const QJsonObject unit = demo().ask(u"unit.show"_s, {{"id"_L1, u"GR-07"_s}});
    const QJsonObject paid = only(unit.value("paid_as_payee"_L1), "payment"_L1, u"BF-2019-025"_s);
    CHECK(text(paid, "paid"_L1) == "5000.00"_L1);
    CHECK(text(paid, "unit_name"_L1) == u"向春桃"_s); // whose project it is
    const reports::Printable ledger =
        reports::build({fund::Internals::context(demo().open()), fund::registry(), u"auditor1"_s},
                       u"ledger"_s, u"GR-07"_s);
    QStringList amounts;
    QStringList total;
    for (const reports::Block& block : ledger.blocks)
        if (const auto* table = std::get_if<reports::Table>(&block)) {
            CHECK(table->caption.contains(u"张腊梅"_s));
            for (const QStringList& cells : table->rows)
                amounts << cells.last();
            total = table->total;
        }
    CHECK(amounts == QStringList{u"5000.00"_s, u"-5000.00"_s, u"5000.00"_s});
    CHECK(total.contains(u"5000.00"_s));

    // The execution, day by day: five thousand are out, back, and out again.
    const auto awards = [](const char* day) {
        const QJsonObject asOf{{"as_of"_L1, QString::fromLatin1(day)}};
        return text(row(demo().ask(u"budget.execution"_s, asOf), u"L17"_s, u"central-1"_s),
                    "paid"_L1);
    };
    CHECK(awards("2019-12-12") == "0.00"_L1);
    CHECK(awards("2019-12-15") == "50000.00"_L1);
    CHECK(awards("2019-12-16") == "45000.00"_L1);
    CHECK(awards("2019-12-31") == text(award, "paid_total"_L1));
}

TEST_CASE("what the demo paid for has its contracts and invoices", "[demo]") {
    int looked = 0;
    for (const QJsonValue& listed : demo().all(u"project.list"_s)) {
        const QJsonObject project =
            demo().ask(u"project.show"_s, {{"id"_L1, text(listed, "id"_L1)}});
        const QString id = text(project, "id"_L1);
        const QString item = text(project, "item"_L1);
        // Awards and certificates buy nothing, and DW-014 is the one that had nothing to show.
        const bool bought = item != u"L15-enterprise" && item != u"L17-individual"
                            && item != u"L17-town" && item != u"L07-cert"
                            && text(project, "unit"_L1) != u"DW-014"_s;
        if (fen(project, "paid"_L1) == Fen() || !bought)
            continue;
        INFO(id.toStdString());
        ++looked;
        const auto sum = [&](QLatin1StringView list) {
            Fen total;
            for (const QJsonValue& one : project.value(list).toArray())
                if (text(one, "state"_L1) != "voided"_L1)
                    total += fen(one, "amount"_L1);
            return total;
        };
        CHECK(sum("invoices"_L1) >= fen(project, "paid"_L1));
        if (id != u"XM-2019-014") // ordered on the platform, waived in its archive
            CHECK(sum("contracts"_L1) >= fen(project, "paid"_L1));
    }
    CHECK(looked == 19);
}
