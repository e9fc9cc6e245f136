// SPDX-License-Identifier: GPL-3.0-only
#include "paper.h"
#include "password.h"
#include "verbs.h"

#include <platform/process.h>
#include <platform/terminal.h>
#include <resources/resources.h>
#include <storage/failure.h>

#include <QCoreApplication>
#include <QMap>

#include <cstdio>
#include <exception>

using namespace Qt::Literals::StringLiterals;
using namespace fundctl;

namespace {

struct Verb {
    int (*run)(const QStringList&);
    QString usage;
    QString about;
};

const QMap<QString, Verb>& verbs() {
    static const QMap<QString, Verb> known{
        {u"new"_s,
         {newFund, u"fundctl new FILE [--plan guzhang|PLAN.json] --admin ID"_s,
          u"新建资金文件;口令取自 FUNDCTL_PASSWORD 或提示输入;打印一次恢复码。"_s}},
        {u"recover"_s,
         {recover, u"fundctl recover FILE"_s,
          u"用信封内的恢复码设置系统管理员的新口令,并记入日志。"_s}},
        {u"batch"_s,
         {batch, u"fundctl batch FILE [SCRIPT.jsonl | -] [--group N | --all-or-nothing]"_s,
          u"逐行执行 JSON 命令和查询,逐行答复;--group 每 N 条命令写盘一次;"
          "--all-or-nothing 有一行不合格则整批不记。"_s}},
        {u"plan"_s,
         {showPlan, u"fundctl plan FILE --user ID [--format text|json] | --check PLAN.json"_s,
          u"显示资金分配表和说明,或检查分配方案文件。"_s}},
        {u"execution"_s,
         {showExecution,
          u"fundctl execution FILE --user ID [--as-of DATE] [--format text|json|csv]"_s,
          u"显示预算执行情况。"_s}},
        {u"print"_s,
         {printPaper, u"fundctl print FILE KIND ID --user ID --out OUT.pdf"_s,
          u"打印一张表单为 PDF;KIND: "_s + paperKinds()}},
        {u"verify"_s,
         {verify, u"fundctl verify FILE [--head HASH]"_s,
          u"核对日志链并重演全部日志;0 完好,1 逐处列出不符。"_s}},
        {u"disclose"_s,
         {disclose,
          u"fundctl disclose FILE MONTH --user ID --out DIR"
          " [--format pdf,html,xlsx,csv,json,txt]"_s,
          u"写出一个月的公示页;尚未公示的月份写出草稿。"_s}},
        {u"archive"_s,
         {archiveExport, u"fundctl archive export FILE PROJECT OUT.zip --user ID"_s,
          u"导出一个项目的档案包:文件、目录、哈希和核对说明。"_s}},
        {u"audit"_s,
         {auditExport, u"fundctl audit export FILE OUT.zip --user ID"_s,
          u"导出审计包:日志、分录、公示、文件、哈希和核对说明。"_s}},
        {u"backup"_s,
         {backup, u"fundctl backup FILE DEST | fundctl backup FILE --rotate"_s,
          u"备份到新文件并核对;--rotate 备份到资金文件旁的备份文件夹,轮换旧备份。"_s}},
        {u"restore"_s,
         {restore, u"fundctl restore BACKUP FILE"_s,
          u"核对备份后放到 FILE 的位置;原文件改名保留。"_s}},
        {u"demo"_s, {demo, u"fundctl demo DIR"_s, u"在文件夹中建立演示资金文件。"_s}},
    };
    return known;
}

QString help() {
    QString text = u"fundctl - 专项资金管理台的命令行\n\n"_s;
    for (const Verb& verb : verbs())
        text += u"  %1\n      %2\n"_s.arg(verb.usage, verb.about);
    return text
           + u"\n  fundctl --help, --version; 每个命令 --help\n\n"
             "退出码: 0 完成 · 1 被规则拒绝或核对不符 · 2 用法或输入有误 · 3 文件不能使用\n"_s;
}

int run(const QStringList& given) {
    if (given.isEmpty())
        throw Stop(BadUsage, u"请写明命令,例如 fundctl --help。"_s);
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
        throw Stop(BadUsage, u"没有名为 %1 的命令,用 fundctl --help 查看。"_s.arg(name));
    const QStringList rest = given.sliced(1);
    if (rest.contains(u"--help"_s) || rest.contains(u"-h"_s)) {
        print(u"%1\n    %2\n"_s.arg(verb->usage, verb->about));
        return Done;
    }
    return verb->run(rest);
}

int fail(int status, const QString& message) {
    std::fputs((u"fundctl: "_s + message + u'\n').toUtf8().constData(), stderr);
    return status;
}

} // namespace

int main(int argc, char** argv) {
    platform::protectProcess();
    platform::prepareStandardStreams();
    takePasswordFromEnvironment();
    const auto application = makeApplication(argc, argv);
    resources::load();
    try {
        const int status = run(QCoreApplication::arguments().sliced(1));
        if (std::fflush(stdout) != 0)
            return fail(BadFile, u"结果不能写到标准输出,请检查磁盘或管道。"_s);
        return status;
    } catch (const Stop& stop) {
        return fail(stop.status(), stop.message());
    } catch (const storage::Failure& failure) {
        return fail(BadFile, failure.message());
    } catch (const std::exception& error) {
        return fail(BadFile, QString::fromUtf8(error.what()));
    }
}
