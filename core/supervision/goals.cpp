// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>
#include <money/decimal.h>

namespace supervision {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Question;
using journal::Rejection;
using journal::Reply;
using labels::sentence;

namespace {

constexpr const char* tables = R"(
CREATE TABLE goal_report (
  goal TEXT NOT NULL, seq INTEGER NOT NULL, value TEXT NOT NULL, date TEXT NOT NULL,
  note TEXT NOT NULL, PRIMARY KEY (goal, seq)
) STRICT, WITHOUT ROWID;
)";

QJsonArray planGoals(Context& context) {
    return plan::current(context).json.value("goals"_L1).toArray();
}

Command reportCommand() {
    using namespace journal;
    return {.name = u"goal.report"_s,
            .roles = {u"clerk"_s},
            .shape = {id("goal"), decimal("value"), date("date"), longText("note")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                for (const QJsonValue& goal : planGoals(call.context))
                    if (goal.toObject().value("code"_L1).toString() == call.with.text("goal"_L1))
                        return {};
                return badInput(u"goal"_s, sentence("goal.unknown", call.with.text("goal"_L1)));
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                auto row = call.context.db.query("SELECT max(date) FROM goal_report WHERE goal = ?",
                                                 call.with.text("goal"_L1));
                row.next();
                return identity::requireDateOrder(call, row.text(0), u"该目标上次报告的日期"_s);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    context.db.run("INSERT INTO goal_report (goal, seq, value, date, note)"
                                   " VALUES (?, ?, ?, ?, ?)",
                                   entry.with.text("goal"_L1), entry.seq,
                                   entry.with.text("value"_L1), entry.date(),
                                   entry.with.text("note"_L1));
                }};
}

// What the accepted deliverables say of a goal: whole numbers, or whole per cent of `of`. Nothing
// where the goal counts none.
std::optional<QString> countedFor(Context& context, const QJsonObject& goal) {
    const Args counts(goal.value("counts"_L1).toObject());
    if (!counts.has("kind"_L1))
        return {};
    const qint64 found = acceptance::countAccepted(
        context, {counts.text("kind"_L1), counts.text("class"_L1), counts.flag("poor_village"_L1),
                  counts.flag("demonstration"_L1)});
    const qint64 of = counts.text("of"_L1).toLongLong();
    return QString::number(of > 0 ? money::Fen::of(found).times(100).count() / of : found);
}

// The document's figures of what was built, taught and certified, as the inspections passed it.
QJsonObject acceptedJson(Context& context) {
    const auto count = [&](const acceptance::Counted& counted) {
        return acceptance::countAccepted(context, counted);
    };
    QJsonObject trained;
    for (const QString& one : {u"popularisation"_s, u"entrepreneurship"_s, u"advanced"_s})
        trained.insert(one, count({u"training"_s, one}));
    return {{"stations"_L1, count({u"station"_s})},
            {"poor_village_stations"_L1, count({.kind = u"station"_s, .poorVillage = true})},
            {"demonstration_stations"_L1, count({.kind = u"station"_s, .demonstration = true})},
            {"trained"_L1, trained},
            {"trained_total"_L1, count({u"training"_s})},
            {"certifications"_L1, count({u"certification"_s})},
            {"awards"_L1, count({u"award"_s})}};
}

// A goal is reached by what was reported, or by what was accepted.
Reply showGoals(Context& context, const Args&, const QString&) {
    QJsonArray goals;
    const QString today = context.today();
    for (const QJsonValue& value : planGoals(context)) {
        QJsonObject goal = value.toObject();
        const QString target = goal.value("target"_L1).toString();
        const bool atMost = goal.value("compare"_L1).toString() == "at-most"_L1;
        const auto reaches = [&](const QString& figure) {
            const auto order = money::compareDecimals(figure, target);
            return atMost ? order <= 0 : order >= 0;
        };
        auto row = context.db.query("SELECT value, date, note FROM goal_report WHERE goal = ?"
                                    " ORDER BY date COLLATE BINARY DESC, seq DESC LIMIT 1",
                                    goal.value("code"_L1).toString());
        bool reached = false;
        if (row.next()) {
            reached = reaches(row.text(0));
            goal.insert("value"_L1, row.text(0));
            goal.insert("date"_L1, row.text(1));
            goal.insert("note"_L1, row.text(2));
        }
        if (const auto counted = countedFor(context, goal)) {
            reached = reached || reaches(*counted);
            goal.insert("counted"_L1, *counted);
        }
        goal.insert("reached"_L1, reached);
        goal.insert("late"_L1, !reached && goal.value("deadline"_L1).toString() < today);
        goals.append(goal);
    }
    return QJsonObject{{"goals"_L1, goals}, {"accepted"_L1, acceptedJson(context)}};
}

} // namespace

void installGoals(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"goal_report"_s});
    registry.add(reportCommand());
    registry.add(Question{.name = u"goal.show"_s, .answer = showGoals});
}

} // namespace supervision
