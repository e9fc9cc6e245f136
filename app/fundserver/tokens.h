// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <chrono>
#include <mutex>
#include <optional>

namespace fundserver {

// Who was let in, by a token of 256 random bits of which only the hash is kept. Gone after a
// restart. Used from several threads.
class Tokens {
public:
    using Clock = std::chrono::steady_clock;
    struct Bearer {
        QString fund;
        QString user;
        QString address;
        QByteArray id; // the token's hash
    };
    struct Ended {
        Bearer bearer;
        QString why; // as the security log has it
    };

    explicit Tokens(std::chrono::seconds longest) : m_longest(longest) {}

    struct Issued {
        QByteArray token;
        std::optional<Bearer> displaced; // whose token made room for it
    };
    Issued issue(const QString& fund, const QString& user, const QString& address,
                 std::chrono::seconds idle, Clock::time_point now = Clock::now());
    // The bearer of a token that holds; it is used by that, and idle from now on.
    std::optional<Bearer> bearer(const QString& fund, const QByteArray& token,
                                 Clock::time_point now = Clock::now());
    // Of a token that ends; nothing where it has ended already.
    std::optional<Bearer> end(const QByteArray& id);
    // All tokens of a user but one.
    QList<Bearer> endAll(const QString& fund, const QString& user, const QByteArray& but = {});
    QList<Bearer> endFund(const QString& fund);
    // Those that were idle too long, or are too old.
    QList<Ended> expire(Clock::time_point now = Clock::now());
    // Too many wrong passwords came from where this user's tokens are used: they are told so.
    void lock(const QString& fund, const QString& user, const QString& address,
              const journal::Answer& answer);
    std::optional<journal::Answer> lockOf(const QByteArray& id) const;
    bool holdsAny(const QString& fund, const QString& user) const;

    // How many waits for events a token has open; false where it has all that it may.
    bool beginWait(const QByteArray& id);
    void endWait(const QByteArray& id);
    static constexpr int mostWaits = 4;
    // One more lets the oldest of that user end.
    static constexpr int mostOfUser = 64;

private:
    struct Held {
        Bearer bearer;
        Clock::time_point since;
        Clock::time_point used;
        std::chrono::seconds idle{};
        int waits = 0;
        std::optional<journal::Answer> lock = {};
    };
    bool isOver(const Held& held, Clock::time_point now) const;
    std::optional<Bearer> makeRoom(const QString& fund, const QString& user);

    mutable std::mutex m_mutex;
    std::chrono::seconds m_longest;
    QHash<QByteArray, Held> m_held;
};

} // namespace fundserver
