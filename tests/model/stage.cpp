// SPDX-License-Identifier: GPL-3.0-only
#include "stage.h"

#include <support/places.h>

#include <audit/book.h>
#include <audit/package.h>
#include <fund/internals.h>

#include <QFile>
#include <QProcess>
#include <sqlite3.h>

namespace model {

using namespace Qt::Literals::StringLiterals;

namespace {

std::string citedBy(const journal::Answer& answer) {
    if (answer.ok())
        return {};
    if (const journal::Refusal* refusal = answer.rejection->refusal())
        return std::string(journal::info(refusal->rule).id.data());
    return journal::errorName(answer.rejection->error()->kind).toString().toStdString();
}

// A void by what it voids.
std::string action(const Command& command) {
    return command.action == "void" ? "void " + command.kind : command.action;
}

// Of several sources the one that is short is named; one that the command leaves out has no place
// among them, so that the list is to blame.
bool fieldFits(const Command& command, const Bound& bound, const QString& field) {
    if (bound.source.empty() || command.sources.size() < 2)
        return true;
    const auto named = command.sources.find(bound.source);
    if (named == command.sources.end())
        return field == u"sources"_s;
    const auto place = std::distance(command.sources.begin(), named);
    return field.startsWith(u"sources[%1]"_s.arg(place));
}

// More than the line has is another matter than too little for what was paid.
bool tooMuch(const journal::Answer& answer) {
    const journal::Refusal* no = answer.ok() ? nullptr : answer.rejection->refusal();
    return no && no->limit.contains(u'.')
           && fen(no->limit.toStdString()) < fen(no->asked.toStdString());
}

std::string shown(const std::string& verdict) {
    return verdict.empty() ? "accepted" : verdict;
}

// The ticks anew, with evidence of that day.
QString papersFrom(const std::string& id, const std::string& date) {
    QStringList ticks;
    for (const char* tick : {"registered", "qualified", "accounts", "clean_record", "truthful"})
        ticks << uR"("%1":{"ok":true,"evidence":"证明","date":"%2"})"_s.arg(
            QLatin1StringView(tick), QString::fromStdString(date));
    return uR"({"id":"%1","date":"%2","document":"补正函","eligibility":{%3}})"_s.arg(
        QString::fromStdString(id), QString::fromStdString(date), ticks.join(u','));
}

} // namespace

Stage::Stage(const std::string& plan)
    : m_plan(readPlanData(plan)), m_office(QString::fromStdString(plan)) {
    for (const QString& chief : {u"chief1"_s, u"chief2"_s}) {
        m_office.ok(u"admin"_s, u"user.add"_s,
                    uR"({"id":"%1","name":"%1","roles":["clerk","reviewer","inspector","leader",)"
                    R"("finance","group"]})"_s.arg(chief));
        fund::Internals::trust(m_office.open(), chief);
    }
    for (const auto& [id, kind] : unitsOnStage()) {
        m_office.unit(QString::fromStdString(id), QString::fromStdString(kind));
        if (id == "U3")
            m_office.ok(u"clerk1"_s, u"unit.change"_s, papersFrom(id, evidenceOnStage(id)));
    }
    m_base = testing::Record::base(m_office.path());
    m_office.open().beginGroup();
}

std::optional<Failure> Stage::play(const std::vector<Command>& commands, const std::string& past,
                                   bool verify) {
    storage::Database& db = fund::Internals::context(m_office.open()).db;
    db.run("SAVEPOINT sequence");
    m_record = testing::Record::of(m_base);
    auto failure = run(commands, past, verify);
    fund::Internals::context(m_office.open()).invalidateAll();
    if (m_office.open().groupLost()) {
        m_office.open().beginGroup(); // a storage failure has undone all of it already
        return failure;
    }
    db.run("ROLLBACK TO sequence");
    db.run("RELEASE sequence");
    return failure;
}

journal::Answer Stage::submit(const Command& c, bool dry) {
    const journal::Request request{QString::fromStdString(c.as), QString::fromStdString(c.action),
                                   words(c), dry};
    journal::Answer answer = m_office.open().submit(request);
    if (m_record && !m_asking)
        m_record->add(request, false, answer);
    return answer;
}

std::optional<Failure> Stage::run(const std::vector<Command>& commands, const std::string& past,
                                  bool verify) {
    Model model(m_plan);
    sqlite3* handle = fund::Internals::context(m_office.open()).db.handle();
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const Command& command = commands[i];
        const Expectation verdict = model.judge(command);
        const std::string expected = verdict.cited();
        const int written = sqlite3_total_changes(handle);
        const journal::Answer answer = submit(command, false);
        const std::string cited = citedBy(answer);
        // Archives are no business of this model: closing without one is fine with it.
        if (cited == "archive.complete" && expected.empty())
            continue;
        if (cited != expected)
            return Failure{i,
                           command.action + ": model " + shown(expected) + ", core " + shown(cited),
                           answer.ok() ? "" : answer.rejection->message().toStdString()};
        ++m_seen[answer.ok() ? action(command) : command.action + ": " + cited];
        if (!answer.ok()) {
            if (sqlite3_total_changes(handle) != written)
                return Failure{i, "a refusal wrote", command.action};
            const journal::Refusal* refusal = answer.rejection->refusal();
            if (const std::string no = refusal ? figuresDiffer(command, verdict, *refusal) : "";
                !no.empty())
                return Failure{i, "figures of " + cited + " in " + command.action, no};
            if (const std::string no = refusal ? limitHolds(command, *refusal) : ""; !no.empty())
                return Failure{i, "limit of " + cited + " in " + command.action, no};
            if (const std::string no = refusal ? untilHolds(model, command, *refusal) : "";
                !no.empty())
                return Failure{i, "until of " + cited + " in " + command.action, no};
            if (refusal
                && (refusal->field.startsWith(u"base") || refusal->field.startsWith(u"gua")))
                ++m_seen["field " + refusal->field.toStdString()];
            continue;
        }
        model.apply(command);
        for (const std::string& no : {ledger(), figures(model, {})})
            if (!no.empty())
                return Failure{i, "books after " + command.action, no};
    }
    if (const std::string no = postings(); !no.empty())
        return Failure{commands.size(), "postings", no};
    if (const std::string no = figures(model, past); !no.empty())
        return Failure{commands.size(), "as_of", past + ": " + no};
    const std::string ahead = daysAfter(m_plan.effective, -1);
    if (const std::string no = figures(model, ahead); !no.empty())
        return Failure{commands.size(), "as_of", ahead + ": " + no};
    if (const std::string no = page(model, past.substr(0, 7)); !no.empty())
        return Failure{commands.size(), "page", past.substr(0, 7) + ": " + no};
    if (const std::string no = things(model); !no.empty())
        return Failure{commands.size(), "things", no};
    if (const std::string no = warnings(model); !no.empty())
        return Failure{commands.size(), "warnings", no};
    if (const std::string no = limits(model); !no.empty())
        return Failure{commands.size(), "payment.limit", no};
    if (const std::string no = verify ? everyDay(model) : ""; !no.empty())
        return Failure{commands.size(), "every day", no};
    if (const std::string no = verify ? replay() : ""; !no.empty())
        return Failure{commands.size(), "verify", no};
    if (const std::string no = verify ? workbook() : ""; !no.empty())
        return Failure{commands.size(), "audit workbook", no};
    if (const std::string no = verify ? package() : ""; !no.empty())
        return Failure{commands.size(), "audit package", no};
    return {};
}

// What a refusal says of amounts is what the model makes of them.
std::string Stage::figuresDiffer(const Command& command, const Expectation& verdict,
                                 const journal::Refusal& refusal) {
    const std::string rule(journal::info(refusal.rule).id.data());
    std::vector<Bound> bounds = verdict.boundsOf(rule);
    const bool own = refusal.field == u"base.own";
    if (own)
        bounds = {verdict.ownFunds.value_or(Bound())};
    if (bounds.empty() || (verdict.broken.contains(rule) && !own))
        return {};
    const std::string said = refusal.limit.toStdString() + " / " + refusal.asked.toStdString()
                             + " at " + refusal.field.toStdString();
    std::string wanted;
    for (const Bound& bound : bounds) {
        if (refusal.limit.toStdString() == yuan(bound.limit)
            && refusal.asked.toStdString() == yuan(bound.asked)
            && fieldFits(command, bound, refusal.field))
            return {};
        wanted += ' ' + yuan(bound.limit) + " / " + yuan(bound.asked) + ' ' + bound.source;
    }
    return "model" + wanted + ", core " + said;
}

// What becomes of an amendment when it is asked and then decided.
journal::Answer Stage::decided(const Command& amendment) {
    storage::Database& db = fund::Internals::context(m_office.open()).db;
    db.run("SAVEPOINT asked");
    m_asking = true;
    journal::Answer answer = submit(amendment, false);
    if (answer.ok()) {
        Command decision;
        decision.as = "reviewer1";
        decision.action = "project.decide-amendment";
        decision.id = amendment.id;
        decision.date = amendment.date;
        decision.decision = "approve";
        answer = submit(decision, true);
    }
    m_asking = false;
    db.run("ROLLBACK TO asked");
    db.run("RELEASE asked");
    fund::Internals::context(m_office.open()).invalidateAll();
    return answer;
}

// What a refusal names as its limit passes every rule about an amount, and a fen more does not.
std::string Stage::limitHolds(const Command& command, const journal::Refusal& refusal) {
    static const std::set<std::string> amounts{
        "payment.request", "fund.receive",   "acceptance.request",  "acceptance.conclude",
        "project.review",  "payment.refund", "supervision.recover", "project.amend"};
    static const std::set<std::string> aboutAmounts{
        "item.standard", "line.ceiling",      "pay.prepay-cap",    "pay.accepted",
        "pay.retention", "accept.inspection", "supervise.recover", "pay.refund"};
    // On the day that a refusal names there is room.
    if (refusal.message().contains(u"起才可以办理"_s)) {
        Command again = command;
        again.date = refusal.limit.toStdString();
        if (citedBy(submit(again, true)) == "date.order")
            return again.date + " is too early still";
    }
    if (refusal.field == u"guarantee.amount")
        return guaranteeHolds(command, refusal);
    const bool figure = refusal.limit.endsWith(".00"_L1) || refusal.limit.contains(u'.');
    // Of several sources, or of one that is left out, the figures are that source's own.
    const bool several = command.sources.size() > 1 || command.payees.size() > 1
                         || refusal.field.startsWith(u"sources")
                         || refusal.field.startsWith(u"payees");
    // The unit's own funds are the declaration's, and an amendment's base is not asked for again.
    const bool ofBase = refusal.field == u"base.own" || command.investment > 0;
    if (!amounts.contains(command.action) || !figure || several || ofBase)
        return {};
    const Fen limit = fen(refusal.limit.toStdString());
    const bool least = command.action == "project.amend";
    // One that leaves out a source which is used: more of the others does not mend that.
    if (least && !command.sources.empty())
        return {};
    for (const Fen more : {0, 1}) {
        Command again = command;
        again.amount = limit + (least ? -more : more);
        if (!again.sources.empty())
            again.sources.begin()->second = again.amount;
        if (!again.payees.empty())
            again.payees.begin()->second = again.amount;
        if (again.amount <= 0)
            continue;
        const journal::Answer answer = least ? decided(again) : submit(again, true);
        const std::string cited = citedBy(answer);
        if (more == 0 && !(least && tooMuch(answer))
            && (cited == journal::info(refusal.rule).id.data() || aboutAmounts.contains(cited)))
            return yuan(again.amount) + " is refused by " + cited;
        if (more == 1 && answer.ok())
            return yuan(again.amount) + " is taken";
    }
    return {};
}

// From the day on that a retention's refusal names what was asked passes, and not a day before;
// where nothing that it goes by is dated later.
std::string Stage::untilHolds(const Model& model, const Command& command,
                              const journal::Refusal& refusal) {
    const std::string until = refusal.until.toStdString();
    if (until.empty() || until > today)
        return {};
    for (const auto& [id, one] : model.acceptances())
        if (one.project == command.about && one.concludedOn > command.date)
            return {};
    for (const auto& [id, one] : model.payments())
        if (one.project == command.about && one.date > command.date)
            return {};
    ++m_seen["until"];
    Command again = command;
    again.date = until;
    if (citedBy(submit(again, true)) == "pay.retention")
        return until + " is too early still";
    again.date = daysAfter(until, -1);
    const std::string cited = citedBy(submit(again, true));
    return cited == "pay.retention" ? "" : again.date + " is refused by " + shown(cited);
}

std::string Stage::guaranteeHolds(const Command& command, const journal::Refusal& refusal) {
    Command again = command;
    again.guarantee = fen(refusal.limit.toStdString());
    const journal::Answer answer = submit(again, true);
    if (!answer.ok() && answer.rejection->refusal()
        && answer.rejection->refusal()->field == u"guarantee.amount")
        return yuan(again.guarantee) + " is refused";
    --again.guarantee;
    return again.guarantee > 0 && submit(again, true).ok() ? yuan(again.guarantee) + " is taken"
                                                           : "";
}

std::vector<Command> Stage::shortened(std::vector<Command> commands, const std::string& past,
                                      bool verify) {
    const auto original = play(commands, past, verify);
    for (bool shorter = true; shorter;) {
        shorter = false;
        for (std::size_t i = commands.size(); i-- > 0;) {
            std::vector<Command> fewer = commands;
            fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
            const auto failure = play(fewer, past, verify);
            if (!failure || failure->kind != original->kind)
                continue;
            commands = std::move(fewer);
            shorter = true;
        }
    }
    return commands;
}

QJsonObject Stage::ask(const char* question, const QJsonObject& with) {
    const journal::Request request{u"auditor1"_s, QString::fromLatin1(question), with, false};
    const auto answer = m_office.open().ask(request);
    if (m_record)
        m_record->add(request, true, answer);
    return answer.result.toObject();
}

qint64 Stage::number(storage::Literal sql) {
    auto row = fund::Internals::context(m_office.open()).db.query(sql);
    return row.next() ? row.integer(0) : 0;
}

// What the auditors get agrees with itself, whatever happened.
std::string Stage::workbook() {
    const reports::Workbook book = audit::makeBook(fund::Internals::context(m_office.open()));
    for (const reports::Check& check : book.checks)
        if (reports::evaluate(book, check.left) != reports::evaluate(book, check.right))
            return (check.about + u": "_s + check.leftName + u" / "_s + check.rightName)
                .toStdString();
    return {};
}

// The steps of the audit package's own instructions find nothing in it. They are other programs, so
// that one package in twenty is tried; each where FUNDDESK_PACKAGES is set.
std::string Stage::package() {
    if (m_packages++ % 20 != 0 && !qEnvironmentVariableIsSet("FUNDDESK_PACKAGES"))
        return {};
    const QString path = m_scratch.filePath(u"audit.zip"_s);
    QFile::remove(path);
    audit::exportPackage(fund::Internals::context(m_office.open()), path);
    QProcess steps;
    steps.setProcessChannelMode(QProcess::MergedChannels);
    steps.start(u"python3"_s, {testing::source(u"/tests/reports/audit_package.py"_s), path});
    if (!steps.waitForFinished(-1) || steps.exitCode() != 0)
        return "steps: " + steps.readAll().toStdString();
    return {};
}

std::string Stage::replay() {
    journal::VerifyOptions options;
    options.scratchPath = m_scratch.filePath(u"replay"_s);
    const identity::Sessions nobody;
    options.authority = &nobody;
    const auto report =
        journal::verify(fund::Internals::context(m_office.open()).db, fund::registry(), options);
    std::string found;
    for (const journal::VerificationFinding& finding : report.findings)
        found += (finding.place + u": "_s + finding.message + u'\n').toStdString();
    return found;
}

} // namespace model
