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

// A session ends with the lock.
void Fund::endIfLocked(const QString& user, const QString& now) {
    if (auto rejection = m_sessions.locked(m_context, user, now))
        m_sessions.end(user, *rejection);
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
