// SPDX-License-Identifier: GPL-3.0-only
#include "plan_file.h"

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Rejection;
using journal::Shape;
using labels::sentence;

namespace {

// What of the accepted deliverables a goal counts; `of`: as a percentage of so many.
Shape countsShape() {
    using namespace journal;
    return {choice("kind", {"station", "training", "certification", "award", "operation"}),
            opt(choice("class", {"popularisation", "entrepreneurship", "advanced"})),
            opt(flag("poor_village")), opt(flag("demonstration")), opt(decimal("of"))};
}

Shape goalShape() {
    using namespace journal;
    return {id("code"),
            text("name"),
            decimal("target"),
            choice("compare", {"at-least", "at-most"}),
            opt(text("unit")),
            date("deadline"),
            opt(text("clause")),
            opt(text("lead")),
            opt(emptyAllowed(textList("supporting"))),
            opt(object("counts", countsShape()))};
}

} // namespace

std::optional<Rejection> checkGoals(const QJsonObject& json) {
    const Shape shape = goalShape();
    QSet<QString> codes;
    const QJsonArray goals = json.value("goals"_L1).toArray();
    for (qsizetype i = 0; i < goals.size(); ++i) {
        const QString place = u"goals[%1]"_s.arg(i);
        if (!goals[i].isObject())
            return badInput(place, sentence("plan-file.object", place));
        const QJsonObject goal = goals[i].toObject();
        if (auto rejection = shape.rejection(goal, place))
            return rejection;
        const QString code = goal.value("code"_L1).toString();
        if (codes.contains(code))
            return badInput(place + u".code"_s, sentence("plan-file.goal-twice", code));
        codes.insert(code);
        const QString of = goal.value("counts"_L1).toObject().value("of"_L1).toString();
        if (goal.value("counts"_L1).toObject().contains("of"_L1)
            && (of.contains(u'.') || of.toLongLong() <= 0))
            return badInput(place + u".counts.of"_s, sentence("plan-file.goal-count", place));
    }
    return {};
}

} // namespace plan
