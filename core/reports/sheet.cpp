// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <api/inbox.h>
#include <api/payment.h>
#include <disbursement/payments.h>
#include <identity/users.h>
#include <units/units.h>

// 资金拨付签批单: many requests on one sheet, signed once.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

Table requestsTable(bool decided) {
    return {.caption = u"拨付事项"_s,
            .unit = u"单位:元"_s,
            .columns = {{u"序号"_s, ColumnKind::Count, 3},
                        {u"拨付编号"_s, ColumnKind::Text, 8},
                        {u"项目名称"_s, ColumnKind::Text, 14},
                        {u"收款单位"_s, ColumnKind::Text, 12},
                        {u"拨付方式"_s, ColumnKind::Text, 7},
                        {u"资金来源"_s, ColumnKind::Text, 8},
                        {u"金额"_s, ColumnKind::Amount, 8, true},
                        {u"审核意见"_s, ColumnKind::Text, 10},
                        {decided ? u"审批意见"_s : u"审批意见(同意、退回、不予)"_s,
                         ColumnKind::Text, 8}},
            .head = 2};
}

// Of many the first ones; the form of each payment has them all.
QString payeesWords(const QStringList& names) {
    constexpr qsizetype named = 3;
    if (static_cast<std::size_t>(names.size()) <= mostPayeesInPlace)
        return names.join(u"、"_s);
    return u"%1 等 %2 户"_s.arg(names.mid(0, named).join(u"、"_s), QString::number(names.size()));
}

QStringList rowOf(const Asker& asker, std::size_t number, const api::Payment& payment,
                  const QString& decision) {
    const plan::Plan& plan = plan::current(asker.context);
    const auto project = declaration::requireProject(asker.context, payment.project);
    QStringList payees;
    for (const api::PaymentPayee& payee : payment.payees)
        payees << payee.name;
    QStringList sources;
    for (const api::PaymentSource& source : payment.sources)
        sources << sourceName(plan, source.source);
    const Signatures::Place review = placeOf(asker, payment.steps, {}, {u"review"_s}, false);
    const QString reviewed =
        review.name.isEmpty() ? u"—"_s : u"%1(%2)"_s.arg(review.opinion, review.name);
    return {QString::number(number),
            payment.id,
            project.name,
            payeesWords(payees),
            wayWords(declaration::pathOf(asker.context, project).name, labels::code(payment.kind)),
            sources.join(u"、"_s),
            payment.amount.toYuan(),
            reviewed,
            decision};
}

api::Payment paymentOf(const Asker& asker, const QString& id) {
    return shownOf<api::Payment>(asker, u"payment.show"_s, id);
}

constexpr QLatin1StringView officeReviews = "payment.review"_L1;
constexpr QLatin1StringView leaderApproves = "payment.approve"_L1;

// What any leader's inbox holds for approval, each once, the oldest first.
QStringList waitingForLeaders(const Asker& asker) {
    std::map<std::pair<QString, QString>, bool> found;
    for (const identity::User& user : identity::users(asker.context)) {
        if (user.disabled || !user.roles.contains(u"leader"_s))
            continue;
        const Asker leader{asker.context, asker.registry, user.id};
        for (const auto& item : api::listFromJson<api::InboxItem>(leader.ask(u"inbox"_s)))
            if (item.command == leaderApproves)
                found[{item.since, item.id}] = true;
    }
    QStringList ids;
    for (const auto& [key, yes] : found)
        ids << key.second;
    return ids;
}

// Whose hand a request waits for next, the office's or the leader's, as the command that it gives.
QString waitsFor(const Asker& asker, const QString& id) {
    if (auto rejection = disbursement::requireKnown(asker.context, id, u"requests"_s))
        throw DocumentError(*std::move(rejection));
    const auto payment = disbursement::requirePayment(asker.context, id);
    const QString next =
        disbursement::nextCommand(payment, disbursement::needsOffice(asker.context, payment));
    if (next != officeReviews && next != leaderApproves)
        throw DocumentError(journal::badInput(u"requests"_s, sentence("sheet.not-waiting", id)));
    return next;
}

// One sheet is signed by one hand.
QString oneHand(const Asker& asker, const QStringList& requests) {
    const QString hand = waitsFor(asker, requests.front());
    for (const QString& id : requests) {
        if (waitsFor(asker, id) != hand)
            throw DocumentError(journal::badInput(
                u"requests"_s, sentence("sheet.two-hands", requests.front(), id)));
        if (requests.count(id) > 1)
            throw DocumentError(journal::badInput(u"requests"_s, sentence("sheet.twice", id)));
    }
    return hand;
}

void finish(Printable& paper, Table table, const Signatures& signatures, const QString& intro) {
    addUp(table, 2);
    const QString total = table.total[6];
    paper.blocks.emplace_back(Paragraph{
        intro.arg(QString::number(table.rows.size()), inWords(total)), Paragraph::Role::Body});
    paper.blocks.emplace_back(std::move(table));
    paper.blocks.emplace_back(signatures);
}

Signatures::Place emptyPlace(const QString& role, bool seal) {
    return {.role = role, .name = {}, .date = {}, .opinion = {}, .seal = seal};
}

// What is still to be signed.
void waitingSheet(const Asker& asker, Printable& paper, const QStringList& chosen) {
    const plan::Plan& plan = plan::current(asker.context);
    Table table = requestsTable(false);
    const bool office = !chosen.isEmpty() && oneHand(asker, chosen) == officeReviews;
    for (const QString& id : chosen.isEmpty() ? waitingForLeaders(asker) : chosen)
        table.rows.push_back(rowOf(asker, table.rows.size() + 1, paymentOf(asker, id), QString()));
    paper.draft = true;
    if (office)
        return finish(paper, std::move(table),
                      {{emptyPlace(plan.word(u"office"_s) + u"审核意见"_s, true)}},
                      u"以下 %1 项拨付申请,合计 %2,请审核。"_s);
    finish(paper, std::move(table),
           {{emptyPlace(plan.word(u"office"_s), true), emptyPlace(plan.word(u"leader"_s), false)}},
           u"以下 %1 项拨付已具备审批条件,合计 %2,请审批。"_s);
}

} // namespace

Printable signingSheet(const Asker& asker, const QString& sheet, const QStringList& requests) {
    const bool open = sheet == u"-";
    Printable paper = begin(asker, u"sheet"_s, open ? QString() : sheet);
    paper.landscape = true;
    if (open) {
        waitingSheet(asker, paper, requests);
        return paper;
    }
    const plan::Plan& plan = plan::current(asker.context);
    Table table = requestsTable(true);
    Signatures::Place leader = emptyPlace(plan.word(u"leader"_s), false);
    for (const identity::SheetStep& one : identity::stepsOnSheet(asker.context, sheet)) {
        if (!labels::is(one.thing, labels::ThingKind::Payment))
            continue;
        static const QMap<QString, QString> decisions{
            {u"approve"_s, u"同意"_s}, {u"return"_s, u"退回"_s}, {u"reject"_s, u"不予拨付"_s}};
        table.rows.push_back(
            rowOf(asker, table.rows.size() + 1, paymentOf(asker, one.id),
                  u"%1:%2"_s.arg(decisions.value(one.step.step, one.step.step), one.step.opinion)));
        leader.name = personName(asker, one.step.by);
        leader.date = one.step.signedOn.isEmpty() ? one.step.date : one.step.signedOn;
    }
    if (table.rows.empty())
        throw DocumentError(journal::badInput(u"id"_s, sentence("sheet.unknown", sheet)));
    finish(paper, std::move(table), {{emptyPlace(plan.word(u"office"_s), true), leader}},
           u"本单共 %1 项拨付,合计 %2。"_s);
    return paper;
}

} // namespace reports
