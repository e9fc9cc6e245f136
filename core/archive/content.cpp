// SPDX-License-Identifier: GPL-3.0-only
#include "content.h"

#include "documents.h"

#include <storage/durable.h>

#include <QCryptographicHash>
#include <QFile>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using journal::Context;

namespace {

constexpr const char* tables = R"(
-- Beside the journal: the bytes of documents, each content once, proved by their own hash.
CREATE TABLE content (
  sha256 TEXT NOT NULL, chunk INTEGER NOT NULL, bytes BLOB NOT NULL,
  PRIMARY KEY (sha256, chunk)
) STRICT;
)";

bool isKept(Context& context, const QString& sha256) {
    return context.db.query("SELECT 1 FROM content WHERE sha256 = ? AND chunk = 0", sha256).next();
}

// Chunks are numbered from 0 and whole but for the last: a part is read by its number.
bool inPlace(Context& context, const QString& sha256) {
    auto rows = context.db.query(
        "SELECT chunk, length(bytes) FROM content WHERE sha256 = ? ORDER BY chunk", sha256);
    qint64 expected = 0;
    qint64 last = chunkSize;
    while (rows.next()) {
        if (rows.integer(0) != expected++ || last != chunkSize)
            return false;
        last = rows.integer(1);
    }
    return true;
}

// Every document's bytes are there and have the hash that the journal knows them by.
void checkContent(Context& context,
                  const std::function<void(journal::VerificationFinding)>& found) {
    auto documents =
        context.db.query("SELECT sha256, size, min(id) FROM document GROUP BY sha256, size");
    auto sum = context.db.query(
        "SELECT coalesce(sum(size), 0) FROM (SELECT sha256, size FROM document GROUP BY 1, 2)");
    sum.next();
    const qint64 all = sum.integer(0);
    qint64 done = 0;
    while (documents.next()) {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        qint64 size = 0;
        eachChunk(context, documents.text(0), [&](const QByteArray& chunk) {
            hash.addData(chunk);
            size += chunk.size();
            storage::reportProgress(context.progress, done + size, all);
        });
        done += size;
        const bool same = QString::fromLatin1(hash.result().toHex()) == documents.text(0);
        if (!same || size != documents.integer(1) || !inPlace(context, documents.text(0)))
            found({true, u"table content"_s,
                   u"文件 %1(%2…)的内容与其哈希不符。"_s.arg(documents.text(2),
                                                             documents.text(0).left(12))});
    }
    auto strangers = context.db.query("SELECT DISTINCT sha256 FROM content WHERE sha256 NOT IN"
                                      " (SELECT sha256 FROM document)");
    while (strangers.next())
        found({true, u"table content"_s,
               u"文件内容 %1… 不在日志中。"_s.arg(strangers.text(0).left(12))});
}

} // namespace

std::optional<FileFacts> factsOf(const QString& path, const storage::Progress& progress) {
    QFile file(path);
    if (storage::noFile(path) || !file.open(QIODevice::ReadOnly))
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    FileFacts facts;
    const qint64 saidSize = file.size();
    // Until nothing more comes: what a file says of its length may be wrong (a share).
    for (QByteArray part = file.read(chunkSize); !part.isEmpty(); part = file.read(chunkSize)) {
        facts.size += part.size();
        // One that grows while it is read would otherwise be read for ever.
        if (saidSize > 0 && facts.size > saidSize)
            return {};
        hash.addData(part);
        storage::reportProgress(progress, facts.size, file.size());
    }
    if (file.error() != QFileDevice::NoError)
        return {};
    facts.sha256 = QString::fromLatin1(hash.result().toHex());
    return facts;
}

bool keepFile(Context& context, const QString& path, const FileFacts& facts,
              const storage::Progress& progress) {
    if (isKept(context, facts.sha256))
        return true;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 done = 0;
    for (int chunk = 0; done < facts.size || chunk == 0; ++chunk) {
        const QByteArray part = file.read(std::min(chunkSize, facts.size - done));
        if (part.isEmpty() && facts.size > 0)
            return false;
        hash.addData(part);
        context.db.run("INSERT INTO content (sha256, chunk, bytes) VALUES (?, ?, ?)", facts.sha256,
                       chunk, part);
        done += part.size();
        storage::reportProgress(progress, done, facts.size);
    }
    return file.read(1).isEmpty() && QString::fromLatin1(hash.result().toHex()) == facts.sha256;
}

void eachChunk(Context& context, const QString& sha256,
               const std::function<void(const QByteArray&)>& take) {
    auto rows =
        context.db.query("SELECT bytes FROM content WHERE sha256 = ? ORDER BY chunk", sha256);
    while (rows.next())
        take(rows.bytes(0));
}

QByteArray readContent(Context& context, const QString& sha256, qint64 from, qint64 bytes) {
    QByteArray result;
    auto rows = context.db.query("SELECT bytes FROM content WHERE sha256 = ? AND chunk BETWEEN ?"
                                 " AND ? ORDER BY chunk",
                                 sha256, from / chunkSize,
                                 from / chunkSize + (from % chunkSize + bytes - 1) / chunkSize);
    qint64 skip = from % chunkSize;
    while (rows.next() && result.size() < bytes) {
        result += rows.bytes(0).mid(skip, bytes - result.size());
        skip = 0;
    }
    return result;
}

void installContent(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"content"_s});
    registry.addSidecarTables({u"content"_s});
    registry.addCheck(checkContent);
}

} // namespace archive
