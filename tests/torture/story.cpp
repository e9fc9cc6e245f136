// SPDX-License-Identifier: GPL-3.0-only
#include "story.h"

#include <fund/demo.h>
#include <fund/internals.h>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>

#include <cstring>

#include <sodium.h>
#include <sqlite3.h>

using namespace Qt::Literals::StringLiterals;

// The program's own definition comes before the library's: the least that argon2 takes.
extern "C" int crypto_pwhash_str(char out[crypto_pwhash_STRBYTES], const char* const password,
                                 unsigned long long size, unsigned long long, size_t) {
    return crypto_pwhash_str_alg(out, password, size, crypto_pwhash_OPSLIMIT_MIN,
                                 crypto_pwhash_MEMLIMIT_MIN, crypto_pwhash_ALG_DEFAULT);
}

namespace torture {

namespace {

QByteArray source(const QString& name) {
    return bytesOf(QStringLiteral(FUNDDESK_SOURCE) + u"/resources/"_s + name);
}

[[noreturn]] void stop(const QString& why) {
    throw std::runtime_error(why.toStdString());
}

} // namespace

Story::Story(const QString& folder) : m_folder(folder), m_clock(u"2019-03-04"_s) {
    QDir().mkpath(folder);
    for (const QByteArray& text : source(u"demo/guzhang.jsonl"_s).split('\n')) {
        if (text.trimmed().isEmpty())
            continue;
        QJsonObject line = QJsonDocument::fromJson(text).object();
        if (line.value("on"_L1) == "today"_L1) // the story ends with its year
            continue;
        if (line.contains("file"_L1)) {
            const QString path =
                QDir(folder).filePath(u"scan-%1.txt"_s.arg(m_lines.size(), 4, 10, QChar(u'0')));
            writeBytes(path, line.value("file"_L1).toString().toUtf8() + '\n');
            QJsonObject with = line.value("with"_L1).toObject();
            with.insert("path"_L1, path);
            line.insert("with"_L1, with);
        }
        m_lines.push_back(line);
    }
}

QByteArray Story::plan() {
    return source(u"plans/guzhang.json"_s);
}

void Story::toDay(int line) const {
    m_clock.setDate(m_lines[static_cast<std::size_t>(line)].value("on"_L1).toString());
}

void Story::toEnd() const {
    m_clock.setDate(u"2020-02-01"_s);
}

QString Story::stage(int line) const {
    if (m_stages.contains(line))
        return m_stages.value(line);
    const QString path = QDir(m_folder).filePath(u"stage-%1.fund"_s.arg(line));
    const auto before = std::find_if(m_stages.keyBegin(), m_stages.keyEnd(),
                                     [line](int made) { return made > line; });
    int from = 0;
    if (before != m_stages.keyBegin()) {
        from = *std::prev(before);
        QFile::copy(m_stages.value(from), path);
    } else {
        toDay(0);
        QString code;
        fund::Fund::create(path,
                           {QJsonDocument::fromJson(plan()).object(), u"admin"_s, u"系统管理员"_s,
                            QString::fromLatin1(fund::demoPassword)},
                           m_clock, m_randomness, code);
    }
    {
        const auto fund = open(path);
        fund->beginGroup();
        for (int i = from; i < line; ++i) {
            const auto answer = play(*fund, i);
            const bool refused = m_lines[static_cast<std::size_t>(i)].contains("refused"_L1);
            if (answer.ok() == refused)
                stop(u"line %1 of the demo was not answered as it says"_s.arg(i + 1));
        }
        fund->commitGroup();
    }
    m_stages.insert(line, path);
    return path;
}

std::unique_ptr<fund::Fund> Story::open(const QString& path) const {
    auto fund = fund::Fund::open(path, m_clock, m_randomness);
    fund::Internals::trust(*fund, u"auditor1"_s);
    for (const QJsonObject& line : m_lines)
        fund::Internals::trust(*fund, line.value("as"_L1).toString());
    return fund;
}

journal::Answer Story::play(fund::Fund& fund, int line) const {
    toDay(line);
    const QJsonObject& json = m_lines[static_cast<std::size_t>(line)];
    return fund.submit({json.value("as"_L1).toString(), json.value("do"_L1).toString(),
                        json.value("with"_L1).toObject()});
}

QByteArray Story::batchLine(int line) const {
    QJsonObject json = m_lines[static_cast<std::size_t>(line)];
    for (const QString& ours : {u"on"_s, u"file"_s, u"refused"_s})
        json.remove(ours);
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray Story::loginLine(const QString& user) const {
    const QJsonObject who{{"user"_L1, user},
                          {"password"_L1, QString::fromLatin1(fund::demoPassword)}};
    return QJsonDocument(QJsonObject{{"login"_L1, who}}).toJson(QJsonDocument::Compact) + '\n';
}

QString Story::userOf(int line) const {
    return m_lines[static_cast<std::size_t>(line)].value("as"_L1).toString();
}

journal::Request Story::interest(int n) {
    return {u"finance1"_s, u"fund.interest"_s,
            QJsonObject{{"id"_L1, u"LX-T-%1"_s.arg(n)},
                        {"amount"_L1, u"%1.07"_s.arg(n + 1)},
                        {"date"_L1, u"2019-03-05"_s},
                        {"voucher"_L1, u"记-T-%1"_s.arg(n)}}};
}

quint64 digestOf(storage::Database& database) {
    quint64 hash = 0xcbf29ce484222325ULL;
    const auto mix = [&hash](const void* data, int size) {
        const auto* bytes = static_cast<const unsigned char*>(data);
        for (int i = 0; i < size; ++i)
            hash = (hash ^ bytes[i]) * 0x100000001b3ULL;
        hash = (hash ^ static_cast<quint64>(size)) * 0x100000001b3ULL;
    };
    QStringList tables;
    {
        auto names = database.queryOnce(u"SELECT name, sql FROM sqlite_schema ORDER BY name"_s);
        while (names.next()) {
            const QByteArray sql = names.text(1).toUtf8();
            mix(sql.constData(), static_cast<int>(sql.size()));
            if (sql.startsWith("CREATE TABLE"))
                tables << names.text(0);
        }
    }
    for (const QString& table : tables) {
        auto rows = database.queryOnce(u"SELECT * FROM \"%1\""_s.arg(table));
        while (rows.next()) {
            const QByteArray row = rows.fingerprint();
            mix(row.constData(), static_cast<int>(row.size()));
        }
    }
    return hash;
}

qint64 headOf(fund::Fund& fund) {
    auto row = fund::Internals::context(fund).db.query("SELECT coalesce(max(seq), 0) FROM entry");
    row.next();
    return row.integer(0);
}

QString badSentence(const QString& text) {
    if (text.isEmpty())
        return u"nothing was said"_s;
    if (text.contains(u'\n') || text.count(u'。') != 1 || !text.endsWith(u'。'))
        return u"not one sentence"_s;
    if (!text.contains(u"请"_s))
        return u"does not say what to do"_s;
    qsizetype chinese = 0;
    for (QChar c : text)
        chinese += c.unicode() >= 0x4e00 && c.unicode() < 0xa000 ? 1 : 0;
    return chinese < 8 ? u"not Chinese"_s : QString();
}

QByteArray bytesOf(const QString& path) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        stop(u"can't read %1"_s.arg(path));
    return file.readAll();
}

void writeBytes(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(bytes) != bytes.size())
        stop(u"can't write %1"_s.arg(path));
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

void emptyFolder(const QString& path) {
    QDir(path).removeRecursively();
    QDir().mkpath(path);
}

QString workRoot() {
    const QFileInfo memory(u"/dev/shm"_s);
    return memory.isDir() && memory.isWritable() ? memory.filePath() : QDir::tempPath();
}

} // namespace torture
