// SPDX-License-Identifier: GPL-3.0-only
#include "connections.h"

#include <platform/network.h>

#include <algorithm>

namespace fundserver {

Connections::One* Connections::opened(int socket) {
    const std::lock_guard lock(m_mutex);
    auto* one = new One{socket}; // until `closed`
    m_all.insert(one);
    if (m_all.size() <= m_most)
        return one;
    One* oldest = one;
    for (One* other : m_all)
        if ((other->state == State::Header || other->state == State::Idle)
            && other->since < oldest->since)
            oldest = other;
    platform::cutConnection(oldest->socket);
    oldest->since = Clock::now(); // cut; the next one in its turn
    return one;
}

// The socket is open until this returns, so that no other connection can bear its number.
void Connections::closed(One* one) {
    const std::lock_guard lock(m_mutex);
    m_all.erase(one);
    delete one;
}

void Connections::is(One* one, State state) {
    const std::lock_guard lock(m_mutex);
    one->state = state;
    one->since = Clock::now();
}

bool Connections::isTooSlow(const One& one, Clock::time_point now) const {
    const auto waited = now - one.since;
    switch (one.state) {
    case State::Header:
        return waited > longestHeader;
    case State::Body:
        return waited > longestBodyPause;
    case State::Idle:
        return waited > longestIdle;
    case State::Answer: // the listener's own limit
        break;
    }
    return false;
}

void Connections::cutSlow() {
    const std::lock_guard lock(m_mutex);
    const auto now = Clock::now();
    for (const One* one : m_all)
        if (isTooSlow(*one, now))
            platform::cutConnection(one->socket);
}

std::size_t Connections::count() const {
    const std::lock_guard lock(m_mutex);
    return m_all.size();
}

std::size_t Connections::busy() const {
    const std::lock_guard lock(m_mutex);
    return static_cast<std::size_t>(std::count_if(
        m_all.begin(), m_all.end(), [](const One* one) { return one->state == State::Answer; }));
}

} // namespace fundserver
