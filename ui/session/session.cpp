// SPDX-License-Identifier: GPL-3.0-only
#include "session.h"

#include "worker.h"

#include <identity/password.h>

#include <QDeadlineTimer>

namespace session {

using namespace Qt::Literals::StringLiterals;

namespace {

// Whoever guesses waits, on the fund's thread: the window does not, and can be closed meanwhile.
void waitBeforeAttempt(int milliseconds) {
    constexpr int atOnce = 20;
    const QDeadlineTimer until(milliseconds);
    while (!until.hasExpired() && !QThread::currentThread()->isInterruptionRequested())
        QThread::msleep(atOnce);
}

} // namespace

Session::Session(journal::Clock* clock, QObject* parent)
    : QObject(parent), m_clock(clock ? clock : &m_systemClock), m_worker(new Worker(*m_clock)) {
    identity::slowDownBy(waitBeforeAttempt);
    m_thread.setObjectName(u"fund"_s);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    // First of all who hear of it, so that no page is given what was before.
    const auto forget = [this] { m_answers.clear(); };
    connect(this, &Session::changed, this, forget);
    connect(this, &Session::userChanged, this, forget);
    connect(this, &Session::opened, this, forget);
    connect(this, &Session::closed, this, forget);
    m_thread.start();
}

Session::~Session() {
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

template <class Call> void Session::post(Call call) {
    QMetaObject::invokeMethod(m_worker, std::move(call), Qt::QueuedConnection);
}

void Session::open(const QString& path, QObject* receiver, OnDone done) {
    const QPointer<QObject> alive(receiver);
    post([=, this] {
        const QString trouble = m_worker->open(path);
        const QString name = m_worker->name();
        QMetaObject::invokeMethod(this, [=, this] {
            m_open = trouble.isEmpty();
            m_path = m_open ? path : QString();
            m_fundName = name;
            if (m_open)
                Q_EMIT opened();
            if (alive)
                done(trouble);
        });
    });
}

void Session::create(
    const QString& path, const fund::Founding& founding, QObject* receiver,
    std::function<void(const QString& trouble, const QString& recoveryCode)> made) {
    const QPointer<QObject> alive(receiver);
    post([=, this] {
        QString code;
        const QString trouble = m_worker->create(path, founding, code);
        const QString name = m_worker->name();
        QMetaObject::invokeMethod(this, [=, this] {
            m_open = trouble.isEmpty();
            m_path = m_open ? path : QString();
            m_fundName = name;
            if (m_open)
                Q_EMIT opened();
            if (alive)
                made(trouble, code);
        });
    });
}

void Session::close() {
    logout();
    if (!m_open)
        return;
    m_open = false;
    m_path.clear();
    m_fundName.clear();
    post([worker = m_worker] { worker->close(); });
    Q_EMIT closed();
}

void Session::login(const QString& user, const QString& password, QObject* receiver,
                    OnAnswer answer) {
    const QPointer<QObject> alive(receiver);
    post([=, this] {
        const journal::Answer said = m_worker->login(user, password);
        QMetaObject::invokeMethod(this, [=, this] {
            if (said.ok()) {
                const QJsonObject who = said.result.toObject();
                if (!m_user.isEmpty() && m_user != user)
                    post([worker = m_worker, before = m_user] { worker->logout(before); });
                m_user = user;
                m_name = who.value("name"_L1).toString();
                m_roles.clear();
                for (const QJsonValue& role : who.value("roles"_L1).toArray())
                    m_roles << role.toString();
                Q_EMIT userChanged();
            }
            if (alive)
                answer(said);
        });
    });
}

void Session::logout() {
    if (m_user.isEmpty())
        return;
    post([worker = m_worker, user = m_user] { worker->logout(user); });
    m_user.clear();
    m_name.clear();
    m_roles.clear();
    Q_EMIT userChanged();
}

bool Session::may(const QString& command) const {
    const journal::Command* found = fund::registry().command(command);
    return found && (found->roles.isEmpty() || hasOneOf(found->roles));
}

bool Session::mayAsk(const QString& question) const {
    const journal::Question* found = fund::registry().question(question);
    return found && (found->roles.isEmpty() || hasOneOf(found->roles));
}

bool Session::hasOneOf(const QStringList& roles) const {
    return std::any_of(roles.begin(), roles.end(),
                       [&](const QString& role) { return m_roles.contains(role); });
}

bool Session::isDeciding(const QString& command) {
    const journal::Command* found = fund::registry().command(command);
    return found && found->deciding;
}

void Session::send(const QString& action, const QJsonObject& with, bool command, bool dry,
                   QObject* receiver, OnAnswer answer) {
    const QPointer<QObject> alive(receiver);
    const journal::Request request{m_user, action, with, dry};
    post([=, this] {
        const journal::Answer said = m_worker->send(request, command);
        QMetaObject::invokeMethod(this, [=, this] {
            const journal::Error* error = said.objection ? said.objection->error() : nullptr;
            if (alive && command && error && error->field == u"clock"
                && clockIsRight(error->message)) {
                send(action, with, command, dry, receiver, answer);
                return;
            }
            if (command && !dry && said.ok())
                m_answers.clear(); // before anybody asks again
            if (alive)
                answer(said);
            if (command && !dry && said.ok())
                Q_EMIT changed(action);
        });
    });
}

bool Session::clockIsRight(const QString& doubt) {
    const bool right = m_clockQuestion && m_clockQuestion(doubt);
    if (right)
        post([this] { m_worker->trustClock(); });
    return right;
}

void Session::ask(const QString& question, const QJsonObject& with, QObject* receiver,
                  OnAnswer answer) {
    send(question, with, false, false, receiver, std::move(answer));
}

void Session::askOnce(const QString& question, QObject* receiver, OnAnswer answer) {
    const auto kept = m_answers.constFind(question);
    if (kept != m_answers.constEnd()) {
        QMetaObject::invokeMethod(
            receiver, [answer = std::move(answer), said = *kept] { answer(said); },
            Qt::QueuedConnection);
        return;
    }
    send(question, {}, false, false, receiver,
         [this, question, answer = std::move(answer)](const journal::Answer& said) {
             if (said.ok())
                 m_answers.insert(question, said);
             answer(said);
         });
}

void Session::submit(const QString& command, const QJsonObject& with, QObject* receiver,
                     OnAnswer answer) {
    send(command, with, true, false, receiver, std::move(answer));
}

void Session::judge(const QString& command, const QJsonObject& with, QObject* receiver,
                    OnAnswer answer) {
    send(command, with, true, true, receiver, std::move(answer));
}

QPointer<Job> Session::run(Work work, bool changes) {
    return start(
        [worker = m_worker, work = std::move(work)](const Progress& progress) {
            return worker->work([&](fund::Fund& fund) { return work(fund, progress); });
        },
        changes);
}

QPointer<Job> Session::runFree(FreeWork work) {
    return start([worker = m_worker, work = std::move(work)](
                     const Progress& progress) { return worker->free(work, progress); },
                 false);
}

QPointer<Job> Session::start(Start start, bool changes) {
    // Deleted when the work is done, whoever asked for it.
    auto* job = new Job;
    post([=, this] {
        qint64 told = -1;
        const QString trouble = start([&](qint64 done, qint64 all) {
            // The window is told of each hundredth part, not of each byte.
            const qint64 part = all > 0 ? done * 100 / all : 0;
            if (part != told) {
                told = part;
                Q_EMIT job->progressed(done, all);
            }
            return !job->cancelled();
        });
        QMetaObject::invokeMethod(this, [=, this] {
            Q_EMIT job->finished(trouble);
            job->deleteLater();
            if (changes && trouble.isEmpty())
                Q_EMIT changed(QString());
        });
    });
    return job;
}

} // namespace session
