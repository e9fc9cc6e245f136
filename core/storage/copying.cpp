// SPDX-License-Identifier: GPL-3.0-only
#include "database.h"

#include "durable.h"

#include <QFile>

#include <sqlite3.h>

namespace storage {

namespace {

constexpr int pagesAtOnce = 256; // 1 MiB

struct Handles {
    sqlite3* copy = nullptr;
    sqlite3_backup* work = nullptr;
    ~Handles() {
        sqlite3_backup_finish(work);
        sqlite3_close(copy);
    }
};

} // namespace

void Database::copyTo(const QString& path, const Progress& progress) {
    const auto failed = [&](const Handles& handles, int code) {
        return Failure(code == SQLITE_FULL ? Trouble::Full : Trouble::Io,
                       QStringLiteral("不能写入 %1(%2):请检查磁盘后再试,原文件没有改动。")
                           .arg(path, handles.copy ? QString::fromUtf8(sqlite3_errmsg(handles.copy))
                                                   : QString::fromUtf8(sqlite3_errstr(code))));
    };
    Handles handles;
    makePrivateFile(path);
    int code = sqlite3_open_v2(QFile::encodeName(path).constData(), &handles.copy,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
    if (code != SQLITE_OK)
        throw failed(handles, code);
    // Nobody knows the copy until it is proved and forced to the disk.
    sqlite3_exec(handles.copy, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF", nullptr,
                 nullptr, nullptr);
    handles.work = sqlite3_backup_init(handles.copy, "main", m_handle, "main");
    if (!handles.work)
        throw failed(handles, sqlite3_errcode(handles.copy));
    do {
        code = sqlite3_backup_step(handles.work, pagesAtOnce);
        const int all = sqlite3_backup_pagecount(handles.work);
        tell(progress, all - sqlite3_backup_remaining(handles.work), all);
    } while (code == SQLITE_OK);
    if (code != SQLITE_DONE)
        throw failed(handles, code);
}

} // namespace storage
