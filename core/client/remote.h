// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "https.h"

#include <journal/command_processor.h>
#include <protocol/bodies.h>

#include <QHash>

namespace client {

// One fund on a server, as a program at another machine speaks to it: the contract's answers, as
// the file would give them. A command bears a key; where the connection breaks it is sent again
// until it is answered, for a minute, and is booked once.
class Remote {
public:
    using Told = std::function<bool(qint64 done, qint64 all)>;

    Remote(const protocol::Place& place, const Trust& trust) : m_https(place, trust) {}
    // Ends the tokens.
    ~Remote();

    journal::Answer login(const QString& user, const QString& password);
    // Somebody who was let in elsewhere, and has no password here.
    void hold(const QString& user, const QByteArray& token) { m_bearers.insert(user, {token, {}}); }
    bool isIn(const QString& user) const { return m_bearers.contains(user); }
    journal::Answer submit(const journal::Request& request);
    journal::Answer ask(const journal::Request& request);
    journal::Answer report(const QString& user, const protocol::ReportBody& paper);
    // Brings a file of this machine; the answer's "sha256" is what document.file takes.
    journal::Answer upload(const QString& user, const QString& path, const Told& told = {});
    // Starts a job, waits for it and gives its result; `file`, where it is given, is what it made.
    journal::Answer job(const QString& user, const QJsonObject& order, const QString& file = {},
                        const Told& told = {});
    // One line of a batch, judged as the file would, by nobody who is logged in here.
    QByteArray line(const QByteArray& line);
    // A whole batch; its answers as they come. An answer that is none of a batch is an error's.
    journal::Answer batch(QIODevice& lines, int group, bool allOrNothing,
                          const std::function<void(const QByteArray& line)>& out);

    const protocol::Place& place() const { return m_https.place(); }

private:
    struct Bearer {
        QByteArray token;
        QString password; // to log in again where the server was started anew
    };
    journal::Answer call(const QString& user, Https::Sent sent);
    Response patiently(const QString& user, Https::Sent& sent);
    journal::Answer answerTo(const Response& response, protocol::Call call) const;
    // Nothing stands at `file` before what came is what the server says that it is.
    journal::Answer download(const QString& user, const QString& job, const QString& file,
                             const QString& sha256);

    Https m_https;
    QHash<QString, Bearer> m_bearers;
};

} // namespace client
