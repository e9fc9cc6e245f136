// SPDX-License-Identifier: GPL-3.0-only
#include "certificate.h"
#include "listener.h"
#include "server.h"
#include "verbs.h"

#include <protocol/names.h>
#include <storage/durable.h>
#include <storage/failure.h>

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QLoggingCategory>
#include <QTimer>

#include <csignal>

// `fundserver serve`: listens until it is told to end.

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

Q_LOGGING_CATEGORY(servingLog, "funddesk.fundserver", QtInfoMsg)

volatile std::sig_atomic_t endAsked = 0;
volatile std::sig_atomic_t readAsked = 0;
volatile std::sig_atomic_t backupAsked = 0;

void onSignal(int signal) {
#ifdef SIGHUP
    if (signal == SIGHUP) {
        readAsked = 1;
        return;
    }
    if (signal == SIGUSR1) {
        backupAsked = 1;
        return;
    }
#endif
    endAsked = 1;
    static_cast<void>(signal);
}

constexpr int tickEvery = 100;         // ms
constexpr int longestWinding = 15'000; // ms

class Serve {
public:
    Serve(const QString& folder, const Settings& settings, const KeyPair& pair)
        : m_folder(folder), m_server(settings) {
        takeUp();
        m_listener =
            std::make_unique<Listener>(Listening{settings.host, settings.port, pair.key,
                                                 pair.certificate, settings.mostConnections},
                                       m_server);
        QObject::connect(&m_timer, &QTimer::timeout, [this] { tick(); });
        m_timer.start(tickEvery);
    }
    int port() const { return m_listener->port(); }

    // What is under way is finished and answered; then everything is closed.
    void end() {
        m_timer.stop();
        m_listener->quiesce();
        m_server.wind();
        for (int waited = 0; m_listener->busy() > 0 && waited < longestWinding; waited += 20) {
            m_server.wind();
            QThread::msleep(20);
        }
        QFile::remove(m_folder + u"/serving.json"_s);
    }

private:
    void takeUp() {
        const QString ini = readIni(m_folder);
        if (iniHash(ini) == m_taken && !readAsked)
            return;
        readAsked = 0;
        QStringList troubles;
        try {
            troubles = m_server.serve(settingsFrom(ini, m_folder).funds);
        } catch (const CliError& error) { // what was served goes on
            troubles << error.message();
        }
        m_taken = iniHash(ini);
        for (const QString& trouble : troubles)
            complain(trouble);
        const QJsonObject json{{"process"_L1, QCoreApplication::applicationPid()},
                               {"ini"_L1, m_taken},
                               {"troubles"_L1, QJsonArray::fromStringList(troubles)}};
        storage::writeAtomically(m_folder + u"/serving.json"_s, QJsonDocument(json).toJson());
        qCInfo(servingLog) << "took up server.ini," << m_server.funds() << "funds";
    }

    void tick() {
        if (endAsked) {
            QCoreApplication::quit();
            return;
        }
        m_listener->cutSlow();
        m_server.tick();
        if (backupAsked) {
            backupAsked = 0;
            m_server.backUp();
        }
        const QFileInfo ini(m_folder + u"/server.ini"_s);
        if (!readAsked && ini.lastModified() == m_seen && ini.size() == m_size)
            return;
        m_seen = ini.lastModified();
        m_size = ini.size();
        try {
            takeUp();
        } catch (const std::exception&) {
            qCWarning(servingLog) << "server.ini can't be read";
        }
    }

    QString m_folder;
    Server m_server;
    std::unique_ptr<Listener> m_listener; // ends before what it calls
    QTimer m_timer;
    QString m_taken;
    QDateTime m_seen;
    qint64 m_size = 0;
};

} // namespace

int serve(const QStringList& words) {
    if (words.size() != 1 || words[0].startsWith(u'-'))
        throw CliError(BadUsage, sentence("usage.count", usage::serve.toString()));
    const QString folder = QFileInfo(words[0]).absoluteFilePath();
    const Settings settings = readSettings(folder);
    QLockFile lock(folder + u"/server.lock"_s);
    lock.setStaleLockTime(0);
    if (!lock.tryLock(0))
        throw CliError(BadFile, sentence("serve.running", folder, servingIn(folder).process));
    const KeyPair pair{storage::readWhole(settings.key, 1 << 20),
                       storage::readWhole(settings.certificate, 1 << 20)};
    if (!factsOf(pair).fits)
        throw CliError(BadFile, sentence("certificate.key-other"));
    QDir(settings.file(u"batches"_s)).removeRecursively();
    std::signal(SIGTERM, onSignal);
    std::signal(SIGINT, onSignal);
#ifdef SIGHUP
    std::signal(SIGHUP, onSignal);
    std::signal(SIGUSR1, onSignal);
#endif
    Serve serving(folder, settings, pair);
    protocol::Place place{settings.host, serving.port(), {}};
    print(u"listening on "_s + place.text().chopped(1));
    QCoreApplication::exec();
    serving.end();
    return Done;
}

} // namespace fundserver
