// SPDX-License-Identifier: GPL-3.0-only
#include "plan.h"

#include "plan_file.h"
#include "plan_keys.h"
#include "room.h"

#include <journal/contract.h>

#include <QDate>
#include <QJsonDocument>

namespace plan {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::refuse;
using journal::Rejection;
using journal::Rule;
using labels::sentence;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE plan (id INTEGER PRIMARY KEY CHECK (id = 1), document TEXT NOT NULL) STRICT;
-- What later entries changed: an item's ceiling (fen), a line's path, a new source (its name).
CREATE TABLE plan_override (
  kind TEXT NOT NULL CHECK (kind IN ('ceiling', 'path', 'source')), key TEXT NOT NULL,
  value TEXT NOT NULL, PRIMARY KEY (kind, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt (
  id TEXT NOT NULL PRIMARY KEY, source TEXT NOT NULL, amount INTEGER NOT NULL CHECK (amount > 0),
  date TEXT NOT NULL, document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('received', 'voided'))
) STRICT, WITHOUT ROWID;
CREATE TABLE interest (
  id TEXT NOT NULL PRIMARY KEY, amount INTEGER NOT NULL CHECK (amount > 0), date TEXT NOT NULL,
  voucher TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('received', 'voided'))
) STRICT, WITHOUT ROWID;
CREATE TABLE evaluation (
  id TEXT NOT NULL PRIMARY KEY, date TEXT NOT NULL,
  passed INTEGER NOT NULL CHECK (passed IN (0, 1)),
  awarded INTEGER NOT NULL CHECK ((awarded > 0) = passed), document TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('recorded', 'voided'))
) STRICT, WITHOUT ROWID;
-- Decisions of the leading group on the plan: reallocation, supplement, return, award, path.
CREATE TABLE plan_change (
  kind TEXT NOT NULL, id TEXT NOT NULL, date TEXT NOT NULL, document TEXT NOT NULL,
  seq INTEGER NOT NULL, detail TEXT NOT NULL, voided_on TEXT NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
)";

// Entries from these rules on have plans that say their own words.
constexpr int rulesWithWords = 2;

Plan load(Context& context) {
    auto row = context.db.query("SELECT document FROM plan");
    Plan plan =
        row.next() ? readPlan(QJsonDocument::fromJson(row.text(0).toUtf8()).object()) : Plan{};
    auto overrides = context.db.query("SELECT kind, key, value FROM plan_override"
                                      " ORDER BY kind COLLATE BINARY, key COLLATE BINARY");
    while (overrides.next()) {
        const QString kind = overrides.text(0);
        const QString key = overrides.text(1);
        const QString value = overrides.text(2);
        if (kind == "source"_L1) {
            plan.sources.push_back({key, value, Fen(), 1, false, {}, true});
            continue;
        }
        for (Line& line : plan.lines) {
            if (kind == "path"_L1 && line.code == key)
                line.path = value;
            for (Item& item : line.items)
                if (kind == "ceiling"_L1 && item.code == key)
                    item.ceiling = Fen::of(value.toLongLong());
        }
    }
    return plan;
}

// The entry that makes a fund: its plan and its first administrator.
journal::Command createCommand() {
    using namespace journal;
    return {.name = u"fund.create"_s,
            .roles = {u".founder"_s},
            .shape = {json("plan"), object("admin", Shape{id("id"), text("name")}),
                      text("credential"), text("recovery")},
            .check =
                [](CommandContext& call) {
                    return checkPlanFile(call.with.json().value("plan"_L1).toObject());
                },
            .apply =
                [](Context& context, const Entry& entry) {
                    const QJsonObject document = entry.with.json().value("plan"_L1).toObject();
                    context.db.run("INSERT INTO plan (id, document) VALUES (1, ?)",
                                   QString::fromUtf8(canonical(document)));
                    context.invalidate<Plan>();
                    identity::setPolicy(context, readPolicy(document));
                    const Args admin = entry.with.object("admin"_L1);
                    identity::addUser(context, {admin.text("id"_L1),
                                                admin.text("name"_L1),
                                                {u"admin"_s},
                                                false,
                                                {},
                                                entry.with.text("credential"_L1)});
                    identity::addUser(context, {identity::recoveryUser(),
                                                u"恢复码"_s,
                                                {identity::recoveryUser()},
                                                false,
                                                {},
                                                entry.with.text("recovery"_L1)});
                    const Plan& plan = current(context);
                    ledger::setFirstDay(context, plan.firstDay);
                    for (const Line& line : plan.lines)
                        for (auto it = line.budget.begin(); it != line.budget.end(); ++it)
                            ledger::post(context, entry,
                                         {.date = plan.effective,
                                          .from = ledger::Account::Authority,
                                          .to = ledger::Account::Available,
                                          .line = line.code,
                                          .source = it.key(),
                                          .amount = it.value(),
                                          .fromTheStart = true});
                },
            .older =
                [](CommandContext& call) {
                    if (call.rules < rulesWithWords)
                        call.with.setDefault(
                            "plan"_L1,
                            withFirstWords(call.with.json().value("plan"_L1).toObject()));
                }};
}

} // namespace

const Source* Plan::source(const QString& code) const {
    const auto found = std::find_if(sources.begin(), sources.end(),
                                    [&](const Source& one) { return one.code == code; });
    return found == sources.end() ? nullptr : &*found;
}

const Line* Plan::line(const QString& code) const {
    const auto found =
        std::find_if(lines.begin(), lines.end(), [&](const Line& one) { return one.code == code; });
    return found == lines.end() ? nullptr : &*found;
}

const Item* Plan::item(const QString& code) const {
    for (const Line& line : lines)
        for (const Item& item : line.items)
            if (item.code == code)
                return &item;
    return nullptr;
}

bool Path::hasStage(StageWhen when) const {
    return std::any_of(stages.begin(), stages.end(),
                       [when](const Stage& one) { return one.when == when; });
}

bool Path::hasBase(StageBase of) const {
    return std::any_of(stages.begin(), stages.end(),
                       [of](const Stage& one) { return one.of == of; });
}

const Path& Plan::path(const QString& code) const {
    const auto found = paths.constFind(code);
    if (found == paths.constEnd())
        storage::contradiction(u"拨付方式 %1"_s.arg(code));
    return *found;
}

QStringList Plan::kindsFor(const Item* item) const {
    // Said at the item or under the kind: a kind that has items may hold these and no others.
    QStringList kinds{u"enterprise"_s, u"cooperative"_s, u"organisation"_s};
    if (item && !item->unitKinds.isEmpty())
        kinds = item->unitKinds;
    kinds.removeIf([&](const QString& kind) { return kindItems.contains(kind); });
    for (auto it = kindItems.begin(); it != kindItems.end(); ++it)
        if (item && it.value().contains(item->code))
            kinds << it.key();
    return kinds;
}

const Payees& Plan::payees(const Path& path, const Item* item) {
    return item && item->payees.kind != PayeeKind::Own ? item->payees : path.payees;
}

QString Plan::clause(const QString& article) const {
    return json.value("clauses"_L1).toObject().value(article).toString();
}

const Plan& current(Context& context) {
    return context.cached<Plan>([&] { return load(context); });
}

QString lineName(Context& context, const QString& code) {
    const Line* line = current(context).line(code);
    return line ? code + u' ' + line->name : code;
}

QString sourceName(Context& context, const QString& code) {
    const Source* source = current(context).source(code);
    return source ? source->name : code;
}

QStringList possibleSources(Context& context, const Line& line, const Item* item) {
    if (item && !item->sources.isEmpty())
        return item->sources;
    QStringList possible;
    for (const Source& source : current(context).sources)
        if (!ledger::linePosition(context, line.code, source.code).budget().isZero())
            possible << source.code;
    return possible;
}

std::optional<Rejection> normalizeSources(CommandContext& call, Fen total,
                                          const QStringList& possible) {
    if (!call.with.has("sources"_L1)) {
        if (possible.size() != 1)
            return badInput(u"sources"_s,
                            possible.isEmpty()
                                ? sentence("sources.none")
                                : sentence("sources.unsaid", possible.join(u"、"_s), "sources"_L1));
        call.with.setDefault("sources"_L1,
                             toJson(std::vector<journal::SourceAmount>{{possible.first(), total}}));
        return {};
    }
    const auto amounts = journal::sourceAmounts(call.with, "sources"_L1);
    QSet<QString> seen;
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        const QString field = u"sources[%1].source"_s.arg(i);
        if (auto rejection = requireKnownSource(call.context, amounts[i].source, field))
            return rejection;
        if (seen.contains(amounts[i].source))
            return badInput(field, sentence("source.twice", amounts[i].source));
        seen.insert(amounts[i].source);
    }
    const Fen sum = journal::sum(amounts);
    if (sum != total)
        return badInput(u"sources"_s, sentence("sources.sum", sum.toYuan(), total.toYuan()));
    return {};
}

std::optional<Evaluation> passedEvaluation(Context& context) {
    auto row = context.db.query(
        "SELECT id, date, awarded FROM evaluation WHERE passed = 1 AND state = 'recorded'");
    if (!row.next())
        return {};
    return Evaluation{row.text(0), row.text(1), row.fen(2)};
}

std::optional<Rejection> requireUnlocked(CommandContext& call, const QString& code,
                                         const QString& field) {
    const Source* source = current(call.context).source(code);
    if (!source || !source->conditional)
        return {};
    const auto passed = passedEvaluation(call.context);
    if (passed && passed->date <= call.date())
        return {};
    return refuse(Rule::SourceConditional,
                  passed ? sentence("source.locked-until", source->name, passed->date)
                         : sentence("source.locked", source->name))
        .at(field);
}

bool awardChanged(Context& context, Fen planned) {
    const auto passed = passedEvaluation(context);
    return passed && passed->awarded != planned;
}

std::optional<Rejection> requireAdjusted(CommandContext& call, const QString& code,
                                         const QString& field) {
    const Fen difference = ledger::toAdjust(call.context, code);
    if (difference.isZero())
        return {};
    const Fen planned = ledger::cashPosition(call.context, code).planned;
    return refuse(Rule::SourceAward, sentence(awardChanged(call.context, planned)
                                                  ? labels::SentenceCode("award.unadjusted-changed")
                                                  : labels::SentenceCode("award.unadjusted"),
                                              sourceName(call.context, code), planned.toYuan(),
                                              (planned - difference).toYuan()))
        .at(field);
}

std::optional<Rejection> requireOpenMonth(const CommandContext& call) {
    const QString closed = ledger::closedThrough(call.context);
    if (closed.isEmpty() || call.date().left(7) > closed)
        return {};
    const QString open =
        QDate::fromString(closed + u"-01"_s, Qt::ISODate).addMonths(1).toString(Qt::ISODate);
    const QString month = call.date().left(7);
    const QString first = ledger::closedFrom(call.context);
    return refuse(Rule::DiscloseClosed, month < first
                                            ? sentence("month.before-first", month, first, open)
                                            : sentence("month.published", month, call.date(), open))
        .at(u"date"_s)
        .limit(open)
        .asked(call.date());
}

QString workingDaysAfter(const Plan& plan, const QString& date, int days) {
    QDate day = QDate::fromString(date, Qt::ISODate);
    while (days > 0) {
        day = day.addDays(1);
        const QString text = day.toString(Qt::ISODate);
        const bool weekend = day.dayOfWeek() > 5;
        if (plan.workdays.contains(text) || (!weekend && !plan.holidays.contains(text)))
            --days;
    }
    return day.toString(Qt::ISODate);
}

const Source* conditionalSource(Context& context) {
    for (const Source& source : current(context).sources)
        if (source.conditional)
            return &source;
    return nullptr;
}

QString conditionalCode(Context& context) {
    const Source* source = conditionalSource(context);
    if (!source)
        storage::contradiction(u"评价"_s);
    return source->code;
}

void keepOverride(Context& context, const char* kind, const QString& key, const QString& value) {
    context.db.run("INSERT INTO plan_override (kind, key, value) VALUES (?, ?, ?)"
                   " ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value",
                   kind, key, value);
    context.invalidate<Plan>();
}

void keepChange(Context& context, const Entry& entry) {
    context.db.run("INSERT INTO plan_change (kind, id, date, document, seq, detail, voided_on)"
                   " VALUES (?, ?, ?, ?, ?, ?, '')",
                   entry.action, entry.id(), entry.date(), entry.with.text("document"_L1),
                   entry.seq, QString::fromUtf8(journal::canonical(entry.with.json())));
}

bool changeExists(Context& context, const QString& kind, const QString& id) {
    return context.db.query("SELECT 1 FROM plan_change WHERE kind = ? AND id = ?", kind, id).next();
}

std::optional<Rejection> requireKnownLine(Context& context, const QString& line,
                                          const QString& field) {
    if (current(context).line(line))
        return {};
    return badInput(field, sentence("line.unknown", line));
}

std::optional<Rejection> requireKnownSource(Context& context, const QString& source,
                                            const QString& field) {
    if (current(context).source(source))
        return {};
    return badInput(field, sentence("source.unknown", source));
}

std::optional<Rejection> checkAllocations(CommandContext& call, std::optional<Fen> total) {
    Fen sum;
    QSet<QString> seen;
    const auto allocations = call.with.list("allocations"_L1);
    for (std::size_t i = 0; i < allocations.size(); ++i) {
        const QString line = allocations[i].text("line"_L1);
        const QString field = u"allocations[%1].line"_s.arg(i);
        if (auto rejection = requireKnownLine(call.context, line, field))
            return rejection;
        if (seen.contains(line))
            return badInput(field, sentence("line.twice", line));
        seen.insert(line);
        sum += allocations[i].fen("amount"_L1);
    }
    if (total && sum != *total)
        return badInput(u"allocations"_s, sentence("lines.sum", sum.toYuan(), total->toYuan()));
    return {};
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.add(createCommand());
    registry.setWording(word);
    journal::sayInContract(u"plan"_s, keysJson);
    installMoneyIn(registry);
    installChanges(registry);
    installQuestions(registry);
    installNumbers(registry);
    installDays(registry);
    installChangeList(registry);
}

} // namespace plan
