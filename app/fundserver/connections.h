// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <chrono>
#include <mutex>
#include <set>

namespace fundserver {

// Every open connection and what it is waited for. One that is too slow is cut: its client may
// drip a byte a second, and costs nobody but itself.
class Connections {
public:
    using Clock = std::chrono::steady_clock;
    enum class State {
        Header, // of the first request, or once the next one has begun
        Body,
        Answer, // it is worked on, or the answer is on its way
        Idle    // between two requests
    };
    struct One {
        int socket = -1;
        State state = State::Header;
        Clock::time_point since = Clock::now();
    };
    // How long each may take.
    static constexpr std::chrono::seconds longestHeader{10};
    static constexpr std::chrono::seconds longestBodyPause{20};
    static constexpr std::chrono::seconds longestIdle{120};

    explicit Connections(std::size_t most) : m_most(most) {}

    // At the most that are let in, the one that is longest without a whole request goes.
    One* opened(int socket);
    void closed(One* one);
    // The state is new, or (of a body) another part of it came.
    void is(One* one, State state);
    void cutSlow();
    std::size_t count() const;
    std::size_t busy() const; // being answered

private:
    bool isTooSlow(const One& one, Clock::time_point now) const;

    mutable std::mutex m_mutex;
    std::set<One*> m_all;
    std::size_t m_most;
};

} // namespace fundserver
