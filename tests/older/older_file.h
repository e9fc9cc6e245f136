// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/upgrade.h>
#include <support/raw_file.h>

#include <QDir>
#include <QTemporaryDir>

// A copy of a file that an earlier program wrote, in a folder of its own.

namespace older {

using namespace Qt::Literals::StringLiterals;

inline QByteArray fixture(const QString& name) {
    return testing::bytesOf(QStringLiteral(OLDER_FILES) + u'/' + name);
}

// What an earlier program wrote, and what it said of it.
struct Written {
    const char* commit;
    qint64 version;
    const char* head;
    qint64 entries;
    int documents;
    int logins; // lines of its security log
};
inline const std::vector<Written>& allWritten() {
    static const std::vector<Written> all{
        {"1d245f9", 1, "b890dde5177d04957fbc3cab394f37cf34ae7db89dbce99b617e0ca7ae0718ff", 417, 11,
         5},
        {"9e4d9d0", 2, "7ab620b613b7725093284cf1cd2a28e2eb3154d3c749bbccbb0b58b41c558fcd", 459, 11,
         5},
        {"a5baac7", 3, "957477c32c08742bd46451dfb71adc9b36f188c7a152d8eb1e313cee10fca0bf", 459, 11,
         5},
        {"aeb3574", 4, "6a0fdd933a32ed34b611c705585e4ce62698043cadec2e718fd3ea98e8ace327", 460, 11,
         3}};
    return all;
}

class OlderFile {
public:
    explicit OlderFile(const Written& written = allWritten().front())
        : m_bytes(
            qUncompress(fixture(u"guzhang-%1.fund.z"_s.arg(QLatin1StringView(written.commit))))) {
        testing::writeBytes(path(), m_bytes);
        QFile::setPermissions(path(), QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    }
    QString folder() const { return m_folder.path(); }
    QString path() const { return m_folder.filePath(u"a.fund"_s); }
    const QByteArray& bytes() const { return m_bytes; }
    bool asItWas() const { return testing::bytesOf(path()) == m_bytes; }
    // Somebody alters it with a common tool; triggers are put aside and put back.
    void alter(const QString& sql) {
        testing::RawFile file(path());
        const QStringList triggers =
            file.column(u"SELECT sql FROM sqlite_schema WHERE type = 'trigger'"_s);
        for (const QString& name :
             file.column(u"SELECT name FROM sqlite_schema WHERE type = 'trigger'"_s))
            file.run(u"DROP TRIGGER "_s + name);
        file.run(sql);
        for (const QString& trigger : triggers)
            file.run(trigger);
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_bytes;
};

// Why it was not upgraded; "" where it was.
inline QString troubleOf(const QString& path, const storage::Progress& progress = {}) {
    try {
        fund::upgrade(path, progress);
    } catch (const storage::Failure& failure) {
        return failure.message();
    }
    return {};
}

inline QStringList filesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
}

} // namespace older
