// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "office.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

// A plan of resources/plans with some keys of one of its paths otherwise, as a file of its own.

namespace testing {

inline QString planWithPath(const QString& folder, const QString& from, const QString& path,
                            const char* keys) {
    QJsonObject plan = QJsonDocument::fromJson(readPlan(from)).object();
    QJsonObject paths = plan.value(QStringLiteral("paths")).toObject();
    QJsonObject changed = paths.value(path).toObject();
    const QJsonObject with = QJsonDocument::fromJson(QByteArray(keys).replace('\'', '"')).object();
    for (auto it = with.begin(); it != with.end(); ++it)
        changed.insert(it.key(), it.value());
    paths.insert(path, changed);
    plan.insert(QStringLiteral("paths"), paths);
    const QString name = QDir(folder).filePath(QStringLiteral("plan.json"));
    QFile file(name);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write(QJsonDocument(plan).toJson());
    return name;
}

} // namespace testing
