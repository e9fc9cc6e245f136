// SPDX-License-Identifier: GPL-3.0-only
#include "hashing.h"

namespace fundserver {

namespace {

constexpr int mostWaiting = 64;

} // namespace

std::shared_ptr<void> Hashing::place() {
    if (++m_waiting > mostWaiting + m_pool.maxThreadCount()) {
        --m_waiting;
        return nullptr;
    }
    return {this, [](Hashing* hashing) { --hashing->m_waiting; }};
}

void Hashing::make(const QList<identity::HashNeed>& needs, std::shared_ptr<identity::Hashes> hashes,
                   For whom, std::function<void()> then) {
    m_pool.start(
        [needs, hashes = std::move(hashes), then = std::move(then)] {
            hashes->make(needs);
            then();
        },
        static_cast<int>(whom));
}

} // namespace fundserver
