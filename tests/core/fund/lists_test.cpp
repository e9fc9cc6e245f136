// SPDX-License-Identifier: GPL-3.0-only
#include <support/office.h>
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <QJsonDocument>

#include <algorithm>

// What the list questions share: sorting, paging that stays right, initials, totals.

using namespace Qt::Literals::StringLiterals;
using testing::Office;

namespace {

QStringList idsOf(const QJsonValue& answer) {
    QStringList ids;
    for (const QJsonValue& item : answer.toObject().value("items"_L1).toArray())
        ids << item.toObject().value("id"_L1).toString();
    return ids;
}

// All pages of a list, one after another; `with` without its braces.
QStringList allPages(Office& office, const QString& list, const QString& with, int count) {
    QStringList ids;
    QString after;
    for (int page = 0; page < 100; ++page) {
        const QString question =
            u"{%1%2\"count\":%3%4}"_s.arg(with, with.isEmpty() ? u""_s : u","_s)
                .arg(count)
                .arg(after.isEmpty() ? u""_s : u",\"after\":\"%1\""_s.arg(after));
        const QJsonValue answer = office.ask(u"clerk1"_s, list, question);
        ids += idsOf(answer);
        after = answer.toObject().value("next"_L1).toString();
        if (after.isEmpty())
            break;
    }
    return ids;
}

// Seven projects on one line, equal supports among them.
void sevenProjects(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    const QStringList supports{u"300"_s, u"100"_s, u"200"_s, u"100"_s, u"300"_s, u"100"_s, u"50"_s};
    for (int i = 0; i < supports.size(); ++i)
        office.declared(u"XM-%1"_s.arg(i), u"L01"_s, u"L01-fitout"_s, supports[i] + u".00"_s);
}

} // namespace

TEST_CASE("a list sorted by a column pages through every row once, ties by id") {
    Office office;
    sevenProjects(office);
    const QStringList up{u"XM-6"_s, u"XM-1"_s, u"XM-3"_s, u"XM-5"_s,
                         u"XM-2"_s, u"XM-0"_s, u"XM-4"_s};
    QStringList down = up;
    std::reverse(down.begin(), down.end());
    for (int count : {1, 2, 3, 7, 100}) {
        CHECK(allPages(office, u"project.list"_s, u"\"sort\":\"support\""_s, count) == up);
        CHECK(allPages(office, u"project.list"_s, u"\"sort\":\"-support\""_s, count) == down);
        CHECK(allPages(office, u"project.list"_s, u"\"sort\":\"-id\""_s, count).first() == u"XM-6");
        CHECK(allPages(office, u"project.list"_s, u""_s, count).first() == u"XM-0");
    }
}

TEST_CASE("a row that comes between two pages moves no other") {
    Office office;
    sevenProjects(office);
    const QString sorted = u"\"sort\":\"support\",\"count\":4"_s;
    const QStringList first =
        idsOf(office.ask(u"clerk1"_s, u"project.list"_s, u"{%1}"_s.arg(sorted)));
    CHECK(first.last() == u"XM-5");
    office.declared(u"XM-00"_s, u"L01"_s, u"L01-fitout"_s, u"60.00"_s);
    const QStringList second =
        idsOf(office.ask(u"clerk1"_s, u"project.list"_s, u"{%1,\"after\":\"XM-5\"}"_s.arg(sorted)));
    CHECK(second == QStringList{u"XM-2"_s, u"XM-0"_s, u"XM-4"_s});
}

TEST_CASE("a list says how many rows there are when it is asked") {
    Office office;
    sevenProjects(office);
    const auto total = [&](const QString& with) {
        return office.ask(u"clerk1"_s, u"project.list"_s, with).toObject().value("total"_L1);
    };
    CHECK(total(u"{\"count\":2,\"total\":true}"_s).toInt() == 7);
    CHECK(total(u"{\"count\":2,\"total\":true,\"after\":\"XM-3\"}"_s).toInt() == 7);
    CHECK(total(u"{\"total\":true,\"line\":\"L02\"}"_s).toInt() == 0);
    CHECK(total(u"{\"count\":2}"_s).isUndefined());
}

TEST_CASE("bad sort keys, pages after nothing and a count of none are answered") {
    Office office;
    sevenProjects(office);
    const auto error = [&](const QString& with) {
        const auto answer = office.open().ask(
            {u"clerk1"_s, u"project.list"_s, QJsonDocument::fromJson(with.toUtf8()).object()});
        return answer.ok() ? QString() : answer.rejection->error()->field;
    };
    CHECK(error(u"{\"sort\":\"name; DROP TABLE project\"}"_s) == u"sort");
    CHECK(error(u"{\"sort\":\"--id\"}"_s) == u"sort");
    CHECK(error(u"{\"sort\":\"support\",\"after\":\"XM-99\"}"_s) == u"after");
    CHECK(error(u"{\"after\":\"XM-99\"}"_s).isEmpty());
    CHECK(idsOf(office.ask(u"clerk1"_s, u"project.list"_s, u"{\"count\":0}"_s)).size() == 1);
}

TEST_CASE("every list takes sort, total and text by each of its columns") {
    Office office;
    sevenProjects(office);
    const QStringList lists{u"unit.list"_s,    u"project.list"_s, u"acceptance.list"_s,
                            u"payment.list"_s, u"receipt.list"_s, u"document.list"_s,
                            u"finding.list"_s, u"notice.list"_s,  u"disclosure.list"_s};
    for (const QString& list : lists) {
        const journal::Question* question = fund::registry().question(list);
        REQUIRE(question);
        const auto& fields = question->shape.fields();
        const auto sort = std::find_if(fields.begin(), fields.end(),
                                       [](const auto& field) { return field.key == u"sort"; });
        REQUIRE(sort != fields.end());
        CHECK(sort->choices.size() >= 6);
        for (const QString& key : sort->choices) {
            CAPTURE(list.toStdString(), key.toStdString());
            const auto answer = office.open().ask(
                {u"clerk1"_s, list,
                 QJsonObject{{"sort"_L1, key}, {"total"_L1, true}, {"text"_L1, u"gs"_s}}});
            CHECK(answer.ok());
            CHECK(answer.result.toObject().contains("total"_L1));
        }
    }
}

TEST_CASE("payments are found by the initials of project and unit, and by voucher") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.enterprise(u"DZ"_s);
    office.ok(u"clerk1"_s, u"unit.change"_s,
              u"{\"id\":\"DZ\",\"name\":\"湘西电子商务有限公司\",\"date\":\"2019-01-20\","
              "\"document\":\"执照\"}"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"100000.00"_s, {}, u"DZ"_s);
    office.approved(u"XM-2"_s, u"L01"_s, u"L01-fitout"_s, u"100000.00"_s);
    office.payment(u"BK-1"_s, u"XM-1"_s, u"prepay"_s, u"40000.00"_s, u"2019-03-04"_s);
    office.payment(u"BK-2"_s, u"XM-2"_s, u"prepay"_s, u"30000.00"_s, u"2019-03-05"_s);
    const auto found = [&](const QString& with) {
        return idsOf(office.ask(u"finance1"_s, u"payment.list"_s, with));
    };
    CHECK(found(u"{\"text\":\"xxdz\"}"_s) == QStringList{u"BK-1"_s});
    CHECK(found(u"{\"text\":\"电子商务\"}"_s) == QStringList{u"BK-1"_s});
    CHECK(found(u"{\"text\":\"bk-2\"}"_s) == QStringList{u"BK-2"_s});
    CHECK(found(u"{\"sort\":\"-amount\"}"_s) == QStringList{u"BK-1"_s, u"BK-2"_s});
    CHECK(
        found(u"{\"paid_from\":\"2019-01-01\",\"line\":\"L01\",\"source\":\"central-1\"}"_s).size()
        == 2);
    CHECK(found(u"{\"paid_to\":\"2019-01-01\"}"_s).isEmpty());
    const QJsonObject item = office.ask(u"finance1"_s, u"payment.list"_s, u"{\"text\":\"xxdz\"}"_s)
                                 .toObject()
                                 .value("items"_L1)
                                 .toArray()
                                 .first()
                                 .toObject();
    CHECK(item.value("unit_name"_L1).toString() == u"湘西电子商务有限公司");
    CHECK(item.value("line"_L1).toString() == u"L01");
    CHECK(item.value("path"_L1).toString() == u"prepaid");
    CHECK(item.value("project_name"_L1).isString());
    CHECK(item.value("paid_on"_L1).isString());
}

TEST_CASE("the journal is listed by thing, person, command, words and day, newest first") {
    Office office;
    sevenProjects(office);
    const auto seqs = [&](const QString& with) {
        QList<qint64> found;
        const QJsonValue answer = office.ask(u"auditor1"_s, u"journal.list"_s, with);
        for (const QJsonValue& entry : answer.toObject().value("entries"_L1).toArray())
            found << entry.toObject().value("seq"_L1).toInteger();
        return found;
    };
    const auto declared = seqs(u"{\"do\":\"project.declare\"}"_s);
    REQUIRE(declared.size() == 7);
    CHECK(seqs(u"{\"entity\":\"XM-3\"}"_s) == QList<qint64>{declared[3]});
    CHECK(seqs(u"{\"entity\":\"XM-3\",\"kind\":\"payment\"}"_s).isEmpty());
    CHECK(seqs(u"{\"do\":\"project.declare\",\"newest\":true,\"count\":2}"_s)
          == QList<qint64>{declared[6], declared[5]});
    CHECK(seqs(u"{\"by\":\"reviewer1\",\"do\":\"project.declare\"}"_s).isEmpty());
    CHECK(seqs(u"{\"text\":\"XM-3\"}"_s) == QList<qint64>{declared[3]});
    CHECK(seqs(u"{\"until\":\"2000-01-01\"}"_s).isEmpty());
    CHECK(seqs(u"{\"since\":\"2000-01-01\",\"do\":\"project.declare\"}"_s) == declared);
    // Page by page, newest first: `next` is the next page's `to`.
    const QJsonObject page =
        office
            .ask(u"auditor1"_s, u"journal.list"_s,
                 u"{\"do\":\"project.declare\",\"newest\":true,\"count\":3,\"total\":true}"_s)
            .toObject();
    CHECK(page.value("next"_L1).toInteger() == declared[3]);
    CHECK(page.value("total"_L1).toInteger() == 7);
}

TEST_CASE("a unit's page has its accounts, ticks, projects and findings") {
    Office office;
    sevenProjects(office);
    office.ok(u"group1"_s, u"supervision.find"_s,
              u"{\"id\":\"F1\",\"unit\":\"U1\",\"kind\":\"irregularity\",\"finding\":\"票据不全\","
              "\"recover\":\"0.00\",\"date\":\"2019-05-05\",\"document\":\"函1\"}"_s);
    const QJsonObject unit =
        office.ask(u"clerk1"_s, u"unit.show"_s, u"{\"id\":\"U1\"}"_s).toObject();
    CHECK(unit.value("projects"_L1).toArray().size() == 7);
    CHECK(unit.value("findings"_L1).toArray().first().toObject().value("id"_L1).toString()
          == u"F1");
    CHECK(unit.value("needed"_L1).toArray().size() == 5);
    const QJsonObject account = unit.value("accounts"_L1).toArray().first().toObject();
    CHECK(account.value("account"_L1).toString().startsWith(u"****"));
    CHECK(account.value("current"_L1).toBool());
    CHECK(account.value("confirmed"_L1).toBool());
    const QJsonObject line =
        office.ask(u"clerk1"_s, u"line.show"_s, u"{\"id\":\"L01\"}"_s).toObject();
    CHECK(line.value("rows"_L1).toArray().size() == 3);
    CHECK(line.value("path_words"_L1).toString().contains(u"50%"));
    const QJsonObject plan = office.ask(u"clerk1"_s, u"plan.show"_s).toObject();
    CHECK(plan.value("clauses"_L1).toObject().contains(u"第九条"_s));
}
