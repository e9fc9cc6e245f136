// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <QJsonDocument>

// Contracts and invoices beside what was accepted and paid.

namespace warnings {

using namespace Qt::Literals::StringLiterals;
using labels::ProjectState;
using labels::sentence;
using money::Fen;

namespace {

bool isExpense(const Search& search, const QString& line) {
    for (const QJsonValue& one : search.plan.json.value("lines"_L1).toArray())
        if (one["code"_L1].toString() == line)
            return one["expense"_L1].toBool();
    return false;
}

struct Papers {
    qint64 count = 0;
    Fen sum;
};

Papers contracts(Search& search, const QString& project) {
    auto row = search.context.db.query("SELECT count(*), coalesce(sum(amount), 0) FROM contract"
                                       " WHERE project = ? AND state = 'recorded'",
                                       project);
    row.next();
    return {row.integer(0), row.fen(1)};
}

Papers invoices(Search& search, const QString& project) {
    auto row = search.context.db.query("SELECT count(*), coalesce(sum(amount), 0) FROM invoice"
                                       " WHERE project = ? AND state = 'recorded'",
                                       project);
    row.next();
    return {row.integer(0), row.fen(1)};
}

QString lastPaid(Search& search, const QString& project) {
    auto row = search.context.db.query("SELECT coalesce(max(paid_on), '') FROM payment WHERE"
                                       " project = ?",
                                       project);
    row.next();
    return row.text(0);
}

QString lastAccepted(Search& search, const QString& project) {
    auto row = search.context.db.query("SELECT coalesce(max(concluded_on), '') FROM acceptance"
                                       " WHERE project = ? AND state = 'passed'",
                                       project);
    row.next();
    return row.text(0);
}

} // namespace

void contractLow(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        const Papers papers = contracts(search, project.id);
        if (papers.count == 0)
            continue;
        const Fen paid = search.paid(project.id);
        const Fen most = std::max(paid, project.accepted);
        if (most > papers.sum)
            search.ofProject(
                project, std::max(lastPaid(search, project.id), lastAccepted(search, project.id)),
                sentence("warning.contract-low", search.projectName(project), papers.sum.toYuan(),
                         project.accepted.toYuan(), paid.toYuan()),
                most - papers.sum);
    }
}

void contractNone(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        if (!isExpense(search, project.line) || contracts(search, project.id).count > 0)
            continue;
        const Fen paid = search.paid(project.id);
        if (paid > Fen())
            search.ofProject(
                project, lastPaid(search, project.id),
                sentence("warning.contract-none", search.projectName(project), paid.toYuan()),
                paid);
    }
}

void contractLate(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        const QString accepted = lastAccepted(search, project.id);
        auto rows = search.context.db.query(
            "SELECT contract.number, contract.date, contract.amount, coalesce("
            " (SELECT min(project) FROM contract AS other WHERE other.number = contract.number AND"
            "  other.state = 'recorded' AND other.id <> contract.id), '') FROM contract WHERE"
            " contract.project = ? AND contract.state = 'recorded'"
            " ORDER BY contract.date COLLATE BINARY, contract.id COLLATE BINARY",
            project.id);
        while (rows.next()) {
            const bool late = !accepted.isEmpty() && rows.text(1) > accepted;
            if (!late && rows.text(3).isEmpty())
                continue;
            search.ofProject(project, rows.text(1),
                             late ? sentence("warning.contract-late", search.projectName(project),
                                             rows.text(0), rows.text(1), accepted)
                                  : sentence("warning.contract-twice", search.projectName(project),
                                             rows.text(0), rows.text(3)),
                             rows.fen(2));
            break;
        }
    }
}

// Where none is expected and there is none, nothing is missing.
void invoiceLow(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        if (project.state != ProjectState::Closed)
            continue;
        const Papers papers = invoices(search, project.id);
        if (papers.count == 0 && !isExpense(search, project.line))
            continue;
        const Fen paid = search.paid(project.id);
        if (paid > papers.sum)
            search.ofProject(project, lastPaid(search, project.id),
                             sentence("warning.invoice-low", search.projectName(project),
                                      paid.toYuan(), papers.sum.toYuan()),
                             paid - papers.sum);
    }
}

// Numbers that follow each other, whichever projects they stand in; each project is asked about.
void invoiceRun(Search& search) {
    struct Invoice {
        QString project;
        QString issuer;
        QString number;
        qulonglong value = 0;
        QString date;
    };
    const QString asked = search.one("project"_L1);
    if (!search.everything() && asked.isEmpty())
        return;
    std::vector<Invoice> all;
    auto rows = search.context.db.query(
        "SELECT project, paper_issuer, paper_number, issuer, date FROM invoice WHERE"
        " state = 'recorded' AND (?1 = '' OR paper_issuer IN (SELECT paper_issuer FROM invoice"
        " WHERE project = ?1))",
        asked);
    while (rows.next()) {
        bool whole = false;
        const qulonglong value = rows.text(2).right(18).toULongLong(&whole);
        if (whole)
            all.push_back({rows.text(0), rows.text(1), rows.text(2), value, rows.text(4)});
    }
    std::sort(all.begin(), all.end(), [](const Invoice& a, const Invoice& b) {
        return std::tie(a.issuer, a.value, a.number) < std::tie(b.issuer, b.value, b.number);
    });
    std::map<QString, std::pair<QString, QString>> runs; // by project: its numbers, the last date
    const auto least = static_cast<std::size_t>(std::max(2, search.number("count"_L1)));
    for (std::size_t first = 0, end = 0; first < all.size(); first = end) {
        QString last = all[first].date;
        for (end = first + 1; end < all.size() && all[end].issuer == all[first].issuer
                              && all[end].value == all[end - 1].value + 1;
             ++end)
            last = std::max(last, all[end].date);
        if (end - first < least)
            continue;
        for (std::size_t i = first; i < end; ++i)
            runs.try_emplace(all[i].project, all[first].number + u" 至 "_s + all[end - 1].number,
                             last);
    }
    for (const auto& [project, run] : runs)
        for (const ProjectRow& one : projectsWhere(search.context, u"id = ?"_s, {project}))
            search.ofProject(one, run.second,
                             sentence("warning.invoice-run", search.projectName(one), run.first));
}

void invoiceLate(Search& search) {
    for (const ProjectRow& project : search.projects()) {
        const QString paid = lastPaid(search, project.id);
        if (paid.isEmpty())
            continue;
        auto rows = search.context.db.query(
            "SELECT number, date, amount FROM invoice WHERE project = ? AND state = 'recorded' AND"
            " date > ? ORDER BY date COLLATE BINARY, id COLLATE BINARY",
            project.id, paid);
        if (rows.next())
            search.ofProject(project, rows.text(1),
                             sentence("warning.invoice-late", search.projectName(project),
                                      rows.text(0), rows.text(1), paid),
                             rows.fen(2));
    }
}

// A contract without a schedule is due on its date.
void aheadOfContract(Search& search) {
    std::map<QString, std::map<QString, Fen>> dueOf; // by project and day
    QSet<QString> scheduled;
    std::vector<storage::Database::Value> values;
    const QString asked = search.narrowed("project"_L1, u"project"_s, values);
    auto rows = search.context.db.queryOnce(
        u"SELECT project, date, amount, schedule FROM contract WHERE state = 'recorded' AND %1"_s
            .arg(asked),
        values);
    while (rows.next()) {
        auto& due = dueOf[rows.text(0)];
        const QJsonArray schedule = QJsonDocument::fromJson(rows.text(3).toUtf8()).array();
        if (schedule.isEmpty())
            due[rows.text(1)] += rows.fen(2);
        else
            scheduled.insert(rows.text(0));
        for (const QJsonValue& part : schedule)
            due[part["due"_L1].toString()] +=
                Fen::parse(part["amount"_L1].toString()).value_or(Fen());
    }
    for (const ProjectRow& project : search.projects()) {
        if (!scheduled.contains(project.id))
            continue;
        auto paid = search.context.db.query(
            "SELECT paid_on, sum(amount - returned) FROM payment WHERE project = ? AND"
            " paid_on <> '' GROUP BY paid_on ORDER BY paid_on COLLATE BINARY",
            project.id);
        Fen sum;
        while (paid.next()) {
            sum += paid.fen(1);
            Fen due;
            for (const auto& [day, amount] : dueOf[project.id])
                if (day <= paid.text(0))
                    due += amount;
            if (sum <= due)
                continue;
            search.ofProject(project, paid.text(0),
                             sentence("warning.ahead-of-contract", search.projectName(project),
                                      paid.text(0), sum.toYuan(), due.toYuan()),
                             sum - due);
            break;
        }
    }
}

} // namespace warnings
