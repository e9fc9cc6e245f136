// SPDX-License-Identifier: GPL-3.0-only
#include "settings.h"

#include <protocol/names.h>
#include <storage/durable.h>
#include <storage/failure.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

constexpr qint64 longestIni = 1 << 20;
const QString iniName = u"server.ini"_s;

[[noreturn]] void refuse(const labels::Sentence& why) {
    throw CliError(BadFile, why);
}

qint64 number(int line, const QString& key, const QString& value, qint64 least, qint64 most) {
    static const QRegularExpression form(u"^[0-9]{1,12}$"_s);
    const qint64 read = value.toLongLong();
    if (!form.match(value).hasMatch() || read < least || read > most)
        refuse(sentence("ini.integer", line, key, least, most));
    return read;
}

// "200M", "1G", "4096".
qint64 size(int line, const QString& key, QString value) {
    qint64 unit = 1;
    const QChar last = value.isEmpty() ? QChar() : value.back().toUpper();
    if (last == u'K' || last == u'M' || last == u'G') {
        unit = last == u'K' ? 1 << 10 : last == u'M' ? 1 << 20 : 1 << 30;
        value.chop(1);
    }
    constexpr qint64 most = qint64(1) << 30; // what a document may have
    const qint64 read = number(line, key, value, 1, most);
    if (read * unit > most)
        refuse(sentence("ini.at-most", line, key));
    return read * unit;
}

void setServer(Settings& settings, int line, const QString& key, const QString& value) {
    const QDir folder(settings.folder);
    if (key == "listen"_L1) {
        const auto read = protocol::readHostPort(value);
        if (!read)
            refuse(sentence("ini.listen", line));
        settings.host = read->first;
        settings.port = read->second;
    } else if (key == "certificate"_L1) {
        settings.certificate = folder.absoluteFilePath(value);
    } else if (key == "key"_L1) {
        settings.key = folder.absoluteFilePath(value);
    } else if (key == "max_connections"_L1) {
        settings.mostConnections = static_cast<int>(number(line, key, value, 4, 100'000));
    } else if (key == "upload_limit"_L1) {
        settings.uploadLimit = size(line, key, value);
    } else if (key == "session_hours"_L1) {
        settings.sessionHours = static_cast<int>(number(line, key, value, 1, 24));
    } else {
        refuse(sentence("ini.key-unknown", line, key));
    }
}

} // namespace

QString readIni(const QString& folder) {
    const QString path = folder + u'/' + iniName;
    try {
        return QString::fromUtf8(storage::readWhole(path, longestIni));
    } catch (const storage::Failure&) {
        throw CliError(BadFile, sentence("ini.missing", path));
    }
}

Settings settingsFrom(const QString& text, const QString& folder) {
    Settings settings;
    settings.folder = QDir(folder).absolutePath();
    setServer(settings, 0, u"listen"_s, u"127.0.0.1:8443"_s);
    setServer(settings, 0, u"certificate"_s, u"certificate.pem"_s);
    setServer(settings, 0, u"key"_s, u"key.pem"_s);
    QString section;
    int number = 0;
    for (const QString& raw : text.split(u'\n')) {
        ++number;
        const QString line = raw.trimmed();
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u';'))
            continue;
        if (line == "[server]"_L1 || line == "[funds]"_L1) {
            section = line;
            continue;
        }
        const qsizetype equals = line.indexOf(u'=');
        if (section.isEmpty() || equals < 1)
            refuse(sentence("ini.form", number));
        const QString key = line.left(equals).trimmed();
        const QString value = line.mid(equals + 1).trimmed();
        if (section == "[server]"_L1) {
            setServer(settings, number, key, value);
            continue;
        }
        if (!protocol::isFundName(key))
            refuse(sentence("ini.fund-name", number, key));
        if (settings.funds.contains(key))
            refuse(sentence("ini.fund-twice", number, key));
        settings.funds.insert(key, value);
    }
    return settings;
}

Settings readSettings(const QString& folder) {
    return settingsFrom(readIni(folder), folder);
}

QString newIni(const QString& listen) {
    return u"[server]\n"
           "listen=%1\n"
           "certificate=certificate.pem\n"
           "key=key.pem\n"
           "max_connections=512\n"
           "upload_limit=200M\n"
           "session_hours=12\n"
           "\n"
           "[funds]\n"_s.arg(listen);
}

QString withFund(const QString& ini, const QString& name, const QString& place) {
    QStringList lines = ini.split(u'\n');
    qsizetype at = -1;
    for (qsizetype i = 0; i < lines.size(); ++i)
        if (lines[i].trimmed() == "[funds]"_L1)
            at = i + 1;
    if (at < 0) {
        lines << u"[funds]"_s;
        at = lines.size();
    }
    while (at < lines.size() && !lines[at].trimmed().isEmpty()
           && !lines[at].trimmed().startsWith(u'['))
        ++at;
    lines.insert(at, name + u'=' + place);
    if (!lines.last().isEmpty())
        lines << QString();
    return lines.join(u'\n');
}

QString withoutFund(const QString& ini, const QString& name) {
    QStringList lines;
    QString section;
    for (const QString& raw : ini.split(u'\n')) {
        const QString line = raw.trimmed();
        if (line.startsWith(u'['))
            section = line;
        if (section == "[funds]"_L1 && line.section(u'=', 0, 0).trimmed() == name)
            continue;
        lines << raw;
    }
    return lines.join(u'\n');
}

void writeIni(const QString& folder, const QString& text) {
    storage::writeAtomically(folder + u'/' + iniName, text.toUtf8());
    storage::restrictToOwner(folder + u'/' + iniName);
}

} // namespace fundserver
