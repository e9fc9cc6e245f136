// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>

#include <QJsonDocument>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using journal::Shape;
using labels::ProjectState;
using labels::ReceiptState;
using labels::sentence;
using labels::ThingKind;
using money::Fen;

namespace {

std::optional<Rejection> stillOpen(CommandContext& call) {
    const Project project =
        logging::checked(find(call.context, call.with.as<RecordArgs>().project), "project");
    if (project.state == ProjectState::Rejected || project.state == ProjectState::Cancelled
        || project.state == ProjectState::Withdrawn)
        return wrongState("project.record.state", labels::ThingKind::Project, project.id,
                          project.state);
    return {};
}

// When and for what a contract is paid: at most the whole of it.
std::optional<Rejection> checkContract(CommandContext& call) {
    const RecordArgs& contract = call.with.as<RecordArgs>();
    if (auto rejection = requireKnown(call.context, contract.project, u"project"_s))
        return rejection;
    if (contract.scheduled > contract.amount)
        return badInput(u"schedule"_s,
                        sentence("contract.schedule-above-amount", contract.scheduled.toYuan(),
                                 contract.amount.toYuan()));
    return {};
}

Command contractCommand() {
    using namespace journal;
    return {
        .name = u"contract.record"_s,
        .roles = {u"clerk"_s},
        .shape = {id("id"), ref("project", "project"), text("number"), text("party"),
                  amount("amount"), date("date"),
                  opt(list("schedule", Shape{date("due"), amount("amount"), text("condition")}))},
        .check = checkContract,
        .judge = [](CommandContext& call) -> std::optional<Rejection> {
            if (call.context.db.query("SELECT 1 FROM contract WHERE id = ?", call.id()).next())
                return identity::taken(call, u"合同"_s);
            if (auto rejection = stillOpen(call))
                return rejection;
            return identity::requireDateOrder(call, {}, {});
        },
        .apply =
            [](Context& context, const Entry& entry) {
                const RecordArgs& contract = entry.with.as<RecordArgs>();
                context.db.run(
                    "INSERT INTO contract (id, project, number, party, amount, date, schedule,"
                    " state, voided_on) VALUES (?, ?, ?, ?, ?, ?, ?, 'recorded', '')",
                    entry.id(), contract.project, contract.number, contract.other, contract.amount,
                    entry.date(),
                    QString::fromUtf8(
                        QJsonDocument(contract.schedule).toJson(QJsonDocument::Compact)));
            },
        .registers = u"contract"_s};
}

// What stays of a printed text when blanks, width, case and what nobody sees are put aside.
QString bare(const QString& text) {
    QString kept;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC))
        if (!c.isSpace() && c.category() != QChar::Other_Format)
            kept += c;
    return kept.toUpper();
}

bool isDigits(const QString& text) {
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

// What an invoice is known by, however it was typed: 8 digits behind 10 or 12 more are the number,
// and what stands before them its code.
struct Paper {
    QString issuer;
    QString number;
    QString code; // "" where nobody told it
};

Paper paperOf(const RecordArgs& invoice) {
    constexpr qsizetype digits = 8;
    Paper paper{bare(invoice.other), bare(invoice.number), bare(invoice.code)};
    const qsizetype before = paper.number.size() - digits;
    if ((before != 10 && before != 12) || !isDigits(paper.number))
        return paper;
    const QString front = paper.number.left(before);
    if (!paper.code.isEmpty() && paper.code != front)
        return paper;
    return {paper.issuer, paper.number.right(digits), front};
}

// invoice.duplicate (第十条): once in the whole fund. A code parts two only where both tell it.
std::optional<Rejection> requireNotRecordedBefore(CommandContext& call) {
    const RecordArgs& invoice = call.with.as<RecordArgs>();
    const Paper paper = paperOf(invoice);
    auto same = call.context.db.query(
        "SELECT id, project FROM invoice WHERE state = 'recorded' AND paper_number = ?1 AND"
        " paper_issuer = ?2 AND (paper_code = ?3 OR paper_code = '' OR ?3 = '')"
        " ORDER BY id COLLATE BINARY",
        paper.number, paper.issuer, paper.code);
    if (!same.next())
        return {};
    return refuse(Rule::InvoiceDuplicate, sentence("invoice.recorded-before", invoice.other,
                                                   invoice.number, same.text(1), same.text(0)))
        .at(u"number"_s);
}

Command invoiceCommand() {
    using namespace journal;
    return {.name = u"invoice.record"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("project", "project"), text("number"), opt(text("code")),
                      text("issuer"), amount("amount"), date("date")},
            .check =
                [](CommandContext& call) {
                    return requireKnown(call.context, call.with.as<RecordArgs>().project,
                                        u"project"_s);
                },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (call.context.db.query("SELECT 1 FROM invoice WHERE id = ?", call.id()).next())
                    return identity::taken(call, u"发票"_s);
                if (auto rejection = stillOpen(call))
                    return rejection;
                if (auto rejection = identity::requireDateOrder(call, {}, {}))
                    return rejection;
                return requireNotRecordedBefore(call);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const RecordArgs& invoice = entry.with.as<RecordArgs>();
                    const Paper paper = paperOf(invoice);
                    context.db.run(
                        "INSERT INTO invoice (id, project, number, code, issuer, amount, date,"
                        " state, paper_issuer, paper_number, paper_code)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, 'recorded', ?, ?, ?)",
                        entry.id(), invoice.project, invoice.number, invoice.code, invoice.other,
                        invoice.amount, entry.date(), paper.issuer, paper.number, paper.code);
                },
            .registers = u"invoice"_s};
}

bool isContract(const journal::Args& with) {
    return with.code<ThingKind>("kind"_L1) == ThingKind::Contract;
}

QString shownState(const Record& record) {
    return record.voided ? u"voided"_s : u"recorded"_s;
}

} // namespace

std::optional<Rejection> requireVoidableRecord(CommandContext& call) {
    const bool contract = isContract(call.with);
    auto row = contract
                   ? call.context.db.query("SELECT state, date, project FROM contract WHERE id = ?",
                                           call.id())
                   : call.context.db.query("SELECT state, date, project FROM invoice WHERE id = ?",
                                           call.id());
    row.next();
    const QString what = contract ? u"合同"_s : u"发票"_s;
    if (labels::is(row.text(0), ReceiptState::Voided))
        return wrongState("record.void.state", contract ? ThingKind::Contract : ThingKind::Invoice,
                          call.id(), ReceiptState::Voided);
    const Project project = requireProject(call.context, row.text(2));
    if (project.state == ProjectState::Closed) {
        if (contract)
            return wrongState("contract.void.project-state", ThingKind::Project, project.id,
                              project.state);
        return wrongState("invoice.void.project-state", ThingKind::Project, project.id,
                          project.state);
    }
    return identity::requireDateOrder(call, row.text(1), what + u"日期"_s);
}

QString projectOfContract(Context& context, const QString& id) {
    auto row = context.db.query("SELECT project FROM contract WHERE id = ?", id);
    return row.next() ? row.text(0) : QString();
}

void voidRecord(Context& context, const Entry& entry) {
    if (isContract(entry.with))
        context.db.run("UPDATE contract SET state = 'voided', voided_on = ? WHERE id = ?",
                       entry.date(), entry.id());
    else
        context.db.run("UPDATE invoice SET state = 'voided' WHERE id = ?", entry.id());
}

std::vector<api::ContractRecord> shownContracts(Context& context, const QString& project) {
    std::vector<api::ContractRecord> items;
    for (const Record& record : records(context, u"contract"_s, project))
        if (!record.voided)
            items.push_back({.id = record.id,
                             .number = record.number,
                             .party = record.other,
                             .amount = record.amount,
                             .date = record.date,
                             .state = shownState(record),
                             .schedule = api::listFromJson<api::DueDate>(record.schedule)});
    return items;
}

std::vector<api::InvoiceRecord> shownInvoices(Context& context, const QString& project) {
    std::vector<api::InvoiceRecord> items;
    for (const Record& record : records(context, u"invoice"_s, project))
        if (!record.voided)
            items.push_back({.id = record.id,
                             .number = record.number,
                             .issuer = record.other,
                             .amount = record.amount,
                             .date = record.date,
                             .state = shownState(record),
                             .code = record.code});
    return items;
}

std::vector<Record> records(Context& context, const QString& kind, const QString& project) {
    std::vector<Record> found;
    const bool contract = labels::is(kind, ThingKind::Contract);
    auto rows =
        contract ? context.db.query("SELECT id, project, number, '', party, amount, date, schedule,"
                                    " state, voided_on FROM contract WHERE ?1 = '' OR project = ?1"
                                    " ORDER BY date COLLATE BINARY, id COLLATE BINARY",
                                    project)
                 : context.db.query("SELECT id, project, number, code, issuer, amount, date, '[]',"
                                    " state, '' FROM invoice WHERE ?1 = '' OR project = ?1"
                                    " ORDER BY date COLLATE BINARY, id COLLATE BINARY",
                                    project);
    while (rows.next())
        found.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                         rows.fen(5), rows.text(6),
                         QJsonDocument::fromJson(rows.text(7).toUtf8()).array(),
                         labels::is(rows.text(8), ReceiptState::Voided), rows.text(9)});
    return found;
}

void installRecords(journal::Registry& registry) {
    registry.add(contractCommand());
    registry.add(invoiceCommand());
}

} // namespace declaration
