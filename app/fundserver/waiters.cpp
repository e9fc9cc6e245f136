// SPDX-License-Identifier: GPL-3.0-only
#include "waiters.h"

#include <journal/entry.h>
#include <protocol/routes.h>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

HttpAnswer httpOf(const journal::Answer& answer) {
    HttpAnswer http;
    http.status = protocol::statusOf(answer);
    http.body = journal::canonical(answer.toJson());
    if (!answer.ok())
        http.bodyWithCodes = journal::canonical(answer.toJson(journal::Answer::Form::WithCode));
    if (http.status == 429)
        http.headers.insert("Retry-After", "1");
    return http;
}

HttpAnswer httpOf(const journal::Rejection& why) {
    journal::Answer answer;
    answer.rejection = why;
    return httpOf(answer);
}

HttpAnswer httpOf(journal::ErrorKind kind, const QString& field, const labels::Sentence& why) {
    return httpOf(journal::Rejection(journal::Error{kind, field, why}));
}

HttpAnswer Waiters::changes(fund::Fund& fund, const One& one) {
    return httpOf(fund.changes(one.bearer.user, one.after));
}

void Waiters::answer(fund::Fund& fund, const One& one) {
    m_tokens.endWait(one.bearer.id);
    one.done(changes(fund, one));
}

void Waiters::add(fund::Fund& fund, const Tokens::Bearer& bearer, qint64 after,
                  Exchange::Done done) {
    if (!m_tokens.beginWait(bearer.id))
        return done(
            httpOf(journal::ErrorKind::Busy, {}, sentence("changes.too-many", Tokens::mostWaits)));
    One one{bearer, after, std::chrono::steady_clock::now() + longest, std::move(done)};
    if (fund.headSeq() > after)
        return answer(fund, one);
    const std::lock_guard lock(m_mutex);
    m_waiting.push_back(std::move(one));
}

void Waiters::wake(fund::Fund& fund) {
    std::deque<One> ready;
    const qint64 head = fund.headSeq();
    {
        const std::lock_guard lock(m_mutex);
        std::deque<One> still;
        for (One& one : m_waiting)
            (head > one.after ? ready : still).push_back(std::move(one));
        m_waiting.swap(still);
    }
    for (const One& one : ready)
        answer(fund, one);
}

void Waiters::endOverdue(fund::Fund& fund, bool all) {
    std::deque<One> over;
    const auto now = std::chrono::steady_clock::now();
    {
        const std::lock_guard lock(m_mutex);
        std::deque<One> still;
        for (One& one : m_waiting)
            (all || one.until <= now ? over : still).push_back(std::move(one));
        m_waiting.swap(still);
    }
    for (const One& one : over)
        answer(fund, one);
}

bool Waiters::anyOverdue() const {
    const std::lock_guard lock(m_mutex);
    const auto now = std::chrono::steady_clock::now();
    return std::any_of(m_waiting.begin(), m_waiting.end(),
                       [&](const One& one) { return one.until <= now; });
}

} // namespace fundserver
