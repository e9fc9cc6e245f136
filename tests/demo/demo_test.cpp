// SPDX-License-Identifier: GPL-3.0-only
#include "demo_fund.h"

#include <fund/internals.h>
#include <units/codes.h>

// The demo is the end-to-end fixture: made by commands alone, the same in every figure each time.

using namespace Qt::Literals::StringLiterals;
using namespace demo_tests;
using money::Fen;

namespace {

std::vector<QJsonObject> scriptLines() {
    std::vector<QJsonObject> lines;
    for (const QByteArray& line : script().split('\n'))
        if (!line.trimmed().isEmpty())
            lines.push_back(QJsonDocument::fromJson(line).object());
    return lines;
}

// The journal without what hangs on a random salt: the hashes of passwords, and so the chain.
QJsonArray journalWithoutSalt(Demo& demo) {
    QJsonArray entries;
    for (int from = 1;; from += 100) {
        const QJsonArray page =
            demo.ask(u"journal.list"_s, {{"from"_L1, from}, {"to"_L1, from + 99}})
                .value("entries"_L1)
                .toArray();
        for (const QJsonValue& value : page) {
            QJsonObject entry = value.toObject();
            QJsonObject with = entry.value("with"_L1).toObject();
            for (const char* salted : {"credential", "recovery"})
                with.remove(QLatin1StringView(salted));
            if (with.contains("page"_L1)) {
                QJsonObject disclosed = with.value("page"_L1).toObject();
                disclosed.remove("head"_L1);
                with.insert("page"_L1, disclosed);
            }
            entry.insert("with"_L1, with);
            entry.remove("hash"_L1);
            entries.append(entry);
        }
        if (page.size() < 100)
            return entries;
    }
}

} // namespace

TEST_CASE("the demo's script reads in order of date", "[demo]") {
    QString last;
    int refusals = 0;
    for (const QJsonObject& line : scriptLines()) {
        const QString on = line.value("on"_L1).toString();
        const QJsonObject with = line.value("with"_L1).toObject();
        INFO(QJsonDocument(line).toJson(QJsonDocument::Compact).toStdString());
        CHECK(on >= last);
        last = on;
        // Nothing is dated into a month that is over, so each month can be published after it.
        if (with.contains("date"_L1))
            CHECK(text(with, "date"_L1).first(7) == on.first(7));
        if (line.contains("refused"_L1))
            ++refusals;
        if (line.value("do"_L1).toString() != "unit.register"_L1)
            continue;
        const QString code = text(with, "code"_L1);
        const bool person = text(with, "kind"_L1) == "individual"_L1;
        CHECK(
            (person ? units::isIdentityNumber(code, u"2026-01-01"_s) : units::isCreditCode(code)));
        if (person) // nobody is given the order number 000
            CHECK(code.mid(14, 3) == "000"_L1);
    }
    CHECK(refusals == 10);
}

TEST_CASE("the demo's users log in with its password", "[demo]") {
    Demo own;
    for (const char* user : {"admin", "security1", "clerk1", "clerk2", "reviewer1", "reviewer2",
                             "inspector1", "leader1", "finance1", "finance2", "group1", "auditor1"})
        CHECK(own.open()
                  .login(QString::fromLatin1(user), QString::fromLatin1(fund::demoPassword))
                  .ok());
}

TEST_CASE("the demo is sound", "[demo]") {
    Demo own;
    own.close();
    const journal::VerificationReport report = fund::Fund::verify(own.path());
    for (const journal::VerificationFinding& finding : report.findings)
        FAIL_CHECK(finding.place.toStdString() << ": " << finding.message.toStdString());
}

TEST_CASE("the demo is the same in every figure each time", "[demo]") {
    Demo other;
    for (const char* month : {"2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31"}) {
        const QJsonObject asOf{{"as_of"_L1, QString::fromLatin1(month)}};
        CHECK(demo().ask(u"budget.execution"_s, asOf) == other.ask(u"budget.execution"_s, asOf));
    }
    CHECK(demo().ask(u"budget.execution"_s) == other.ask(u"budget.execution"_s));
    for (const char* list : {"project.list", "payment.list", "acceptance.list", "unit.list",
                             "receipt.list", "notice.list", "finding.list", "document.list"}) {
        const QString question = QString::fromLatin1(list);
        INFO(list);
        CHECK(demo().all(question) == other.all(question));
        CHECK_FALSE(demo().all(question).isEmpty());
    }
    for (const QJsonValue& project : demo().all(u"project.list"_s)) {
        const QJsonObject which{{"id"_L1, text(project, "id"_L1)}};
        CHECK(demo().ask(u"project.show"_s, which) == other.ask(u"project.show"_s, which));
    }
    CHECK(journalWithoutSalt(demo()) == journalWithoutSalt(other));
}

TEST_CASE("a project on each path is paid to the end", "[demo]") {
    QMap<QString, QStringList> finals; // path -> projects with their final payment
    for (const QJsonValue& payment : demo().all(u"payment.list"_s)) {
        if (text(payment, "kind"_L1) != "final"_L1 || text(payment, "state"_L1) != "paid"_L1)
            continue;
        const QJsonObject project =
            demo().ask(u"project.show"_s, {{"id"_L1, text(payment, "project"_L1)}});
        // What was recovered after a finding is no longer accepted.
        money::Fen left = money::Fen::parsePrinted(text(project, "paid"_L1));
        for (const QJsonValue& finding : demo().all(u"finding.list"_s))
            for (const QJsonValue& one : finding.toObject().value("recoveries"_L1).toArray())
                if (text(one, "project"_L1) == text(project, "id"_L1))
                    left -= money::Fen::parsePrinted(text(one, "amount"_L1));
        CHECK(left.toYuan() == text(project, "accepted"_L1));
        finals[text(project, "path"_L1)] << text(project, "id"_L1);
    }
    CHECK(finals["prepaid"_L1] == QStringList{u"XM-2019-001"_s, u"XM-2019-003"_s});
    CHECK(finals["staged"_L1]
          == QStringList{u"XM-2019-014"_s, u"XM-2019-008"_s, u"XM-2019-005"_s, u"XM-2019-029"_s});
    CHECK(finals["acceptance"_L1]
          == QStringList{u"XM-2019-006"_s, u"XM-2019-012"_s, u"XM-2019-025"_s, u"XM-2019-026"_s});
}

TEST_CASE("the demo's figures", "[demo]") {
    const QJsonObject year = demo().ask(u"budget.execution"_s);
    const QJsonObject total = year.value("total"_L1).toObject();
    CHECK(text(total, "budget"_L1) == "22470000.00"_L1);
    CHECK(text(total, "received"_L1) == "22470000.00"_L1);
    CHECK(text(total, "committed"_L1) == "4757300.00"_L1);
    CHECK(text(total, "paid"_L1) == "10884700.00"_L1);
    CHECK(text(total, "available"_L1) == "6864000.00"_L1);
    CHECK(text(year, "interest"_L1) == "71664.66"_L1);
    CHECK(text(bySource(year, u"central-1"_s), "paid"_L1) == "9442100.00"_L1);
    CHECK(text(bySource(year, u"central-2"_s), "paid"_L1) == "540000.00"_L1);
    CHECK(text(bySource(year, u"county"_s), "cash"_L1) == "1603400.00"_L1);

    // Half a year in: one bank return is under way again, the second batch locked, L08 uncut.
    const QJsonObject june = demo().ask(u"budget.execution"_s, {{"as_of"_L1, u"2019-06-30"_s}});
    CHECK(text(bySource(june, u"central-1"_s), "paid"_L1) == "2398000.00"_L1);
    CHECK(text(row(june, u"L04"_s, u"central-1"_s), "committed"_L1) == "1450000.00"_L1);
    CHECK(row(june, u"L11"_s, u"central-2"_s).value("locked"_L1).toBool());
    CHECK(text(row(june, u"L08"_s, u"central-1"_s), "budget"_L1) == "500000.00"_L1);
    CHECK(text(row(year, u"L08"_s, u"central-1"_s), "budget"_L1) == "450000.00"_L1);
    CHECK(text(row(year, u"L14"_s, u"central-1"_s), "budget"_L1) == "450000.00"_L1);
}

TEST_CASE("the demo's stations and classes reach the goals they should", "[demo]") {
    int poor = 0;
    int shown = 0;
    const auto deliverables = [](const QString& project) {
        return demo()
            .ask(u"project.show"_s, {{"id"_L1, project}})
            .value("deliverables"_L1)
            .toArray();
    };
    const QJsonArray stations = deliverables(u"XM-2019-003"_s);
    CHECK(stations.size() == 72);
    for (const QJsonValue& station : stations) {
        CHECK(text(station, "state"_L1) == "accepted"_L1);
        poor += station.toObject().value("poor_village"_L1).toBool() ? 1 : 0;
        shown += station.toObject().value("demonstration"_L1).toBool() ? 1 : 0;
    }
    CHECK(poor == 59);
    CHECK(shown == 10);

    QMap<QString, int> heads;
    for (const QJsonValue& one : deliverables(u"XM-2019-004"_s))
        heads[text(one, "class"_L1)] += one.toObject().value("headcount"_L1).toInt();
    CHECK(heads["popularisation"_L1] == 1072);
    CHECK(heads["entrepreneurship"_L1] == 2414);
}

TEST_CASE("the demo's pages tie to the ledger in each of ten months", "[demo]") {
    Fen sum;
    for (int month = 3; month <= 12; ++month) {
        const QDate first(2019, month, 1);
        const QJsonObject page =
            demo().ask(u"disclosure.preview"_s, {{"month"_L1, first.toString(u"yyyy-MM"_s)}});
        INFO(first.toString(u"yyyy-MM"_s).toStdString());
        CHECK_FALSE(text(page, "number"_L1).isEmpty()); // as it was published
        CHECK(text(page, "head"_L1).size() == 64);
        const QJsonObject totals = page.value("totals"_L1).toObject();
        const QString last = first.addDays(first.daysInMonth() - 1).toString(Qt::ISODate);
        const QJsonObject ledger = demo().ask(u"budget.execution"_s, {{"as_of"_L1, last}});

        CHECK(text(totals, "paid_total"_L1)
              == text(ledger.value("total"_L1).toObject(), "paid"_L1));
        const QJsonArray sources = totals.value("by_source"_L1).toArray();
        CHECK(sources.size() == 3);
        for (const QJsonValue& source : sources) {
            const QJsonObject there = bySource(ledger, text(source, "source"_L1));
            CHECK(text(source, "received"_L1) == text(there, "received"_L1));
            CHECK(text(source, "paid"_L1) == text(there, "paid"_L1));
            CHECK(fen(source, "unpaid"_L1) == fen(there, "received"_L1) - fen(there, "paid"_L1));
        }
        Fen rows;
        Fen parts;
        for (const QJsonValue& row : page.value("rows"_L1).toArray()) {
            rows += fen(row, "paid_month"_L1);
            const QJsonObject split = row.toObject().value("by_source"_L1).toObject();
            for (const QString& source : split.keys())
                parts += Fen::parsePrinted(split.value(source).toString());
        }
        CHECK(rows == fen(totals, "paid_month"_L1));
        CHECK(parts == rows);
        sum += rows;
        CHECK(sum == fen(totals, "paid_total"_L1));
    }
    // Ten pages and one restated, which keeps the month's figures.
    CHECK(demo().all(u"disclosure.list"_s).size() == 11);
    const auto page = [](const QString& id) {
        for (const QJsonValue& one : demo().all(u"disclosure.list"_s))
            if (text(one, "id"_L1) == id)
                return one.toObject();
        return QJsonObject();
    };
    const QJsonObject restated = page(u"公示-2019-08-更正"_s);
    CHECK(text(restated, "of"_L1) == u"公示-2019-08"_s);
    CHECK_FALSE(text(restated, "reason"_L1).isEmpty());
    CHECK(restated.value("totals"_L1) == page(u"公示-2019-08"_s).value("totals"_L1));
}

TEST_CASE("the demo's findings and archives", "[demo]") {
    const QJsonArray findings = demo().all(u"finding.list"_s);
    REQUIRE(findings.size() == 2);
    CHECK(text(findings[0], "kind"_L1) == "false-materials"_L1);
    CHECK(text(findings[0], "recovered"_L1) == "36000.00"_L1);
    CHECK(findings[0].toObject().value("recoveries"_L1).toArray().size() == 2);
    CHECK(text(findings[1], "state"_L1) == "rectified"_L1);
    const QJsonObject year = demo().ask(u"budget.execution"_s);
    CHECK(text(row(year, u"L16"_s, u"county"_s), "recovered"_L1) == "36000.00"_L1);
    CHECK(text(row(year, u"L16"_s, u"county"_s), "available"_L1) == "60000.00"_L1);

    for (const char* closed : {"XM-2019-006", "XM-2019-014"}) {
        const QJsonObject project =
            demo().ask(u"project.show"_s, {{"id"_L1, QString::fromLatin1(closed)}});
        CHECK(text(project, "state"_L1) == "closed"_L1);
        CHECK(project.value("missing"_L1).toArray().isEmpty());
    }
    for (const QJsonValue& document : demo().all(u"document.list"_s)) {
        const QJsonObject read =
            demo().ask(u"document.read"_s, {{"sha256"_L1, text(document, "sha256"_L1)}});
        const QByteArray bytes = QByteArray::fromBase64(text(read, "base64"_L1).toLatin1());
        CHECK(QString::fromUtf8(bytes).startsWith(text(document, "title"_L1) + u'\n'));
    }
}

TEST_CASE("something waits on the demo's desks", "[demo]") {
    const auto waits = [](const QString& user) {
        fund::Internals::trust(demo().open(), user);
        const journal::Answer answer = demo().open().ask({user, u"inbox"_s, {}});
        REQUIRE(answer.ok());
        QStringList found;
        for (const QJsonValue& one : answer.result.toArray())
            found << text(one, "command"_L1) + u' ' + text(one, "id"_L1);
        return found;
    };
    // Three were signed on paper; who recorded them was not he.
    CHECK(waits(u"leader1"_s)
          == QStringList{u"signature.seen BF-2019-003"_s, u"signature.seen BF-2019-004"_s,
                         u"signature.seen BF-2019-018"_s, u"payment.approve BF-2019-033"_s});
    CHECK(waits(u"inspector1"_s) == QStringList{u"acceptance.conclude YS-2019-031"_s});
    CHECK(waits(u"reviewer1"_s) == QStringList{u"project.review XM-2019-028"_s});
    CHECK(waits(u"clerk1"_s) == QStringList{u"acceptance.request YS-2019-030"_s});
}

TEST_CASE("a script that does not go as it says stops at its line", "[demo]") {
    QTemporaryDir folder;
    const QByteArray plan = source(u"plans/guzhang.json"_s);
    const QByteArray first = R"({"on":"2019-03-04","as":"admin","do":"user.add","with":)"
                             R"({"id":"finance1","name":"李秋月","roles":["finance"]}})";
    const auto made = [&](const char* name, const QByteArray& second) {
        fund::makeDemo(folder.filePath(QString::fromLatin1(name)), plan, first + '\n' + second);
    };
    const QByteArray receipt =
        R"("as":"finance1","do":"fund.receive","with":{"id":"SR-1","source":"central-1",)"
        R"("amount":"1.00","date":"2019-03-05","document":"文1"})";
    CHECK_NOTHROW(made("1", "{\"on\":\"2019-03-05\"," + receipt + "}"));
    CHECK_THROWS_WITH(made("2", "{\"on\":\"2019-03-04\"," + receipt + "}"),
                      Catch::Contains("第 2 行"));
    CHECK_THROWS_WITH(made("3", "{\"on\":\"2019-03-05\"," + receipt + ",\"refused\":\"x\"}"),
                      Catch::Contains("应被 x 拒绝"));
    CHECK_THROWS_WITH(made("4", "no"), Catch::Contains("不是 JSON 对象"));
}
