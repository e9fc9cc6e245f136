// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/clean_text.h>
#include <units/units.h>

#include <QJsonDocument>

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// Deliverables of a kind that are the same by what `key` says of them, each beside the first one.
template <class Key> void sameDeliverables(Search& search, const QString& kind, Key key) {
    struct First {
        QString id;
        QString project;
    };
    std::map<QString, First> firsts;
    auto rows = search.context.db.query(
        "SELECT deliverable.id, deliverable.project, deliverable.data, project.unit, project.line,"
        " project.date FROM deliverable JOIN project ON project.id = deliverable.project WHERE"
        " deliverable.kind = ? AND deliverable.state <> 'refused'"
        " AND project.state NOT IN ('rejected', 'cancelled', 'withdrawn')"
        " ORDER BY deliverable.id COLLATE BINARY",
        kind);
    while (rows.next()) {
        const QString same =
            journal::normalForm(key(QJsonDocument::fromJson(rows.text(2).toUtf8()).object()))
                .simplified();
        if (same.isEmpty())
            continue;
        const auto [first, isNew] = firsts.try_emplace(same, First{rows.text(0), rows.text(1)});
        if (isNew)
            continue;
        search.found(
            {.code = {},
             .about = {{u"deliverable"_s, first->second.id}, {u"deliverable"_s, rows.text(0)}},
             .project = rows.text(1),
             .unit = rows.text(3),
             .line = rows.text(4),
             .amount = {},
             .since = rows.text(5),
             .message = sentence("warning.deliverable-again", first->second.id,
                                 first->second.project, rows.text(0), rows.text(1), same)});
    }
}

} // namespace

void stationAgain(Search& search) {
    sameDeliverables(search, u"station"_s,
                     [](const QJsonObject& data) { return data.value("village"_L1).toString(); });
}

void classAgain(Search& search) {
    sameDeliverables(search, u"training"_s, [](const QJsonObject& data) {
        const QString place = data.value("place"_L1).toString();
        return place.isEmpty() ? QString() : data.value("date"_L1).toString() + u' ' + place;
    });
}

// Its members stand as 名(单位)、名(单位).
void teamOwn(Search& search) {
    const QString id = search.one("acceptance"_L1);
    if (!search.may("acceptance"_L1))
        return;
    auto rows = search.context.db.queryOnce(
        u"SELECT acceptance.id, acceptance.project, team, concluded_on, project.unit, unit.name,"
        " project.line, acceptance.accepted FROM acceptance JOIN project ON"
        " project.id = acceptance.project JOIN unit ON unit.id = project.unit WHERE team <> '' AND"
        " acceptance.state IN ('passed', 'failed', 'rectify')%1"
        " ORDER BY acceptance.id COLLATE BINARY"_s.arg(id.isEmpty() ? QString()
                                                                    : u" AND acceptance.id = ?"_s),
        id.isEmpty() ? std::vector<storage::Database::Value>()
                     : std::vector<storage::Database::Value>{id});
    while (rows.next()) {
        const QString team = u'、' + rows.text(2);
        const auto tell = [&](labels::Sentence message) {
            search.found({.code = {},
                          .about = {{u"acceptance"_s, rows.text(0)}},
                          .project = rows.text(1),
                          .unit = rows.text(4),
                          .line = rows.text(6),
                          .amount = rows.fen(7),
                          .since = rows.text(3),
                          .message = std::move(message)});
        };
        auto asking = search.context.db.query(
            "SELECT fund_user.name FROM step JOIN fund_user ON fund_user.id = step.by WHERE"
            " step.thing = 'acceptance' AND step.id = ? AND step.duty = 'request'",
            rows.text(0));
        QString own;
        while (asking.next() && own.isEmpty())
            if (team.contains(u'、' + asking.text(0) + u'('))
                own = asking.text(0);
        if (own.isEmpty() && team.contains(u'(' + rows.text(5) + u')'))
            own = rows.text(5);
        if (!own.isEmpty())
            tell(sentence("warning.team-own", rows.text(0), own));
        else if (rows.text(2).count(u'、') == 0)
            tell(sentence("warning.team-of-one", rows.text(0), rows.text(2)));
    }
}

void sameDay(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        if (!project.approved())
            continue;
        auto accepted = search.context.db.query(
            "SELECT acceptance.id, acceptance.concluded_on, acceptance.accepted FROM step JOIN"
            " acceptance ON acceptance.project = step.id AND acceptance.state = 'passed' AND"
            " acceptance.concluded_on = step.date WHERE step.thing = 'project' AND step.id = ?"
            " AND step.step = 'start' ORDER BY acceptance.id COLLATE BINARY",
            project.id);
        if (accepted.next()) {
            search.ofProject(project, accepted.text(1),
                             sentence("warning.accepted-on-start", search.projectName(project),
                                      accepted.text(1), accepted.text(0)),
                             accepted.fen(2));
            continue;
        }
        auto paid = search.context.db.query(
            "SELECT id, amount FROM payment WHERE project = ?1 AND paid_on = ?2 AND date = ?2"
            " ORDER BY id COLLATE BINARY",
            project.id, project.approvedOn);
        if (paid.next())
            search.ofProject(project, project.approvedOn,
                             sentence("warning.paid-on-approval", search.projectName(project),
                                      project.approvedOn, paid.text(0)),
                             paid.fen(1));
    }
}

void rectifyLate(Search& search) {
    auto findings = search.context.db.query(
        "SELECT id, unit, project, recover, rectify_by FROM finding WHERE rectify_by <> '' AND"
        " rectify_by < ? AND rectified_on = '' AND lifted_on = '' AND voided_on = ''",
        search.today);
    while (findings.next())
        search.found({.code = {},
                      .about = {{u"finding"_s, findings.text(0)}},
                      .project = findings.text(2),
                      .unit = findings.text(1),
                      .line = {},
                      .amount = findings.fen(3),
                      .since = findings.text(4),
                      .message = sentence("warning.finding-late", findings.text(0),
                                          search.unitName(findings.text(1)), findings.text(4)),
                      .tag = u"finding/"_s});
    auto rows = search.context.db.query(
        "SELECT acceptance.id, acceptance.project, project.unit, project.line, claimed, rectify_by,"
        " project.name FROM acceptance JOIN project ON project.id = acceptance.project WHERE"
        " acceptance.state = 'rectify' AND rectify_by <> '' AND rectify_by < ?",
        search.today);
    while (rows.next())
        search.found({.code = {},
                      .about = {{u"acceptance"_s, rows.text(0)}},
                      .project = rows.text(1),
                      .unit = rows.text(2),
                      .line = rows.text(3),
                      .amount = rows.fen(4),
                      .since = rows.text(5),
                      .message = sentence("warning.acceptance-late", rows.text(0),
                                          named(rows.text(1), rows.text(6)), rows.text(5)),
                      .tag = u"acceptance/"_s});
}

} // namespace warnings
