// SPDX-License-Identifier: GPL-3.0-only
#include "sessions.h"

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::Error;
using journal::ErrorKind;

Answer Sessions::login(journal::Context& context, const QString& user, const QString& password,
                       const QString& now) {
    Answer answer;
    LoginResult result = tryPassword(context, user, password, now);
    // Where no new password can be kept, an old one still lets in to read.
    if (result == LoginResult::Expired && context.db.forReadingOnly())
        result = LoginResult::Good;
    switch (result) {
    case LoginResult::Wrong:
        answer.rejection = Error{ErrorKind::NotLoggedIn, {}, labels::sentence("login.wrong")};
        return answer;
    case LoginResult::Locked:
        answer.rejection = locked(context, user, now);
        return answer;
    case LoginResult::Expired:
        m_expired.insert(user);
        break;
    case LoginResult::Good:
        m_expired.remove(user);
        break;
    }
    m_in.insert(user);
    m_ended.remove(user);
    const User* found = findUser(context, user);
    QJsonObject welcome{{"user"_L1, user},
                        {"name"_L1, found->name},
                        {"roles"_L1, QJsonArray::fromStringList(found->roles)}};
    if (result == LoginResult::Expired)
        welcome.insert("expired"_L1, true);
    if (passwordWasGiven(context, user))
        welcome.insert("given"_L1, true);
    answer.result = welcome;
    return answer;
}

std::optional<journal::Rejection> Sessions::locked(journal::Context& context, const QString& user,
                                                   const QString& now) {
    const QString until = lockedUntil(context, user, now);
    if (until.isEmpty())
        return {};
    return Error{ErrorKind::Locked,
                 {},
                 labels::sentence("login.locked", user, QString(until).replace(u'T', u' '))};
}

void Sessions::logout(const QString& user) {
    m_in.remove(user);
    m_expired.remove(user);
}

void Sessions::end(const QString& user, const journal::Rejection& why) {
    if (!m_in.contains(user))
        return;
    logout(user);
    m_ended.insert(user, why);
}

std::optional<journal::Rejection> Sessions::requireMaySpeak(const QString& user,
                                                            const QString& action) const {
    if (const auto ended = m_ended.constFind(user); ended != m_ended.constEnd())
        return *ended;
    if (!m_in.contains(user))
        return Error{ErrorKind::NotLoggedIn, {}, labels::sentence("login.missing", user)};
    if (m_expired.contains(user) && action != "user.password"_L1)
        return Error{ErrorKind::NotLoggedIn, {}, labels::sentence("login.expired", user)};
    return {};
}

bool Sessions::exists(journal::Context& context, const QString& user) const {
    return findUser(context, user) != nullptr;
}

bool Sessions::active(journal::Context& context, const QString& user) const {
    const User* found = findUser(context, user);
    return found && !found->disabled;
}

bool Sessions::hasOneOf(journal::Context& context, const QString& user,
                        const QStringList& roles) const {
    const User* found = findUser(context, user);
    return found && !found->disabled
           && std::any_of(roles.begin(), roles.end(),
                          [&](const QString& role) { return found->roles.contains(role); });
}

QString Sessions::named(const QStringList& roles) const {
    QStringList names;
    for (const QString& role : roles)
        names << roleName(role);
    return names.join(u"或"_s);
}

} // namespace identity
