// SPDX-License-Identifier: GPL-3.0-only
#include "harness.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QLoggingCategory>
#include <QTemporaryDir>

#include <cstdio>

#include <sys/stat.h>

// torture HARNESS [--count N] [--seed S] [--canary NAME] [--only SCENE] [--fundctl PATH]
//
// Breaks things on purpose and looks at what is left. Exit 0: nothing wrong was found; with
// --canary: something was, as it must be.

using namespace Qt::Literals::StringLiterals;
using namespace torture;

namespace torture {

void Tally::found(const QString& kind, const QString& where) {
    ++m_kinds[kind];
    if (m_first[kind].size() < 6)
        m_first[kind] << where;
}

int Tally::finish(const QString& harness, const QString& wanted) const {
    QStringList figures;
    for (auto it = m_counts.constBegin(); it != m_counts.constEnd(); ++it)
        figures << u"%1 %2"_s.arg(it.value()).arg(it.key());
    QStringList found;
    for (auto it = m_kinds.constBegin(); it != m_kinds.constEnd(); ++it)
        found << u"%1 %2"_s.arg(it.value()).arg(it.key());
    const QString text =
        u"%1%2: seed %3; %4; found: %5\n"_s
            .arg(harness, m_options.canary.isEmpty() ? QString() : u" canary "_s + m_options.canary)
            .arg(m_options.seed)
            .arg(figures.join(u", "_s), found.isEmpty() ? u"nothing"_s : found.join(u", "_s));
    std::fputs(text.toUtf8().constData(), stdout);
    if (!m_options.canary.isEmpty()) {
        if (findings(wanted) > 0)
            return 0;
        std::fputs("the canary was not noticed\n", stdout);
        return 1;
    }
    for (auto it = m_first.constBegin(); it != m_first.constEnd(); ++it)
        for (const QString& line : it.value())
            std::fputs(u"  %1: %2\n"_s.arg(it.key(), line).toUtf8().constData(), stdout);
    return m_kinds.isEmpty() ? 0 : 1;
}

} // namespace torture

namespace {

// A closed fund in which the first lines of the story are done.
int makeStage(int line, const QString& path) {
    const QTemporaryDir folder;
    const Story story(folder.path());
    return QFile::copy(story.stage(line), path) ? 0 : 1;
}

int usage() {
    std::fputs("usage: torture power|faults|kill|damage [--count N] [--seed S] [--canary NAME]\n"
               "               [--only SCENE] [--fundctl PATH]\n"
               "       torture stage LINE PATH\n",
               stderr);
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    umask(0); // so that rights are what the program gives, not what the shell takes away
    const QCoreApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"funddesk.*=false"_s); // thousands of upgrades and checks
    const QStringList words = QCoreApplication::arguments().sliced(1);
    if (words.isEmpty())
        return usage();
    Options options;
    QStringList rest;
    for (qsizetype i = 1; i < words.size(); ++i) {
        const bool last = i + 1 >= words.size();
        if (words[i] == u"--count" && !last)
            options.count = words[++i].toInt();
        else if (words[i] == u"--seed" && !last)
            options.seed = words[++i].toULongLong();
        else if (words[i] == u"--canary" && !last)
            options.canary = words[++i];
        else if (words[i] == u"--only" && !last)
            options.only = words[++i];
        else if (words[i] == u"--fundctl" && !last)
            options.fundctl = words[++i];
        else
            rest << words[i];
    }
    QElapsedTimer timer;
    timer.start();
    int status = 2;
    try {
        if (words.front() == u"power")
            status = powerCut(options);
        else if (words.front() == u"faults")
            status = ioErrors(options);
        else if (words.front() == u"kill")
            status = killed(options);
        else if (words.front() == u"damage")
            status = damaged(options);
        else if (words.front() == u"early" && rest.size() == 2)
            return earlyAnswers(rest[0], rest[1].toInt());
        else if (words.front() == u"stage" && rest.size() == 2)
            return makeStage(rest[0].toInt(), rest[1]);
        else
            return usage();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "torture: %s\n", error.what());
        return 2;
    }
    std::printf("%lld.%03lld s\n", static_cast<long long>(timer.elapsed() / 1000),
                static_cast<long long>(timer.elapsed() % 1000));
    return status;
}
