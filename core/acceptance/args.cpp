// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using journal::Args;

RequestArgs RequestArgs::from(const Args& with) {
    return {.project = with.text("project"_L1),
            .stage = with.text("stage"_L1),
            .claimed = with.fen("claimed"_L1),
            .deliverables = with.ids("deliverables"_L1)};
}

ConcludeArgs ConcludeArgs::from(const Args& with) {
    ConcludeArgs concluded{
        .result = logging::checked(with.code<labels::Conclusion>("result"_L1), "result"),
        .accepted = with.optionalFen("accepted"_L1),
        .rectifyBy = {},
        .verdicts = {},
        .team = {},
        .opinion = with.text("opinion"_L1)};
    if (with.has("rectify_by"_L1))
        concluded.rectifyBy = with.text("rectify_by"_L1);
    if (with.has("deliverables"_L1))
        concluded.verdicts.emplace();
    if (with.has("audited"_L1)) {
        const Args audited = with.object("audited"_L1);
        concluded.audited = {audited.fen("amount"_L1), audited.text("by"_L1),
                             audited.text("document"_L1), audited.text("date"_L1)};
    }
    for (const Args& one : with.list("deliverables"_L1))
        concluded.verdicts->push_back(
            {one.text("id"_L1), one.flag("accepted"_L1), one.text("waiver"_L1)});
    for (const Args& member : with.list("team"_L1))
        concluded.team << u"%1(%2)"_s.arg(member.text("name"_L1), member.text("unit"_L1));
    return concluded;
}

AddArgs AddArgs::from(const Args& with) {
    AddArgs added{.project = with.text("project"_L1), .items = {}};
    for (const Args& one : with.list("items"_L1))
        added.items.push_back({.id = one.text("id"_L1),
                               .kind = one.text("kind"_L1),
                               .unit = one.text("unit"_L1),
                               .trainingClass = one.text("class"_L1),
                               .headcount = one.integer("headcount"_L1),
                               .poorVillage = one.flag("poor_village"_L1),
                               .demonstration = one.flag("demonstration"_L1),
                               .said = one.json()});
    return added;
}

PostArgs PostArgs::from(const Args& with) {
    const Args about = with.object("about"_L1);
    return {.kind = about.code<labels::ThingKind>("kind"_L1),
            .about = about.text("id"_L1),
            .postedFrom = with.text("from"_L1),
            .postedTo = with.text("to"_L1),
            .where = with.text("where"_L1)};
}

ObjectArgs ObjectArgs::from(const Args& with) {
    return {.notice = with.text("notice"_L1), .text = with.text("text"_L1)};
}

QStringList ConcludeArgs::deliverables() const {
    QStringList ids;
    for (const Verdict& one : verdicts.value_or(std::vector<Verdict>()))
        ids << one.deliverable;
    return ids;
}

} // namespace acceptance
