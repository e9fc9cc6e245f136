// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

// accept.audit: the amount that an auditor found (审定金额). It is of all of a project's acceptances
// together; nothing above it is accepted, and on a path that asks for it the acceptance that brings
// a project to its whole support brings one.

namespace acceptance {

using namespace Qt::Literals::StringLiterals;
using declaration::Project;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using money::Fen;

namespace {

// `seq` tells of two concluded on one day which came later.
constexpr const char* tables = R"(
CREATE TABLE acceptance_audit (
  acceptance TEXT NOT NULL PRIMARY KEY REFERENCES acceptance, seq INTEGER NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), audited_by TEXT NOT NULL, document TEXT NOT NULL,
  date TEXT NOT NULL
) STRICT, WITHOUT ROWID;
)";

std::optional<Audit> auditIn(storage::Statement row) {
    if (!row.next())
        return {};
    return Audit{row.text(0), row.fen(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

} // namespace

journal::Shape auditShape() {
    using namespace journal;
    return {amount("amount"), text("by"), text("document"), happened("date")};
}

void keepAudit(Context& context, const Entry& entry, const AuditArgs& audited) {
    context.db.run("INSERT INTO acceptance_audit (acceptance, seq, amount, audited_by, document,"
                   " date) VALUES (?, ?, ?, ?, ?, ?)",
                   entry.id(), entry.seq, audited.amount, audited.by, audited.document,
                   audited.date);
}

std::optional<Audit> auditOf(Context& context, const QString& acceptance) {
    return auditIn(context.db.query(
        "SELECT audit.acceptance, amount, audited_by, document, audit.date, concluded_on FROM"
        " acceptance JOIN acceptance_audit AS audit ON audit.acceptance = acceptance.id WHERE"
        " acceptance.id = ?",
        acceptance));
}

std::optional<Audit> standingAudit(Context& context, const QString& project,
                                   const QString& concludedUntil, const QString& without) {
    return auditIn(context.db.query(
        "SELECT audit.acceptance, amount, audited_by, document, audit.date, concluded_on FROM"
        " acceptance JOIN acceptance_audit AS audit ON audit.acceptance = acceptance.id WHERE"
        " project = ?1 AND state = 'passed' AND (?2 = '' OR concluded_on <= ?2) AND"
        " acceptance.id <> ?3 ORDER BY concluded_on COLLATE BINARY DESC, seq DESC LIMIT 1",
        project, concludedUntil, without));
}

std::optional<Audit> auditStoodOn(Context& context, const QString& project, const QString& date,
                                  const QString& without) {
    return auditIn(context.db.query(
        "SELECT audit.acceptance, amount, audited_by, document, audit.date, concluded_on FROM"
        " acceptance JOIN acceptance_audit AS audit ON audit.acceptance = acceptance.id WHERE"
        " project = ?1 AND concluded_on <= ?2 AND (state = 'passed' OR (state = 'voided' AND"
        " last_step_on > ?2)) AND acceptance.id <> ?3"
        " ORDER BY concluded_on COLLATE BINARY DESC, seq DESC LIMIT 1",
        project, date, without));
}

std::optional<Rejection> judgeAudit(CommandContext& call) {
    const ConcludeArgs& concluded = call.with.as<ConcludeArgs>();
    if (!concluded.passes())
        return {};
    const Acceptance acceptance = logging::checked(find(call.context, call.id()), "acceptance");
    const Project project = declaration::requireProject(call.context, acceptance.project);
    const Fen accepted = concluded.accepted.value_or(Fen());
    if (!concluded.audited && declaration::pathOf(call.context, project).audit
        && project.accepted + accepted >= project.support)
        return refuse(Rule::AcceptAudit, sentence("acceptance.audit-missing", project.id,
                                                  project.support.toYuan(), "audited"_L1))
            .at(u"audited"_s);
    // One that was concluded later counts, not the one that this conclusion brings.
    const auto later = standingAudit(call.context, project.id);
    const bool own = concluded.audited && (!later || later->concludedOn <= call.date());
    if (!own && !later)
        return {};
    const Fen audited = own ? concluded.audited->amount : later->amount;
    const Fen left = std::max(audited - project.accepted, Fen());
    if (accepted <= left)
        return {};
    return refuse(Rule::AcceptAudit,
                  sentence("acceptance.above-audited", project.id, audited.toYuan(),
                           project.accepted.toYuan(), left.toYuan()))
        .at(u"accepted"_s)
        .limit(left)
        .asked(accepted);
}

void installAudits(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
}

} // namespace acceptance
