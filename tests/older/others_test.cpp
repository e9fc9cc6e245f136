// SPDX-License-Identifier: GPL-3.0-only
#include "older_file.h"

#include <fund/fund.h>
#include <storage/holder.h>

#include <catch2/catch.hpp>

#include <QProcess>
#include <QRegularExpression>

#include <unistd.h>

// An upgrade beside others: who may do what to the file and its folder, and who waits.

using namespace Qt::Literals::StringLiterals;
using older::filesIn;
using older::OlderFile;
using older::troubleOf;

namespace {

// While it lives the test is run by somebody whom rights mean something to, and whose the file is.
class NotRoot {
public:
    explicit NotRoot(const OlderFile& file) : m_was(geteuid()) {
        if (m_was != 0)
            return;
        for (const QString& path : {file.folder(), file.path()})
            REQUIRE(chown(path.toUtf8().constData(), nobody, nobody) == 0);
        REQUIRE(seteuid(nobody) == 0);
    }
    ~NotRoot() {
        if (seteuid(m_was) != 0)
            std::abort();
    }
    NotRoot(const NotRoot&) = delete;
    NotRoot& operator=(const NotRoot&) = delete;

private:
    static constexpr uid_t nobody = 65534;
    uid_t m_was;
};

} // namespace

TEST_CASE("An upgrade keeps the mode; where nothing can be written it says what to do") {
    const OlderFile file(older::allWritten().back());
    const auto shared = QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup
                        | QFileDevice::WriteGroup;
    REQUIRE(QFile::setPermissions(file.path(), shared));
    const QFileInfo before(file.path());
    const auto mode = before.permissions();
    const uint group = before.groupId();
    fund::upgrade(file.path());
    CHECK(QFileInfo(file.path()).permissions() == mode);
    CHECK(QFileInfo(file.path()).groupId() == group);
    for (const bool folderToo : {false, true}) {
        const OlderFile other(older::allWritten().back());
        const NotRoot somebody(other);
        QFile::setPermissions(other.path(), QFileDevice::ReadOwner);
        if (folderToo)
            QFile::setPermissions(other.folder(), QFileDevice::ReadOwner | QFileDevice::ExeOwner);
        const QString said = troubleOf(other.path());
        CHECK(said.contains(u"复制到可以写入的文件夹"));
        CHECK(said.contains(u"fundctl verify"));
        CHECK(fund::Fund::verify(other.path()).sound());
        CHECK(other.asItWas());
        CHECK(filesIn(other.folder()) == QStringList{u"a.fund"_s});
        QFile::setPermissions(other.folder(), QFileDevice::ReadOwner | QFileDevice::WriteOwner
                                                  | QFileDevice::ExeOwner);
    }
}

TEST_CASE("While it is upgraded nobody else gets in, and is told who upgrades") {
    const OlderFile file(older::allWritten().back());
    QStringList others;
    fund::upgrade(file.path(), [&](qint64 done, qint64 all) {
        if (done * 2 < all || !others.isEmpty())
            return true;
        QProcess other; // another process: locks are of one
        other.start(u"python3"_s,
                    {u"-c"_s,
                     u"import sqlite3, sys\nc = sqlite3.connect(sys.argv[1], timeout=0)\n"
                     "try:\n c.execute('BEGIN EXCLUSIVE'); print('in')\n"
                     "except sqlite3.OperationalError as e: print(e)"_s,
                     file.path()});
        REQUIRE(other.waitForFinished());
        others << QString::fromUtf8(other.readAllStandardOutput()).trimmed()
               << QString::fromUtf8(testing::bytesOf(file.path() + u".using"_s))
               << storage::LockFile::inUse(file.path()).text();
        return true;
    });
    REQUIRE(others.size() == 3);
    CHECK(others[0] == u"database is locked");
    CHECK(others[1].contains(u"正在升级"));
    static const QRegularExpression sentence(
        u"a\\.fund 由较早的版本写成,正被 \\S+ \\(\\S+, 进程 \\d+\\) 自 \\d{4}-\\d\\d-\\d\\d"
        " \\d\\d:\\d\\d 起 升级:请等升级完成后再试。$"_s);
    INFO(others[2].toStdString());
    CHECK(sentence.match(others[2]).hasMatch());
}
