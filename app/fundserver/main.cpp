// SPDX-License-Identifier: GPL-3.0-only
#include "verbs.h"

#include <fund/fund.h>
#include <journal/visible.h>
#include <logging/log.h>
#include <platform/process.h>
#include <platform/terminal.h>
#include <resources/resources.h>
#include <storage/failure.h>

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using namespace fundserver;

namespace {

struct Verb {
    QString name;
    int (*run)(const QStringList&);
    QStringView usage;
    QString about;
};

const QList<Verb>& verbs() {
    static const QList<Verb> known{
        {u"init"_s, init, usage::init,
         u"建立服务器的文件夹:server.ini、密钥和自签的证书;最后一行是证书的指纹。"_s},
        {u"add"_s, add, usage::add, u"以 NAME 的名称提供资金文件;运行中的服务器随即接受。"_s},
        {u"remove"_s, remove, usage::remove, u"不再提供 NAME;资金文件不改动。"_s},
        {u"serve"_s, serve, usage::serve,
         u"在前台提供服务,直到 SIGTERM 或 SIGINT;开始后在标准输出写一行 listening on …。"_s},
        {u"check"_s, check, usage::check, u"核对配置、证书和每个资金文件;0 完好,3 不完好。"_s},
    };
    return known;
}

int run(const QStringList& words) {
    const QString name = words.value(0);
    if (name.isEmpty())
        throw CliError(BadUsage, sentence("serve.verb-missing"));
    if (name == u"--version") {
        print(u"fundserver %1"_s.arg(QStringLiteral(FUNDDESK_VERSION)));
        return Done;
    }
    if (name == u"--help" || name == u"-h" || name == u"help") {
        print(u"fundserver - 专项资金管理台的服务器"_s);
        for (const Verb& verb : verbs())
            print(u"  %1: %2"_s.arg(verb.usage, verb.about));
        print(u"退出码: 0 完成 · 2 用法有误 · 3 文件或配置不能使用"_s);
        return Done;
    }
    for (const Verb& verb : verbs())
        if (verb.name == name) {
            if (words.contains(u"--help"_s) || words.contains(u"-h"_s)) {
                print(u"%1: %2"_s.arg(verb.usage, verb.about));
                return Done;
            }
            return verb.run(words.mid(1));
        }
    throw CliError(BadUsage, sentence("serve.verb-unknown", name));
}

int fail(int status, const QString& message) {
    complain(message);
    return status;
}

int started(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments().mid(1);
    logging::begin({u"fundserver"_s, words.value(0) == u"serve", journal::loggable});
    try {
        resources::load();
        return run(words);
    } catch (const CliError& error) {
        return fail(error.status(), error.message());
    } catch (const storage::Failure& failure) {
        return fail(BadFile, failure.message());
    } catch (const std::exception& error) {
        return fail(BadFile, fund::answerTo(error, words.value(0)).rejection->message());
    }
}

} // namespace

int main(int argc, char** argv) {
    platform::protectProcess();
    platform::prepareStandardStreams();
    try {
        return started(argc, argv);
    } catch (const std::exception&) { // not even enough memory to say so in the log
        std::fputs("fundserver: 内存不足,请关闭其他程序后再试。\n", stderr);
        return BadFile;
    }
}
