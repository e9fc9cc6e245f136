// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/terse.h>

#include <QJsonDocument>

// What warning.list says of one code, and funds in which a code holds.

namespace testing {

inline QJsonArray warningsOf(Office& office, const QString& code, const QString& more = QString()) {
    return office
        .ask(QStringLiteral("auditor1"), QStringLiteral("warning.list"),
             QStringLiteral("{\"code\":\"%1\"%2}").arg(code, more))
        .toObject()
        .value(QLatin1StringView("items"))
        .toArray();
}

// "same-account:U1+U2 private-account:U1", without the code in front.
inline QString asked(Office& office, const char* code) {
    QStringList ids;
    for (const QJsonValue& item : warningsOf(office, QString::fromLatin1(code)))
        ids << item[QLatin1StringView("id")].toString().section(QLatin1Char(':'), 1);
    return ids.join(QLatin1Char(' '));
}

// The Guzhang plan with other values for some of its keys, as a file of its own.
QString planWith(const QJsonObject& changes, const QString& line = {},
                 const QJsonObject& ofLine = {});

} // namespace testing
