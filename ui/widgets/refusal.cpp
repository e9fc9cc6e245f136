// SPDX-License-Identifier: GPL-3.0-only
#include "refusal.h"

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

} // namespace

QString objectionWords(const journal::Objection& objection) {
    const journal::Refusal* refusal = objection.refusal();
    if (!refusal)
        return grouped(objection.message());
    const QString article = journal::info(refusal->rule).article.toString();
    return (article.isEmpty() ? QString() : article + u" · "_s) + grouped(refusal->message);
}

void putNested(QJsonObject& into, const QString& key, const QJsonValue& value) {
    const qsizetype point = key.indexOf(u'.');
    if (point < 0) {
        into.insert(key, value);
        return;
    }
    QJsonObject inner = into.value(key.first(point)).toObject();
    putNested(inner, key.sliced(point + 1), value);
    into.insert(key.first(point), inner);
}

QJsonValue getNested(const QJsonObject& from, const QString& key) {
    const qsizetype point = key.indexOf(u'.');
    return point < 0 ? from.value(key)
                     : getNested(from.value(key.first(point)).toObject(), key.sliced(point + 1));
}

} // namespace widgets
