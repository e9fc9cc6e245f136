// SPDX-License-Identifier: GPL-3.0-only
#include "fund.h"

#include <identity/password.h>

// What becomes of wrong passwords whose transaction is undone, and of sessions that a lock ends.

namespace fund {

using namespace Qt::Literals::StringLiterals;

void Fund::countWrong(const Failed& one) {
    identity::countFailure(m_context, one.user, one.at, u"password"_s, u"wrong"_s);
}

// What the group undid of wrong passwords stands all the same.
void Fund::groupUndone() {
    m_uncounted += std::exchange(m_countedInGroup, {});
    countAgain();
}

// A password that somebody set, or a user who was disabled, ends the sessions that rest on it: with
// one's own new password all but the one in which it was given.
void Fund::endSessionsAfter(const journal::Request& request) {
    const QString of = request.with.value("id"_L1).toString();
    if (request.action == u"user.password") {
        m_sessions.passwordChanged(request.as);
        if (m_news.ended)
            m_news.ended(request.as, false);
    }
    if (request.action == u"user.change"
        && (request.with.contains("password"_L1) || request.with.value("disabled"_L1).toBool())) {
        m_sessions.logout(of);
        if (m_news.ended)
            m_news.ended(of, true);
    }
    if (request.action == u"user.unlock")
        m_sessions.unlocked(of);
}

// A session ends with the lock. Over a network the lock is of one address, and whoever guesses
// there ends no session elsewhere.
void Fund::endIfLocked(const QString& user, const QString& now) {
    const auto rejection = m_sessions.locked(m_context, user, now);
    if (!rejection)
        return;
    if (m_context.address.isEmpty())
        m_sessions.end(user, *rejection);
    else if (m_news.locked)
        m_news.locked(user, *rejection);
}

// Who gets the new password of a recovery: who made the fund, or another administrator.
QString Fund::administrator() {
    auto first = m_database->query("SELECT by FROM entry WHERE seq = 1");
    const QString founder = first.next() ? first.text(0) : QString();
    QString admin = founder;
    for (const identity::User& user : identity::users(m_context)) {
        if (!user.roles.contains(u"admin"_s))
            continue;
        if (user.id == founder)
            return founder;
        admin = user.id;
    }
    return admin;
}

} // namespace fund
