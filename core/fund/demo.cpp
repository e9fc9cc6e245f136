// SPDX-License-Identifier: GPL-3.0-only
#include "demo.h"

#include "internals.h"
#include <identity/password.h>
#include <storage/part.h>

#include <QFile>
#include <QJsonDocument>

namespace fund {

using namespace Qt::Literals::StringLiterals;

namespace {

[[noreturn]] void stop(int line, const QString& what) {
    throw std::runtime_error(u"演示脚本第 %1 行: %2"_s.arg(line).arg(what).toStdString());
}

// A line's "file" is the text of the scan that it files.
QString scanned(const storage::TemporaryFolder& folder, const QJsonObject& json, int line) {
    const QString id = json.value("with"_L1).toObject().value("id"_L1).toString();
    QFile file(folder.filePath(id + u".txt"_s));
    const QByteArray content = json.value("file"_L1).toString().toUtf8() + '\n';
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        stop(line, u"不能写临时文件"_s);
    return file.fileName();
}

void runLine(Fund& fund, journal::FixedClock& clock, const QJsonObject& json, int line) {
    const QString on = json.value("on"_L1).toString();
    if (on == u"today") // its first moment, which is never ahead
        clock.setTime(journal::SystemClock().now().left(10) + u"T00:00:00.000+08:00"_s);
    else
        clock.setDate(on);
    const QString user = json.value("as"_L1).toString();
    Internals::trust(fund, user);
    const storage::TemporaryFolder scans;
    QJsonObject with = json.value("with"_L1).toObject();
    if (json.contains("file"_L1))
        with.insert("path"_L1, scanned(scans, json, line));
    const journal::Answer answer = fund.submit({user, json.value("do"_L1).toString(), with});
    const QString expected = json.value("refused"_L1).toString();
    if (expected.isEmpty()) {
        if (!answer.ok())
            stop(line, answer.rejection->message());
        return;
    }
    const journal::Refusal* refusal = answer.ok() ? nullptr : answer.rejection->refusal();
    if (!refusal || journal::info(refusal->rule).id != expected)
        stop(line, u"应被 %1 拒绝,却不是"_s.arg(expected));
}

} // namespace

void makeDemo(const QString& path, const QByteArray& plan, const QByteArray& script) {
    const QList<QByteArray> lines = script.split('\n');
    journal::FixedClock clock(
        QJsonDocument::fromJson(lines.front()).object().value("on"_L1).toString());
    journal::SeededRandomness randomness("demo");
    QString recoveryCode;
    const auto fund = Fund::create(path,
                                   {QJsonDocument::fromJson(plan).object(), u"admin"_s,
                                    u"系统管理员"_s, QString::fromLatin1(demoPassword)},
                                   clock, randomness, recoveryCode);
    const identity::NobodyGives theirOwn;
    fund->beginGroup();
    for (int i = 0; i < lines.size(); ++i) {
        if (lines[i].trimmed().isEmpty())
            continue;
        const QJsonDocument document = QJsonDocument::fromJson(lines[i]);
        if (!document.isObject())
            stop(i + 1, u"不是 JSON 对象"_s);
        runLine(*fund, clock, document.object(), i + 1);
    }
    fund->commitGroup();
}

} // namespace fund
