// SPDX-License-Identifier: GPL-3.0-only
#include "holder.h"

#include "durable.h"
#include "failure.h"

#include <platform/disk.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QStringList>
#include <QSysInfo>

#include <algorithm>
#include <filesystem>

namespace storage {

using labels::sentence;

namespace {

QString notePathOf(const QString& fundPath) {
    return fundPath + QStringLiteral(".using");
}

QString account() {
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? QStringLiteral("某用户") : name;
}

// The funds that this program has open; a window and its jobs ask from several threads.
QMutex guard;
QStringList& heldHere() {
    static QStringList paths;
    return paths;
}

} // namespace

LockFile::LockFile(const QString& fundPath)
    : m_fundPath(QFileInfo(fundPath).absoluteFilePath()), m_notePath(notePathOf(m_fundPath)) {
    if (platform::isHeld(nativePath(m_notePath)))
        throw Failure(Trouble::InUse, inUse(fundPath));
    // Whoever comes here has the lock: what bears the note's name was left behind, or planted. It
    // goes as a name; where a link leads nothing is touched.
    QFile::remove(m_notePath);
    if (platform::makePrivate(nativePath(m_notePath))) {
        m_hold = std::make_unique<platform::Hold>(nativePath(m_notePath));
        say({});
    }
    const QMutexLocker locked(&guard);
    heldHere() << m_fundPath;
}

LockFile::~LockFile() {
    {
        const QMutexLocker locked(&guard);
        heldHere().removeOne(m_fundPath);
    }
    m_hold.reset();
    QFile::remove(m_notePath);
}

void LockFile::say(const QString& doing) {
    QFile note(m_notePath);
    if (!m_hold || !note.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return;
    const QString pid = QString::number(QCoreApplication::applicationPid());
    note.write(QStringLiteral("%1 (%2, 进程 %3) 自 %4 起\n")
                   .arg(account(), QSysInfo::machineHostName(),
                        doing.isEmpty() ? pid : pid + QStringLiteral(", ") + doing,
                        QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")))
                   .toUtf8());
    note.resize(note.pos());
}

bool LockFile::isHeldHere(const QString& path) {
    const QMutexLocker locked(&guard);
    const QString name = QFileInfo(path).absoluteFilePath();
    return std::any_of(heldHere().cbegin(), heldHere().cend(), [&](const QString& held) {
        for (const QString& beside : {QString(), QStringLiteral("-journal"), QStringLiteral("-wal"),
                                      QStringLiteral("-shm"), QStringLiteral(".using")}) {
            std::error_code unknown;
            if (name == held + beside
                || std::filesystem::equivalent(nativePath(path), nativePath(held + beside),
                                               unknown))
                return true;
        }
        return false;
    });
}

labels::Sentence LockFile::inUse(const QString& fundPath) {
    QString who = describe(fundPath);
    const QString doing = QStringLiteral(", 正在升级)");
    if (!who.contains(doing))
        return sentence("fund.in-use", fundPath, who);
    who.replace(doing, QStringLiteral(")"));
    return sentence("fund.in-upgrade", fundPath, who);
}

bool LockFile::leftBehind(const QString& fundPath) {
    return platform::kindOf(nativePath(notePathOf(fundPath))) == platform::PathKind::File;
}

QString LockFile::describe(const QString& fundPath) {
    QFile note(notePathOf(fundPath));
    if (platform::kindOf(nativePath(note.fileName())) != platform::PathKind::File
        || !note.open(QIODevice::ReadOnly))
        return QStringLiteral("另一个程序");
    const QString text = QString::fromUtf8(note.read(400)).trimmed();
    return text.isEmpty() ? QStringLiteral("另一个程序") : text;
}

} // namespace storage
