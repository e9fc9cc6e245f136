// SPDX-License-Identifier: GPL-3.0-only
#include "overview.h"

#include "room.h"

#include <disbursement/payments.h>
#include <identity/steps.h>
#include <journal/command_processor.h>
#include <supervision/findings.h>

// Corrections of what any room recorded: withdrawn by who registered it before anyone decided,
// voided by a second person while nothing rests on it. Each by an entry, never by an edit.

namespace overview {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;

namespace {

struct Correctable {
    storage::Literal exists; // one row where a thing of that id exists
    const char* role;        // whose business it is; "" where only the registrant may
    std::optional<Rejection> (*judge)(CommandContext&);
    void (*apply)(Context&, const Entry&);
    // Under what its steps stand and its entry is indexed, where that is not the kind's own name.
    const char* steps = "";
    const char* thing = "";
    // date.order of what its counter-entry takes.
    void (*days)(CommandContext&, journal::Days&) = nullptr;
};

const QMap<QString, Correctable>& withdrawable() {
    static const QMap<QString, Correctable> kinds{
        {u"project"_s,
         {"SELECT 1 FROM project WHERE id = ?", "", declaration::requireWithdrawableProject,
          declaration::withdrawProject}},
        {u"amendment"_s,
         {"SELECT 1 FROM amendment WHERE id = ?", "", declaration::requireWithdrawableAmendment,
          declaration::withdrawAmendment}},
        {u"acceptance"_s,
         {"SELECT 1 FROM acceptance WHERE id = ?", "", acceptance::requireWithdrawableAcceptance,
          acceptance::withdrawAcceptance}},
        {u"payment"_s,
         {"SELECT 1 FROM payment WHERE id = ?", "", disbursement::requireWithdrawablePayment,
          disbursement::withdrawPayment}}};
    return kinds;
}

const QMap<QString, Correctable>& voidable() {
    static const QMap<QString, Correctable> kinds{
        {u"receipt"_s,
         {"SELECT 1 FROM receipt WHERE id = ?", "finance", plan::requireVoidableReceipt,
          plan::voidReceipt}},
        {u"interest"_s,
         {"SELECT 1 FROM interest WHERE id = ?", "finance", plan::requireVoidableInterest,
          plan::voidInterest}},
        {u"evaluation"_s,
         {"SELECT 1 FROM evaluation WHERE id = ?", "group", plan::requireVoidableEvaluation,
          plan::voidEvaluation, "", "", plan::evaluationVoidOnDays}},
        {u"acceptance"_s,
         {"SELECT 1 FROM acceptance WHERE id = ?", "inspector",
          disbursement::requireVoidableAcceptance, acceptance::voidAcceptance, "", "",
          disbursement::acceptanceVoidOnDays}},
        {u"refund"_s,
         {"SELECT 1 FROM refund WHERE id = ?", "finance", disbursement::requireVoidableRefund,
          disbursement::voidRefund, "", "", disbursement::refundVoidOnDays}},
        {u"recovery"_s,
         {"SELECT 1 FROM recovery WHERE id = ?", "finance", supervision::requireVoidableRecovery,
          supervision::voidRecovery, "", "", supervision::recoveryVoidOnDays}},
        {u"return"_s,
         {"SELECT 1 FROM plan_change WHERE id = ? AND kind = 'fund.return'", "group",
          plan::requireVoidableReturn, plan::voidReturn, "fund.return"}},
        {u"supplement"_s,
         {"SELECT 1 FROM plan_change WHERE id = ? AND kind = 'plan.supplement'", "group",
          plan::requireVoidableSupplement, plan::voidSupplement, "plan.supplement", "plan",
          plan::supplementVoidOnDays}},
        {u"finding"_s,
         {"SELECT 1 FROM finding WHERE id = ?", "group", supervision::requireVoidableFinding,
          supervision::voidFinding}},
        {u"contract"_s,
         {"SELECT 1 FROM contract WHERE id = ?", "clerk", disbursement::requireVoidableContract,
          declaration::voidRecord, "", "", disbursement::contractVoidOnDays}},
        {u"invoice"_s,
         {"SELECT 1 FROM invoice WHERE id = ?", "clerk", declaration::requireVoidableRecord,
          declaration::voidRecord}},
        {u"notice"_s,
         {"SELECT 1 FROM notice WHERE id = ?", "clerk", disbursement::requireVoidableNotice,
          acceptance::voidNotice}},
        {u"milestone"_s,
         {"SELECT 1 FROM milestone WHERE id = ?", "inspector",
          disbursement::requireVoidableMilestone, declaration::voidMilestone, "", "",
          disbursement::milestoneVoidOnDays}}};
    return kinds;
}

const Correctable& kindOf(const QMap<QString, Correctable>& kinds, const journal::Args& with) {
    const auto found = kinds.constFind(with.text("kind"_L1));
    if (found == kinds.constEnd())
        storage::contradiction(u"类别 %1"_s.arg(with.text("kind"_L1)));
    return *found;
}

std::optional<Rejection> exists(CommandContext& call, const Correctable& kind) {
    if (call.context.db.query(kind.exists, call.id()).next())
        return {};
    return badInput(u"id"_s, sentence("correction.unknown", call.id()));
}

// --- withdraw ----------------------------------------------------------------------------------

std::optional<Rejection> judgeWithdraw(CommandContext& call) {
    const auto steps = identity::stepsOf(call.context, call.with.text("kind"_L1), call.id());
    QString registrant;
    for (const identity::Step& step : steps)
        if (step.isRequest())
            registrant = step.by;
    if (registrant != call.as)
        return refuse(Rule::DutyRole, sentence("withdraw.other-registrant", call.id(), registrant));
    return kindOf(withdrawable(), call.with).judge(call);
}

Command withdrawCommand() {
    using namespace journal;
    return {
        .name = u"withdraw"_s,
        .shape = {choice("kind", {"project", "amendment", "acceptance", "payment"}), id("id"),
                  date("date"), longText("reason")},
        .check =
            [](CommandContext& call) { return exists(call, kindOf(withdrawable(), call.with)); },
        .judge = judgeWithdraw,
        .apply =
            [](Context& context, const Entry& entry) {
                kindOf(withdrawable(), entry.with).apply(context, entry);
            },
        .relatedEntities = [](Context&, const Entry& entry) -> std::vector<EntityRef> {
            return {{entry.with.text("kind"_L1), entry.id()}};
        }};
}

// --- void --------------------------------------------------------------------------------------

} // namespace

QString voidingRole(const QString& kind) {
    const auto found = voidable().constFind(kind);
    return found == voidable().constEnd() ? QString() : QString::fromLatin1(found->role);
}

namespace {

// Who decided and who recorded a thing.
struct Authors {
    QStringList all;
    QStringList registrants; // of those, who entered it with no other's signature
};

Authors authorsOf(Context& context, const QString& name, const Correctable& kind,
                  const QString& id) {
    const QString steps = *kind.steps ? QString::fromLatin1(kind.steps) : name;
    const QString thing = *kind.thing ? QString::fromLatin1(kind.thing) : name;
    Authors authors;
    for (const identity::Step& step : identity::stepsOf(context, steps, id))
        if (!labels::is(step.duty, labels::Duty::Request))
            authors.all << step.by << step.recordedBy;
    if (!authors.all.isEmpty())
        return authors;
    auto rows = context.db.query("SELECT by FROM entry WHERE seq = (SELECT min(seq) FROM"
                                 " entry_thing WHERE id = ? AND kind = ?)",
                                 id, thing);
    while (rows.next())
        authors.registrants << rows.text(0);
    authors.all = authors.registrants;
    return authors;
}

// The second person of the same role; on paper, who records it did not register the thing either.
std::optional<Rejection> requireSecondPerson(CommandContext& call, const Correctable& kind) {
    const QString role = identity::roleName(QString::fromLatin1(kind.role));
    const Authors authors = authorsOf(call.context, call.with.text("kind"_L1), kind, call.id());
    if (authors.all.contains(call.decider))
        return refuse(Rule::DutySeparation,
                      sentence("void.same-person", call.id(), call.decider, role));
    if (call.onPaper() && authors.registrants.contains(call.as))
        return refuse(Rule::DutySeparation, sentence("void.same-registrant", call.id(), call.as));
    return {};
}

std::optional<Rejection> requireMayVoid(CommandContext& call, const Correctable& kind) {
    const QString role = QString::fromLatin1(kind.role);
    if (!identity::hasRole(call.context, call.decider, role))
        return refuse(Rule::DutyRole,
                      sentence("void.role", call.decider, identity::roleName(role)));
    if (!call.onPaper() || identity::hasOneOf(call.context, call.as, journal::recorders()))
        return {};
    return refuse(Rule::DutyRole, sentence("void.recorder", call.as));
}

std::optional<Rejection> judgeVoid(CommandContext& call) {
    const Correctable& kind = kindOf(voidable(), call.with);
    if (auto rejection = requireMayVoid(call, kind))
        return rejection;
    // The rooms ask by state.order, date.order and disclose.closed, all before the separation.
    if (auto rejection = kind.judge(call))
        return rejection;
    return requireSecondPerson(call, kind);
}

void voidOnDays(CommandContext& call, journal::Days& days) {
    if (const auto of = kindOf(voidable(), call.with).days)
        of(call, days);
}

Command voidCommand() {
    using namespace journal;
    return {
        .name = u"void"_s,
        .deciding = true,
        .shape = {choice("kind", {"receipt", "interest", "evaluation", "acceptance", "refund",
                                  "recovery", "return", "supplement", "finding", "contract",
                                  "invoice", "notice", "milestone"}),
                  id("id"), date("date"), longText("reason")},
        .check = [](CommandContext& call) { return exists(call, kindOf(voidable(), call.with)); },
        .judge = judgeVoid,
        .days = {voidOnDays},
        .apply = [](Context& context,
                    const Entry& entry) { kindOf(voidable(), entry.with).apply(context, entry); },
        .relatedEntities = [](Context&, const Entry& entry) -> std::vector<EntityRef> {
            const Correctable& kind = kindOf(voidable(), entry.with);
            return {{*kind.thing ? QString::fromLatin1(kind.thing) : entry.with.text("kind"_L1),
                     entry.id()}};
        }};
}

} // namespace

void installCorrections(journal::Registry& registry) {
    registry.add(withdrawCommand());
    registry.add(voidCommand());
}

void install(journal::Registry& registry) {
    installCorrections(registry);
    installViews(registry);
    installTimeline(registry);
    installActions(registry);
    installJournalView(registry);
    installPaperSignatures(registry);
}

} // namespace overview
