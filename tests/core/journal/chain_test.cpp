// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <sqlite3.h>

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;

namespace {

// The file from outside, as somebody with a SQLite tool would have it; triggers are put aside and
// put back, so that only what was edited differs.
class Outside {
public:
    explicit Outside(const QString& path) {
        REQUIRE(sqlite3_open(path.toUtf8().constData(), &m_file) == SQLITE_OK);
        for (const QString& trigger : column("SELECT name FROM sqlite_schema WHERE type='trigger'"))
            m_triggers << column("SELECT sql FROM sqlite_schema WHERE name='" + trigger.toUtf8()
                                 + "'")
                              .front(),
                run("DROP TRIGGER " + trigger.toUtf8());
    }
    ~Outside() {
        for (const QString& trigger : m_triggers)
            run(trigger.toUtf8());
        sqlite3_close(m_file);
    }
    int run(const QByteArray& sql) {
        INFO(sql.toStdString());
        const int code = sqlite3_exec(m_file, sql.constData(), nullptr, nullptr, nullptr);
        CHECK((code == SQLITE_OK || code == SQLITE_CONSTRAINT));
        return sqlite3_changes(m_file);
    }
    QStringList column(const QByteArray& sql) {
        sqlite3_stmt* statement = nullptr;
        REQUIRE(sqlite3_prepare_v2(m_file, sql.constData(), -1, &statement, nullptr) == SQLITE_OK);
        QStringList found;
        while (sqlite3_step(statement) == SQLITE_ROW)
            found << QString::fromUtf8(
                reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
        sqlite3_finalize(statement);
        return found;
    }

private:
    sqlite3* m_file = nullptr;
    QStringList m_triggers;
};

// A fund with something in most tables.
void fill(Office& office) {
    office.fund(u"central-1"_s, u"15000000.00"_s);
    ok(office, "finance1", "fund.interest",
       "{'id':'I','amount':'1.00','date':'2019-02-01','voucher':'记'}");
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BF-1"_s, u"XM-1"_s, u"prepay"_s, u"1100000.00"_s, u"2019-02-15"_s);
    office.started(u"XM-1"_s);
    office.accepted(u"YS-1"_s, u"XM-1"_s, u"2000000.00"_s);
    office.payment(u"BF-2"_s, u"XM-1"_s, u"stage"_s, u"100.00"_s, u"2019-06-10"_s);
    ok(office, "finance1", "payment.refund",
       "{'id':'TK-1','payment':'BF-2','amount':'1.00','date':'2019-06-12','reason':'退',"
       "'voucher':'记'}");
    ok(office, "clerk1", "contract.record",
       "{'id':'H','project':'XM-1','number':'1','party':'某','amount':'1.00',"
       "'date':'2019-06-01'}");
    ok(office, "clerk1", "invoice.record",
       "{'id':'F','project':'XM-1','number':'1','issuer':'某','amount':'1.00',"
       "'date':'2019-06-01'}");
    ok(office, "group1", "supervision.find",
       "{'id':'JG','unit':'U1','kind':'irregularity','finding':'不规范','recover':'1.00',"
       "'date':'2019-06-20','document':'文'}");
    ok(office, "finance1", "supervision.recover",
       "{'id':'ZH','finding':'JG','project':'XM-1','source':'central-1','amount':'1.00',"
       "'date':'2019-06-21','voucher':'记'}");
    ok(office, "reviewer1", "disclosure.publish",
       "{'id':'GS','month':'2019-06','date':'2019-07-02'}");
}

// What verify says of a copy of the fund after `edit`.
template <class Edit> journal::Report after(Office& office, Edit edit) {
    const QString copy = office.folder() + u"/copy.fund"_s;
    QFile::remove(copy);
    REQUIRE(QFile::copy(office.path(), copy));
    {
        Outside file(copy);
        edit(file);
    }
    return fund::Fund::verify(copy);
}

bool names(const journal::Report& report, const QString& place) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const journal::Finding& one) { return one.place == place; });
}

} // namespace

TEST_CASE("journal.append-only: a figure edited in any table is found, and the table named") {
    Office office;
    fill(office);
    office.close();
    CHECK(fund::Fund::verify(office.path()).sound());
    QList<std::pair<QString, QString>> figures;
    {
        Outside file(office.path());
        for (const QString& table : file.column(
                 "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite%'"
                 " AND name NOT IN ('login_attempt','entry')"))
            for (const QString& name : file.column("SELECT name FROM pragma_table_info('"
                                                   + table.toUtf8() + "') WHERE type='INTEGER'"))
                figures << std::pair(table, name);
    }
    int edited = 0;
    for (const auto& [table, name] : figures) {
        int changed = 0;
        const auto report = after(office, [&](Outside& file) {
            file.run("PRAGMA ignore_check_constraints = ON");
            changed = file.run("UPDATE OR IGNORE \"" + table.toUtf8() + "\" SET \"" + name.toUtf8()
                               + "\" = \"" + name.toUtf8() + "\" + 7");
        });
        INFO(table.toStdString() << '.' << name.toStdString());
        if (changed == 0)
            continue;
        ++edited;
        CHECK(names(report, u"table "_s + table));
    }
    CHECK(edited > 20);
}

TEST_CASE("journal.append-only: rows deleted, entries changed, removed or reordered are found") {
    Office office;
    fill(office);
    const qint64 last = journal::head(office.open().context()).seq;
    const QByteArray lastSeq = QByteArray::number(static_cast<qlonglong>(last));
    const QByteArray headHash = journal::head(office.open().context()).hash;
    office.close();
    CHECK(names(after(office, [](Outside& file) { file.run("DELETE FROM payment"); }),
                u"table payment"_s));
    CHECK(names(after(office, [](Outside& file) { file.run("DELETE FROM receipt"); }),
                u"table receipt"_s));
    CHECK_FALSE(after(office, [&](Outside& file) {
                    file.run("DELETE FROM entry WHERE seq = " + lastSeq);
                }).sound());
    CHECK(names(after(office, [&](Outside& file) { file.run("DELETE FROM entry WHERE seq = 20"); }),
                u"entry 21"_s));
    CHECK(names(after(office,
                      [&](Outside& file) {
                          file.run("UPDATE entry SET body = replace(body, '2019', '2018') WHERE"
                                   " seq = 18");
                      }),
                u"entry 18"_s));
    CHECK(names(after(office,
                      [&](Outside& file) {
                          file.run("CREATE TEMP TABLE kept AS SELECT seq, body FROM entry");
                          file.run(
                              "UPDATE entry SET body = (SELECT kept.body FROM kept WHERE kept.seq"
                              " = 37 - entry.seq) WHERE seq IN (18, 19)");
                      }),
                u"entry 19"_s));
    CHECK(names(after(office, [](Outside& file) { file.run("UPDATE private SET value = 'x'"); }),
                u"table private"_s));
    const auto dropped =
        after(office, [](Outside& file) { file.run("DROP INDEX transfer_by_date"); });
    CHECK(names(dropped, u"schema transfer_by_date"_s));
    // An older copy in place shows only against a head that is kept elsewhere.
    CHECK(fund::Fund::verify(office.path(), headHash).sound());
    CHECK(names(fund::Fund::verify(office.path(), QByteArray(64, 'a')), u"head"_s));
}

TEST_CASE("journal.append-only: the chain, by a second hand; rows that cannot be changed") {
    Office office;
    fill(office);
    auto& context = office.open().context();
    QByteArray previous(64, '0');
    auto rows = context.db.query("SELECT seq, at, by, action, body, hash FROM entry ORDER BY seq");
    qint64 expected = 1;
    while (rows.next()) {
        CHECK(rows.integer(0) == expected++);
        const QByteArray form =
            "{\"at\":\"" + rows.text(1).toUtf8() + "\",\"by\":\"" + rows.text(2).toUtf8()
            + "\",\"do\":\"" + rows.text(3).toUtf8() + "\",\"prev\":\"" + previous
            + "\",\"seq\":" + rows.text(0).toUtf8() + ",\"with\":" + rows.text(4).toUtf8() + '}';
        previous = QCryptographicHash::hash(form, QCryptographicHash::Sha256).toHex();
        CHECK(previous == rows.text(5).toUtf8());
        CHECK(QJsonDocument::fromJson(form).toJson(QJsonDocument::Compact) == form);
    }
    CHECK_THROWS(context.db.run("UPDATE entry SET by = 'x'"));
    CHECK_THROWS(context.db.run("DELETE FROM transfer"));
}

TEST_CASE("journal.append-only: entries stay in order when the clock is set back") {
    Office office;
    office.fund(u"central-1"_s, u"1.00"_s);
    const QString before = journal::head(office.open().context()).at;
    office.today(u"2018-06-01"_s);
    office.fund(u"central-1"_s, u"1.00"_s);
    CHECK(journal::head(office.open().context()).at == before);
}
