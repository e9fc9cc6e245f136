// SPDX-License-Identifier: GPL-3.0-only
#include <storage/database.h>
#include <storage/durable.h>
#include <storage/failure.h>
#include <storage/part.h>
#include <support/raw_file.h>
#include <support/told.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>

#include <optional>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::Literals::StringLiterals;
using storage::Failure;
using storage::Trouble;
using testing::bytesOf;
using testing::told;
using testing::writeBytes;

namespace {

int modeOf(const QString& path) {
    struct stat facts {};
    REQUIRE(::lstat(QFile::encodeName(path).constData(), &facts) == 0);
    return static_cast<int>(facts.st_mode & 07777);
}

QStringList namesIn(const QString& folder) {
    return QDir(folder).entryList(QDir::AllEntries | QDir::Hidden | QDir::System
                                  | QDir::NoDotAndDotDot);
}

// The temporary folders of this process, for the time of a test.
class Temporary {
public:
    explicit Temporary(const QString& place) : m_before(qgetenv("TMPDIR")) {
        qputenv("TMPDIR", place.toUtf8());
    }
    ~Temporary() { m_before.isEmpty() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", m_before); }
    Temporary(const Temporary&) = delete;
    Temporary& operator=(const Temporary&) = delete;

private:
    QByteArray m_before;
};

template <class Work> Failure failureOf(Work work) {
    try {
        work();
    } catch (const Failure& failure) {
        return failure;
    }
    FAIL("nothing was thrown");
    return {Trouble::Io, {}};
}

} // namespace

TEST_CASE("A part bears a name that nobody knows and is its owner's alone, whatever is allowed") {
    const QTemporaryDir folder;
    const QString target = folder.filePath(u"a.zip"_s);
    const mode_t before = ::umask(0);
    {
        storage::Part one(target);
        storage::Part other(target);
        CHECK(one.path() != other.path());
        CHECK(one.path().startsWith(target + u".part-"_s));
        CHECK(modeOf(one.path()) == 0600);
        CHECK(one.file().write("x") == 1);
        // Held, both stay.
        storage::removeLeftovers(folder.path());
        CHECK(namesIn(folder.path()).size() == 2);
    }
    ::umask(before);
    CHECK(namesIn(folder.path()).isEmpty());
}

TEST_CASE("A name as long as a file system takes has a part all the same") {
    const QTemporaryDir folder;
    const QString target = folder.filePath(QString(85, u'账'));
    storage::writeAtomically(target, "x");
    CHECK(bytesOf(target) == "x");
    CHECK(namesIn(folder.path()).size() == 1);
}

TEST_CASE("Leftovers go that are ours and that nobody holds, and nothing else") {
    const QTemporaryDir folder;
    const auto at = [&](const QString& name) { return folder.filePath(name); };
    for (const QString& name :
         {u"a.part-0123456789abcdef"_s, u"a.part-0123456789abcdef-journal"_s, u"a.part"_s,
          u"a.part-0"_s, u"a.part-0123456789abcdeg"_s, u"victim"_s})
        writeBytes(at(name), name.toUtf8());
    REQUIRE(QFile::link(at(u"victim"_s), at(u"b.part-0123456789abcdef"_s)));
    REQUIRE(QDir(folder.path()).mkdir(u"c.part-0123456789abcdef"_s));
    storage::removeLeftovers(folder.path());
    CHECK(namesIn(folder.path())
          == QStringList{u"a.part"_s, u"a.part-0"_s, u"a.part-0123456789abcdeg"_s,
                         u"b.part-0123456789abcdef"_s, u"c.part-0123456789abcdef"_s, u"victim"_s});
}

TEST_CASE("Temporary folders are private, and what a killed program left in them goes") {
    const QTemporaryDir place;
    const Temporary here(place.path());
    std::optional<storage::TemporaryFolder> at(std::in_place);
    CHECK(modeOf(at->path()) == 0700);
    writeBytes(at->filePath(u"replay"_s), "x");
    QDir(place.path()).mkdir(u"funddesk-work-0123456789abcdef"_s);
    writeBytes(place.filePath(u"funddesk-work-0123456789abcdef/replay"_s), "left");
    QDir(place.path()).mkdir(u"funddesk-work-of-somebody"_s);
    storage::removeTemporaryLeftovers();
    CHECK(namesIn(place.path()).size() == 2);
    CHECK(QFileInfo::exists(at->filePath(u"replay"_s)));
    at.reset();
    CHECK(namesIn(place.path()) == QStringList{u"funddesk-work-of-somebody"_s});
}

TEST_CASE("A temporary folder that can't be used is named, and nothing is laid elsewhere") {
    const QTemporaryDir place;
    const QString missing = place.filePath(u"nowhere"_s);
    const Temporary here(missing);
    const Failure failure = failureOf([] { const storage::TemporaryFolder folder; });
    CHECK(failure.trouble() == Trouble::Temporary);
    CHECK(failure.message().contains(missing));
    CHECK(failure.message().endsWith(u"资金文件没有问题,也没有改动。"_s));
}

TEST_CASE("A file of people's choice is read whole up to a size, and nothing that is no file") {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"plan.json"_s);
    constexpr qint64 most = 1 << 20;
    writeBytes(path, QByteArray(most, 'x'));
    CHECK(storage::readWhole(path, most).size() == most);
    REQUIRE(QFile::resize(path, most + 1));
    Failure failure = failureOf([&] { storage::readWhole(path, most); });
    CHECK(failure.trouble() == Trouble::TooLarge);
    CHECK(failure.message() == told("file.above-mebibytes", path, 1));
    REQUIRE(QFile::resize(path, qint64(3) << 30)); // sparse
    CHECK(failureOf([&] { storage::readWhole(path, most); }).trouble() == Trouble::TooLarge);
    REQUIRE(::mkfifo(QFile::encodeName(folder.filePath(u"fifo"_s)).constData(), 0600) == 0);
    for (const QString& no : {folder.path(), folder.filePath(u"fifo"_s), u"/dev/zero"_s,
                              u"/proc/self/mem"_s, folder.filePath(u"none"_s)}) {
        failure = failureOf([&] { storage::readWhole(no, most); });
        CHECK(failure.trouble() == Trouble::CannotOpen);
        CHECK(failure.message().contains(no));
    }
}

TEST_CASE("What leaves the fund goes through no link of others and into nothing that is no file") {
    const QTemporaryDir folder;
    const QString victim = folder.filePath(u"victim"_s);
    writeBytes(victim, "old");
    const QString link = folder.filePath(u"page.csv"_s);
    REQUIRE(QFile::link(victim, link));
    storage::writeAtomically(link, "new"); // ours, made on purpose
    CHECK(bytesOf(victim) == "new");
    CHECK(QFileInfo(link).isSymLink());
    if (::geteuid() == 0) {
        REQUIRE(::lchown(QFile::encodeName(link).constData(), 65534, 65534) == 0);
        CHECK_THROWS_AS(storage::writeAtomically(link, "newer"), Failure);
        CHECK(bytesOf(victim) == "new");
    }
    const QString fifo = folder.filePath(u"fifo"_s);
    REQUIRE(::mkfifo(QFile::encodeName(fifo).constData(), 0600) == 0);
    for (const QString& no :
         {fifo, folder.path(), u"/dev/zero"_s, u"/dev/null"_s, u"/proc/self/mem"_s})
        CHECK_THROWS_AS(storage::writeAtomically(no, "x"), Failure);
    CHECK(namesIn(folder.path()) == QStringList{u"fifo"_s, u"page.csv"_s, u"victim"_s});
}

TEST_CASE("The note of who uses a fund follows no link that lies in its place") {
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"a.fund"_s);
    storage::Database::create(path)->sealSchema();
    const QString victim = folder.filePath(u"victim"_s);
    writeBytes(victim, "do not touch");
    REQUIRE(QFile::link(victim, path + u".using"_s));
    {
        const auto open = storage::Database::open(path);
        CHECK_FALSE(QFileInfo(path + u".using"_s).isSymLink());
        CHECK(modeOf(path + u".using"_s) == 0600);
    }
    CHECK(bytesOf(victim) == "do not touch");
    CHECK(namesIn(folder.path()) == QStringList{u"a.fund"_s, u"victim"_s});
}
