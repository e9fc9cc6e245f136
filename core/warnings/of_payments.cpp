// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <QDate>

// What is asked of payments and of money that came in. There may be very many payments: they are
// read in the order of their ids, and no further than the page wants.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;
using Values = std::vector<storage::Database::Value>;

void voucherAgain(Search& search) {
    const auto tell = [&](const QString& kind, const QString& a, const QString& b,
                          const QString& project, Fen amount, const QString& date,
                          const QString& voucher) {
        std::vector<Thing> about{{kind, a}};
        if (kind != u"payment" || a != b)
            about.push_back({u"payment"_s, b});
        const auto projects = projectsWhere(search.context, u"id = ?"_s, {project});
        search.found({.code = {},
                      .about = about,
                      .project = project,
                      .unit = projects.empty() ? QString() : projects.front().unit,
                      .line = projects.empty() ? QString() : projects.front().line,
                      .amount = amount,
                      .since = date,
                      .message = sentence("warning.voucher-again", voucher, a, b)});
    };
    // What is asked may be a payment, or an interest whose voucher a payment bears as well.
    Values asked;
    const QString ofPayments = search.narrowed("payment"_L1, u"payment"_s, asked);
    // One entry moves several payees' shares under one number: that is one movement.
    auto rows = search.context.db.queryOnce(
        u"SELECT voucher, min(seq), max(seq) FROM payment_movement WHERE"
        " kind NOT IN ('refund-void', 'recover-void')%1"
        " GROUP BY voucher HAVING min(seq) < max(seq) ORDER BY voucher COLLATE BINARY"_s.arg(
            search.everything()
                ? QString()
                : u" AND voucher IN (SELECT voucher FROM payment_movement WHERE %1)"_s.arg(
                    ofPayments)),
        asked);
    while (rows.next()) {
        auto moved = search.context.db.query(
            "SELECT DISTINCT payment, seq, project, date, amount FROM payment_movement WHERE"
            " voucher = ? AND kind NOT IN ('refund-void', 'recover-void') ORDER BY seq",
            rows.text(0));
        moved.next();
        const QString first = moved.text(0);
        const qint64 firstSeq = moved.integer(1);
        while (moved.next())
            if (moved.integer(1) > firstSeq)
                tell(u"payment"_s, first, moved.text(0), moved.text(2),
                     Fen::of(qAbs(moved.integer(4))), moved.text(3), rows.text(0));
    }
    Values either;
    const QString payment = search.narrowed("payment"_L1, u"movement.payment"_s, either);
    const QString itself = search.narrowed("interest"_L1, u"interest.id"_s, either);
    auto interest = search.context.db.queryOnce(
        u"SELECT interest.id, movement.payment, movement.project, interest.amount, interest.date,"
        " interest.voucher FROM interest JOIN payment_movement AS movement ON"
        " movement.voucher = interest.voucher WHERE interest.state = 'received' AND"
        " movement.kind NOT IN ('refund-void', 'recover-void') AND (%1 OR %2)"
        " GROUP BY interest.id, movement.payment ORDER BY interest.id COLLATE BINARY"_s.arg(payment,
                                                                                            itself),
        either);
    while (interest.next())
        tell(u"interest"_s, interest.text(0), interest.text(1), interest.text(2), interest.fen(3),
             interest.text(4), interest.text(5));
}

void receiptAgain(Search& search) {
    auto rows = search.context.db.query(
        "SELECT receipt.id, (SELECT min(first.id) FROM receipt AS first WHERE"
        "   first.document = receipt.document AND first.amount = receipt.amount AND"
        "   first.state = 'received'), receipt.document, receipt.amount, receipt.date"
        " FROM receipt WHERE receipt.state = 'received' ORDER BY receipt.id COLLATE BINARY");
    while (rows.next())
        if (rows.text(1) < rows.text(0))
            search.found({.code = {},
                          .about = {{u"receipt"_s, rows.text(1)}, {u"receipt"_s, rows.text(0)}},
                          .project = {},
                          .unit = {},
                          .line = {},
                          .amount = rows.fen(3),
                          .since = rows.text(4),
                          .message = sentence("warning.receipt-again", rows.text(1), rows.text(0),
                                              rows.text(2), rows.fen(3).toYuan())});
}

void unpaid(Search& search) {
    // The last day after which so many working days have gone by.
    QString last = search.today;
    for (int left = search.number("working_days"_L1); left > 0; last = plusDays(last, -1))
        if (plan::workingDaysAfter(search.plan, plusDays(last, -1), 1) == last)
            --left;
    if (search.may("payment"_L1)) {
        Values values{last};
        const QString asked = search.narrowed("payment"_L1, u"payment.id"_s, values);
        auto rows = search.context.db.queryOnce(
            u"SELECT payment.id, payment.project, payment.amount, payment.last_step_on,"
            " project.unit, project.line, project.name FROM payment JOIN project ON"
            " project.id = payment.project WHERE payment.state <> 'paid' AND"
            " payment.state = 'approved' AND payment.last_step_on <= ? AND %1"
            " ORDER BY payment.id COLLATE BINARY"_s.arg(asked),
            values);
        while (rows.next())
            search.found({.code = {},
                          .about = {{u"payment"_s, rows.text(0)}},
                          .project = rows.text(1),
                          .unit = rows.text(4),
                          .line = rows.text(5),
                          .amount = rows.fen(2),
                          .since = rows.text(3),
                          .message = sentence("warning.approved-unpaid", rows.text(0),
                                              named(rows.text(1), rows.text(6)),
                                              rows.fen(2).toYuan(), rows.text(3)),
                          .tag = u"payment/"_s});
    }
    const QString before = search.daysAgo(search.number("days"_L1));
    for (const ProjectRow& project : search.projects()) {
        if (project.accepted.isZero())
            continue;
        auto row = search.context.db.query(
            "SELECT max(concluded_on) FROM acceptance WHERE project = ? AND state = 'passed'",
            project.id);
        if (!row.next() || row.text(0).isEmpty() || row.text(0) > before)
            continue;
        Fen asked;
        for (const auto& [source, position] : ledger::projectPositions(search.context, project.id))
            asked += position.requested + position.netPaid();
        if (asked >= project.accepted)
            continue;
        auto since = search.context.db.query(
            "SELECT 1 FROM payment WHERE project = ? AND date >= ? AND state NOT IN"
            " ('returned', 'rejected', 'withdrawn')",
            project.id, row.text(0));
        if (since.next())
            continue;
        const Fen left = project.accepted - asked;
        search.found({.code = {},
                      .about = {{u"project"_s, project.id}},
                      .project = project.id,
                      .unit = project.unit,
                      .line = project.line,
                      .amount = left,
                      .since = row.text(0),
                      .message = sentence("warning.accepted-unasked", search.projectName(project),
                                          row.text(0), left.toYuan()),
                      .tag = u"project/"_s});
    }
}

namespace {

// The days on which nobody works by the plan's calendar, as a list of SQL literals; they are dates
// that this function wrote.
QString daysOff(const Search& search) {
    const QSet<QString> workdays(search.plan.workdays.begin(), search.plan.workdays.end());
    const QSet<QString> holidays(search.plan.holidays.begin(), search.plan.holidays.end());
    QStringList days;
    const QDate today = QDate::fromString(search.today, Qt::ISODate);
    constexpr int mostYears = 20; // a plan that began in another century has no such list
    for (QDate day = std::max(QDate::fromString(search.plan.firstDay, Qt::ISODate),
                              today.addYears(-mostYears));
         day.isValid() && day <= today; day = day.addDays(1)) {
        const QString text = day.toString(Qt::ISODate);
        if (holidays.contains(text) || (day.dayOfWeek() > 5 && !workdays.contains(text)))
            days << u'\'' + text + u'\'';
    }
    return days.isEmpty() ? u"'-'"_s : days.join(u',');
}

struct DatedThings {
    const char* tag;
    const char* kind;
    const char* what;
    const char* from;  // `thing` with its id
    const char* where; // in the order in which the tables stand
    const char* date;  // the column, for the condition
};

constexpr DatedThings datedThings[] = {
    {"acceptance/", "acceptance", "验收结论", "acceptance AS thing", "thing.state <> 'voided'",
     "thing.concluded_on"},
    {"payment-review/", "payment", "拨付审核", "step CROSS JOIN payment AS thing",
     "step.thing = 'payment' AND step.duty = 'review' AND thing.id = step.id", "step.date"},
    {"payment/", "payment", "拨付", "payment AS thing", "1 = 1", "thing.paid_on"},
    {"project/", "project", "项目审核", "project AS thing", "1 = 1", "thing.approved_on"},
};

} // namespace

void holiday(Search& search) {
    const QString days = daysOff(search);
    for (const DatedThings& dated : datedThings) {
        const QString kind = QString::fromLatin1(dated.kind);
        const QString tag = QString::fromLatin1(dated.tag);
        const QString key = search.after.section(u':', 1);
        if (search.enough() || !search.may(QLatin1StringView(dated.kind))
            || (!key.startsWith(tag) && key > tag))
            continue;
        QString condition = u"%1 AND %2 IN (%3)"_s.arg(QLatin1StringView(dated.where),
                                                       QLatin1StringView(dated.date), days);
        Values values;
        if (key.startsWith(tag)) {
            condition += u" AND thing.id > ?"_s;
            values.emplace_back(key.mid(tag.size()));
        }
        if (!search.everything()) {
            condition += u" AND thing.id IN (%1)"_s.arg(
                QStringList(search.only(QLatin1StringView(dated.kind)).size(), u"?"_s).join(u','));
            for (const QString& id : search.only(QLatin1StringView(dated.kind)))
                values.emplace_back(id);
        }
        const bool isProject = kind == u"project";
        if (search.counting && search.unfiltered()) {
            auto row = search.context.db.queryOnce(
                u"SELECT count(DISTINCT thing.id) FROM %1 WHERE %2"_s.arg(
                    QLatin1StringView(dated.from), condition),
                values);
            row.next();
            search.counted += row.integer(0);
            continue;
        }
        auto rows = search.context.db.queryOnce(
            u"SELECT thing.id, %1, %2, max(%3) FROM %4 WHERE %5 GROUP BY thing.id"
            " ORDER BY thing.id COLLATE BINARY"_s.arg(
                isProject ? u"thing.id"_s : u"thing.project"_s,
                isProject ? u"thing.support"_s
                          : (kind == u"acceptance" ? u"thing.accepted"_s : u"thing.amount"_s),
                QLatin1StringView(dated.date), QLatin1StringView(dated.from), condition),
            values);
        while (!search.enough() && rows.next()) {
            const auto project = declaration::find(search.context, rows.text(1));
            search.found({.code = {},
                          .about = {{kind, rows.text(0)}},
                          .project = rows.text(1),
                          .unit = project ? project->unit : QString(),
                          .line = project ? project->line : QString(),
                          .amount = rows.fen(2),
                          .since = rows.text(3),
                          .message = sentence("warning.holiday", rows.text(0),
                                              QString::fromUtf8(dated.what), rows.text(3)),
                          .tag = tag});
        }
    }
}

// A finding stands open until it was rectified or lifted, whichever came first.
void overFinding(Search& search) {
    if (!search.may("payment"_L1))
        return;
    Values values;
    const QString asked = search.narrowed("payment"_L1, u"payment.id"_s, values);
    auto rows = search.context.db.queryOnce(
        u"SELECT payment.id, payment.project, payment.amount, payment.date, payment.paid_on,"
        " project.unit, project.line, finding.id, finding.date, CASE WHEN payment.date >="
        "   finding.date THEN payment.date ELSE payment.paid_on END"
        " FROM finding JOIN project ON project.unit = finding.unit OR project.id = finding.project"
        " JOIN payment ON payment.project = project.id"
        " WHERE finding.voided_on = '' AND payment.state NOT IN ('rejected', 'withdrawn') AND"
        " ((payment.date >= finding.date AND (finding.rectified_on = '' OR payment.date <"
        "    finding.rectified_on) AND (finding.lifted_on = '' OR payment.date <"
        "    finding.lifted_on)) OR"
        "  (payment.paid_on >= finding.date AND (finding.rectified_on = '' OR payment.paid_on <"
        "    finding.rectified_on) AND (finding.lifted_on = '' OR payment.paid_on <"
        "    finding.lifted_on))) AND %1"
        " ORDER BY payment.id COLLATE BINARY, finding.id COLLATE BINARY"_s.arg(asked),
        values);
    QString last;
    while (rows.next()) {
        if (rows.text(0) == last)
            continue;
        last = rows.text(0);
        search.found(
            {.code = {},
             .about = {{u"payment"_s, last}},
             .project = rows.text(1),
             .unit = rows.text(5),
             .line = rows.text(6),
             .amount = rows.fen(2),
             .since = rows.text(9),
             .message = sentence("warning.over-finding", last, rows.text(7), rows.text(8))});
    }
}

} // namespace warnings
