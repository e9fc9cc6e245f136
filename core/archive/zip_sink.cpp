// SPDX-License-Identifier: GPL-3.0-only
#include "zip_sink.h"

#include <cerrno>

#include <zip.h>

namespace archive {

namespace {

qint64 failed(ZipSink& sink, int error) {
    sink.error = error;
    sink.systemError = errno;
    return -1;
}

qint64 seek(ZipSink& sink, void* data, zip_uint64_t length) {
    auto* where = static_cast<zip_source_args_seek_t*>(data);
    if (length < sizeof *where)
        return failed(sink, ZIP_ER_INVAL);
    const qint64 from = where->whence == SEEK_SET   ? 0
                        : where->whence == SEEK_CUR ? sink.file.pos()
                                                    : sink.file.size();
    return sink.file.seek(from + where->offset) ? 0 : failed(sink, ZIP_ER_SEEK);
}

zip_int64_t serve(void* state, void* data, zip_uint64_t length, zip_source_cmd_t command) {
    auto& sink = *static_cast<ZipSink*>(state);
    const auto size = static_cast<qint64>(length);
    switch (command) {
    case ZIP_SOURCE_STAT: {
        auto* facts = static_cast<zip_stat_t*>(data);
        zip_stat_init(facts);
        facts->size = static_cast<zip_uint64_t>(sink.file.size());
        facts->valid |= ZIP_STAT_SIZE;
        return sizeof *facts;
    }
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_BEGIN_WRITE:
        return sink.file.seek(0) ? 0 : failed(sink, ZIP_ER_SEEK);
    case ZIP_SOURCE_READ: {
        const qint64 got = sink.file.read(static_cast<char*>(data), size);
        return got >= 0 ? got : failed(sink, ZIP_ER_READ);
    }
    case ZIP_SOURCE_WRITE:
        return sink.file.write(static_cast<const char*>(data), size) == size
                   ? size
                   : failed(sink, ZIP_ER_WRITE);
    case ZIP_SOURCE_SEEK:
    case ZIP_SOURCE_SEEK_WRITE:
        return seek(sink, data, length);
    case ZIP_SOURCE_TELL:
    case ZIP_SOURCE_TELL_WRITE:
        return sink.file.pos();
    case ZIP_SOURCE_COMMIT_WRITE:
        return sink.file.flush() ? 0 : failed(sink, ZIP_ER_WRITE);
    case ZIP_SOURCE_ERROR: {
        auto* error = static_cast<int*>(data);
        error[0] = sink.error;
        error[1] = sink.systemError;
        return 2 * sizeof(int);
    }
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_BEGIN_WRITE,
            ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE, ZIP_SOURCE_WRITE,
            ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:
        return 0; // the file is the part's, and goes with it
    default:
        return failed(sink, ZIP_ER_OPNOTSUPP);
    }
}

} // namespace

zip_source* ZipSink::source() {
    return zip_source_function_create(serve, this, nullptr);
}

} // namespace archive
