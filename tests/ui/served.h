// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <protocol/names.h>

#include <QProcess>
#include <QTemporaryDir>

// A fund on a server of its own, on loopback: `fundserver` as it is installed, told what day it is
// by libfaketime.
//
//     ServedFund served(fund, u"2020-01-15"_s);
//     window.openPlace(served.place().text());
//     served.kill();

namespace testing {

class ServedFund {
public:
    // Serves the file and waits until it listens.
    ServedFund(const QString& fund, const QString& date);
    ~ServedFund();
    ServedFund(const ServedFund&) = delete;
    ServedFund& operator=(const ServedFund&) = delete;

    // Where one can be had: a server was built, and the library that moves its clock is there.
    static bool isPossible();

    protocol::Place place() const { return {QStringLiteral("127.0.0.1"), m_port, m_name}; }
    QString fingerprint() const { return m_fingerprint; }
    QString folder() const { return m_folder.filePath(QStringLiteral("served")); }

    void kill();  // without warning
    void end();   // SIGTERM; waits
    void start(); // on the same port
    // Another key and certificate, shown from the next start on.
    void changeCertificate();

private:
    static QByteArray run(const QStringList& words);

    QString m_name = QStringLiteral("guzhang");
    QString m_date;
    QTemporaryDir m_folder;
    QString m_fingerprint;
    int m_port = 0;
    QProcess m_process;
};

} // namespace testing
