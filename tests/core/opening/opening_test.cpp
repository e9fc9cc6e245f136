// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <fund/backup.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;
using testing::cites;
using testing::Office;
using testing::ok;
using testing::told;

namespace {

constexpr const char* project =
    "{'id':'XM-1','unit':'U1','line':'L08','name':'旧项目','content':'旧','schedule':"
    "{'from':'2018-12-01','to':'2019-01-31'},'support':'400000.00','materials':['其他'],"
    "'date':'2019-01-05','state':'started','accepted':'100000.00'}";

QByteArray payment(const char* id, const char* amount) {
    return QByteArray("{'id':'") + id + "','project':'XM-1','kind':'stage','amount':'" + amount
           + "','date':'2019-01-20','report':'旧账','state':'paid','voucher':'记'}";
}

} // namespace

TEST_CASE("opening.exception: entered as it was, the broken rule is shown for ever") {
    Office office;
    office.unit(u"U1"_s, u"individual"_s);
    cites(office, "finance1", "opening.payment", payment("BF-1", "1.00").constData(), "bad-input");
    ok(office, "finance1", "opening.project", project);
    // No cash yet: that would break the books.
    cites(office, "finance1", "opening.payment", payment("BF-1", "150000.00").constData(),
          "source.cash");
    office.fund(u"central-1"_s, u"15000000.00"_s, u"2019-01-10"_s);
    ok(office, "finance1", "opening.payment", payment("BF-1", "150000.00").constData());
    const QJsonArray shown =
        office.ask(u"auditor1"_s, u"opening.exceptions"_s).toObject().value("items"_L1).toArray();
    QStringList rules;
    for (const QJsonValue& one : shown)
        rules << one.toObject().value("id"_L1).toString() + u' '
                     + one.toObject().value("rule"_L1).toString();
    CHECK(rules.contains(u"XM-1 unit.kind"_s));
    CHECK(rules.contains(u"XM-1 declare.materials"_s));
    CHECK(rules.contains(u"BF-1 pay.accepted"_s));
    cites(office, "finance1", "opening.project",
          QByteArray(project).replace("XM-1", "XM-2").constData(), "line.ceiling");
    ok(office, "group1", "opening.close", "{'date':'2019-02-01','document':'纪要'}");
    cites(office, "finance1", "opening.payment", payment("BF-2", "1.00").constData(),
          "state.order");
    CHECK(office.row(u"L08"_s, u"central-1"_s).value("paid"_L1) == u"150000.00"_s);
    office.verifySound();
}

TEST_CASE("a backup is verified before it counts, a restore keeps what it replaces") {
    Office office;
    office.fund(u"central-1"_s, u"1.00"_s);
    office.close();
    const QString good = office.folder() + u"/good.fund"_s;
    fund::backup(office.path(), good);
    CHECK(fund::Fund::verify(good).sound());
    CHECK_THROWS_AS(fund::backup(office.path(), good), storage::Failure);
    CHECK((QFile::permissions(good) & (QFileDevice::ReadOther | QFileDevice::ReadGroup)) == 0);
    office.reopen();
    office.fund(u"central-1"_s, u"2.00"_s);
    office.close();
    const QString kept = fund::restore(good, office.path()).kept;
    CHECK(fund::Fund::verify(kept).sound());
    office.reopen();
    CHECK(office.ask(u"auditor1"_s, u"receipt.list"_s).toObject().value("items"_L1).toArray().size()
          == 1);
    office.close();
    // A backup that was tampered with is not put in place, and what stands there stays.
    {
        QFile file(good);
        REQUIRE(file.open(QIODevice::ReadWrite));
        const QByteArray bytes = file.readAll();
        const qsizetype place = bytes.indexOf("finance1");
        REQUIRE(place > 0);
        file.seek(place);
        file.write("finance9");
    }
    CHECK_THROWS_AS(fund::restore(good, office.path()), fund::VerificationFailed);
    CHECK(fund::Fund::verify(office.path()).sound());
    for (int i = 0; i < 3; ++i) // of one day the newest stays
        fund::rotatingBackup(office.path());
    CHECK(fund::backupsOf(office.path()).size() <= 2); // two where they are of one second
    CHECK_FALSE(fund::backupIsDue(office.path(), journal::SystemClock().now().first(10)));
    office.reopen();
}

TEST_CASE("date.order: history too is entered only on days on which the books hold it") {
    Office office;
    office.unit(u"U1"_s, u"enterprise"_s);
    office.fund(u"central-1"_s, u"15000000.00"_s, u"2019-01-02"_s);
    ok(office, "finance1", "opening.project", project);
    const auto on = [&](const char* date, const char* amount) {
        return QByteArray("{'id':'BF-1','project':'XM-1','kind':'stage','amount':'") + amount
               + "','date':'" + date + "','report':'旧账','state':'paid','voucher':'记'}";
    };
    // The support was committed on 5 January: before that day there was nothing to pay from.
    cites(office, "finance1", "opening.payment", on("2019-01-04", "100.00").constData(),
          "date.order");
    ok(office, "finance1", "opening.payment", on("2019-01-05", "100000.00").constData());
    ok(office, "finance1", "payment.refund",
       "{'id':'TK','payment':'BF-1','amount':'60000.00','date':'2019-01-20','reason':'退',"
       "'voucher':'记'}");
    // A rule that holds today and did not on that day is an exception, as any other broken rule.
    ok(office, "finance1", "opening.payment",
       QByteArray(on("2019-01-10", "50000.00")).replace("BF-1", "BF-2").constData());
    const QJsonArray shown =
        office.ask(u"auditor1"_s, u"opening.exceptions"_s).toObject().value("items"_L1).toArray();
    QStringList rules;
    for (const QJsonValue& one : shown)
        rules << one.toObject().value("id"_L1).toString() + u' '
                     + one.toObject().value("rule"_L1).toString();
    CHECK(rules.contains(u"BF-2 date.order"_s));
    CHECK(!rules.join(u' ').contains(u"BF-1"_s));
    office.verifySound();
}

TEST_CASE("pay.accepted: what was asked for before is paid today only as far as it is accepted") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s, u"2019-01-10"_s);
    office.unit(u"U1"_s, u"enterprise"_s);
    ok(office, "finance1", "opening.project",
       QByteArray(project).replace(",'accepted':'100000.00'", "").constData());
    const auto approved = [](const char* id, const char* amount) {
        return payment(id, amount).replace("'paid','voucher':'记'", "'approved'");
    };
    ok(office, "finance1", "opening.payment", approved("BF-1", "400000.00").constData());
    const char* pay = "{'id':'BF-1','date':'2019-06-10','voucher':'记-1'}";
    testing::refused(office, "finance2", "payment.pay", pay,
                     {"pay.accepted", "id", "0.00", "400000.00",
                      told("payment.pay.uncovered", "BF-1", "XM-1", "0.00", "0.00")});
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"399999.99"_s);
    testing::refused(office, "finance2", "payment.pay", pay,
                     {"pay.accepted", "id", "399999.99", "400000.00",
                      told("payment.pay.uncovered", "BF-1", "XM-1", "399999.99", "399999.99")});
    office.accepted(u"YS-2"_s, u"XM-1"_s, u"0.01"_s, u"2019-06-06"_s);
    ok(office, "finance2", "payment.pay", pay);
    office.verifySound();
}
