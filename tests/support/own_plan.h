// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "office.h"

#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <functional>

// Another county's measures: a plan of resources/plans with what a test changes in it, as a file.
//
//     Office office(ownPlan([](QJsonObject& plan) { ofPath(plan, "staged", {{"audit", true}}); }));

namespace testing {

// Puts keys into one path, or into one line.
inline void ofPath(QJsonObject& plan, const QString& code, const QJsonObject& keys) {
    QJsonObject paths = plan.value(QStringLiteral("paths")).toObject();
    QJsonObject path = paths.value(code).toObject();
    for (auto it = keys.begin(); it != keys.end(); ++it)
        path.insert(it.key(), it.value());
    paths.insert(code, path);
    plan.insert(QStringLiteral("paths"), paths);
}

inline void ofLine(QJsonObject& plan, const QString& code, const QJsonObject& keys) {
    QJsonArray lines = plan.value(QStringLiteral("lines")).toArray();
    for (QJsonValueRef one : lines) {
        QJsonObject line = one.toObject();
        if (line.value(QStringLiteral("code")) != code)
            continue;
        for (auto it = keys.begin(); it != keys.end(); ++it)
            line.insert(it.key(), it.value());
        one = line;
    }
    plan.insert(QStringLiteral("lines"), lines);
}

inline QString ownPlan(const std::function<void(QJsonObject&)>& change,
                       const QString& base = QStringLiteral("guzhang.json")) {
    static const QTemporaryDir folder;
    QJsonObject plan = QJsonDocument::fromJson(readPlan(base)).object();
    change(plan);
    const QByteArray text = QJsonDocument(plan).toJson();
    const QByteArray name = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    const QString path = folder.filePath(QString::fromLatin1(name) + QStringLiteral(".json"));
    QFile file(path);
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
    return path;
}

} // namespace testing
