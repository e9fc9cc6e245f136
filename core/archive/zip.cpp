// SPDX-License-Identifier: GPL-3.0-only
#include "zip.h"

#include <storage/durable.h>
#include <storage/failure.h>

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <cstring>

#include <zip.h>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using storage::Failure;
using storage::Trouble;

struct ZipWriter::Part {
    std::function<Next()> open;
    State* state = nullptr;
    Next next;
    QByteArray chunk;
    qsizetype at = 0;

    // Takes the next chunk; no exception goes through libzip.
    bool turn() {
        try {
            chunk = next();
            at = 0;
            state->done += chunk.size();
            storage::tell(state->progress, state->done, state->all);
            return true;
        } catch (...) {
            state->failure = std::current_exception();
            return false;
        }
    }
};

namespace {

QByteArray readAllOnce(QByteArray& bytes) {
    return std::exchange(bytes, QByteArray());
}

} // namespace

ZipWriter::ZipWriter(const QString& path) : m_path(path), m_partPath(path + u".part"_s) {
    if (QFileInfo::exists(path))
        throw Failure(Trouble::Exists, u"%1 已经存在:请换一个文件名,原文件没有改动。"_s.arg(path));
    int code = 0;
    m_zip = zip_open(QFile::encodeName(m_partPath).constData(), ZIP_CREATE | ZIP_TRUNCATE, &code);
    if (!m_zip)
        throw Failure(Trouble::CannotOpen, u"不能写入 %1:请检查文件夹和权限。"_s.arg(path));
}

ZipWriter::~ZipWriter() {
    if (!m_zip)
        return;
    zip_discard(m_zip);
    QFile::remove(m_partPath);
}

void ZipWriter::put(const QString& name, std::unique_ptr<Part> part, Packing packing) {
    const auto feed = [](void* state, void* data, zip_uint64_t length,
                         zip_source_cmd_t command) -> zip_int64_t {
        auto* source = static_cast<Part*>(state);
        switch (command) {
        case ZIP_SOURCE_OPEN:
            source->next = source->open();
            source->chunk.clear();
            source->at = 0;
            return 0;
        case ZIP_SOURCE_READ: {
            if (source->at == source->chunk.size() && !source->turn())
                return -1;
            const qsizetype size = std::min<qsizetype>(static_cast<qsizetype>(length),
                                                       source->chunk.size() - source->at);
            std::memcpy(data, source->chunk.constData() + source->at,
                        static_cast<std::size_t>(size));
            source->at += size;
            return size;
        }
        case ZIP_SOURCE_CLOSE:
            source->next = {};
            source->chunk.clear();
            return 0;
        case ZIP_SOURCE_STAT:
            zip_stat_init(static_cast<zip_stat_t*>(data));
            return sizeof(zip_stat_t);
        case ZIP_SOURCE_ERROR:
            return 0;
        case ZIP_SOURCE_SUPPORTS:
            return ZIP_SOURCE_SUPPORTS_READABLE;
        case ZIP_SOURCE_FREE:
            return 0;
        default:
            return -1;
        }
    };
    part->state = &m_state;
    zip_source_t* source = zip_source_function(m_zip, feed, part.get());
    const zip_int64_t index =
        source ? zip_file_add(m_zip, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        throw Failure(Trouble::Io, u"不能把 %1 写入档案包:请检查磁盘后再试。"_s.arg(name));
    }
    if (packing == Packing::Stored)
        zip_set_file_compression(m_zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    m_parts.push_back(std::move(part));
}

void ZipWriter::add(const QString& name, const QByteArray& bytes) {
    auto part = std::make_unique<Part>();
    part->open = [bytes] { return [left = bytes]() mutable { return readAllOnce(left); }; };
    m_state.all += bytes.size();
    put(name, std::move(part));
    m_sums +=
        QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex())
        + u"  "_s + name + u'\n';
}

void ZipWriter::addLarge(const QString& name, const QString& sha256, qint64 size,
                         std::function<Next()> open, Packing packing) {
    auto part = std::make_unique<Part>();
    part->open = std::move(open);
    m_state.all += size;
    put(name, std::move(part), packing);
    m_sums += sha256 + u"  "_s + name + u'\n';
}

void ZipWriter::finish(const storage::Progress& progress) {
    const QByteArray sums = m_sums.toUtf8();
    add(u"SHA256SUMS"_s, sums);
    m_state.progress = progress;
    const bool closed = zip_close(m_zip) == 0;
    if (m_state.failure)
        std::rethrow_exception(m_state.failure);
    if (!closed)
        throw Failure(Trouble::Io, u"档案包 %1 没有写完(%2):请检查磁盘后再试。"_s.arg(
                                       m_path, QString::fromUtf8(zip_strerror(m_zip))));
    m_zip = nullptr;
    storage::forceToDisk(m_partPath);
    storage::renameDurably(m_partPath, m_path);
}

namespace {

// Windows gives these to devices, whatever ending follows them.
bool isDevice(const QString& name) {
    static const QRegularExpression device(
        u"^(CON|PRN|AUX|NUL|CONIN\\$|CONOUT\\$|(COM|LPT)[0-9¹²³]) *(\\..*)?$"_s,
        QRegularExpression::CaseInsensitiveOption);
    return device.match(name).hasMatch();
}

// File systems count bytes, most of them up to 255; a number and an ending may come to it.
QString shortEnough(QString name) {
    constexpr qsizetype longest = 200;
    while (name.toUtf8().size() > longest)
        name.remove(0, name[0].isHighSurrogate() ? 2 : 1);
    return name;
}

template <class Allowed> QString madeSafe(const QString& name, Allowed allowed) {
    QString safe;
    for (const char32_t c : name.toUcs4()) {
        if (allowed(c))
            safe += QChar::fromUcs4(c);
        else
            safe += u'_';
    }
    safe = shortEnough(safe);
    while (safe.startsWith(u'.') || safe.startsWith(u' '))
        safe.remove(0, 1);
    while (safe.endsWith(u'.') || safe.endsWith(u' '))
        safe.chop(1);
    return safe.isEmpty() || isDevice(safe) ? u'_' + safe : safe;
}

} // namespace

QString safeFileName(const QString& name) {
    return madeSafe(name, [](char32_t c) {
        return QChar::isLetterOrNumber(c) || QStringView(u"-_.()").contains(QChar::fromUcs4(c));
    });
}

QString nameToSave(const QString& fileName) {
    return madeSafe(fileName, [](char32_t c) {
        return QChar::isPrint(c) && c != 0x2028 && c != 0x2029
               && !QStringView(u"<>:\"/\\|?*").contains(QChar::fromUcs4(c));
    });
}

QString endingOf(const QString& fileName) {
    static const QRegularExpression plain(u"\\.[A-Za-z0-9]{1,8}$"_s);
    return plain.match(fileName).captured(0);
}

} // namespace archive
