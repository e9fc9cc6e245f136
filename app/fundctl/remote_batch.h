// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <client/remote.h>
#include <fund/batch.h>

namespace fundctl {

// A stream of JSON lines to a server's fund, each sent by itself and answered as the file would
// answer it. What nobody who is logged in here says is judged by the server as a batch of one line.
class RemoteBatch {
public:
    RemoteBatch(client::Remote& remote, fund::Batch::Out out)
        : m_remote(remote), m_out(std::move(out)) {}

    void line(const QByteArray& text);
    void lineTooLong();
    // As fund::Batch says it.
    const std::optional<labels::Sentence>& internalError() const { return m_internalError; }

private:
    void answer(const journal::Answer& answer);
    void login(const QJsonObject& json, const QByteArray& text);
    void doOrAsk(const QJsonObject& json, const QByteArray& text);

    client::Remote& m_remote;
    fund::Batch::Out m_out;
    std::optional<labels::Sentence> m_internalError;
};

// The lines of a batch that goes to a server whole: the files that they name by path go before it,
// each brought by who names it, with the password of the line above by which they log in. A line
// whose file can't be brought goes as it is, and the server refuses it in its place.
class FilesFirst {
public:
    explicit FilesFirst(client::Remote& remote) : m_remote(remote) {}
    QByteArray line(const QByteArray& text);

private:
    client::Remote& m_remote;
    QHash<QString, QString> m_passwords;
};

} // namespace fundctl
