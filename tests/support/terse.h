// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "office.h"

// Commands and refusals in one line each, for tests that have many of them. Commands are written
// with single quotes:
//
//     ok(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-03-01'}");
//     refused(office, "clerk1", "project.start", "{'id':'XM-1','date':'2019-03-01'}",
//             {"state.order", "", "", "", told("project.start.state", "项目", "XM-1", "已开工")});

namespace testing {

// 'id' stands for "id".
QString json(const char* text);

// The clause of a rule, as the column of RULES.md has it ("" for "-" and for id.taken), where a
// command is refused by it.
const char* articleOf(const char* rule, const char* command);

// What a refusal has to say, whole: the article follows from the rule.
struct Expected {
    const char* rule;
    const char* field;
    const char* limit;
    const char* asked;
    QString message;
};

QJsonObject ok(Office& office, const char* user, const char* command, const char* with);
void refused(Office& office, const char* user, const char* command, const char* with,
             const Expected& expected);
// The same in a plan that has clauses of its own.
void refusedUnder(const char* article, Office& office, const char* user, const char* command,
                  const char* with, const Expected& expected);
// Only the rule; for tables in which the rest is not the point.
void cites(Office& office, const char* user, const char* command, const char* with,
           const char* rule);
void badInput(Office& office, const char* user, const char* command, const char* with,
              const char* field);
// "ok", "bad-input" and so on, or the id of the rule; `dry` changes nothing.
QString outcome(Office& office, const QString& user, const char* command, const char* with,
                bool dry = false);

// One more user, who may speak at once.
void person(Office& office, const char* id, const char* roles);
// Straight into the tables, for tests of what these hinder: as a finding of false materials would,
// as its end would, as publishing a month would. `verifySound` finds them, as no entry made them.
void bar(Office& office, const char* unit);
void liftBar(Office& office, const char* unit);
void closeMonth(Office& office, const char* month);

// A value of project.show, payment.show or of any other question that takes an id.
QString shown(Office& office, const char* question, const char* id, const char* key);
// limit of payment.limit.
QString limitOf(Office& office, const char* project, const char* kind);

} // namespace testing
