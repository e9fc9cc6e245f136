// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::asked;
using testing::Office;
using testing::ok;
using testing::planWith;

namespace {

// XM-1 on L08: 3,000.00 approved, started and accepted on 2019-06-05.
void accepted(Office& office, const QString& id = u"XM-1"_s) {
    static int serial = 0;
    office.fund(u"central-1"_s, u"100000.00"_s);
    office.approved(id, u"L08"_s, {}, u"3000.00"_s);
    office.started(id);
    office.accepted(u"YS-%1"_s.arg(++serial), id, u"3000.00"_s);
}

void contract(Office& office, const QString& id, const QString& number, const QString& amount,
              const QString& date, const QString& project = u"XM-1"_s, const QString& more = {}) {
    office.ok(u"clerk1"_s, u"contract.record"_s,
              uR"({"id":"%1","project":"%2","number":"%3","party":"乙方","amount":"%4",)"
              R"("date":"%5"%6})"_s.arg(id, project, number, amount, date, more));
}

void invoice(Office& office, const QString& id, const QString& number, const QString& amount,
             const QString& date, const QString& issuer = u"商店"_s,
             const QString& project = u"XM-1"_s) {
    office.ok(u"clerk1"_s, u"invoice.record"_s,
              uR"({"id":"%1","project":"%2","number":"%3","issuer":"%6","amount":"%4",)"
              R"("date":"%5"})"_s.arg(id, project, number, amount, date, issuer));
}

} // namespace

TEST_CASE("warnings: accepted or paid above the contracts' sum, where there are contracts") {
    Office office;
    accepted(office);
    CHECK(asked(office, "contract-low") == u"");
    contract(office, u"HT-1"_s, u"1"_s, u"2999.99"_s, u"2019-03-01"_s);
    CHECK(asked(office, "contract-low") == u"XM-1");
    CHECK(testing::warningsOf(office, u"contract-low"_s).first()["amount"_L1] == u"0.01"_s);
    contract(office, u"HT-2"_s, u"2"_s, u"0.01"_s, u"2019-03-01"_s);
    CHECK(asked(office, "contract-low") == u"");
    ok(office, "clerk2", "void",
       "{'kind':'contract','id':'HT-2','date':'2019-07-01','reason':'误'}");
    CHECK(asked(office, "contract-low") == u"XM-1");
}

TEST_CASE("warnings: paid without a contract on a line of things bought") {
    Office office(planWith({}, u"L08"_s, {{"expense"_L1, true}}));
    accepted(office);
    CHECK(asked(office, "contract-none") == u"");
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"0.01"_s, u"2019-06-10"_s);
    CHECK(asked(office, "contract-none") == u"XM-1");
    contract(office, u"HT-1"_s, u"1"_s, u"1.00"_s, u"2019-03-01"_s);
    CHECK(asked(office, "contract-none") == u"");
    Office grants;
    accepted(grants);
    grants.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-10"_s);
    CHECK(asked(grants, "contract-none") == u"");
}

TEST_CASE("warnings: a contract after the acceptance, and one number twice") {
    Office office;
    accepted(office);
    accepted(office, u"XM-2"_s);
    contract(office, u"HT-1"_s, u"1"_s, u"5000.00"_s, u"2019-06-05"_s);
    contract(office, u"HT-2"_s, u"2"_s, u"5000.00"_s, u"2019-06-05"_s, u"XM-2"_s);
    CHECK(asked(office, "contract-late") == u"");
    contract(office, u"HT-3"_s, u"3"_s, u"1.00"_s, u"2019-06-06"_s);
    CHECK(asked(office, "contract-late") == u"XM-1");
    contract(office, u"HT-4"_s, u"1"_s, u"1.00"_s, u"2019-06-01"_s, u"XM-2"_s);
    CHECK(asked(office, "contract-late") == u"XM-1 XM-2");
}

TEST_CASE("warnings: paid above the invoices when it closes") {
    Office office;
    accepted(office);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"3000.00"_s, u"2019-06-10"_s);
    invoice(office, u"FP-1"_s, u"10000001"_s, u"2999.99"_s, u"2019-06-01"_s);
    office.waived(u"XM-1"_s);
    CHECK(asked(office, "invoice-low") == u"");
    ok(office, "clerk1", "project.close", "{'id':'XM-1','reason':'完成','date':'2019-07-01'}");
    CHECK(asked(office, "invoice-low") == u"XM-1");
    invoice(office, u"FP-2"_s, u"20000001"_s, u"0.01"_s, u"2019-06-01"_s);
    CHECK(asked(office, "invoice-low") == u"");
}

TEST_CASE("warnings: three invoices of one issuer in a row, in whatever projects") {
    Office office;
    accepted(office);
    accepted(office, u"XM-2"_s);
    invoice(office, u"FP-1"_s, u"00000009"_s, u"1.00"_s, u"2019-06-01"_s);
    invoice(office, u"FP-2"_s, u"00000010"_s, u"1.00"_s, u"2019-06-01"_s, u"商店"_s, u"XM-2"_s);
    invoice(office, u"FP-3"_s, u"00000011"_s, u"1.00"_s, u"2019-06-01"_s, u"别家"_s);
    invoice(office, u"FP-4"_s, u"00000012"_s, u"1.00"_s, u"2019-06-01"_s);
    CHECK(asked(office, "invoice-run") == u"");
    invoice(office, u"FP-5"_s, u"00000011"_s, u"1.00"_s, u"2019-06-01"_s);
    CHECK(asked(office, "invoice-run") == u"XM-1 XM-2");
}

TEST_CASE("warnings: an invoice of the day after the payment") {
    Office office;
    accepted(office);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-10"_s);
    invoice(office, u"FP-1"_s, u"1"_s, u"100.00"_s, u"2019-06-10"_s);
    CHECK(asked(office, "invoice-late") == u"");
    invoice(office, u"FP-2"_s, u"3"_s, u"100.00"_s, u"2019-06-11"_s);
    CHECK(asked(office, "invoice-late") == u"XM-1");
}

TEST_CASE("warnings: paid before the contract's schedule says so") {
    Office office;
    accepted(office);
    contract(office, u"HT-1"_s, u"1"_s, u"3000.00"_s, u"2019-03-01"_s, u"XM-1"_s,
             u",\"schedule\":[{\"due\":\"2019-06-10\",\"amount\":\"1000.00\",\"condition\":\"一\"},"
             "{\"due\":\"2019-06-20\",\"amount\":\"2000.00\",\"condition\":\"二\"}]"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1000.00"_s, u"2019-06-10"_s);
    CHECK(asked(office, "ahead-of-contract") == u"");
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"0.01"_s, u"2019-06-19"_s);
    CHECK(asked(office, "ahead-of-contract") == u"XM-1");
    Office later;
    accepted(later);
    contract(later, u"HT-1"_s, u"1"_s, u"3000.00"_s, u"2019-03-01"_s, u"XM-1"_s,
             u",\"schedule\":[{\"due\":\"2019-06-11\",\"amount\":\"1000.00\","
             "\"condition\":\"一\"}]"_s);
    later.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1000.00"_s, u"2019-06-10"_s);
    CHECK(asked(later, "ahead-of-contract") == u"XM-1");
}
