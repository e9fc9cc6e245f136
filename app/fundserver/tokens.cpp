// SPDX-License-Identifier: GPL-3.0-only
#include "tokens.h"

#include <journal/clock.h>

#include <QCryptographicHash>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int tokenBytes = 32;

QByteArray hashOf(const QByteArray& token) {
    return QCryptographicHash::hash(token, QCryptographicHash::Sha256);
}

} // namespace

bool Tokens::isOver(const Held& held, Clock::time_point now) const {
    return (held.waits == 0 && now - held.used > held.idle) || now - held.since > m_longest;
}

std::optional<Tokens::Bearer> Tokens::makeRoom(const QString& fund, const QString& user) {
    QByteArray oldest;
    int count = 0;
    for (auto it = m_held.constBegin(); it != m_held.constEnd(); ++it) {
        if (it->bearer.fund != fund || it->bearer.user != user)
            continue;
        ++count;
        if (oldest.isEmpty() || it->used < m_held.constFind(oldest)->used)
            oldest = it.key();
    }
    if (count < mostOfUser)
        return {};
    return m_held.take(oldest).bearer;
}

Tokens::Issued Tokens::issue(const QString& fund, const QString& user, const QString& address,
                             std::chrono::seconds idle, Clock::time_point now) {
    const QByteArray token = journal::SystemRandomness().bytes(tokenBytes).toHex();
    const QByteArray id = hashOf(token);
    const std::lock_guard lock(m_mutex);
    std::optional<Bearer> displaced = makeRoom(fund, user);
    m_held.insert(id, Held{{fund, user, address, id}, now, now, idle});
    return {token, std::move(displaced)};
}

std::optional<Tokens::Bearer> Tokens::bearer(const QString& fund, const QByteArray& token,
                                             Clock::time_point now) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find(hashOf(token));
    // One that is over is ended, and written down, by `expire`.
    if (found == m_held.end() || found->bearer.fund != fund || isOver(*found, now))
        return {};
    found->used = now;
    return found->bearer;
}

std::optional<Tokens::Bearer> Tokens::end(const QByteArray& id) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.constFind(id);
    if (found == m_held.constEnd())
        return {};
    const Bearer bearer = found->bearer;
    m_held.erase(found);
    return bearer;
}

QList<Tokens::Bearer> Tokens::endAll(const QString& fund, const QString& user,
                                     const QByteArray& but) {
    const std::lock_guard lock(m_mutex);
    QList<Bearer> ended;
    m_held.removeIf([&](const auto& one) {
        const Bearer& bearer = one.value().bearer;
        if (bearer.fund != fund || bearer.user != user || one.key() == but)
            return false;
        ended << bearer;
        return true;
    });
    return ended;
}

QList<Tokens::Bearer> Tokens::endFund(const QString& fund) {
    const std::lock_guard lock(m_mutex);
    QList<Bearer> ended;
    m_held.removeIf([&](const auto& one) {
        if (one.value().bearer.fund != fund)
            return false;
        ended << one.value().bearer;
        return true;
    });
    return ended;
}

QList<Tokens::Ended> Tokens::expire(Clock::time_point now) {
    const std::lock_guard lock(m_mutex);
    QList<Ended> ended;
    m_held.removeIf([&](const auto& one) {
        if (!isOver(one.value(), now))
            return false;
        ended << Ended{one.value().bearer,
                       now - one.value().since > m_longest ? u"hours"_s : u"idle"_s};
        return true;
    });
    return ended;
}

void Tokens::lock(const QString& fund, const QString& user, const QString& address,
                  const journal::Answer& answer) {
    const std::lock_guard lock(m_mutex);
    for (Held& held : m_held)
        if (held.bearer.fund == fund && held.bearer.user == user && held.bearer.address == address)
            held.lock = answer;
}

std::optional<journal::Answer> Tokens::lockOf(const QByteArray& id) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.constFind(id);
    return found == m_held.constEnd() ? std::nullopt : found->lock;
}

bool Tokens::holdsAny(const QString& fund, const QString& user) const {
    const std::lock_guard lock(m_mutex);
    return std::any_of(m_held.begin(), m_held.end(), [&](const Held& held) {
        return held.bearer.fund == fund && held.bearer.user == user;
    });
}

bool Tokens::beginWait(const QByteArray& id) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find(id);
    if (found == m_held.end() || found->waits >= mostWaits)
        return false;
    ++found->waits;
    return true;
}

void Tokens::endWait(const QByteArray& id) {
    const std::lock_guard lock(m_mutex);
    const auto found = m_held.find(id);
    if (found != m_held.end())
        --found->waits;
}

} // namespace fundserver
