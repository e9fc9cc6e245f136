// SPDX-License-Identifier: GPL-3.0-only
#include "steps.h"

#include <labels/labels.h>
#include <ledger/ledger.h>

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::refuse;
using journal::Rule;
using labels::Duty;
using labels::sentence;

namespace {

QString dutyName(const QString& duty) {
    return labels::shortLabel(labels::Vocabulary::Duty, duty);
}

} // namespace

void addStep(journal::Context& context, const journal::Entry& entry, const NewStep& step) {
    const journal::Args signature = entry.with.object("signed"_L1);
    context.db.run(
        "INSERT INTO step (thing, id, seq, step, duty, by, recorded_by, date, opinion,"
        " signed_on, signed_document, sheet) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        step.thing, step.id, entry.seq, step.step, step.duty,
        step.byNobody ? QString() : entry.decider(), entry.by, entry.date(), step.opinion,
        signature.text("on"_L1), signature.text("document"_L1), entry.with.text("sheet"_L1));
}

std::vector<Step> stepsOf(journal::Context& context, const QString& thing, const QString& id) {
    return context.readOnce<std::vector<Step>>(thing + u'/' + id, [&]() -> std::vector<Step> {
        std::vector<Step> steps;
        auto rows = context.db.query(
            "SELECT step, duty, by, recorded_by, date, opinion, signed_on, signed_document, sheet,"
            " seq FROM step WHERE thing = ? AND id = ? ORDER BY seq, step <> 'request'",
            thing, id);
        while (rows.next())
            steps.push_back({rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4),
                             rows.text(5), rows.text(6), rows.text(7), rows.text(8),
                             rows.integer(9)});
        return steps;
    });
}

std::vector<SheetStep> stepsOnSheet(journal::Context& context, const QString& sheet) {
    std::vector<SheetStep> found;
    auto rows = context.db.query(
        "SELECT step, duty, by, recorded_by, date, opinion, signed_on, signed_document, sheet, seq,"
        " thing, id FROM step WHERE sheet = ? AND sheet <> '' ORDER BY seq",
        sheet);
    while (rows.next())
        found.push_back(
            {rows.text(10),
             rows.text(11),
             {rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(5),
              rows.text(6), rows.text(7), rows.text(8), rows.integer(9)}});
    return found;
}

bool decidedOn(journal::Context& context, const QString& thing, const QString& id) {
    const auto steps = stepsOf(context, thing, id);
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
        return !labels::is(step.duty, Duty::Request)
               && labels::has(labels::Vocabulary::Duty, step.duty);
    });
}

std::vector<api::Step> shownSteps(journal::Context& context, const QString& thing,
                                  const QString& id) {
    std::vector<api::Step> shown;
    for (const Step& step : stepsOf(context, thing, id)) {
        shown.push_back({.step = step.step,
                         .duty = step.duty,
                         .by = step.by,
                         .recordedBy = step.recordedBy,
                         .date = step.date,
                         .opinion = step.opinion,
                         .onPaper = {},
                         .sheet = step.sheet});
        if (!step.signedDocument.isEmpty())
            shown.back().onPaper = {step.by, step.signedOn, step.signedDocument};
    }
    return shown;
}

std::optional<journal::Rejection> requireSeparation(journal::CommandContext& call,
                                                    const QString& thing, const QString& id,
                                                    const QString& duty) {
    for (const Step& earlier : stepsOf(call.context, thing, id)) {
        if (earlier.duty == duty || !labels::has(labels::Vocabulary::Duty, earlier.duty))
            continue;
        const QString already = dutyName(earlier.duty);
        if (earlier.by == call.decider)
            return refuse(Rule::DutySeparation,
                          sentence("step.separation", personName(call.context, call.decider), id,
                                   already, dutyName(duty)));
        // On paper: the recorder stands beside registering and paying, whoever signs.
        if (call.onPaper() && earlier.recordedBy == call.as
            && labels::is(earlier.duty, Duty::Request))
            return refuse(Rule::DutySeparation, sentence("step.paper-of-own-request",
                                                         personName(call.context, call.as), id));
        const bool recorded = earlier.recordedBy != earlier.by && earlier.recordedBy == call.as;
        if (recorded && (labels::is(duty, Duty::Request) || labels::is(duty, Duty::Pay)))
            return refuse(Rule::DutySeparation,
                          sentence("step.recorded-before", personName(call.context, call.as), id,
                                   dutyName(duty)));
    }
    return {};
}

std::optional<journal::Rejection> requireDateOrder(const journal::CommandContext& call,
                                                   const QString& notBefore, const QString& what,
                                                   Since since) {
    const QString date = call.date();
    // A step that was dated ahead, under a clock that stood ahead, is followed on its own day.
    const QString last = std::max(call.today, notBefore);
    const auto refused = [](const QString& field, const QString& asked, const QString& limit,
                            const labels::Sentence& why) {
        return refuse(Rule::DateOrder, why).at(field).limit(limit).asked(asked);
    };
    if (date > last)
        return refused(u"date"_s, date, last,
                       last == call.today ? sentence("date.after-today", date, last)
                                          : sentence("date.after-last", date, what, last));
    const auto all = call.shape->dates(call.with.json());
    const QString latest = date.isEmpty() ? call.today : date;
    for (const auto& one : all)
        if (one.when != journal::When::Any && one.date > latest)
            return refused(one.field, one.date, latest,
                           date.isEmpty() ? sentence("date.after-today", one.date, latest)
                                          : sentence("date.after-step", one.date, latest));
    const QString first = since == Since::Ever ? QString() : ledger::firstDay(call.context);
    for (const auto& one : all)
        if (one.when != journal::When::Evidence && one.date < first)
            return refused(one.field, one.date, first,
                           sentence("date.before-first", one.date, first));
    if (date < notBefore)
        return refused(u"date"_s, call.dateAsked(), notBefore,
                       sentence("date.too-early", call.dateAsked(), what, notBefore));
    return {};
}

std::optional<journal::Rejection> requireTermInOrder(const journal::CommandContext& call,
                                                     const QString& key, const QString& what) {
    const QString term = call.with.json().value(key).toString();
    if (term.isEmpty() || term >= call.date())
        return {};
    return refuse(Rule::DateOrder, sentence("term.before-step", what, term, call.date()))
        .at(key)
        .limit(call.date())
        .asked(term);
}

journal::Rejection taken(const journal::CommandContext& call, const QString& what) {
    return refuse(Rule::IdTaken, sentence("id.taken", what, call.id()))
        .at(u"id"_s)
        .asked(call.id());
}

} // namespace identity
