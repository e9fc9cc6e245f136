// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

#include <QByteArray>
#include <QJsonObject>

#include <optional>

// JSON as it comes from outside: a command, a plan file. UTF-8, a byte order mark before it is
// taken.

namespace journal {

QByteArray withoutByteOrderMark(const QByteArray& text);
bool isUtf8(const QByteArray& text);

struct JsonText {
    QJsonObject object;
    // What it is instead: "不是 UTF-8 编码…"; none where it is an object.
    std::optional<labels::Sentence> error;
};
JsonText readJsonText(const QByteArray& text);

} // namespace journal
