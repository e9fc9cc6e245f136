// SPDX-License-Identifier: GPL-3.0-only
#include "zip.h"

#include <platform/disk.h>
#include <storage/durable.h>
#include <storage/failure.h>

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <cstring>

#include <zip.h>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using storage::Failure;
using storage::Trouble;

struct ZipWriter::Part {
    QString name;
    std::function<Next()> open;
    State* state = nullptr;
    Next next;
    QByteArray chunk;
    qsizetype at = 0;
    QCryptographicHash hash{QCryptographicHash::Sha256};

    void start() {
        next = open();
        chunk.clear();
        at = 0;
        hash.reset();
    }

    // Takes the next chunk; no exception goes through libzip.
    bool turn() {
        try {
            chunk = next();
            at = 0;
            hash.addData(chunk);
            state->done += chunk.size();
            // What is made as it is written has no size before: the bar waits for it at its end.
            storage::reportProgress(state->progress, std::min(state->done, state->all), state->all);
            return true;
        } catch (...) {
            state->failure = std::current_exception();
            return false;
        }
    }
};

namespace {

// Not over a file, nor through a link or into a pipe that somebody put there.
const QString& nothingThere(const QString& path) {
    if (QFileInfo::exists(path) || platform::isLink(storage::nativePath(path)))
        throw Failure(Trouble::Exists, sentence("file.exists", path));
    storage::removeLeftovers(QFileInfo(path).absolutePath());
    return path;
}

} // namespace

ZipWriter::ZipWriter(const QString& path)
    : m_path(path), m_file(nothingThere(path)), m_sink(m_file.file()) {
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t* into = m_sink.source();
    m_zip = into ? zip_open_from_source(into, ZIP_CREATE | ZIP_TRUNCATE, &error) : nullptr;
    if (!m_zip && into)
        zip_source_free(into);
    zip_error_fini(&error);
    if (!m_zip)
        throw Failure(Trouble::CannotOpen, sentence("package.not-written", path));
}

ZipWriter::~ZipWriter() {
    if (m_zip)
        zip_discard(m_zip);
}

void ZipWriter::put(const QString& name, std::unique_ptr<Part> part, Packing packing) {
    const auto feed = [](void* state, void* data, zip_uint64_t length,
                         zip_source_cmd_t command) -> zip_int64_t {
        auto* source = static_cast<Part*>(state);
        switch (command) {
        case ZIP_SOURCE_OPEN:
            source->start();
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
    part->name = name;
    part->state = &m_state;
    zip_source_t* source = zip_source_function(m_zip, feed, part.get());
    const zip_int64_t index =
        source ? zip_file_add(m_zip, name.toUtf8().constData(), source, ZIP_FL_ENC_UTF_8) : -1;
    if (index < 0) {
        zip_source_free(source);
        throw Failure(Trouble::Io, sentence("package.part-not-written", name));
    }
    if (packing == Packing::Stored)
        zip_set_file_compression(m_zip, static_cast<zip_uint64_t>(index), ZIP_CM_STORE, 0);
    m_parts.push_back(std::move(part));
}

void ZipWriter::add(const QString& name, const QByteArray& bytes) {
    m_state.all += bytes.size();
    addMade(name, [bytes] { return bytes; });
}

void ZipWriter::addMade(const QString& name, std::function<QByteArray()> make) {
    auto part = std::make_unique<Part>();
    part->open = [make = std::move(make)] {
        return [&make, done = false]() mutable {
            return std::exchange(done, true) ? QByteArray() : make();
        };
    };
    put(name, std::move(part));
}

void ZipWriter::addLarge(const QString& name, qint64 size, std::function<Next()> open,
                         Packing packing) {
    auto part = std::make_unique<Part>();
    part->open = std::move(open);
    // Only for the progress; the size of a document may have been altered to any number.
    constexpr qint64 most = qint64(1) << 50;
    m_state.all += std::clamp<qint64>(size, 0, most);
    put(name, std::move(part), packing);
}

QString ZipWriter::finish(const storage::Progress& progress) {
    QByteArray sums;
    // libzip writes in the order of adding: when it comes to the list, all hashes are known.
    addMade(u"SHA256SUMS"_s, [this, &sums] {
        for (std::size_t i = 0; i + 1 < m_parts.size(); ++i)
            sums += m_parts[i]->hash.result().toHex() + "  " + m_parts[i]->name.toUtf8() + '\n';
        return sums;
    });
    m_state.progress = progress;
    const bool closed = zip_close(m_zip) == 0;
    if (m_state.failure)
        std::rethrow_exception(m_state.failure);
    if (!closed)
        throw Failure(Trouble::Io, sentence("package.not-complete", m_path,
                                            QString::fromUtf8(zip_strerror(m_zip))));
    m_zip = nullptr;
    storage::reportProgress(progress, m_state.all, m_state.all);
    storage::fsyncFile(m_file.path());
    storage::renameDurably(m_file.path(), m_path);
    return QString::fromLatin1(QCryptographicHash::hash(sums, QCryptographicHash::Sha256).toHex());
}

QString listHashOf(const QString& path) {
    constexpr zip_uint64_t longest = 64 << 20;
    if (storage::noFile(path))
        return {};
    const std::unique_ptr<zip_t, decltype(&zip_discard)> package(
        zip_open(QFile::encodeName(path).constData(), ZIP_RDONLY, nullptr), zip_discard);
    zip_stat_t facts;
    zip_stat_init(&facts);
    if (!package || zip_stat(package.get(), "SHA256SUMS", 0, &facts) != 0 || facts.size > longest)
        return {};
    const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> list(
        zip_fopen(package.get(), "SHA256SUMS", 0), zip_fclose);
    QByteArray bytes(static_cast<qsizetype>(facts.size), '\0');
    if (!list || zip_fread(list.get(), bytes.data(), facts.size) != bytes.size())
        return {};
    return QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
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
