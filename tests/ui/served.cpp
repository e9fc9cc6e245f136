// SPDX-License-Identifier: GPL-3.0-only
#include "served.h"

#include <QDir>
#include <QFileInfo>

#include <catch2/catch.hpp>

namespace testing {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int patience = 30'000; // ms

QString server() {
    return QStringLiteral(FUNDDESK_SERVER);
}

QString clockLibrary() {
    return QStringLiteral(FUNDDESK_FAKETIME);
}

} // namespace

bool ServedFund::isPossible() {
    return QFileInfo::exists(server()) && QFileInfo::exists(clockLibrary());
}

QByteArray ServedFund::run(const QStringList& words) {
    QProcess process;
    process.start(server(), words);
    REQUIRE(process.waitForFinished(patience));
    INFO(process.readAllStandardError().toStdString());
    REQUIRE(process.exitCode() == 0);
    return process.readAllStandardOutput();
}

ServedFund::ServedFund(const QString& fund, const QString& date) : m_date(date) {
    const QByteArray said = run({u"init"_s, folder(), u"--listen"_s, u"127.0.0.1:0"_s});
    m_fingerprint = QString::fromLatin1(said.trimmed().split('\n').back());
    run({u"add"_s, folder(), m_name, fund});
    start();
}

ServedFund::~ServedFund() {
    end();
}

void ServedFund::start() {
    // The certificate is of today; only the server's own clock stands elsewhere.
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"LD_PRELOAD"_s, clockLibrary());
    environment.insert(u"TZ"_s, u"CST-8"_s);
    environment.insert(u"FAKETIME"_s, u"@%1 09:00:00"_s.arg(m_date));
    environment.insert(u"DONT_FAKE_MONOTONIC"_s, u"1"_s);
    environment.insert(u"FAKETIME_DONT_FAKE_MONOTONIC"_s, u"1"_s);
    m_process.setProcessEnvironment(environment);
    m_process.setStandardErrorFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    m_process.start(server(), {u"serve"_s, folder()});
    QByteArray line;
    while (!line.contains('\n') && m_process.waitForReadyRead(patience))
        line += m_process.readAllStandardOutput();
    INFO(line.toStdString());
    REQUIRE(line.startsWith("listening on https://"));
    if (m_port > 0)
        return;
    m_port = line.trimmed().split(':').back().toInt();
    QFile settings(folder() + u"/server.ini"_s);
    REQUIRE(settings.open(QIODevice::ReadWrite));
    QByteArray text = settings.readAll();
    text.replace("127.0.0.1:0", "127.0.0.1:" + QByteArray::number(m_port));
    settings.resize(0);
    settings.seek(0);
    settings.write(text);
}

void ServedFund::kill() {
    m_process.kill();
    m_process.waitForFinished(patience);
}

void ServedFund::end() {
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(patience))
        kill();
}

void ServedFund::changeCertificate() {
    const QString other = m_folder.filePath(u"other"_s);
    const QByteArray said = run({u"init"_s, other, u"--listen"_s, u"127.0.0.1:0"_s});
    m_fingerprint = QString::fromLatin1(said.trimmed().split('\n').back());
    for (const QString& name : {u"key.pem"_s, u"certificate.pem"_s}) {
        REQUIRE(QFile::remove(folder() + u'/' + name));
        REQUIRE(QFile::rename(other + u'/' + name, folder() + u'/' + name));
    }
}

} // namespace testing
