// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <client/https.h>

#include <QElapsedTimer>
#include <QJsonObject>
#include <QSet>
#include <QThread>

#include <condition_variable>
#include <functional>
#include <mutex>

namespace session {

// What a server's client hears without having asked.
struct News {
    // Others changed something: {"seq", "hash", "things"}.
    std::function<void(const QJsonObject& changes)> changed;
    // The server does not know the token any more.
    std::function<void()> forgotten;
};

// How the connection stands, as two threads see it: that of the requests and that which listens.
// One request that went wrong says nothing, because a connection that idled may be closed; two
// after one another do.
class Connection {
public:
    // `told`, from any thread: it broke, in one sentence, or it is back: "".
    explicit Connection(std::function<void(const QString& trouble)> told)
        : m_told(std::move(told)) {}

    void heard(const QString& trouble);
    // Lost for longer than a request is tried again.
    bool isGone() const;

    void leave();
    bool isLeaving() const;
    // So long ago that even what was on its way is given up.
    bool isOverdue() const;

private:
    mutable std::mutex m_mutex;
    std::function<void(const QString& trouble)> m_told;
    int m_failures = 0;
    bool m_lost = false;
    QElapsedTimer m_since; // of the loss
    QElapsedTimer m_leaving;
};

// Waits for what others change, all the time that somebody is logged in.
class Listener : public QThread {
public:
    Listener(const protocol::Place& place, const client::Trust& trust,
             std::shared_ptr<Connection> connection, News news, std::function<void()> broken);
    ~Listener() override;

    // With this token from now on ("": with none), for what comes after an entry.
    void listen(const QByteArray& token);
    void listen(const QByteArray& token, qint64 after);
    // An entry that was written from here is no news.
    void isOwn(qint64 seq);

protected:
    void run() override;

private:
    struct Asked {
        QByteArray token;
        qint64 after = 0;
    };
    bool waitForToken(Asked& asked, const QByteArray& refused);
    void pause(int milliseconds);
    bool ends() const;
    void take(const Asked& asked, const QJsonObject& changes);

    protocol::Place m_place;
    client::Trust m_trust;
    std::shared_ptr<Connection> m_connection;
    News m_news;
    std::function<void()> m_broken;
    mutable std::mutex m_mutex;
    std::condition_variable m_told;
    bool m_ending = false;
    Asked m_asked;
    QSet<qint64> m_own;
};

} // namespace session
