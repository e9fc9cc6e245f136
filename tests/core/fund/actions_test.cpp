// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// What a thing's actions answer besides what contract_table_test.cpp compares with each command.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QJsonObject action(Office& office, const QString& user, const QString& question, const QString& id,
                   const QString& command) {
    const QJsonValue items = office.ask(user, question, u"{\"id\":\"%1\"}"_s.arg(id));
    for (const QJsonValue& one : items.toArray())
        if (one.toObject().value("command"_L1) == command)
            return one.toObject();
    FAIL(command.toStdString() + " is not among the actions");
    return {};
}

QJsonObject rejection(const QJsonObject& one) {
    CHECK_FALSE(one.value("allowed"_L1).toBool());
    return one.value("objection"_L1).toObject();
}

} // namespace

TEST_CASE("actions: what is all used up is said without the fen that nobody asked for") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.fund(u"county"_s, u"2470000.00"_s);
    office.enterprise(u"U1"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"999.99"_s, u"2019-03-01"_s);
    const auto asked = [&] {
        return action(office, u"clerk1"_s, u"project.actions"_s, u"XM-1"_s, u"payment.request"_s);
    };
    CHECK(asked().value("allowed"_L1).toBool()); // one fen of half the support is left
    CHECK_FALSE(asked().contains("objection"_L1));
    office.payment(u"BF-2"_s, u"XM-1"_s, u"prepay"_s, u"0.01"_s, u"2019-03-01"_s);
    const QJsonObject no = rejection(asked());
    CHECK_FALSE(no.contains("asked"_L1));
    CHECK_FALSE(no.value("message"_L1).toString().contains(u"0.01"_s));
    CHECK(no.value("rule"_L1).toString().startsWith(u"pay."_s));
}

TEST_CASE(
    "actions: a clerk who records paper may what some leader could sign, his own he may not") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.fund(u"county"_s, u"2470000.00"_s);
    office.enterprise(u"U1"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"900.00"_s, u"2019-03-01"_s, u"reviewed"_s);
    const auto approve = [&](const QString& user) {
        return action(office, user, u"payment.actions"_s, u"BF-1"_s, u"payment.approve"_s);
    };
    CHECK(approve(u"leader1"_s).value("allowed"_L1).toBool());
    CHECK(approve(u"clerk2"_s).value("allowed"_L1).toBool());
    CHECK(rejection(approve(u"clerk1"_s)).value("rule"_L1) == u"duty.separation"_s);
    CHECK(rejection(approve(u"finance1"_s)).value("rule"_L1) == u"duty.role"_s);
    CHECK(rejection(approve(u"auditor1"_s)).value("rule"_L1) == u"duty.role"_s);
}

TEST_CASE("actions: a returned project is declared again by the clerk, one that waits is not") {
    Office office;
    office.enterprise(u"U1"_s);
    office.declared(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000.00"_s);
    const auto commands = [&] {
        QStringList names;
        const QJsonValue items =
            office.ask(u"clerk1"_s, u"project.actions"_s, u"{\"id\":\"XM-1\"}"_s);
        for (const QJsonValue& one : items.toArray())
            if (one.toObject().value("allowed"_L1).toBool())
                names << one.toObject().value("command"_L1).toString();
        return names;
    };
    CHECK_FALSE(commands().contains(u"project.declare"_s));
    CHECK(commands().contains(u"withdraw"_s));
    office.ok(
        u"reviewer1"_s, u"project.review"_s,
        u"{\"id\":\"XM-1\",\"decision\":\"return\",\"opinion\":\"补\",\"date\":\"2019-02-10\"}"_s);
    CHECK(commands().contains(u"project.declare"_s));
}

TEST_CASE("actions: of a thing that does not exist is bad input") {
    Office office;
    for (const char* question :
         {"project.actions", "payment.actions", "acceptance.actions", "unit.actions"}) {
        const journal::Answer answer =
            office.open().ask({u"clerk1"_s, QString::fromLatin1(question), {{"id"_L1, u"none"_s}}});
        REQUIRE_FALSE(answer.ok());
        CHECK(answer.rejection->error()->kind == journal::ErrorKind::BadInput);
    }
}

TEST_CASE("actions: asking changes nothing") {
    Office office;
    office.enterprise(u"U1"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2000.00"_s);
    const QJsonValue head = office.ask(u"auditor1"_s, u"journal.head"_s);
    for (const char* user : {"clerk1", "reviewer1", "leader1", "finance1"})
        office.ask(QString::fromLatin1(user), u"project.actions"_s, u"{\"id\":\"XM-1\"}"_s);
    CHECK(office.ask(u"auditor1"_s, u"journal.head"_s) == head);
    office.verifySound();
}
