// SPDX-License-Identifier: GPL-3.0-only
#include "desk.h"

#include "ids.h"

#include <QDate>

namespace journal {

using namespace Qt::Literals::StringLiterals;

Verdict Desk::judge(const Command& command, Call& call, const Request& request) const {
    if (auto no = command.shape.objection(request.with))
        return no;
    if (auto no = personalIdObjection(command.shape, request.with))
        return no;
    if (auto no = checkSignature(m_authority, call))
        return no;
    if (command.check)
        if (auto no = command.check(call))
            return no;
    if (auto no = m_authority.maySpeak(call.as, command.name))
        return no;
    if (auto no = checkRole(m_authority, command, call))
        return no;
    return judgeRules(command, call);
}

Answer Desk::submit(Context& context, const Request& request) const {
    Answer answer;
    const Command* command = m_registry.command(request.action);
    if (!command) {
        answer.objection =
            badInput(u"do"_s, u"没有名为 %1 的命令,请核对命令名。"_s.arg(request.action));
        return answer;
    }
    const QString now = nextTime(context, m_clock);
    Call call{context,      Words(request.with, &context.secrets),
              request.as,   request.as,
              now.left(10), &command->shape};
    try {
        answer.objection = judge(*command, call, request);
    } catch (const money::Overflow&) {
        answer.objection = badInput({}, u"金额合计过大,超出可以记账的范围,请核对金额。"_s);
    }
    if (answer.objection && answer.objection->refusal()
        && answer.objection->refusal()->rule == Rule::StateOrder)
        answer.objection->under(command->article);
    // What only judges writes no time down, so it need not ask about the clock.
    const bool jumps = !request.dry && jumpsAhead(context, m_clock);
    if (!answer.objection && jumps && !context.clockIsRight)
        answer.objection = badInput(
            u"clock"_s,
            u"电脑时间 %1 比上一条日志 %2 晚 %3 天:请核对电脑时间;确属正确的,请确认后再办"
            "(fundctl 加 --clock-is-right)。"_s.arg(
                now.left(10), head(context).at.left(10),
                QString::number(QDate::fromString(head(context).at.left(10), Qt::ISODate)
                                    .daysTo(QDate::fromString(now.left(10), Qt::ISODate)))));
    if (answer.objection)
        return answer;
    answer.dry = request.dry;
    if (request.dry)
        return answer;
    if (command->prepare)
        command->prepare(call);
    if (jumps)
        call.with.settle("clock"_L1, u"confirmed"_s);
    else if (now < head(context).at)
        call.with.settle("clock"_L1, u"set-back"_s);
    Entry entry;
    entry.at = now;
    entry.by = request.as;
    entry.action = command->name;
    QJsonObject with = sealed(call.with.json(), command->shape, context.secrets, m_randomness);
    with = sealed(with, command->prepared, context.secrets, m_randomness);
    entry.with = Words(with, &context.secrets);
    entry = append(context, *command, entry);
    applyWhole(*command, context, entry);
    answer.seq = entry.seq;
    if (command->result)
        answer.result = command->result(context, entry);
    else if (entry.with.has("id"_L1))
        answer.result = QJsonObject{{"id"_L1, entry.id()}};
    return answer;
}

Answer Desk::ask(Context& context, const Request& request) const {
    Answer answer;
    const Question* question = m_registry.question(request.action);
    if (!question) {
        answer.objection =
            badInput(u"ask"_s, u"没有名为 %1 的查询,请核对名称。"_s.arg(request.action));
        return answer;
    }
    const Words with(request.with, &context.secrets);
    if (auto no = question->shape.objection(request.with)) {
        answer.objection = no;
        return answer;
    }
    if (auto no = m_authority.maySpeak(request.as, question->name)) {
        answer.objection = no;
        return answer;
    }
    if (!question->roles.isEmpty() && !m_authority.hasOneOf(context, request.as, question->roles)) {
        answer.objection = refuse(
            Rule::DutyRole, u"%1 不能查询 %2,须由 %3 查询。"_s.arg(
                                request.as, question->name, m_authority.named(question->roles)));
        return answer;
    }
    Reply reply = question->answer(context, with, request.as);
    if (auto* objection = std::get_if<Objection>(&reply))
        answer.objection = std::move(*objection);
    else
        answer.result = std::get<QJsonValue>(std::move(reply));
    return answer;
}

} // namespace journal
