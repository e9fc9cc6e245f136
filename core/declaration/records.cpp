// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <identity/steps.h>

namespace declaration {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Call;
using journal::Command;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rule;
using journal::Verdict;
using journal::Words;

namespace {

Verdict stillOpen(Call& call) {
    const Project project = find(call.context, call.with.text("project"_L1)).value();
    if (project.state == u"rejected" || project.state == u"cancelled"
        || project.state == u"withdrawn")
        return wrongState(u"项目"_s, project.id, project.state, u"不能再登记合同和发票"_s);
    return {};
}

Command contractCommand() {
    using namespace journal;
    return {.name = u"contract.record"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("project", "project"), text("number"), text("party"),
                      amount("amount"), date("date")},
            .check =
                [](Call& call) {
                    return known(call.context, call.with.text("project"_L1), u"project"_s);
                },
            .judge = [](Call& call) -> Verdict {
                if (call.context.db.query("SELECT 1 FROM contract WHERE id = ?", call.id()).next())
                    return identity::taken(call, u"合同"_s);
                if (auto no = stillOpen(call))
                    return no;
                return identity::inOrder(call, {}, {});
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const Words& with = entry.with;
                    context.db.run("INSERT INTO contract (id, project, number, party, amount, date,"
                                   " state) VALUES (?, ?, ?, ?, ?, ?, 'recorded')",
                                   entry.id(), with.text("project"_L1), with.text("number"_L1),
                                   with.text("party"_L1), with.fen("amount"_L1), entry.date());
                },
            .registers = u"contract"_s};
}

// What stays of a printed text when blanks, the width of letters and their case are put aside.
QString bare(const QString& text) {
    QString kept;
    for (QChar c : text) {
        if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E) // full-width forms of ASCII
            c = QChar(c.unicode() - 0xFEE0);
        if (c >= u'a' && c <= u'z')
            c = QChar(c.unicode() - u'a' + u'A');
        if (!c.isSpace())
            kept += c;
    }
    return kept;
}

// The same for two records of one paper, however their issuer and number were typed.
QString samePaper(const Words& with) {
    return bare(with.text("issuer"_L1)) + u'\n' + bare(with.text("number"_L1));
}

// invoice.duplicate (第十条): once in the whole fund.
Verdict notRecordedBefore(Call& call) {
    auto same = call.context.db.query("SELECT id, project FROM invoice WHERE same_paper = ? AND"
                                      " state = 'recorded'",
                                      samePaper(call.with));
    if (!same.next())
        return {};
    return refuse(Rule::InvoiceDuplicate,
                  u"%1 的发票 %2 已登记在项目 %3(登记号 %4),不能重复登记。"_s.arg(
                      call.with.text("issuer"_L1), call.with.text("number"_L1), same.text(1),
                      same.text(0)))
        .at(u"number"_s);
}

Command invoiceCommand() {
    using namespace journal;
    return {.name = u"invoice.record"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("project", "project"), text("number"), text("issuer"),
                      amount("amount"), date("date")},
            .check =
                [](Call& call) {
                    return known(call.context, call.with.text("project"_L1), u"project"_s);
                },
            .judge = [](Call& call) -> Verdict {
                if (call.context.db.query("SELECT 1 FROM invoice WHERE id = ?", call.id()).next())
                    return identity::taken(call, u"发票"_s);
                if (auto no = stillOpen(call))
                    return no;
                if (auto no = identity::inOrder(call, {}, {}))
                    return no;
                return notRecordedBefore(call);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const Words& with = entry.with;
                    context.db.run("INSERT INTO invoice (id, project, number, issuer, amount, date,"
                                   " state, same_paper) VALUES (?, ?, ?, ?, ?, ?, 'recorded', ?)",
                                   entry.id(), with.text("project"_L1), with.text("number"_L1),
                                   with.text("issuer"_L1), with.fen("amount"_L1), entry.date(),
                                   samePaper(with));
                },
            .registers = u"invoice"_s};
}

bool isContract(const journal::Words& with) {
    return with.text("kind"_L1) == "contract"_L1;
}

} // namespace

Verdict recordCanBeVoided(Call& call) {
    const bool contract = isContract(call.with);
    auto row = contract
                   ? call.context.db.query("SELECT state, date, project FROM contract WHERE id = ?",
                                           call.id())
                   : call.context.db.query("SELECT state, date, project FROM invoice WHERE id = ?",
                                           call.id());
    row.next();
    const QString what = contract ? u"合同"_s : u"发票"_s;
    if (row.text(0) == "voided"_L1)
        return wrongState(what, call.id(), row.text(0), u"不能再次作废"_s);
    const Project project = find(call.context, row.text(2)).value();
    if (project.state == u"closed")
        return wrongState(u"项目"_s, project.id, project.state, u"其%1不能作废"_s.arg(what));
    return identity::inOrder(call, row.text(1), what + u"日期"_s);
}

void voidRecord(Context& context, const Entry& entry) {
    if (isContract(entry.with))
        context.db.run("UPDATE contract SET state = 'voided' WHERE id = ?", entry.id());
    else
        context.db.run("UPDATE invoice SET state = 'voided' WHERE id = ?", entry.id());
}

QJsonArray recordsJson(Context& context, const QString& kind, const QString& project) {
    const bool contract = kind == "contract"_L1;
    QJsonArray items;
    auto rows =
        contract ? context.db.query("SELECT id, number, party, amount, date, state FROM contract"
                                    " WHERE project = ? AND state = 'recorded' ORDER BY date, id",
                                    project)
                 : context.db.query("SELECT id, number, issuer, amount, date, state FROM invoice"
                                    " WHERE project = ? AND state = 'recorded' ORDER BY date, id",
                                    project);
    while (rows.next())
        items.append(QJsonObject{{"id"_L1, rows.text(0)},
                                 {"number"_L1, rows.text(1)},
                                 {contract ? "party"_L1 : "issuer"_L1, rows.text(2)},
                                 {"amount"_L1, rows.fen(3).toYuan()},
                                 {"date"_L1, rows.text(4)},
                                 {"state"_L1, rows.text(5)}});
    return items;
}

void installRecords(journal::Registry& registry) {
    registry.add(contractCommand());
    registry.add(invoiceCommand());
}

} // namespace declaration
