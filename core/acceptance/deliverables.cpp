// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>
#include <units/units.h>

#include <QJsonDocument>

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using labels::DeliverableKind;
using labels::DeliverableState;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

// Counted things of a project: stations, classes, certifications, awards, years of running.
constexpr const char* tables = R"(
CREATE TABLE deliverable (
  project TEXT NOT NULL REFERENCES project, id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL,
  data TEXT NOT NULL, acceptance TEXT NOT NULL, waiver TEXT NOT NULL,
  -- what of `data` is counted by
  class TEXT NOT NULL, headcount INTEGER NOT NULL, poor_village INTEGER NOT NULL,
  demonstration INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('added', 'accepted', 'refused'))
) STRICT, WITHOUT ROWID;
CREATE INDEX deliverable_by_project ON deliverable (project);
CREATE INDEX deliverable_by_acceptance ON deliverable (acceptance) WHERE acceptance <> '';
CREATE INDEX deliverable_by_kind ON deliverable (kind, state);
)";

const QMap<QString, Shape>& shapes() {
    using namespace journal;
    static const ArgumentSpec key = id("id");
    static const ArgumentSpec kind = text("kind");
    static const QMap<QString, Shape> known{
        {u"station"_s,
         {key, kind, choice("level", {"town", "village"}), text("village"), flag("poor_village"),
          decimal("area_m2"), opt(flag("demonstration"))}},
        {u"training"_s,
         {key, kind, choice("class", {"popularisation", "entrepreneurship", "advanced"}),
          integer("headcount"), date("date"), opt(text("place"))}},
        {u"certification"_s, {key, kind, text("scheme"), ref("unit", "unit")}},
        {u"award"_s, {key, kind, ref("unit", "unit")}},
        {u"operation"_s, {key, kind, date("from"), date("to")}}};
    return known;
}

std::optional<Rejection> checkOne(CommandContext& call, const QJsonObject& one,
                                  const QString& place, const QString& counts) {
    const auto shape = shapes().constFind(one.value("kind"_L1).toString());
    if (shape == shapes().constEnd())
        return badInput(place + u".kind"_s,
                        sentence("deliverable.kind-unknown", place, shapes().keys().join(u"、"_s)));
    if (auto rejection = shape->rejection(one, place))
        return rejection;
    if (shape.key() != counts)
        return badInput(place + u".kind"_s, counts.isEmpty()
                                                ? sentence("deliverable.not-counted")
                                                : sentence("deliverable.kind-other", counts));
    if (one.contains("unit"_L1))
        if (auto rejection = units::requireKnown(call.context, one.value("unit"_L1).toString(),
                                                 place + u".unit"_s))
            return rejection;
    if (one.value("to"_L1).toString() < one.value("from"_L1).toString())
        return badInput(place + u".to"_s, sentence("deliverable.ends-early", place));
    return {};
}

std::optional<Rejection> checkAdd(CommandContext& call) {
    const QString id = call.with.as<AddArgs>().project;
    if (auto rejection = declaration::requireKnown(call.context, id, u"project"_s))
        return rejection;
    const Project project = declaration::requireProject(call.context, id);
    const plan::Item* item = declaration::itemOf(call.context, project);
    const QJsonArray items = call.with.json().value("items"_L1).toArray();
    QSet<QString> seen;
    for (qsizetype i = 0; i < items.size(); ++i) {
        const QString place = u"items[%1]"_s.arg(i);
        const QJsonObject one = items[i].toObject();
        if (auto rejection = checkOne(call, one, place, item ? item->counts : QString()))
            return rejection;
        const QString key = one.value("id"_L1).toString();
        if (seen.contains(key))
            return badInput(place + u".id"_s, sentence("deliverable.id-twice", key));
        seen.insert(key);
    }
    return {};
}

std::optional<Rejection> judgeAdd(CommandContext& call) {
    const AddArgs& added = call.with.as<AddArgs>();
    const Project project =
        logging::checked(declaration::find(call.context, added.project), "project");
    for (std::size_t i = 0; i < added.items.size(); ++i) {
        const QString& key = added.items[i].id;
        auto taken = call.context.db.query("SELECT project FROM deliverable WHERE id = ?", key);
        if (taken.next())
            return refuse(Rule::IdTaken, sentence("deliverable.id-taken", key, taken.text(0)))
                .at(u"items[%1].id"_s.arg(i))
                .asked(key);
    }
    if (!project.running() && project.state != ProjectState::Declared
        && project.state != ProjectState::Returned)
        return declaration::wrongState("deliverable.add.project-state", labels::ThingKind::Project,
                                       project.id, project.state);
    if (auto rejection = identity::requireDateOrder(call, {}, {}))
        return rejection;
    for (const AddedItem& one : added.items)
        if (!one.unit.isEmpty())
            if (auto rejection = units::requireNotBarred(call.context, one.unit, u"items"_s))
                return rejection;
    for (const AddedItem& one : added.items)
        if (labels::is(one.kind, DeliverableKind::Award))
            if (auto rejection =
                    units::requireMayHold(call.context, one.unit,
                                          declaration::kindsFor(call.context, project), u"items"_s))
                return rejection;
    return {};
}

bool isTaken(Context& context, const QString& id, const QString& project = {}) {
    auto row = context.db.query("SELECT project FROM deliverable WHERE id = ?", id);
    return row.next() && (project.isEmpty() || row.text(0) == project);
}

QString underProject(const QString& project, const QString& id) {
    return project + u'.' + id;
}

void settleOlderItems(CommandContext& call) {
    const QString project = call.with.text("project"_L1);
    QJsonArray items;
    for (const QJsonValue& value : call.with.json().value("items"_L1).toArray()) {
        QJsonObject item = value.toObject();
        const QString id = item.value("id"_L1).toString();
        if (isTaken(call.context, id))
            item.insert("id"_L1, underProject(project, id));
        items.append(item);
    }
    call.with.setDefault("items"_L1, items);
}

Command addCommand() {
    using namespace journal;
    // Each kind has keys of its own; `checkOne` looks at them by kind.
    const Shape open{id("id"),
                     text("kind"),
                     opt(text("level")),
                     opt(text("village")),
                     opt(flag("poor_village")),
                     opt(text("area_m2")),
                     opt(flag("demonstration")),
                     opt(text("class")),
                     opt(integer("headcount")),
                     opt(happened("date")),
                     opt(text("place")),
                     opt(text("scheme")),
                     opt(ref("unit", "unit")),
                     opt(happened("from")),
                     opt(happened("to"))};
    return {.name = u"deliverable.add"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("project", "project"), list("items", open)},
            .check = checkAdd,
            .judge = judgeAdd,
            .apply =
                [](Context& context, const Entry& entry) {
                    const AddArgs& added = entry.with.as<AddArgs>();
                    for (const AddedItem& one : added.items)
                        context.db.run(
                            "INSERT INTO deliverable (project, id, kind, data, acceptance, waiver,"
                            " class, headcount, poor_village, demonstration, state)"
                            " VALUES (?, ?, ?, ?, '', '', ?, ?, ?, ?, 'added')",
                            added.project, one.id, one.kind, QString::fromUtf8(canonical(one.said)),
                            one.trainingClass, one.headcount, one.poorVillage, one.demonstration);
                },
            .older = settleOlderItems};
}

} // namespace

void settleOlderDeliverables(CommandContext& call) {
    if (!call.with.has("deliverables"_L1))
        return;
    const auto acceptance = find(call.context, call.id());
    const QString project = call.with.has("project"_L1) ? call.with.text("project"_L1)
                            : acceptance                ? acceptance->project
                                                        : QString();
    const auto today = [&](const QString& id) {
        return isTaken(call.context, id, project) ? id : underProject(project, id);
    };
    QJsonArray all;
    for (const QJsonValue& value : call.with.json().value("deliverables"_L1).toArray()) {
        if (value.isString()) {
            all.append(today(value.toString()));
            continue;
        }
        QJsonObject one = value.toObject();
        one.insert("id"_L1, today(one.value("id"_L1).toString()));
        all.append(one);
    }
    call.with.setDefault("deliverables"_L1, all);
}

api::Deliverable deliverableOf(Context& context, const QString& id, const QString& data) {
    const Args said(QJsonDocument::fromJson(data.toUtf8()).object(), &context.secrets);
    const auto known = [&](QLatin1StringView key, labels::Vocabulary vocabulary) {
        return !said.has(key) || labels::has(vocabulary, said.text(key));
    };
    if (!said.has("kind"_L1) || !known("kind"_L1, labels::Vocabulary::DeliverableKind)
        || !known("level"_L1, labels::Vocabulary::StationLevel)
        || !known("class"_L1, labels::Vocabulary::TrainingClass))
        storage::contradiction(u"成果 %1"_s.arg(id));
    return api::fromJson<api::Deliverable>(said.revealed());
}

std::vector<api::Deliverable> deliverablesOf(Context& context, const QString& project) {
    std::vector<api::Deliverable> found;
    auto rows = context.db.query(
        "SELECT id, state, data, acceptance, waiver FROM deliverable WHERE project = ?"
        " ORDER BY id COLLATE BINARY",
        project);
    while (rows.next()) {
        api::Deliverable one = deliverableOf(context, rows.text(0), rows.text(2));
        one.state = rows.code<DeliverableState>(1);
        one.acceptance = rows.text(3);
        one.waiver = rows.text(4);
        found.push_back(std::move(one));
    }
    return found;
}

std::optional<Rejection> requireKnownDeliverables(CommandContext& call, const QString& project,
                                                  const QStringList& ids) {
    QSet<QString> seen;
    for (const QString& id : ids) {
        if (!call.context.db
                 .query("SELECT 1 FROM deliverable WHERE project = ? AND id = ?", project, id)
                 .next())
            return badInput(u"deliverables"_s, sentence("deliverable.unknown", project, id));
        if (seen.contains(id))
            return badInput(u"deliverables"_s, sentence("deliverable.twice", id));
        seen.insert(id);
    }
    return {};
}

void settleDeliverables(Context& context, const Entry& entry, const Acceptance& acceptance) {
    for (const auto& [id, waiver] : acceptedWaivers(context, entry.with, acceptance.id))
        context.db.run("UPDATE deliverable SET state = 'accepted', acceptance = ?, waiver = ?"
                       " WHERE project = ? AND id = ? AND state <> 'accepted'",
                       entry.id(), waiver, acceptance.project, id);
    for (const Verdict& one :
         entry.with.as<ConcludeArgs>().verdicts.value_or(std::vector<Verdict>()))
        if (!one.accepted)
            context.db.run("UPDATE deliverable SET state = 'refused', acceptance = ?"
                           " WHERE project = ? AND id = ? AND state <> 'accepted'",
                           entry.id(), acceptance.project, one.deliverable);
}

void releaseDeliverables(Context& context, const QString& acceptance) {
    context.db.run("UPDATE deliverable SET state = 'added', acceptance = '', waiver = ''"
                   " WHERE acceptance = ? AND acceptance <> ''",
                   acceptance);
}

std::vector<api::Deliverable> shownDeliverablesOfAcceptance(Context& context,
                                                            const QString& acceptance) {
    auto row =
        context.db.query("SELECT project, deliverables FROM acceptance WHERE id = ?", acceptance);
    std::vector<api::Deliverable> items;
    if (!row.next())
        return items;
    const QStringList asked = row.text(1).split(u' ', Qt::SkipEmptyParts);
    for (const api::Deliverable& one : deliverablesOf(context, row.text(0)))
        if (one.acceptance == acceptance || (one.acceptance.isEmpty() && asked.contains(one.id)))
            items.push_back(one);
    return items;
}

qint64 countAccepted(Context& context, const Counted& counted) {
    auto row = context.db.query(
        "SELECT coalesce(sum(CASE kind WHEN 'training' THEN headcount ELSE 1 END), 0)"
        " FROM deliverable WHERE kind = ?1 AND state = 'accepted'"
        " AND (?2 = '' OR class = ?2) AND (?3 = 0 OR poor_village = 1)"
        " AND (?4 = 0 OR demonstration = 1)",
        counted.kind, counted.trainingClass, counted.poorVillage, counted.demonstration);
    row.next();
    return row.integer(0);
}

namespace {

// What was accepted of a unit, by an acceptance that was concluded on a day.
struct Won {
    QString unit;
    QString acceptance;
    QString on;
};
using AllWon = std::shared_ptr<const std::vector<Won>>;

// Each payee of a payment is looked for among them.
AllWon wonBy(Context& context, const QString& project) {
    return context.readOnce<AllWon>(project, [&]() -> AllWon {
        std::map<QString, QString> concluded; // by acceptance
        std::vector<Won> won;
        for (const api::Deliverable& one : deliverablesOf(context, project)) {
            if (!one.isAccepted() || !one.unit)
                continue;
            if (!concluded.contains(one.acceptance))
                if (const auto by = find(context, one.acceptance))
                    concluded[one.acceptance] = by->concludedOn;
            if (const auto by = concluded.find(one.acceptance); by != concluded.end())
                won.push_back({*one.unit, one.acceptance, by->second});
        }
        return std::make_shared<const std::vector<Won>>(std::move(won));
    });
}

} // namespace

qint64 countAcceptedOf(Context& context, const QString& project, const QString& unit,
                       const QString& concludedUntil, const QString& without) {
    qint64 count = 0;
    for (const Won& one : *wonBy(context, project))
        count += one.unit == unit && one.acceptance != without && one.on <= concludedUntil ? 1 : 0;
    return count;
}

namespace {

QString counted(DeliverableKind kind, const QString& count, const QString& heads) {
    switch (kind) {
    case DeliverableKind::Station:
        return u"站点 %1 个"_s.arg(count);
    case DeliverableKind::Training:
        return u"培训 %1 班 %2 人次"_s.arg(count, heads);
    case DeliverableKind::Certification:
        return u"认证 %1 个"_s.arg(count);
    case DeliverableKind::Award:
        return u"奖励 %1 个"_s.arg(count);
    case DeliverableKind::Operation:
        break;
    }
    return u"运营 %1 期"_s.arg(count);
}

} // namespace

Delivered deliveredBy(Context& context, const QString& acceptance) {
    Delivered delivered;
    QStringList words;
    auto rows = context.db.query("SELECT kind, count(*), sum(headcount) FROM deliverable"
                                 " WHERE acceptance = ? AND acceptance <> '' AND state = 'accepted'"
                                 " GROUP BY kind",
                                 acceptance);
    while (rows.next()) {
        const QString count = QString::number(rows.integer(1));
        delivered.count += rows.integer(1);
        words << counted(rows.code<DeliverableKind>(0), count, rows.text(2));
    }
    delivered.words = words.join(u"、"_s);
    return delivered;
}

void installDeliverables(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.add(addCommand());
}

} // namespace acceptance
