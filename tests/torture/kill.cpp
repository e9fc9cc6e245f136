// SPDX-License-Identifier: GPL-3.0-only
#include "harness.h"

#include <fund/batch.h>
#include <fund/internals.h>

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>

#include <array>
#include <csignal>
#include <cstdio>

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

// kill -9 at a random moment of a running `fundctl batch`. The program, its pipe and its file are
// real; only the passwords are cheap. Afterwards every command whose answer had arrived must be in
// the journal, at most one more stands there (or one group), and verify is content.

namespace torture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array stageLines{12, 60, 130, 200, 270, 340};
constexpr int commandsARun = 40;

// A program with its two pipes.
class Child {
public:
    Child(const QStringList& words) {
        std::array<int, 2> in{};
        std::array<int, 2> out{};
        if (::pipe2(in.data(), O_CLOEXEC) != 0 || ::pipe2(out.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        std::vector<QByteArray> bytes;
        std::vector<char*> arguments;
        for (const QString& word : words)
            bytes.push_back(word.toLocal8Bit());
        for (QByteArray& word : bytes)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        m_pid = ::fork();
        if (m_pid == 0) {
            ::dup2(in[0], STDIN_FILENO);
            ::dup2(out[1], STDOUT_FILENO);
            ::execv(arguments[0], arguments.data());
            ::_exit(127);
        }
        ::close(in[0]);
        ::close(out[1]);
        m_in = in[1];
        m_out = out[0];
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (m_in >= 0)
            ::close(m_in);
        ::close(m_out);
    }

    void give(const QByteArray& text) {
        qsizetype done = 0;
        while (done < text.size()) {
            const auto more = ::write(m_in, text.constData() + done,
                                      static_cast<std::size_t>(text.size() - done));
            if (more <= 0)
                return;
            done += more;
        }
        ::close(std::exchange(m_in, -1));
    }
    // Reads what has come; false at the end. Waits no longer than that.
    bool hear(int milliseconds) {
        pollfd waiting{m_out, POLLIN, 0};
        if (::poll(&waiting, 1, milliseconds) <= 0)
            return true;
        std::array<char, 65536> buffer{};
        const auto size = ::read(m_out, buffer.data(), buffer.size());
        if (size <= 0)
            return false;
        m_heard.append(buffer.data(), size);
        return true;
    }
    // True where the signal, and no end of its own, ended it.
    bool kill() {
        ::kill(m_pid, SIGKILL);
        int status = 0;
        ::waitpid(m_pid, &status, 0);
        while (hear(0) && hasMore()) {}
        return WIFSIGNALED(status);
    }
    int answers() const { return static_cast<int>(m_heard.count('\n')); }
    const QByteArray& heard() const { return m_heard; }

private:
    bool hasMore() const {
        pollfd waiting{m_out, POLLIN, 0};
        return ::poll(&waiting, 1, 0) > 0;
    }

    pid_t m_pid = -1;
    int m_in = -1;
    int m_out = -1;
    QByteArray m_heard;
};

class Killed {
public:
    explicit Killed(const Options& options)
        : m_options(options), m_root(workRoot() + u"/torture-kill-XXXXXX"_s),
          m_story(m_root.filePath(u"story"_s)), m_random(options.seed), m_tally(options),
          m_path(m_root.filePath(u"a.fund"_s)) {}

    int run() {
        std::signal(SIGPIPE, SIG_IGN);
        if (!QFileInfo(m_options.fundctl).isExecutable())
            throw std::runtime_error("--fundctl must name the program");
        for (int i = 0; i < m_options.count; ++i)
            once(i);
        return m_tally.finish(u"kill"_s, u"lost"_s);
    }

private:
    QByteArray script(int line, int& logins) {
        QStringList users;
        QByteArray commands;
        const int end = std::min(line + commandsARun, m_story.lines());
        for (int i = line; i < end; ++i) {
            if (!users.contains(m_story.userOf(i)))
                users << m_story.userOf(i);
            commands += m_story.batchLine(i);
        }
        QByteArray text;
        for (const QString& user : users)
            text += m_story.loginLine(user);
        logins = static_cast<int>(users.size());
        return text + commands;
    }

    void once(int number) {
        const int line = stageLines.at(below(m_random, stageLines.size()));
        const QString stage = m_story.stage(line);
        for (const char* rest : {"", "-journal", ".using"})
            QFile::remove(m_path + QLatin1StringView(rest));
        QFile::copy(stage, m_path);
        const int group = below(m_random, 3) == 0 ? 5 : 1;
        int logins = 0;
        const QByteArray text = script(line, logins);
        const bool early = m_options.canary == u"early";
        const QStringList words =
            early ? QStringList{QCoreApplication::applicationFilePath(), u"early"_s, m_path,
                                QString::number(group)}
                  : QStringList{
                      m_options.fundctl,      u"batch"_s,           m_path, u"-"_s, u"--group"_s,
                      QString::number(group), u"--clock-is-right"_s};
        Child child(words);
        child.give(text);
        // After a random number of answers, none included, and a random moment more.
        const int answers =
            static_cast<int>(below(m_random, static_cast<quint64>(logins + commandsARun)));
        const auto moment = static_cast<useconds_t>(answers == 0 ? below(m_random, 40'000)
                                                                 : below(m_random, 1'500));
        while (child.answers() < answers && child.hear(10'000)) {}
        ::usleep(moment);
        m_tally.count(child.kill() ? u"killed while running"_s : u"had ended before"_s);
        m_tally.count(u"runs"_s);
        try {
            check(child.heard(), line, logins, group,
                  u"run %1, seed %2"_s.arg(number).arg(m_options.seed));
        } catch (const storage::Failure& failure) {
            m_tally.found(u"refused"_s, u"run %1: %2"_s.arg(number).arg(failure.message()));
        }
    }

    void check(const QByteArray& heard, int line, int logins, int group, const QString& where) {
        const qint64 journal = QFileInfo(m_path + u"-journal"_s).size();
        m_tally.count(u"with a hot journal"_s, journal > 0 ? 1 : 0);
        qint64 acknowledged = 0;
        {
            const auto fund = m_story.open(m_path);
            QList<QByteArray> lines = heard.split('\n');
            lines.removeLast(); // what follows the last end of a line was not whole
            for (int i = logins; i < lines.size(); ++i) {
                const QJsonObject answer = QJsonDocument::fromJson(lines[i]).object();
                if (!answer.contains("seq"_L1))
                    continue;
                acknowledged = answer.value("seq"_L1).toInteger();
                m_tally.count(u"acknowledged commands"_s);
                checkEntry(*fund, acknowledged, line + i - logins, where);
            }
            const qint64 head = headOf(*fund);
            if (acknowledged > 0 && head > acknowledged + group)
                m_tally.found(u"too much"_s, where);
        }
        const auto report = fund::Fund::verify(m_path);
        if (!report.sound())
            m_tally.found(u"half"_s, where + u": "_s + report.findings.front().message);
    }

    void checkEntry(fund::Fund& fund, qint64 seq, int line, const QString& where) {
        const QJsonObject sent = QJsonDocument::fromJson(m_story.batchLine(line)).object();
        auto row = fund::Internals::context(fund).db.query(
            "SELECT by, action FROM entry WHERE seq = ?", seq);
        if (!row.next())
            m_tally.found(u"lost"_s, u"%1: entry %2"_s.arg(where).arg(seq));
        else if (row.text(0) != sent.value("as"_L1).toString()
                 || row.text(1) != sent.value("do"_L1).toString())
            m_tally.found(u"another"_s, u"%1: entry %2"_s.arg(where).arg(seq));
    }

    const Options& m_options;
    QTemporaryDir m_root;
    Story m_story;
    Random m_random;
    Tally m_tally;
    QString m_path;
};

} // namespace

int killed(const Options& options) {
    return Killed(options).run();
}

// A batch as it must not be: each answer goes out when the command was judged and applied, before
// it is committed.
int earlyAnswers(const QString& path, int group) {
    journal::SystemClock clock;
    journal::SystemRandomness randomness;
    const auto fund = fund::Fund::open(path, clock, randomness);
    fund::Internals::context(*fund).clockIsRight = true;
    std::array<char, 1 << 20> line{};
    int open = 0;
    while (std::fgets(line.data(), static_cast<int>(line.size()), stdin)) {
        const QJsonObject json = QJsonDocument::fromJson(line.data()).object();
        journal::Answer answer;
        if (json.contains("login"_L1)) {
            const QJsonObject who = json.value("login"_L1).toObject();
            answer =
                fund->login(who.value("user"_L1).toString(), who.value("password"_L1).toString());
        } else {
            if (open == 0)
                fund->beginGroup();
            answer = fund->submit({json.value("as"_L1).toString(), json.value("do"_L1).toString(),
                                   json.value("with"_L1).toObject()});
            ++open;
        }
        const QByteArray text = journal::canonical(answer.toJson()) + '\n';
        std::fputs(text.constData(), stdout);
        std::fflush(stdout);
        if (open == group) {
            fund->commitGroup();
            open = 0;
        }
    }
    if (open > 0)
        fund->commitGroup();
    return 0;
}

} // namespace torture
