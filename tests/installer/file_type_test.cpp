// SPDX-License-Identifier: GPL-3.0-only
#include <support/places.h>

#include <storage/database.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QMimeDatabase>
#include <QProcess>
#include <QTemporaryDir>

using storage::Database;

namespace {

// The file type as packages install it: in one data folder with the system's types.
class InstalledType {
public:
    InstalledType() {
        const QString packages = m_folder.filePath(QStringLiteral("mime/packages"));
        REQUIRE(QDir().mkpath(packages));
        REQUIRE(QFile::copy(testing::source(QStringLiteral("/installer/linux/funddesk.xml")),
                            packages + QStringLiteral("/funddesk.xml")));
        REQUIRE(QFile::copy(QStringLiteral("/usr/share/mime/packages/freedesktop.org.xml"),
                            packages + QStringLiteral("/freedesktop.org.xml")));
        REQUIRE(QProcess::execute(QStringLiteral("update-mime-database"),
                                  {m_folder.filePath(QStringLiteral("mime"))})
                == 0);
        qputenv("XDG_DATA_HOME", "/nonexistent");
        qputenv("XDG_DATA_DIRS", m_folder.path().toUtf8());
    }
    QString path(const char* name) const { return m_folder.filePath(QString::fromUtf8(name)); }
    QString typeOf(const QString& path, QMimeDatabase::MatchMode mode) const {
        return QMimeDatabase().mimeTypeForFile(path, mode).name();
    }

private:
    QTemporaryDir m_folder;
};

} // namespace

TEST_CASE("A fund file is known by its bytes, by its name, and told from other SQLite files") {
    const InstalledType type;
    const QString fund = type.path("古丈县.fund");
    Database::create(fund);
    const QString nameless = type.path("attachment");
    REQUIRE(QFile::copy(fund, nameless));
    const QString other = type.path("other.db");
    Database::scratch(other);

    const QString ours = QStringLiteral("application/x-funddesk-fund");
    CHECK(type.typeOf(fund, QMimeDatabase::MatchDefault) == ours);
    CHECK(type.typeOf(nameless, QMimeDatabase::MatchContent) == ours);
    CHECK(type.typeOf(type.path("20190731-090000.fund-backup"), QMimeDatabase::MatchExtension)
          == ours);
    CHECK(type.typeOf(other, QMimeDatabase::MatchContent) != ours);
    CHECK(
        QMimeDatabase().mimeTypeForName(ours).inherits(QStringLiteral("application/vnd.sqlite3")));
}
