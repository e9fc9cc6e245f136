// SPDX-License-Identifier: GPL-3.0-only
#include <fund/importing.h>
#include <fund/internals.h>
#include <identity/users.h>
#include <labels/fields.h>
#include <storage/failure.h>
#include <support/raw_file.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

// A file entered in one go: only what an import is for, tried before it is entered, and in the name
// of who is logged in.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QByteArray receipt(const char* id, const char* amount) {
    return QByteArray(R"({"do":"fund.receive","with":{"id":")") + id
           + R"(","source":"central-1","amount":")" + amount
           + R"(","date":"2019-01-10","document":"文"}})" + '\n';
}

fund::Import read(Office& office, const QByteArray& lines, const QString& user = u"finance1"_s) {
    const QString path = office.folder() + u"/lines.jsonl"_s;
    testing::writeBytes(path, lines);
    return {path, user};
}

qint64 head(Office& office) {
    return journal::head(fund::Internals::context(office.open())).seq;
}

// The keys of a shape and of its parts that people would see raw.
QStringList withoutLabel(const journal::Shape& shape) {
    QStringList keys;
    for (const journal::ArgumentSpec& field : shape.fields()) {
        if (labels::fieldLabel(field.key) == field.key)
            keys << field.key;
        if (field.shape)
            keys << withoutLabel(*field.shape);
    }
    return keys;
}

} // namespace

TEST_CASE("every key of what an import takes is said in words when a line is refused") {
    for (const QString& name : fund::Import::commands()) {
        INFO(name.toStdString());
        CHECK(withoutLabel(fund::registry().command(name)->shape) == QStringList());
    }
    CHECK(labels::fieldLabel(u"sources[0].amount"_s) == u"资金来源第 1 行·金额"_s);
    CHECK(labels::fieldLabel(u"eligibility.registered.date"_s) == u"申报条件·法人登记·日期"_s);
    CHECK(labels::fieldLabel(u"do"_s) == u"命令"_s);
    CHECK(labels::fieldLabel(u"unheard-of"_s) == u"unheard-of"_s);
}

TEST_CASE("what an import takes decides nothing, pays nothing and touches no user") {
    for (const QString& name : fund::Import::commands()) {
        INFO(name.toStdString());
        const journal::Command* command = fund::registry().command(name);
        REQUIRE(command);
        CHECK_FALSE(command->deciding);
        CHECK_FALSE(command->roles.isEmpty());
        for (const QString& role : command->roles)
            CHECK((role == u"clerk" || role == u"finance"));
    }
}

TEST_CASE("an import is tried, and only then entered, all of it or nothing") {
    Office office;
    const qint64 before = head(office);
    const QByteArray good = receipt("SR-1", "100.00") + "\r\n" + receipt("SR-2", "200.00");
    const auto import = read(office, good);
    auto outcome = import.tried(office.open());
    CHECK(outcome.refused() == 0);
    CHECK(outcome.counts() == QMap<QString, int>{{u"fund.receive"_s, 2}});
    CHECK(outcome.rows[1].line == 3);
    CHECK(head(office) == before);
    outcome = import.entered(office.open());
    CHECK(outcome.kept);
    CHECK(head(office) == before + 2);
    // One line that a rule refuses takes the others with it.
    outcome = read(office, receipt("SR-3", "1.00") + receipt("SR-4", "15000000.00"))
                  .entered(office.open());
    CHECK_FALSE(outcome.kept);
    CHECK(outcome.refused() == 1);
    REQUIRE(outcome.firstRefused());
    CHECK(outcome.firstRefused()->line == 2);
    CHECK(head(office) == before + 2);
    office.verifySound();
}

TEST_CASE("an import that is stopped keeps nothing") {
    Office office;
    const qint64 before = head(office);
    const auto import = read(office, receipt("SR-1", "100.00") + receipt("SR-2", "200.00"));
    const auto stop = [](qint64 done, qint64) { return done < 1; };
    CHECK_THROWS_AS(import.entered(office.open(), stop), storage::Failure);
    CHECK(head(office) == before);
    CHECK(office.open()
              .submit({u"finance1"_s, u"fund.interest"_s,
                       QJsonObject{{"id"_L1, u"LX-1"_s},
                                   {"amount"_L1, u"1.00"_s},
                                   {"date"_L1, u"2019-01-10"_s},
                                   {"voucher"_L1, u"记"_s}}})
              .ok());
    CHECK_FALSE(office.open().inGroup());
}

TEST_CASE("a line of an import is nobody else's, whatever it says") {
    Office office;
    const qint64 before = head(office);
    const auto line = [](const char* head, const char* more = "") {
        return QByteArray("{") + head
               + R"("do":"fund.interest","with":{"id":"LX-1","amount":"1.00","date":"2019-01-10",)"
                 R"("voucher":"记")"
               + more + "}}";
    };
    const QByteArray foreign[] = {
        line(""), // fund.interest is none of an import's
        R"({"as":"finance2","do":"fund.receive","with":{}})",
        R"({"by":"finance2","do":"fund.receive","with":{}})",
        R"({"as":null,"do":"fund.receive","with":{}})",
        R"({"as":["finance1"],"do":"fund.receive","with":{}})",
        R"({"dry":true,"do":"fund.receive","with":{}})",
        R"({"user":"finance2","do":"fund.receive","with":{}})",
        R"({"do":"fund.receive","ask":"user.list","with":{}})",
        R"({"do":"fund.receive","with":[]})",
        R"({"do":"user.add","with":{"id":"u9","name":"甲","roles":["finance"]}})",
        R"({"do":"document.file","with":{"path":"/etc/passwd"}})",
        "{",
        QByteArray(2 << 20, ' ') + "{}",
    };
    for (const QByteArray& one : foreign) {
        INFO(one.left(100).toStdString());
        const auto outcome = read(office, receipt("SR-1", "1.00") + one).entered(office.open());
        CHECK(outcome.foreign);
        REQUIRE(outcome.rows.size() == 1);
        CHECK(outcome.rows[0].line == 2);
        CHECK(outcome.rows[0].answer.rejection->message().startsWith(u"第 2 行"));
        CHECK(head(office) == before);
    }
    // A name inside `with` is an unknown key, as everywhere.
    const auto outcome =
        read(office,
             receipt("SR-1", "1.00").replace(R"("document")", R"("by":"finance2","document")"))
            .entered(office.open());
    CHECK(outcome.refused() == 1);
    CHECK(head(office) == before);
}
