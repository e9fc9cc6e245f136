// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/raw_file.h>

#include <QTemporaryDir>

// A copy of a file that an earlier program wrote, in a folder of its own.

namespace older {

using namespace Qt::Literals::StringLiterals;

inline QByteArray fixture(const QString& name) {
    return testing::bytesOf(QStringLiteral(OLDER_FILES) + u'/' + name);
}

class OlderFile {
public:
    OlderFile() : m_bytes(qUncompress(fixture(u"guzhang-1d245f9.fund.z"_s))) {
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

} // namespace older
