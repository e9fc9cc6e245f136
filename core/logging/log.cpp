// SPDX-License-Identifier: GPL-3.0-only
#include "log.h"

#include "bug.h"

#include <platform/disk.h>

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QRandomGenerator>

#include <cstdio>
#include <memory>
#include <new>
#include <utility>

namespace logging {

using namespace Qt::Literals::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(loggingLog, "funddesk.logging", QtInfoMsg)

constexpr const char* ours = "funddesk.";

std::filesystem::path native(const QString& path) {
    const QByteArray utf8 = path.toUtf8();
    return std::u8string(utf8.begin(), utf8.end());
}

// Only an absolute path counts, as the XDG specification says.
QString stateFolder() {
    const QString named = qEnvironmentVariable("XDG_STATE_HOME");
    return (QDir::isAbsolutePath(named) ? named : QDir::homePath() + u"/.local/state"_s)
           + u"/funddesk"_s;
}

// The file, and those it grew out of.
class File {
public:
    explicit File(const QString& path) : m_path(path) {}

    // False where it can't.
    bool write(const QByteArray& line) {
        if (m_file && m_file->size() + line.size() > largestFile)
            rotate();
        if (!m_file && !open())
            return false;
        if (m_file->size() + line.size() > largestFile && m_file->size() > 0) {
            rotate();
            if (!open())
                return false;
        }
        m_file->write(line);
        m_file->flush();
        return true;
    }

private:
    // One that this user made in a folder of its own, and no link that leads elsewhere.
    bool open() {
        const auto path = native(m_path);
        QDir().mkpath(QFileInfo(QFileInfo(m_path).path()).path());
        const int descriptor = platform::openPrivately(path.parent_path(), path.filename());
        if (descriptor < 0)
            return false;
        m_file = std::make_unique<QFile>();
        if (!m_file->open(descriptor, QIODevice::WriteOnly | QIODevice::Append,
                          QFileDevice::AutoCloseHandle))
            m_file.reset();
        return m_file != nullptr;
    }

    void rotate() {
        m_file.reset();
        const auto numbered = [this](int n) {
            return n == 0 ? m_path : m_path + u'.' + QString::number(n);
        };
        for (int n = filesKept - 1; n > 0; --n)
            platform::replaceFile(native(numbered(n - 1)), native(numbered(n)));
    }

    QString m_path;
    std::unique_ptr<QFile> m_file;
};

struct Log {
    QMutex mutex;
    Settings settings;
    QString path;
    std::unique_ptr<File> file;
    QtMessageHandler before = nullptr;
    bool toldOfNone = false; // that nothing is kept is said once
    // Given back when the memory has run out, so that there is enough to say so.
    std::unique_ptr<char[]> reserve;
};

constexpr std::size_t reserveSize = 1 << 20;

Log& log() {
    static Log one;
    return one;
}

const char* levelOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "error";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

void handle(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    Log& to = log();
    if (!context.category || !QByteArrayView(context.category).startsWith(ours)) {
        if (to.before)
            to.before(type, context, message);
        return;
    }
    QString text = to.settings.clean ? to.settings.clean(message) : message;
    for (QChar& sign : text) // a line is one line
        if (sign.category() == QChar::Other_Control)
            sign = u' ';
    const QByteArray line =
        u"%1 %2 %3: %4\n"_s
            .arg(QDateTime::currentDateTime().toString(Qt::ISODateWithMs),
                 QLatin1StringView(levelOf(type)), QLatin1StringView(context.category), text)
            .toUtf8();
    const QMutexLocker locked(&to.mutex);
    const bool kept = !to.file || to.file->write(line);
    if (!kept && to.settings.standardError && !std::exchange(to.toldOfNone, true)) {
        const QByteArray sentence =
            u"日志没有写入 %1:它或它的文件夹是链接、别人的或不能写入,请把它移走。\n"_s.arg(to.path)
                .toUtf8();
        std::fwrite(sentence.constData(), 1, static_cast<std::size_t>(sentence.size()), stderr);
    }
    if (to.settings.standardError)
        std::fwrite(line.constData(), 1, static_cast<std::size_t>(line.size()), stderr);
}

// "core/ledger/ledger.cpp:61": the folder of the build is left out.
QString placeOf(const CodePlace& where) {
    const QString file = QString::fromUtf8(where.file);
    qsizetype from = file.lastIndexOf(u"/tests/"_s) + 1; // which has a core and a ui of its own
    if (from == 0)
        for (const QString& part : {u"/core/"_s, u"/ui/"_s, u"/app/"_s})
            from = std::max(from, file.lastIndexOf(part) + 1);
    return u"%1:%2"_s.arg(file.mid(from)).arg(where.line);
}

QString kindOf(const std::exception& error) {
    if (dynamic_cast<const Bug*>(&error))
        return u"bug"_s;
    if (dynamic_cast<const std::bad_alloc*>(&error))
        return u"out of memory"_s;
    return u"exception"_s;
}

} // namespace

void begin(const Settings& settings) {
    Log& to = log();
    const QMutexLocker locked(&to.mutex);
    to.settings = settings;
    to.toldOfNone = false;
    to.path = u"%1/%2.log"_s.arg(stateFolder(), settings.program);
    to.file = std::make_unique<File>(to.path);
    to.reserve = std::make_unique<char[]>(reserveSize);
    const QtMessageHandler before = qInstallMessageHandler(handle);
    if (before != handle)
        to.before = before;
}

void end() {
    Log& to = log();
    qInstallMessageHandler(to.before);
    const QMutexLocker locked(&to.mutex);
    to.before = nullptr;
    to.settings = {};
    to.path.clear();
    to.file.reset();
    to.reserve.reset();
}

QString filePath() {
    return log().path;
}

InternalError internalError(const std::exception& error, const QString& doing) {
    log().reserve.reset();
    const bool memory = dynamic_cast<const std::bad_alloc*>(&error) != nullptr;
    const QString id =
        QString::number(QRandomGenerator::system()->generate(), 16).rightJustified(8, u'0');
    const auto* bug = dynamic_cast<const Bug*>(&error);
    qCCritical(loggingLog).noquote() << u"internal error %1: %2 in %3%4: %5"_s.arg(
        id, kindOf(error), doing, bug ? u" at "_s + placeOf(bug->where()) : QString(),
        QString::fromUtf8(error.what()));
    InternalError made{id, memory};
    if (!log().path.isEmpty())
        log().reserve = std::unique_ptr<char[]>(new (std::nothrow) char[reserveSize]);
    return made;
}

} // namespace logging
