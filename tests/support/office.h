// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "record.h"
#include "told.h"

#include <fund/fund.h>

#include <QTemporaryDir>

#include <memory>

// A fund in a folder of its own with one person for each duty, as most tests want it: the Guzhang
// plan (or another), the clock standing at 2019-12-31 unless a test moves it, nobody's password
// needed. Each Office starts from a copy of a file that is made once.
//
// Users: admin, security1, clerk1, clerk2, reviewer1, reviewer2, inspector1, inspector2, leader1,
// finance1, finance2, group1, group2, auditor1, and paper1 (a leader without a password, who signs
// on paper only).
//
//     Office office;
//     office.fund("central-1", "15000000.00");
//     office.approved("XM-1", "L01", "L01-fitout", "2200000.00");
//     auto no = office.refused("clerk1", "payment.request", R"({…})");
//     CHECK(no.rule == "pay.prepay-cap");

namespace testing {

// A refusal or an error as the contract prints it; what is absent is "".
struct No {
    QString rule;    // of a refusal
    QString article; // of a refusal
    QString kind;    // of an error
    QString field;
    QString message;
    QString limit;
    QString asked;
};

class Office {
public:
    // `plan` is a file in resources/plans, such as "guzhang.json" or "examples/stages.json", or the
    // absolute path of another.
    explicit Office(const QString& plan = QStringLiteral("guzhang.json"));
    ~Office();

    void today(const QString& date);

    // The bare answer.
    journal::Answer submit(const QString& user, const QString& command, const QString& with,
                           bool dry = false);
    journal::Answer answer(const QString& user, const QString& question, const QJsonObject& with);
    // Fails the test unless the command is taken; its result.
    QJsonObject ok(const QString& user, const QString& command, const QString& with);
    // Fails the test unless it is refused, or bad input, and nothing was changed by it.
    No refused(const QString& user, const QString& command, const QString& with);
    QJsonValue ask(const QString& user, const QString& question,
                   const QString& with = QStringLiteral("{}"));

    // --- what most tests begin with; dates are in the first months of 2019 ---------------------
    void fund(const QString& source, const QString& amount,
              const QString& date = QStringLiteral("2019-01-10"));
    // An enterprise with all ticks and a valid code; each id gets a code of its own.
    void enterprise(const QString& id);
    // kind: enterprise, cooperative, sole-trader, organisation or individual.
    void unit(const QString& id, const QString& kind);
    // Declares (2019-02-01 by clerk1), approves (2019-02-10 by reviewer1). `more` is spliced into
    // the declaration's JSON, such as ,"year":2019
    void declared(const QString& id, const QString& line, const QString& item,
                  const QString& support, const QString& more = {},
                  const QString& unit = QStringLiteral("U1"));
    void approved(const QString& id, const QString& line, const QString& item,
                  const QString& support, const QString& more = {},
                  const QString& unit = QStringLiteral("U1"));
    // Every kind of the archive waived, so that the project may be closed.
    void waived(const QString& project);
    void started(const QString& project, const QString& date = QStringLiteral("2019-03-01"));
    // Requests (clerk1) and passes (inspector1) an acceptance of that amount on `date`.
    void accepted(const QString& id, const QString& project, const QString& amount,
                  const QString& date = QStringLiteral("2019-06-05"));
    // Requests a payment (clerk1) and takes it to `state`: requested, reviewed, approved or paid.
    // reviewer1, leader1 and finance1 act, where the path asks for them.
    void payment(const QString& id, const QString& project, const QString& kind,
                 const QString& amount, const QString& date,
                 const QString& state = QStringLiteral("paid"));
    // The second central batch: evaluation passed on 2019-05-01 with `awarded`.
    void evaluated(const QString& awarded = QStringLiteral("5000000.00"));

    // {"available": …} of budget.execution, for one line and source.
    QJsonObject row(const QString& line, const QString& source);
    // Fails the test unless `fundctl verify`'s report is sound. Closes and reopens the fund.
    void verifySound();

    fund::Fund& open() { return *m_fund; }
    void close() { m_fund.reset(); }
    void reopen();
    QString path() const;
    QString folder() const { return m_folder.path(); }

private:
    QTemporaryDir m_folder;
    journal::FixedClock m_clock;
    journal::SystemRandomness m_randomness;
    std::unique_ptr<fund::Fund> m_fund;
    QSet<QString> m_units;
    std::unique_ptr<Record> m_record; // where one is kept
};

// The n-th valid 统一社会信用代码, and the n-th valid 身份证号 (of nobody).
QString creditCode(int n);
QString identityNumber(int n);
QByteArray readPlan(const QString& name);

} // namespace testing
