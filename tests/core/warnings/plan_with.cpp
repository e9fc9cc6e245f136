// SPDX-License-Identifier: GPL-3.0-only
#include "asked.h"

#include <catch2/catch.hpp>

#include <QCryptographicHash>
#include <QFile>

namespace testing {

using namespace Qt::Literals::StringLiterals;

QString planWith(const QJsonObject& changes, const QString& line, const QJsonObject& ofLine) {
    static const QTemporaryDir folder;
    QJsonObject plan = QJsonDocument::fromJson(readPlan(u"guzhang.json"_s)).object();
    for (auto it = changes.begin(); it != changes.end(); ++it)
        plan.insert(it.key(), it.value());
    QJsonArray lines = plan.value("lines"_L1).toArray();
    for (QJsonValueRef one : lines)
        if (one.toObject().value("code"_L1) == line) {
            QJsonObject changed = one.toObject();
            for (auto it = ofLine.begin(); it != ofLine.end(); ++it)
                changed.insert(it.key(), it.value());
            one = changed;
        }
    plan.insert("lines"_L1, lines);
    const QByteArray text = QJsonDocument(plan).toJson();
    const QByteArray name = QCryptographicHash::hash(text, QCryptographicHash::Sha256).toHex();
    const QString path = folder.filePath(QString::fromLatin1(name) + u".json"_s);
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(text);
    return path;
}

} // namespace testing
