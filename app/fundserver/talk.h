// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "pieces.h"
#include "server.h"

namespace fundserver {

// One request while its body comes: into the memory where it is short, into a file where it may be
// long, and into the user's own file where it is a part of an upload.
class Talk : public Exchange {
public:
    Talk(Server& server, const Server::Asked& asked, qint64 most)
        : m_server(server), m_asked(asked), m_most(most) {}
    // Whether this user may bring anything is asked of the fund.
    bool asksFirst() const override { return m_asked.route.call == protocol::Call::Bring; }
    void mayCome(Told told) override;
    std::optional<HttpAnswer> begin() override;
    bool part(const QByteArray& bytes) override;
    void whole(Done done) override;

private:
    std::optional<HttpAnswer> beginFile();
    std::optional<HttpAnswer> beginUpload();
    void batch(const Done& done);
    void brought(Done done);

    Server& m_server;
    Server::Asked m_asked;
    qint64 m_most;
    QByteArray m_body;
    std::unique_ptr<QFile> m_file;         // of a batch
    std::unique_ptr<Uploads::Part> m_part; // of an upload
    protocol::Part m_range;
    QString m_name; // what the file is called
    BatchPieces::How m_how;
    qint64 m_size = 0;
};

// Bytes as they were asked for by `Range`, or all of them; `make` makes the pieces of a part.
template <class Make> HttpAnswer bytesOf(const QByteArray& range, qint64 all, Make make) {
    HttpAnswer answer;
    answer.type = "application/octet-stream";
    answer.headers.insert("Accept-Ranges", "bytes");
    protocol::Part part{0, all, all};
    if (!range.isEmpty()) {
        const auto read = protocol::readRange(range, all);
        if (!read) {
            answer = httpOf(journal::ErrorKind::BadInput, QStringLiteral("Range"),
                            labels::sentence("download.range", all));
            answer.status = 416;
            answer.headers.insert("Content-Range", "bytes */" + QByteArray::number(all));
            return answer;
        }
        part = *read;
        answer.status = 206;
        answer.headers.insert("Content-Range", protocol::contentRange(part));
    }
    if (part.size == 0)
        return answer;
    answer.pieces = make(part);
    answer.size = part.size;
    return answer;
}

} // namespace fundserver
