// SPDX-License-Identifier: GPL-3.0-only
#include "fund.h"

#include "request_line.h"
#include "room.h"

#include <identity/password.h>
#include <identity/security_log.h>
#include <journal/chain.h>

// What a server needs of an open fund besides: many people speak to it from many places at once,
// and who they are is known to the server.

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using labels::sentence;

void Fund::speakFrom(const QString& address) {
    m_context.address = address;
}

int Fund::idleMinutes() {
    return identity::policy(m_context).idleMinutes;
}

qint64 Fund::headSeq() {
    return journal::head(m_context).seq;
}

QList<identity::HashNeed> Fund::hashesOf(const QString& user, const QString& password) {
    try {
        const QByteArray verifier = user == identity::recoveryUser()
                                        ? QByteArray()
                                        : identity::verifierToTry(m_context, user, m_clock.now());
        return verifier.isEmpty() ? QList<identity::HashNeed>()
                                  : QList<identity::HashNeed>{{verifier, password}};
    } catch (const std::exception& error) {
        failed(error, u"login"_s); // noted; the login itself says it
        return {};
    }
}

QList<identity::HashNeed> Fund::hashesOf(const journal::Request& request, const Once& once) {
    if (!holdsPassword(request) || m_sessions.requireMaySpeak(request.as, request.action))
        return {};
    try {
        if (!once.key.isEmpty())
            if (const auto kept = keptUnder(request, once)) // it will be the first answer or none
                return {{kept->first.toLatin1(), QString::fromUtf8(once.body)}};
        QList<identity::HashNeed> needs;
        const QString password = request.with.value("password"_L1).toString();
        if (request.action == u"user.password") {
            needs = hashesOf(request.as, request.with.value("old"_L1).toString());
            if (needs.isEmpty())
                return {};
            if (!request.dry)
                needs << identity::HashNeed{{}, request.with.value("new"_L1).toString()};
        } else {
            journal::Request dry = request;
            dry.dry = true;
            if (request.dry || !m_processor.submit(m_context, dry).ok())
                return {};
            if (!password.isEmpty())
                needs << identity::HashNeed{{}, password};
        }
        if (!once.key.isEmpty() && !request.dry)
            needs << identity::HashNeed{{}, QString::fromUtf8(once.body)};
        return needs;
    } catch (const std::exception& error) {
        failed(error, request.action); // noted; the command itself says it
        return {};
    }
}

void Fund::trust(const QString& user) {
    m_sessions.trust(user);
}

void Fund::noteEnd(const QString& user, const QString& why) {
    try {
        storage::UnitOfWork unit(*m_database);
        identity::recordSecurity(m_context,
                                 {journal::nextTime(m_context, m_clock), user, u"logout"_s, why});
        unit.commit();
    } catch (const std::exception& error) {
        failed(error, u"logout"_s); // it has ended all the same
    }
}

std::unique_ptr<storage::Copying> Fund::copying(const QString& path) {
    return m_database->copying(path);
}

Fund::Apart::Apart(Fund& fund, identity::Sessions& sessions) : m_fund(fund), m_other(sessions) {
    std::swap(m_fund.m_sessions, m_other);
}

Fund::Apart::~Apart() {
    std::swap(m_fund.m_sessions, m_other);
}

// As duty.role of a question says it.
std::optional<journal::Rejection> Fund::mayDo(const QString& user, const QString& what,
                                              labels::SentenceCode otherRole,
                                              const QStringList& roles) {
    if (auto rejection = m_sessions.requireMaySpeak(user, what))
        return rejection;
    if (m_sessions.hasOneOf(m_context, user, roles))
        return {};
    journal::Rejection rejection = journal::refuse(
        journal::Rule::DutyRole, labels::sentence(otherRole, user, m_sessions.named(roles)));
    plan::word(m_context, what, rejection);
    return rejection;
}

std::optional<journal::Rejection> Fund::mayHaveAll(const QString& user) {
    return mayDo(user, u"backup"_s, "backup.role", {u"admin"_s, u"auditor"_s});
}

std::optional<journal::Rejection> Fund::mayBring(const QString& user) {
    const journal::Command& filing = *registry().command(u"document.file"_s);
    auto rejection = mayDo(user, u"upload"_s, "upload.role", filing.roles);
    if (!rejection || !rejection->refusal())
        return rejection;
    // In the words of the command that a file is brought for: what a place answers to it is as of
    // a file.
    rejection = journal::refuse(journal::Rule::DutyRole, sentence("command.role", user, filing.name,
                                                                  m_sessions.named(filing.roles)));
    plan::word(m_context, filing.name, *rejection);
    return rejection;
}

} // namespace fund
