// SPDX-License-Identifier: GPL-3.0-only
#include "disclosures.h"

#include <api/lists.h>
#include <identity/security_log.h>
#include <identity/steps.h>
#include <journal/chain.h>
#include <journal/listing.h>
#include <units/units.h>

#include <QDate>
#include <QJsonDocument>

namespace disclosure {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Question;
using journal::refuse;
using journal::Rejection;
using journal::Reply;
using journal::Rule;
using labels::sentence;
using money::Fen;

namespace {

constexpr const char* tables = R"(
CREATE TABLE disclosure (
  id TEXT NOT NULL PRIMARY KEY, month TEXT NOT NULL, number TEXT NOT NULL UNIQUE,
  date TEXT NOT NULL, head TEXT NOT NULL CHECK (length(head) = 64), amends TEXT NOT NULL,
  reason TEXT NOT NULL, page TEXT NOT NULL, seq INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX disclosure_by_month ON disclosure (month, seq);
)";

// Pages are numbered one after another, and so are they dated.
std::optional<Rejection> requireAfterLastPage(const CommandContext& call) {
    auto row = call.context.db.query("SELECT max(date) FROM disclosure");
    row.next();
    return identity::requireDateOrder(call, row.text(0), u"上一次公示(或更正)的日期"_s);
}

bool exists(Context& context, const QString& id) {
    return context.db.query("SELECT 1 FROM disclosure WHERE id = ?", id).next();
}

// As the plan numbers them, counting the pages of that year.
QString nextNumber(Context& context, const QString& month) {
    const QString year = month.left(4);
    const plan::Numbering numbering = plan::numberingOf(context, u"disclosure"_s, year)
                                          .value_or(plan::Numbering{u"GS-%1-"_s.arg(year), {}, 3});
    auto row =
        context.db.query("SELECT count(*) FROM disclosure WHERE substr(month, 1, 4) = ?", year);
    row.next();
    return numbering.number(row.integer(0) + 1);
}

// Computes the page and puts it into the entry: what was published never changes meaning.
void freeze(CommandContext& call, const QString& month) {
    api::DisclosurePage page = build(call.context, month);
    page.number = nextNumber(call.context, month);
    page.head = QString::fromLatin1(journal::head(call.context).hash);
    // The security log stands beside the journal: judged again, a page keeps what it bore.
    page.securityHead = call.replayed ? call.with.object("page"_L1).text("security_head"_L1)
                                      : identity::securityHead(call.context);
    page.date = call.date();
    if (call.with.has("reason"_L1))
        page.reason = asPublished(call.with.text("reason"_L1));
    call.with.setDefault("page"_L1, api::toJson(page));
}

// The security log reaches at least as far as each page says.
void checkHeads(Context& context, const std::function<void(journal::VerificationFinding)>& found) {
    auto rows = context.db.query("SELECT number, page FROM disclosure ORDER BY seq");
    while (rows.next()) {
        const QString head = QJsonDocument::fromJson(rows.text(1).toUtf8())
                                 .object()
                                 .value("security_head"_L1)
                                 .toString();
        if (!head.isEmpty() && !identity::inSecurityLog(context, head))
            found({true, u"table security_log"_s,
                   u"公示 %1 所载的安全日志链头 %2… 不在安全日志中。"_s.arg(rows.text(0),
                                                                            head.left(12))});
    }
}

void keep(Context& context, const Entry& entry) {
    const QJsonObject page = entry.with.json().value("page"_L1).toObject();
    context.db.run(
        "INSERT INTO disclosure (id, month, number, date, head, amends, reason, page,"
        " seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        entry.id(), page.value("month"_L1).toString(), page.value("number"_L1).toString(),
        entry.date(), page.value("head"_L1).toString(), entry.with.text("of"_L1),
        entry.with.text("reason"_L1), QString::fromUtf8(journal::canonical(page)), entry.seq);
    identity::addStep(context, entry, {u"disclosure"_s, entry.id(), u"publish"_s, u"review"_s});
}

QJsonObject numberOf(const Entry& entry) {
    const QJsonObject page = entry.with.json().value("page"_L1).toObject();
    return {{"id"_L1, entry.id()},
            {"number"_L1, page.value("number"_L1)},
            {"head"_L1, page.value("head"_L1)},
            {"check"_L1, api::listToJson(uncertainIn(api::fromJson<api::DisclosurePage>(page)))}};
}

// --- disclosure.publish ------------------------------------------------------------------------

// Months follow one another; an empty one has a page too.
std::optional<Rejection> requireDueMonth(const CommandContext& call, const QString& month) {
    const QString due = dueMonth(call.context);
    if (due.isEmpty() || month == due)
        return {};
    if (!published(call.context, month).empty())
        return refuse(Rule::StateOrder, sentence("disclosure.month-published", month, due))
            .at(u"month"_s)
            .limit(due)
            .asked(month);
    return refuse(Rule::StateOrder, month < due
                                        ? sentence("disclosure.month-before-first", month, due)
                                        : sentence("disclosure.month-not-next", month, due))
        .at(u"month"_s)
        .limit(due)
        .asked(month);
}

std::optional<Rejection> judgePublish(CommandContext& call) {
    const QString month = call.with.text("month"_L1);
    if (exists(call.context, call.id()))
        return identity::taken(call, u"公示"_s);
    if (auto rejection = requireDueMonth(call, month))
        return rejection;
    const QString end = lastDayOf(month);
    if (call.date() <= end)
        return refuse(Rule::DateOrder, sentence("disclosure.month-running", month, end))
            .at(u"date"_s)
            .limit(QDate::fromString(end, Qt::ISODate).addDays(1).toString(Qt::ISODate))
            .asked(call.date());
    return requireAfterLastPage(call);
}

Command publishCommand() {
    using namespace journal;
    return {.name = u"disclosure.publish"_s,
            .roles = {u"reviewer"_s},
            .deciding = true,
            .shape = {id("id"), month("month"), date("date")},
            .judge = judgePublish,
            .apply =
                [](Context& context, const Entry& entry) {
                    keep(context, entry);
                    ledger::closeMonth(context, entry.with.text("month"_L1));
                },
            .result = [](Context&, const Entry& entry) { return numberOf(entry); },
            .registers = u"disclosure"_s,
            .prepare = [](CommandContext& call) { freeze(call, call.with.text("month"_L1)); },
            .preparesAgain = true};
}

// --- disclosure.amend --------------------------------------------------------------------------

QString monthOf(Context& context, const QString& id) {
    auto row = context.db.query("SELECT month FROM disclosure WHERE id = ?", id);
    return row.next() ? row.text(0) : QString();
}

Command amendCommand() {
    using namespace journal;
    return {.name = u"disclosure.amend"_s,
            .roles = {u"reviewer"_s},
            .deciding = true,
            .shape = {id("id"), ref("of", "disclosure"), date("date"), longText("reason")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (exists(call.context, call.with.text("of"_L1)))
                    return {};
                return badInput(u"of"_s, sentence("notice.unknown", call.with.text("of"_L1)));
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (exists(call.context, call.id()))
                    return identity::taken(call, u"公示"_s);
                return requireAfterLastPage(call);
            },
            .apply = keep,
            .result = [](Context&, const Entry& entry) { return numberOf(entry); },
            .registers = u"disclosure"_s,
            .prepare =
                [](CommandContext& call) {
                    freeze(call, monthOf(call.context, call.with.text("of"_L1)));
                },
            .preparesAgain = true};
}

// --- questions ---------------------------------------------------------------------------------

// With a reason: what an amendment with that reason would publish.
Reply preview(Context& context, const Args& with, const QString&) {
    const QString month = with.text("month"_L1);
    const auto pages = published(context, month);
    const bool anew = pages.empty() || with.has("reason"_L1);
    api::DisclosurePage page =
        anew ? build(context, month) : api::fromJson<api::DisclosurePage>(pages.back());
    if (with.has("reason"_L1))
        page.reason = asPublished(with.text("reason"_L1));
    if (anew)
        page.head = QString::fromLatin1(journal::head(context).hash);
    auto shown = api::extended<api::DisclosurePreview>(page);
    shown.due = dueMonth(context);
    shown.nextNumber = nextNumber(context, month); // what would be published, or amended
    shown.check = uncertainIn(page);
    QJsonObject json = api::toJson(shown);
    if (!anew) // word for word what was published, by whatever version
        for (auto it = pages.back().begin(); it != pages.back().end(); ++it)
            json.insert(it.key(), it.value());
    return json;
}

const journal::ListSource& pageRows() {
    static const journal::ListSource rows{
        .table = "disclosure",
        .columns = "id, month, number, date, head, amends, reason, page, seq",
        .sorts = {{"month", "month"}, {"number", "number"}, {"date", "date"}}};
    return rows;
}

Reply list(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, pageRows())
        .equal("month"_L1, "month")
        .search("found(id || ' ' || number, ?)")
        .answer([&](const storage::Statement& row) {
            const QJsonObject page = QJsonDocument::fromJson(row.text("page").toUtf8()).object();
            const QString amends = row.text("amends");
            api::DisclosureEntry item{.id = row.text("id"),
                                      .month = row.text("month"),
                                      .number = row.text("number"),
                                      .date = row.text("date"),
                                      .head = row.text("head"),
                                      .totals = page.value("totals"_L1).toObject(),
                                      .of = amends,
                                      .reason = {},
                                      .amendedBy = {},
                                      .amendedOn = {}};
            if (!amends.isEmpty()) {
                item.state = labels::DisclosureState::Amendment;
                item.reason = row.text("reason");
            }
            auto later = context.db.query("SELECT id, date FROM disclosure WHERE month = ? AND"
                                          " seq > ? ORDER BY seq DESC LIMIT 1",
                                          item.month, row.integer("seq"));
            if (later.next()) {
                item.amendedBy = later.text(0);
                item.amendedOn = later.text(1);
            }
            return api::toJson(item);
        });
}

} // namespace

QString lastDayOf(const QString& month) {
    return QDate::fromString(month + u"-01"_s, Qt::ISODate)
        .addMonths(1)
        .addDays(-1)
        .toString(Qt::ISODate);
}

QString dueMonth(Context& context) {
    const QString closed = ledger::closedThrough(context);
    if (closed.isEmpty())
        return {};
    return QDate::fromString(closed + u"-01"_s, Qt::ISODate)
        .addMonths(1)
        .toString(Qt::ISODate)
        .left(7);
}

std::vector<QJsonObject> published(Context& context, const QString& month) {
    std::vector<QJsonObject> pages;
    auto rows = context.db.query("SELECT page FROM disclosure WHERE month = ? ORDER BY seq", month);
    while (rows.next())
        pages.push_back(QJsonDocument::fromJson(rows.text(0).toUtf8()).object());
    return pages;
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.addCheck(checkHeads);
    registry.add(publishCommand());
    registry.add(amendCommand());
    using namespace journal;
    registry.add(Question{.name = u"disclosure.preview"_s,
                          .shape = {journal::month("month"), opt(longText("reason"))},
                          .answer = preview});
    registry.add(Question{.name = u"disclosure.list"_s,
                          .shape = listShape({opt(journal::month("month"))}, pageRows()),
                          .answer = list});
}

} // namespace disclosure
