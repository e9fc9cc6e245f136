// SPDX-License-Identifier: GPL-3.0-only
#include "sentence.h"

#include <logging/bug.h>
#include <logging/log.h>

#include <QFile>
#include <QHash>

#include <optional>
#include <string>

static void initialise() {
    Q_INIT_RESOURCE(sentences);
}

namespace labels {

namespace {

QList<std::pair<QString, QString>> load() {
    initialise();
    QFile file(QStringLiteral(":/labels/sentences.txt"));
    logging::ensure(file.open(QIODevice::ReadOnly), "the sentences are built in");
    QList<std::pair<QString, QString>> all;
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine()).trimmed();
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const qsizetype sign = line.indexOf(QStringLiteral(" = "));
        logging::ensure(sign > 0, "a line of the sentences is `code = words`");
        all.append({line.left(sign), line.mid(sign + 3)});
    }
    return all;
}

struct Coded {
    std::string code;
    QString text;
};

const QHash<QString, Coded>& byCode() {
    static const QHash<QString, Coded> words = [] {
        QHash<QString, Coded> table;
        for (const auto& [code, text] : load()) {
            logging::ensure(!table.contains(code), "a code of a sentence stands once");
            table.insert(code, {code.toStdString(), text});
        }
        return table;
    }();
    return words;
}

// %1 to %9 in one go: an argument that itself has a %1 stays as it is. Nothing where the words take
// another number of arguments.
std::optional<QString> filled(const QString& words, const QStringList& arguments) {
    QString text;
    qsizetype most = 0;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool place = words[i] == u'%' && i + 1 < words.size() && words[i + 1].isDigit();
        if (!place) {
            text += words[i];
            continue;
        }
        const qsizetype number = words[++i].digitValue();
        most = std::max(most, number);
        text += arguments.value(number - 1);
    }
    if (most != arguments.size())
        return {};
    return text;
}

} // namespace

Sentence Sentence::told(const QString& text) {
    Sentence sentence;
    sentence.m_arguments = {text};
    return sentence;
}

Sentence Sentence::told(const QString& text, const QString& code, const QStringList& arguments) {
    const auto found = byCode().constFind(code);
    if (found == byCode().constEnd() || filled(found->text, arguments) != text)
        return told(text);
    Sentence sentence;
    sentence.m_code = found->code;
    sentence.m_arguments = arguments;
    return sentence;
}

const Words& usualWords() {
    static const Words words{{QStringLiteral("office"), QStringLiteral("领导小组办公室")},
                             {QStringLiteral("leader"), QStringLiteral("分管领导")},
                             {QStringLiteral("group"), QStringLiteral("领导小组")},
                             {QStringLiteral("inspecting"), QStringLiteral("验收组")},
                             {QStringLiteral("finance"), QStringLiteral("财务")},
                             {QStringLiteral("evaluation"), QStringLiteral("绩效评价")},
                             {QStringLiteral("batch"), QStringLiteral("该批")},
                             {QStringLiteral("kinds"), QStringLiteral("各类")},
                             {QStringLiteral("required"), QStringLiteral("规定的材料")},
                             {QStringLiteral("materials"), QString()},
                             {QStringLiteral("eligibility"), QString()},
                             {QStringLiteral("ways"), QStringLiteral("方案")}};
    return words;
}

QString inWords(const QString& text, const Words& words) {
    if (!text.contains(u'{'))
        return text;
    QString worded = text;
    for (auto it = usualWords().begin(); it != usualWords().end(); ++it)
        worded.replace(u'{' + it.key() + u'}', words.value(it.key(), it.value()));
    return worded;
}

Sentence Sentence::in(const Words& words) const {
    Sentence worded = withArguments([&](const QString& one) { return inWords(one, words); });
    worded.m_words = words;
    return worded;
}

QString Sentence::text() const {
    return m_code.empty() ? m_arguments.value(0) : inWords(unworded(), m_words);
}

QString Sentence::unworded() const {
    if (m_code.empty())
        return m_arguments.value(0);
    const auto found =
        byCode().constFind(QString::fromLatin1(m_code.data(), qsizetype(m_code.size())));
    logging::ensure(found != byCode().constEnd(), "the code of a sentence has its words");
    const auto text = filled(found->text, m_arguments);
    logging::ensure(text.has_value(), "a sentence takes all its arguments and no more");
    return *text;
}

Sentence internalError(const logging::InternalError& error) {
    return error.memory ? sentence("internal.memory", error.id) : sentence("internal", error.id);
}

QList<std::pair<QString, QString>> sentences() {
    return load();
}

} // namespace labels
