// SPDX-License-Identifier: GPL-3.0-only
#include "record.h"

#include <journal/entry.h>

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

namespace testing {

using namespace Qt::Literals::StringLiterals;

namespace {

QString folder() {
    return qEnvironmentVariable("FUNDDESK_RECORD");
}

// A copy under its hash, with the name that it has.
QString kept(const QString& path, const QString& name) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return path;
    const QByteArray bytes = file.readAll();
    const QString hash = QString::fromLatin1(
        QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().left(16));
    const QString copy = folder() + u"/files/"_s + hash + u'/' + name;
    QDir().mkpath(QFileInfo(copy).path());
    QFile out(copy);
    if (!out.exists() && out.open(QIODevice::WriteOnly))
        out.write(bytes);
    return copy;
}

} // namespace

QString Record::base(const QString& fund) {
    return folder().isEmpty() ? QString() : kept(fund, u"base.fund"_s);
}

std::unique_ptr<Record> Record::of(const QString& base) {
    if (base.isEmpty())
        return {};
    static int number = 0;
    const QString name = u"%1-%2.jsonl"_s.arg(QCoreApplication::applicationPid())
                             .arg(++number, 6, 10, QLatin1Char('0'));
    std::unique_ptr<Record> record(new Record(folder() + u'/' + name));
    if (!record->m_file.open(QIODevice::WriteOnly))
        return {};
    record->write({{"base"_L1, base}});
    return record;
}

void Record::write(const QJsonObject& line) {
    m_file.write(journal::canonical(line) + '\n');
}

void Record::today(const QString& date) {
    write({{"date"_L1, date}});
}

void Record::add(const journal::Request& request, bool question, const journal::Answer& answer) {
    QJsonObject with = request.with;
    const QJsonValue path = with.value("path"_L1);
    if (request.action == u"document.file" && path.isString()
        && QFileInfo(path.toString()).isFile())
        with.insert("path"_L1, kept(path.toString(), QFileInfo(path.toString()).fileName()));
    QJsonObject line{
        {"as"_L1, request.as}, {question ? u"ask"_s : u"do"_s, request.action}, {"with"_L1, with}};
    if (request.dry)
        line.insert("dry"_L1, true);
    write({{"line"_L1, line}, {"answer"_L1, answer.toJson()}});
}

} // namespace testing
