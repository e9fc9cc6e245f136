// SPDX-License-Identifier: GPL-3.0-only
#include "refusal.h"

#include "labels.h"
#include "words.h"

#include <money/fen.h>

#include <QRegularExpression>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

// "15600.00 元" as the window writes sums everywhere: "15,600.00 元".
QString grouped(QString sentence) {
    static const QRegularExpression sum(u"\\b\\d{4,15}\\.\\d{2}(?= ?元)"_s);
    qsizetype from = 0;
    for (auto found = sum.match(sentence); found.hasMatch(); found = sum.match(sentence, from)) {
        const QString words = money::Fen::parsePrinted(found.captured()).grouped();
        sentence.replace(found.capturedStart(), found.capturedLength(), words);
        from = found.capturedStart() + words.size();
    }
    return sentence;
}

// "document.file" as the window calls it: "归档文件".
QString namedAsHere(QString sentence) {
    static const QRegularExpression command(u" ?\\b[a-z]+\\.[a-z-]+\\b ?"_s);
    qsizetype from = 0;
    for (auto found = command.match(sentence); found.hasMatch();
         found = command.match(sentence, from)) {
        const QString name = found.captured().trimmed();
        const QString words = commandWord(name);
        from = found.capturedEnd();
        if (words == name)
            continue;
        sentence.replace(found.capturedStart(), found.capturedLength(), words);
        from = found.capturedStart() + words.size();
    }
    return sentence;
}

// The sentence with the contract's key in it replaced by what the window calls it.
QString inTheirWords(QString sentence, const QString& key, const QString& title) {
    // No space stands between Chinese words.
    static const QRegularExpression around(u" ?\u0001 ?"_s);
    return sentence.replace(key, u"\u0001"_s).replace(around, title);
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
        const QString sentence = grouped(inWords(rejection.message()));
        const QString called = title.isEmpty() ? titles.value(key) : title;
        return called.isEmpty() ? sentence : inTheirWords(sentence, key, called);
    }
    const QString& article = refusal->article;
    return (article.isEmpty() ? QString() : article + u" · "_s)
           + grouped(namedAsHere(refusal->message()));
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
