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

std::optional<Granting> grantingOf(Context& context, const Project& project) {
    const plan::Item* item = declaration::itemOf(context, project);
    const auto base = declaration::baseOf(context, project.id);
    if (!item || !item->grant || !base)
        return {};
    const Fen investment = base->investment;
    return Granting{
        investment,
        declaration::grantLimit(context, *item, project, investment, context.today()).most()};
}

void boundByGrant(const CommandContext& call, Bounds& bounds, const Project& project) {
    const auto granting = grantingOf(call.context, project);
    if (!granting)
        return;
    const plan::Item& item = *declaration::itemOf(call.context, project);
    bounds.most(
        {Rule::ItemStandard, u"accepted"_s, call.with.as<ConcludeArgs>().accepted.value_or(Fen())},
        granting->most - project.accepted, [&](Fen left) {
            return sentence("acceptance.above-grant", item.name, item.grant->percent.toText(),
                            granting->investment.toYuan(), granting->most.toYuan(),
                            project.accepted.toYuan(), left.toYuan());
        });
}

} // namespace acceptance
