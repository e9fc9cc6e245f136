// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cli/cli_error.h>
#include <journal/answer.h>

#include <QString>
#include <QStringList>

#include <optional>

// The verbs of fundctl. Each takes its arguments, without its own name, and returns the exit
// status: 0 done, 1 refused by a rule or not sound, 2 wrong usage or bad input, 3 the file can't
// be used or storage failed.

namespace fundctl {

using cli::BadFile;
using cli::BadUsage;
using cli::CliError;
using cli::Done;
using cli::Refused;

// What a verb was called with: words, and options as --name value or --flag.
class Arguments {
public:
    // `valued` and `flags` are the options it knows; `least` and `most` words are needed.
    Arguments(const QStringList& given, const QStringList& valued, const QStringList& flags,
              int least, int most, QStringView usage);
    const QStringList& words() const { return m_words; }
    QString word(int place) const { return m_words.value(place); }
    QString option(const QString& name, const QString& absent = {}) const;
    bool has(const QString& name) const;

private:
    QStringList m_words;
    QStringList m_names;
    QStringList m_values;
};

// How each is called: for its help, and for what it says when it was called in another way.
namespace usage {
inline constexpr QStringView newFund =
    u"fundctl new FILE [--plan guzhang|PLAN.json] --admin ID [--name NAME]";
inline constexpr QStringView recover = u"fundctl recover FILE [--clock-is-right]";
inline constexpr QStringView batch =
    u"fundctl batch FILE [SCRIPT.jsonl | -] [--group N | --all-or-nothing] [--clock-is-right]";
inline constexpr QStringView plan =
    u"fundctl plan FILE --user ID [--format text|json] | fundctl plan --check PLAN.json"
    " | fundctl plan --template OUT.xlsx [--plan guzhang|PLAN.json]"
    " | fundctl plan --from BOOK.xlsx PLAN.json";
inline constexpr QStringView execution =
    u"fundctl execution FILE --user ID [--as-of DATE] [--format text|json|csv]";
inline constexpr QStringView printPaper =
    u"fundctl print FILE KIND ID [--requests ID,ID | --package AUDIT.zip] --user ID"
    " --out OUT.pdf|OUT.xlsx";
inline constexpr QStringView verify = u"fundctl verify FILE [--head HASH] [--heads FILE]";
inline constexpr QStringView disclose =
    u"fundctl disclose FILE MONTH --user ID --out DIR [--format pdf,html,xlsx,csv,json,txt]";
inline constexpr QStringView archive = u"fundctl archive export FILE PROJECT OUT.zip --user ID";
inline constexpr QStringView audit = u"fundctl audit export FILE OUT.zip --user ID";
inline constexpr QStringView backup = u"fundctl backup FILE DEST | fundctl backup FILE --rotate";
inline constexpr QStringView restore = u"fundctl restore BACKUP FILE";
inline constexpr QStringView demo = u"fundctl demo DIR";
inline constexpr QStringView contract = u"fundctl contract [--format text|json]";
} // namespace usage

int newFund(const QStringList& arguments);
int recover(const QStringList& arguments);
int batch(const QStringList& arguments);
int verify(const QStringList& arguments);
int demo(const QStringList& arguments);
int contract(const QStringList& arguments);
int showPlan(const QStringList& arguments);
int showExecution(const QStringList& arguments);
int disclose(const QStringList& arguments);
int printPaper(const QStringList& arguments);
// "payment 资金拨付审批表,ID 为拨付编号" and so on, a line each, for the help.
QString paperKinds();
int archiveExport(const QStringList& arguments);
int auditExport(const QStringList& arguments);
int backup(const QStringList& arguments);
int restore(const QStringList& arguments);

// The disk, the file, the program or the way to it failed: exit 3.
inline bool isFailure(const journal::Error* error) {
    return error && error->kind != journal::ErrorKind::BadInput
           && error->kind != journal::ErrorKind::NotLoggedIn
           && error->kind != journal::ErrorKind::Locked;
}
// The plan in a file's bytes; where it can't be taken, every reason is said and a CliError ends the
// program, with `sumsStatus` where its rows don't add up.
QJsonObject readPlanJson(const QString& name, const QByteArray& text, int sumsStatus);
// Writes to standard output; a CliError where it takes nothing more.
// What nobody could see, or what would move the cursor, is written out.
void print(const QString& text);
void printJson(const QByteArray& json);
void printTable(const QString& csv); // as it is: its cells were made fit to be shown
// One line on standard error, whatever stands in a path or a row that is named.
void complain(const QString& sentence);
// What was printed has left the program, or a CliError.
void flushOutput();

} // namespace fundctl
