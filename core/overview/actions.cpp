// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disbursement/payments.h>
#include <identity/sessions.h>
#include <journal/answer.h>
#include <journal/command_processor.h>
#include <units/units.h>

// project.actions and its like: which commands about a thing this user could give now. Nothing was
// typed yet, so each is judged with the least that it can say: today, one fen, a decision that
// takes no money. What its shape, its check and its rules make of that is the core's own answer,
// so a button can't promise what the command refuses.

namespace overview {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Rejection;
using journal::Reply;
using labels::AcceptanceState;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

const QString leastAmount = u"0.01"_s; // yuan
const QString unusedId = u".new"_s;    // no id that exists: ids of things begin otherwise

// One command about a thing, and how it names the thing besides what `least` fills in.
struct Action {
    const char* command;
    QJsonObject with;
    QJsonObject about = {}; // where it is about another thing than the one asked for
};

// The least that a shape takes: required keys only, nothing that says more than it must.
QJsonObject least(const journal::Shape& shape, const QString& today) {
    using journal::Type;
    QJsonObject with;
    for (const journal::ArgumentSpec& field : shape.fields()) {
        if (field.optional)
            continue;
        switch (field.type) {
        case Type::Id:
            with.insert(field.key, unusedId);
            break;
        case Type::Amount:
            with.insert(field.key, leastAmount);
            break;
        case Type::AnyAmount:
            with.insert(field.key, u"0.00"_s);
            break;
        case Type::Date:
            with.insert(field.key, today);
            break;
        case Type::Bool:
            with.insert(field.key, false);
            break;
        case Type::Object:
            with.insert(field.key, least(*field.shape, today));
            break;
        case Type::List:
            with.insert(field.key, QJsonArray{least(*field.shape, today)});
            break;
        default:
            with.insert(field.key, u"-"_s);
        }
    }
    return with;
}

// --- whose turn --------------------------------------------------------------------------------

std::optional<Rejection> judged(const Command& command, CommandContext& call) {
    static const identity::Sessions people; // asked about roles only: nobody is logged in there
    if (auto rejection = journal::checkSignature(people, call))
        return rejection;
    // Only refusals count here: bad input would be about words that are still to be typed, and
    // document.file needs a file that is still to be chosen.
    if (command.check && command.name != u"document.file")
        if (auto rejection = command.check(call); rejection && rejection->refusal())
            return rejection;
    if (auto rejection = journal::checkRole(people, command, call))
        return rejection;
    return journal::judgeRules(command, call);
}

// The fen was put in for the trial: the user is told that nothing is left, without the fen.
Rejection withoutTheFen(const Rejection& rejection) {
    const journal::Refusal* refusal = rejection.refusal();
    if (!refusal || refusal->asked != leastAmount)
        return rejection;
    journal::Refusal plain = *refusal;
    plain.asked.clear();
    plain.sentence =
        labels::sentence("actions.no-amount", journal::info(refusal->rule).demand.toString());
    return plain;
}

std::optional<Rejection> rejectionTo(Context& context, const Command& command, QJsonObject with,
                                     const QString& user) {
    const QString today = context.today();
    const auto judgedAs = [&](const QJsonObject& words) -> std::optional<Rejection> {
        CommandContext call{context,       Args(words, &context.secrets), user, user, today,
                            &command.shape};
        auto rejection = judged(command, call);
        if (rejection)
            context.registry->word(context, command.name, *rejection);
        return rejection;
    };
    std::optional<Rejection> own = judgedAs(with);
    if (!own || !command.deciding)
        return own;
    if (!identity::hasOneOf(context, user, journal::recorders()))
        return own;
    // On paper: as if one whose business it is had signed today. Who is refused in person may be
    // another than who signs, so each is tried.
    std::optional<Rejection> last;
    for (const identity::User& one : identity::users(context)) {
        if (one.disabled
            || std::none_of(command.roles.begin(), command.roles.end(),
                            [&](const QString& role) { return one.roles.contains(role); }))
            continue;
        with.insert("signed"_L1,
                    QJsonObject{{"by"_L1, one.id}, {"on"_L1, today}, {"document"_L1, u"-"_s}});
        last = judgedAs(with);
        if (!last)
            return {};
    }
    return last ? last : own;
}

QJsonObject answerTo(Context& context, const Action& action, const QString& user) {
    const Command& command = *context.registry->command(QString::fromLatin1(action.command));
    QJsonObject with = least(command.shape, context.today());
    for (auto it = action.with.begin(); it != action.with.end(); ++it)
        with.insert(it.key(), it.value());
    const std::optional<Rejection> rejection = rejectionTo(context, command, with, user);
    QJsonObject json{{"command"_L1, command.name}, {"allowed"_L1, !rejection}};
    if (!action.about.isEmpty())
        json.insert("about"_L1, action.about);
    if (!rejection)
        return json;
    const QJsonObject rejected = journal::Answer{withoutTheFen(*rejection)}.toJson();
    json.insert("objection"_L1, rejected.value(rejection->refusal() ? "refusal"_L1 : "error"_L1));
    return json;
}

// One answer a command. Where it can be given in several ways (a payment of each kind), it is
// allowed if one of them is; else the objection to the last one is shown.
Reply answers(Context& context, const std::vector<Action>& actions, const QString& user) {
    QJsonArray items;
    for (const Action& action : actions) {
        const QJsonObject json = answerTo(context, action, user);
        const QJsonObject last = items.isEmpty() ? QJsonObject() : items.last().toObject();
        const bool again = last.value("command"_L1) == json.value("command"_L1)
                           && last.value("about"_L1) == json.value("about"_L1);
        if (!again)
            items.append(json);
        else if (!last.value("allowed"_L1).toBool())
            items.replace(items.size() - 1, json);
    }
    return items;
}

// --- what there is to do with each kind of thing -----------------------------------------------

QJsonObject about(const QString& kind, const QString& id) {
    return {{"kind"_L1, kind}, {"id"_L1, id}};
}

// What would be declared again, as it stands.
QJsonObject declaredAgain(Context& context, const declaration::Project& project) {
    QJsonObject with{
        {"id"_L1, project.id},
        {"unit"_L1, project.unit},
        {"line"_L1, project.line},
        {"schedule"_L1, QJsonObject{{"from"_L1, project.starts}, {"to"_L1, project.ends}}},
        {"support"_L1, leastAmount},
        {"materials"_L1, QJsonArray{u"-"_s}}};
    if (!project.item.isEmpty())
        with.insert("item"_L1, project.item);
    if (project.year > 0)
        with.insert("year"_L1, project.year);
    if (const plan::Item* item = declaration::itemOf(context, project);
        item && !item->materials.isEmpty())
        with.insert("materials"_L1, QJsonArray::fromStringList(item->materials));
    return with;
}

Reply projectActions(Context& context, const Args& with, const QString& user) {
    const QString id = with.text("id"_L1);
    if (auto rejection = declaration::requireKnown(context, id, u"id"_s))
        return *rejection;
    const auto project = logging::checked(declaration::find(context, id), "project");
    const QJsonObject self{{"id"_L1, id}};
    const QJsonObject child{{"project"_L1, id}};
    std::vector<Action> actions;
    if (project.state == ProjectState::Returned)
        actions.push_back({"project.declare", declaredAgain(context, project)});
    actions.push_back(
        {"project.review", {{"id"_L1, id}, {"decision"_L1, u"return"_s}, {"opinion"_L1, u"-"_s}}});
    auto open =
        context.db.query("SELECT id FROM amendment WHERE project = ? AND state = 'requested'"
                         " ORDER BY id COLLATE BINARY",
                         id);
    while (open.next()) {
        const QJsonObject amendment = about(u"amendment"_s, open.text(0));
        actions.push_back({"project.decide-amendment",
                           {{"id"_L1, open.text(0)}, {"decision"_L1, u"reject"_s}},
                           amendment});
        actions.push_back({"withdraw", amendment, amendment});
    }
    for (const QString& kind : declaration::pathOf(context, project).kinds)
        actions.push_back({"payment.request", {{"project"_L1, id}, {"kind"_L1, kind}}});
    actions.push_back({"project.start", self});
    actions.push_back({"acceptance.request", child});
    const plan::Item* item = declaration::itemOf(context, project);
    if (item && !item->counts.isEmpty())
        actions.push_back({"deliverable.add", child});
    actions.push_back({"contract.record", child});
    actions.push_back({"invoice.record", child});
    for (const plan::Stage& stage : declaration::pathOf(context, project).stages)
        if (stage.when == plan::StageWhen::Milestone)
            actions.push_back({"milestone.record", {{"project"_L1, id}, {"stage"_L1, stage.name}}});
    actions.push_back({"project.amend", {{"project"_L1, id}, {"content"_L1, u"-"_s}}});
    actions.push_back({"document.file", {{"about"_L1, about(u"project"_s, id)}}});
    actions.push_back({"project.close", self});
    actions.push_back({"project.cancel", self});
    actions.push_back({"withdraw", about(u"project"_s, id)});
    return answers(context, actions, user);
}

Reply paymentActions(Context& context, const Args& with, const QString& user) {
    const QString id = with.text("id"_L1);
    if (auto rejection = disbursement::requireKnown(context, id, u"id"_s))
        return *std::move(rejection);
    const auto payment = disbursement::requirePayment(context, id);
    const QJsonObject back{{"id"_L1, id}, {"decision"_L1, u"return"_s}};
    const QJsonObject self{{"id"_L1, id}};
    std::vector<Action> actions;
    if (payment.state == labels::PaymentState::Returned)
        actions.push_back({"payment.request",
                           {{"id"_L1, id},
                            {"project"_L1, payment.project},
                            {"kind"_L1, labels::code(payment.kind)}}});
    actions.push_back({"payment.review", back});
    actions.push_back({"payment.approve", back});
    actions.push_back({"payment.pay", {{"id"_L1, id}, {"voucher"_L1, u"-"_s}}});
    actions.push_back({"payment.reverse", self});
    // Of several payees each may have a fen to give back.
    for (const disbursement::Payee& payee : disbursement::payeesOf(context, id))
        actions.push_back({"payment.refund", {{"payment"_L1, id}, {"payee"_L1, payee.unit}}});
    actions.push_back({"document.file", {{"about"_L1, about(u"payment"_s, id)}}});
    actions.push_back({"withdraw", about(u"payment"_s, id)});
    return answers(context, actions, user);
}

Reply acceptanceActions(Context& context, const Args& with, const QString& user) {
    const QString id = with.text("id"_L1);
    const auto acceptance = acceptance::find(context, id);
    if (!acceptance)
        return badInput(u"id"_s, sentence("acceptance.actions.unknown", id));
    std::vector<Action> actions;
    if (acceptance->state == AcceptanceState::Rectify)
        actions.push_back(
            {"acceptance.request", {{"id"_L1, id}, {"project"_L1, acceptance->project}}});
    actions.push_back({"acceptance.conclude", {{"id"_L1, id}, {"result"_L1, u"fail"_s}}});
    actions.push_back({"notice.post", {{"about"_L1, about(u"acceptance"_s, id)}}});
    actions.push_back({"document.file", {{"about"_L1, about(u"acceptance"_s, id)}}});
    actions.push_back({"withdraw", about(u"acceptance"_s, id)});
    actions.push_back({"void", about(u"acceptance"_s, id)});
    return answers(context, actions, user);
}

Reply unitActions(Context& context, const Args& with, const QString& user) {
    const QString id = with.text("id"_L1);
    if (auto rejection = units::requireKnown(context, id, u"id"_s))
        return *rejection;
    const QJsonObject self{{"id"_L1, id}};
    return answers(context,
                   {{"unit.change", {{"id"_L1, id}, {"name"_L1, units::name(context, id)}}},
                    {"unit.confirm-bank", self},
                    {"supervision.find", {{"unit"_L1, id}, {"kind"_L1, u"irregularity"_s}}},
                    {"document.file", {{"about"_L1, about(u"unit"_s, id)}}}},
                   user);
}

} // namespace

void installActions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{
        .name = u"project.actions"_s, .shape = {ref("id", "project")}, .answer = projectActions});
    registry.add(Question{
        .name = u"payment.actions"_s, .shape = {ref("id", "payment")}, .answer = paymentActions});
    registry.add(Question{.name = u"acceptance.actions"_s,
                          .shape = {ref("id", "acceptance")},
                          .answer = acceptanceActions});
    registry.add(
        Question{.name = u"unit.actions"_s, .shape = {ref("id", "unit")}, .answer = unitActions});
}

} // namespace overview
