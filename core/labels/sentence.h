// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QHash>
#include <QString>
#include <QStringList>

#include <concepts>
#include <string_view>

// A sentence that tells a person why something was not taken: a code and what it is filled with.
// Rules and shapes give the code; the words stand once, in sentences.txt, all of them:
//
//     labels::sentence("payee.twice", unit).text() is 收款单位 D-01 列了两次,请合并为一项。

namespace logging {
struct InternalError;
}

namespace labels {

// What a plan calls its offices, clauses and conditions: sentences and labels have a marker in
// their place, "{office}". Where nobody says whose words they are, the usual ones stand there.
using Words = QHash<QString, QString>;
const Words& usualWords();
QString inWords(const QString& text, const Words& words);

// A code that stands in the program's text, never one that was put together.
class SentenceCode {
public:
    // NOLINTNEXTLINE(google-explicit-constructor)
    consteval SentenceCode(const char* code) : m_code(code) {}
    std::string_view code() const { return m_code; }

private:
    std::string_view m_code;
};

class Sentence {
public:
    Sentence() = default;
    Sentence(SentenceCode code, QStringList arguments)
        : m_code(code.code()), m_arguments(std::move(arguments)) {}
    // What another program told, word for word; it has no code.
    static Sentence told(const QString& text);
    // The same where it told the code and the arguments too: they are taken where this program
    // makes the same words of them.
    static Sentence told(const QString& text, const QString& code, const QStringList& arguments);

    std::string_view code() const { return m_code; } // "" of one that was told
    const QStringList& arguments() const { return m_arguments; }
    // The same sentence with each argument as `change` makes it.
    template <class Change> Sentence withArguments(Change change) const {
        Sentence changed = *this;
        for (QString& argument : changed.m_arguments)
            argument = change(argument);
        return changed;
    }
    // The same sentence in the words of a plan.
    Sentence in(const Words& words) const;
    // The words with the arguments in them. A code that has no words, and a number of arguments
    // that its words do not take, are faults of the program (logging::Bug).
    QString text() const;
    // The same with the markers still in it: a part of another sentence.
    QString unworded() const;

private:
    std::string_view m_code;
    QStringList m_arguments;
    Words m_words;
};

inline QString argument(const QString& text) {
    return text;
}
inline QString argument(QLatin1StringView text) {
    return text;
}
template <std::integral Number> QString argument(Number number) {
    return QString::number(number);
}

// A part of a sentence that is a sentence of its own: why a day is too early.
inline QString argument(const Sentence& part) {
    return part.unworded();
}

template <class... Arguments> Sentence sentence(SentenceCode code, const Arguments&... arguments) {
    return {code, QStringList{argument(arguments)...}};
}

// "程序内部错误 1a2b3c4d, 没有记入任何内容:…"
Sentence internalError(const logging::InternalError& error);

// All of them, as "code = words", in the order of sentences.txt.
QList<std::pair<QString, QString>> sentences();

} // namespace labels
