// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "backend.h"

#include <client/https.h>
#include <fund/fund.h>

#include <QHash>
#include <QObject>
#include <QPointer>
#include <QThread>

#include <atomic>
#include <functional>
#include <memory>

// The one open fund and who is logged in. Its backend lives on a thread of its own, so that the
// window never waits for the disk: every call returns at once, and its answer comes back later on
// the window's thread, unless `receiver` is gone by then. Calls are done in the order given.
//
//     session.ask(u"project.show"_s, {{"id"_L1, id}}, this, [this](const journal::Answer& answer) {
//         if (answer.ok()) show(answer.result.toObject());
//     });

namespace session {

class Connection;
class Worker; // has the backend, on that thread

using OnAnswer = std::function<void(const journal::Answer&)>;
// What went wrong, in one sentence; empty where it is done.
using OnDone = std::function<void(const QString& error)>;
// Work on the backend, on its thread: several calls, one after another, as whoever is logged in.
using Work =
    std::function<journal::Answer(Backend& backend, const Token& token, const Progress& progress)>;
// Long work that needs no open fund: restoring one. Throws where it fails.
using FreeWork = std::function<void(const Progress& progress)>;

// Long work under way. Asking it to stop is a wish; `onDone` comes in any case.
class Job : public QObject {
    Q_OBJECT

public:
    void cancel() { m_cancelled = true; }
    bool cancelled() const { return m_cancelled; }

Q_SIGNALS:
    void progressed(qint64 done, qint64 all);
    void finished(const journal::Answer& answer);

private:
    std::atomic<bool> m_cancelled = false;
};

class Session : public QObject {
    Q_OBJECT

public:
    // `clock` says what time it is; the system's where there is none. It outlives the session.
    explicit Session(journal::Clock* clock = nullptr, QObject* parent = nullptr);
    ~Session() override;

    void open(const QString& path, QObject* receiver, OnDone done);
    // Makes a fund and opens it; `made` is given the recovery code, shown once and kept nowhere.
    void create(const QString& path, const fund::Founding& founding, QObject* receiver,
                std::function<void(const QString& error, const QString& recoveryCode)> made);
    // The same of a fund on a server. Where its certificate is not the one that `trust` says,
    // nothing was sent, and `fingerprint` is the one that it shows.
    void openServer(const protocol::Place& place, const client::Trust& trust, QObject* receiver,
                    std::function<void(const QString& error, const QString& fingerprint)> done);
    void close();
    bool isOpen() const { return m_open; }
    // The file's path, or the server's place.
    QString path() const { return m_path; }
    bool isLocal() const { return !m_connection; }
    // What the window calls it: the file's or the server's name of it.
    QString shortName() const;
    // What the plan calls the open fund.
    QString fundName() const { return m_fundName; }

    void login(const QString& user, const QString& password, QObject* receiver, OnAnswer answer);
    void logout();
    bool loggedIn() const { return !m_user.isEmpty(); }
    QString user() const { return m_user; }
    QString userName() const { return m_name; }
    QStringList roles() const { return m_roles; }
    // True where one of the user's roles may give this command, ask this question, or record what
    // others signed on paper, as the core's registry has it; the core judges all the same.
    bool may(const QString& command) const;
    bool mayAsk(const QString& question) const;
    bool hasOneOf(const QStringList& roles) const;
    bool mayRecord() const { return hasOneOf(journal::recorders()); }
    // Whether a command of the core exists and may carry `signed`.
    static bool isDeciding(const QString& command);

    void ask(const QString& question, const QJsonObject& with, QObject* receiver, OnAnswer answer);
    // The same for what changes seldom and every page needs (the plan, people's names): asked once
    // and kept until a command is taken, or another fund or user comes.
    void askOnce(const QString& question, QObject* receiver, OnAnswer answer);
    void submit(const QString& command, const QJsonObject& with, QObject* receiver,
                OnAnswer answer);
    // Judges the command and changes nothing.
    void judge(const QString& command, const QJsonObject& with, QObject* receiver, OnAnswer answer);
    // Asked where the core doubts the machine's clock: true where a person says that it is right.
    // Then the command is sent again.
    void askAboutClock(std::function<bool(const QString& doubt)> ask) {
        m_clockQuestion = std::move(ask);
    }
    // The same for work that met the doubt: asks, and a yes is known to the fund from then on.
    bool clockIsRight(const QString& doubt);
    void report(const PaperOf& paper, QObject* receiver,
                std::function<void(const PaperAnswer&)> made);
    // Long work (verify, backup, a big scan, an export). The job deletes itself when it finished.
    QPointer<Job> run(Work work, bool changes = false);
    QPointer<Job> run(const JobOrder& order);
    QPointer<Job> runFree(FreeWork work);

    QString today() const { return m_clock->now().left(10); }

Q_SIGNALS:
    void opened();
    void closed();
    // Somebody logged in or out.
    void userChanged();
    // A command was taken, here or (with no name) at another desk: every page that shows figures
    // asks again.
    void changed(const QString& command);
    // The connection to the server broke, in one sentence, or it is back: "".
    void connectionChanged(const QString& trouble);
    // The server let this login end: by hours, a changed password, a user who may not come in any
    // more.
    void loginEnded(const QString& why);

private:
    template <class Posted> void post(Posted posted);
    void endLogin();
    enum class RequestKind { Ask, Submit, Judge };
    using Start = std::function<journal::Answer(const Progress& progress)>;
    QPointer<Job> start(Start start, bool changes);
    void send(RequestKind call, const QString& action, const QJsonObject& with, QObject* receiver,
              OnAnswer answer);
    using Open = std::function<std::unique_ptr<Backend>()>;
    using Opened = std::function<void(const QString& error, const QString& fingerprint)>;
    void openWith(const QString& path, std::shared_ptr<Connection> connection, Open open,
                  QObject* receiver, Opened done);
    void leaveServer();
    void hear(const QString& trouble);
    void checkLogin(const Token& token, const journal::Answer& answer);

    journal::SystemClock m_systemClock;
    journal::Clock* m_clock;
    journal::SystemRandomness m_randomness;
    QThread m_thread;
    Worker* m_worker;
    bool m_open = false;
    std::shared_ptr<Connection> m_connection; // of a server
    QString m_path;
    QString m_fundName;
    Token m_token;
    QString m_user;
    QString m_name;
    QStringList m_roles;
    QHash<QString, journal::Answer> m_answers; // of askOnce
    std::function<bool(const QString&)> m_clockQuestion;
};

} // namespace session
