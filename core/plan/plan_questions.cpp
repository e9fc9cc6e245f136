// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"
#include "terms.h"

#include <api/lists.h>
#include <api/plan.h>
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

std::optional<api::PlanGrant> shownGrant(const Item& item) {
    if (!item.grant)
        return {};
    return api::PlanGrant{.percent = item.grant->percent.toText(),
                          .cap = item.grant->cap,
                          .capPer = capPerCode(item.grant->per),
                          .ownPercent = item.grant->ownPercent.toText(),
                          .words = grantWords(*item.grant)};
}

api::PlanItem shownItem(const Item& item) {
    return {.code = item.code,
            .name = item.name,
            .ceiling = item.ceiling,
            .sources = item.sources,
            .counts = item.counts,
            .unitAmount = item.unitAmount,
            .countPerYear = item.countPerYear,
            .years = {item.years.begin(), item.years.end()},
            .yearlyCeiling = item.yearlyCeiling,
            .materials = item.materials,
            .unitKinds = item.unitKinds,
            .grant = shownGrant(item),
            .payees = payeesCode(item.payees.kind),
            .named = item.payees.named};
}

api::PlanLine shownLine(Context& context, const Plan& plan, const Line& line) {
    api::PlanLine shown{.code = line.code,
                        .category = line.category,
                        .name = line.name,
                        .scope = line.scope,
                        .standardWords = line.standardWords,
                        .direction = line.direction,
                        .path = line.path,
                        .openPaths = line.openPaths,
                        .printedTotal = line.printedTotal,
                        .budget = {},
                        .bySource = {},
                        .shares = {},
                        .items = {},
                        .lead = line.lead,
                        .supporting = line.supporting,
                        .notices = line.notices};
    for (const Source& source : plan.sources) {
        const Fen budget = ledger::linePosition(context, line.code, source.code).budget();
        if (budget.isZero() && !line.budget.contains(source.code))
            continue;
        shown.budget += budget;
        shown.bySource[source.code] = budget;
    }
    for (const LineShare& share : line.shares)
        shown.shares[share.source] = share.percent.toText();
    for (const Item& item : line.items)
        shown.items.push_back(shownItem(item));
    return shown;
}

Reply showLine(Context& context, const Args& with, const QString&) {
    if (auto rejection = requireKnownLine(context, with.text("id"_L1), u"id"_s))
        return *std::move(rejection);
    const Plan& plan = current(context);
    const Line* line = plan.line(with.text("id"_L1));
    QJsonObject json = api::toJson(shownLine(context, plan, *line));
    QJsonArray rows;
    for (const api::BudgetRow& row : execution(context, std::nullopt).rows)
        if (row.line == line->code)
            rows.append(api::toJson(row));
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
    const auto part = [&plan](QLatin1StringView key) { return plan.json.value(key).toObject(); };
    api::Plan shown;
    shown.name = plan.name;
    shown.county = plan.county;
    shown.document = plan.document;
    shown.effective = plan.effective;
    for (const Source& source : plan.sources) {
        const CashPosition position = ledger::cashPosition(context, source.code);
        shown.total += position.planned;
        shown.sources.push_back({.code = source.code,
                                 .name = source.name,
                                 .amount = position.planned,
                                 .phase = source.phase,
                                 .condition = source.conditional ? u"evaluation"_s : QString(),
                                 .subject = source.subject});
    }
    for (const Line& line : plan.lines)
        shown.lines.push_back(shownLine(context, plan, line));
    shown.paths = part("paths"_L1);
    shown.clauses = part("clauses"_L1);
    shown.goals = plan.json.value("goals"_L1).toArray();
    shown.unitKinds = part("unit_kinds"_L1);
    shown.disclosure = part("disclosure"_L1);
    shown.numbering = part("numbering"_L1);
    shown.security = part("security"_L1);
    shown.notices = plan.notices;
    shown.collectiveAbove = plan.collectiveAbove;
    return api::toJson(shown);
}

QJsonObject texts(const QMap<QString, QString>& map) {
    QJsonObject json;
    for (auto it = map.begin(); it != map.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

// What the plan says in its own words, what it left out settled.
Reply showWords(Context& context, const Args&, const QString&) {
    const Wording& wording = current(context).wording;
    QJsonObject words;
    for (auto it = wording.words.begin(); it != wording.words.end(); ++it)
        words.insert(it.key(), it.value());
    QJsonObject ticks;
    for (auto it = wording.ticks.begin(); it != wording.ticks.end(); ++it)
        ticks.insert(it.key(), it.value().name);
    QJsonArray archive;
    for (const ArchiveKind& one : wording.archive)
        archive.append(QJsonObject{{"kind"_L1, one.kind}, {"name"_L1, one.name}});
    return QJsonObject{{"words"_L1, words},
                       {"cites"_L1, texts(wording.cites)},
                       {"cites_papers"_L1, texts(wording.citesPapers)},
                       {"materials"_L1, QJsonArray::fromStringList(wording.materials)},
                       {"ticks"_L1, ticks},
                       {"archive"_L1, archive},
                       {"directions"_L1, QJsonArray::fromStringList(wording.directions)},
                       {"titles"_L1, texts(wording.titles)}};
}

// The sums of a line, over its sources.
api::LineSum lineSum(const Line& line, const Position& sum) {
    return {.line = line.code,
            .budget = sum.budget(),
            .committed = sum.committed(),
            .paid = sum.spent,
            .recovered = sum.recovered,
            .available = sum.available,
            .rate = money::rate(sum.spent, sum.budget())};
}

api::BudgetRow executionRow(const Line& line, const QString& source, const Position& position,
                            bool locked) {
    return {.line = line.code,
            .source = source,
            .budget = position.budget(),
            .committed = position.committed(),
            .paid = position.spent,
            .recovered = position.recovered,
            .available = position.available,
            .locked = locked};
}

const journal::ListSource& receiptRows() {
    static const journal::ListSource rows{.table = "receipt",
                                          .columns = "id, source, amount, date, document, state",
                                          .sorts = {{"source", "source"},
                                                    {"amount", "amount", journal::SortKey::Figures},
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
            return api::toJson(api::Receipt{.id = row.text("id"),
                                            .source = row.text("source"),
                                            .sourceName = sourceName(context, row.text("source")),
                                            .amount = row.fen("amount"),
                                            .date = row.text("date"),
                                            .document = row.text("document"),
                                            .state = row.code<labels::ReceiptState>("state")});
        });
}

} // namespace

api::BudgetExecution execution(Context& context, const std::optional<QString>& asOf) {
    const Plan& plan = current(context);
    const auto positions = ledger::positions(context, asOf);
    const auto cash = ledger::cashPositions(context, asOf);
    const auto passed = passedEvaluation(context);
    const bool open = passed && (!asOf || passed->date <= *asOf);
    api::BudgetExecution shown;
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
            shown.rows.push_back(
                executionRow(line, source.code, position, source.conditional && !open));
            for (Position* sum : {&ofSource[source.code], &ofLine, &total}) {
                sum->available += position.available;
                sum->approved += position.approved;
                sum->requested += position.requested;
                sum->spent += position.spent;
                sum->recovered += position.recovered;
            }
        }
        shown.byLine.push_back(lineSum(line, ofLine));
    }
    Fen received;
    for (const Source& source : plan.sources) {
        const auto found = cash.find(source.code);
        const CashPosition position = found == cash.end() ? CashPosition() : found->second;
        received += position.received;
        shown.bySource.push_back({.source = source.code,
                                  .planned = position.planned,
                                  .received = position.received,
                                  .committed = ofSource[source.code].committed(),
                                  .available = ofSource[source.code].available,
                                  .paid = position.paid,
                                  .recovered = position.recovered,
                                  .returned = position.returned,
                                  .cash = position.cash});
    }
    shown.interest = ledger::interest(context, asOf);
    shown.total = {.budget = total.budget(),
                   .received = received,
                   .committed = total.committed(),
                   .paid = total.spent,
                   .recovered = total.recovered,
                   .available = total.available,
                   .rate = money::rate(total.spent, total.budget())};
    return shown;
}

void installQuestions(journal::Registry& registry) {
    using namespace journal;
    registry.add(Question{.name = u"plan.show"_s, .answer = showPlan});
    registry.add(Question{.name = u"plan.words"_s, .answer = showWords});
    registry.add(Question{.name = u"line.show"_s, .shape = {id("id")}, .answer = showLine});
    registry.add(Question{
        .name = u"budget.execution"_s,
        .shape = {opt(date("as_of"))},
        .answer = [](Context& context, const Args& with, const QString&) -> Reply {
            return api::toJson(execution(context, with.has("as_of"_L1)
                                                      ? std::optional(with.text("as_of"_L1))
                                                      : std::nullopt));
        }});
    registry.add(Question{.name = u"receipt.list"_s,
                          .shape = listShape({opt(id("source")), opt(id("state"))}, receiptRows()),
                          .answer = listReceipts});
}

} // namespace plan
