// SPDX-License-Identifier: GPL-3.0-only
#include "part.h"

#include "durable.h"
#include "failure.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <cerrno>
#include <cstring>

namespace storage {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

constexpr int tries = 16;

QString randomName() {
    return QString::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, u'0');
}

// What TMPDIR names, also where it is not there: the user is told, and nothing is laid elsewhere.
QString temporaryPlace() {
    const QString named = qEnvironmentVariable("TMPDIR");
    return named.isEmpty() ? QDir::tempPath() : QDir::cleanPath(named);
}

// File systems take names of 255 bytes, most of them.
QString shortened(QString name) {
    constexpr qsizetype longest = 200;
    while (name.toUtf8().size() > longest)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    return name;
}

} // namespace

Part::Part(const QString& target) {
    const QFileInfo whole(target);
    const QString stem = whole.absolutePath() + u'/' + shortened(whole.fileName()) + u".part-"_s;
    for (int tried = 0; tried < tries && !m_hold; ++tried) {
        m_path = stem + randomName();
        if (!platform::makePrivate(nativePath(m_path)))
            break;
        m_hold = std::make_unique<platform::Hold>(nativePath(m_path));
        // Between the two somebody's cleaning up may have taken it away.
        if (!m_hold->taken() && !QFileInfo::exists(m_path))
            m_hold.reset();
    }
    m_file.setFileName(m_path);
    if (!QFileInfo(whole.absolutePath()).isDir())
        throw Failure(Trouble::CannotOpen,
                      sentence("file.write.no-folder", target,
                               QDir::toNativeSeparators(whole.absolutePath())));
    if (!m_hold || !m_file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        throw Failure(Trouble::CannotOpen, sentence("file.not-written", target));
}

Part::~Part() {
    m_file.close();
    m_hold.reset();
    // Nothing where it has become what it was made for.
    for (const QString& beside : {u""_s, u"-journal"_s, u".using"_s})
        QFile::remove(m_path + beside);
}

TemporaryFolder::TemporaryFolder() {
    removeTemporaryLeftovers();
    const QString place = temporaryPlace();
    int error = 0;
    for (int tried = 0; tried < tries && !m_hold; ++tried) {
        m_path = place + u"/funddesk-work-"_s + randomName();
        errno = 0;
        if (!platform::makePrivateFolder(nativePath(m_path))) {
            error = errno;
            continue;
        }
        m_hold = std::make_unique<platform::Hold>(nativePath(m_path));
        if (!m_hold->taken() && !QFileInfo::exists(m_path))
            m_hold.reset();
    }
    if (!m_hold)
        throw temporaryFailure(place, QString::fromLocal8Bit(std::strerror(error)));
}

TemporaryFolder::~TemporaryFolder() {
    m_hold.reset();
    QDir(m_path).removeRecursively();
}

void removeLeftovers(const QString& folder) {
    static const QRegularExpression part(u"\\.part-[0-9a-f]{16}$"_s);
    const QDir place(folder);
    for (const QString& name : place.entryList({u"*.part-*"_s}, QDir::Files | QDir::Hidden)) {
        const QString path = place.filePath(name);
        if (!part.match(name).hasMatch() || !platform::removeAbandoned(nativePath(path)))
            continue;
        for (const QString& beside : {u"-journal"_s, u".using"_s})
            platform::removeAbandoned(nativePath(path + beside));
    }
}

void removeTemporaryLeftovers() {
    static const QRegularExpression work(u"^funddesk-work-[0-9a-f]{16}$"_s);
    const QDir place(temporaryPlace());
    for (const QString& name : place.entryList({u"funddesk-work-*"_s}, QDir::Dirs))
        if (work.match(name).hasMatch())
            platform::removeAbandoned(nativePath(place.filePath(name)));
}

} // namespace storage
