// SPDX-License-Identifier: GPL-3.0-only
#include "listener.h"

#include <journal/answer.h>
#include <journal/json_text.h>

#include <algorithm>

namespace session {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 patience = 60'000; // ms
constexpr qint64 grace = 2'000;     // for what is on its way when the window closes
constexpr int betweenTries = 500;
// The answer to a command of one's own is there by then.
constexpr int beforeNews = 150;

} // namespace

void Connection::heard(const QString& trouble) {
    std::function<void(const QString&)> told;
    {
        const std::lock_guard lock(m_mutex);
        m_failures = trouble.isEmpty() ? 0 : m_failures + 1;
        const bool lost = m_failures > 1 || (m_lost && m_failures > 0);
        if (lost != m_lost && !m_leaving.isValid())
            told = m_told;
        if (lost && !m_lost)
            m_since.start();
        m_lost = lost;
    }
    if (told)
        told(trouble);
}

bool Connection::isGone() const {
    const std::lock_guard lock(m_mutex);
    return m_leaving.isValid() || (m_lost && m_since.elapsed() > patience);
}

void Connection::leave() {
    const std::lock_guard lock(m_mutex);
    if (!m_leaving.isValid())
        m_leaving.start();
}

bool Connection::isLeaving() const {
    const std::lock_guard lock(m_mutex);
    return m_leaving.isValid();
}

bool Connection::isOverdue() const {
    const std::lock_guard lock(m_mutex);
    return m_leaving.isValid() && m_leaving.elapsed() > grace;
}

Listener::Listener(const protocol::Place& place, const client::Trust& trust,
                   std::shared_ptr<Connection> connection, News news, std::function<void()> broken)
    : m_place(place), m_trust(trust), m_connection(std::move(connection)), m_news(std::move(news)),
      m_broken(std::move(broken)) {
    setObjectName(u"listener"_s);
    start();
}

Listener::~Listener() {
    {
        const std::lock_guard lock(m_mutex);
        m_ending = true;
    }
    m_told.notify_all();
    wait();
}

void Listener::listen(const QByteArray& token) {
    {
        const std::lock_guard lock(m_mutex);
        m_asked.token = token;
    }
    m_told.notify_all();
}

void Listener::listen(const QByteArray& token, qint64 after) {
    {
        const std::lock_guard lock(m_mutex);
        m_asked = {token, after};
        m_own.clear();
    }
    m_told.notify_all();
}

void Listener::isOwn(qint64 seq) {
    const std::lock_guard lock(m_mutex);
    m_own.insert(seq);
}

bool Listener::ends() const {
    const std::lock_guard lock(m_mutex);
    return m_ending;
}

void Listener::pause(int milliseconds) {
    std::unique_lock lock(m_mutex);
    m_told.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return m_ending; });
}

bool Listener::waitForToken(Asked& asked, const QByteArray& refused) {
    std::unique_lock lock(m_mutex);
    m_told.wait(lock,
                [&] { return m_ending || (!m_asked.token.isEmpty() && m_asked.token != refused); });
    asked = m_asked;
    return !m_ending;
}

// All that was written from here is known already.
void Listener::take(const Asked& asked, const QJsonObject& changes) {
    const qint64 seq = changes.value("seq"_L1).toInteger();
    if (seq <= asked.after)
        return;
    pause(beforeNews);
    bool others = false;
    {
        const std::lock_guard lock(m_mutex);
        if (m_ending || m_asked.token != asked.token)
            return;
        others = seq - asked.after > m_own.size();
        for (qint64 one = asked.after + 1; one <= seq && !others; ++one)
            others = !m_own.contains(one);
        m_own.removeIf([&](qint64 one) { return one <= seq; });
        m_asked.after = seq;
    }
    if (others)
        m_news.changed(changes);
}

void Listener::run() {
    client::Https https(m_place, m_trust);
    QByteArray refused;
    Asked asked;
    // A wait with a token that is no more is none.
    https.stopWhen([&] {
        const std::lock_guard lock(m_mutex);
        return m_ending || m_asked.token != asked.token;
    });
    while (waitForToken(asked, refused)) {
        client::Response response;
        try {
            response = https.send({.call = protocol::Call::Events,
                                   .query = "after=" + QByteArray::number(asked.after),
                                   .token = asked.token});
        } catch (const client::Untrusted& error) {
            response.trouble = error.sentence();
        } catch (const std::exception&) {
            response.trouble = labels::sentence("events.not-heard");
        }
        {
            const std::lock_guard lock(m_mutex);
            if (m_ending || m_asked.token != asked.token)
                continue;
        }
        if (response.status == 0 || response.status == 503)
            m_broken();
        m_connection->heard(response.trouble.text());
        const auto [json, trouble] = journal::readJsonText(response.body);
        if (response.status == 200 && !trouble) {
            take(asked, json.value("result"_L1).toObject());
        } else if (response.status == 401) {
            refused = asked.token;
            m_news.forgotten();
        } else {
            pause(betweenTries);
        }
    }
}

} // namespace session
