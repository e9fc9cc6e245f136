// SPDX-License-Identifier: GPL-3.0-only
#include "json_text.h"

#include <QJsonDocument>
#include <QStringDecoder>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

QByteArray withoutByteOrderMark(const QByteArray& text) {
    return text.startsWith("\xef\xbb\xbf") ? text.mid(3) : text;
}

bool isUtf8(const QByteArray& text) {
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    [[maybe_unused]] const QString read = decoder(text);
    return !decoder.hasError();
}

JsonText readJsonText(const QByteArray& text) {
    if (!isUtf8(text))
        return {{}, sentence("json.not-utf8")};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(withoutByteOrderMark(text), &error);
    if (document.isObject())
        return {document.object(), {}};
    if (error.error == QJsonParseError::NoError)
        return {{}, sentence("json.not-object")};
    return {{}, sentence("json.broken", error.offset + 1)};
}

} // namespace journal
