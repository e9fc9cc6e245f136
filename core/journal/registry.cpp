// SPDX-License-Identifier: GPL-3.0-only
#include "registry.h"

namespace journal {

using namespace Qt::Literals::StringLiterals;

namespace {

// What every deciding command may carry: a decision taken on paper, and its sheet.
Shape decidingShape(const Shape& shape) {
    return shape.with(
        {opt(object("signed", Shape{ref("by", "user"), happened("on"), text("document")})),
         opt(text("sheet"))});
}

} // namespace

void Registry::addTables(const QString& sql, const QStringList& appendOnly) {
    m_schema += sql;
    for (const QString& table : appendOnly)
        for (const QString& deed : {u"UPDATE"_s, u"DELETE"_s})
            m_schema += u"CREATE TRIGGER %1_no_%2 BEFORE %2 ON %1 BEGIN"
                        " SELECT RAISE(ABORT, '%1 is append-only'); END;\n"_s.arg(table, deed);
}

void Registry::add(Command command) {
    if (command.deciding)
        command.shape = decidingShape(command.shape);
    m_commands.insert(command.name, command);
}

void Registry::add(const Question& question) {
    m_questions.insert(question.name, question);
}

void Registry::addRule(const QString& command, Judge judge) {
    m_commands[command].furtherRules.push_back(judge);
}

void Registry::addBound(const QString& command, Bound bound) {
    m_commands[command].bounds.push_back(bound);
}

void Registry::addDays(const QString& command, OnDays days) {
    m_commands[command].days.push_back(days);
}

void Registry::addHandler(const QString& command, Apply apply) {
    m_commands[command].consequences.push_back(apply);
}

const Command* Registry::command(const QString& name) const {
    const auto found = m_commands.constFind(name);
    return found == m_commands.constEnd() ? nullptr : &*found;
}

const Question* Registry::question(const QString& name) const {
    const auto found = m_questions.constFind(name);
    return found == m_questions.constEnd() ? nullptr : &*found;
}

Entry ofToday(const Command& command, Context& context, Entry entry) {
    if (entry.rules == rulesOfToday || !command.older)
        return entry;
    CommandContext call{context,           entry.with,     entry.by, entry.decider(),
                        entry.at.left(10), &command.shape, true,     entry.rules};
    command.older(call);
    entry.with = call.with;
    return entry;
}

void applyWhole(const Command& command, Context& context, const Entry& entry) {
    command.apply(context, entry);
    for (auto consequence : command.consequences)
        consequence(context, entry);
}

} // namespace journal
