// SPDX-License-Identifier: GPL-3.0-only
#include "remote_batch.h"

#include <archive/documents.h>
#include <fund/request_line.h>
#include <journal/entry.h>
#include <journal/json_text.h>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;

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
    // The path is of this machine: the file goes before the command.
    const QJsonValue path = request->with.value("path"_L1);
    if (request->action == "document.file"_L1 && path.isString()
        && !request->with.contains("sha256"_L1)) {
        Answer brought;
        brought.rejection = archive::unfitFile(path.toString());
        if (!brought.rejection)
            brought = m_remote.upload(request->as, path.toString());
        if (!brought.ok())
            return answer(brought);
        request->with.remove("path"_L1);
        request->with.insert("sha256"_L1, brought.result.toObject().value("sha256"_L1));
    }
    answer(m_remote.submit(*request));
}

} // namespace fundctl
