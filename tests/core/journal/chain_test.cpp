// SPDX-License-Identifier: GPL-3.0-only
#include "outside.h"

#include <fund/internals.h>
#include <journal/table_compare.h>

using namespace Qt::Literals::StringLiterals;
using journal::mostOfATable;
using testing::fill;
using testing::Office;
using testing::Outside;

namespace {

// What verify says of a copy of the fund after `edit`.
template <class Edit> journal::VerificationReport after(Office& office, Edit edit) {
    const QString copy = office.folder() + u"/copy.fund"_s;
    QFile::remove(copy);
    REQUIRE(QFile::copy(office.path(), copy));
    {
        Outside file(copy);
        edit(file);
    }
    return fund::Fund::verify(copy);
}

bool names(const journal::VerificationReport& report, const QString& place) {
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const journal::VerificationFinding& one) { return one.place == place; });
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

TEST_CASE("verify names each row that differs: changed with its column, missing and added") {
    Office office;
    fill(office);
    office.close();
    const auto report = after(office, [](Outside& file) {
        file.run("UPDATE project SET name = '别名'");
        file.run("UPDATE payment SET paid_on = '2019-02-16' WHERE id = 'BF-1'");
        file.run("DELETE FROM payment WHERE id = 'BF-2'");
        file.run(
            "INSERT INTO unit SELECT 'U0', name, kind, '', '', phone_ref, '', '', '', 0, date, ''"
            " FROM unit WHERE id = 'U1'");
        for (int i = 0; i < mostOfATable + 3; ++i)
            file.run("INSERT INTO entry_thing (id, kind, seq) VALUES ('X" + QByteArray::number(i)
                     + "', 'unit', 1)");
    });
    QStringList said;
    for (const journal::VerificationFinding& one : report.findings)
        said << one.message;
    INFO(said.join(u'\n').toStdString());
    const auto has = [&](const QString& words) {
        return std::any_of(said.begin(), said.end(),
                           [&](const QString& one) { return one.contains(words); });
    };
    CHECK(has(u"表 project 的行 (XM-1) 与日志不符:name 为 别名,日志为 "_s));
    CHECK(has(u"表 payment 的行 (BF-1) 与日志不符:paid_on 为 2019-02-16,日志为 2019-02-15。"_s));
    CHECK(has(u"表 payment 缺少日志中的行 (BF-2)。"_s));
    CHECK(has(u"表 unit 多出日志中没有的行 (U0)。"_s));
    CHECK(has(u"表 entry_thing 另有 3 行与日志不符。"_s));
}

TEST_CASE("journal.append-only: rows deleted, entries changed, removed or reordered are found") {
    Office office;
    fill(office);
    const qint64 last = journal::head(fund::Internals::context(office.open())).seq;
    const QByteArray lastSeq = QByteArray::number(static_cast<qlonglong>(last));
    const QByteArray headHash = journal::head(fund::Internals::context(office.open())).hash;
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
    CHECK(fund::Fund::verify(office.path(), {headHash}).sound());
    CHECK(names(fund::Fund::verify(office.path(), {QByteArray(64, 'a')}), u"head"_s));
}

TEST_CASE("journal.append-only: the chain, by a second hand; rows that cannot be changed") {
    Office office;
    fill(office);
    auto& context = fund::Internals::context(office.open());
    QByteArray previous(64, '0');
    auto rows =
        context.db.query("SELECT seq, at, by, action, body, rules, hash FROM entry ORDER BY seq");
    qint64 expected = 1;
    while (rows.next()) {
        CHECK(rows.integer(0) == expected++);
        const QByteArray form =
            "{\"at\":\"" + rows.text(1).toUtf8() + "\",\"by\":\"" + rows.text(2).toUtf8()
            + "\",\"do\":\"" + rows.text(3).toUtf8() + "\",\"prev\":\"" + previous
            + "\",\"rules\":" + rows.text(5).toUtf8() + ",\"seq\":" + rows.text(0).toUtf8()
            + ",\"with\":" + rows.text(4).toUtf8() + '}';
        previous = QCryptographicHash::hash(form, QCryptographicHash::Sha256).toHex();
        CHECK(previous == rows.text(6).toUtf8());
        CHECK(QJsonDocument::fromJson(form).toJson(QJsonDocument::Compact) == form);
    }
    CHECK_THROWS(context.db.run("UPDATE entry SET by = 'x'"));
    CHECK_THROWS(context.db.run("DELETE FROM transfer"));
}

TEST_CASE("journal.append-only: entries stay in order when the clock is set back") {
    Office office;
    office.fund(u"central-1"_s, u"1.00"_s);
    const QString before = journal::head(fund::Internals::context(office.open())).at;
    office.today(u"2018-06-01"_s);
    office.fund(u"central-1"_s, u"1.00"_s);
    CHECK(journal::head(fund::Internals::context(office.open())).at == before);
}
