// SPDX-License-Identifier: GPL-3.0-only
#include "plan_commands.h"

#include <journal/listing.h>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::Reply;
using journal::Words;
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

Reply showPlan(Context& context, const Words&, const QString&) {
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

Reply listReceipts(Context& context, const Words& with, const QString&) {
    const qint64 count = std::min<qint64>(with.integer("count"_L1, 100), 1000);
    const QString state = with.text("state"_L1);
    auto rows = context.db.query(
        "SELECT id, source, amount, date, document, state FROM receipt WHERE id > ?1"
        " AND (?2 = '' AND state <> 'voided' OR state = ?2) AND (?3 = '' OR source = ?3)"
        " AND (?4 = '' OR instr(id || ' ' || document, ?4) > 0) ORDER BY id LIMIT ?5",
        with.text("after"_L1), state, with.text("source"_L1), with.text("text"_L1), count + 1);
    return journal::listing(rows, count, [&] {
        return QJsonObject{{"id"_L1, rows.text(0)},
                           {"source"_L1, rows.text(1)},
                           {"amount"_L1, rows.fen(2).toYuan()},
                           {"date"_L1, rows.text(3)},
                           {"document"_L1, rows.text(4)},
                           {"state"_L1, rows.text(5)}};
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
            const bool moved = !position.spent.isZero() || !position.recovered.isZero();
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
    registry.add(Question{
        .name = u"budget.execution"_s,
        .shape = {opt(date("as_of"))},
        .answer = [](Context& context, const Words& with, const QString&) -> Reply {
            return execution(context, with.has("as_of"_L1) ? std::optional(with.text("as_of"_L1))
                                                           : std::nullopt);
        }});
    registry.add(Question{.name = u"receipt.list"_s,
                          .shape = {opt(id("source")), opt(id("state")), opt(text("text")),
                                    opt(id("after")), opt(integer("count"))},
                          .answer = listReceipts});
}

} // namespace plan
