// SPDX-License-Identifier: GPL-3.0-only
#include "stage.h"

// What has to be true of the core's books after each step, and at the end of a sequence.

namespace model {

using namespace Qt::Literals::StringLiterals;

namespace {

Fen amountOf(const QJsonObject& json, QLatin1StringView key) {
    return fen(json.value(key).toString().toStdString());
}

std::string textOf(const QJsonObject& json, QLatin1StringView key) {
    return json.value(key).toString().toStdString();
}

std::string differs(const std::string& place, const char* what, Fen model, Fen core) {
    return place + ' ' + what + ": model " + yuan(model) + ", core " + yuan(core);
}

} // namespace

// Double entry: what one account gives another takes, and only the outside may owe.
std::string Stage::ledger() {
    if (number("SELECT sum(amount) FROM balance WHERE project = ''") != 0)
        return "control accounts do not add up to zero";
    if (number("SELECT count(*) FROM balance WHERE amount < 0 AND account NOT IN ('authority',"
               " 'to-adjust', 'recovery', 'treasury', 'paid-out', 'recovered', 'handed-up',"
               " 'bank')")
        != 0)
        return "an account inside is below zero";
    return {};
}

// Every balance is what its transfers add up to, in the control accounts and by project.
std::string Stage::postings() {
    const qint64 control = number(
        "SELECT count(*) FROM (SELECT account, line, source, sum(amount) AS kept FROM balance"
        " WHERE project = '' GROUP BY account, line, source) AS b WHERE kept <> (SELECT"
        " coalesce(sum(CASE WHEN credit = b.account THEN amount ELSE -amount END), 0) FROM"
        " transfer WHERE (credit = b.account OR debit = b.account) AND (b.line = '' OR"
        " line = b.line) AND (b.source = '' OR source = b.source))");
    const qint64 byProject =
        number("SELECT count(*) FROM balance AS b WHERE project <> '' AND amount <> (SELECT"
               " coalesce(sum(CASE WHEN credit = b.account THEN amount ELSE -amount END), 0) FROM"
               " transfer WHERE (credit = b.account OR debit = b.account) AND line = b.line"
               " AND source = b.source AND project = b.project AND item = b.item)");
    const qint64 moved = number(
        "SELECT (SELECT count(*) FROM transfer WHERE amount <= 0)"
        " + ((SELECT coalesce(sum(amount), 0) FROM balance WHERE project = '' AND amount > 0)"
        "   <> (SELECT -coalesce(sum(amount), 0) FROM balance WHERE project = '' AND amount < 0))");
    if (control + byProject + moved == 0)
        return {};
    return std::to_string(control) + " control balances and " + std::to_string(byProject)
           + " project balances differ from their transfers";
}

std::string Stage::rows(const Model& model, const Books& books, const QJsonObject& execution,
                        const std::optional<std::string>& asOf) {
    std::set<LineAndSource> seen;
    Fen budget = 0;
    Fen paid = 0;
    for (const QJsonValue& value : execution.value("rows"_L1).toArray()) {
        const QJsonObject core = value.toObject();
        const LineAndSource place{textOf(core, "line"_L1), textOf(core, "source"_L1)};
        const std::string name = place.first + ' ' + place.second;
        const Row row = books.row(place.first, place.second);
        seen.insert(place);
        budget += row.budget;
        paid += row.paid;
        if (amountOf(core, "budget"_L1) != row.budget)
            return differs(name, "budget", row.budget, amountOf(core, "budget"_L1));
        if (amountOf(core, "committed"_L1) != row.committed)
            return differs(name, "committed", row.committed, amountOf(core, "committed"_L1));
        if (amountOf(core, "paid"_L1) != row.paid)
            return differs(name, "paid", row.paid, amountOf(core, "paid"_L1));
        if (amountOf(core, "recovered"_L1) != row.recovered)
            return differs(name, "recovered", row.recovered, amountOf(core, "recovered"_L1));
        if (amountOf(core, "available"_L1) != row.available())
            return differs(name, "available", row.available(), amountOf(core, "available"_L1));
        if (core.value("locked"_L1).toBool() != model.lockedOn(place.second, asOf.value_or(today)))
            return name + " locked differs";
    }
    for (const auto& [place, row] : books.rows())
        if ((row.budget != 0 || row.paid != 0) && !seen.contains(place))
            return place.first + ' ' + place.second + " has no row";
    const QJsonObject total = execution.value("total"_L1).toObject();
    if (amountOf(total, "budget"_L1) != budget || amountOf(total, "paid"_L1) != paid)
        return differs("total", "budget", budget, amountOf(total, "budget"_L1));
    const Fen rate = budget == 0 ? 0 : paid * 10000 / budget;
    // Below nothing as of a day before a refund was voided that another, dated earlier, replaced.
    std::string digits = std::to_string(std::abs(rate) % 10000);
    digits.insert(0, 4 - digits.size(), '0');
    const std::string expected =
        (rate < 0 ? "-" : "") + std::to_string(std::abs(rate) / 10000) + '.' + digits;
    if (textOf(total, "rate"_L1) != expected)
        return "rate " + textOf(total, "rate"_L1) + " is not " + expected;
    return {};
}

std::string Stage::purses(const Model& model, const Books& books, const QJsonObject& execution) {
    std::size_t seen = 0;
    for (const QJsonValue& value : execution.value("by_source"_L1).toArray()) {
        const QJsonObject core = value.toObject();
        const std::string name = textOf(core, "source"_L1);
        const Purse purse = books.purse(name);
        Row all;
        for (const auto& [place, row] : books.rows())
            if (place.second == name) {
                all.budget += row.budget;
                all.committed += row.committed;
                all.paid += row.paid;
                all.recovered += row.recovered;
            }
        ++seen;
        const std::pair<const char*, Fen> figures[] = {
            {"planned", purse.planned()},  {"received", purse.received},
            {"committed", all.committed},  {"paid", purse.paid},
            {"returned", purse.returned},  {"cash", purse.cash()},
            {"recovered", purse.recovered}};
        for (const auto& [key, amount] : figures)
            if (amountOf(core, QLatin1StringView(key)) != amount)
                return differs(name, key, amount, amountOf(core, QLatin1StringView(key)));
        if (all.paid != purse.paid || all.recovered != purse.recovered)
            return name + " is paid otherwise by line than in cash";
        if (!model.unadjusted(name) && &books == &model.books() && all.budget != purse.planned())
            return differs(name, "sum of its lines", purse.planned(), all.budget);
    }
    return seen == model.plan().sources.size() ? "" : "a source is missing";
}

std::string Stage::figures(const Model& model, const std::optional<std::string>& asOf) {
    const QJsonObject with =
        asOf ? QJsonObject{{"as_of"_L1, QString::fromStdString(*asOf)}} : QJsonObject();
    const QJsonObject execution = ask("budget.execution", with);
    const std::optional<Books> past = asOf ? std::optional(model.books().at(*asOf)) : std::nullopt;
    const Books& books = past ? *past : model.books();
    const std::string no = rows(model, books, execution, asOf);
    return no.empty() ? purses(model, books, execution) : no;
}

// What each payee got, and what came back.
std::string Stage::shares(const Payment& payment, const QJsonObject& core) {
    std::size_t seen = 0;
    for (const QJsonValue& value : core.value("payees"_L1).toArray()) {
        const QJsonObject payee = value.toObject();
        const auto found = payment.payees.find(textOf(payee, "unit"_L1));
        if (found == payment.payees.end())
            return textOf(payee, "unit"_L1) + " is no payee";
        ++seen;
        const Share& share = found->second;
        const bool paid = payment.state == "paid";
        const Fen returned = paid ? share.returned + share.gone : share.amount;
        const std::pair<QLatin1StringView, Fen> figures[] = {
            {"amount"_L1, share.amount},
            {"paid"_L1, paid ? share.amount - returned : 0},
            {"returned"_L1, paid ? returned : amountOf(payee, "returned"_L1)},
            {"refunded"_L1, share.refunded}};
        for (const auto& [key, amount] : figures)
            if (amountOf(payee, key) != amount)
                return differs(found->first, key.data(), amount, amountOf(payee, key));
    }
    return seen == payment.payees.size() ? "" : "a payee is missing";
}

// States and sums of all that was registered.
// What is too small is asked about, and open unless it was explained as it is.
std::string Stage::warnings(const Model& model) {
    std::map<std::string, bool> listed; // explained?
    const QJsonObject answer =
        ask("warning.list", {{"code"_L1, u"small-sum"_s}, {"count"_L1, 1000}});
    for (const QJsonValue& item : answer.value("items"_L1).toArray())
        listed[item["project"_L1].toString().toStdString()] = !item["explained"_L1].isUndefined();
    for (const auto& [id, project] : model.projects()) {
        const auto found = listed.find(id);
        if (model.tooSmall(project) != (found != listed.end()))
            return id + (model.tooSmall(project) ? " is not asked about" : " is asked about");
        if (found != listed.end() && found->second != model.explained(project))
            return id + (found->second ? " is explained" : " is open");
    }
    return {};
}

std::string Stage::things(const Model& model) {
    for (const auto& [id, project] : model.projects()) {
        const QJsonObject core = ask("project.show", {{"id"_L1, QString::fromStdString(id)}});
        if (textOf(core, "state"_L1) != project.state)
            return id + ": model " + project.state + ", core " + textOf(core, "state"_L1);
        if (amountOf(core, "support"_L1) != project.support)
            return differs(id, "support", project.support, amountOf(core, "support"_L1));
        // Like the budget's, this figure has what was recovered beside it.
        const Fen paid = model.paid(project) + model.recovered(project);
        if (amountOf(core, "paid"_L1) != paid)
            return differs(id, "paid", paid, amountOf(core, "paid"_L1));
        if (amountOf(core, "accepted"_L1) != model.accepted(project))
            return differs(id, "accepted", model.accepted(project), amountOf(core, "accepted"_L1));
    }
    for (const auto& [id, payment] : model.payments()) {
        const QJsonObject core = ask("payment.show", {{"id"_L1, QString::fromStdString(id)}});
        if (textOf(core, "state"_L1) != payment.state)
            return id + ": model " + payment.state + ", core " + textOf(core, "state"_L1);
        if (amountOf(core, "amount"_L1) != payment.amount)
            return differs(id, "amount", payment.amount, amountOf(core, "amount"_L1));
        if (const std::string no = shares(payment, core); !no.empty())
            return id + ' ' + no;
    }
    return {};
}

// A month's page shows everything as of the month's last day, and adds up.
std::string Stage::page(const Model& model, const std::string& month) {
    using What = Event::What;
    const QJsonObject page =
        ask("disclosure.preview", {{"month"_L1, QString::fromStdString(month)}});
    const std::string last = month + "-31";
    const std::string before = month + "-00";
    Fen paidMonth = 0;
    Fen paidTotal = 0;
    Fen recovered = 0;
    for (const auto& [id, project] : model.projects()) {
        paidMonth += model.upTo(last, id, What::Paid) - model.upTo(before, id, What::Paid);
        paidTotal += model.upTo(last, id, What::Paid);
        recovered += model.upTo(last, id, What::Recovered);
    }
    const QJsonObject totals = page.value("totals"_L1).toObject();
    const std::pair<QLatin1StringView, Fen> sums[] = {{"paid_month"_L1, paidMonth},
                                                      {"paid_total"_L1, paidTotal},
                                                      {"recovered_total"_L1, recovered}};
    for (const auto& [key, amount] : sums)
        if (amountOf(totals, key) != amount)
            return differs("totals", key.data(), amount, amountOf(totals, key));
    for (const QJsonValue& value : page.value("rows"_L1).toArray()) {
        const QJsonObject row = value.toObject();
        const std::string id = textOf(row, "project"_L1);
        const std::pair<QLatin1StringView, Fen> figures[] = {
            {"support"_L1, model.upTo(last, id, What::Support)},
            {"accepted"_L1, std::max<Fen>(model.upTo(last, id, What::Accepted), 0)},
            {"paid_total"_L1, model.upTo(last, id, What::Paid)},
            {"recovered_total"_L1, model.upTo(last, id, What::Recovered)}};
        for (const auto& [key, amount] : figures)
            if (amountOf(row, key) != amount)
                return differs(id, key.data(), amount, amountOf(row, key));
        for (const QJsonValue& payee : row.value("payees"_L1).toArray()) {
            const std::string unit = textOf(payee.toObject(), "unit"_L1);
            const Fen paid = model.upTo(last, id, What::Paid, unit);
            if (amountOf(payee.toObject(), "paid_total"_L1) != paid)
                return differs(id + ' ' + unit, "paid_total", paid,
                               amountOf(payee.toObject(), "paid_total"_L1));
        }
    }
    return {};
}

// payment.limit says what payment.request would take today.
std::string Stage::limits(const Model& model) {
    for (const auto& [id, project] : model.projects())
        for (const char* kind : {"prepay", "stage", "final"}) {
            const QJsonObject core =
                ask("payment.limit", {{"project"_L1, QString::fromStdString(id)},
                                      {"kind"_L1, QString::fromLatin1(kind)}});
            const bool prepay = std::string(kind) == "prepay";
            Fen cap = model.acceptedCap(project, today);
            if (std::string(kind) == "stage")
                cap = std::min(cap, model.retainedCap(project, today));
            else if (std::string(kind) == "final")
                cap = std::min(cap, model.dueCap(project, today));
            Fen limit = std::min(cap, project.support) - model.used(project);
            if (prepay)
                limit = std::min(model.prepayCap(project) - model.prepaid(project),
                                 project.support - model.used(project));
            Fen ofSources = 0; // no more than each of them has left, and its line
            for (const auto& [source, amount] : project.sources)
                ofSources += std::max<Fen>(
                    std::min(amount - model.used(project, source),
                             part(project.promised, source)
                                 + model.books().row(project.line, source).available()),
                    0);
            limit = std::min(limit, ofSources);
            // The share of each is no more than a fen beyond what it has left.
            for (const auto& [source, share] : model.plan().line(project.line).shares)
                if (share > 0) {
                    const Fen has = std::max<Fen>(
                        std::min(part(project.sources, source) - model.used(project, source),
                                 part(project.promised, source)
                                     + model.books().row(project.line, source).available()),
                        0);
                    limit = std::min(limit, (has + 1) * 10'000 / share);
                }
            if (const auto most = model.audited(project))
                limit = std::min(limit, *most - model.used(project));
            else if (std::string(kind) == "final" && model.pathOf(project).audit)
                limit = 0;
            const bool none = !project.running() || model.finalStands(project)
                              || !model.pathOf(project).kinds.contains(kind)
                              || (prepay && project.state == "started");
            limit = none ? 0 : std::max<Fen>(limit, 0);
            if (amountOf(core, "limit"_L1) != limit)
                return differs(id, kind, limit, amountOf(core, "limit"_L1));
        }
    return {};
}

} // namespace model
