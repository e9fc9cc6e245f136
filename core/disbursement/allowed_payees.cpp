// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

// Whom a path or an item of the plan lets be paid, where that is not the project's own unit: the
// party of one of its contracts, or units that the plan names (pay.payee).

namespace disbursement {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::badInput;
using journal::CommandContext;
using journal::Context;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using plan::PayeeKind;

namespace {

// The parties of the contracts made by a day, one contract aside: by name, code or id.
QStringList partiesOf(Context& context, const QString& project, const QString& date,
                      const QString& without = {}) {
    QStringList units;
    for (const declaration::Record& one : declaration::records(context, u"contract"_s, project))
        if (!one.voided && one.id != without && one.date <= date)
            units += units::withName(context, one.other) + units::withCode(context, one.other);
    units.removeDuplicates();
    return units;
}

QStringList namedBy(Context& context, const plan::Payees& payees) {
    QStringList units;
    for (const QString& code : payees.named)
        units += units::withCode(context, code);
    units.removeDuplicates();
    return units;
}

const plan::Payees& payeesFor(Context& context, const Project& project) {
    return plan::Plan::payees(declaration::pathOf(context, project),
                              declaration::itemOf(context, project));
}

QString namesOf(Context& context, const QStringList& ids) {
    QStringList names;
    for (const QString& id : ids)
        names << u"“%1”"_s.arg(units::name(context, id));
    return names.join(u"、"_s);
}

} // namespace

bool planSaysPayees(Context& context, const Project& project) {
    return payeesFor(context, project).kind != PayeeKind::Own;
}

QStringList allowedPayees(Context& context, const Project& project, const QString& date) {
    const plan::Payees& payees = payeesFor(context, project);
    return payees.kind == PayeeKind::Named ? namedBy(context, payees)
                                           : partiesOf(context, project.id, date);
}

std::optional<Rejection> requireAllowed(CommandContext& call, const Project& project,
                                        const QString& unit, const QString& field) {
    const QStringList allowed = allowedPayees(call.context, project, call.date());
    if (allowed.contains(unit))
        return {};
    const plan::Payees& payees = payeesFor(call.context, project);
    const bool named = payees.kind == PayeeKind::Named;
    const QString name = units::name(call.context, unit);
    if (!named && allowed.isEmpty())
        return refuse(Rule::PayPayee, sentence("payee.no-contract", name, project.id)).at(field);
    const QString words =
        allowed.isEmpty() ? u" "_s + payees.named.join(u"、"_s) : namesOf(call.context, allowed);
    return refuse(Rule::PayPayee, named ? sentence("payee.not-named", name, project.id, words)
                                        : sentence("payee.not-party", name, project.id, words))
        .at(field);
}

std::optional<Rejection> settlePayee(CommandContext& call, const Project& project, QString& payee) {
    payee = project.unit;
    if (!planSaysPayees(call.context, project))
        return {};
    const QStringList allowed = allowedPayees(call.context, project, call.date());
    if (allowed.size() > 1)
        return badInput(u"payees"_s, sentence("payees.unsaid", project.id,
                                              namesOf(call.context, allowed), "payees"_L1));
    if (allowed.size() == 1)
        payee = allowed.front();
    return {};
}

std::optional<Rejection> requireVoidableContract(CommandContext& call) {
    auto rejection = declaration::requireVoidableRecord(call);
    const bool ofDate =
        rejection && rejection->refusal() && rejection->refusal()->rule == Rule::DateOrder;
    if (rejection && !ofDate) // what is about its state comes first
        return rejection;
    const Project project = declaration::requireProject(
        call.context, declaration::projectOfContract(call.context, call.id()));
    if (auto resting = requireNoStagePaidOn(call))
        return resting;
    if (payeesFor(call.context, project).kind != PayeeKind::ContractParty)
        return rejection;
    // A contract made after the request is none that it was made by.
    for (const auto& [unit, date] : payeesAskedFor(call.context, project.id))
        if (!partiesOf(call.context, project.id, date, call.id()).contains(unit))
            return refuse(Rule::StateOrder, sentence("contract.void.paid", call.id(),
                                                     units::name(call.context, unit), project.id));
    return rejection;
}

std::vector<api::AllowedPayee> shownAllowedPayees(Context& context, const Project& project) {
    std::vector<api::AllowedPayee> shown;
    if (planSaysPayees(context, project))
        for (const QString& unit : allowedPayees(context, project, context.today()))
            shown.push_back({unit, units::name(context, unit)});
    return shown;
}

QString payeesFrom(Context& context, const Project& project) {
    return plan::payeesCode(payeesFor(context, project).kind);
}

} // namespace disbursement
