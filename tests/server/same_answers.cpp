// SPDX-License-Identifier: GPL-3.0-only
#include <client/remote.h>
#include <fundctl/remote_batch.h>
#include <fundserver/certificate.h>
#include <fundserver/internals.h>
#include <fundserver/listener.h>
#include <journal/entry.h>
#include <journal/json_text.h>

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <future>
#include <iostream>

// What tests asked of a file (support/record.h), asked of a server over TLS, as fundctl asks: the
// answers are the same, byte for byte but for hashes.
//
//     same_answers FOLDER EVERY [FROM]    every so many records, from the one with that number;
//                                         0 all the same, 1 not, and which

using namespace Qt::Literals::StringLiterals;

namespace {

// What depends on random salts.
QByteArray withoutHashes(const QByteArray& answer) {
    static const QRegularExpression hash(u"[0-9a-f]{64}"_s);
    return QString::fromUtf8(answer).replace(hash, u"HASH"_s).toUtf8();
}

class Served {
public:
    explicit Served(const QString& folder)
        : m_pair(fundserver::makeKeyPair({u"127.0.0.1"_s})), m_clock(u"2019-12-31"_s) {
        m_settings.folder = folder;
        m_settings.clock = &m_clock;
        m_server = std::make_unique<fundserver::Server>(m_settings);
        m_listener = std::make_unique<fundserver::Listener>(
            fundserver::Listening{u"127.0.0.1"_s, 0, m_pair.key, m_pair.certificate}, *m_server);
        m_trust.fingerprint = fundserver::factsOf(m_pair).fingerprint;
    }

    // Another fund; whoever spoke to the one before is gone.
    client::Remote& serve(const QString& name, const QString& path) {
        m_remote.reset();
        m_clock.setDate(u"2019-12-31"_s);
        const QStringList troubles = m_server->serve({{name, path}});
        if (!troubles.isEmpty())
            throw std::runtime_error(troubles.join(u'\n').toStdString());
        m_name = name;
        m_remote = std::make_unique<client::Remote>(
            protocol::Place{u"127.0.0.1"_s, m_listener->port(), name}, m_trust);
        return *m_remote;
    }

    // Let in without a password, as those who play in tests are.
    void letIn(const QString& user) {
        onItsThread([&](fund::Fund& fund) { fund.trust(user); });
        const auto issued = fundserver::Internals::tokens(*m_server).issue(
            m_name, user, u"127.0.0.1"_s, std::chrono::hours(1));
        m_remote->hold(user, issued.token);
    }

    void today(const QString& date) {
        onItsThread([&](fund::Fund&) { m_clock.setDate(date); });
    }

private:
    void onItsThread(const std::function<void(fund::Fund&)>& work) {
        std::promise<void> done;
        fundserver::Internals::house(*m_server, m_name)->thread.run([&](fund::Fund& fund) {
            work(fund);
            done.set_value();
        });
        done.get_future().wait();
    }

    fundserver::KeyPair m_pair;
    journal::FixedClock m_clock;
    fundserver::Settings m_settings;
    client::Trust m_trust;
    std::unique_ptr<fundserver::Server> m_server;
    std::unique_ptr<fundserver::Listener> m_listener;
    std::unique_ptr<client::Remote> m_remote;
    QString m_name;
};

struct Count {
    int answers = 0;
    int different = 0;
};

void play(Served& served, const QString& record, const QString& fund, const QString& name,
          Count& count) {
    QFile file(record);
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("a record can't be read");
    const QString base =
        QJsonDocument::fromJson(file.readLine()).object().value("base"_L1).toString();
    if (!QFile::copy(base, fund))
        throw std::runtime_error("a base can't be copied");
    client::Remote& remote = served.serve(name, fund);
    QByteArray told;
    fundctl::RemoteBatch batch(remote, [&](const QByteArray& line) { told = line; });
    while (!file.atEnd()) {
        const QJsonObject line = QJsonDocument::fromJson(file.readLine()).object();
        if (line.contains("date"_L1)) {
            served.today(line.value("date"_L1).toString());
            continue;
        }
        const QJsonObject answer = line.value("answer"_L1).toObject();
        const QJsonObject asked = line.value("line"_L1).toObject();
        const QString user = asked.value("as"_L1).toString();
        const bool stranger =
            answer.value("error"_L1).toObject().value("kind"_L1).toString() == u"not-logged-in";
        if (!stranger && !remote.isIn(user))
            served.letIn(user);
        batch.line(journal::canonical(asked));
        ++count.answers;
        const QByteArray expected = withoutHashes(journal::canonical(answer));
        if (withoutHashes(told) == expected || ++count.different > 10)
            continue;
        std::cout << record.toStdString() << "\n  " << journal::canonical(asked).toStdString()
                  << "\n  file:   " << expected.toStdString()
                  << "\n  server: " << told.toStdString() << std::endl;
    }
}

} // namespace

int main(int argc, char** argv) {
    const QCoreApplication app(argc, argv);
    if (argc != 3 && argc != 4)
        return 2;
    const QDir folder(QString::fromLocal8Bit(argv[1]));
    const QStringList all = folder.entryList({u"*.jsonl"_s}, QDir::Files, QDir::Name);
    const int every = std::max(1, QByteArray(argv[2]).toInt());
    QStringList records;
    const qsizetype from = argc == 4 ? QByteArray(argv[3]).toInt() % every : 0;
    for (qsizetype i = std::min(from, all.size() - 1); i >= 0 && i < all.size(); i += every)
        records << all[i];
    const QTemporaryDir scratch;
    QElapsedTimer timer;
    timer.start();
    Count count;
    try {
        Served served(scratch.filePath(u"served"_s));
        int number = 0;
        for (const QString& record : records) {
            const QString fund = scratch.filePath(u"%1.fund"_s.arg(number % 2));
            QFile::remove(fund);
            play(served, folder.filePath(record), fund, u"f%1"_s.arg(number), count);
            ++number;
        }
    } catch (const std::exception& error) {
        std::cout << error.what() << std::endl;
        return 1;
    }
    std::cout << count.answers << " answers of " << records.size() << " funds, " << count.different
              << " different, in " << timer.elapsed() << " ms" << std::endl;
    return count.answers > 0 && count.different == 0 ? 0 : 1;
}
