// SPDX-License-Identifier: GPL-3.0-only
#include "grants.h"

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Bounds;
using journal::CommandContext;
using journal::Context;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

const plan::Grant* grantOf(const plan::Item* item) {
    return item && item->grant ? &*item->grant : nullptr;
}

// A project of the same unit and item that counts against the same cap.
struct Other {
    QString id;
    ProjectState state = ProjectState::Approved;
    QString approvedOn;
    QString lastStepOn;

    bool ended() const { return state == ProjectState::Closed || state == ProjectState::Cancelled; }
    // What it has of the cap at the end of a day, "" for now: its support, of a closed one what it
    // was paid.
    Fen heldOn(Context& context, const QString& day) const {
        if (!day.isEmpty() && approvedOn > day)
            return {};
        if (!ended() || (!day.isEmpty() && lastStepOn > day))
            return day.isEmpty() ? requireProject(context, id).support
                                 : requireAsOf(context, id, day).support;
        if (state != ProjectState::Closed)
            return {};
        return day.isEmpty() ? ledger::projectTotal(context, id).netPaid()
                             : ledger::total(ledger::projectPositionsOn(context, id, {day}).front())
                                   .netPaid();
    }
};

std::vector<Other> othersOf(Context& context, const plan::Item& item, const Project& project,
                            const QString& reviewed) {
    std::vector<Other> others;
    if (!item.grant->cap || item.grant->per == plan::CapPer::Project)
        return others;
    const QString date = project.approvedOn.isEmpty() ? reviewed : project.approvedOn;
    const QString year = item.grant->per == plan::CapPer::UnitYear ? date.left(4) : QString();
    auto rows = context.db.query(
        "SELECT id, state, approved_on, last_step_on FROM project WHERE unit = ?1 AND item = ?2"
        " AND id <> ?3 AND state IN ('approved', 'started', 'closed', 'cancelled')"
        " AND approved_on <> '' AND (?4 = '' OR substr(approved_on, 1, 4) = ?4)",
        project.unit, item.code, project.id, year);
    while (rows.next())
        others.push_back({rows.text(0), rows.code<ProjectState>(1), rows.text(2), rows.text(3)});
    return others;
}

Fen heldBy(Context& context, const std::vector<Other>& others, const QString& day) {
    Fen held;
    for (const Other& one : others)
        held += one.heldOn(context, day);
    return held;
}

QString capWords(plan::CapPer per) {
    switch (per) {
    case plan::CapPer::Project:
        break;
    case plan::CapPer::Unit:
        return u"每个单位"_s;
    case plan::CapPer::UnitYear:
        return u"每个单位每年"_s;
    }
    return u"每个项目"_s;
}

} // namespace

std::optional<Base> Base::from(const journal::Args& with) {
    if (!with.has("base"_L1))
        return {};
    const journal::Args base = with.object("base"_L1);
    return Base{base.fen("investment"_L1), base.fen("own"_L1)};
}

journal::ArgumentSpec baseField() {
    using namespace journal;
    return opt(object("base", Shape{amount("investment"), anyAmount("own")}));
}

std::optional<Rejection> checkBase(const CommandContext& call, const plan::Item* item,
                                   bool needed) {
    const auto base = Base::from(call.with);
    if (!base)
        return needed && grantOf(item)
                   ? std::optional(badInput(u"base"_s, sentence("base.missing", item->name)))
                   : std::nullopt;
    if (!grantOf(item))
        return badInput(u"base"_s, sentence("base.unasked"));
    if (base->own > base->investment)
        return badInput(u"base.own"_s,
                        sentence("base.own-above", base->own.toYuan(), base->investment.toYuan()));
    return {};
}

void setBase(Context& context, const QString& project, const std::optional<Base>& base) {
    context.db.run("DELETE FROM project_base WHERE project = ?", project);
    if (base)
        context.db.run("INSERT INTO project_base (project, investment, own) VALUES (?, ?, ?)",
                       project, base->investment, base->own);
}

std::optional<Base> baseOf(Context& context, const QString& project) {
    auto row =
        context.db.query("SELECT investment, own FROM project_base WHERE project = ?", project);
    return row.next() ? std::optional(Base{row.fen(0), row.fen(1)}) : std::nullopt;
}

GrantLimit grantLimit(Context& context, const plan::Item& item, const Project& project,
                      Fen investment, const QString& reviewed, const QString& day) {
    const plan::Grant& grant = *item.grant;
    GrantLimit limit{.share = investment.shareDown(grant.percent), .cap = grant.cap, .held = {}};
    if (!limit.cap)
        return limit;
    limit.held = heldBy(context, othersOf(context, item, project, reviewed), day);
    limit.cap = std::max(*grant.cap - limit.held, Fen());
    return limit;
}

std::optional<Rejection> requireOwnFunds(Context& context, const Project& project,
                                         const std::optional<Base>& base) {
    const plan::Item* item = itemOf(context, project);
    const plan::Grant* grant = grantOf(item);
    if (!grant || !base)
        return {};
    const Fen least = base->investment.shareUp(grant->ownPercent);
    if (base->own >= least)
        return {};
    return refuse(Rule::ItemStandard,
                  sentence("base.own-short", item->name, grant->ownPercent.toText(),
                           base->investment.toYuan(), least.toYuan(), base->own.toYuan()))
        .at(u"base.own"_s)
        .limit(least)
        .asked(base->own);
}

void boundByGrant(const CommandContext& call, Bounds& bounds, const Project& project,
                  const std::optional<Base>& base, Fen support) {
    const plan::Item* item = itemOf(call.context, project);
    const plan::Grant* grant = grantOf(item);
    if (!grant || !base)
        return;
    const GrantLimit limit =
        grantLimit(call.context, *item, project, base->investment, call.date());
    const Bounds::Asked asked{Rule::ItemStandard, u"support"_s, support};
    bounds.most(asked, limit.share, [&](Fen most) {
        return sentence("support.above-grant", item->name, grant->percent.toText(),
                        base->investment.toYuan(), most.toYuan(), (support - most).toYuan());
    });
    if (limit.cap)
        bounds.most(asked, *limit.cap, [&](Fen most) {
            return sentence("support.above-grant-cap", item->name, capWords(grant->per),
                            grant->cap->toYuan(), limit.held.toYuan(), most.toYuan(),
                            (support - most).toYuan());
        });
}

void grantOnDays(CommandContext& call, journal::Days& days, const Project& project, Fen support) {
    const plan::Item* item = itemOf(call.context, project);
    const plan::Grant* grant = grantOf(item);
    if (!grant || !grant->cap)
        return;
    const auto others = othersOf(call.context, *item, project, call.date());
    QStringList later{call.date()};
    for (const Other& one : others) {
        later << decidedAfter(call.context, one.id, call.date());
        if (!one.ended())
            continue;
        later << ledger::movedAfter(call.context, one.id, call.date()); // what it was paid
        if (one.lastStepOn > call.date())
            later << one.lastStepOn;
    }
    later.removeDuplicates();
    later.sort();
    QString from;
    for (const QString& day : later)
        if (support > *grant->cap - heldBy(call.context, others, day))
            from = day; // there was no room yet
    if (from.isEmpty())
        return;
    const auto next = std::upper_bound(later.cbegin(), later.cend(), from);
    if (next != later.cend())
        days.notBefore(*next, sentence("not-yet.grant-held", item->name));
}

} // namespace declaration
