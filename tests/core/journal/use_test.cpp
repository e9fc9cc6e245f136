// SPDX-License-Identifier: GPL-3.0-only
#include "probes.h"
#include "put_back.h"

#include <QJsonDocument>
#include <fund/internals.h>

#include <iostream>
#include <random>

// *Edit, use, put back*, at random: a cell of any table that rules read is altered, sixty commands
// are tried in the fund, and the tables are made again from the journal. Where the journal then
// holds an entry that an honest fund would not have taken, or would have recorded otherwise, verify
// must name it; where it holds none, verify must be content. FUNDDESK_PUTBACKS says how many,
// FUNDDESK_SEED repeats a run.

using namespace Qt::Literals::StringLiterals;
using testing::everybody;
using testing::fill;
using testing::Office;
using testing::ok;
using testing::Outside;
using testing::prepare;
using testing::Probe;
using testing::probes;
using testing::putBack;
using testing::unjudged;

namespace {

int putBacks() {
    const QByteArray given = qgetenv("FUNDDESK_PUTBACKS");
    return given.isEmpty() ? 300 : given.toInt();
}

unsigned seedOfRun() {
    const QByteArray given = qgetenv("FUNDDESK_SEED");
    return given.isEmpty() ? std::random_device()() : given.toUInt();
}

// Edits that somebody would make who knows what he wants; the other half is any cell of any table.
constexpr const char* telling[] = {
    "UPDATE fund_user SET roles = 'clerk reviewer leader finance inspector group' WHERE"
    " id IN ('auditor1', 'clerk1', 'finance1')",
    "UPDATE fund_user SET roles = 'admin' WHERE id <> 'admin'",
    "UPDATE fund_user SET roles = replace(roles, 'finance', 'leader')",
    "DELETE FROM step",
    "UPDATE step SET by = 'nobody', recorded_by = 'nobody'",
    "UPDATE acceptance SET accepted = 210000000",
    "UPDATE acceptance SET state = 'requested'",
    "UPDATE project SET accepted = accepted / 2",
    "UPDATE project SET support = support * 3",
    "UPDATE project SET state = 'approved'",
    "UPDATE project SET state = 'returned', unit = 'U2'",
    "UPDATE payment SET state = 'approved'",
    "UPDATE payment SET state = 'paid'",
    "UPDATE payment SET state = 'reviewed', last_step_on = ''",
    "UPDATE payment SET kind = 'final'",
    "UPDATE payment_total SET prepaid = 0",
    "UPDATE unit SET bars = 0",
    "UPDATE unit SET bars = 1",
    "DELETE FROM period",
    "UPDATE period SET closed_through = '2019-11'",
    "UPDATE moved_on SET amount = amount * 3",
    "UPDATE balance SET amount = amount * 3 WHERE amount > 0",
    "DELETE FROM invoice",
    "DELETE FROM receipt",
    "UPDATE refund SET state = 'voided'",
    "UPDATE finding SET recover = recover * 900",
    "INSERT INTO opening_closed VALUES (1, '2019-01-01', '文')",
    "UPDATE plan SET document = replace(document, '\"prepay_percent\":\"50\"',"
    " '\"prepay_percent\":\"90\"')",
    "UPDATE plan SET document = replace(document, '\"office_review\":[\"prepay\"]',"
    " '\"office_review\":[]')",
    "UPDATE plan SET document = replace(document, '2200000.00', '9200000.00')"};

// What rules never read: a document's bytes, how often somebody mistyped, and what stands beside
// the journal under hashes of its own.
const QStringList notRead{u"content"_s,       u"credential"_s,    u"login_attempt"_s,
                          u"security_log"_s,  u"security_head"_s, u"private"_s,
                          u"file_property"_s, u"entry"_s,         u"paper_signature"_s};

struct Attempt {
    journal::Request request;
    bool taken = false;
};

class Case {
public:
    Case(const QString& from, unsigned seed) : m_dice(seed) {
        m_office.close();
        QFile::remove(m_office.path());
        REQUIRE(QFile::copy(from, m_office.path()));
    }

    // "" where the edit changed nothing.
    QString edit() {
        Outside file(m_office.path());
        file.run("PRAGMA ignore_check_constraints = ON");
        if (pick(2) == 0) {
            const char* one = telling[pick(std::size(telling))];
            return file.run(one) > 0 ? QString::fromUtf8(one) : QString();
        }
        QStringList tables = file.column("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                         " AND name NOT LIKE 'sqlite%'");
        for (const QString& table : notRead)
            tables.removeAll(table);
        const QString table = tables[pick(tables.size())];
        const QStringList columns =
            file.column("SELECT name FROM pragma_table_info('" + table.toUtf8() + "')");
        const QByteArray column = '"' + columns[pick(columns.size())].toUtf8() + '"';
        const QByteArray name = '"' + table.toUtf8() + '"';
        static const char* const edits[] = {
            "UPDATE OR IGNORE $ SET % = (SELECT % FROM $ ORDER BY random() LIMIT 1)",
            "UPDATE OR IGNORE $ SET % = CASE typeof(%) WHEN 'integer' THEN % * 7 ELSE '' END",
            "UPDATE OR IGNORE $ SET % = CASE typeof(%) WHEN 'integer' THEN 0 ELSE"
            " replace(%, '2019', '2018') END",
            "UPDATE OR IGNORE $ SET % = 'clerk reviewer leader finance inspector group admin'"
            " WHERE typeof(%) = 'text' AND % IN ('clerk', 'auditor', 'finance', 'security')",
            "DELETE FROM $ WHERE rowid IN (SELECT rowid FROM $ ORDER BY random() LIMIT 1)",
            "DELETE FROM $"};
        QByteArray sql = edits[pick(std::size(edits))];
        sql.replace('%', column).replace('$', name);
        if (sql.contains("rowid")
            && file.column("SELECT sql FROM sqlite_schema WHERE name = '" + table.toUtf8() + '\'')
                   .value(0)
                   .contains(u"WITHOUT ROWID"))
            return {};
        return file.run(sql) > 0 ? QString::fromUtf8(sql) : QString();
    }

    std::vector<Attempt> use() {
        std::vector<Attempt> attempts;
        for (int i = 0; i < 60; ++i) {
            const Probe& probe = probes[pick(std::size(probes))];
            const char* by = pick(3) > 0 ? probe.by : everybody[pick(std::size(everybody))];
            attempts.push_back(
                {{QString::fromLatin1(by), QString::fromLatin1(probe.command),
                  QJsonDocument::fromJson(testing::json(probe.with).toUtf8()).object()}});
        }
        return attempts;
    }

    // Those that were taken; in one transaction, which a fund that contradicts itself may lose.
    std::vector<Attempt> submit(std::vector<Attempt> attempts) {
        m_office.reopen();
        auto& fund = m_office.open();
        std::vector<Attempt> taken;
        fund.beginGroup();
        for (Attempt& one : attempts) {
            one.taken = fund.submit(one.request).ok();
            if (fund.groupLost()) {
                taken.clear();
                break;
            }
            if (one.taken)
                taken.push_back(one);
        }
        if (fund.inGroup())
            fund.commitGroup();
        return taken;
    }

    // What the journal holds from `seq` on, without the times and the chain.
    QStringList recorded(qint64 from) {
        QStringList bodies;
        auto rows =
            fund::Internals::context(m_office.open())
                .db.query("SELECT by || action || body FROM entry WHERE seq > ? ORDER BY seq",
                          from);
        while (rows.next())
            bodies << rows.text(0);
        return bodies;
    }

    Office& office() { return m_office; }

private:
    qsizetype pick(qsizetype below) {
        return std::uniform_int_distribution<qsizetype>(0, below - 1)(m_dice);
    }

    Office m_office;
    std::mt19937 m_dice;
};

struct Tally {
    int used = 0;
    int dishonest = 0;
    int missed = 0;
    int falseAlarms = 0;
};

// `judge` as verify does it; the canary leaves it out.
Tally run(int wanted, unsigned seed,
          const std::function<journal::VerificationReport(const QString&)>& verify) {
    Office office;
    prepare(office);
    const qint64 before = journal::head(fund::Internals::context(office.open())).seq;
    office.close();
    Tally tally;
    std::cout << "seed " << seed << std::endl;
    for (int tries = 0; tally.used < wanted && tries < wanted * 4; ++tries) {
        // Far apart, so that two runs of neighbouring seeds try different cases.
        Case altered(office.path(), seed * 1'000'003 + static_cast<unsigned>(tries));
        const QString edit = altered.edit();
        if (edit.isEmpty())
            continue;
        ++tally.used;
        const auto taken = altered.submit(altered.use());
        const QStringList recorded = altered.recorded(before);
        altered.office().close();
        putBack(altered.office());
        Case honest(office.path(), 0);
        const bool same =
            honest.submit(taken).size() == taken.size() && honest.recorded(before) == recorded;
        const bool sound = verify(altered.office().path()).sound();
        tally.dishonest += same ? 0 : 1;
        if (same == sound)
            continue;
        (same ? tally.falseAlarms : tally.missed) += 1;
        if (tally.missed + tally.falseAlarms <= 5)
            std::cout << (same ? "false alarm" : "missed") << ", seed " << seed << ", case "
                      << tries << ": " << edit.toStdString() << '\n';
    }
    std::cout << tally.used << " edits used, seed " << seed << ", " << tally.dishonest
              << " left an entry that an honest fund would not hold, " << tally.missed
              << " missed, " << tally.falseAlarms << " false alarms" << std::endl;
    return tally;
}

} // namespace

TEST_CASE("journal.append-only: tables edited, used and put back are found by judging") {
    const int wanted = putBacks();
    const Tally tally =
        run(wanted, seedOfRun(), [](const QString& path) { return fund::Fund::verify(path); });
    CHECK(tally.used == wanted);
    CHECK(tally.missed == 0);
    CHECK(tally.falseAlarms == 0);
    CHECK(tally.dishonest * 20 >= tally.used);
}

TEST_CASE("the canary of edit, use, put back: a verify that does not judge misses them") {
    const Tally tally = run(40, 1, unjudged);
    CHECK(tally.dishonest > 0);
    CHECK(tally.missed * 2 > tally.dishonest);
}
