// SPDX-License-Identifier: GPL-3.0-only
#include "remote_batch.h"

#include <archive/documents.h>
#include <fund/request_line.h>
#include <journal/entry.h>
#include <journal/json_text.h>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;

namespace {

// A path is of this machine: the file that document.file names by one goes before the command,
// which then names its content.
Answer bringFile(client::Remote& remote, const QString& user, QJsonObject& with) {
    const QString path = with.value("path"_L1).toString();
    Answer brought;
    brought.rejection = archive::unfitFile(path);
    if (!brought.rejection)
        brought = remote.upload(user, path);
    if (brought.ok()) {
        with.remove("path"_L1);
        with.insert("sha256"_L1, brought.result.toObject().value("sha256"_L1));
    }
    return brought;
}

bool namesFile(const journal::Request& request) {
    return request.action == "document.file"_L1 && request.with.value("path"_L1).isString()
           && !request.with.contains("sha256"_L1);
}

} // namespace

QByteArray FilesFirst::line(const QByteArray& text) {
    auto [json, trouble] = journal::readJsonText(text);
    if (trouble)
        return text;
    if (const QJsonObject who = json.value("login"_L1).toObject(); !who.isEmpty()) {
        m_passwords.insert(who.value("user"_L1).toString(), who.value("password"_L1).toString());
        return text;
    }
    auto read = fund::readRequest(json, fund::Speaker::Named);
    auto* request = std::get_if<journal::Request>(&read);
    if (!request || !namesFile(*request))
        return text;
    const QString& user = request->as;
    if (!m_remote.isIn(user)
        && !(m_passwords.contains(user) && m_remote.login(user, m_passwords.value(user)).ok()))
        return text;
    if (!bringFile(m_remote, user, request->with).ok())
        return text;
    json.insert("with"_L1, request->with);
    return journal::canonical(json);
}

void RemoteBatch::answer(const Answer& answer) {
    const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
    if (error && error->kind == journal::ErrorKind::Internal)
        m_internalError = error->sentence;
    m_out(journal::canonical(answer.toJson()));
}

void RemoteBatch::lineTooLong() {
    Answer tooLong;
    tooLong.rejection = fund::lineTooLong();
    answer(tooLong);
}

void RemoteBatch::line(const QByteArray& text) {
    if (text.trimmed().isEmpty())
        return;
    const auto [json, trouble] = journal::readJsonText(text);
    if (trouble)
        m_out(m_remote.line(text));
    else if (json.contains("login"_L1))
        login(json, text);
    else
        doOrAsk(json, text);
}

void RemoteBatch::login(const QJsonObject& json, const QByteArray& text) {
    const QJsonObject who = json.value("login"_L1).toObject();
    const QJsonValue user = who.value("user"_L1);
    const QJsonValue password = who.value("password"_L1);
    if (json.size() != 1 || who.size() != 2 || !user.isString() || !password.isString())
        return m_out(m_remote.line(text));
    const Answer told = m_remote.login(user.toString(), password.toString());
    const journal::Error* error = told.rejection ? told.rejection->error() : nullptr;
    if (error && error->kind == journal::ErrorKind::BadInput)
        return m_out(m_remote.line(text));
    answer(told);
}

void RemoteBatch::doOrAsk(const QJsonObject& json, const QByteArray& text) {
    auto read = fund::readRequest(json, fund::Speaker::Named);
    auto* request = std::get_if<journal::Request>(&read);
    if (!request || !m_remote.isIn(request->as))
        return m_out(m_remote.line(text));
    if (json.contains("ask"_L1))
        return answer(m_remote.ask(*request));
    if (namesFile(*request))
        if (const Answer brought = bringFile(m_remote, request->as, request->with); !brought.ok())
            return answer(brought);
    answer(m_remote.submit(*request));
}

} // namespace fundctl
