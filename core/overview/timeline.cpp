// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <api/timeline.h>
#include <declaration/project_listing.h>
#include <plan/plan.h>

#include <QDate>

#include <algorithm>

// When each project was declared, approved, started, accepted, paid and closed, and how long that
// took: what the picture of all projects over time and the table of durations ask.

namespace overview {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;

namespace {

const journal::ListSource& timelineRows() {
    static const journal::ListSource rows{
        .table = "project",
        .columns =
            "id, name, (SELECT name FROM unit WHERE unit.id = project.unit) AS unit_name, line,"
            " state, date, approved_on, coalesce((SELECT max(step.date) FROM step WHERE"
            " step.id = project.id AND step.thing = 'project' AND step.step = 'start'), '')"
            " AS started_on, starts, ends, coalesce((SELECT max(concluded_on) FROM acceptance WHERE"
            " acceptance.project = project.id AND acceptance.state = 'passed'), '') AS accepted_on,"
            " coalesce((SELECT min(paid_on) FROM payment WHERE payment.project = project.id AND"
            " paid_on > ''), '') AS first_paid_on, coalesce((SELECT max(paid_on) FROM payment WHERE"
            " payment.project = project.id), '') AS paid_on, CASE WHEN state = 'closed' THEN"
            " coalesce((SELECT max(step.date) FROM step WHERE step.id = project.id AND"
            " step.thing = 'project' AND step.step = 'close'), '') ELSE '' END AS closed_on",
        .sorts = {{"date", "date"},
                  {"line", "line"},
                  {"ends", "ends"},
                  {"approved_on", "approved_on"},
                  {"name", "name"}}};
    return rows;
}

QJsonObject daysOf(const storage::Statement& row) {
    return api::toJson(api::ProjectDays{.id = row.text("id"),
                                        .name = row.text("name"),
                                        .unitName = row.text("unit_name"),
                                        .line = row.text("line"),
                                        .state = row.code<labels::ProjectState>("state"),
                                        .declaredOn = row.text("date"),
                                        .approvedOn = row.text("approved_on"),
                                        .startedOn = row.text("started_on"),
                                        .starts = row.text("starts"),
                                        .ends = row.text("ends"),
                                        .acceptedOn = row.text("accepted_on"),
                                        .firstPaidOn = row.text("first_paid_on"),
                                        .lastPaidOn = row.text("paid_on"),
                                        .closedOn = row.text("closed_on")});
}

Reply timeline(Context& context, const Args& with, const QString&) {
    return declaration::projectListing(context, with, timelineRows()).answer(daysOf);
}

struct Way {
    qint64 days;
    QString project;
};

// By their days, and of equal ones the first project by its number.
api::Duration durationOf(std::vector<Way> ways) {
    std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) {
        return std::tie(a.days, b.project) < std::tie(b.days, a.project);
    });
    api::Duration found{
        .count = static_cast<qint64>(ways.size()), .median = {}, .slowest = {}, .project = {}};
    if (ways.empty())
        return found;
    const std::size_t half = ways.size() / 2;
    found.median =
        ways.size() % 2 == 1 ? ways[half].days : (ways[half - 1].days + ways[half].days + 1) / 2;
    found.slowest = ways.back().days;
    found.project = ways.back().project;
    return found;
}

// Ways of each line, read as (line, project, from, to).
std::map<QString, std::vector<Way>> waysOf(Context& context, const QString& sql,
                                           const std::vector<storage::Database::Value>& values) {
    std::map<QString, std::vector<Way>> ways;
    auto rows = context.db.queryOnce(sql, values);
    while (rows.next()) {
        const QDate from = QDate::fromString(rows.text(2), Qt::ISODate);
        const QDate to = QDate::fromString(rows.text(3), Qt::ISODate);
        ways[rows.text(0)].push_back({from.daysTo(to), rows.text(1)});
    }
    return ways;
}

std::vector<Way> together(const std::map<QString, std::vector<Way>>& ways) {
    std::vector<Way> all;
    for (const auto& [line, some] : ways)
        all.insert(all.end(), some.begin(), some.end());
    return all;
}

Reply pace(Context& context, const Args& with, const QString&) {
    const QString line = with.text("line"_L1);
    const std::vector<storage::Database::Value> values{line};
    const auto approvals =
        waysOf(context,
               u"SELECT line, id, date, approved_on FROM project WHERE approved_on <> '' AND"
               " state NOT IN ('rejected', 'cancelled', 'withdrawn') AND (?1 = '' OR line = ?1)"_s,
               values);
    // What was paid before an acceptance, or is not paid yet, says nothing of how long it took.
    const auto payments = waysOf(
        context,
        u"SELECT project.line, project.id, acceptance.concluded_on, (SELECT min(payment.paid_on)"
        " FROM payment WHERE payment.project = project.id AND payment.paid_on >="
        " acceptance.concluded_on) AS paid FROM project JOIN acceptance ON"
        " acceptance.project = project.id AND acceptance.state = 'passed' WHERE"
        " paid IS NOT NULL AND (?1 = '' OR project.line = ?1)"_s,
        values);
    const auto paceOf = [](const QString& of, std::vector<Way> approved, std::vector<Way> paid) {
        return api::toJson(api::Pace{.line = of,
                                     .approval = durationOf(std::move(approved)),
                                     .payment = durationOf(std::move(paid))});
    };
    QJsonArray items;
    for (const plan::Line& one : plan::current(context).lines) {
        const auto approved = approvals.find(one.code);
        const auto paid = payments.find(one.code);
        if (approved == approvals.end() && paid == payments.end())
            continue;
        items.append(paceOf(one.code,
                            approved == approvals.end() ? std::vector<Way>() : approved->second,
                            paid == payments.end() ? std::vector<Way>() : paid->second));
    }
    QJsonObject answer = paceOf({}, together(approvals), together(payments));
    answer.insert("items"_L1, items);
    return answer;
}

} // namespace

void installTimeline(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"project.timeline"_s,
                          .shape = declaration::projectListShape(timelineRows()),
                          .answer = timeline});
    registry.add(Question{.name = u"project.pace"_s, .shape = {opt(id("line"))}, .answer = pace});
}

} // namespace overview
