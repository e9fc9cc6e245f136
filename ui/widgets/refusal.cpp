// SPDX-License-Identifier: GPL-3.0-only
#include "refusal.h"

namespace widgets {

using namespace Qt::Literals::StringLiterals;

QString objectionWords(const journal::Objection& objection) {
    const journal::Refusal* refusal = objection.refusal();
    if (!refusal)
        return objection.message();
    const QString article = journal::info(refusal->rule).article.toString();
    return article.isEmpty() ? refusal->message : article + u" · "_s + refusal->message;
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
