// SPDX-License-Identifier: GPL-3.0-only
#include "put_back.h"

#include <fund/internals.h>

#include <QMessageAuthenticationCode>

#include <ctime>
#include <iostream>

// What somebody does who alters a table, has the program believe it, and puts the table back: the
// journal holds together, the tables agree with it, and yet an entry stands there that the rules
// had never let in. `verify` judges each entry again.

using namespace Qt::Literals::StringLiterals;
using testing::fill;
using testing::Office;
using testing::ok;
using testing::Outside;
using testing::putBack;
using testing::unjudged;

namespace {

// Edits the closed fund, lets `use` work in it, and makes the tables what the journal says.
template <class Use> journal::VerificationReport used(Office& office, const char* edit, Use use) {
    office.close();
    {
        Outside file(office.path());
        file.run("PRAGMA ignore_check_constraints = ON");
        REQUIRE(file.run(edit) > 0);
    }
    office.reopen();
    use();
    office.close();
    putBack(office);
    CHECK(unjudged(office.path()).sound()); // the canary: only judging tells
    return fund::Fund::verify(office.path());
}

bool says(const journal::VerificationReport& report, const QString& words) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const journal::VerificationFinding& one) {
                           return one.place.startsWith(u"entry ") && one.message.contains(words);
                       });
}

} // namespace

TEST_CASE("journal.append-only: an approval by an auditor whose role was altered is named") {
    Office office;
    fill(office);
    office.payment(u"BF-9"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-08-01"_s, u"requested"_s);
    const auto report =
        used(office, "UPDATE fund_user SET roles = 'leader' WHERE id = 'auditor1'", [&] {
            ok(office, "auditor1", "payment.approve",
               "{'id':'BF-9','decision':'approve','opinion':'同意','date':'2019-08-01'}");
        });
    CHECK(says(report, u"(payment.approve,auditor1)违反 duty.role:auditor1 没有办理"_s));
}

TEST_CASE("journal.append-only: a user whom finance added under an altered role is named") {
    Office office;
    const auto report =
        used(office, "UPDATE fund_user SET roles = 'admin' WHERE id = 'finance1'", [&] {
            ok(office, "finance1", "user.add", "{'id':'ghost','name':'某','roles':['leader']}");
        });
    CHECK(says(report, u"(user.add,finance1)违反 duty.role"_s));
}

TEST_CASE("journal.append-only: a payment above what was accepted is named with its rule") {
    Office office;
    fill(office);
    const auto report = used(office, "UPDATE acceptance SET accepted = 2100000 * 100", [&] {
        ok(office, "clerk1", "payment.request",
           "{'id':'BF-9','project':'XM-1','kind':'stage','amount':'900000.00',"
           "'date':'2019-08-01','report':'申请'}");
    });
    CHECK(says(report, u"(payment.request,clerk1)违反 pay.accepted"_s));
}

TEST_CASE("journal.append-only: who was disabled, and who requested, are judged again") {
    Office office;
    fill(office);
    ok(office, "admin", "user.change", "{'id':'finance2','disabled':true}");
    office.payment(u"BF-9"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-08-01"_s, u"approved"_s);
    const auto report =
        used(office, "UPDATE fund_user SET disabled = 0 WHERE id = 'finance2'", [&] {
            ok(office, "finance2", "payment.pay",
               "{'id':'BF-9','date':'2019-08-02','voucher':'记-9'}");
        });
    CHECK(says(report, u"(payment.pay,finance2)违反 duty.role"_s));
}

TEST_CASE("journal.append-only: a page frozen over altered tables is named") {
    Office office;
    fill(office);
    office.payment(u"BF-9"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-07-10"_s);
    const auto report = used(office, "UPDATE unit_name SET name = '别的单位'", [&] {
        ok(office, "reviewer1", "disclosure.publish",
           "{'id':'GS-2','month':'2019-07','date':'2019-08-02'}");
    });
    CHECK(says(report, u"所记的 page 与当时的账不符"_s));
}

TEST_CASE("journal.append-only: an opening whose exception was hidden is named") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.unit(u"U1"_s, u"enterprise"_s);
    ok(office, "group1", "supervision.find",
       "{'id':'JG','unit':'U1','kind':'false-materials','finding':'虚假','recover':'0.00',"
       "'date':'2019-02-01','document':'文'}");
    const auto report = used(office, "UPDATE unit SET bars = 0", [&] {
        ok(office, "finance1", "opening.project",
           "{'id':'XM-9','unit':'U1','line':'L01','item':'L01-fitout','name':'某','content':'建',"
           "'schedule':{'from':'2019-01-01','to':'2019-12-31'},'support':'1.00',"
           "'sources':[{'source':'central-1','amount':'1.00'}],'materials':['建设改造方案'],"
           "'date':'2019-03-01','state':'declared'}");
    });
    CHECK(says(report, u"与当时的账不符"_s));
}

TEST_CASE("journal.append-only: an entry under an older number than the one before it is named") {
    Office office;
    office.fund(u"central-1"_s, u"1.00"_s);
    office.close();
    {
        Outside file(office.path());
        file.run("UPDATE entry SET rules = 9 WHERE seq = 2");
    }
    CHECK(says(fund::Fund::verify(office.path()), u"所依规则的版本"_s));
}

TEST_CASE("personal texts: bytes moved between salt and text are found, and the salt's length") {
    Office office;
    fill(office);
    office.close();
    const QByteArray whole = testing::bytesOf(office.path());
    for (const char* edit : {"UPDATE private SET salt = CAST(salt || substr(value, 1, 3) AS BLOB),"
                             " value = substr(value, 4)",
                             "UPDATE private SET value = CAST(substr(salt, 16) AS TEXT) || value,"
                             " salt = substr(salt, 1, 15)",
                             // A key that ends in zeros is the same key to HMAC.
                             "UPDATE private SET salt = CAST(salt || x'00' AS BLOB)"}) {
        {
            Outside file(office.path());
            file.run("PRAGMA ignore_check_constraints = ON");
            INFO(edit);
            CHECK(file.run(edit) > 0);
        }
        const auto report = fund::Fund::verify(office.path());
        CHECK(std::any_of(report.findings.begin(), report.findings.end(), [](const auto& one) {
            return one.place == u"table private" && one.message.contains(u"与其哈希不符");
        }));
        testing::writeBytes(office.path(), whole);
    }
    // Nor does the table take a salt of another length.
    Outside file(office.path());
    CHECK(file.run("UPDATE OR IGNORE private SET salt = CAST(salt || x'00' AS BLOB)") == 0);
}

TEST_CASE("personal texts: the hash is HMAC-SHA256 with the salt as its key") {
    const QByteArray salt = QByteArray::fromHex("000102030405060708090a0b0c0d0e0f");
    CHECK(journal::PrivateStore::hashOf(salt, u"不同意"_s)
          == QString::fromLatin1(QMessageAuthenticationCode::hash(u"不同意"_s.toUtf8(), salt,
                                                                  QCryptographicHash::Sha256)
                                     .toHex()));
    CHECK(journal::PrivateStore::hashOf(salt + QByteArray("不"), u"同意"_s)
          != journal::PrivateStore::hashOf(salt, u"不同意"_s));
}

TEST_CASE("what rules read while one command is judged is read once, and again after a write") {
    Office office;
    journal::Context& context = fund::Internals::context(office.open());
    int reads = 0;
    const auto read = [&](const QString& id) {
        return context.readOnce<int>(id, [&] { return ++reads; });
    };
    CHECK(read(u"a"_s) == 1);
    CHECK(read(u"a"_s) == 2); // nothing is judged
    {
        const journal::Context::Judging judging(context);
        CHECK(read(u"a"_s) == 3);
        CHECK(read(u"a"_s) == 3);
        CHECK(read(u"b"_s) == 4);
        {
            const journal::Context::Judging later(context); // on a later day
            CHECK(read(u"b"_s) == 4);
        }
        CHECK(read(u"b"_s) == 4);
        office.open().beginGroup();
        office.fund(u"central-1"_s, u"1.00"_s);
        CHECK(read(u"a"_s) == 5);
        office.open().abandonGroup();
    }
    CHECK(read(u"a"_s) == 6);
}

// What judging costs: journal_tests "[cost]". In processor time, since a busy machine says little
// in any other, and hidden all the same: what else runs takes caches away.
TEST_CASE("verify with judging takes no more than half as long again", "[.][cost]") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"2000000.00"_s);
    office.open().beginGroup();
    constexpr int payments = 2500;
    for (int i = 0; i < payments; ++i)
        office.payment(u"BF-%1"_s.arg(i), u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-06-10"_s);
    office.open().commitGroup();
    office.close();
    std::clock_t with = 0;
    std::clock_t without = 0;
    for (int round = 0; round < 3; ++round) {
        const std::clock_t began = std::clock();
        CHECK(unjudged(office.path()).sound());
        const std::clock_t between = std::clock();
        CHECK(fund::Fund::verify(office.path()).sound());
        without += between - began;
        with += std::clock() - between;
    }
    constexpr std::clock_t millisecond = CLOCKS_PER_SEC / 1000;
    std::cout << payments << " payments: " << with / 3 / millisecond << " ms with judging, "
              << without / 3 / millisecond << " ms without" << std::endl;
    CHECK(with * 2 <= without * 3);
}
