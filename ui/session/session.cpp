// SPDX-License-Identifier: GPL-3.0-only
#include "session.h"

#include "local.h"
#include "remote.h"

#include <identity/password.h>

#include <QDeadlineTimer>
#include <QFileInfo>

namespace session {

using namespace Qt::Literals::StringLiterals;

namespace {

// The delay after a wrong password is spent on the fund's thread: the window stays usable, and can
// be closed.
void waitBeforeAttempt(int milliseconds) {
    constexpr int atOnce = 20;
    const QDeadlineTimer until(milliseconds);
    while (!until.hasExpired() && !QThread::currentThread()->isInterruptionRequested())
        QThread::msleep(atOnce);
}

journal::Answer noFund() {
    journal::Answer answer;
    answer.rejection =
        journal::Error{journal::ErrorKind::Storage, {}, labels::sentence("fund.none-open")};
    return answer;
}

} // namespace

// Lives on the fund's thread and ends there.
class Worker : public QObject {
public:
    std::unique_ptr<Backend> backend; // nullptr while no fund is open
};

Session::Session(journal::Clock* clock, QObject* parent)
    : QObject(parent), m_clock(clock ? clock : &m_systemClock), m_worker(new Worker) {
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
    leaveServer();
    m_thread.requestInterruption();
    m_thread.quit();
    m_thread.wait();
}

template <class Posted> void Session::post(Posted posted) {
    QMetaObject::invokeMethod(m_worker, std::move(posted), Qt::QueuedConnection);
}

void Session::openWith(const QString& path, std::shared_ptr<Connection> connection, Open open,
                       QObject* receiver, Opened done) {
    const QPointer<QObject> alive(receiver);
    leaveServer();
    m_connection = std::move(connection);
    post([=, this, state = m_connection] {
        QString failure;
        QString fingerprint;
        QString name;
        m_worker->backend.reset();
        try {
            m_worker->backend = open();
            name = m_worker->backend->fundName();
        } catch (const client::Untrusted& error) {
            failure = error.message();
            fingerprint = error.fingerprint();
        } catch (const Unreachable& error) {
            failure = error.message();
        } catch (const std::exception& error) {
            failure = fund::answerTo(error, u"window"_s).rejection->message();
        }
        QMetaObject::invokeMethod(this, [=, this] {
            if (state != m_connection) // another was asked for meanwhile
                return;
            m_open = failure.isEmpty();
            m_path = m_open ? path : QString();
            m_fundName = name;
            if (m_open)
                Q_EMIT opened();
            else
                m_connection.reset();
            if (alive)
                done(failure, fingerprint);
        });
    });
}

void Session::open(const QString& path, QObject* receiver, OnDone done) {
    openWith(
        path, {},
        [=, this] { return std::make_unique<LocalBackend>(path, *m_clock, m_randomness); },
        receiver, [done = std::move(done)](const QString& error, const QString&) { done(error); });
}

void Session::openServer(const protocol::Place& place, const client::Trust& trust,
                         QObject* receiver, Opened done) {
    // What comes from other threads is told to this one, while that server is the open one.
    const auto which = std::make_shared<std::weak_ptr<Connection>>();
    const auto here = [this, which](auto work) {
        QMetaObject::invokeMethod(this, [this, which, work] {
            if (m_connection && which->lock() == m_connection)
                work();
        });
    };
    const auto connection = std::make_shared<Connection>(
        [=, this](const QString& trouble) { here([=, this] { hear(trouble); }); });
    *which = connection;
    const News news{[=, this](const QJsonObject&) {
                        here([this] {
                            if (loggedIn())
                                Q_EMIT changed(QString());
                        });
                    },
                    // Who was in is let in once more where the server was started anew.
                    [=, this] {
                        here([this] {
                            if (loggedIn())
                                ask(u"journal.head"_s, {}, this, [](const journal::Answer&) {});
                        });
                    }};
    openWith(
        place.text(), connection,
        [=] { return std::make_unique<RemoteBackend>(place, trust, connection, news); }, receiver,
        std::move(done));
}

void Session::create(const QString& path, const fund::Founding& founding, QObject* receiver,
                     std::function<void(const QString& error, const QString& recoveryCode)> made) {
    const auto code = std::make_shared<QString>();
    openWith(
        path, {},
        [=, this] {
            return std::make_unique<LocalBackend>(path, founding, *m_clock, m_randomness, *code);
        },
        receiver,
        [code, made = std::move(made)](const QString& error, const QString&) {
            made(error, *code);
        });
}

// Whatever waits for it is given up.
void Session::leaveServer() {
    if (m_connection)
        m_connection->leave();
    m_connection.reset();
}

void Session::close() {
    logout();
    leaveServer();
    if (!m_open)
        return;
    m_open = false;
    m_path.clear();
    m_fundName.clear();
    post([this] { m_worker->backend.reset(); });
    Q_EMIT closed();
}

QString Session::shortName() const {
    return isLocal() ? QFileInfo(m_path).completeBaseName() : m_path.section(u'/', -1);
}

void Session::hear(const QString& trouble) {
    Q_EMIT connectionChanged(trouble);
    if (trouble.isEmpty() && loggedIn()) // what was asked meanwhile has no answer
        Q_EMIT changed(QString());
}

void Session::checkLogin(const Token& token, const journal::Answer& answer) {
    const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
    if (!isLocal() && error && error->kind == journal::ErrorKind::NotLoggedIn && !m_token.isEmpty()
        && token == m_token)
        Q_EMIT loginEnded(error->message());
}

void Session::login(const QString& user, const QString& password, QObject* receiver,
                    OnAnswer answer) {
    const QPointer<QObject> alive(receiver);
    post([=, this, named = !m_fundName.isEmpty()] {
        const Login login =
            m_worker->backend ? m_worker->backend->login(user, password) : Login{{}, noFund()};
        const QString name =
            login.answer.ok() && !named ? m_worker->backend->fundName() : QString();
        QMetaObject::invokeMethod(this, [=, this] {
            const journal::Answer& said = login.answer;
            if (said.ok()) {
                if (!named)
                    m_fundName = name;
                const QJsonObject who = said.result.toObject();
                endLogin();
                m_token = login.token;
                m_user = user;
                m_name = who.value("name"_L1).toString();
                for (const QJsonValue& role : who.value("roles"_L1).toArray())
                    m_roles << role.toString();
                Q_EMIT userChanged();
            }
            if (alive)
                answer(said);
        });
    });
}

void Session::endLogin() {
    if (!m_token.isEmpty())
        post([this, token = m_token] {
            if (m_worker->backend)
                m_worker->backend->logout(token);
        });
    m_token.clear();
    m_user.clear();
    m_name.clear();
    m_roles.clear();
}

void Session::logout() {
    if (m_user.isEmpty())
        return;
    endLogin();
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

void Session::send(RequestKind call, const QString& action, const QJsonObject& with,
                   QObject* receiver, OnAnswer answer) {
    const QPointer<QObject> alive(receiver);
    post([=, this, token = m_token] {
        const journal::Answer said =
            !m_worker->backend           ? noFund()
            : call == RequestKind::Ask   ? m_worker->backend->ask(token, action, with)
            : call == RequestKind::Judge ? m_worker->backend->judge(token, action, with)
                                         : m_worker->backend->submit(token, action, with);
        QMetaObject::invokeMethod(this, [=, this] {
            const journal::Error* error = said.rejection ? said.rejection->error() : nullptr;
            if (alive && call != RequestKind::Ask && error && error->field == u"clock"
                && clockIsRight(error->message())) {
                send(call, action, with, receiver, answer);
                return;
            }
            const bool taken = call == RequestKind::Submit && said.ok();
            if (taken)
                m_answers.clear(); // they are of the state before
            if (alive)
                answer(said);
            if (taken)
                Q_EMIT changed(action);
            checkLogin(token, said);
        });
    });
}

bool Session::clockIsRight(const QString& doubt) {
    const bool right = isLocal() && m_clockQuestion && m_clockQuestion(doubt);
    if (right)
        post([this] {
            if (m_worker->backend)
                m_worker->backend->clockIsRight();
        });
    return right;
}

void Session::ask(const QString& question, const QJsonObject& with, QObject* receiver,
                  OnAnswer answer) {
    send(RequestKind::Ask, question, with, receiver, std::move(answer));
}

void Session::askOnce(const QString& question, QObject* receiver, OnAnswer answer) {
    const auto kept = m_answers.constFind(question);
    if (kept != m_answers.constEnd()) {
        QMetaObject::invokeMethod(
            receiver, [answer = std::move(answer), said = *kept] { answer(said); },
            Qt::QueuedConnection);
        return;
    }
    send(RequestKind::Ask, question, {}, receiver,
         [this, question, answer = std::move(answer)](const journal::Answer& said) {
             if (said.ok())
                 m_answers.insert(question, said);
             answer(said);
         });
}

void Session::submit(const QString& command, const QJsonObject& with, QObject* receiver,
                     OnAnswer answer) {
    send(RequestKind::Submit, command, with, receiver, std::move(answer));
}

void Session::judge(const QString& command, const QJsonObject& with, QObject* receiver,
                    OnAnswer answer) {
    send(RequestKind::Judge, command, with, receiver, std::move(answer));
}

void Session::report(const PaperOf& paper, QObject* receiver,
                     std::function<void(const PaperAnswer&)> made) {
    const QPointer<QObject> alive(receiver);
    post([=, this, token = m_token] {
        const auto answer = std::make_shared<PaperAnswer>(
            m_worker->backend ? m_worker->backend->report(token, paper)
                              : PaperAnswer(*noFund().rejection));
        QMetaObject::invokeMethod(this, [=] {
            if (alive)
                made(*answer);
        });
    });
}

QPointer<Job> Session::run(Work work, bool changes) {
    return start(
        [this, token = m_token, work = std::move(work)](const Progress& progress) {
            return m_worker->backend ? work(*m_worker->backend, token, progress) : noFund();
        },
        changes);
}

QPointer<Job> Session::run(const JobOrder& order) {
    return run([order](Backend& backend, const Token& token, const Progress& progress) {
        return backend.job(token, order, progress);
    });
}

QPointer<Job> Session::runFree(FreeWork work) {
    return start(
        [work = std::move(work)](const Progress& progress) {
            work(progress);
            return journal::Answer();
        },
        false);
}

QPointer<Job> Session::start(Start start, bool changes) {
    // Deleted when the work is done, whoever asked for it.
    auto* job = new Job;
    post([=, this] {
        qint64 lastPart = -1;
        const auto progress = [&](qint64 done, qint64 all) {
            // The window is told of each hundredth part, not of each byte.
            const qint64 part = all > 0 ? done * 100 / all : 0;
            if (part != lastPart) {
                lastPart = part;
                Q_EMIT job->progressed(done, all);
            }
            return !job->cancelled();
        };
        journal::Answer answer;
        try {
            answer = start(progress);
        } catch (const std::exception& error) {
            answer = fund::answerTo(error, u"window"_s);
        }
        QMetaObject::invokeMethod(this, [=, this] {
            Q_EMIT job->finished(answer);
            job->deleteLater();
            if (changes && answer.ok())
                Q_EMIT changed(QString());
        });
    });
    return job;
}

} // namespace session
