// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/fund.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace fundserver {

// One open fund on a thread of its own. Commands that are there at the same moment are judged one
// after another and committed together: one sync for all of them, and each is answered when that
// is done. Questions come between the groups and see what is on the disk; they wait for one group
// at most, because whatever takes long works on a copy, which is made page by page in between.
class FundThread {
public:
    struct Command {
        journal::Request request;
        fund::Once once;                               // by which it is known when it is sent again
        std::shared_ptr<identity::Hashes> hashes = {}; // of its passwords, made before
        QString address;
        // Right before it is judged, on the fund's thread.
        std::function<void()> begin;
        std::function<void(const journal::Answer&)> done;
    };
    using Work = std::function<void(fund::Fund&)>;

    // Opens the fund; throws what opening throws. `clock`: a test's own.
    explicit FundThread(const QString& path, journal::Clock* clock = nullptr);
    // Does what was given to it, then closes the fund.
    ~FundThread();
    FundThread(const FundThread&) = delete;
    FundThread& operator=(const FundThread&) = delete;

    void submit(Command command);
    void run(Work work);
    // Called on the fund's thread after commands were booked.
    void whenBooked(Work booked);
    // The same after a month was published.
    void whenPublished(std::function<void()> published);

private:
    void loop();
    bool oneRound();
    void together(std::deque<Command>& commands);
    static bool goesAlone(const Command& command);
    journal::Answer judged(const Command& command);

    journal::SystemClock m_clock;
    journal::SystemRandomness m_randomness;
    std::unique_ptr<fund::Fund> m_fund;
    Work m_booked;
    std::function<void()> m_published;
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::deque<Command> m_commands;
    std::deque<Work> m_works;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace fundserver
