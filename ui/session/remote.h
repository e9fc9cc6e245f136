// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "backend.h"
#include "listener.h"

#include <client/remote.h>

#include <QHash>
#include <QThread>

#include <memory>

namespace session {

// A fund on a server. Requests wait on a thread of their own, because Qt Network waits in an event
// loop and the session's thread must not begin its next work meanwhile. Where the connection
// breaks it is tried again for a minute; then each request is tried once, until the server is back.
class RemoteBackend : public Backend {
public:
    // Throws client::Untrusted, and Unreachable where no server of ours has the fund there.
    // What `news` has is called from other threads.
    RemoteBackend(const protocol::Place& place, const client::Trust& trust,
                  std::shared_ptr<Connection> connection, News news);
    // Logs out who is in.
    ~RemoteBackend() override;

    QString fundName() override;
    Login login(const QString& user, const QString& password) override;
    void logout(const Token& token) override;
    journal::Answer ask(const Token& token, const QString& question,
                        const QJsonObject& with) override;
    journal::Answer submit(const Token& token, const QString& command, const QJsonObject& with,
                           const Progress& progress) override;
    journal::Answer judge(const Token& token, const QString& command,
                          const QJsonObject& with) override;
    // Who runs the server vouches for its clock.
    void clockIsRight() override {}
    journal::Answer upload(const Token& token, const QString& path,
                           const Progress& progress) override;
    journal::Answer content(const Token& token, const QString& sha256, const QString& path,
                            const Progress& progress) override;
    PaperAnswer report(const Token& token, const PaperOf& paper) override;
    journal::Answer job(const Token& token, const JobOrder& order,
                        const Progress& progress) override;
    ImportAnswer import(const Token& token, const fund::Import& what, bool enter,
                        const Progress& progress) override;
    journal::Answer changes(const Token& token, qint64 after) override;

private:
    QString userOf(const Token& token) const { return m_users.value(token); }
    template <class Work> journal::Answer apart(Work work);
    journal::Answer batch(const QString& user, const QByteArrayList& lines,
                          std::vector<journal::Answer>& answers, const Progress& progress);
    void listen(const QString& user);

    std::shared_ptr<Connection> m_connection;
    QThread m_thread;
    QObject* m_there; // on that thread
    std::unique_ptr<client::Remote> m_remote;
    std::unique_ptr<Listener> m_listener;
    QHash<Token, QString> m_users;
    QString m_listening; // whose token is listened with
    int m_logins = 0;
};

// No server of ours has the fund there.
class Unreachable : public std::runtime_error {
public:
    explicit Unreachable(const QString& message)
        : std::runtime_error(message.toStdString()), m_message(message) {}
    const QString& message() const { return m_message; }

private:
    QString m_message;
};

} // namespace session
