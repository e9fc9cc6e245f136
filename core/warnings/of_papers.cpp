// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/users.h>

#include <archive/documents.h>

// Documents that stand for two things, and decisions that are said to stand on paper.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using Values = std::vector<storage::Database::Value>;

// The same bytes under another project, or as another kind of paper.
void documentAgain(Search& search) {
    if (!search.may("document"_L1))
        return;
    Values values;
    const QString asked = search.narrowed("document"_L1, u"id"_s, values);
    auto same = search.context.db.queryOnce(
        u"SELECT sha256 FROM document%1 GROUP BY sha256 HAVING count(*) > 1"_s.arg(
            search.everything()
                ? QString()
                : u" WHERE sha256 IN (SELECT sha256 FROM document WHERE %1)"_s.arg(asked)),
        values);
    while (same.next()) {
        auto rows = search.context.db.query(
            "SELECT id, about_kind, about_id, kind, title, date FROM document WHERE sha256 = ?"
            " ORDER BY id COLLATE BINARY",
            same.text(0));
        rows.next();
        const QString first = rows.text(0);
        const QString firstTitle = rows.text(4);
        const auto place = [&] { return QStringList{rows.text(1), rows.text(2), rows.text(3)}; };
        const QStringList firstPlace = place();
        while (rows.next()) {
            const QStringList other = place();
            const bool projects =
                other[0] == u"project" && firstPlace[0] == u"project" && other[1] != firstPlace[1];
            if (!projects && other[2] == firstPlace[2])
                continue;
            const auto project =
                other[0] == u"project" ? declaration::find(search.context, other[1]) : std::nullopt;
            search.found({.code = {},
                          .about = {{u"document"_s, first}, {u"document"_s, rows.text(0)}},
                          .project = project ? project->id : QString(),
                          .unit = project ? project->unit : QString(),
                          .line = project ? project->line : QString(),
                          .amount = {},
                          .since = rows.text(5),
                          .message = sentence("warning.document-again", named(first, firstTitle),
                                              named(rows.text(0), rows.text(4)))});
        }
    }
}

// By leader and month: how many he decided, and how many of them one clerk recorded for him with
// nothing filed that shows his hand.
void paperMany(Search& search) {
    if (!search.may("month"_L1) && !search.may("user"_L1))
        return;
    struct Decided {
        qint64 all = 0;
        std::map<QString, qint64> recorded;
    };
    std::map<std::pair<QString, QString>, Decided> months;
    auto rows = search.context.db.query(
        "SELECT by, substr(date, 1, 7), recorded_by, count(*) FROM step WHERE duty = 'approve' AND"
        " recorded_by <> by AND thing = 'payment' AND by <> '' AND"
        " NOT EXISTS (SELECT 1 FROM document WHERE sha256 = signed_document)"
        " GROUP BY by, substr(date, 1, 7), recorded_by");
    while (rows.next())
        months[{rows.text(1), rows.text(0)}].recorded[rows.text(2)] = rows.integer(3);
    for (auto& [place, decided] : months) {
        auto all = search.context.db.query(
            "SELECT count(*) FROM step WHERE duty = 'approve' AND by = ? AND date >= ? AND"
            " date < ? AND thing = 'payment'",
            place.second, place.first + u"-01"_s, place.first + u"-99"_s);
        all.next();
        decided.all = all.integer(0);
    }
    const auto percent = money::Percent::parse(search.figures.value("percent"_L1).toString())
                             .value_or(money::Percent());
    for (const auto& [place, decided] : months)
        for (const auto& [clerk, count] : decided.recorded)
            if (count * 10000 > decided.all * percent.hundredths()) {
                const auto& [month, leader] = place;
                search.found(
                    {.code = {},
                     .about = {{u"month"_s, month}, {u"user"_s, leader}, {u"user"_s, clerk}},
                     .project = {},
                     .unit = {},
                     .line = {},
                     .amount = {},
                     .since = month + u"-01"_s,
                     .message = sentence("warning.paper-many", month,
                                         identity::personName(search.context, leader), decided.all,
                                         count, identity::personName(search.context, clerk))});
            }
}

} // namespace warnings
