// SPDX-License-Identifier: GPL-3.0-only
#include "remote.h"

#include <journal/entry.h>
#include <journal/json_text.h>
#include <storage/durable.h>
#include <storage/failure.h>
#include <storage/part.h>

#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QThread>
#include <QUrl>

namespace client {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::ErrorKind;
using labels::sentence;
using protocol::Call;

namespace {

constexpr qint64 patience = 60'000;         // ms
constexpr qint64 patienceWithoutTls = 2000; // ms; a server that ends may end in a handshake
constexpr unsigned long betweenTries = 300;
constexpr unsigned long betweenLooks = 200; // at a job
constexpr qint64 partSize = 8 << 20;        // of an upload

Answer no(ErrorKind kind, const labels::Sentence& why, const QString& field = {}) {
    Answer answer;
    answer.rejection = journal::Error{kind, field, why};
    return answer;
}

qint64 patienceWith(const Response& response) {
    return response.noTls ? patienceWithoutTls : patience;
}

} // namespace

Remote::Remote(const protocol::Place& place, const Trust& trust, Watch watch)
    : m_https(place, trust), m_watch(std::move(watch)) {
    m_https.stopWhen(m_watch.stop);
}

Remote::~Remote() {
    for (const QString& user : m_bearers.keys())
        logout(user);
}

void Remote::logout(const QString& user) {
    const Bearer bearer = m_bearers.take(user);
    if (bearer.token.isEmpty())
        return;
    try {
        m_https.send({.call = Call::Logout, .token = bearer.token});
    } catch (const std::exception&) { // it ends by itself, when it was idle for long enough
    }
}

Response Remote::send(const Https::Sent& sent, const Https::Take& take) {
    Response response = m_https.send(sent, take);
    if (response.status == 0)
        m_broken = true;
    if (m_watch.heard)
        m_watch.heard(response.trouble.text());
    return response;
}

bool Remote::goesOn(const QElapsedTimer& timer, const Response& response) const {
    return timer.elapsed() < patienceWith(response) && !(m_watch.stop && m_watch.stop())
           && !(m_watch.gone && m_watch.gone());
}

// Who is not logged in is told so of a fund that is there.
std::optional<journal::Rejection> Remote::missing() {
    const Answer answer = answerTo(m_https.send({.call = Call::Events}), Call::Events);
    const auto* error = answer.rejection ? answer.rejection->error() : nullptr;
    if (error && error->kind == ErrorKind::NotLoggedIn)
        return {};
    return answer.rejection;
}

// What a server of ours says is the contract's; another program may say anything.
Answer Remote::answerTo(const Response& response, Call call) const {
    const bool books = call == Call::Do || call == Call::Batch;
    if (response.status == 0)
        return no(ErrorKind::Connection, books ? sentence("connection.uncertain", response.trouble)
                                               : sentence("connection.not-done", response.trouble));
    const auto [json, trouble] = journal::readJsonText(response.body);
    if (trouble || !json.value("ok"_L1).isBool())
        return no(ErrorKind::Connection,
                  sentence("server.foreign", m_https.place().host, response.status));
    return Answer::fromJson(json);
}

// Again and again while the connection breaks or the server can't: what is sent bears a key, or
// changes nothing. A server that was started anew knows no token: who was in logs in once more.
Response Remote::patiently(const QString& user, Https::Sent& sent) {
    QElapsedTimer timer;
    timer.start();
    const qint64 start = sent.from ? sent.from->pos() : 0;
    for (;;) {
        if (sent.from)
            sent.from->seek(start);
        sent.token = m_bearers.value(user).token;
        Response response = send(sent);
        if (response.status == 401 && !m_bearers.value(user).password.isEmpty()
            && m_broken.exchange(false)) {
            if (login(user, m_bearers.value(user).password).ok())
                continue;
        }
        if (response.status != 0 && response.status != 401 && response.status != 503)
            m_broken = false;
        if ((response.status != 0 && response.status != 503) || !goesOn(timer, response))
            return response;
        QThread::msleep(betweenTries);
    }
}

Answer Remote::call(const QString& user, Https::Sent sent) {
    return answerTo(patiently(user, sent), sent.call);
}

Answer Remote::login(const QString& user, const QString& password) {
    Https::Sent sent{
        .call = Call::Login,
        .body = journal::canonical(QJsonObject{{"user"_L1, user}, {"password"_L1, password}})};
    QElapsedTimer timer;
    timer.start();
    Response response = send(sent);
    while ((response.status == 0 || response.status == 429 || response.status == 503)
           && goesOn(timer, response)) {
        QThread::msleep(betweenTries);
        response = send(sent);
    }
    Answer answer = answerTo(response, Call::Login);
    if (!answer.ok())
        return answer;
    QJsonObject result = answer.result.toObject();
    // What only who keeps a token needs; the rest is as a file says it.
    const QByteArray token = result.take("token"_L1).toString().toLatin1();
    result.remove("idle_minutes"_L1);
    logout(user); // by another token of an earlier login
    m_bearers.insert(user, {token, password});
    answer.result = result;
    return answer;
}

Answer Remote::submit(const journal::Request& request) {
    QJsonObject body{{"do"_L1, request.action}, {"with"_L1, request.with}};
    // The hash of it, because it may hold a password.
    const QByteArray what = QCryptographicHash::hash(
        request.as.toUtf8() + '\n' + journal::canonical(body), QCryptographicHash::Sha256);
    if (request.dry) {
        body.insert("dry"_L1, true);
        return call(request.as, {.call = Call::Do, .body = journal::canonical(body)});
    }
    const QString key = m_unsettled.value(what, protocol::newKey());
    body.insert("key"_L1, key);
    Answer answer = call(request.as, {.call = Call::Do, .body = journal::canonical(body)});
    const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
    if (error && error->kind == ErrorKind::Connection)
        m_unsettled.insert(what, key);
    else
        m_unsettled.remove(what);
    if (answer.ok() && request.action == u"user.password")
        m_bearers[request.as].password = request.with.value("new"_L1).toString();
    return answer;
}

Answer Remote::ask(const journal::Request& request) {
    return call(request.as, {.call = Call::Ask,
                             .body = journal::canonical(QJsonObject{{"ask"_L1, request.action},
                                                                    {"with"_L1, request.with}})});
}

Answer Remote::report(const QString& user, const protocol::ReportBody& paper) {
    QJsonObject body{{"kind"_L1, paper.kind}, {"id"_L1, paper.id}};
    if (!paper.requests.isEmpty())
        body.insert("requests"_L1, QJsonArray::fromStringList(paper.requests));
    if (!paper.packageHash.isEmpty())
        body.insert("package"_L1, paper.packageHash);
    return call(user, {.call = Call::Report, .body = journal::canonical(body)});
}

Answer Remote::upload(const QString& user, const QString& path, const Told& told) {
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return no(ErrorKind::BadInput, sentence("file.unreadable", path), u"path"_s);
    const qint64 all = file.size();
    const QString sha256 = QString::fromLatin1(hash.result().toHex());
    Https::Sent sent{.call = Call::Bring,
                     .id = sha256,
                     .query = "name=" + QUrl::toPercentEncoding(QFileInfo(path).fileName())};
    // How much is there from an earlier try.
    sent.headers.insert("Content-Range", protocol::contentRange({0, 0, all}));
    Answer answer = call(user, sent);
    while (answer.ok() && !answer.result.toObject().value("complete"_L1).toBool()) {
        const qint64 have = answer.result.toObject().value("have"_L1).toInteger();
        if (told && !told(have, all))
            return no(ErrorKind::Storage, sentence("upload.stopped"));
        file.seek(have);
        sent.body = file.read(std::min(partSize, all - have));
        if (sent.body.isEmpty())
            return no(ErrorKind::Storage, sentence("file.changed", path));
        sent.headers.insert("Content-Range", protocol::contentRange({have, sent.body.size(), all}));
        answer = call(user, sent);
    }
    if (answer.ok())
        answer.result = QJsonObject{{"sha256"_L1, sha256}, {"size"_L1, all}};
    return answer;
}

Answer Remote::download(const QString& user, Https::Sent sent, const QString& file,
                        const QString& sha256, const Told& told) {
    if (const auto why = storage::noOutput(file))
        return no(ErrorKind::Storage, *why);
    storage::Part part(file);
    bool written = true;
    bool goes = true;
    const auto take = [&](const QByteArray& bytes) {
        written = part.file().write(bytes) == bytes.size();
        goes = !told || told(part.file().pos(), 0);
        return written && goes;
    };
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        sent.token = m_bearers.value(user).token;
        if (part.file().pos() > 0)
            sent.headers.insert("Range", "bytes=" + QByteArray::number(part.file().pos()) + '-');
        const Response response = send(sent, take);
        if (!written || !part.file().flush())
            return no(ErrorKind::Storage, sentence("download.not-written", file));
        if (!goes)
            return no(ErrorKind::Storage, sentence("work.stopped"));
        if (response.status / 100 == 2)
            break;
        if (response.status != 0 || !goesOn(timer, response))
            return answerTo(response, sent.call);
        QThread::msleep(betweenTries);
    }
    part.file().seek(0);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(&part.file());
    if (QString::fromLatin1(hash.result().toHex()) != sha256)
        return no(ErrorKind::Storage, sentence("download.hash", file));
    storage::fsyncFile(part.path());
    storage::renameDurably(part.path(), file);
    return {};
}

Answer Remote::content(const QString& user, const QString& sha256, const QString& file,
                       const Told& told) {
    return download(user, {.call = Call::Content, .id = sha256}, file, sha256, told);
}

Answer Remote::changes(const QString& user, qint64 after) {
    return call(user, {.call = Call::Events, .query = "after=" + QByteArray::number(after)});
}

QByteArray Remote::loginLine(const QString& user) const {
    return journal::canonical(
        QJsonObject{{"login"_L1, QJsonObject{{"user"_L1, user},
                                             {"password"_L1, m_bearers.value(user).password}}}});
}

Answer Remote::job(const QString& user, const QJsonObject& order, const QString& file,
                   const Told& told) {
    if (const auto why = file.isEmpty() ? std::nullopt : storage::noOutput(file))
        return no(ErrorKind::Storage, *why);
    Answer started = call(user, {.call = Call::Start, .body = journal::canonical(order)});
    if (!started.ok())
        return started;
    const QString id = started.result.toObject().value("job"_L1).toString();
    for (;;) {
        Answer looked = call(user, {.call = Call::Job, .id = id});
        if (!looked.ok())
            return looked;
        const QJsonObject job = looked.result.toObject();
        const QString state = job.value("state"_L1).toString();
        if (state == "done"_L1) {
            Answer answer;
            answer.result = job.value("result"_L1);
            if (file.isEmpty())
                return answer;
            const Answer got = download(user, {.call = Call::File, .id = id}, file,
                                        answer.result.toObject().value("sha256"_L1).toString(), {});
            return got.ok() ? answer : got;
        }
        if (state == "failed"_L1 || state == "stopped"_L1) {
            QJsonObject json = job;
            json.insert("ok"_L1, false);
            return state == "failed"_L1 ? Answer::fromJson(json)
                                        : no(ErrorKind::Storage, sentence("work.stopped"));
        }
        if (told && !told(job.value("progress"_L1).toInt(), 100)) {
            call(user, {.call = Call::Stop, .id = id});
            return no(ErrorKind::Storage, sentence("work.stopped"));
        }
        QThread::msleep(betweenLooks);
    }
}

QByteArray Remote::line(const QByteArray& line) {
    Https::Sent sent{.call = Call::Batch, .body = line + '\n'};
    const Response response = patiently({}, sent);
    // What is refused before any line is read is answered as one.
    return response.status == 200 ? response.body.trimmed()
                                  : journal::canonical(answerTo(response, Call::Batch).toJson());
}

Answer Remote::batch(QIODevice& lines, int group, bool allOrNothing,
                     const std::function<void(const QByteArray& line)>& out) {
    QByteArray query = "group=" + QByteArray::number(group);
    if (allOrNothing)
        query += "&all-or-nothing=1";
    QByteArray rest;
    const Response response =
        send({.call = Call::Batch, .query = query, .from = &lines}, [&](const QByteArray& part) {
            rest += part;
            for (qsizetype end = rest.indexOf('\n'); end >= 0; end = rest.indexOf('\n')) {
                out(rest.left(end));
                rest.remove(0, end + 1);
            }
            return true;
        });
    return response.status == 200 ? Answer() : answerTo(response, Call::Batch);
}

} // namespace client
