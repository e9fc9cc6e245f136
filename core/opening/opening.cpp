// SPDX-License-Identifier: GPL-3.0-only
#include "opening.h"

#include "room.h"

#include <identity/steps.h>

namespace opening {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Question;
using journal::refuse;
using journal::Rejection;
using journal::Reply;
using journal::Rule;
using labels::sentence;

namespace {

constexpr const char* tables = R"(
CREATE TABLE opening_exception (
  thing TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, n INTEGER NOT NULL,
  rule TEXT NOT NULL, article TEXT NOT NULL, message TEXT NOT NULL, bound TEXT NOT NULL,
  asked TEXT NOT NULL, PRIMARY KEY (id, thing, seq, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE opening_closed (
  id INTEGER PRIMARY KEY CHECK (id = 1), date TEXT NOT NULL, document TEXT NOT NULL
) STRICT;
)";

Command closeCommand() {
    using namespace journal;
    return {.name = u"opening.close"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {date("date"), text("document")},
            .judge = stillOpen,
            .apply = [](Context& context, const Entry& entry) {
                context.db.run("INSERT INTO opening_closed (id, date, document)"
                               " VALUES (1, ?, ?)",
                               entry.date(), entry.with.text("document"_L1));
            }};
}

api::OpeningException exceptionOf(const storage::Statement& row) {
    return {.rule = row.text("rule"),
            .article = row.text("article"),
            .message = row.text("message"),
            .limit = row.text("bound"),
            .asked = row.text("asked")};
}

Reply listExceptions(Context& context, const Args&, const QString&) {
    QJsonArray items;
    auto rows = context.db.query("SELECT rule, article, message, bound, asked, thing, id FROM"
                                 " opening_exception ORDER BY seq, n");
    while (rows.next()) {
        QJsonObject item = api::toJson(exceptionOf(rows));
        item.insert("kind"_L1, rows.text("thing"));
        item.insert("id"_L1, rows.text("id"));
        items.append(item);
    }
    auto closed = context.db.query("SELECT date FROM opening_closed");
    return QJsonObject{{"items"_L1, items},
                       {"closed_on"_L1, closed.next() ? closed.text(0) : QString()}};
}

} // namespace

std::optional<Rejection> stillOpen(CommandContext& call) {
    auto closed = call.context.db.query("SELECT date FROM opening_closed");
    if (closed.next())
        return refuse(Rule::StateOrder, sentence("opening.closed", closed.text(0)));
    return identity::requireDateOrder(call, {}, {}, identity::Since::Ever);
}

void settleExceptions(CommandContext& call, const std::vector<std::optional<Rejection>>& verdicts) {
    QJsonArray exceptions;
    for (const std::optional<Rejection>& rejection : verdicts) {
        if (!rejection || !rejection->refusal())
            continue;
        const journal::RuleInfo& rule = journal::info(rejection->refusal()->rule);
        Rejection worded = *rejection;
        plan::word(call.context, {}, worded);
        exceptions.append(QJsonObject{{"rule"_L1, rule.id},
                                      {"article"_L1, worded.refusal()->article},
                                      {"message"_L1, worded.refusal()->message()},
                                      {"limit"_L1, rejection->refusal()->limit},
                                      {"asked"_L1, rejection->refusal()->asked}});
    }
    // Judged again by verify: one that was recorded and is none is told apart, too.
    if (!exceptions.isEmpty() || call.with.has("exceptions"_L1))
        call.with.setDefault("exceptions"_L1, exceptions);
}

void keepExceptions(Context& context, const Entry& entry, const QString& thing) {
    const auto exceptions = entry.with.list("exceptions"_L1);
    for (std::size_t n = 0; n < exceptions.size(); ++n)
        context.db.run("INSERT INTO opening_exception (thing, id, seq, n, rule, article, message,"
                       " bound, asked) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       thing, entry.id(), entry.seq, static_cast<qint64>(n),
                       exceptions[n].text("rule"_L1), exceptions[n].text("article"_L1),
                       exceptions[n].text("message"_L1), exceptions[n].text("limit"_L1),
                       exceptions[n].text("asked"_L1));
}

std::vector<api::OpeningException> shownExceptions(Context& context, const QString& thing,
                                                   const QString& id) {
    std::vector<api::OpeningException> items;
    auto rows = context.db.query("SELECT rule, article, message, bound, asked FROM"
                                 " opening_exception WHERE id = ? AND thing = ? ORDER BY seq, n",
                                 id, thing);
    while (rows.next())
        items.push_back(exceptionOf(rows));
    return items;
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"opening_exception"_s});
    registry.add(closeCommand());
    installProjects(registry);
    installPayments(registry);
    registry.add(Question{.name = u"opening.exceptions"_s, .answer = listExceptions});
}

} // namespace opening
