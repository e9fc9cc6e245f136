// SPDX-License-Identifier: GPL-3.0-only
#include "database.h"
#include "durable.h"
#include "header.h"
#include "holder.h"

#include <QFile>

#include <sqlite3.h>

// Files that are not there yet: a fund, the new file of an upgrade, a place to replay into.

namespace storage {

std::unique_ptr<Database> Database::create(const QString& path) {
    // Made here first, so that an existing file is never written over.
    refuseNetwork(path);
    refuseStrangeBeside(path);
    makePrivateFile(path);
    std::unique_ptr<Database> database(new Database(path));
    try {
        database->connect(SQLITE_OPEN_READWRITE);
        database->run("PRAGMA page_size = 4096");
        database->script(QStringLiteral("PRAGMA application_id = %1; PRAGMA user_version = %2;")
                             .arg(applicationId)
                             .arg(schemaVersion));
        database->setProtections(false);
        database->m_holder = std::make_unique<LockFile>(path);
        database->script(QString::fromLatin1(propertyTable));
        database->m_schemaKnown = true;
    } catch (...) {
        database.reset();
        discard(path);
        throw;
    }
    return database;
}

void Database::discard(const QString& path) {
    QFile::remove(path);
    QFile::remove(path + QStringLiteral("-journal"));
}

std::unique_ptr<Database> Database::fill(const QString& path) {
    std::unique_ptr<Database> database(new Database(path));
    database->m_schemaKnown = true;
    database->connect(SQLITE_OPEN_READWRITE);
    database->enableQpsg();
    database->script(QStringLiteral("PRAGMA page_size = 4096; PRAGMA application_id = %1;"
                                    "PRAGMA user_version = %2; PRAGMA temp_store = MEMORY;"
                                    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                                    "PRAGMA locking_mode = EXCLUSIVE; PRAGMA foreign_keys = ON;"
                                    "PRAGMA recursive_triggers = ON; PRAGMA cache_size = -12000;")
                         .arg(applicationId)
                         .arg(schemaVersion));
    database->script(QString::fromLatin1(propertyTable));
    return database;
}

std::unique_ptr<Database> Database::scratch(const QString& path) {
    std::unique_ptr<Database> database(new Database(path));
    database->m_scratch = true;
    database->m_schemaKnown = true;
    database->connect(SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    database->enableQpsg();
    database->script(QStringLiteral(
        "PRAGMA temp_store = MEMORY; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
        "PRAGMA locking_mode = EXCLUSIVE;"
        "PRAGMA cache_size = -12000;"));
    database->script(QString::fromLatin1(propertyTable));
    return database;
}

} // namespace storage
