// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <identity/hashes.h>

#include <QThreadPool>

#include <atomic>
#include <functional>
#include <memory>

namespace fundserver {

// Hashes of passwords beside the funds' threads, one after another. Each takes 64 MiB, of the 150
// that the server may have in all, and a core; the other one is the funds'.
class Hashing {
public:
    enum class For { Batches, People }; // who wait at a window go first

    Hashing() { m_pool.setMaxThreadCount(1); }

    // Held while somebody waits for a hash; nothing where 64 do.
    std::shared_ptr<void> place();
    // Makes them into `hashes`, then goes on; both on another thread.
    void make(const QList<identity::HashNeed>& needs, std::shared_ptr<identity::Hashes> hashes,
              For whom, std::function<void()> then);
    void waitForDone() { m_pool.waitForDone(); }

private:
    QThreadPool m_pool;
    std::atomic<int> m_waiting = 0;
};

} // namespace fundserver
