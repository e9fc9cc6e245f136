// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <declaration/grants.h>

// item.standard of what is accepted on an item with a grant: all that a project is granted stays
// within its share of the investment and the cap.

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::Bounds;
using journal::CommandContext;
using journal::Context;
using journal::Rule;
using labels::sentence;
using money::Fen;

namespace {

// An audited investment, from the day on which its acceptance was concluded.
struct Audited {
    QString from;
    Fen amount;
};

// The last one that stood at the end of a day.
std::optional<Audited> auditedOn(Context& context, const QString& project, const QString& day) {
    const auto audit = auditStoodOn(context, project, day);
    return audit ? std::optional(Audited{audit->concludedOn, audit->amount}) : std::nullopt;
}

// The same with the one that a conclusion brings, which counts from its own day on.
std::optional<Audited> auditedWith(const CommandContext& call, const QString& project,
                                   const QString& day) {
    const auto recorded = auditedOn(call.context, project, day);
    const auto& brought = call.with.as<ConcludeArgs>().audited;
    if (!brought || (recorded && recorded->from > call.date()))
        return recorded;
    return Audited{call.date(), brought->amount};
}

Granting grantingBy(Context& context, const plan::Item& item, const Project& project,
                    const std::optional<Audited>& audited, Fen investment) {
    const Fen of = audited ? audited->amount : investment;
    return {of, declaration::grantLimit(context, item, project, of, context.today()).most(),
            audited.has_value()};
}

QString investmentWord(bool audited) {
    return audited ? u"审定的总投资"_s : u"总投资"_s;
}

} // namespace

std::optional<Granting> grantingOf(Context& context, const Project& project) {
    const plan::Item* item = declaration::itemOf(context, project);
    const auto base = declaration::baseOf(context, project.id);
    if (!item || !item->grant || !base)
        return {};
    return grantingBy(context, *item, project, auditedOn(context, project.id, context.today()),
                      base->investment);
}

Fen mostBeside(Context& context, const Project& project, const Audit& audit) {
    const plan::Item* item = declaration::itemOf(context, project);
    return item && item->grant ? audit.amount.shareDown(item->grant->percent) : audit.amount;
}

void boundByGrant(const CommandContext& call, Bounds& bounds, const Project& project) {
    const plan::Item* item = declaration::itemOf(call.context, project);
    const auto base = declaration::baseOf(call.context, project.id);
    if (!item || !item->grant || !base)
        return;
    const Granting granting =
        grantingBy(call.context, *item, project,
                   auditedWith(call, project.id, call.context.today()), base->investment);
    bounds.most(
        {Rule::ItemStandard, u"accepted"_s, call.with.as<ConcludeArgs>().accepted.value_or(Fen())},
        granting.most - project.accepted, [&](Fen left) {
            return sentence("acceptance.above-grant", item->name, item->grant->percent.toText(),
                            granting.investment.toYuan(), granting.most.toYuan(),
                            project.accepted.toYuan(), left.toYuan(),
                            investmentWord(granting.audited));
        });
}

void grantOnDays(CommandContext& call, journal::Days& days) {
    if (!call.with.as<ConcludeArgs>().passes())
        return;
    const Acceptance acceptance = logging::checked(find(call.context, call.id()), "acceptance");
    const Project project = declaration::requireProject(call.context, acceptance.project);
    const plan::Item* item = declaration::itemOf(call.context, project);
    if (!item || !item->grant)
        return;
    QStringList later = changedAfter(call.context, project.id, call.date());
    if (later.isEmpty())
        return;
    later << call.date();
    later.removeDuplicates();
    later.sort();
    const Fen accepted = call.with.as<ConcludeArgs>().accepted.value_or(Fen());
    // What was declared binds the support, and that what is accepted; an audit binds it from its
    // own day on.
    for (qsizetype i = later.size() - 1; i > 0; --i) {
        const QString& day = later[i - 1];
        const auto audited = auditedWith(call, project.id, day);
        if (!audited)
            continue;
        Fen granted;
        for (const Acceptance& one : stoodOn(call.context, project.id, day))
            granted += one.accepted;
        granted -= acceptedOf(call.context, project.id, {.recoveredUntil = day}).recovered;
        if (accepted + std::max(granted, Fen()) > audited->amount.shareDown(item->grant->percent))
            return days.notBefore(later[i], sentence("not-yet.grant-audited", project.id));
    }
}

namespace {

// More support than an audit leaves, once there is one.
void boundAmended(CommandContext& call, Bounds& bounds) {
    if (call.with.code<labels::Decision>("decision"_L1) != labels::Decision::Approve)
        return;
    const Project project = declaration::requireProject(
        call.context, declaration::projectOfAmendment(call.context, call.id()));
    const plan::Item* item = declaration::itemOf(call.context, project);
    const Fen support = journal::sum(declaration::amendedSources(call.context, call.id()));
    const auto audited = auditedOn(call.context, project.id, call.context.today());
    if (!item || !item->grant || !audited || support <= project.support)
        return;
    bounds.most({Rule::ItemStandard, u"support"_s, support},
                audited->amount.shareDown(item->grant->percent), [&](Fen most) {
                    return sentence("support.above-grant", item->name,
                                    item->grant->percent.toText(), audited->amount.toYuan(),
                                    most.toYuan(), (support - most).toYuan());
                });
}

} // namespace

void installGranting(journal::Registry& registry) {
    registry.addDays(u"acceptance.conclude"_s, grantOnDays);
    registry.addBound(u"project.decide-amendment"_s, boundAmended);
}

} // namespace acceptance
