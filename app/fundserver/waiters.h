// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "listener.h"
#include "tokens.h"

#include <fund/fund.h>

#include <deque>
#include <mutex>

namespace fundserver {

HttpAnswer httpOf(const journal::Answer& answer);
HttpAnswer httpOf(const journal::Rejection& why);
HttpAnswer httpOf(journal::ErrorKind kind, const QString& field, const labels::Sentence& why);

// Those who wait for what others change: answered when something is booked, or after a while with
// nothing.
class Waiters {
public:
    static constexpr std::chrono::seconds longest{25};

    explicit Waiters(Tokens& tokens) : m_tokens(tokens) {}

    // On the fund's thread: answers at once where there is something beyond `after`.
    void add(fund::Fund& fund, const Tokens::Bearer& bearer, qint64 after, Exchange::Done done);
    // On the fund's thread, after something was booked.
    void wake(fund::Fund& fund);
    // Those whose time is over; all of them where the server ends. On the fund's thread.
    void endOverdue(fund::Fund& fund, bool all);
    bool anyOverdue() const;

private:
    struct One {
        Tokens::Bearer bearer;
        qint64 after = 0;
        std::chrono::steady_clock::time_point until;
        Exchange::Done done;
    };
    static HttpAnswer changes(fund::Fund& fund, const One& one);
    void answer(fund::Fund& fund, const One& one);

    Tokens& m_tokens;
    mutable std::mutex m_mutex;
    std::deque<One> m_waiting;
};

} // namespace fundserver
