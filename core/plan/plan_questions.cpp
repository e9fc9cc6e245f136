// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <journal/listing.h>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Reply;
using ledger::CashPosition;
using ledger::Position;
using money::Fen;

namespace {

QJsonObject itemJson(const Item& item) {
    QJsonArray years;
    for (int year : item.years)
        years.append(year);
    return {{"code"_L1, item.code},
            {"name"_L1, item.name},
            {"ceiling"_L1, item.ceiling.toYuan()},
            {"sources"_L1, QJsonArray::fromStringList(item.sources)},
            {"counts"_L1, item.counts},
            {"unit_amount"_L1, item.unitAmount ? item.unitAmount->toYuan() : QString()},
            {"count_per_year"_L1, item.countPerYear},
            {"years"_L1, years},
            {"yearly_ceiling"_L1, item.yearlyCeiling ? item.yearlyCeiling->toYuan() : QString()},
            {"materials"_L1, QJsonArray::fromStringList(item.materials)},
            {"unit_kinds"_L1, QJsonArray::fromStringList(item.unitKinds)}};
}

QJsonObject lineJson(Context& context, const Plan& plan, const Line& line) {
    Fen total;
    QJsonObject bySource;
    for (const Source& source : plan.sources) {
        const Fen budget = ledger::linePosition(context, line.code, source.code).budget();
        if (budget.isZero() && !line.budget.contains(source.code))
            continue;
        total += budget;
        bySource.insert(source.code, budget.toYuan());
    }
    QJsonArray items;
    for (const Item& item : line.items)
        items.append(itemJson(item));
    return {{"code"_L1, line.code},
            {"category"_L1, line.category},
            {"name"_L1, line.name},
            {"scope"_L1, line.scope},
            {"standard_words"_L1, line.standardWords},
            {"direction"_L1, line.direction},
            {"path"_L1, line.path},
            {"open_paths"_L1, QJsonArray::fromStringList(line.openPaths)},
            {"printed_total"_L1, line.printedTotal ? line.printedTotal->toYuan() : QString()},
            {"budget"_L1, total.toYuan()},
            {"by_source"_L1, bySource},
            {"items"_L1, items},
            {"lead"_L1, line.lead},
            {"supporting"_L1, QJsonArray::fromStringList(line.supporting)},
            {"notices"_L1, QJsonArray::fromStringList(line.notices)}};
}

Reply showLine(Context& context, const Args& with, const QString&) {
    const Plan& plan = current(context);
    const Line* line = plan.line(with.text("id"_L1));
    if (!line)
        return journal::badInput(u"id"_s,
                                 u"没有编号为 %1 的支持项目,请核对。"_s.arg(with.text("id"_L1)));
    QJsonObject json = lineJson(context, plan, *line);
    QJsonArray rows;
    const QJsonArray all = execution(context, std::nullopt).value("rows"_L1).toArray();
    for (const QJsonValue& row : all)
        if (row.toObject().value("line"_L1).toString() == line->code)
            rows.append(row);
    json.insert("rows"_L1, rows);
    json.insert("path_words"_L1, plan.path(line->path).words);
    QJsonObject paths; // its own, and those that are still open
    QStringList codes = line->openPaths;
    codes << line->path;
    for (const QString& code : codes)
        paths.insert(code, plan.json.value("paths"_L1).toObject().value(code));
    json.insert("paths"_L1, paths);
    return json;
}

Reply showPlan(Context& context, const Args&, const QString&) {
    const Plan& plan = current(context);
    Fen total;
    QJsonArray sources;
    for (const Source& source : plan.sources) {
        const CashPosition position = ledger::cashPosition(context, source.code);
        total += position.planned;
        sources.append(QJsonObject{{"code"_L1, source.code},
                                   {"name"_L1, source.name},
                                   {"amount"_L1, position.planned.toYuan()},
                                   {"phase"_L1, source.phase},
                                   {"condition"_L1, source.conditional ? u"evaluation"_s : u""_s},
                                   {"subject"_L1, source.subject}});
    }
    QJsonArray lines;
    for (const Line& line : plan.lines)
        lines.append(lineJson(context, plan, line));
    return QJsonObject{{"name"_L1, plan.name},
                       {"county"_L1, plan.county},
                       {"document"_L1, plan.document},
                       {"effective"_L1, plan.effective},
                       {"sources"_L1, sources},
                       {"lines"_L1, lines},
                       {"paths"_L1, plan.json.value("paths"_L1).toObject()},
                       {"clauses"_L1, plan.json.value("clauses"_L1).toObject()},
                       {"goals"_L1, plan.json.value("goals"_L1).toArray()},
                       {"unit_kinds"_L1, plan.json.value("unit_kinds"_L1).toObject()},
                       {"disclosure"_L1, plan.json.value("disclosure"_L1).toObject()},
                       {"numbering"_L1, plan.json.value("numbering"_L1).toObject()},
                       {"security"_L1, plan.json.value("security"_L1).toObject()},
                       {"notices"_L1, QJsonArray::fromStringList(plan.notices)},
                       {"total"_L1, total.toYuan()}};
}

// The sums of a line, over its sources.
QJsonObject lineRow(const Line& line, const Position& sum) {
    return {{"line"_L1, line.code},
            {"budget"_L1, sum.budget().toYuan()},
            {"committed"_L1, sum.committed().toYuan()},
            {"paid"_L1, sum.spent.toYuan()},
            {"recovered"_L1, sum.recovered.toYuan()},
            {"available"_L1, sum.available.toYuan()},
            {"rate"_L1, money::rate(sum.spent, sum.budget())}};
}

QJsonObject executionRow(const Line& line, const QString& source, const Position& position,
                         bool locked) {
    return {{"line"_L1, line.code},
            {"source"_L1, source},
            {"budget"_L1, position.budget().toYuan()},
            {"committed"_L1, position.committed().toYuan()},
            {"paid"_L1, position.spent.toYuan()},
            {"recovered"_L1, position.recovered.toYuan()},
            {"available"_L1, position.available.toYuan()},
            {"locked"_L1, locked}};
}

const journal::ListSource& receiptRows() {
    static const journal::ListSource rows{.table = "receipt",
                                          .columns = "id, source, amount, date, document, state",
                                          .sorts = {{"source", "source"},
                                                    {"amount", "amount"},
                                                    {"date", "date"},
                                                    {"document", "document"},
                                                    {"state", "state"}}};
    return rows;
}

Reply listReceipts(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, receiptRows())
        .state("state", "'voided'")
        .equal("source"_L1, "source")
        .search("found(id || ' ' || document, ?)")
        .answer([&](const storage::Statement& row) {
            return QJsonObject{{"id"_L1, row.text(0)},
                               {"source"_L1, row.text(1)},
                               {"source_name"_L1, sourceName(context, row.text(1))},
                               {"amount"_L1, row.fen(2).toYuan()},
                               {"date"_L1, row.text(3)},
                               {"document"_L1, row.text(4)},
                               {"state"_L1, row.text(5)}};
        });
}

} // namespace

QJsonObject execution(Context& context, const std::optional<QString>& asOf) {
    const Plan& plan = current(context);
    const auto positions = ledger::positions(context, asOf);
    const auto cash = ledger::cashPositions(context, asOf);
    const auto passed = passedEvaluation(context);
    const bool open = passed && (!asOf || passed->date <= *asOf);
    QJsonArray rows;
    QJsonArray byLine;
    std::map<QString, Position> ofSource;
    Position total;
    for (const Line& line : plan.lines) {
        Position ofLine;
        for (const Source& source : plan.sources) {
            const auto found = positions.find({line.code, source.code});
            const Position position = found == positions.end() ? Position() : found->second;
            const bool moved = !position.committed().isZero() || !position.spent.isZero()
                               || !position.recovered.isZero();
            if (position.budget().isZero() && !moved && !line.budget.contains(source.code))
                continue;
            rows.append(executionRow(line, source.code, position, source.conditional && !open));
            for (Position* sum : {&ofSource[source.code], &ofLine, &total}) {
                sum->available += position.available;
                sum->approved += position.approved;
                sum->requested += position.requested;
                sum->spent += position.spent;
                sum->recovered += position.recovered;
            }
        }
        byLine.append(lineRow(line, ofLine));
    }
    QJsonArray bySource;
    Fen received;
    for (const Source& source : plan.sources) {
        const auto found = cash.find(source.code);
        const CashPosition position = found == cash.end() ? CashPosition() : found->second;
        received += position.received;
        bySource.append(QJsonObject{{"source"_L1, source.code},
                                    {"planned"_L1, position.planned.toYuan()},
                                    {"received"_L1, position.received.toYuan()},
                                    {"committed"_L1, ofSource[source.code].committed().toYuan()},
                                    {"available"_L1, ofSource[source.code].available.toYuan()},
                                    {"paid"_L1, position.paid.toYuan()},
                                    {"recovered"_L1, position.recovered.toYuan()},
                                    {"returned"_L1, position.returned.toYuan()},
                                    {"cash"_L1, position.cash.toYuan()}});
    }
    return {{"rows"_L1, rows},
            {"by_line"_L1, byLine},
            {"by_source"_L1, bySource},
            {"interest"_L1, ledger::interest(context, asOf).toYuan()},
            {"total"_L1, QJsonObject{{"budget"_L1, total.budget().toYuan()},
                                     {"received"_L1, received.toYuan()},
                                     {"committed"_L1, total.committed().toYuan()},
                                     {"paid"_L1, total.spent.toYuan()},
                                     {"recovered"_L1, total.recovered.toYuan()},
                                     {"available"_L1, total.available.toYuan()},
                                     {"rate"_L1, money::rate(total.spent, total.budget())}}}};
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"plan.show"_s, .answer = showPlan});
    registry.add(Question{.name = u"line.show"_s, .shape = {id("id")}, .answer = showLine});
    registry.add(Question{
        .name = u"budget.execution"_s,
        .shape = {opt(date("as_of"))},
        .answer = [](Context& context, const Args& with, const QString&) -> Reply {
            return execution(context, with.has("as_of"_L1) ? std::optional(with.text("as_of"_L1))
                                                           : std::nullopt);
        }});
    registry.add(Question{.name = u"receipt.list"_s,
                          .shape = listShape({opt(id("source")), opt(id("state"))}, receiptRows()),
                          .answer = listReceipts});
}

} // namespace plan
