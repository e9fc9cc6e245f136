// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "house.h"
#include "listener.h"

#include <fund/batch.h>
#include <identity/sessions.h>

#include <QFile>

namespace fundserver {

// The bytes of a document, a chunk at a time as the client takes them.
class ContentPieces : public Pieces {
public:
    ContentPieces(std::shared_ptr<House> house, const Tokens::Bearer& bearer, const QString& sha256,
                  const protocol::Part& part)
        : m_house(std::move(house)), m_bearer(bearer), m_sha256(sha256), m_at(part.from),
          m_end(part.from + part.size) {}
    void next(Take take) override;

private:
    std::shared_ptr<House> m_house;
    Tokens::Bearer m_bearer;
    QString m_sha256;
    qint64 m_at;
    qint64 m_end;
};

// The bytes of a file that a job made.
class FilePieces : public Pieces {
public:
    FilePieces(const QString& path, const protocol::Part& part);
    void next(Take take) override;

private:
    QFile m_file;
    qint64 m_left;
};

// A batch: the lines that came, done and answered one after another as the client takes the
// answers. Who logs in in it is logged in here only.
class BatchPieces : public Pieces, public std::enable_shared_from_this<BatchPieces> {
public:
    struct How {
        int group = 1;
        bool allOrNothing = false;
        bool codes = false; // of sentences, in refusals
        QString address;
    };
    BatchPieces(std::shared_ptr<House> house, std::unique_ptr<QFile> lines, const How& how);
    ~BatchPieces() override;
    void next(Take take) override;

private:
    void go(fund::Fund& fund, Take take);
    bool work(fund::Fund& fund);
    bool waitsForHashes(fund::Fund& fund);
    void tooLong(fund::Fund& fund);
    bool readLine();

    std::shared_ptr<House> m_house;
    std::unique_ptr<QFile> m_lines; // removed with it
    How m_how;
    identity::Sessions m_sessions;
    std::unique_ptr<fund::Batch> m_batch;
    QByteArray m_out;
    // The line that is next, and what its passwords need.
    std::optional<QByteArray> m_line;
    bool m_lineTooLong = false;
    bool m_lineLookedAt = false;
    QList<identity::HashNeed> m_needs;
    std::shared_ptr<identity::Hashes> m_hashes = std::make_shared<identity::Hashes>();
    bool m_over = false;
};

} // namespace fundserver
