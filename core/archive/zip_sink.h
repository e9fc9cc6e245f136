// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QFile>

struct zip_source;

namespace archive {

// Lets libzip write into a file that is open already. By itself it would make files of its own
// beside it, under names and with rights that are not ours to say.
struct ZipSink {
    explicit ZipSink(QFile& into) : file(into) {}
    QFile& file;
    int error = 0; // libzip's own number of what went wrong last
    int systemError = 0;

    // The source to open an archive from; libzip frees it, the sink has to outlive it.
    zip_source* source();
};

} // namespace archive
