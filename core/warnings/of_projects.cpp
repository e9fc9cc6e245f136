// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/users.h>

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

// A line of the plan that says so of itself, such as `contractor`.
bool saysOfItself(const Search& search, const QString& line, QLatin1StringView key) {
    for (const QJsonValue& one : search.plan.json.value("lines"_L1).toArray())
        if (one["code"_L1].toString() == line)
            return one[key].toBool();
    return false;
}

bool awards(const Search& search, const QString& line) {
    const plan::Line* known = search.plan.line(line);
    return known && std::any_of(known->items.begin(), known->items.end(), [](const auto& item) {
               return item.counts == u"award";
           });
}

// A project beside the first one that is like it.
void twice(Search& search, const ProjectRow& project, const QString& first,
           labels::Sentence message) {
    search.found({.code = {},
                  .about = {{u"project"_s, first}, {u"project"_s, project.id}},
                  .project = project.id,
                  .unit = project.unit,
                  .line = project.line,
                  .amount = project.support,
                  .since = project.approvedOn,
                  .message = std::move(message)});
}

} // namespace

void noContractor(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        if (!project.approved() || !saysOfItself(search, project.line, "contractor"_L1))
            continue;
        auto unit = search.context.db.query("SELECT contractor_document FROM unit WHERE id = ?",
                                            project.unit);
        if (unit.next() && unit.text(0).isEmpty())
            search.ofProject(project, project.approvedOn,
                             sentence("warning.no-contractor", search.projectName(project),
                                      search.unitName(project.unit)));
    }
}

// A project that is asked about may be the first one of others.
void sameContent(Search& search) {
    const QString id = search.one("project"_L1);
    if (!search.everything() && id.isEmpty())
        return;
    const QString first =
        u"(SELECT min(first.id) FROM project AS first WHERE first.line = %1.line AND %2 AND"
        " first.state NOT IN ('rejected', 'cancelled', 'withdrawn'))"_s;
    const auto byName = [&](const QString& of) {
        return first.arg(of, u"first.unit = %1.unit AND first.name = %1.name"_s.arg(of));
    };
    const auto byContent = [&](const QString& of) {
        return first.arg(of, u"first.content = %1.content"_s.arg(of));
    };
    const QString stands = u"%1.state NOT IN ('rejected', 'cancelled', 'withdrawn')"_s;
    const QString asked =
        u" AND other.id IN (SELECT ? UNION SELECT same.id FROM project AS own JOIN project AS same"
        " ON same.line = own.line AND same.unit = own.unit AND same.name = own.name AND %1"
        " WHERE own.id = ? AND %2 = own.id UNION SELECT same.id FROM project AS own JOIN project"
        " AS same ON same.line = own.line AND same.content = own.content AND %1 WHERE own.id = ?"
        " AND %3 = own.id)"_s.arg(stands.arg(u"same"_s), byName(u"own"_s), byContent(u"own"_s));
    const bool all = id.isEmpty();
    auto rows = search.context.db.queryOnce(
        u"SELECT other.id, %1, %2 FROM project AS other WHERE %3"_s.arg(
            byName(u"other"_s), byContent(u"other"_s), stands.arg(u"other"_s))
            + (all ? QString() : asked),
        all ? std::vector<storage::Database::Value>()
            : std::vector<storage::Database::Value>{id, id, id});
    while (rows.next()) {
        const QString other = rows.text(0);
        const bool named = rows.text(1) < other;
        const QString earlier = named ? rows.text(1) : rows.text(2);
        if (earlier >= other)
            continue;
        const auto both = projectsWhere(search.context, u"id IN (?, ?)"_s, {earlier, other});
        twice(search, both.back(), earlier,
              named ? sentence("warning.same-name", search.projectName(both.front()),
                               search.projectName(both.back()))
                    : sentence("warning.same-content", search.projectName(both.front()),
                               search.projectName(both.back())));
    }
}

// The widest run of approvals that a first one begins, then on behind it.
void split(Search& search) {
    const Fen below = search.fen("split_below"_L1);
    const auto least = static_cast<std::size_t>(std::max(1, search.number("count"_L1)));
    std::vector<ProjectRow> rows;
    if (search.everything())
        rows = search.projects();
    for (const ProjectRow& asked :
         search.everything() ? std::vector<ProjectRow>() : search.projects())
        rows = projectsWhere(search.context, u"unit = ? AND line = ?"_s, {asked.unit, asked.line});
    std::erase_if(rows,
                  [&](const ProjectRow& one) { return !one.approved() || one.support >= below; });
    std::sort(rows.begin(), rows.end(), [](const ProjectRow& a, const ProjectRow& b) {
        return std::tie(a.unit, a.line, a.approvedOn, a.id)
               < std::tie(b.unit, b.line, b.approvedOn, b.id);
    });
    for (std::size_t first = 0, end = 0; first < rows.size(); first = end) {
        const ProjectRow& leader = rows[first];
        const QString until = plusDays(leader.approvedOn, search.number("days"_L1));
        Fen sum;
        for (end = first; end < rows.size() && rows[end].unit == leader.unit
                          && rows[end].line == leader.line && rows[end].approvedOn <= until;
             ++end)
            sum += rows[end].support;
        if (end - first < least || sum <= below) {
            end = first + 1;
            continue;
        }
        Warning warning{.code = {},
                        .about = {},
                        .project = leader.id,
                        .unit = leader.unit,
                        .line = leader.line,
                        .amount = sum,
                        .since = rows[end - 1].approvedOn,
                        .message = sentence("warning.split", search.unitName(leader.unit),
                                            plan::lineName(search.context, leader.line),
                                            leader.approvedOn, rows[end - 1].approvedOn,
                                            end - first, sum.toYuan(), below.toYuan())};
        for (std::size_t i = first; i < end; ++i)
            warning.about.push_back({u"project"_s, rows[i].id});
        search.found(std::move(warning));
    }
}

void smallSum(Search& search) {
    const Fen below = search.fen("amount"_L1);
    for (const ProjectRow& project : search.projects())
        if (project.approved() && project.support < below && !awards(search, project.line))
            search.ofProject(project, project.approvedOn,
                             sentence("warning.small-sum", search.projectName(project),
                                      project.support.toYuan(), below.toYuan()),
                             project.support);
}

void prepaidIdle(Search& search) {
    const QString before = search.daysAgo(search.number("days"_L1));
    for (const ProjectRow& project : search.projects()) {
        const bool running =
            project.state == ProjectState::Approved || project.state == ProjectState::Started;
        if (!running || !project.accepted.isZero())
            continue;
        auto row = search.context.db.query(
            "SELECT prepaid, (SELECT min(date) FROM prepaid_on WHERE project = ?1)"
            " FROM payment_total WHERE project = ?1 AND prepaid > 0",
            project.id);
        if (row.next() && (row.text(1) <= before || project.ends < search.today))
            search.ofProject(project, row.text(1),
                             sentence("warning.prepaid-idle", search.projectName(project),
                                      row.text(1), row.fen(0).toYuan(), project.ends),
                             row.fen(0));
    }
}

void waivedByCloser(Search& search) {
    std::vector<storage::Database::Value> values;
    const QString asked = search.narrowed("project"_L1, u"project"_s, values);
    auto rows = search.context.db.queryOnce(
        u"SELECT project, count(*), max(date) FROM archive_waiver WHERE %1"
        " GROUP BY project"_s.arg(asked),
        values);
    while (rows.next()) {
        const auto projects = projectsWhere(search.context, u"id = ?"_s, {rows.text(0)});
        if (projects.empty())
            continue;
        const ProjectRow& project = projects.front();
        if (rows.integer(1) >= search.number("count"_L1)) {
            search.ofProject(
                project, rows.text(2),
                sentence("warning.waivers-many", search.projectName(project), rows.integer(1)));
            continue;
        }
        auto closer = search.context.db.query(
            "SELECT closing.by, closing.date FROM step AS closing WHERE closing.thing = 'project'"
            " AND closing.id = ?1 AND closing.step = 'close' AND closing.by IN"
            " (SELECT entry.by FROM entry_thing JOIN entry ON entry.seq = entry_thing.seq WHERE"
            "  entry_thing.id = ?1 AND entry_thing.kind = 'project' AND"
            "  entry.action = 'archive.waive') ORDER BY closing.seq DESC LIMIT 1",
            project.id);
        if (project.state == ProjectState::Closed && closer.next())
            search.ofProject(project, closer.text(1),
                             sentence("warning.waived-by-closer", search.projectName(project),
                                      identity::personName(search.context, closer.text(0))));
    }
}

} // namespace warnings
