// SPDX-License-Identifier: GPL-3.0-only
#include "holder.h"

#include "durable.h"

#include <platform/disk.h>

#include <QCoreApplication>
#include <QDateTime>
#include <QFile>
#include <QSysInfo>

namespace storage {

namespace {

QString notePathOf(const QString& fundPath) {
    return fundPath + QStringLiteral(".using");
}

QString account() {
    const QString name = qEnvironmentVariable("USER", qEnvironmentVariable("USERNAME"));
    return name.isEmpty() ? QStringLiteral("某用户") : name;
}

} // namespace

LockFile::LockFile(const QString& fundPath) : m_notePath(notePathOf(fundPath)) {
    // Whoever comes here has the lock: what bears the note's name was left behind, or planted. It
    // goes as a name; where a link leads nothing is touched.
    QFile::remove(m_notePath);
    QFile note(m_notePath);
    if (!platform::makePrivate(nativePath(m_notePath))
        || !note.open(QIODevice::WriteOnly | QIODevice::ExistingOnly))
        return;
    note.write(QStringLiteral("%1 (%2, 进程 %3) 自 %4 起\n")
                   .arg(account(), QSysInfo::machineHostName())
                   .arg(QCoreApplication::applicationPid())
                   .arg(QDateTime::currentDateTime().toString(QStringLiteral("yyyy-MM-dd HH:mm")))
                   .toUtf8());
}

LockFile::~LockFile() {
    QFile::remove(m_notePath);
}

bool LockFile::leftBehind(const QString& fundPath) {
    return platform::kindOf(nativePath(notePathOf(fundPath))) == platform::PathKind::File;
}

QString LockFile::describe(const QString& fundPath) {
    QFile note(notePathOf(fundPath));
    if (!noFile(note.fileName()).isEmpty() || !note.open(QIODevice::ReadOnly))
        return QStringLiteral("另一个程序");
    const QString text = QString::fromUtf8(note.read(400)).trimmed();
    return text.isEmpty() ? QStringLiteral("另一个程序") : text;
}

} // namespace storage
