// SPDX-License-Identifier: GPL-3.0-only
#include "importing.h"

#include "batch.h"

#include <journal/entry.h>
#include <journal/json_text.h>
#include <storage/durable.h>
#include <storage/failure.h>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::badInput;
using journal::Rejection;
using labels::sentence;

const QStringList& Import::commands() {
    static const QStringList taken{u"unit.register"_s,   u"project.declare"_s, u"deliverable.add"_s,
                                   u"contract.record"_s, u"invoice.record"_s,  u"fund.receive"_s,
                                   u"opening.project"_s, u"opening.payment"_s};
    return taken;
}

Import::Import(const QString& path, const QString& user) : m_user(user) {
    const QByteArray whole = storage::readWhole(path, longestFile);
    int number = 0;
    for (const QByteArray& text : whole.split('\n')) {
        ++number;
        if (!text.trimmed().isEmpty())
            m_lines.push_back(read(number, text));
    }
}

QString Import::Line::id() const {
    return with.value("id"_L1).toString();
}

Import::Line Import::read(int number, const QByteArray& text) const {
    Line line;
    line.number = number;
    const auto where = [&](const QString& words) {
        return line.command.isEmpty()
                   ? sentence("import.line", number, words)
                   : sentence("import.line-of-command", number, line.command, words);
    };
    if (text.size() > Batch::longestLine) {
        line.foreign = badInput({}, where(sentence("import.too-long").text()));
        return line;
    }
    const auto [json, error] = journal::readJsonText(text);
    if (error) {
        line.foreign = badInput({}, where(error->text() + u"。"_s));
        return line;
    }
    for (const QLatin1StringView key : {"do"_L1, "ask"_L1})
        if (line.command.isEmpty())
            line.command = json.value(key).toString();
    if (line.command.isEmpty() && json.contains("login"_L1))
        line.command = u"login"_s;
    line.with = json.value("with"_L1).toObject();
    line.foreign = rejectionTo(json, line.command);
    if (line.foreign)
        line.foreign = badInput(line.foreign->error()->field, where(line.foreign->message()));
    return line;
}

// Not by leaving out what is not known: a line that wants more than it gets is told so.
std::optional<Rejection> Import::rejectionTo(const QJsonObject& line,
                                             const QString& command) const {
    if (!line.contains("do"_L1) && command.isEmpty())
        return badInput(u"do"_s, sentence("import.do-missing"));
    if (!line.contains("do"_L1) || !commands().contains(command))
        return badInput(u"do"_s, sentence("import.command.unfit", commands().join(u"、"_s)));
    for (const QString& key : {u"as"_s, u"by"_s}) {
        const QJsonValue who = line.value(key);
        if (!who.isUndefined() && who != m_user)
            return badInput(key,
                            sentence("import.other-user", who.toString(u"他人"_s), m_user, key));
    }
    static const QStringList keys{u"as"_s, u"by"_s, u"do"_s, u"with"_s};
    for (const QString& key : line.keys())
        if (!keys.contains(key))
            return badInput(key, sentence("import.key.unknown", key));
    if (line.contains("with"_L1) && !line.value("with"_L1).isObject())
        return badInput(u"with"_s, sentence("request.with.not-object"));
    return {};
}

int Import::Outcome::refused() const {
    return static_cast<int>(
        std::count_if(rows.begin(), rows.end(), [](const Row& row) { return !row.answer.ok(); }));
}

const Import::Row* Import::Outcome::firstRefused() const {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [](const Row& row) { return !row.answer.ok(); });
    return found == rows.end() ? nullptr : &*found;
}

QMap<QString, int> Import::Outcome::counts() const {
    QMap<QString, int> counts;
    for (const Row& row : rows)
        ++counts[row.command];
    return counts;
}

// Leaves the group open where something was tried.
Import::Outcome Import::run(Fund& fund, const storage::Progress& progress) const {
    Outcome outcome = foreign();
    if (outcome.foreign)
        return outcome;
    fund.beginGroup();
    const qint64 all = static_cast<qint64>(m_lines.size());
    for (qint64 i = 0; i < all; ++i) {
        const Line& line = m_lines[static_cast<std::size_t>(i)];
        if (progress && !progress(i, all)) {
            fund.abandonGroup();
            throw storage::Failure(storage::Trouble::Cancelled, sentence("import.stopped"));
        }
        const Answer answer = fund.submit({m_user, line.command, line.with});
        if (!fund.inGroup()) // the disk took the group
            throw storage::Failure(storage::Trouble::Io, answer.rejection->sentence());
        const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
        if (error && error->field == "clock"_L1) {
            outcome.clockDoubt = error->message();
            return outcome;
        }
        outcome.rows.push_back({line.number, line.command, line.id(), answer});
    }
    return outcome;
}

Import::Outcome Import::foreign() const {
    Outcome outcome;
    for (const Line& line : m_lines)
        if (line.foreign) {
            outcome.foreign = true;
            outcome.rows.push_back({line.number, line.command, line.id(), {line.foreign}});
        }
    return outcome;
}

QByteArrayList Import::lines(bool tries) const {
    QByteArrayList lines;
    if (foreign().foreign)
        return lines;
    const auto add = [&](const QString& command, const QJsonObject& with) {
        lines << journal::canonical(
            QJsonObject{{"as"_L1, m_user}, {"do"_L1, command}, {"with"_L1, with}});
    };
    for (const Line& line : m_lines)
        add(line.command, line.with);
    if (tries)
        add(u"import.try"_s, {});
    return lines;
}

Import::Outcome Import::outcomeOf(const std::vector<Answer>& answers) const {
    Outcome outcome = foreign();
    if (outcome.foreign || answers.size() < m_lines.size())
        return outcome;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const Line& line = m_lines[i];
        const auto& why = answers[i].rejection;
        const bool good = !why || (why->error() && why->message() == Batch::undoneWords());
        outcome.rows.push_back(
            {line.number, line.command, line.id(), good ? Answer() : answers[i]});
    }
    outcome.kept = std::all_of(answers.begin(), answers.end(),
                               [](const Answer& answer) { return answer.ok(); });
    return outcome;
}

Import::Outcome Import::tried(Fund& fund, const storage::Progress& progress) const {
    Outcome outcome = run(fund, progress);
    if (fund.inGroup())
        fund.abandonGroup();
    return outcome;
}

Import::Outcome Import::entered(Fund& fund, const storage::Progress& progress) const {
    Outcome outcome = run(fund, progress);
    if (!fund.inGroup())
        return outcome;
    if (!outcome.clockDoubt.isEmpty() || outcome.refused() > 0) {
        fund.abandonGroup();
        return outcome;
    }
    fund.commitGroup();
    outcome.kept = true;
    return outcome;
}

} // namespace fund
