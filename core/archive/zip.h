// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "zip_sink.h"

#include <storage/part.h>
#include <storage/progress.h>

#include <QByteArray>
#include <QString>

#include <exception>
#include <functional>
#include <memory>
#include <vector>

struct zip;

namespace archive {

// Writes a ZIP under a temporary name and gives it its own when all of it is written. Large parts
// come chunk by chunk and are hashed as they pass, so memory stays bounded. Throws Failure.
class ZipWriter {
public:
    // Hands out the next chunk of a part, empty at its end. Called while the package is finished.
    using Next = std::function<QByteArray()>;

    // Scans are packed already: they are stored as they are, many times faster.
    enum class Packing { Deflated, Stored };

    explicit ZipWriter(const QString& path);
    ~ZipWriter();
    ZipWriter(const ZipWriter&) = delete;
    ZipWriter& operator=(const ZipWriter&) = delete;

    // The part's SHA-256 goes into the list of hashes.
    void add(const QString& name, const QByteArray& bytes);
    // The same, made only when it is written.
    void addMade(const QString& name, std::function<QByteArray()> make);
    // `size` is about how much it will be, for the progress.
    void addLarge(const QString& name, qint64 size, std::function<Next()> open,
                  Packing packing = Packing::Deflated);
    // Adds SHA256SUMS, which `sha256sum -c` checks, and puts the package into its place. Returns
    // the SHA-256 of that list, which stands for the whole package.
    QString finish(const storage::Progress& progress = {});

private:
    struct Part;
    void put(const QString& name, std::unique_ptr<Part> part, Packing packing = Packing::Deflated);

    QString m_path;
    storage::Part m_file;
    ZipSink m_sink;
    zip* m_zip = nullptr;
    std::vector<std::unique_ptr<Part>> m_parts;
    // How far the writing is, and why a part could not be read while libzip asked for it.
    struct State {
        storage::Progress progress;
        qint64 done = 0;
        qint64 all = 0;
        std::exception_ptr failure;
    };
    State m_state;
};

// The SHA-256 of the list of hashes in a package that was made by ZipWriter; "" where it has none.
QString listHashOf(const QString& path);

// A name for a file in a package: letters, digits and few signs, no way out of its folder, no name
// that a system reserves, short enough for any file system.
QString safeFileName(const QString& name);
// The name that a filed document had, as far as it can be a file's name anywhere.
QString nameToSave(const QString& fileName);
// What a name ends with and nobody can mistake: ".pdf", or nothing.
QString endingOf(const QString& fileName);

} // namespace archive
