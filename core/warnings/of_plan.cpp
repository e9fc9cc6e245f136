// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disclosure/disclosures.h>

#include <QDate>
#include <QJsonDocument>

// Money of the whole plan: what did not come, what was moved about, what is not spent, and what was
// not published.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;

namespace {

QDate day(const QString& text) {
    return QDate::fromString(text, Qt::ISODate);
}

struct Period {
    QDate from;
    QDate to;
};

Period periodOf(const plan::Plan& plan) {
    return {plan::beginOf(plan), day(plan.json.value("period"_L1)["to"_L1].toString())};
}

// Half of the plan's period, or the end of its first year, whichever is earlier. What begins in the
// last quarter of a year has the next one for its first: nobody is paid a match in two days.
QDate matchDue(const Period& period) {
    const int year = period.from.year() + (period.from.month() >= 10 ? 1 : 0);
    const QDate end(year, 12, 31);
    if (!period.to.isValid() || period.to < period.from)
        return end;
    return std::min(end, period.from.addDays(period.from.daysTo(period.to) / 2));
}

Warning ofPlace(const QString& kind, const QString& id, std::optional<Fen> amount,
                const QString& since, labels::Sentence message, const QString& tag = {}) {
    return {.code = {},
            .about = {{kind, id}},
            .project = {},
            .unit = {},
            .line = kind == u"line" ? id : QString(),
            .amount = amount,
            .since = since,
            .message = std::move(message),
            .tag = tag};
}

} // namespace

void matchLate(Search& search) {
    const QString due = matchDue(periodOf(search.plan)).toString(Qt::ISODate);
    if (search.today <= due || !search.may("source"_L1))
        return;
    for (const QJsonValue& value : search.figures.value("sources"_L1).toArray()) {
        const QString code = value.toString();
        const plan::Source* source = search.plan.source(code);
        if (!source || !search.may("source"_L1))
            continue;
        const auto position = ledger::cashPosition(search.context, code);
        if (position.received < position.planned)
            search.found(
                ofPlace(u"source"_s, code, position.planned - position.received, due,
                        sentence("warning.match-late", plan::sourceName(search.context, code), due,
                                 position.planned.toYuan(), position.received.toYuan())));
    }
}

void phaseUse(Search& search) {
    if (!search.may("source"_L1))
        return;
    const auto evaluation = plan::passedEvaluation(search.context);
    for (const plan::Source& source : search.plan.sources) {
        if (!source.conditional)
            continue;
        qint64 times = 0;
        QString last;
        auto rows = search.context.db.query(
            "SELECT date, detail FROM plan_change WHERE kind = 'plan.reallocate' AND"
            " voided_on = '' ORDER BY date COLLATE BINARY, seq");
        while (rows.next()) {
            if (evaluation && rows.text(0) >= evaluation->date)
                continue;
            const QJsonObject change = QJsonDocument::fromJson(rows.text(1).toUtf8()).object();
            for (const QJsonValue& move : change.value("moves"_L1).toArray())
                if (move["source"_L1].toString() == source.code) {
                    ++times;
                    last = rows.text(0);
                    break;
                }
        }
        if (times > search.number("count"_L1))
            search.found(ofPlace(u"source"_s, source.code, {}, last,
                                 sentence("warning.phase-use",
                                          plan::sourceName(search.context, source.code), times)));
    }
}

// By the last threshold whose month has come.
void rateLow(Search& search) {
    if (!search.may("line"_L1) && !search.may("source"_L1))
        return;
    QString since;
    money::Percent least;
    for (const plan::RateThreshold& one : plan::rateThresholds(search.plan))
        if (one.since <= search.today && one.since > since) {
            since = one.since;
            least = one.least;
        }
    if (since.isEmpty())
        return;
    struct Sum {
        Fen budget;
        Fen paid;
    };
    std::map<QString, Sum> lines;
    std::map<QString, Sum> sources;
    for (const api::BudgetRow& row : plan::execution(search.context, {}).rows) {
        if (row.locked)
            continue;
        for (Sum* sum : {&lines[row.line], &sources[row.source]}) {
            sum->budget += row.budget;
            sum->paid += row.paid;
        }
    }
    const auto look = [&](const QString& kind, const std::map<QString, Sum>& sums) {
        for (const auto& [code, sum] : sums)
            if (sum.paid < sum.budget.shareUp(least))
                search.found(
                    ofPlace(kind, code, sum.budget.shareUp(least) - sum.paid, since,
                            sentence("warning.rate-low",
                                     kind == u"line" ? plan::lineName(search.context, code)
                                                     : plan::sourceName(search.context, code),
                                     since, money::percentText(money::rate(sum.paid, sum.budget)),
                                     least.toText()),
                            kind + u'/'));
    };
    look(u"line"_s, lines);
    look(u"source"_s, sources);
}

// Before the first page the first month in which anything was accepted or paid is due.
void undisclosed(Search& search) {
    if (!search.may("month"_L1))
        return;
    QString due = disclosure::dueMonth(search.context);
    if (due.isEmpty()) {
        auto row = search.context.db.query(
            "SELECT coalesce(min(month), '') FROM (SELECT min(month) AS month FROM paid_in_month"
            " UNION ALL SELECT substr(min(concluded_on), 1, 7) FROM acceptance WHERE"
            " state = 'passed') WHERE month <> ''");
        row.next();
        due = row.text(0);
    }
    if (due.isEmpty())
        return;
    const QString late = plusDays(disclosure::lastDayOf(due), search.number("days"_L1));
    if (late <= search.today)
        search.found(
            ofPlace(u"month"_s, due, {}, late, sentence("warning.undisclosed", due, late)));
}

} // namespace warnings
