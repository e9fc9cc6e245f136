// SPDX-License-Identifier: GPL-3.0-only
#include "contract_table.h"

#include <stdexcept>

namespace contract {

using namespace Qt::Literals::StringLiterals;

namespace {

class Parser {
public:
    QList<TableRow> run(const QString& text) {
        for (const QString& line : text.split(u'\n')) {
            ++m_line;
            if (!line.trimmed().isEmpty() && !line.startsWith(u'#'))
                take(line);
        }
        if (m_things.isEmpty())
            fail("no thing");
        return m_things;
    }

private:
    [[noreturn]] void fail(const char* what) const {
        throw std::runtime_error("line " + std::to_string(m_line) + ": " + what);
    }

    void take(const QString& line) {
        const QStringList words = line.simplified().split(u' ');
        const QString& verb = words.front();
        if (verb == u"thing")
            m_things.append(TableRow{words.value(1), {}, {}, {}});
        else if (m_things.isEmpty())
            fail("no thing yet");
        else if (verb == u"state")
            state(words);
        else if (verb == u"do")
            (thing().states.isEmpty() ? thing().base : thing().states.last().steps)
                .append(Step{words.value(1), words.value(2), withOf(line)});
        else if (verb == u"try")
            thing().rows.append(
                Row{m_line, words.value(1).split(u','), words.value(2), withOf(line), false, {}});
        else if (verb == u"=>")
            outcomes(line.section(u"=>"_s, 1).trimmed());
        else
            fail("unknown word");
    }

    TableRow& thing() { return m_things.last(); }

    QString withOf(const QString& line) const {
        const qsizetype brace = line.indexOf(u'{');
        if (brace < 0)
            fail("no words of the command");
        return line.mid(brace).replace(u'\'', u'"');
    }

    void state(const QStringList& words) {
        const QString from = words.value(2) == u"from" ? words.value(3) : QString();
        if (!from.isEmpty() && !names().contains(from))
            fail("unknown state");
        thing().states.append(State{words.value(1), from, {}});
    }

    QStringList names() {
        QStringList all;
        for (const State& state : thing().states)
            all << state.name;
        return all;
    }

    void outcomes(QString text) {
        if (thing().rows.isEmpty() || !thing().rows.last().outcomes.isEmpty())
            fail("outcomes without a command");
        Row& row = thing().rows.last();
        row.forAll = text.startsWith(u"(all) ");
        text.remove(u"(all) "_s);
        for (const QString& part : text.split(u','))
            for (const QString& name : part.trimmed().section(u' ', 0, 0).split(u'+'))
                outcome(row, name, part.trimmed().section(u' ', 1));
        if (row.outcomes.size() != thing().states.size())
            fail("a state without an outcome");
    }

    void outcome(Row& row, const QString& name, const QString& result) {
        if (name != u"else" && (!names().contains(name) || row.outcomes.contains(name)))
            fail("unknown state, or named twice");
        for (const QString& state : names())
            if (state == name || (name == u"else" && !row.outcomes.contains(state)))
                row.outcomes.insert(state, result);
    }

    QList<TableRow> m_things;
    int m_line = 0;
};

} // namespace

QList<Step> TableRow::stepsTo(const QString& wanted) const {
    for (const State& state : states)
        if (state.name == wanted)
            return (state.from.isEmpty() ? base : stepsTo(state.from)) + state.steps;
    return base;
}

QList<TableRow> parse(const QString& text) {
    return Parser().run(text);
}

} // namespace contract
