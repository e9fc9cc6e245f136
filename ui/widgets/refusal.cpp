// SPDX-License-Identifier: GPL-3.0-only
#include "refusal.h"

#include "labels.h"
#include "words.h"

#include <money/fen.h>

#include <QSet>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

// Around what stands in the place of a code or key: no space is left between Chinese words.
constexpr QChar seam(u'\u0001');

QString seamed(const QString& words) {
    return seam + words + seam;
}

QString withoutSeams(QString sentence) {
    return sentence.replace(u' ' + QString(seam), QString(seam))
        .replace(QString(seam) + u' ', QString(seam))
        .remove(seam);
}

// "15600.00" as the window writes sums everywhere: "15,600.00"; anything else as it is.
QString grouped(const QString& argument) {
    const auto sum = argument.size() > 6 && argument[argument.size() - 3] == u'.'
                         ? money::Fen::parse(argument)
                         : std::nullopt;
    return sum ? sum->grouped() : argument;
}

// "document.file" as the window calls it: "归档文件".
QString namedAsHere(const QString& argument) {
    const QString words = commandWord(argument);
    return words == argument ? grouped(argument) : seamed(words);
}

// Sentences whose last argument lists the codes that would be taken: "town、village".
bool listsCodes(const labels::Sentence& sentence) {
    static const QSet<QString> codes{u"choice.unknown"_s,
                                     u"deliverable.kind-unknown"_s,
                                     u"document.kind-of-project"_s,
                                     u"roles.unknown"_s,
                                     u"path.unknown"_s,
                                     u"paper.kind-unknown"_s};
    return codes.contains(QString::fromLatin1(sentence.code()));
}

QString listed(const QString& argument) {
    QStringList words = argument.split(u'、');
    for (QString& word : words)
        word = codeWord(word);
    return words.join(u'、');
}

} // namespace

QString rejectionWords(const journal::Rejection& rejection, const QString& title) {
    const journal::Refusal* refusal = rejection.refusal();
    if (!refusal) {
        // Where no form stands around the field, as in the wizard or on a sheet of many decisions.
        static const QHash<QString, QString> titles{{u"id"_s, u"编号"_s},
                                                    {u"name"_s, u"姓名"_s},
                                                    {u"roles"_s, u"岗位"_s},
                                                    {u"password"_s, u"口令"_s},
                                                    {u"opinion"_s, u"意见"_s},
                                                    {u"title"_s, u"题名"_s},
                                                    {u"date"_s, u"日期"_s},
                                                    {u"signed.by"_s, u"签字人"_s},
                                                    {u"signed.on"_s, u"签字日期"_s},
                                                    {u"signed.document"_s, u"签批文件"_s}};
        const QString key = rejection.error()->field;
        const QString called = title.isEmpty() ? titles.value(key) : title;
        const labels::Sentence& sentence = rejection.sentence();
        const bool codes = listsCodes(sentence);
        const QString last = sentence.arguments().value(sentence.arguments().size() - 1);
        return withoutSeams(sentence
                                .withArguments([&](const QString& argument) {
                                    if (argument == key && !called.isEmpty())
                                        return seamed(called);
                                    return codes && argument == last ? listed(argument)
                                                                     : grouped(argument);
                                })
                                .text());
    }
    const QString& article = refusal->article;
    return (article.isEmpty() ? QString() : article + u" · "_s)
           + withoutSeams(refusal->sentence.withArguments(namedAsHere).text());
}

void putNested(QJsonObject& into, const QString& key, const QJsonValue& value) {
    const qsizetype point = key.indexOf(u'.');
    if (point < 0) {
        into.insert(key, value);
        return;
    }
    QJsonObject inner = into.value(key.left(point)).toObject();
    putNested(inner, key.mid(point + 1), value);
    into.insert(key.left(point), inner);
}

QJsonValue getNested(const QJsonObject& from, const QString& key) {
    const qsizetype point = key.indexOf(u'.');
    return point < 0 ? from.value(key)
                     : getNested(from.value(key.left(point)).toObject(), key.mid(point + 1));
}

} // namespace widgets
