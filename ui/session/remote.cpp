// SPDX-License-Identifier: GPL-3.0-only
#include "remote.h"

#include <journal/json_text.h>
#include <reports/report_json.h>

#include <QBuffer>

namespace session {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::ErrorKind;

namespace {

Answer no(ErrorKind kind, const QString& message) {
    Answer answer;
    answer.rejection = journal::Error{kind, {}, labels::Sentence::told(message)};
    return answer;
}

} // namespace

// `work` is done on the other thread, and nothing is thrown through it.
template <class Work> Answer RemoteBackend::apart(Work work) {
    Answer answer;
    QMetaObject::invokeMethod(
        m_there,
        [&] {
            try {
                answer = work();
            } catch (const client::Untrusted& error) {
                answer = no(ErrorKind::Connection, error.message());
            } catch (const std::exception& error) {
                answer = fund::answerTo(error, u"remote"_s);
            }
        },
        Qt::BlockingQueuedConnection);
    return answer;
}

RemoteBackend::RemoteBackend(const protocol::Place& place, const client::Trust& trust,
                             std::shared_ptr<Connection> connection, News news)
    : m_connection(std::move(connection)), m_there(new QObject) {
    m_thread.setObjectName(u"network"_s);
    m_there->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, m_there, &QObject::deleteLater);
    m_thread.start();
    std::exception_ptr failed;
    const Answer there = apart([&] {
        Answer answer;
        try {
            const auto state = m_connection;
            m_remote = std::make_unique<client::Remote>(
                place, trust,
                client::Watch{[state] { return state->isOverdue(); },
                              [state](const QString& trouble) { state->heard(trouble); },
                              [state] { return state->isGone(); }});
            m_remote->takeCodes();
            answer.rejection = m_remote->missing();
        } catch (const client::Untrusted&) {
            failed = std::current_exception();
        }
        return answer;
    });
    if (!failed && !there.ok())
        failed = std::make_exception_ptr(Unreachable(there.rejection->message()));
    if (failed) {
        apart([&] {
            m_remote.reset();
            return Answer();
        });
        m_thread.quit();
        m_thread.wait();
        std::rethrow_exception(failed);
    }
    m_listener = std::make_unique<Listener>(place, trust, m_connection, std::move(news),
                                            [this] { m_remote->noteBroken(); });
}

RemoteBackend::~RemoteBackend() {
    m_connection->leave();
    m_listener.reset();
    apart([&] {
        m_remote.reset();
        return Answer();
    });
    m_thread.quit();
    m_thread.wait();
}

// Only who is logged in may read the plan.
QString RemoteBackend::fundName() {
    if (m_users.isEmpty())
        return {};
    return ask(m_users.constBegin().key(), u"plan.show"_s, {})
        .result.toObject()
        .value("name"_L1)
        .toString();
}

// After each request: one that logged in anew has another token.
void RemoteBackend::listen(const QString& user) {
    if (user == m_listening)
        m_listener->listen(m_remote->tokenOf(user));
}

Login RemoteBackend::login(const QString& user, const QString& password) {
    qint64 seq = 0;
    Login login;
    login.answer = apart([&] {
        Answer answer = m_remote->login(user, password);
        // Before any page is asked for, so that nothing is missed between.
        if (answer.ok())
            seq = m_remote->ask({user, u"journal.head"_s, {}})
                      .result.toObject()
                      .value("seq"_L1)
                      .toInteger();
        return answer;
    });
    if (!login.answer.ok())
        return login;
    login.token = user + u'#' + QString::number(++m_logins);
    m_users.insert(login.token, user);
    m_listening = user;
    m_listener->listen(m_remote->tokenOf(user), seq);
    return login;
}

// Somebody who is logged in twice goes on with the other token.
void RemoteBackend::logout(const Token& token) {
    const QString user = m_users.take(token);
    if (user.isEmpty() || !m_users.key(user).isEmpty())
        return;
    if (user == m_listening) {
        m_listening = m_users.isEmpty() ? QString() : m_users.constBegin().value();
        m_listener->listen(m_remote->tokenOf(m_listening));
    }
    apart([&] {
        m_remote->logout(user);
        return Answer();
    });
}

Answer RemoteBackend::ask(const Token& token, const QString& question, const QJsonObject& with) {
    const QString user = userOf(token);
    const Answer answer = apart([&] { return m_remote->ask({user, question, with}); });
    listen(user);
    return answer;
}

Answer RemoteBackend::submit(const Token& token, const QString& command, const QJsonObject& with,
                             const Progress& progress) {
    const QString user = userOf(token);
    if (progress && !progress(0, 0))
        return no(ErrorKind::Storage, u"已停止,没有记入。"_s);
    const Answer answer = apart([&] { return m_remote->submit({user, command, with}); });
    if (answer.ok())
        m_listener->isOwn(answer.seq);
    listen(user);
    return answer;
}

Answer RemoteBackend::judge(const Token& token, const QString& command, const QJsonObject& with) {
    const QString user = userOf(token);
    const Answer answer = apart([&] { return m_remote->submit({user, command, with, true}); });
    listen(user);
    return answer;
}

Answer RemoteBackend::upload(const Token& token, const QString& path, const Progress& progress) {
    return apart([&] { return m_remote->upload(userOf(token), path, progress); });
}

Answer RemoteBackend::content(const Token& token, const QString& sha256, const QString& path,
                              const Progress& progress) {
    return apart([&] { return m_remote->content(userOf(token), sha256, path, progress); });
}

PaperAnswer RemoteBackend::report(const Token& token, const PaperOf& paper) {
    const Answer answer = apart([&] {
        return m_remote->report(userOf(token), {paper.kind, paper.id, paper.requests, {}});
    });
    if (!answer.ok())
        return *answer.rejection;
    if (auto report = reports::reportFrom(answer.result.toObject()))
        return *std::move(report);
    return *no(ErrorKind::Connection,
               u"服务器给的表单本程序读不懂,请把本程序升级到与服务器相同的版本。"_s)
                .rejection;
}

Answer RemoteBackend::job(const Token& token, const JobOrder& order, const Progress& progress) {
    QJsonObject body;
    switch (order.kind) {
    case JobOrder::Kind::Verify:
        body.insert("job"_L1, u"verify"_s);
        if (!order.head.isEmpty())
            body.insert("with"_L1, QJsonObject{{"head"_L1, order.head}});
        break;
    case JobOrder::Kind::Backup:
        if (order.path.isEmpty())
            return no(ErrorKind::Storage, u"服务器上的备份由服务器定时做;要另存一份,"
                                          "请用“备份到…”选本机的位置。"_s);
        body.insert("job"_L1, u"backup"_s);
        break;
    case JobOrder::Kind::Archive:
        body.insert("job"_L1, u"archive"_s);
        body.insert("with"_L1, QJsonObject{{"project"_L1, order.project}});
        break;
    }
    Answer answer = apart([&] { return m_remote->job(userOf(token), body, order.path, progress); });
    if (answer.ok() && !order.path.isEmpty()) {
        QJsonObject result = answer.result.toObject();
        result.insert("path"_L1, order.path);
        answer.result = result;
    }
    return answer;
}

// All or nothing, logged in for itself; the answers behind the login's.
Answer RemoteBackend::batch(const QString& user, const QByteArrayList& lines,
                            std::vector<Answer>& answers, const Progress& progress) {
    QByteArray text = m_remote->loginLine(user) + '\n' + lines.join('\n') + '\n';
    QBuffer sent(&text);
    sent.open(QIODevice::ReadOnly);
    std::optional<Answer> in;
    const Answer whole = m_remote->batch(sent, 1, true, [&](const QByteArray& line) {
        const Answer answer = Answer::fromJson(journal::readJsonText(line).object);
        if (!in)
            in = answer;
        else
            answers.push_back(answer);
        if (progress)
            progress(static_cast<qint64>(answers.size()), lines.size());
    });
    if (in && !in->ok())
        return *in;
    return whole;
}

ImportAnswer RemoteBackend::import(const Token& token, const fund::Import& what, bool enter,
                                   const Progress& progress) {
    ImportAnswer answer;
    if (what.user() != userOf(token)) { // what one tried is not another's to enter
        answer.rejection = journal::Error{
            ErrorKind::NotLoggedIn, {}, labels::sentence("import.logged-out", what.user())};
        return answer;
    }
    const QByteArrayList lines = what.lines(!enter);
    std::vector<Answer> answers;
    if (!lines.isEmpty() && !what.isEmpty()) {
        const Answer whole = apart([&] { return batch(what.user(), lines, answers, progress); });
        const bool all = static_cast<qsizetype>(answers.size()) == lines.size();
        if (!whole.ok())
            answer.rejection = whole.rejection;
        else if (!all)
            answer.rejection = no(ErrorKind::Connection,
                                  enter ? u"与服务器的连接断了,不知道整批是否已经记入:连上后请"
                                          "重新选这个文件试算,已记入的会说编号已经用过。"_s
                                        : u"与服务器的连接断了,没有试算完:请连上后再试。"_s)
                                   .rejection;
        if (answer.rejection)
            return answer;
    }
    answer.outcome = what.outcomeOf(answers);
    answer.outcome.kept = enter && answer.outcome.kept && !lines.isEmpty();
    return answer;
}

Answer RemoteBackend::changes(const Token& token, qint64 after) {
    return apart([&] { return m_remote->changes(userOf(token), after); });
}

} // namespace session
