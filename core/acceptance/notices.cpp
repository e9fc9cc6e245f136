// SPDX-License-Identifier: GPL-3.0-only
#include "args.h"

#include <identity/steps.h>
#include <journal/listing.h>

namespace acceptance {

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
using journal::Shape;
using labels::AcceptanceState;
using labels::NoticeState;
using labels::ObjectionState;
using labels::sentence;
using labels::ThingKind;

namespace {

// A public notice about something, and the objections that came in.
constexpr const char* tables = R"(
CREATE TABLE notice (
  id TEXT NOT NULL PRIMARY KEY, about_kind TEXT NOT NULL, about_id TEXT NOT NULL,
  posted_from TEXT NOT NULL, posted_to TEXT NOT NULL CHECK (posted_to >= posted_from),
  place TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('posted', 'voided'))
) STRICT, WITHOUT ROWID;
CREATE INDEX notice_by_thing ON notice (about_id, about_kind);
CREATE TABLE objection (
  id TEXT NOT NULL PRIMARY KEY, notice TEXT NOT NULL REFERENCES notice, content TEXT NOT NULL,
  date TEXT NOT NULL, answer TEXT NOT NULL, settled_on TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'settled'))
) STRICT, WITHOUT ROWID;
CREATE INDEX objection_by_notice ON objection (notice, state);
)";

bool noticeExists(Context& context, const QString& id) {
    return context.db.query("SELECT 1 FROM notice WHERE id = ?", id).next();
}

std::optional<Rejection> checkPost(CommandContext& call) {
    const PostArgs& posted = call.with.as<PostArgs>();
    const bool known = posted.isOfAcceptance() ? find(call.context, posted.about).has_value()
                       : posted.kind == ThingKind::Project
                           ? declaration::find(call.context, posted.about).has_value()
                           : true;
    if (!known)
        return badInput(u"about.id"_s, sentence("notice.about-unknown", posted.about));
    if (posted.postedTo < posted.postedFrom)
        return badInput(u"to"_s, sentence("notice.ends-early"));
    return {};
}

Command postCommand() {
    using namespace journal;
    return {.name = u"notice.post"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"),
                      object("about",
                             Shape{choice("kind", {"acceptance", "project", "disclosure", "fund"}),
                                   id("id")}),
                      date("from"), date("to"), text("where")},
            .check = checkPost,
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (noticeExists(call.context, call.id()))
                    return identity::taken(call, u"公示"_s);
                const PostArgs& posted = call.with.as<PostArgs>();
                const QString& from = posted.postedFrom;
                const bool ofAcceptance = posted.isOfAcceptance();
                const Acceptance acceptance =
                    ofAcceptance ? logging::checked(find(call.context, posted.about), "acceptance")
                                 : Acceptance();
                if (ofAcceptance && acceptance.state != AcceptanceState::Passed)
                    return declaration::wrongState("notice.post.acceptance-state",
                                                   labels::ThingKind::Acceptance, acceptance.id,
                                                   acceptance.state);
                if (from > call.today)
                    return refuse(Rule::DateOrder, sentence("notice.in-future", from, call.today))
                        .at(u"from"_s)
                        .limit(call.today)
                        .asked(from);
                if (ofAcceptance && from < acceptance.concludedOn)
                    return refuse(Rule::DateOrder, sentence("notice.before-conclusion", from,
                                                            acceptance.concludedOn))
                        .at(u"from"_s)
                        .limit(acceptance.concludedOn)
                        .asked(from);
                return {};
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const PostArgs& posted = entry.with.as<PostArgs>();
                    context.db.run("INSERT INTO notice (id, about_kind, about_id, posted_from,"
                                   " posted_to, place, state) VALUES (?, ?, ?, ?, ?, ?, 'posted')",
                                   entry.id(), logging::checked(posted.kind, "kind"), posted.about,
                                   posted.postedFrom, posted.postedTo, posted.where);
                },
            .registers = u"notice"_s};
}

Command objectCommand() {
    using namespace journal;
    return {.name = u"notice.object"_s,
            .roles = {u"clerk"_s},
            .shape = {id("id"), ref("notice", "notice"), longText("text"), date("date")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                const QString& notice = call.with.as<ObjectArgs>().notice;
                if (noticeExists(call.context, notice))
                    return {};
                return badInput(u"notice"_s, sentence("notice.unknown", notice));
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (call.context.db.query("SELECT 1 FROM objection WHERE id = ?", call.id()).next())
                    return identity::taken(call, u"异议"_s);
                auto row =
                    call.context.db.query("SELECT posted_from, state FROM notice WHERE id = ?",
                                          call.with.as<ObjectArgs>().notice);
                row.next();
                if (row.code<NoticeState>(1) == NoticeState::Voided)
                    return refuse(Rule::StateOrder,
                                  sentence("notice.voided", call.with.as<ObjectArgs>().notice));
                return identity::requireDateOrder(call, row.text(0), u"公示开始日期"_s);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    const ObjectArgs& objection = entry.with.as<ObjectArgs>();
                    context.db.run("INSERT INTO objection (id, notice, content, date, answer,"
                                   " settled_on, state) VALUES (?, ?, ?, ?, '', '', 'open')",
                                   entry.id(), objection.notice, objection.text, entry.date());
                },
            .registers = u"objection"_s};
}

Command settleCommand() {
    using namespace journal;
    return {.name = u"notice.settle"_s,
            .roles = {u"clerk"_s},
            .shape = {ref("id", "objection"), longText("text"), date("date")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (call.context.db.query("SELECT 1 FROM objection WHERE id = ?", call.id()).next())
                    return {};
                return badInput(u"id"_s, sentence("objection.unknown", call.id()));
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                auto row = call.context.db.query(
                    "SELECT state = 'open', date FROM objection WHERE id = ?", call.id());
                row.next();
                if (!row.boolean(0))
                    return refuse(Rule::StateOrder, sentence("objection.settled", call.id()));
                return identity::requireDateOrder(call, row.text(1), u"异议日期"_s);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    context.db.run("UPDATE objection SET state = 'settled', answer = ?,"
                                   " settled_on = ? WHERE id = ?",
                                   entry.with.text("text"_L1), entry.date(), entry.id());
                }};
}

std::vector<api::Objection> shownObjections(Context& context, const QString& notice) {
    std::vector<api::Objection> items;
    auto rows = context.db.query(
        "SELECT id, content, date, answer, settled_on, state FROM"
        " objection WHERE notice = ? ORDER BY date COLLATE BINARY, id COLLATE BINARY",
        notice);
    while (rows.next())
        items.push_back({.id = rows.text(0),
                         .text = rows.text(1),
                         .date = rows.text(2),
                         .answer = rows.text(3),
                         .settledOn = rows.text(4),
                         .state = rows.code<ObjectionState>(5)});
    return items;
}

const journal::ListSource& noticeRows() {
    static const journal::ListSource rows{
        .table = "notice",
        .columns = "id, about_kind, about_id, posted_from, posted_to, place, state",
        .sorts = {{"about", "about_id"},
                  {"from", "posted_from"},
                  {"to", "posted_to"},
                  {"where", "place"},
                  {"state", "state"}}};
    return rows;
}

api::Notice shownNotice(Context& context, const storage::Statement& row) {
    return {.id = row.text("id"),
            .about = {row.code<ThingKind>("about_kind"), row.text("about_id")},
            .from = row.text("posted_from"),
            .to = row.text("posted_to"),
            .where = row.text("place"),
            .state = row.code<NoticeState>("state"),
            .objections = shownObjections(context, row.text("id"))};
}

Reply listNotices(Context& context, const Args& with, const QString&) {
    return journal::Listing(context, with, noticeRows())
        .state("state", "'voided'")
        .equal("about"_L1, "about_id")
        .equal("about_kind"_L1, "about_kind")
        .search("found(id || ' ' || place, ?)")
        .answer([&](const auto& row) { return api::toJson(shownNotice(context, row)); });
}

} // namespace

bool noticeServed(Context& context, const QString& acceptance, int days, const QString& onDate,
                  const QString& without) {
    if (days == 0)
        return true;
    auto open = context.db.query(
        "SELECT 1 FROM notice JOIN objection ON objection.notice = notice.id WHERE about_id = ?"
        " AND about_kind = 'acceptance' AND notice.state = 'posted'"
        " AND (objection.state = 'open' OR settled_on > ?)",
        acceptance, onDate);
    if (open.next())
        return false;
    auto rows = context.db.query("SELECT posted_from, posted_to FROM notice WHERE about_id = ?"
                                 " AND about_kind = 'acceptance' AND state = 'posted'"
                                 " AND id <> ?",
                                 acceptance, without);
    // Whole working days after the day of posting; the notice has to stand through them.
    while (rows.next()) {
        const QString served = plan::workingDaysAfter(plan::current(context), rows.text(0), days);
        if (served < onDate && served <= rows.text(1))
            return true;
    }
    return false;
}

std::optional<Rejection> requireNotice(const CommandContext& call) {
    auto row = call.context.db.query("SELECT state FROM notice WHERE id = ?", call.id());
    row.next();
    if (row.code<NoticeState>(0) == NoticeState::Voided)
        return refuse(Rule::StateOrder, sentence("notice.voided-before", call.id()));
    auto objection =
        call.context.db.query("SELECT id, state = 'open' FROM objection WHERE notice = ?"
                              " ORDER BY state COLLATE BINARY, id COLLATE BINARY",
                              call.id());
    if (objection.next())
        return refuse(Rule::StateOrder,
                      objection.boolean(1)
                          ? sentence("notice.objection-open", call.id(), objection.text(0))
                          : sentence("notice.objection-settled", call.id(), objection.text(0)));
    return {};
}

std::optional<Rejection> requireNoticeVoidInOrder(CommandContext& call) {
    auto row = call.context.db.query("SELECT posted_from FROM notice WHERE id = ?", call.id());
    row.next();
    return identity::requireDateOrder(call, row.text(0), u"公示开始日期"_s);
}

void voidNotice(Context& context, const Entry& entry) {
    context.db.run("UPDATE notice SET state = 'voided' WHERE id = ?", entry.id());
}

std::vector<api::Notice> shownNotices(Context& context, const QString& aboutKind,
                                      const QString& aboutId) {
    std::vector<api::Notice> items;
    auto rows = context.db.query(
        "SELECT id, about_kind, about_id, posted_from, posted_to, place,"
        " state FROM notice WHERE about_id = ? AND about_kind = ?"
        " AND state <> 'voided' ORDER BY posted_from COLLATE BINARY, id COLLATE BINARY",
        aboutId, aboutKind);
    while (rows.next())
        items.push_back(shownNotice(context, rows));
    return items;
}

void installNotices(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.add(postCommand());
    registry.add(objectCommand());
    registry.add(settleCommand());
    using namespace journal;
    registry.add(
        Question{.name = u"notice.list"_s,
                 .shape = listShape({opt(id("state")), opt(id("about")), opt(id("about_kind"))},
                                    noticeRows()),
                 .answer = listNotices});
}

} // namespace acceptance
