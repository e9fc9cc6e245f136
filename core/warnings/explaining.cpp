// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

// warning.explain: what a reviewer knows about a warning, kept together with what the warning said.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Rejection;
using labels::sentence;

namespace {

// The last one of a warning counts; earlier ones stay for who asks what was said before.
constexpr const char* tables = R"(
CREATE TABLE warning_note (
  warning TEXT NOT NULL, seq INTEGER NOT NULL, date TEXT NOT NULL, by TEXT NOT NULL,
  note TEXT NOT NULL, facts TEXT NOT NULL CHECK (length(facts) = 64),
  document TEXT REFERENCES document, PRIMARY KEY (warning, seq)
) STRICT, WITHOUT ROWID;
)";

// What it said is settled here, so that the entry is complete in itself. What rests on more than a
// replay has (private texts, the journal itself) is taken there as the entry says it.
std::optional<Rejection> checkExplain(CommandContext& call) {
    const QString id = call.with.text("id"_L1);
    const QString document = call.with.text("document"_L1);
    if (!document.isEmpty()
        && !call.context.db.query("SELECT 1 FROM document WHERE id = ?", document).next())
        return badInput(u"document"_s, sentence("document.unknown", document));
    if (call.replayed && !knownInReplay(id.section(u':', 0, 0)))
        return {};
    const auto warning = byId(call.context, id, call.today);
    if (!warning)
        return badInput(u"id"_s, sentence("warning.unknown", id));
    call.with.setDefault("facts"_L1, warning->facts());
    return {};
}

// Said once more it is said better: the last word counts.
std::optional<Rejection> judgeExplain(CommandContext& call) {
    const auto said = explanationOf(call.context, call.with.text("id"_L1));
    return identity::requireDateOrder(call, said ? said->date : QString(), u"上次说明日期"_s);
}

void applyExplain(Context& context, const Entry& entry) {
    const QString document = entry.with.text("document"_L1);
    context.db.run("INSERT INTO warning_note (warning, seq, date, by, note, facts, document)"
                   " VALUES (?, ?, ?, ?, ?, ?, nullif(?, ''))",
                   entry.with.text("id"_L1), entry.seq, entry.date(), entry.decider(),
                   entry.with.text("note"_L1), entry.with.text("facts"_L1), document);
}

Command explainCommand() {
    using namespace journal;
    return {.name = u"warning.explain"_s,
            .roles = {u"reviewer"_s},
            .deciding = true,
            .shape = {text("id"), date("date"), longText("note"), opt(ref("document", "document"))},
            .check = checkExplain,
            .judge = judgeExplain,
            .apply = applyExplain,
            .relatedEntities = [](Context&, const Entry& entry) -> std::vector<EntityRef> {
                return {{u"warning"_s, entry.with.text("id"_L1)}};
            }};
}

} // namespace

std::optional<Explanation> explanationOf(Context& context, const QString& id) {
    auto row = context.db.query("SELECT note, facts, date, by, seq, document FROM warning_note"
                                " WHERE warning = ? ORDER BY seq DESC LIMIT 1",
                                id);
    if (!row.next())
        return {};
    return Explanation{row.text(0), row.text(1),    row.text(2),
                       row.text(3), row.integer(4), row.text(5)};
}

void installExplaining(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"warning_note"_s});
    registry.add(explainCommand());
}

} // namespace warnings
