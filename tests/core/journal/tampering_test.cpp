// SPDX-License-Identifier: GPL-3.0-only
#include "outside.h"

#include <iostream>
#include <random>

// Random edits of a fund file from outside, one to three at a time: any cell of any table, rows
// deleted, added and swapped, the bytes of two documents swapped. Every table that differs
// afterwards must be named. FUNDDESK_TAMPERINGS says how many, FUNDDESK_SEED repeats a run.

using namespace Qt::Literals::StringLiterals;
using testing::fill;
using testing::Office;
using testing::Outside;

namespace {

// How often somebody mistyped is no record: it is forgotten by the next good login.
const QStringList notRecorded{u"login_attempt"_s};

int tamperings() {
    const QByteArray given = qgetenv("FUNDDESK_TAMPERINGS");
    return given.isEmpty() ? 300 : given.toInt();
}

unsigned seedOfRun() {
    const QByteArray given = qgetenv("FUNDDESK_SEED");
    return given.isEmpty() ? std::random_device()() : given.toUInt();
}

class Tamperer {
public:
    Tamperer(Outside& file, std::mt19937& dice) : m_file(file), m_dice(dice) {
        m_file.run("PRAGMA ignore_check_constraints = ON");
        m_tables = m_file.column("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                 " AND name NOT LIKE 'sqlite%'");
        for (const QString& table : notRecorded)
            m_tables.removeAll(table);
    }

    // Each table with all that it holds.
    QMap<QString, QString> contents() {
        QMap<QString, QString> all;
        for (const QString& table : m_tables)
            all.insert(table, m_file
                                  .column("SELECT " + rowText(table) + " FROM \"" + table.toUtf8()
                                          + "\" ORDER BY 1")
                                  .join(u'\n'));
        return all;
    }

    QString edit() {
        const QString table = m_tables[pick(m_tables.size())];
        const QByteArray name = '"' + table.toUtf8() + '"';
        switch (pick(7)) {
        case 0:
            return run("DELETE FROM " + name + " WHERE " + row(table));
        case 1:
            return addRow(table);
        case 2:
            return swapRows(table);
        case 3:
            return run("UPDATE content SET bytes = (SELECT other.bytes FROM content other WHERE"
                       " other.sha256 <> content.sha256 ORDER BY other.sha256 LIMIT 1)");
        default:
            return changeCell(table);
        }
    }

    // Private texts are gone, none came or changed, and no entry that is still there names them: a
    // file in which they never were is the same to the last byte, so that only the entries that
    // named them can be missed.
    bool goneWithTheirEntries(const QString& before, const QString& after) {
        const QStringList left = after.split(u'\n', Qt::SkipEmptyParts);
        QStringList gone = before.split(u'\n', Qt::SkipEmptyParts);
        for (const QString& row : left)
            if (gone.removeAll(row) != 1)
                return false;
        return std::all_of(gone.begin(), gone.end(), [this](const QString& row) {
            const QByteArray hash = row.section(u',', 0, 0).toUtf8(); // quoted
            return m_file.column("SELECT seq FROM entry WHERE instr(body, " + hash + ") > 0")
                .isEmpty();
        });
    }

private:
    qsizetype pick(qsizetype below) {
        return std::uniform_int_distribution<qsizetype>(0, below - 1)(m_dice);
    }

    QString run(const QByteArray& sql) {
        m_file.run(sql);
        return QString::fromUtf8(sql);
    }

    QStringList columns(const QString& table, const QByteArray& where = "1") {
        return m_file.column("SELECT name FROM pragma_table_info('" + table.toUtf8() + "') WHERE "
                             + where);
    }

    QByteArray rowText(const QString& table) {
        QStringList quoted;
        for (const QString& name : columns(table))
            quoted << u"quote(\"%1\")"_s.arg(name);
        return quoted.join(u"||','||"_s).toUtf8();
    }

    // A condition that holds for one row, by its text; none where the table is empty.
    QByteArray row(const QString& table) {
        const QByteArray all = "FROM \"" + table.toUtf8() + '"';
        const qsizetype count = m_file.column("SELECT count(*) " + all).value(0).toLongLong();
        if (count == 0)
            return "0";
        const QString text = m_file
                                 .column("SELECT quote(" + rowText(table) + ") " + all + " LIMIT 1"
                                         + " OFFSET " + QByteArray::number(pick(count)))
                                 .value(0);
        return rowText(table) + " = " + text.toUtf8();
    }

    QString changeCell(const QString& table) {
        const QStringList names = columns(table);
        const QByteArray name = '"' + names[pick(names.size())].toUtf8() + '"';
        static const char* const changes[] = {
            "CASE typeof(%) WHEN 'integer' THEN % + 1 WHEN 'blob' THEN % || x'00'"
            " ELSE % || 'x' END",
            "CASE typeof(%) WHEN 'integer' THEN -1 - % WHEN 'blob' THEN x'' ELSE '' END",
            "CASE typeof(%) WHEN 'integer' THEN % * 10 + 7 WHEN 'blob' THEN x'ff'"
            " ELSE replace(replace(%, '1', '2'), '0', '9') END"};
        const QByteArray change = QByteArray(changes[pick(3)]).replace('%', name);
        return run("UPDATE OR IGNORE \"" + table.toUtf8() + "\" SET " + name + " = " + change
                   + " WHERE " + row(table));
    }

    // A copy of a row whose key, or else whose first column, differs.
    QString addRow(const QString& table) {
        const QStringList keys = columns(table, "pk > 0");
        const QString changed = keys.isEmpty() ? columns(table).front() : keys.last();
        QStringList values;
        for (const QString& name : columns(table))
            values << (name == changed ? u"CASE typeof(\"%1\") WHEN 'integer' THEN \"%1\" + 1000"
                                         " ELSE \"%1\" || 'y' END"_s.arg(name)
                                       : u"\"%1\""_s.arg(name));
        return run("INSERT OR IGNORE INTO \"" + table.toUtf8() + "\" SELECT "
                   + values.join(u',').toUtf8() + " FROM \"" + table.toUtf8() + "\" WHERE "
                   + row(table));
    }

    // What two rows say, exchanged; their keys stay.
    QString swapRows(const QString& table) {
        const QStringList rest = columns(table, "pk = 0");
        if (rest.isEmpty())
            return {};
        const QByteArray name = '"' + rest[pick(rest.size())].toUtf8() + '"';
        const QByteArray of = '"' + table.toUtf8() + '"';
        return run("UPDATE OR IGNORE " + of + " SET " + name + " = (SELECT max(other." + name
                   + ") FROM " + of + " other) WHERE " + row(table));
    }

    Outside& m_file;
    std::mt19937& m_dice;
    QStringList m_tables;
};

bool named(const journal::VerificationReport& report, const QString& table) {
    return std::any_of(
        report.findings.begin(), report.findings.end(),
        [&](const journal::VerificationFinding& one) {
            // Its last entries gone, the journal holds; the tables know of them.
            return one.place == u"table "_s + table
                   || (table == u"entry"
                       && (one.place.startsWith(u"entry ") || one.place.startsWith(u"table ")));
        });
}

} // namespace

TEST_CASE("journal.append-only: random edits from outside are found, and each table named") {
    Office office;
    fill(office);
    office.close();
    REQUIRE(fund::Fund::verify(office.path()).sound());
    const unsigned seed = seedOfRun();
    std::mt19937 dice(seed);
    const QString copy = office.folder() + u"/copy.fund"_s;
    QSet<QString> reached;
    int edited = 0;
    const int wanted = tamperings();
    for (int tries = 0; edited < wanted && tries < wanted * 4; ++tries) {
        QFile::remove(copy);
        REQUIRE(QFile::copy(office.path(), copy));
        QStringList edits;
        QStringList changed;
        {
            Outside file(copy);
            Tamperer tamperer(file, dice);
            const auto before = tamperer.contents();
            const int many = 1 + static_cast<int>(dice() % 3);
            for (int i = 0; i < many; ++i)
                edits << tamperer.edit();
            const auto after = tamperer.contents();
            for (auto it = before.begin(); it != before.end(); ++it)
                if (after.value(it.key()) != it.value())
                    changed << it.key();
            const QString texts = u"private"_s;
            if (changed.contains(texts) && changed.contains(u"entry"_s)
                && tamperer.goneWithTheirEntries(before.value(texts), after.value(texts)))
                changed.removeAll(texts);
        }
        if (changed.isEmpty())
            continue;
        ++edited;
        reached.unite(QSet<QString>(changed.begin(), changed.end()));
        const journal::VerificationReport report = fund::Fund::verify(copy);
        for (const QString& table : changed) {
            INFO("seed " << seed << '\n' << edits.join(u'\n').toStdString());
            INFO(table.toStdString());
            CHECK(named(report, table));
        }
    }
    std::cout << edited << " random edits, seed " << seed << ", " << reached.size() << " tables"
              << std::endl;
    CHECK(edited == wanted);
    if (wanted >= 300)
        CHECK(reached.size() > 20);
}

TEST_CASE("a table that the tampering does not watch may differ: so an unwatched edit is silent") {
    // The canary of the test above: what is left out of the record is indeed not named.
    Office office;
    fill(office);
    office.close();
    {
        Outside file(office.path());
        file.run("INSERT INTO login_attempt VALUES ('ghost', 'desk', 4, '2019-01-01', '')");
    }
    CHECK_FALSE(named(fund::Fund::verify(office.path()), u"login_attempt"_s));
}

TEST_CASE("a mark of byte order put before a text is an alteration of it") {
    for (
        const char* edit :
        {"UPDATE entry SET by = CAST(x'efbbbf' || CAST(by AS BLOB) AS TEXT) WHERE seq = 3",
         "UPDATE project SET name = CAST(x'efbbbf' || CAST(name AS BLOB) AS TEXT)",
         "UPDATE private SET value = CAST(x'efbbbf' || CAST(value AS BLOB) AS TEXT)",
         "UPDATE credential SET user_id = CAST(x'efbbbf' || CAST(user_id AS BLOB) AS TEXT)",
         "INSERT INTO credential SELECT CAST(x'efbbbf' || CAST(user_id AS BLOB) AS TEXT), verifier,"
         " set_at, given FROM credential WHERE user_id = 'admin'"}) {
        Office office;
        fill(office);
        office.close();
        INFO(edit);
        bool any = false;
        {
            Outside file(office.path());
            any = !file.column("SELECT 1 FROM credential").isEmpty()
                  || !QByteArray(edit).contains("credential");
            file.run(edit);
        }
        if (any)
            CHECK_FALSE(fund::Fund::verify(office.path()).sound());
    }
}

TEST_CASE("a mark of byte order is no sign of a text, nor of a file's name") {
    Office office;
    fill(office);
    const auto no = office.refused(u"clerk1"_s, u"goal.report"_s,
                                   u"{\"goal\":\"G01\",\"value\":\"1\",\"date\":\"2019-08-01\","
                                   "\"note\":\"\\ufeffabc\"}"_s);
    CHECK(no.kind == u"bad-input");
    CHECK(no.field == u"note");
    CHECK(no.message.contains(u"U+FEFF"_s));
    office.verifySound();
}

TEST_CASE("an altered row that points nowhere is a sentence, not a crash") {
    Office office;
    fill(office);
    for (const char* edit :
         {"UPDATE project SET line = 'L99'", "UPDATE project SET path = 'none'",
          "UPDATE plan SET document = '{}'", "UPDATE payment SET project = 'XM-9'"}) {
        office.close();
        const QByteArray whole = testing::bytesOf(office.path());
        {
            Outside file(office.path());
            file.run(edit);
        }
        INFO(edit);
        office.reopen();
        for (const char* question :
             {"project.list", "payment.list", "plan.show", "inbox", "budget.execution"}) {
            const auto answer =
                office.open().ask({u"auditor1"_s, QString::fromLatin1(question), {}});
            if (!answer.ok())
                CHECK(answer.rejection->message().contains(u"fundctl verify"));
        }
        office.submit(u"clerk1"_s, u"payment.request"_s,
                      u"{\"id\":\"BF-9\",\"project\":\"XM-1\",\"kind\":\"stage\","
                      "\"amount\":\"1.00\",\"date\":\"2019-08-01\",\"report\":\"申请\"}"_s,
                      true);
        office.close();
        CHECK_FALSE(fund::Fund::verify(office.path()).sound());
        testing::writeBytes(office.path(), whole);
        office.reopen();
    }
}
