// SPDX-License-Identifier: GPL-3.0-only
#include "verbs.h"

#include "certificate.h"

#include <fund/fund.h>
#include <journal/visible.h>
#include <platform/disk.h>
#include <protocol/names.h>
#include <storage/durable.h>
#include <storage/failure.h>

#include <QCryptographicHash>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QThread>

#include <cstdio>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// Words and --name value options.
struct Given {
    QStringList words;
    QMap<QString, QString> options;
};

Given read(const QStringList& given, const QStringList& known, int count, QStringView usage) {
    Given read;
    for (qsizetype i = 0; i < given.size(); ++i) {
        if (!given[i].startsWith(u"--"_s)) {
            read.words << given[i];
            continue;
        }
        const QString name = given[i].section(u'=', 0, 0);
        if (!known.contains(name))
            throw CliError(BadUsage, sentence("usage.option-unknown", given[i], usage.toString()));
        const bool inside = given[i].contains(u'=');
        const QString value = inside ? given[i].section(u'=', 1) : given.value(++i);
        if (value.isEmpty())
            throw CliError(BadUsage, sentence("usage.value-missing", name, usage.toString()));
        read.options.insert(name, value);
    }
    if (read.words.size() != count || read.words.contains(QString()))
        throw CliError(BadUsage, sentence("usage.count", usage.toString()));
    return read;
}

void writePrivate(const QString& path, const QByteArray& bytes) {
    storage::makePrivateFile(path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::ExistingOnly)
        || file.write(bytes) != bytes.size() || !file.flush())
        throw CliError(BadFile, sentence("serve.not-written", path));
    storage::fsyncFile(path);
}

// A place as it is written into server.ini: whatever folder the server is started in.
QString wholePlace(const QString& place) {
    if (protocol::isServerPlace(place))
        throw CliError(BadUsage, sentence("serve.fund-elsewhere"));
    if (place.contains(u'\n') || place != place.trimmed())
        throw CliError(BadUsage, sentence("serve.path-form"));
    return QFileInfo(place).absoluteFilePath();
}

void needName(const QString& name) {
    if (!protocol::isFundName(name))
        throw CliError(BadUsage, sentence("serve.fund-name", name));
}

// A running server has taken up what server.ini now says.
void waitForServer(const QString& folder, const QString& ini, const QString& name) {
    constexpr int longest = 60'000;
    QElapsedTimer timer;
    timer.start();
    for (;;) {
        const Serving serving = servingIn(folder);
        if (serving.process == 0)
            return;
        if (serving.ini == iniHash(ini)) {
            for (const QString& trouble : serving.troubles)
                if (trouble.startsWith(name + u": "_s))
                    throw CliError(BadFile, labels::Sentence::told(trouble.section(u": "_s, 1)));
            return;
        }
        if (timer.elapsed() > longest)
            throw CliError(BadFile, sentence("serve.not-taken", serving.process));
        QThread::msleep(50);
    }
}

} // namespace

void print(const QString& line) {
    std::fputs((journal::visible(line) + u'\n').toUtf8().constData(), stdout);
    std::fflush(stdout);
}

void complain(const QString& sentence) {
    std::fputs((u"fundserver: "_s + journal::visible(sentence) + u'\n').toUtf8().constData(),
               stderr);
}

QString iniHash(const QString& ini) {
    return QString::fromLatin1(
        QCryptographicHash::hash(ini.toUtf8(), QCryptographicHash::Sha256).toHex());
}

Serving servingIn(const QString& folder) {
    Serving serving;
    QLockFile lock(folder + u"/server.lock"_s);
    lock.setStaleLockTime(0);
    if (lock.tryLock(0))
        return serving;
    QString host;
    QString program;
    if (!lock.getLockInfo(&serving.process, &host, &program))
        return {};
    QFile file(folder + u"/serving.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        return serving;
    const QJsonObject json = QJsonDocument::fromJson(file.readAll()).object();
    if (json.value("process"_L1).toInteger() != serving.process)
        return serving;
    serving.ini = json.value("ini"_L1).toString();
    for (const QJsonValue& one : json.value("troubles"_L1).toArray())
        serving.troubles << one.toString();
    return serving;
}

int init(const QStringList& words) {
    const Given given = read(words, {u"--name"_s, u"--listen"_s}, 1, usage::init);
    const QString folder = given.words[0];
    const QString name = given.options.value(u"--name"_s, u"localhost"_s);
    const QString listen = given.options.value(u"--listen"_s, u"127.0.0.1:8443"_s);
    if (!protocol::readHostPort(listen))
        throw CliError(BadUsage, sentence("serve.listen-form"));
    if (QFileInfo::exists(folder))
        throw CliError(BadFile, sentence("serve.folder-exists", folder));
    if (!platform::makePrivateFolder(storage::nativePath(folder)))
        throw CliError(BadFile, sentence("serve.folder-not-made", folder));
    QStringList hosts{name, u"localhost"_s, u"127.0.0.1"_s, u"::1"_s};
    hosts.removeDuplicates();
    const KeyPair pair = makeKeyPair(hosts);
    writePrivate(folder + u"/key.pem"_s, pair.key);
    writePrivate(folder + u"/certificate.pem"_s, pair.certificate);
    writePrivate(folder + u"/server.ini"_s, newIni(listen).toUtf8());
    print(u"已建立 %1:证书供 %2 使用,十年有效。请把下面的指纹抄给每位使用者核对。"_s.arg(
        folder, hosts.join(u"、"_s)));
    print(factsOf(pair).fingerprint);
    return Done;
}

int add(const QStringList& words) {
    const Given given = read(words, {}, 3, usage::add);
    const auto& [folder, name] = std::pair{given.words[0], given.words[1]};
    needName(name);
    const QString place = wholePlace(given.words[2]);
    const QString before = readIni(folder);
    const Settings settings = settingsFrom(before, folder);
    if (settings.funds.contains(name))
        throw CliError(BadUsage, sentence("serve.name-taken", name, settings.funds[name]));
    if (settings.funds.values().contains(place))
        throw CliError(BadUsage, sentence("serve.fund-served", place, settings.funds.key(place)));
    if (servingIn(folder).process == 0) { // else the server says whether it can
        journal::SystemClock clock;
        journal::SystemRandomness randomness;
        fund::Fund::open(place, clock, randomness);
    }
    const QString ini = withFund(before, name, place);
    writeIni(folder, ini);
    try {
        waitForServer(folder, ini, name);
    } catch (const CliError&) {
        writeIni(folder, before);
        throw;
    }
    print(u"%1 已以 %2 的名称提供服务。"_s.arg(place, name));
    return Done;
}

int remove(const QStringList& words) {
    const Given given = read(words, {}, 2, usage::remove);
    const auto& [folder, name] = std::pair{given.words[0], given.words[1]};
    needName(name);
    const QString before = readIni(folder);
    if (!settingsFrom(before, folder).funds.contains(name))
        throw CliError(BadUsage, sentence("serve.fund-unknown", name));
    const QString ini = withoutFund(before, name);
    writeIni(folder, ini);
    waitForServer(folder, ini, name);
    print(u"%1 不再提供服务,资金文件没有改动。"_s.arg(name));
    return Done;
}

int check(const QStringList& words) {
    const Given given = read(words, {}, 1, usage::check);
    const QString& folder = given.words[0];
    const Settings settings = readSettings(folder);
    QStringList wrong;
    try {
        const CertificateFacts facts = factsOf({storage::readWhole(settings.key, 1 << 20),
                                                storage::readWhole(settings.certificate, 1 << 20)});
        if (!facts.fits)
            wrong << sentence("certificate.key-other").text();
        if (facts.expired)
            wrong << sentence("certificate.lapsed").text();
        print(u"证书指纹 "_s + facts.fingerprint);
    } catch (const storage::Failure& failure) {
        wrong << failure.message();
    } catch (const CliError& error) {
        wrong << error.message();
    }
    if (const Serving serving = servingIn(folder); serving.process != 0) {
        print(u"served by process %1"_s.arg(serving.process));
        wrong << serving.troubles;
    } else {
        for (auto it = settings.funds.begin(); it != settings.funds.end(); ++it) {
            try {
                journal::SystemClock clock;
                journal::SystemRandomness randomness;
                const auto fund = fund::Fund::open(it.value(), clock, randomness);
                print(u"%1: %2"_s.arg(it.key(), fund->name()));
            } catch (const std::exception& error) {
                wrong << it.key() + u": "_s
                             + fund::answerTo(error, u"check"_s).rejection->message();
            }
        }
    }
    for (const QString& one : wrong)
        complain(one);
    return wrong.isEmpty() ? Done : BadFile;
}

} // namespace fundserver
