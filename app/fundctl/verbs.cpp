// SPDX-License-Identifier: GPL-3.0-only
#include "verbs.h"

#include "opening.h"
#include "password.h"
#include "place.h"
#include "plan_labels.h"
#include "reader.h"

#include <fund/backup.h>
#include <fund/demo.h>
#include <fund/fund.h>
#include <journal/visible.h>
#include <plan/plan_file.h>
#include <platform/disk.h>
#include <platform/terminal.h>
#include <resources/resources.h>
#include <storage/durable.h>

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

journal::SystemClock systemClock;
journal::SystemRandomness systemRandomness;

// The code is seen before it is the only one: where it can't be printed, there is no such fund and
// no such code.
void showCode(const QString& text, const labels::Sentence& notShown) {
    try {
        print(text);
        flushOutput();
    } catch (const CliError& stop) {
        throw storage::Failure(storage::Trouble::Io, notShown);
    }
}

[[noreturn]] void stopUnwritten() {
    throw CliError(BadFile,
                   sentence("output.not-written", QString::fromLocal8Bit(std::strerror(errno))));
}

void put(const QByteArray& bytes) {
    const auto size = static_cast<std::size_t>(bytes.size());
    if (std::fwrite(bytes.constData(), 1, size, stdout) != size)
        stopUnwritten();
}

[[noreturn]] void stopUnfit(const journal::Rejection& rejection) {
    throw CliError(rejection.refusal() ? Refused : BadUsage, rejection.sentence());
}

} // namespace

QJsonObject planNamed(const QString& name, int sumsStatus) {
    return name == u"guzhang"
               ? readPlanJson(name, resources::read(u"plans/guzhang.json"_s), sumsStatus)
               : readPlanFile(name, sumsStatus);
}

QJsonObject readPlanJson(const QString& name, const QByteArray& text, int sumsStatus) {
    const plan::PlanText read = plan::readPlanText(text);
    if (read.unreadable)
        throw CliError(BadUsage, sentence("plan-file.unreadable", name, read.unreadable->text()));
    if (read.faults.empty())
        return read.json;
    // All of them, a line each; the last one ends the program.
    for (std::size_t i = 0; i + 1 < read.faults.size(); ++i)
        complain(read.faults[i].message());
    const journal::Rejection& last = read.faults.back();
    throw CliError(last.refusal() ? sumsStatus : BadUsage, last.sentence());
}

void print(const QString& text) {
    put(journal::visible(text, u"\n").toUtf8());
}

void printJson(const QByteArray& json) {
    put(journal::visibleJson(json));
}

void printTable(const QString& csv) {
    put(csv.toUtf8());
}

void complain(const QString& sentence) {
    std::fputs((u"fundctl: "_s + journal::visible(sentence) + u'\n').toUtf8().constData(), stderr);
}

void flushOutput() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        stopUnwritten();
}

Arguments::Arguments(const QStringList& given, const QStringList& valued, const QStringList& flags,
                     int least, int most, QStringView usage) {
    bool onlyWords = false;
    for (qsizetype i = 0; i < given.size(); ++i) {
        const QString& one = given[i];
        if (onlyWords || one == u"-" || !one.startsWith(u'-')) {
            m_words << one;
            continue;
        }
        if (one == u"--") {
            onlyWords = true;
            continue;
        }
        const QString name = one.section(u'=', 0, 0);
        if (flags.contains(name) && name == one) {
            m_names << name;
            m_values << QString();
        } else if (valued.contains(name)) {
            const bool inside = name != one;
            if (!inside && i + 1 >= given.size())
                throw CliError(BadUsage, sentence("usage.value-missing", name, usage.toString()));
            m_names << name;
            m_values << (inside ? one.section(u'=', 1) : given[++i]);
        } else {
            throw CliError(BadUsage, sentence("usage.option-unknown", one, usage.toString()));
        }
    }
    if (m_words.contains(QString()))
        throw CliError(BadUsage, sentence("usage.empty", usage.toString()));
    for (qsizetype i = 0; i < m_names.size(); ++i)
        if (valued.contains(m_names[i]) && m_values[i].isEmpty())
            throw CliError(BadUsage, sentence("usage.value-missing", m_names[i], usage.toString()));
    if (m_words.size() < least || m_words.size() > most)
        throw CliError(BadUsage, sentence("usage.count", usage.toString()));
}

QString Arguments::option(const QString& name, const QString& absent) const {
    const qsizetype place = m_names.lastIndexOf(name);
    return place < 0 ? absent : m_values[place];
}

bool Arguments::has(const QString& name) const {
    return m_names.contains(name);
}

int newFund(const QStringList& given) {
    const Arguments arguments(given, {u"--plan"_s, u"--admin"_s, u"--name"_s}, {}, 1, 1,
                              usage::newFund);
    needFile(arguments.word(0));
    if (!arguments.has(u"--admin"_s))
        throw CliError(BadUsage, sentence("usage.admin"));
    const QJsonObject plan = planNamed(arguments.option(u"--plan"_s, u"guzhang"_s), Refused);
    const QString admin = arguments.option(u"--admin"_s);
    if (QFileInfo::exists(arguments.word(0)))
        throw CliError(BadFile, sentence("file.exists", arguments.word(0)));
    const QString password = readPassword(u"系统管理员 %1 的口令: "_s.arg(admin));
    QString recoveryCode;
    try {
        const auto fund = fund::Fund::create(
            arguments.word(0), {plan, admin, arguments.option(u"--name"_s, admin), password},
            systemClock, systemRandomness, recoveryCode, [&](const QString& code) {
                showCode(u"新建资金文件 %1,分配方案: %2。\n"
                         "恢复码(只显示这一次,请抄写后装入信封封存):\n%3\n"_s.arg(
                             arguments.word(0), plan.value("name"_L1).toString(), code),
                         sentence("recovery.fund-not-shown"));
            });
    } catch (const fund::InvalidSetup& unfit) {
        stopUnfit(unfit.rejection());
    }
    return Done;
}

int recover(const QStringList& given) {
    const Arguments arguments(given, {}, {u"--clock-is-right"_s}, 1, 1, usage::recover);
    needFile(arguments.word(0));
    const auto fund = openFund(arguments.word(0));
    fund->clockIsRight(arguments.has(u"--clock-is-right"_s));
    const QString code = readSecret(u"信封内的恢复码: "_s);
    if (code.trimmed().isEmpty())
        throw CliError(BadUsage, sentence("recovery.unread"));
    const QString password = readPassword(u"系统管理员的新口令: "_s);
    QString newCode;
    const journal::Answer answer = fund->recover(code, password, newCode, [](const QString& shown) {
        showCode(u"更换系统管理员的口令,并记入日志。\n"
                 "新的恢复码(只显示这一次,请重新封存):\n%1\n"_s.arg(shown),
                 sentence("recovery.not-shown"));
    });
    if (!answer.ok()) {
        const journal::Error* error = answer.rejection->error();
        throw CliError(isFailure(error) ? BadFile : BadUsage, answer.rejection->sentence());
    }
    return Done;
}

namespace {

constexpr qint64 mostHeads = 16 * 1024 * 1024;

// Every hash in a text of any form: heads of pages and backups, typed off or copied together.
QList<QByteArray> headsIn(const QString& path) {
    if (path.isEmpty())
        return {};
    QList<QByteArray> heads;
    // One that lost a digit on the way must not be passed over.
    static const QRegularExpression hash(u"[0-9A-Fa-f]{40,}"_s);
    const QString text = QString::fromUtf8(storage::readWhole(path, mostHeads));
    auto found = hash.globalMatch(text);
    while (found.hasNext()) {
        const auto one = found.next();
        if (one.capturedLength() != 64)
            throw CliError(BadUsage,
                           sentence("usage.head-length", path,
                                    QStringView(text).left(one.capturedStart()).count(u'\n') + 1,
                                    one.capturedLength()));
        heads << one.captured().toLower().toLatin1();
    }
    if (heads.isEmpty())
        throw CliError(BadUsage, sentence("usage.heads", path));
    return heads;
}

// Once for each hash, because a job takes one.
journal::VerificationReport remoteVerify(const Arguments& arguments, QList<QByteArray> heads) {
    const auto remote = connectTo(arguments.word(0), arguments);
    const QString user = userOf(arguments);
    logInAt(*remote, user);
    if (heads.isEmpty())
        heads << QByteArray();
    journal::VerificationReport report;
    for (const QByteArray& head : std::as_const(heads)) {
        QJsonObject order{{"job"_L1, u"verify"_s}};
        if (!head.isEmpty())
            order.insert("with"_L1, QJsonObject{{"head"_L1, QString::fromLatin1(head)}});
        const journal::Answer answer = remote->job(user, order);
        Reader::need(answer);
        const QJsonObject result = answer.result.toObject();
        report.entries = result.value("entries"_L1).toInteger();
        report.headHash = result.value("head"_L1).toString().toLatin1();
        for (const QJsonValue& one : result.value("findings"_L1).toArray())
            report.findings.push_back({one["rewritten"_L1].toBool(), one["place"_L1].toString(),
                                       one["message"_L1].toString()});
        if (!report.findings.empty())
            break;
    }
    return report;
}

} // namespace

int verify(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s, u"--head"_s, u"--heads"_s}), {},
                              1, 1, usage::verify);
    const QString head = arguments.option(u"--head"_s).trimmed().toLower();
    if (arguments.has(u"--head"_s) && head.isEmpty())
        throw CliError(BadUsage, sentence("usage.head-missing"));
    // A slip of the pen is no tampering.
    static const QRegularExpression hash(u"^[0-9a-f]{64}$"_s);
    if (!head.isEmpty() && !hash.match(head).hasMatch())
        throw CliError(BadUsage, sentence("usage.head"));
    QList<QByteArray> heads = headsIn(arguments.option(u"--heads"_s));
    if (!head.isEmpty())
        heads << head.toLatin1();
    journal::VerificationReport report;
    try {
        report = isServerPlace(arguments.word(0)) ? remoteVerify(arguments, heads)
                                                  : fund::Fund::verify(arguments.word(0), heads);
    } catch (const storage::Failure& failure) {
        if (failure.trouble() != storage::Trouble::Damaged)
            throw;
        report.findings.push_back({false, u"file"_s, failure.message()});
    }
    if (report.sound()) {
        print(u"完好: 日志 %1 条,链头 %2。\n"_s.arg(QString::number(report.entries),
                                                    QString::fromLatin1(report.headHash)));
        return Done;
    }
    for (const journal::VerificationFinding& finding : report.findings)
        print(u"%1 [%2] %3\n"_s.arg(finding.rewritten ? u"被改写"_s : u"已损坏"_s,
                                    journal::visible(finding.place),
                                    journal::visible(finding.message)));
    throw CliError(Refused, sentence("verify.unsound", arguments.word(0), report.findings.size()));
}

int demo(const QStringList& given) {
    const Arguments arguments(given, {}, {}, 1, 1, usage::demo);
    const QDir folder(arguments.word(0));
    if (!folder.mkpath(u"."_s))
        throw CliError(BadFile, sentence("folder.not-made", arguments.word(0)));
    const QString path = folder.filePath(u"guzhang.fund"_s);
    fund::makeDemo(path, resources::read(u"plans/guzhang.json"_s),
                   resources::read(u"demo/guzhang.jsonl"_s));
    print(u"已建立演示资金文件 %1\n"_s.arg(path));
    print(u"用户: admin security1 clerk1 clerk2 reviewer1 reviewer2 inspector1 leader1 finance1"
          " finance2 group1 auditor1\n口令(各用户相同): %1\n"_s.arg(
              QLatin1StringView(fund::demoPassword)));
    return Done;
}

} // namespace fundctl
