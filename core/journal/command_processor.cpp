// SPDX-License-Identifier: GPL-3.0-only
#include "command_processor.h"

#include "ids.h"

#include <QDate>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

std::optional<Rejection> CommandProcessor::judge(const Command& command, CommandContext& call,
                                                 const Request& request) const {
    if (auto rejection = command.shape.rejection(request.with))
        return rejection;
    if (auto rejection = personalIdRejection(command.shape, request.with))
        return rejection;
    if (auto rejection = checkSignature(m_authority, call))
        return rejection;
    if (command.check)
        if (auto rejection = command.check(call))
            return rejection;
    if (auto rejection = m_authority.requireMaySpeak(call.as, command.name))
        return rejection;
    if (auto rejection = checkRole(m_authority, command, call))
        return rejection;
    return judgeRules(command, call);
}

Answer CommandProcessor::submit(Context& context, const Request& request) const {
    Answer answer = taken(context, request);
    if (answer.rejection)
        m_registry.word(context, request.action, *answer.rejection);
    return answer;
}

Answer CommandProcessor::ask(Context& context, const Request& request) const {
    Answer answer = told(context, request);
    if (answer.rejection)
        m_registry.word(context, request.action, *answer.rejection);
    return answer;
}

Answer CommandProcessor::taken(Context& context, const Request& request) const {
    Answer answer;
    const Command* command = m_registry.command(request.action);
    if (!command) {
        answer.rejection = badInput(u"do"_s, sentence("command.unknown", request.action));
        return answer;
    }
    const QString now = nextTime(context, m_clock);
    CommandContext call{context,      Args(request.with, &context.secrets),
                        request.as,   request.as,
                        now.left(10), &command->shape};
    try {
        answer.rejection = judge(*command, call, request);
    } catch (const money::Overflow&) {
        answer.rejection = badInput({}, sentence("sum.overflow"));
    }
    // What only judges writes no time down, so it need not ask about the clock.
    const bool jumps = !request.dry && jumpsAhead(context, m_clock);
    if (!answer.rejection && jumps && !context.clockIsRight)
        answer.rejection = badInput(
            u"clock"_s, sentence("clock.ahead", now.left(10), head(context).at.left(10),
                                 QDate::fromString(head(context).at.left(10), Qt::ISODate)
                                     .daysTo(QDate::fromString(now.left(10), Qt::ISODate))));
    if (!answer.rejection && !request.dry && !context.clockIsRight
        && foundedAhead(context, m_clock))
        answer.rejection =
            badInput(u"clock"_s, sentence("clock.before-founding", m_clock.now().left(10)));
    if (answer.rejection)
        return answer;
    answer.dry = request.dry;
    if (request.dry)
        return answer;
    if (command->prepare)
        command->prepare(call);
    if (jumps)
        call.with.setDefault("clock"_L1, u"confirmed"_s);
    else if (now < head(context).at)
        call.with.setDefault("clock"_L1, u"set-back"_s);
    Entry entry;
    entry.at = now;
    entry.by = request.as;
    entry.action = command->name;
    QJsonObject with = sealed(call.with.json(), command->shape, context.secrets, m_randomness);
    with = sealed(with, command->prepared, context.secrets, m_randomness);
    entry.with = Args(with, &context.secrets);
    entry = append(context, *command, entry);
    applyWhole(*command, context, entry);
    answer.seq = entry.seq;
    if (command->result)
        answer.result = command->result(context, entry);
    else if (entry.with.has("id"_L1))
        answer.result = QJsonObject{{"id"_L1, entry.id()}};
    return answer;
}

Answer CommandProcessor::told(Context& context, const Request& request) const {
    Answer answer;
    const Question* question = m_registry.question(request.action);
    if (!question) {
        answer.rejection = badInput(u"ask"_s, sentence("question.unknown", request.action));
        return answer;
    }
    const Args with(request.with, &context.secrets);
    if (auto rejection = question->shape.rejection(request.with)) {
        answer.rejection = rejection;
        return answer;
    }
    if (auto rejection = m_authority.requireMaySpeak(request.as, question->name)) {
        answer.rejection = rejection;
        return answer;
    }
    if (!question->roles.isEmpty() && !m_authority.hasOneOf(context, request.as, question->roles)) {
        answer.rejection =
            refuse(Rule::DutyRole, sentence("question.role", request.as, question->name,
                                            m_authority.named(question->roles)));
        return answer;
    }
    Reply reply = question->answer(context, with, request.as);
    if (auto* rejection = std::get_if<Rejection>(&reply))
        answer.rejection = std::move(*rejection);
    else
        answer.result = std::get<QJsonValue>(std::move(reply));
    return answer;
}

} // namespace journal
