// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "outside.h"

// The last step of an attack on a fund file: the tables made again from the journal, so that they
// agree with it row for row, whatever was altered while entries were recorded.

namespace testing {

inline void putBack(Office& office) {
    const QString scratch = office.folder() + u"/again"_s;
    QFile::remove(scratch);
    QStringList tables;
    {
        const auto copy = storage::Database::scratch(scratch);
        copy->script(fund::registry().schema());
        const auto original = storage::Database::open(office.path(), storage::OpenMode::Examine);
        journal::Context context(*copy, *original);
        auto rows =
            original->query("SELECT seq, at, by, action, body, rules FROM entry ORDER BY seq");
        while (rows.next()) {
            const journal::Entry entry = journal::entryOf(rows, &context.secrets);
            const journal::Command* command = fund::registry().command(entry.action);
            REQUIRE(command);
            try {
                journal::indexThings(context, *command, entry);
                journal::applyWhole(*command, context, entry);
            } catch (const std::exception&) { // one that can't be put back shows without judging
            }
        }
        auto names = copy->query("SELECT name FROM sqlite_schema WHERE type = 'table'"
                                 " AND name NOT LIKE 'sqlite_%' AND name <> 'file_property'");
        while (names.next())
            if (!fund::registry().beside().contains(names.text(0)))
                tables << names.text(0);
    }
    Outside file(office.path());
    file.run("ATTACH '" + scratch.toUtf8() + "' AS again");
    for (const QString& table : tables) {
        const QByteArray name = '"' + table.toUtf8() + '"';
        file.run("DELETE FROM main." + name);
        file.run("INSERT INTO main." + name + " SELECT * FROM again." + name);
    }
    file.run("DETACH again");
}

// What a verify would say that compares and does not judge.
inline journal::VerificationReport unjudged(const QString& path) {
    const auto database = storage::Database::open(path, storage::OpenMode::Examine);
    journal::VerifyOptions options;
    options.scratchPath = path + u".replay"_s;
    return journal::verify(*database, fund::registry(), options);
}

} // namespace testing
