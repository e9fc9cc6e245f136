// SPDX-License-Identifier: GPL-3.0-only
#include "ledger.h"

// From which day on the books are kept, and through which month they are closed.

namespace ledger {

using namespace Qt::Literals::StringLiterals;

QString firstDay(journal::Context& context) {
    struct FirstDay {
        QString day;
    };
    return context
        .cached<FirstDay>([&] {
            auto row = context.db.query("SELECT first_day FROM period");
            return FirstDay{row.next() ? row.text(0) : QString()};
        })
        .day;
}

void setFirstDay(journal::Context& context, const QString& day) {
    context.db.run("INSERT INTO period (id, closed_from, closed_through, first_day)"
                   " VALUES (1, '', '', ?)",
                   day);
}

QString closedThrough(journal::Context& context) {
    auto row = context.db.query("SELECT closed_through FROM period");
    return row.next() ? row.text(0) : QString();
}

QString closedFrom(journal::Context& context) {
    auto row = context.db.query("SELECT closed_from FROM period");
    return row.next() ? row.text(0) : QString();
}

void closeMonth(journal::Context& context, const QString& month) {
    context.db.run("UPDATE period SET closed_from = CASE closed_from WHEN '' THEN ?1"
                   " ELSE closed_from END, closed_through = ?1",
                   month);
}

} // namespace ledger
