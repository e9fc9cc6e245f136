// SPDX-License-Identifier: GPL-3.0-only
#include <logging/bug.h>
#include <logging/log.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <new>

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(testLog, "funddesk.test", QtInfoMsg)

// A state folder of its own while it lasts.
class Logged {
public:
    explicit Logged(QString (*clean)(const QString&) = nullptr)
        : m_before(qgetenv("XDG_STATE_HOME")) {
        qputenv("XDG_STATE_HOME", m_folder.path().toUtf8());
        logging::begin({u"program"_s, false, clean});
    }
    ~Logged() {
        logging::end();
        m_before.isNull() ? qunsetenv("XDG_STATE_HOME") : qputenv("XDG_STATE_HOME", m_before);
    }
    Logged(const Logged&) = delete;
    Logged& operator=(const Logged&) = delete;

    QDir folder() const { return m_folder.filePath(u"funddesk"_s); }
    QString path(int n = 0) const {
        return folder().filePath(n == 0 ? u"program.log"_s : u"program.log.%1"_s.arg(n));
    }
    QString text(int n = 0) const {
        QFile file(path(n));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }

private:
    QTemporaryDir m_folder;
    QByteArray m_before;
};

} // namespace

TEST_CASE("A bug is told in every build, with the place that noticed it") {
    CHECK_NOTHROW(logging::ensure(true, "sums agree"));
    try {
        logging::ensure(false, "sums agree");
        FAIL("nothing was thrown");
    } catch (const logging::Bug& bug) {
        CHECK(bug.what() == std::string("sums agree"));
        CHECK(QString::fromUtf8(bug.where().file).endsWith(u"log_test.cpp"_s));
        CHECK(bug.where().line > 0);
    }
    CHECK(logging::checked(std::optional(7), "a number") == 7);
    CHECK_THROWS_WITH(logging::checked(std::optional<int>(), "a number"),
                      "checked, and yet missing: a number");
}

TEST_CASE("The log lies in the state folder, for its owner's eyes, a line for each message") {
    const Logged logged;
    CHECK(logging::filePath() == logged.path());
    CHECK_FALSE(QFileInfo::exists(logged.path())); // nothing was said yet
    qCInfo(testLog) << "opened; schema" << 2;
    qCWarning(testLog).noquote() << u"two\nlines"_s;
    qCDebug(testLog) << "not asked for";
    const QStringList lines = logged.text().trimmed().split(u'\n');
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].contains(u"info funddesk.test: opened; schema 2"));
    CHECK(lines[1].contains(u"warning funddesk.test: two lines"));
    static const QRegularExpression time(u"^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3} "_s);
    CHECK(time.match(lines[0]).hasMatch());
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther
                        | QFileDevice::WriteOther | QFileDevice::ExeOther | QFileDevice::ExeGroup;
    CHECK_FALSE(QFileInfo(logged.path()).permissions() & others);
    CHECK_FALSE(QFileInfo(logged.folder().path()).permissions() & others);
}

TEST_CASE("A log of 1 MiB makes room for the next, and five are kept") {
    const Logged logged;
    const QString line(1000, u'x');
    for (int i = 0; i < 7000; ++i)
        qCInfo(testLog).noquote() << i << line;
    const auto others = QFileDevice::ReadGroup | QFileDevice::ReadOther;
    for (int n = 0; n < logging::filesKept; ++n) {
        CHECK(QFileInfo(logged.path(n)).size() > 0);
        CHECK(QFileInfo(logged.path(n)).size() <= logging::largestFile);
        CHECK_FALSE(QFileInfo(logged.path(n)).permissions() & others);
    }
    CHECK_FALSE(QFileInfo::exists(logged.path(logging::filesKept)));
    CHECK(logged.text().contains(u": 6999 x"));
    CHECK(logged.text(1).endsWith(u"x\n"));
    CHECK(logged.folder().entryList(QDir::Files).size() == logging::filesKept);
}

TEST_CASE("What a program before left is gone on with") {
    const Logged logged;
    qCInfo(testLog) << "first";
    logging::end();
    logging::begin({u"program"_s});
    qCInfo(testLog) << "second";
    CHECK(logged.text().count(u'\n') == 2);
}

TEST_CASE("What must not be read is taken out of every line") {
    const Logged logged([](const QString& text) {
        return QString(text).replace(u"13812345678"_s, u"138****5678"_s);
    });
    qCInfo(testLog) << "called 13812345678";
    logging::internalError(std::runtime_error("13812345678"), u"unit.register"_s);
    CHECK_FALSE(logged.text().contains(u"13812345678"));
    CHECK(logged.text().count(u"138****5678"_s) == 2);
}

TEST_CASE("An internal error has an id that stands in the log with what it was and where") {
    const Logged logged;
    const auto told = logging::internalError(logging::Bug("sums agree"), u"payment.pay"_s);
    static const QRegularExpression id(u"^[0-9a-f]{8}$"_s);
    CHECK(id.match(told.id).hasMatch());
    CHECK_FALSE(told.memory);
    CHECK(logged.text().contains(u"error funddesk.logging: internal error %1: bug in payment.pay at"
                                 " tests/core/logging/log_test.cpp:"_s.arg(told.id)));
    CHECK(logged.text().contains(u": sums agree\n"));
    const auto memory = logging::internalError(std::bad_alloc(), u"payment.pay"_s);
    CHECK(memory.id != told.id);
    CHECK(memory.memory);
    CHECK(logged.text().contains(memory.id + u": out of memory"_s));
}

TEST_CASE("Where no log can be written the work goes on") {
    QTemporaryDir folder;
    QFile taken(folder.filePath(u"funddesk"_s)); // a file where the folder would be
    REQUIRE(taken.open(QIODevice::WriteOnly));
    qputenv("XDG_STATE_HOME", folder.path().toUtf8());
    logging::begin({u"program"_s});
    qCInfo(testLog) << "unheard";
    CHECK_FALSE(logging::internalError(std::runtime_error("x"), u"y"_s).id.isEmpty());
    logging::end();
    qunsetenv("XDG_STATE_HOME");
}

TEST_CASE("A link where the log would be is not written through") {
    const Logged logged;
    QFile other(logged.folder().filePath(u"other"_s));
    REQUIRE(logged.folder().mkpath(u"."_s));
    REQUIRE(other.open(QIODevice::WriteOnly));
    other.close();
    REQUIRE(QFile::link(other.fileName(), logged.path()));
    qCInfo(testLog) << "led elsewhere";
    CHECK(other.size() == 0);
}
