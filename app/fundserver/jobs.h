// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund_thread.h"

#include <protocol/bodies.h>

#include <atomic>
#include <map>

namespace fundserver {

// Long work on one fund, on a thread beside the fund's: what it reads is a copy, which the fund's
// thread makes a piece at a time between commands and questions. One runs, eight wait.
class Jobs {
public:
    Jobs(const QString& folder, FundThread& fund);
    // Stops what runs.
    ~Jobs();
    Jobs(const Jobs&) = delete;
    Jobs& operator=(const Jobs&) = delete;

    // A backup beside the fund, as a publishing makes one: nobody's job, which waits its turn.
    void backUpBeside(const QString& fundPath);
    static constexpr std::size_t mostWaiting = 8;
    // The job's id; "" where too many wait.
    QString start(const QString& user, const protocol::JobBody& body);
    // {"job", "state", "progress", "result"?, "error"?} to its owner.
    std::optional<QJsonObject> state(const QString& user, const QString& id) const;
    // What it made, while it is kept: an hour.
    std::optional<QString> file(const QString& user, const QString& id) const;
    bool stop(const QString& user, const QString& id);
    void removeOld();

private:
    enum class State { Queued, Running, Done, Failed, Stopped };
    struct Job {
        QString id;
        QString user;
        protocol::JobBody body;
        QString beside = {}; // the fund, where it is a backup beside it
        State state = State::Queued;
        std::atomic<int> progress = 0;
        std::atomic<bool> stopped = false;
        journal::Answer answer = {};
        bool hasFile = false;
        std::chrono::steady_clock::time_point ended = {};
    };
    std::shared_ptr<Job> find(const QString& user, const QString& id) const;
    void loop();
    void work(Job& job);
    bool copy(Job& job, const QString& path);
    journal::Answer done(Job& job, const QString& copy, const storage::Progress& progress);
    QString pathOf(const Job& job, const char* suffix) const;

    QString m_folder;
    FundThread& m_fund;
    mutable std::mutex m_mutex;
    std::condition_variable m_news;
    std::map<QString, std::shared_ptr<Job>> m_jobs;
    std::deque<std::shared_ptr<Job>> m_waiting;
    bool m_ending = false;
    std::thread m_thread;
};

} // namespace fundserver
