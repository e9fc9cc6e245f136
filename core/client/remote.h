// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "https.h"

#include <journal/command_processor.h>
#include <protocol/bodies.h>

#include <QElapsedTimer>
#include <QHash>

#include <atomic>

namespace client {

// For a program that stays with its server all day.
struct Watch {
    // True: whatever is waited for is given up, at once where that is a further try.
    std::function<bool()> stop;
    // Told how each request went: "" where the server answered, else why it did not.
    std::function<void(const QString& trouble)> heard;
    // True: the connection is gone for so long that each request is tried once only.
    std::function<bool()> gone;
};

// One fund on a server, as a program at another machine speaks to it: the contract's answers, as
// the file would give them. A command bears a key; where the connection breaks it is sent again
// until it is answered, for a minute, and is booked once.
class Remote {
public:
    using Told = std::function<bool(qint64 done, qint64 all)>;

    Remote(const protocol::Place& place, const Trust& trust, Watch watch = {});
    // Ends the tokens.
    ~Remote();

    // Refusals come with the codes of their sentences, the lines of a batch too.
    void takeCodes() { m_https.takeCodes(); }
    // Nothing where a server of ours has the fund there. Throws Untrusted.
    std::optional<journal::Rejection> missing();

    journal::Answer login(const QString& user, const QString& password);
    void logout(const QString& user);
    // Somebody who was let in elsewhere, and has no password here.
    void hold(const QString& user, const QByteArray& token) { m_bearers.insert(user, {token, {}}); }
    bool isIn(const QString& user) const { return m_bearers.contains(user); }
    QByteArray tokenOf(const QString& user) const { return m_bearers.value(user).token; }
    // Somebody saw that the server went away: who was in may log in once more. From any thread.
    void noteBroken() { m_broken = true; }
    // A command that nobody knows to be booked keeps its key: the same again is booked once.
    journal::Answer submit(const journal::Request& request);
    journal::Answer ask(const journal::Request& request);
    journal::Answer report(const QString& user, const protocol::ReportBody& paper);
    // Brings a file of this machine; the answer's "sha256" is what document.file takes.
    journal::Answer upload(const QString& user, const QString& path, const Told& told = {});
    // Writes a document's bytes to a file of this machine, whole or not at all; goes on where the
    // connection broke.
    journal::Answer content(const QString& user, const QString& sha256, const QString& file,
                            const Told& told = {});
    // What was changed after an entry; waits up to 25 s where nothing was.
    journal::Answer changes(const QString& user, qint64 after);
    // Starts a job, waits for it and gives its result; `file`, where it is given, is what it made.
    journal::Answer job(const QString& user, const QJsonObject& order, const QString& file = {},
                        const Told& told = {});
    // One line of a batch, judged as the file would, by nobody who is logged in here.
    QByteArray line(const QByteArray& line);
    // A whole batch; its answers as they come. An answer that is none of a batch is an error's.
    journal::Answer batch(QIODevice& lines, int group, bool allOrNothing,
                          const std::function<void(const QByteArray& line)>& out);

    // The line by which a batch logs this user in.
    QByteArray loginLine(const QString& user) const;

    const protocol::Place& place() const { return m_https.place(); }

private:
    struct Bearer {
        QByteArray token;
        QString password; // to log in again where the server was started anew
    };
    journal::Answer call(const QString& user, Https::Sent sent);
    Response patiently(const QString& user, Https::Sent& sent);
    journal::Answer answerTo(const Response& response, protocol::Call call) const;
    Response send(const Https::Sent& sent, const Https::Take& take = {});
    bool goesOn(const QElapsedTimer& timer, const Response& response) const;
    // Nothing stands at `file` before what came is what the server says that it is.
    journal::Answer download(const QString& user, Https::Sent sent, const QString& file,
                             const QString& sha256, const Told& told);

    Https m_https;
    Watch m_watch;
    std::atomic<bool> m_broken = false;
    QHash<QString, Bearer> m_bearers;
    QHash<QByteArray, QString> m_unsettled; // keys, by the hash of who sent what
};

} // namespace client
