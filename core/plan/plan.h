// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/budget.h>
#include <journal/registry.h>
#include <ledger/ledger.h>
#include <money/fen.h>

#include <QJsonObject>
#include <QMap>
#include <QStringList>

#include <optional>
#include <vector>

// A county's plan: where the money comes from, what it may be spent on, by which path it is paid.
// It is data, read from a plan file into the first entry of the journal; later entries change an
// item's ceiling, a line's path or add a source, and move budget in the ledger.

namespace plan {

struct Source {
    QString code;
    QString name;
    money::Fen amount;
    int phase = 1;
    bool conditional = false; // only after a passed mid-term evaluation (source.conditional)
    QString subject;
    bool added = false; // by a supplement
};

// What a stage is reached by, and what its share is a share of.
enum class StageWhen { Acceptance, Start, Contract, Milestone };
enum class StageBase { Support, Contract, Audited };

struct Stage {
    QString name;
    money::Percent percent; // cumulative
    StageWhen when = StageWhen::Acceptance;
    StageBase of = StageBase::Support;
    bool ahead = false; // may be paid up to its share before it is accepted
};

// Who may be paid: the project's unit and those whose deliverables it counts, the party of one of
// the project's contracts, or units that the plan names.
enum class PayeeKind { Own, ContractParty, Named };
QString payeesCode(PayeeKind kind); // "contract-party", "named", "" for the project's own
struct Payees {
    PayeeKind kind = PayeeKind::Own;
    QStringList named; // units, by id or by 统一社会信用代码
};

// A share of what is invested, up to a cap for each project, each unit, or each unit in the year of
// the review.
enum class CapPer { Project, Unit, UnitYear };
QString capPerCode(CapPer per); // "project", "unit", "unit-year"
struct Grant {
    money::Percent percent;
    std::optional<money::Fen> cap;
    CapPer per = CapPer::Project;
    money::Percent ownPercent; // of the investment, that the unit pays itself
};

// One of the ways of paying (第九条).
struct Path {
    QString code;
    QString name;
    QString article;
    QString words;
    QStringList kinds; // of payment: prepay, stage, final
    money::Percent prepayPercent;
    QStringList officeReview; // kinds of payment that the office reviews before the leader
    money::Percent retentionPercent;
    int noticeDays = 0;
    std::vector<Stage> stages; // cumulative; empty: whatever was accepted may be paid
    Payees payees = {};
    bool audit = false; // the whole support and a final payment need an audited amount
    // What is retained waits so many months after the acceptance that it is of, or after the last.
    int retentionMonths = 0;
    bool retentionFromLast = false;
    bool guarantee = false; // a bank's guarantee may stand in the retention's place

    bool hasStage(StageWhen when) const;
    bool hasBase(StageBase of) const;
};

struct Item {
    QString code;
    QString line;
    QString name;
    money::Fen ceiling;
    QStringList sources; // empty: any that its line has a budget of
    QString counts;      // station, training, certification, award, operation or ""
    std::optional<money::Fen> unitAmount;
    int countPerYear = 0;
    QList<int> years;
    std::optional<money::Fen> yearlyCeiling;
    QStringList materials; // needed before the start
    QStringList unitKinds; // empty: enterprise, cooperative, organisation
    QString areaTown;      // m², "" where none is asked
    QString areaVillage;
    Payees payees; // where it says nothing, its path's
    std::optional<Grant> grant;

    // Its money is of a year: it has years of its own, or figures for each.
    bool yearly() const { return !years.isEmpty() || yearlyCeiling || countPerYear > 0; }
};

// What a source bears of a line's money.
struct LineShare {
    QString source;
    money::Percent percent;
};

struct Line {
    QString code;
    QString category;
    QString name;
    QString scope;
    QString standardWords;
    int direction = 0;
    QString path;
    QStringList openPaths;
    std::optional<money::Fen> printedTotal;
    QMap<QString, money::Fen> budget; // as the plan file has it
    std::vector<LineShare> shares;    // in the plan's order of sources; empty: none are asked
    std::vector<Item> items;
    QString lead;
    QStringList supporting;
    QStringList notices;
};

// One condition of eligibility, by its code: what a box, a refusal and a paper call it.
struct Tick {
    QString name;
    QString words;
    QString paper;
};

// One kind of paper that a project's archive has.
struct ArchiveKind {
    QString kind;
    QString name;
};

// What a plan says in its own words. What it does not name has the program's usual word, and no
// clause.
struct Wording {
    labels::Words words;                // of sentences and papers: "{office}"
    QMap<QString, QString> cites;       // rule, or rule@command -> clause
    QMap<QString, QString> citesPapers; // paper -> clause
    QStringList materials;
    QMap<QString, Tick> ticks;
    std::vector<ArchiveKind> archive;
    QStringList directions;
    QMap<QString, QString> titles; // of papers
};

struct Plan {
    QJsonObject json; // the plan file as it was taken
    QString name;
    QString county;
    QString document;
    QString effective;
    QString firstDay; // nothing but evidence and earlier history is dated before it
    std::vector<Source> sources;
    std::vector<Line> lines;
    QMap<QString, Path> paths;
    QMap<QString, QStringList> eligibility; // by kind of unit: the ticks it needs
    QMap<QString, QStringList> kindItems;   // by kind of unit: the items it may hold, and no others
    Wording wording;
    std::optional<money::Fen> collectiveAbove; // a payment above it needs the group's minutes
    QStringList notices;
    QStringList holidays;
    QStringList workdays;

    const Source* source(const QString& code) const;
    const Line* line(const QString& code) const;
    const Item* item(const QString& code) const;
    const Path& path(const QString& code) const;
    QStringList kindsFor(const Item* item) const;
    // The item's payees, where it says nothing the path's.
    static const Payees& payees(const Path& path, const Item* item);
    // Words of a clause, "" where the plan does not have them.
    QString clause(const QString& article) const;
    // The clause on which a rule stands here, for one command where the plan says so; "" for none.
    QString cites(journal::Rule rule, const QString& command = {}) const;
    // The clause on which a paper stands, "" for none, and "依据 第七条:…" with its words.
    QString paperClause(const QString& paper) const;
    QString paperBasis(const QString& paper) const;
    QString title(const QString& paper, const QString& usual) const;
    QString word(const QString& marker) const; // "office"
    // A text with markers in it, in this plan's words.
    QString worded(const QString& text) const { return labels::inWords(text, wording.words); }
    Tick tick(const QString& code) const;
    QString archiveName(const QString& kind) const;
};

// The plan as it stands, with every later change but budgets, which are the ledger's.
const Plan& current(journal::Context& context);

// A rejection in the words of the plan and under the clause that it names for the rule: put in at
// the edge, once.
void word(journal::Context& context, const QString& command, journal::Rejection& rejection);

// Names for sentences: "L01 县级…配备及运营", "第一批中央财政资金".
QString lineName(journal::Context& context, const QString& line);
QString sourceName(journal::Context& context, const QString& source);

// How the plan numbers a kind of thing in a year: "XM-{year}-{n:3}" makes XM-2019-014 of 14.
struct Numbering {
    QString before;
    QString after;
    int width = 0;

    QString number(qint64 n) const;
};
// Nothing where it numbers no such thing.
std::optional<Numbering> numberingOf(journal::Context& context, const QString& kind,
                                     const QString& year);

// Bad input where the plan has no such line, no such source.
std::optional<journal::Rejection> requireKnownLine(journal::Context& context, const QString& line,
                                                   const QString& field);
std::optional<journal::Rejection> requireKnownSource(journal::Context& context,
                                                     const QString& source, const QString& field);

// The sources that may pay for an item (or a line without items): the item's own, else those of
// which the line has a budget, locked ones included.
QStringList possibleSources(journal::Context& context, const Line& line, const Item* item);

// Bad input where `sources` does not sum to `total`, names one twice or an unknown one; where it
// was left out and one source is possible, it is settled in `call.with`.
std::optional<journal::Rejection> normalizeSources(journal::CommandContext& call, money::Fen total,
                                                   const QStringList& possible);

// The same on a line with shares: what was left out is split by them, within what each source has
// room for where `room` says so.
using Room = std::optional<std::map<QString, money::Fen>>;
std::optional<journal::Rejection> normalizeSources(journal::CommandContext& call, money::Fen total,
                                                   const QStringList& possible, const QString& line,
                                                   const Room& room = {});
// `total` by the shares of a line: each rounded down, what is over goes to the last source, a fen
// to each from there on; no source has more than its room where another may take a fen of it.
std::vector<journal::SourceAmount> splitByShares(const Line& line, money::Fen total,
                                                 const Room& room = {});
// plan.shares: each source of an approval or a payment bears its share, within a fen.
std::optional<journal::Rejection> requireShares(const journal::CommandContext& call,
                                                const QString& line,
                                                const std::vector<journal::SourceAmount>& sources);
// The largest sum that sources with so much room can bear by the shares; nothing without shares.
std::optional<money::Fen> mostByShares(const Line& line, const std::map<QString, money::Fen>& room);

struct Evaluation {
    QString id;
    QString date;
    money::Fen awarded;
};
// The passed mid-term evaluation, if there is one.
std::optional<Evaluation> passedEvaluation(journal::Context& context);
// The day on which money of a source last came in; "" where none did.
QString lastReceivedOn(journal::Context& context, const QString& source);
// source.conditional: `source` may be received, committed and paid on `date`.
std::optional<journal::Rejection> requireUnlocked(journal::CommandContext& call,
                                                  const QString& source, const QString& field);
// source.award: the lines were adjusted to what was awarded.
std::optional<journal::Rejection> requireAdjusted(journal::CommandContext& call,
                                                  const QString& source, const QString& field);
// date.order: that much of a line's budget was free on the call's date and is since; the batch and
// its lines agreed on that date and have since.
void takesBudget(journal::CommandContext& call, journal::Days& days, const QString& line,
                 const QString& source, money::Fen amount);
void awardSettled(journal::CommandContext& call, journal::Days& days, const QString& source);
// disclose.closed: the month of the call's date was not published.
std::optional<journal::Rejection> requireOpenMonth(const journal::CommandContext& call);
// The n-th working day after `date`, by the plan's calendar.
QString workingDaysAfter(const Plan& plan, const QString& date, int days);

// Corrections (the `void` command): nothing rests on it, and its counter-entry.
std::optional<journal::Rejection> requireVoidableReceipt(journal::CommandContext& call);
void voidReceipt(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection> requireVoidableInterest(journal::CommandContext& call);
void voidInterest(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection> requireVoidableEvaluation(journal::CommandContext& call);
void evaluationVoidOnDays(journal::CommandContext& call, journal::Days& days); // date.order
void voidEvaluation(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection> requireVoidableReturn(journal::CommandContext& call);
void voidReturn(journal::Context& context, const journal::Entry& entry);
std::optional<journal::Rejection> requireVoidableSupplement(journal::CommandContext& call);
void supplementVoidOnDays(journal::CommandContext& call, journal::Days& days);
void voidSupplement(journal::Context& context, const journal::Entry& entry);

// budget.execution and the lines of every report that prints it.
api::BudgetExecution execution(journal::Context& context, const std::optional<QString>& asOf);

void install(journal::Registry& registry);

} // namespace plan
