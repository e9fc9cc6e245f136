// SPDX-License-Identifier: GPL-3.0-only
#include "database.h"
#include "search.h"

#include <QMap>
#include <QStringList>

#include <sqlite3.h>

// The schema of a file against the one that the program makes, not against what the file says of
// itself.

namespace storage {

using labels::sentence;

QStringList Database::schemaObjects() {
    QStringList objects;
    auto rows =
        query("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
              " ORDER BY name COLLATE BINARY, type COLLATE BINARY, tbl_name COLLATE BINARY");
    while (rows.next())
        objects << rows.text(1) + u'\n' + rows.text(0) + u'\n' + rows.text(2) + u'\n'
                       + rows.text(3);
    return objects;
}

void Database::proveSchema(const QString& schema) {
    static QMap<QString, QStringList> known; // a program has one
    if (!known.contains(schema)) {
        Database made(QStringLiteral(":memory:"));
        const int code = sqlite3_open(":memory:", &made.m_handle);
        if (code != SQLITE_OK)
            made.fail(code);
        made.m_schemaKnown = true;
        addSearch(made.m_handle);
        made.script(QString::fromLatin1(propertyTable) + schema);
        known.insert(schema, made.schemaObjects());
    }
    if (schemaObjects() != known.value(schema))
        throw Failure(Trouble::Damaged, sentence("fund.schema-altered", m_path));
}

} // namespace storage
