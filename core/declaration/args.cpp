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
            .materials = with.texts("materials"_L1)};
}

ReviewArgs ReviewArgs::from(const Args& with) {
    return {.decision = logging::checked(with.code<labels::Decision>("decision"_L1), "decision"),
            .support = with.optionalFen("support"_L1),
            .sources = journal::sourceAmounts(with, "sources"_L1),
            .opinion = with.text("opinion"_L1)};
}

} // namespace declaration
