// SPDX-License-Identifier: GPL-3.0-only
#include "findings.h"

#include "room.h"

#include <identity/steps.h>
#include <units/units.h>

namespace supervision {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using labels::FindingKind;
using labels::sentence;
using ledger::Account;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE finding (
  id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL REFERENCES unit,
  kind TEXT NOT NULL CHECK (kind IN ('false-materials', 'irregularity')),
  project TEXT NOT NULL, finding TEXT NOT NULL, recover INTEGER NOT NULL CHECK (recover >= 0),
  recovered INTEGER NOT NULL CHECK (recovered BETWEEN 0 AND recover), date TEXT NOT NULL,
  document TEXT NOT NULL, rectify_by TEXT NOT NULL, rectified_on TEXT NOT NULL,
  rectified_note TEXT NOT NULL, lifted_on TEXT NOT NULL, lifted_note TEXT NOT NULL,
  last_step_on TEXT NOT NULL, voided_on TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_by_unit ON finding (unit);
CREATE TABLE recovery (
  id TEXT NOT NULL PRIMARY KEY, finding TEXT NOT NULL REFERENCES finding,
  project TEXT NOT NULL REFERENCES project, payee TEXT NOT NULL REFERENCES unit,
  source TEXT NOT NULL,
  amount INTEGER NOT NULL CHECK (amount > 0), date TEXT NOT NULL, voucher TEXT NOT NULL,
  seq INTEGER NOT NULL, voided_on TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_by_project ON recovery (project);
)";

struct Finding {
    QString id;
    QString unit;
    FindingKind kind = FindingKind::Irregularity;
    Fen recover;
    Fen recovered;
    QString date;
    QString rectifiedOn;
    QString liftedOn;
    QString lastStepOn;
    QString voidedOn;

    bool bars() const {
        return kind == FindingKind::FalseMaterials && liftedOn.isEmpty() && voidedOn.isEmpty();
    }
};

std::optional<Finding> find(Context& context, const QString& id) {
    auto row = context.db.query("SELECT id, unit, kind, recover, recovered, date, rectified_on,"
                                " lifted_on, last_step_on, voided_on FROM finding WHERE id = ?",
                                id);
    if (!row.next())
        return {};
    return Finding{row.text(0), row.text(1), row.code<FindingKind>(2),
                   row.fen(3),  row.fen(4),  row.text(5),
                   row.text(6), row.text(7), row.text(8),
                   row.text(9)};
}

std::optional<Rejection> requireKnown(CommandContext& call, const QString& id,
                                      const QString& field) {
    if (find(call.context, id))
        return {};
    return badInput(field, sentence("finding.unknown", id));
}

std::optional<Rejection> stands(const Finding& finding) {
    if (finding.voidedOn.isEmpty())
        return {};
    return refuse(Rule::StateOrder, sentence("finding.voided", finding.id, finding.voidedOn));
}

// A project of that unit, or one that paid it as a payee.
bool concerns(Context& context, const QString& project, const QString& unit) {
    return declaration::requireProject(context, project).unit == unit
           || disbursement::everPaid(context, project, unit);
}

// --- supervision.find --------------------------------------------------------------------------

std::optional<Rejection> checkFind(CommandContext& call) {
    if (auto rejection = units::requireKnown(call.context, call.with.text("unit"_L1), u"unit"_s))
        return rejection;
    if (!call.with.has("project"_L1))
        return {};
    const QString project = call.with.text("project"_L1);
    if (auto rejection = declaration::requireKnown(call.context, project, u"project"_s))
        return rejection;
    if (!concerns(call.context, project, call.with.text("unit"_L1)))
        return badInput(u"project"_s,
                        sentence("finding.project.unrelated", project, call.with.text("unit"_L1)));
    return {};
}

void applyFind(Context& context, const Entry& entry) {
    const Args& with = entry.with;
    context.db.run("INSERT INTO finding (id, unit, kind, project, finding, recover, recovered,"
                   " date, document, rectify_by, rectified_on, rectified_note, lifted_on,"
                   " lifted_note, last_step_on)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, '', '', '', '', ?7)",
                   entry.id(), with.text("unit"_L1), with.text("kind"_L1), with.text("project"_L1),
                   with.text("finding"_L1), with.fen("recover"_L1), entry.date(),
                   with.text("document"_L1), with.text("rectify_by"_L1));
    if (with.code<FindingKind>("kind"_L1) == FindingKind::FalseMaterials)
        units::bar(context, with.text("unit"_L1));
    identity::addStep(context, entry,
                      {u"finding"_s, entry.id(), u"find"_s, u"approve"_s, with.text("finding"_L1)});
}

Command findCommand() {
    using namespace journal;
    return {.name = u"supervision.find"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {id("id"), ref("unit", "unit"),
                      choice("kind", {"false-materials", "irregularity"}),
                      opt(ref("project", "project")), longText("finding"), anyAmount("recover"),
                      date("date"), text("document"), opt(date("rectify_by"))},
            .check = checkFind,
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (find(call.context, call.id()))
                    return identity::taken(call, u"监督检查"_s);
                if (auto rejection = identity::requireDateOrder(call, {}, {}))
                    return rejection;
                return identity::requireTermInOrder(call, u"rectify_by"_s, u"整改期限"_s);
            },
            .apply = applyFind,
            .registers = u"finding"_s};
}

// --- supervision.rectify, supervision.lift -----------------------------------------------------

std::optional<Rejection> judgeRectify(CommandContext& call) {
    const Finding finding = logging::checked(find(call.context, call.id()), "finding");
    if (auto rejection = stands(finding))
        return rejection;
    if (!finding.rectifiedOn.isEmpty())
        return refuse(Rule::StateOrder,
                      sentence("finding.rectified", finding.id, finding.rectifiedOn));
    return identity::requireDateOrder(call, finding.lastStepOn, u"上一环节日期"_s);
}

std::optional<Rejection> judgeLift(CommandContext& call) {
    const Finding finding = logging::checked(find(call.context, call.id()), "finding");
    if (auto rejection = stands(finding))
        return rejection;
    if (!finding.bars())
        return refuse(Rule::StateOrder,
                      finding.liftedOn.isEmpty()
                          ? sentence("finding.lift.not-barring", finding.id)
                          : sentence("finding.lifted", finding.id, finding.liftedOn));
    return identity::requireDateOrder(call, finding.lastStepOn, u"上一环节日期"_s);
}

void applyRectify(Context& context, const Entry& entry) {
    context.db.run("UPDATE finding SET rectified_on = ?2, rectified_note = ?3, last_step_on = ?2"
                   " WHERE id = ?1",
                   entry.id(), entry.date(), entry.with.text("note"_L1));
    identity::addStep(
        context, entry,
        {u"finding"_s, entry.id(), u"rectify"_s, u"approve"_s, entry.with.text("note"_L1)});
}

void applyLift(Context& context, const Entry& entry) {
    context.db.run("UPDATE finding SET lifted_on = ?2, lifted_note = ?3, last_step_on = ?2"
                   " WHERE id = ?1",
                   entry.id(), entry.date(), entry.with.text("note"_L1));
    units::liftBar(context, logging::checked(find(context, entry.id()), "finding").unit);
    identity::addStep(
        context, entry,
        {u"finding"_s, entry.id(), u"lift"_s, u"approve"_s, entry.with.text("note"_L1)});
}

Command endCommand(bool lift) {
    using namespace journal;
    return {.name = lift ? u"supervision.lift"_s : u"supervision.rectify"_s,
            .roles = {u"group"_s},
            .deciding = true,
            .shape = {ref("id", "finding"), date("date"), text("document"), longText("note")},
            .check = [](CommandContext& call) { return requireKnown(call, call.id(), u"id"_s); },
            .judge = lift ? judgeLift : judgeRectify,
            .apply = lift ? applyLift : applyRectify};
}

// --- supervision.recover (第十三条) --------------------------------------------------------------

// Whose money comes back: of another unit's project what that project paid the unit of the finding;
// of its own project it has to be said where several were paid.
std::optional<Rejection> settlePayee(CommandContext& call) {
    const QString id = call.with.text("project"_L1);
    const QString unit =
        logging::checked(find(call.context, call.with.text("finding"_L1)), "finding").unit;
    const QString owner = logging::checked(declaration::find(call.context, id), "project").unit;
    if (call.with.has("payee"_L1)) {
        const QString payee = call.with.text("payee"_L1);
        if (payee != owner && !disbursement::everPaid(call.context, id, payee))
            return badInput(u"payee"_s, sentence("recovery.payee.unpaid", id, payee));
        return {};
    }
    const auto held = disbursement::heldOf(call.context, id);
    if (owner == unit && held.size() > 1)
        return badInput(u"payee"_s, sentence("recovery.payee.unsaid", id, held.size()));
    const QString payee = owner != unit ? unit : held.empty() ? owner : held.begin()->first;
    call.with.setDefault("payee"_L1, payee);
    return {};
}

// Entries of rules 0 did not say whose money came back: of several who held as much.
void settleOlderRecovery(CommandContext& call) {
    const auto rejection = settlePayee(call);
    if (!rejection || call.with.has("payee"_L1))
        return;
    const auto held = disbursement::heldOf(call.context, call.with.text("project"_L1));
    for (const auto& [unit, amount] : held)
        if (amount >= call.with.fen("amount"_L1))
            return call.with.setDefault("payee"_L1, unit);
    call.with.setDefault("payee"_L1, held.begin()->first);
}

std::optional<Rejection> checkRecover(CommandContext& call) {
    if (auto rejection = requireKnown(call, call.with.text("finding"_L1), u"finding"_s))
        return rejection;
    if (auto rejection =
            declaration::requireKnown(call.context, call.with.text("project"_L1), u"project"_s))
        return rejection;
    if (auto rejection =
            plan::requireKnownSource(call.context, call.with.text("source"_L1), u"source"_s))
        return rejection;
    return settlePayee(call);
}

std::optional<Rejection> judgeRecover(CommandContext& call) {
    if (call.context.db.query("SELECT 1 FROM recovery WHERE id = ?", call.id()).next())
        return identity::taken(call, u"追回"_s);
    const Finding finding =
        logging::checked(find(call.context, call.with.text("finding"_L1)), "finding");
    const auto project =
        logging::checked(declaration::find(call.context, call.with.text("project"_L1)), "project");
    if (auto rejection = stands(finding))
        return rejection;
    if (auto rejection = identity::requireDateOrder(call, finding.date, u"结论日期"_s))
        return rejection;
    const QString source = call.with.text("source"_L1);
    const QString payee = call.with.text("payee"_L1);
    const Fen amount = call.with.fen("amount"_L1);
    const Fen ofFinding = finding.recover - finding.recovered;
    const Fen ofProject = ledger::projectPosition(call.context, project.id, source).netPaid();
    const Fen ofPayee = disbursement::heldOfSource(call.context, project.id, payee, source);
    const Fen left = std::min({ofFinding, ofProject, ofPayee});
    const QString from = disbursement::recoverableFrom(
        call.context, {call.id(), project.id, payee, source, std::min(amount, left)});
    if (auto rejection = identity::requireDateOrder(call, from, u"所追回的拨付的上一环节日期"_s))
        return rejection;
    if (auto rejection = plan::requireOpenMonth(call))
        return rejection;
    if (!concerns(call.context, project.id, finding.unit))
        return refuse(Rule::SuperviseRecover,
                      sentence("recovery.project.unrelated", project.id, finding.id))
            .at(u"project"_s);
    if (project.unit != finding.unit && payee != finding.unit)
        return refuse(Rule::SuperviseRecover,
                      sentence("recovery.payee.unrelated", project.id, finding.id))
            .at(u"payee"_s);
    if (amount > left && ofPayee < std::min(ofFinding, ofProject))
        return refuse(Rule::SuperviseRecover,
                      sentence("recovery.above-held", project.id, units::name(call.context, payee),
                               plan::sourceName(call.context, source), ofPayee.toYuan()))
            .at(u"amount"_s)
            .limit(left)
            .asked(amount);
    if (amount > left)
        return refuse(Rule::SuperviseRecover,
                      sentence("recovery.above-finding", finding.id, ofFinding.toYuan(), project.id,
                               plan::sourceName(call.context, source), ofProject.toYuan(),
                               left.toYuan()))
            .at(u"amount"_s)
            .limit(left)
            .asked(amount);
    return {};
}

void recoverOnDays(CommandContext& call, journal::Days& days) {
    disbursement::recoveryOnDays(call, days,
                                 {call.id(), call.with.text("project"_L1),
                                  call.with.text("payee"_L1), call.with.text("source"_L1),
                                  call.with.fen("amount"_L1)});
}

void applyRecover(Context& context, const Entry& entry) {
    const Args& with = entry.with;
    const auto project =
        logging::checked(declaration::find(context, with.text("project"_L1)), "project");
    const QString source = with.text("source"_L1);
    const Fen amount = with.fen("amount"_L1);
    const QString payee = with.text("payee"_L1);
    context.db.run("INSERT INTO recovery (id, finding, project, payee, source, amount, date,"
                   " voucher, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                   entry.id(), with.text("finding"_L1), project.id, payee, source, amount,
                   entry.date(), with.text("voucher"_L1), entry.seq);
    disbursement::noteRecovery(context, entry, {entry.id(), project.id, payee, source, amount});
    context.db.run("UPDATE finding SET recovered = recovered + ?1, last_step_on ="
                   " CASE WHEN last_step_on < ?2 THEN ?2 ELSE last_step_on END WHERE id = ?3",
                   amount, entry.date(), with.text("finding"_L1));
    acceptance::noteRecovered(context, entry, project, amount);
    // Available to its line again (a new payment of the project draws on the line).
    declaration::moveBudget(context, entry, project, {source, amount}, Account::Recovery,
                            Account::Available);
    ledger::post(context, entry,
                 {.date = entry.date(),
                  .from = Account::Recovered,
                  .to = Account::Cash,
                  .source = source,
                  .amount = amount});
}

Command recoverCommand() {
    using namespace journal;
    return {.name = u"supervision.recover"_s,
            .roles = {u"finance"_s},
            .shape = {id("id"), ref("finding", "finding"), ref("project", "project"),
                      opt(ref("payee", "unit")), ref("source", "source"), amount("amount"),
                      date("date"), text("voucher")},
            .check = checkRecover,
            .judge = judgeRecover,
            .days = {recoverOnDays},
            .apply = applyRecover,
            .registers = u"recovery"_s,
            .older = settleOlderRecovery};
}

} // namespace

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.add(findCommand());
    registry.add(endCommand(false));
    registry.add(endCommand(true));
    registry.add(recoverCommand());
    installQuestions(registry);
    installGoals(registry);
    installStill(registry);
}

} // namespace supervision
