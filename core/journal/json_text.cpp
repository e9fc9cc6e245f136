// SPDX-License-Identifier: GPL-3.0-only
#include "json_text.h"

#include <QJsonDocument>
#include <QStringDecoder>

namespace journal {

using namespace Qt::Literals::StringLiterals;

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
        return {{}, u"不是 UTF-8 编码(可能是 GB18030 或 GBK),请另存为 UTF-8"_s};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(withoutByteOrderMark(text), &error);
    if (document.isObject())
        return {document.object(), {}};
    if (error.error == QJsonParseError::NoError)
        return {{}, u"不是 JSON 对象(不是 {…}),请检查引号、逗号和括号"_s};
    return {{}, u"不是 JSON 对象(第 %1 个字节处),请检查引号、逗号和括号"_s.arg(error.offset + 1)};
}

} // namespace journal
