// SPDX-License-Identifier: GPL-3.0-only
#include <fund/batch.h>
#include <fund/internals.h>
#include <logging/bug.h>
#include <support/office.h>

#include <catch2/catch.hpp>

#include <QJsonDocument>
#include <QRegularExpression>

#include <new>

// What the program does where it is wrong itself: nothing is kept, and it says so without calling
// the file damaged. A table that is gone stands for every fault of that kind.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

const QString goal =
    u"{\"goal\":\"G01\",\"value\":\"5\",\"date\":\"2019-06-30\",\"note\":\"已建成\"}"_s;

void breakGoals(Office& office) {
    fund::Internals::context(office.open()).db.script(u"DROP TABLE goal_report"_s);
}

const journal::Error* errorOf(const journal::Answer& answer) {
    return answer.rejection ? answer.rejection->error() : nullptr;
}

bool isInternal(const journal::Answer& answer) {
    static const QRegularExpression sentence(
        u"^程序内部错误 ([0-9a-f]{8}), 没有记入任何内容:.*请.*。$"_s);
    const journal::Error* error = errorOf(answer);
    if (!error || error->kind != journal::ErrorKind::Internal)
        return false;
    const auto match = sentence.match(error->message());
    return match.hasMatch() && match.captured(1) == error->id;
}

QJsonObject line(const QString& as, const QString& action, const QString& with) {
    return {{"as"_L1, as},
            {"do"_L1, action},
            {"with"_L1, QJsonDocument::fromJson(with.toUtf8()).object()}};
}

QByteArray interest(int n) {
    return QJsonDocument(line(u"finance1"_s, u"fund.interest"_s,
                              u"{\"id\":\"LX-%1\",\"amount\":\"1.00\",\"date\":\"2019-03-05\","
                              "\"voucher\":\"记-1\"}"_s.arg(n)))
        .toJson(QJsonDocument::Compact);
}

} // namespace

TEST_CASE("SQLITE_ERROR is an internal error with an id, and nothing is kept") {
    Office office;
    const auto headBefore = office.ask(u"auditor1"_s, u"journal.head"_s);
    breakGoals(office);
    const auto answer = office.submit(u"clerk1"_s, u"goal.report"_s, goal);
    CHECK(isInternal(answer));
    const QJsonObject json = answer.toJson().value("error"_L1).toObject();
    CHECK(json.value("kind"_L1) == u"internal"_s);
    CHECK(json.value("id"_L1).toString().size() == 8);
    CHECK_FALSE(json.value("message"_L1).toString().contains(u"goal_report"));
    CHECK(isInternal(office.open().ask({u"auditor1"_s, u"goal.show"_s, {}})));
    CHECK(office.ask(u"auditor1"_s, u"journal.head"_s) == headBefore);
    // What does not need the table goes on.
    office.fund(u"central-1"_s, u"1.00"_s);
}

TEST_CASE("A constraint that a command runs into is an internal error") {
    Office office;
    fund::Internals::context(office.open())
        .db.script(u"CREATE UNIQUE INDEX planted ON fund_user (name)"_s);
    const auto answer =
        office.submit(u"admin"_s, u"user.add"_s,
                      u"{\"id\":\"u9\",\"name\":\"%1\",\"roles\":[\"clerk\"]}"_s.arg(
                          office.ask(u"auditor1"_s, u"user.list"_s)
                              .toObject()
                              .value("items"_L1)
                              .toArray()[0]
                              .toObject()
                              .value("name"_L1)
                              .toString()));
    CHECK(isInternal(answer));
}

TEST_CASE("A group is undone by an internal error, and the stream ends with it") {
    Office office;
    const auto headBefore = office.ask(u"auditor1"_s, u"journal.head"_s);
    QList<QJsonObject> answers;
    const auto out = [&](const QByteArray& one) {
        answers << QJsonDocument::fromJson(one).object();
    };
    const QByteArray broken =
        QJsonDocument(line(u"clerk1"_s, u"goal.report"_s, goal)).toJson(QJsonDocument::Compact);
    const auto kindOf = [&](qsizetype i) {
        return answers[i].value("error"_L1).toObject().value("kind"_L1).toString();
    };
    {
        fund::Batch stream(office.open(), 4, out);
        stream.line(interest(1));
        stream.line(interest(2));
        breakGoals(office);
        stream.line(broken);
        CHECK(stream.internalError());
        stream.finish();
    }
    REQUIRE(answers.size() == 3);
    for (qsizetype i = 0; i < 3; ++i)
        CHECK(kindOf(i) == u"internal");
    // All of them by the same id.
    CHECK(answers[0].value("error"_L1) == answers[2].value("error"_L1));
    CHECK(office.ask(u"auditor1"_s, u"journal.head"_s) == headBefore);
    fund::Internals::trust(office.open(), u"finance1"_s);
    CHECK(office
              .submit(u"finance1"_s, u"fund.interest"_s,
                      u"{\"id\":\"LX-1\",\"amount\":\"1.00\",\"date\":\"2019-03-05\","
                      "\"voucher\":\"记-1\"}"_s)
              .ok());
}

TEST_CASE("A statement is given as many values as it has parameters, or it is a bug") {
    Office office;
    auto& db = fund::Internals::context(office.open()).db;
    CHECK_THROWS_AS(db.query("SELECT 1 WHERE 1 = ?"), logging::Bug);
    CHECK_THROWS_AS(db.query("SELECT 1 WHERE 1 = ?", 1, 2), logging::Bug);
    CHECK_THROWS_AS(db.queryOnce(u"SELECT 1 WHERE 1 = ?"_s), logging::Bug);
    CHECK_NOTHROW(db.query("SELECT ?1 WHERE 1 = ?1", 1));
    CHECK_THROWS_AS(db.query("SELECT nothing FROM nowhere"), logging::Bug);
    CHECK_THROWS_AS(db.run("UPDATE entry SET by = 'x'"), logging::Bug);
}

TEST_CASE("What is wrong with the books before a posting is written is a bug") {
    Office office;
    auto& context = fund::Internals::context(office.open());
    journal::Entry entry;
    entry.seq = 1;
    storage::UnitOfWork work(context.db);
    const ledger::Posting good{.date = u"2019-01-10"_s,
                               .from = ledger::Account::Treasury,
                               .to = ledger::Account::Cash,
                               .source = u"central-1"_s,
                               .amount = money::Fen::of(100)};
    CHECK_NOTHROW(ledger::post(context, entry, good));
    const auto throws = [&](auto change) {
        ledger::Posting bad = good;
        change(bad);
        CHECK_THROWS_AS(ledger::post(context, entry, bad), logging::Bug);
    };
    throws([](ledger::Posting& bad) { bad.amount = money::Fen::of(-1); });
    throws([](ledger::Posting& bad) { bad.to = bad.from; });
    throws([](ledger::Posting& bad) { bad.source.clear(); });
    throws([](ledger::Posting& bad) { bad.date.clear(); });
    throws([](ledger::Posting& bad) { bad.to = ledger::Account::Available; });
    throws([](ledger::Posting& bad) { bad.to = ledger::Account::Committed; });
}

TEST_CASE("A payment that meets altered rows is damage, and no fault of the program") {
    for (const char16_t* edit :
         {u"UPDATE balance SET amount = 1 WHERE account = 'requested' AND project = ''",
          u"UPDATE balance SET amount = 1 WHERE account = 'requested' AND project <> ''",
          u"UPDATE turnover SET amount = 9223372036854775807"}) {
        INFO(QString::fromUtf16(edit).toStdString());
        Office office;
        office.fund(u"central-1"_s, u"1000.00"_s);
        office.approved(u"XM-1"_s, u"L08"_s, {}, u"500.00"_s);
        office.started(u"XM-1"_s);
        office.accepted(u"YS-1"_s, u"XM-1"_s, u"500.00"_s, u"2019-06-05"_s);
        office.payment(u"BF-1"_s, u"XM-1"_s, u"stage"_s, u"200.00"_s, u"2019-06-06"_s);
        office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-07"_s,
                       u"approved"_s);
        fund::Internals::context(office.open()).db.script(QString::fromUtf16(edit));
        const auto answer = office.open().submit({u"finance1"_s, u"payment.pay"_s,
                                                  QJsonObject{{"id"_L1, u"BF-2"_s},
                                                              {"date"_L1, u"2019-06-08"_s},
                                                              {"voucher"_L1, u"记"_s}}});
        const journal::Error* error = errorOf(answer);
        REQUIRE(error);
        CHECK(error->kind == journal::ErrorKind::Storage);
        CHECK(error->message().contains(u"fundctl verify"));
    }
}

TEST_CASE("A constraint that a command runs into over altered rows is damage, named by its table") {
    Office office;
    fund::Internals::context(office.open())
        .db.script(u"INSERT INTO role_held VALUES ('u9', 'clerk')"_s);
    fund::Internals::context(office.open())
        .db.script(u"CREATE UNIQUE INDEX planted ON fund_user (name)"_s);
    const QString again = u"{\"id\":\"u9\",\"name\":\"%1\",\"roles\":[\"clerk\"]}"_s.arg(
        office.ask(u"auditor1"_s, u"user.list"_s)["items"_L1][0]["name"_L1].toString());
    for (int tries = 0; tries < 2; ++tries) { // and so it stays
        const auto answer = office.submit(u"admin"_s, u"user.add"_s, again);
        const journal::Error* error = errorOf(answer);
        REQUIRE(error);
        CHECK(error->kind == journal::ErrorKind::Storage);
        CHECK(error->message().contains(u"表 role_held 与日志不符"));
        CHECK(error->message().contains(u"fundctl verify"));
    }
}
