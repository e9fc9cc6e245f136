// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/unit.h>
#include <journal/registry.h>

#include <QString>

#include <optional>

// Who may ask (第五条): units and persons with their code, bank account and the ticks of
// eligibility, each with its evidence.

namespace units {

struct Unit {
    QString id;
    QString name;
    QString kind;    // enterprise, cooperative, sole-trader, organisation, individual
    QString code;    // 统一社会信用代码; "" for an individual
    QString codeRef; // where an individual's identity number stands beside the journal
    QString phoneRef;
    int bars = 0;      // findings of false materials that are not lifted
    QString changedOn; // "" before its first change
    bool barred() const { return bars > 0; }
};

// An account as it was given at one time; requests freeze its number.
struct Bank {
    int number = 0; // 1 for the first
    QString name;
    QString accountRef;
    QString holder;
    bool confirmed = false;
    QString changedBy;
    QString date;
    QString refused = {};   // why it was sent back to be corrected; "" where it was not
    QString decidedOn = {}; // when it was confirmed or sent back; "" of the first account

    QString lastStepOn() const { return std::max(date, decidedOn); }
};

std::optional<Unit> find(journal::Context& context, const QString& id);
QString name(journal::Context& context, const QString& id);
QString nameAsOf(journal::Context& context, const QString& id, const QString& date);
// A name without blanks, width and case.
QString plainName(const QString& name);
// The units of that id or 统一社会信用代码; those that bear or bore that name, however it is typed.
QStringList withCode(journal::Context& context, const QString& code);
QStringList withName(journal::Context& context, const QString& name);
QString kindName(const QString& kind);
Bank currentBank(journal::Context& context, const QString& unit);
Bank bankOf(journal::Context& context, const QString& unit, int number);

// The number of an account, whole. Only who may read it is shown it, and each reading stands in
// the security log: see unit.account, fund::Fund::report.
QString wholeAccount(journal::Context& context, const Bank& bank);
bool mayReadAccounts(journal::Context& context, const QString& user);

// Bad input where there is no such unit.
std::optional<journal::Rejection> requireKnown(journal::Context& context, const QString& unit,
                                               const QString& field);
// unit.barred (第十三条): judged at entry, whatever the date.
std::optional<journal::Rejection> requireNotBarred(journal::Context& context, const QString& unit,
                                                   const QString& field);
// unit.eligible (第五条 (一)-(四)): every tick that the plan asks of that kind, its evidence no
// later than the day on which it is judged.
std::optional<journal::Rejection> requireEligible(const journal::CommandContext& call,
                                                  const QString& unit, const QString& field);
// unit.kind: the kinds of unit that may hold an item.
std::optional<journal::Rejection> requireMayHold(journal::Context& context, const QString& unit,
                                                 const QStringList& kinds, const QString& field);
// unit.code of unit.change: code and kind are judged as at registration. After unit.kind, which a
// later room judges by its projects.
std::optional<journal::Rejection> requireFittingCode(journal::CommandContext& call);
// unit.bank: an account changed after the first was confirmed by a second person.
// What is paid is dated on or after that day.
std::optional<journal::Rejection> requireConfirmedAccount(const journal::CommandContext& call,
                                                          const QString& unit,
                                                          const QString& field);

void bar(journal::Context& context, const QString& unit);
void liftBar(journal::Context& context, const QString& unit);

// unit.show but for what later rooms know of it: all accounts, and the ticks its kind needs.
// As unit.show has it, without what later rooms know of it.
api::Unit shownUnit(journal::Context& context, const Unit& unit);

void install(journal::Registry& registry);

} // namespace units
