// SPDX-License-Identifier: GPL-3.0-only
#include "desk.h"

#include <fund/internals.h>
#include <resources/resources.h>

#include <QDir>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>
#include <cstdlib>

namespace fuzz {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* people[] = {"security", "clerk",   "reviewer", "inspector",
                                  "leader",   "finance", "group",    "auditor"};

QString folderInMemory() {
    return QDir(u"/dev/shm"_s).exists() ? u"/dev/shm/fuzz-XXXXXX"_s
                                        : QDir::tempPath() + u"/fuzz-XXXXXX"_s;
}

void mustBeTaken(fund::Fund& fund, const journal::Request& request) {
    const journal::Answer answer = fund.submit(request);
    if (!answer.ok())
        wrong(answer.rejection->message().toUtf8().constData());
}

} // namespace

FuzzTarget::FuzzTarget()
    : m_folder(folderInMemory()), m_clock(u"2019-01-01"_s), m_randomness("fuzz") {
    resources::load();
    QString code;
    {
        const auto plan =
            QJsonDocument::fromJson(resources::read(u"plans/guzhang.json"_s)).object();
        const auto fund = fund::Fund::create(
            path(), {plan, u"admin"_s, u"管理员"_s, u"Admin-2019!"_s}, m_clock, m_randomness, code);
        fund::Internals::trust(*fund, u"admin"_s);
        for (const char* person : people) {
            const QString id = QString::fromLatin1(person);
            mustBeTaken(
                *fund, {u"admin"_s, u"user.add"_s,
                        QJsonObject{{"id"_L1, id}, {"name"_L1, id}, {"roles"_L1, QJsonArray{id}}}});
        }
    }
    m_clock.setDate(u"2019-12-31"_s);
    const auto fund = open(path());
    // A unit, a project, an acceptance, payments: enough for most commands to find a thing.
    QFile history(QStringLiteral(FUNDDESK_SOURCE "/tests/fuzz/history.jsonl"));
    if (!history.open(QIODevice::ReadOnly))
        wrong("no history.jsonl");
    for (const QByteArray& line : history.readAll().trimmed().split('\n')) {
        const QJsonObject json = QJsonDocument::fromJson(line).object();
        mustBeTaken(*fund, {json.value("as"_L1).toString(), json.value("do"_L1).toString(),
                            json.value("with"_L1).toObject()});
    }
}

std::unique_ptr<fund::Fund> FuzzTarget::open(const QString& file) {
    auto fund = fund::Fund::open(file, m_clock, m_randomness);
    fund::Internals::trust(*fund, u"admin"_s);
    for (const char* person : people)
        fund::Internals::trust(*fund, QString::fromLatin1(person));
    return fund;
}

void wrong(const char* what) {
    std::fprintf(stderr, "fuzz: %s\n", what);
    std::abort();
}

} // namespace fuzz
