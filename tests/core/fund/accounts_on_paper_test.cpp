// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;

namespace {

constexpr const char* whole = "6222020000009999";

// Every cell of the paper's tables, as that user gets it.
QString cells(Office& office, const char* user, const char* kind, const char* id) {
    const auto made = office.open().report(QLatin1StringView(user), QLatin1StringView(kind),
                                           QLatin1StringView(id));
    REQUIRE(std::holds_alternative<reports::Printable>(made));
    QStringList all;
    for (const reports::Block& block : std::get<reports::Printable>(made).blocks)
        if (const auto* table = std::get_if<reports::Table>(&block))
            for (const QStringList& row : table->rows)
                all << row;
    return all.join(u' ');
}

QString readings(Office& office) {
    QStringList log;
    const QJsonValue events =
        office.ask(u"security1"_s, u"security.log"_s, u"{\"kind\":\"account\"}"_s);
    for (const QJsonValue& one : events.toObject().value("items"_L1).toArray())
        log << one.toObject().value("user"_L1).toString() + u' '
                   + one.toObject().value("result"_L1).toString();
    return log.join(u';');
}

} // namespace

TEST_CASE("privacy: the account is whole on the office's papers for who confirms and who pays") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L08"_s, {}, u"1000.00"_s);
    ok(office, "clerk1", "unit.change",
       "{'id':'U1','date':'2019-02-20','document':'开户许可证','bank':{'name':'工行',"
       "'account':'6222020000009999','holder':'单位U1'}}");
    ok(office, "reviewer1", "unit.confirm-bank", "{'id':'U1','date':'2019-02-20'}");
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"1000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"1.00"_s, u"2019-06-10"_s, u"approved"_s);
    const QString number = QLatin1StringView(whole);
    for (const char* other : {"clerk1", "leader1", "auditor1"}) {
        INFO(other);
        for (const auto& [kind, id] : {std::pair("account", "U1"), std::pair("payment", "BF-1")}) {
            const QString shown = cells(office, other, kind, id);
            CHECK_FALSE(shown.contains(number));
            CHECK(shown.contains(u"9999"));
        }
    }
    CHECK(readings(office).isEmpty());
    CHECK(cells(office, "reviewer1", "account", "U1").contains(number));
    CHECK(cells(office, "finance1", "payment", "BF-1").contains(number));
    CHECK(readings(office).toStdString()
          == "reviewer1 read U1 account U1;finance1 read U1 payment BF-1");
    // Nowhere else, for nobody.
    for (const auto& [kind, id] : {std::pair("sheet", "-"), std::pair("ledger", "unit")})
        CHECK_FALSE(cells(office, "finance1", kind, id).contains(number));
    office.verifySound();
}
