// SPDX-License-Identifier: GPL-3.0-only
#include "fund_thread.h"

#include <fund/request_line.h>

#include <chrono>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;

namespace {

// A group is no longer than this, so that a question waits no longer for it.
constexpr std::size_t mostTogether = 64;
constexpr std::chrono::milliseconds longestGroup{20};

} // namespace

FundThread::FundThread(const QString& path, journal::Clock* clock)
    : m_fund(fund::Fund::open(path, clock ? *clock : m_clock, m_randomness)) {
    // Who runs a server vouches for its clock: nobody at a client can look at it.
    m_fund->clockIsRight();
    m_thread = std::thread([this] { loop(); });
}

FundThread::~FundThread() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_news.notify_one();
    m_thread.join();
}

void FundThread::submit(Command command) {
    {
        const std::lock_guard lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_news.notify_one();
}

void FundThread::run(Work work) {
    {
        const std::lock_guard lock(m_mutex);
        m_works.push_back(std::move(work));
    }
    m_news.notify_one();
}

void FundThread::whenBooked(Work booked) {
    run([this, booked = std::move(booked)](fund::Fund&) { m_booked = booked; });
}

void FundThread::whenPublished(std::function<void()> published) {
    run([this, published = std::move(published)](fund::Fund&) { m_published = published; });
}

void FundThread::loop() {
    for (;;) {
        {
            std::unique_lock lock(m_mutex);
            m_news.wait(lock,
                        [this] { return m_ending || !m_commands.empty() || !m_works.empty(); });
        }
        if (!oneRound())
            return;
    }
}

// What is there now: the commands, then the questions and the pieces of what takes long.
bool FundThread::oneRound() {
    std::deque<Command> commands;
    std::deque<Work> works;
    {
        const std::lock_guard lock(m_mutex);
        if (m_ending && m_commands.empty() && m_works.empty())
            return false;
        const std::size_t count = std::min(mostTogether, m_commands.size());
        commands.assign(std::make_move_iterator(m_commands.begin()),
                        std::make_move_iterator(m_commands.begin() + std::ptrdiff_t(count)));
        m_commands.erase(m_commands.begin(), m_commands.begin() + std::ptrdiff_t(count));
        works.swap(m_works);
    }
    if (!commands.empty())
        together(commands);
    for (const Work& work : works)
        work(*m_fund);
    return true;
}

// A wrong password is counted whatever becomes of the command.
bool FundThread::goesAlone(const Command& command) {
    return fund::holdsPassword(command.request);
}

Answer FundThread::judged(const Command& command) {
    if (command.begin)
        command.begin();
    const fund::Fund::From from(*m_fund, command.address);
    static const identity::Hashes none;
    const identity::Hashes::Use use(command.hashes ? *command.hashes : none);
    return m_fund->submitOnce(command.request, command.once);
}

void FundThread::together(std::deque<Command>& commands) {
    std::vector<std::pair<const Command*, Answer>> answers;
    bool lost = false;
    auto it = commands.begin();
    while (it != commands.end() && goesAlone(*it)) {
        answers.emplace_back(&*it, judged(*it));
        ++it;
    }
    if (it != commands.end()) {
        const auto first = it;
        const auto until = std::chrono::steady_clock::now() + longestGroup;
        const std::size_t before = answers.size();
        try {
            m_fund->beginGroup();
            for (; it != commands.end() && !goesAlone(*it) && !lost; ++it) {
                if (it != first && std::chrono::steady_clock::now() > until)
                    break;
                answers.emplace_back(&*it, judged(*it));
                lost = m_fund->groupLost();
            }
#ifdef FUNDDESK_ANSWER_BEFORE_SYNC // the fault that tests/server/kill_test.py must find
            for (auto early = answers.begin() + std::ptrdiff_t(before); early != answers.end();
                 ++early)
                early->first->done(early->second);
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
            m_fund->commitGroup();
            answers.resize(before, {nullptr, {}});
            lost = false;
#else
            if (!lost)
                m_fund->commitGroup();
#endif
        } catch (const std::exception& error) {
            lost = true;
            if (m_fund->inGroup())
                m_fund->abandonGroup();
            fund::answerTo(error, u"commit"_s); // noted; each one is told for itself
        }
        if (lost) {
            // Nothing of the group was booked: each once more and alone, so that a fault of one
            // costs no other.
            answers.resize(before, {nullptr, {}});
            for (auto again = first; again != it; ++again)
                answers.emplace_back(&*again, judged(*again));
        }
    }
    bool booked = false;
    bool published = false;
    for (const auto& [command, answer] : answers) {
        booked = booked || answer.seq > 0;
        published =
            published || (answer.seq > 0 && command->request.action == u"disclosure.publish");
        command->done(answer);
    }
    if (booked && m_booked)
        m_booked(*m_fund);
    if (published && m_published)
        m_published();
    if (it == commands.end())
        return;
    // The group was long enough: the rest goes first in the next round.
    const std::lock_guard lock(m_mutex);
    m_commands.insert(m_commands.begin(), std::make_move_iterator(it),
                      std::make_move_iterator(commands.end()));
}

} // namespace fundserver
