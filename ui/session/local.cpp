// SPDX-License-Identifier: GPL-3.0-only
#include "local.h"

#include <fund/backup.h>
#include <plan/plan.h>

#include <QSaveFile>

namespace session {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;

namespace {

constexpr int tokenBytes = 32;

// What `work` gives, or what it throws as an answer.
template <class Work> Answer answered(const QString& doing, Work work) {
    Answer answer;
    try {
        answer.result = work();
    } catch (const std::exception& error) {
        return fund::answerTo(error, doing);
    }
    return answer;
}

} // namespace

LocalBackend::LocalBackend(const QString& path, journal::Clock& clock,
                           journal::Randomness& randomness)
    : m_fund(fund::Fund::open(path, clock, randomness)), m_randomness(randomness) {}

LocalBackend::LocalBackend(const QString& path, const fund::Founding& founding,
                           journal::Clock& clock, journal::Randomness& randomness,
                           QString& recoveryCode)
    : m_fund(fund::Fund::create(path, founding, clock, randomness, recoveryCode)),
      m_randomness(randomness) {}

QString LocalBackend::fundName() {
    return m_fund->name();
}

Login LocalBackend::login(const QString& user, const QString& password) {
    Login login{{}, m_fund->login(user, password)};
    if (login.answer.ok()) {
        login.token = QString::fromLatin1(m_randomness.bytes(tokenBytes).toHex());
        m_users.insert(login.token, user);
    }
    return login;
}

// Somebody who is logged in twice goes on with the other token.
void LocalBackend::logout(const Token& token) {
    const QString user = m_users.take(token);
    if (!user.isEmpty() && m_users.key(user).isEmpty())
        m_fund->logout(user);
}

Answer LocalBackend::ask(const Token& token, const QString& question, const QJsonObject& with) {
    return m_fund->ask({userOf(token), question, with});
}

Answer LocalBackend::submit(const Token& token, const QString& command, const QJsonObject& with,
                            const Progress& progress) {
    return m_fund->submit({userOf(token), command, with}, progress);
}

Answer LocalBackend::judge(const Token& token, const QString& command, const QJsonObject& with) {
    return m_fund->submit({userOf(token), command, with, true});
}

Answer LocalBackend::upload(const Token& token, const QString& path, const Progress& progress) {
    return m_fund->upload(userOf(token), path, progress);
}

Answer LocalBackend::content(const Token& token, const QString& sha256, const QString& path,
                             const Progress& progress) {
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        Answer answer;
        answer.rejection = journal::Error{
            journal::ErrorKind::Storage, {}, labels::sentence("content.not-writable", path)};
        return answer;
    }
    Answer answer = m_fund->content(userOf(token), sha256, file, progress);
    if (answer.ok() && !file.commit())
        answer.rejection = journal::Error{
            journal::ErrorKind::Storage, {}, labels::sentence("content.not-complete")};
    return answer;
}

PaperAnswer LocalBackend::report(const Token& token, const PaperOf& paper) {
    return m_fund->report(userOf(token), paper.kind, paper.id, paper.requests);
}

Answer LocalBackend::job(const Token& token, const JobOrder& order, const Progress& progress) {
    switch (order.kind) {
    case JobOrder::Kind::Verify:
        return answered(u"verify"_s, [&] {
            const QByteArray head = order.head.toLatin1();
            return toJson(m_fund->verify(
                head.isEmpty() ? QList<QByteArray>() : QList<QByteArray>{head}, progress));
        });
    case JobOrder::Kind::Backup:
        return answered(u"backup"_s, [&] {
            QString path = order.path;
            if (path.isEmpty())
                path = m_fund->rotatingBackup(progress);
            else
                m_fund->backupTo(path, progress);
            return QJsonObject{{"path"_L1, path}};
        });
    case JobOrder::Kind::Archive:
        break;
    }
    Answer answer = m_fund->exportArchive(userOf(token), order.project, order.path, progress);
    if (answer.ok()) {
        QJsonObject result = answer.result.toObject();
        result.insert("path"_L1, order.path);
        answer.result = result;
    }
    return answer;
}

ImportAnswer LocalBackend::import(const Token& token, const fund::Import& what, bool enter,
                                  const Progress& progress) {
    ImportAnswer answer;
    if (what.user() != userOf(token)) { // what one tried is not another's to enter
        answer.rejection = journal::Error{journal::ErrorKind::NotLoggedIn,
                                          {},
                                          labels::sentence("import.logged-out", what.user())};
        return answer;
    }
    answer.rejection = answered(u"import"_s, [&] {
                           answer.outcome = enter ? what.entered(*m_fund, progress)
                                                  : what.tried(*m_fund, progress);
                           return QJsonObject();
                       }).rejection;
    return answer;
}

Answer LocalBackend::changes(const Token& token, qint64 after) {
    return m_fund->changes(userOf(token), after);
}

} // namespace session
