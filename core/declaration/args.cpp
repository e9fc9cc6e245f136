// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::Args;

DeclareArgs DeclareArgs::from(const Args& with) {
    const Args schedule = with.object("schedule"_L1);
    return {.unit = with.text("unit"_L1),
            .line = with.text("line"_L1),
            .item = with.text("item"_L1),
            .year = with.has("year"_L1) ? std::optional(with.integer("year"_L1)) : std::nullopt,
            .name = with.text("name"_L1),
            .content = with.text("content"_L1),
            .starts = schedule.text("from"_L1),
            .ends = schedule.text("to"_L1),
            .support = with.fen("support"_L1),
            .sources = journal::sourceAmounts(with, "sources"_L1),
            .materials = with.texts("materials"_L1),
            .base = Base::from(with)};
}

ReviewArgs ReviewArgs::from(const Args& with) {
    return {.decision = logging::checked(with.code<labels::Decision>("decision"_L1), "decision"),
            .support = with.optionalFen("support"_L1),
            .sources = journal::sourceAmounts(with, "sources"_L1),
            .opinion = with.text("opinion"_L1)};
}

money::Fen Change::supportOf(const Project& project) const {
    return sources ? journal::sum(*sources) : project.support;
}

Change Change::from(const Args& with) {
    Change change;
    if (with.has("name"_L1))
        change.name = with.text("name"_L1);
    if (with.has("content"_L1))
        change.content = with.text("content"_L1);
    if (with.has("schedule"_L1)) {
        const Args schedule = with.object("schedule"_L1);
        change.schedule = {schedule.text("from"_L1), schedule.text("to"_L1)};
    }
    change.support = with.optionalFen("support"_L1);
    if (with.has("sources"_L1))
        change.sources = journal::sourceAmounts(with, "sources"_L1);
    change.base = Base::from(with);
    return change;
}

AmendArgs AmendArgs::from(const Args& with) {
    return {.project = with.text("project"_L1),
            .reason = with.text("reason"_L1),
            .document = with.text("document"_L1),
            .change = Change::from(with)};
}

RecordArgs RecordArgs::from(const Args& with) {
    RecordArgs record{.project = with.text("project"_L1),
                      .number = with.text("number"_L1),
                      .code = with.text("code"_L1),
                      .other =
                          with.has("party"_L1) ? with.text("party"_L1) : with.text("issuer"_L1),
                      .amount = with.fen("amount"_L1),
                      .schedule = with.json().value("schedule"_L1).toArray(),
                      .scheduled = {}};
    for (const Args& part : with.list("schedule"_L1))
        record.scheduled += part.fen("amount"_L1);
    return record;
}

MilestoneArgs MilestoneArgs::from(const Args& with) {
    return {.project = with.text("project"_L1),
            .stage = with.text("stage"_L1),
            .document = with.text("document"_L1)};
}

} // namespace declaration
