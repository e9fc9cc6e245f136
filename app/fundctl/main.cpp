// SPDX-License-Identifier: GPL-3.0-only
#include "paper.h"
#include "password.h"
#include "verbs.h"

#include <client/https.h>
#include <identity/password.h>
#include <journal/visible.h>
#include <logging/log.h>
#include <platform/process.h>
#include <platform/terminal.h>
#include <resources/resources.h>
#include <storage/failure.h>

#include <QCoreApplication>
#include <QMap>
#include <QThread>

#include <cstdio>
#include <exception>

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using namespace fundctl;

namespace {

struct Verb {
    int (*run)(const QStringList&);
    QStringView usage;
    QString about;
    QString (*more)() = nullptr; // what only its own --help says
};

const QMap<QString, Verb>& verbs() {
    static const QMap<QString, Verb> known{
        {u"new"_s,
         {newFund, usage::newFund,
          u"新建资金文件;口令取自 FUNDCTL_PASSWORD 或提示输入;打印一次恢复码。"_s}},
        {u"recover"_s,
         {recover, usage::recover, u"用信封内的恢复码设置系统管理员的新口令,并记入日志。"_s}},
        {u"batch"_s,
         {batch, usage::batch,
          u"逐行执行 JSON 命令和查询,逐行答复;--group 每 N 条命令写盘一次;"
          "--all-or-nothing 有一行不合格则整批不记;电脑时间比上一条日志晚一天以上(周六、周日不算)时须加 --clock-is-right。"_s}},
        {u"plan"_s,
         {showPlan, usage::plan,
          u"显示资金分配表和说明,或检查分配方案文件;--template 写出填写方案的工作簿,--from 把填好的"
          "工作簿变成方案文件。"_s}},
        {u"execution"_s, {showExecution, usage::execution, u"显示预算执行情况。"_s}},
        {u"print"_s,
         {printPaper, usage::printPaper,
          u"打印一张表单或清单为 PDF,或电子表格;fundctl print --help 列出 KIND。"_s, paperKinds}},
        {u"verify"_s,
         {verify, usage::verify,
          u"核对日志链,逐条按规则重演全部日志;0 完好,1 逐处列出不符。--heads 给出记有"
          "公示和备份链头的文件。"_s}},
        {u"disclose"_s,
         {disclose, usage::disclose, u"写出一个月的公示页;尚未公示的月份写出草稿。"_s}},
        {u"archive"_s,
         {archiveExport, usage::archive, u"导出一个项目的档案包:文件、目录、哈希和核对说明。"_s}},
        {u"audit"_s,
         {auditExport, usage::audit, u"导出审计包:日志、分录、公示、文件、哈希和核对说明。"_s}},
        {u"backup"_s,
         {backup, usage::backup,
          u"备份到新文件并核对;--rotate 备份到资金文件旁的备份文件夹,轮换旧备份。"_s}},
        {u"restore"_s, {restore, usage::restore, u"核对备份后放到 FILE 的位置;原文件改名保留。"_s}},
        {u"demo"_s, {demo, usage::demo, u"在文件夹中建立演示资金文件。"_s}},
        {u"contract"_s,
         {contract, usage::contract, u"列出本程序的命令、查询和规则,连同其哈希。"_s}},
    };
    return known;
}

QString help() {
    QString text = u"fundctl - 专项资金管理台的命令行\n\n"_s;
    for (const Verb& verb : verbs())
        text += u"  %1\n      %2\n"_s.arg(verb.usage, verb.about);
    return text
           + u"\n  fundctl --help, --version; 每个命令 --help;"
             " --verbose 把程序日志同时写到标准错误;\n"
             "  FILE 也可以是服务器上的资金 https://HOST:PORT/NAME,"
             " 用 --fingerprint SHA256 或 --ca FILE 核对证书\n\n"
             "退出码: 0 完成 · 1 被规则拒绝或核对不符 · 2 用法或输入有误 · 3 文件不能使用\n"_s;
}

int run(const QStringList& given) {
    if (given.isEmpty())
        throw CliError(BadUsage, sentence("usage.verb-missing"));
    const QString& name = given.front();
    if (name == u"--help" || name == u"-h" || name == u"help") {
        print(help());
        return Done;
    }
    if (name == u"--version") {
        print(u"fundctl %1\n"_s.arg(QStringLiteral(FUNDDESK_VERSION)));
        return Done;
    }
    const auto verb = verbs().constFind(name);
    if (verb == verbs().constEnd())
        throw CliError(BadUsage, sentence("usage.verb-unknown", name));
    const QStringList rest = given.mid(1);
    if (rest.contains(u"--help"_s) || rest.contains(u"-h"_s)) {
        print(u"%1\n    %2\n"_s.arg(verb->usage, verb->about));
        if (verb->more)
            print(u"\n      "_s + verb->more() + u'\n');
        return Done;
    }
    return verb->run(rest);
}

// Taken out of the words before a verb sees them; behind `--` a word is a word.
bool takeVerbose(QStringList& words) {
    const qsizetype end = words.indexOf(u"--"_s);
    const qsizetype place = words.indexOf(u"--verbose"_s);
    if (place < 0 || (end >= 0 && place > end))
        return false;
    words.removeAt(place);
    return true;
}

// What only the maintainers can mend.
QString internal(const std::exception& error, const QStringList& words) {
    const bool known = verbs().contains(words.value(0));
    return labels::internalError(logging::internalError(error, known ? words[0] : u"fundctl"_s))
        .text();
}

int fail(int status, const QString& message) {
    complain(message);
    return status;
}

int started(int argc, char** argv) {
    takePasswordFromEnvironment();
    const auto application = makeApplication(argc, argv);
    QStringList words = QCoreApplication::arguments().mid(1);
    const bool verbose = takeVerbose(words);
    logging::begin({u"fundctl"_s, verbose, journal::loggable});
    try {
        resources::load();
        const int status = run(words);
        flushOutput();
        return status;
    } catch (const CliError& stop) {
        return fail(stop.status(), stop.message());
    } catch (const storage::Failure& failure) {
        return fail(BadFile, failure.message());
    } catch (const client::Untrusted& untrusted) {
        return fail(BadFile, untrusted.message() + u'。');
    } catch (const std::exception& error) {
        return fail(BadFile, internal(error, words));
    }
}

} // namespace

int main(int argc, char** argv) {
    platform::protectProcess();
    platform::prepareStandardStreams();
    identity::slowDownBy(
        [](int milliseconds) { QThread::msleep(static_cast<unsigned>(milliseconds)); });
    try {
        return started(argc, argv);
    } catch (const std::exception&) { // not even enough memory to say so in the log
        std::fputs("fundctl: 程序内部错误 00000000, 没有记入任何内容:内存不足,"
                   "请关闭其他程序后再试。\n",
                   stderr);
        return BadFile;
    }
}
