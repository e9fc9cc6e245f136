// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <declaration/projects.h>
#include <identity/users.h>
#include <journal/chain.h>
#include <units/units.h>

// Whoever could have signed on screen is shown what others recorded as signed by them on paper,
// until they have seen it; what was recorded as found by the leading group is shown to all of it.
// That one has seen it is a reading, and stands in the security log as the readings of accounts do:
// nothing of the fund changes by it.

namespace overview {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Context;
using journal::Entry;
using journal::Reply;
using labels::sentence;
using labels::ThingKind;

namespace {

constexpr const char* tables = R"(
CREATE TABLE paper_signature (
  user_id TEXT NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (user_id, seq)
) STRICT, WITHOUT ROWID;
)";

bool signsOnScreen(const identity::User& user) {
    return !user.disabled && !user.credential.isEmpty();
}

void keepSignature(Context& context, const Entry& entry) {
    if (!entry.with.has("signed"_L1))
        return;
    const bool ofGroup = entry.action.startsWith("supervision."_L1);
    for (const identity::User& user : identity::users(context)) {
        const bool named =
            user.id == entry.decider() || (ofGroup && user.roles.contains(u"group"_s));
        if (named && user.id != entry.by && signsOnScreen(user))
            context.db.run("INSERT INTO paper_signature (user_id, seq) VALUES (?, ?)", user.id,
                           entry.seq);
    }
}

QString projectOf(Context& context, const Entry& entry) {
    if (entry.with.has("project"_L1))
        return entry.with.text("project"_L1);
    const QString thing = entry.action.section(u'.', 0, 0);
    if (entry.action == u"project.review")
        return entry.id();
    const auto projectBy = [&](storage::Literal sql) {
        auto row = context.db.query(sql, entry.id());
        return row.next() ? row.text(0) : QString();
    };
    if (entry.action == u"project.decide-amendment")
        return projectBy("SELECT project FROM amendment WHERE id = ?");
    if (labels::is(thing, ThingKind::Payment))
        return projectBy("SELECT project FROM payment WHERE id = ?");
    if (labels::is(thing, ThingKind::Acceptance))
        return projectBy("SELECT project FROM acceptance WHERE id = ?");
    return {};
}

api::InboxItem signatureItem(Context& context, const Entry& entry) {
    const Args signature = entry.with.object("signed"_L1);
    const auto project = declaration::find(context, projectOf(context, entry));
    const QString unit = project ? project->unit : entry.with.text("unit"_L1);
    const auto written = [&](QLatin1StringView key) {
        return entry.with.has(key) ? std::optional(entry.with.text(key)) : std::nullopt;
    };
    return {.command = u"signature.seen"_s,
            .id = entry.id(),
            .project = project ? project->id : QString(),
            .projectName = project ? project->name : QString(),
            .line = project ? project->line : QString(),
            .unit = unit,
            .unitName = units::name(context, unit),
            .amount = amountOf(context, entry),
            .since = entry.at.left(10),
            .again = {},
            .opinion = {},
            .entry = entry.seq,
            .action = entry.action,
            .date = entry.date(),
            .by = entry.decider(),
            .byName = identity::personName(context, entry.decider()),
            .signedOn = signature.text("on"_L1),
            .document = signature.text("document"_L1),
            .recordedBy = entry.by,
            .recordedByName = identity::personName(context, entry.by),
            .decision = written("decision"_L1),
            .result = written("result"_L1),
            .sheet = written("sheet"_L1)};
}

Reply seeSignature(Context& context, const Args& with, const QString& user) {
    const qint64 seq = with.integer("entry"_L1, 0);
    const auto entry = journal::entryAt(context, seq);
    if (!entry
        || !context.db
                .query("SELECT 1 FROM paper_signature WHERE user_id = ? AND seq = ?", user, seq)
                .next())
        return badInput(u"entry"_s, sentence("signature.unknown", seq));
    return api::toJson(signatureItem(context, *entry));
}

} // namespace

std::vector<api::InboxItem> unseenSignatures(Context& context, const QString& user) {
    std::vector<api::InboxItem> found;
    auto rows = context.db.query(
        "SELECT seq FROM paper_signature WHERE user_id = ?1 AND NOT EXISTS (SELECT 1 FROM"
        " security_log WHERE kind = 'signature' AND security_log.user_id = ?1 AND"
        " result = 'read ' || paper_signature.seq) ORDER BY seq",
        user);
    while (rows.next())
        if (const auto entry = journal::entryAt(context, rows.integer(0)))
            found.push_back(signatureItem(context, *entry));
    return found;
}

void installPaperSignatures(journal::Registry& registry) {
    using namespace journal;
    registry.addTables(QString::fromLatin1(tables), {u"paper_signature"_s});
    QStringList deciding;
    for (const Command& command : registry.commands())
        if (command.deciding)
            deciding << command.name;
    for (const QString& command : deciding)
        registry.addHandler(command, keepSignature);
    registry.add(Question{.name = u"signature.seen"_s,
                          .shape = {integer("entry")},
                          .answer = seeSignature,
                          .reading = u"signature"_s});
}

} // namespace overview
