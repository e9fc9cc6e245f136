// SPDX-License-Identifier: GPL-3.0-only
#include "harness.h"

#include <QJsonArray>
#include <QTemporaryDir>

#include <csignal>
#include <cstring>

#include <sys/wait.h>
#include <unistd.h>

// Random bytes and pages changed, the file cut short. What the program then answers is compared
// with what it answered before: where any answer differs, opening, the question itself or verify
// must have named the damage. Never a silent wrong figure, a crash or a program that hangs.

namespace torture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int page = 4096;
constexpr const char* kinds[] = {"byte", "bit", "run", "sector", "page", "swap", "copy", "cut"};

// What came of one damaged file, told by the child's exit status.
enum Fate { Unchanged = 10, Refused, Named, WrongButFound, WrongAndSilent, Escaped };

class Damaged {
public:
    explicit Damaged(const Options& options)
        : m_options(options), m_root(workRoot() + u"/torture-damage-XXXXXX"_s),
          m_story(m_root.filePath(u"story"_s)), m_random(options.seed), m_tally(options),
          m_path(m_root.filePath(u"a.fund"_s)) {}

    int run() {
        // Every other case has the short history, which costs less to look through.
        const QString stages[] = {m_story.stage(90), m_story.stage(m_story.lines())};
        std::vector<QByteArray> whole;
        std::vector<QByteArray> answers;
        for (const QString& stage : stages) {
            whole.push_back(bytesOf(stage));
            writeBytes(m_path, whole.back());
            m_story.toEnd();
            answers.push_back(allAnswers(*m_story.open(m_path)));
            if (answers.back().contains("not-logged-in"))
                throw std::runtime_error("the auditor can't ask");
        }
        int done = 0;
        for (int i = 0; done < m_options.count; ++i) {
            const std::size_t which = i % 4 == 3 ? 1 : 0;
            const char* kind = nullptr;
            const QByteArray bytes = damage(whole[which], kind);
            if (bytes == whole[which])
                continue; // a byte became what it was, a page changed places with itself
            ++done;
            if (m_options.only.isEmpty() || m_options.only.toInt() == i)
                once(i, bytes, answers[which], QLatin1StringView(kind));
        }
        return m_tally.finish(u"damage"_s, u"silent"_s);
    }

private:
    QByteArray damage(const QByteArray& whole, const char*& kind) {
        QByteArray bytes = whole;
        const auto pages = static_cast<quint64>(bytes.size() / page);
        const auto at = static_cast<qsizetype>(below(m_random, static_cast<quint64>(bytes.size())));
        const auto pageAt = static_cast<qsizetype>(below(m_random, pages)) * page;
        const auto otherAt = static_cast<qsizetype>(below(m_random, pages)) * page;
        // Half of all cases are one byte: the hardest to notice.
        const quint64 which = below(m_random, 14);
        const std::size_t number = which < 7 ? 0 : static_cast<std::size_t>(which - 6);
        kind = kinds[number];
        switch (number) {
        case 0:
            bytes[at] = static_cast<char>(m_random());
            break;
        case 1:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(m_random, 8)));
            break;
        case 2:
            for (qsizetype i = at; i < std::min(at + 64, bytes.size()); ++i)
                bytes[i] = static_cast<char>(m_random());
            break;
        case 3:
            std::memset(bytes.data() + at / 512 * 512, 0, 512);
            break;
        case 4:
            for (qsizetype i = pageAt; i < pageAt + page; ++i)
                bytes[i] = static_cast<char>(m_random());
            break;
        case 5: {
            const QByteArray one = bytes.mid(pageAt, page);
            bytes.replace(pageAt, page, QByteArray(bytes.mid(otherAt, page)));
            bytes.replace(otherAt, page, one);
            break;
        }
        case 6:
            bytes.replace(pageAt, page, QByteArray(bytes.mid(otherAt, page)));
            break;
        default:
            bytes.truncate(at);
            break;
        }
        return bytes;
    }

    // The answers to all questions an auditor has, as text.
    static QByteArray allAnswers(fund::Fund& fund) {
        QByteArray all;
        const auto ask = [&](const QString& question, const QJsonObject& with = {}) {
            const journal::Answer answer = fund.ask({u"auditor1"_s, question, with});
            const journal::Error* error = answer.ok() ? nullptr : answer.rejection->error();
            if (error && error->kind == journal::ErrorKind::Storage)
                throw storage::Failure(storage::Trouble::Damaged, error->sentence);
            all += journal::canonical(answer.toJson()) + '\n';
            return answer.result.toObject();
        };
        ask(u"plan.show"_s);
        ask(u"budget.execution"_s);
        for (const char* day : {"2019-04-30", "2019-08-31", "2019-12-31"})
            ask(u"budget.execution"_s, {{"as_of"_L1, QLatin1StringView(day)}});
        ask(u"goal.show"_s);
        ask(u"inbox"_s);
        ask(u"journal.head"_s);
        ask(u"disclosure.preview"_s, {{"month"_L1, u"2020-01"_s}});
        askLists(ask);
        return all;
    }

    template <class Ask> static void askLists(Ask ask) {
        for (const char* list :
             {"unit.list", "project.list", "acceptance.list", "payment.list", "receipt.list",
              "document.list", "finding.list", "notice.list", "disclosure.list", "user.list"}) {
            const QString question = QString::fromLatin1(list);
            QJsonObject with{{"count"_L1, 200}};
            for (int pages = 0; pages < 50; ++pages) {
                const QJsonObject part = ask(question, with);
                for (const QJsonValue& item : part.value("items"_L1).toArray())
                    askOne(ask, question, item.toObject());
                if (!part.contains("next"_L1))
                    break;
                with.insert("after"_L1, part.value("next"_L1));
            }
        }
        QJsonObject with{{"from"_L1, 1}, {"to"_L1, 1000}};
        ask(u"journal.list"_s, with);
    }

    template <class Ask>
    static void askOne(Ask ask, const QString& question, const QJsonObject& item) {
        const QJsonObject id{{"id"_L1, item.value("id"_L1)}};
        if (question == u"project.list") {
            ask(u"project.show"_s, id);
            for (const char* kind : {"prepay", "stage", "final"})
                ask(u"payment.limit"_s,
                    {{"project"_L1, item.value("id"_L1)}, {"kind"_L1, QLatin1StringView(kind)}});
        }
        if (question == u"payment.list")
            ask(u"payment.show"_s, id);
        if (question == u"document.list")
            ask(u"document.read"_s, {{"sha256"_L1, item.value("sha256"_L1)}});
    }

    bool verifyFinds() const {
        journal::VerificationReport report;
        try {
            report = fund::Fund::verify(m_path);
        } catch (const storage::Failure&) {
            return true;
        }
        // The canary: a verify that does not compare the tables.
        if (m_options.canary == u"no-tables")
            std::erase_if(report.findings, [](const journal::VerificationFinding& finding) {
                return finding.place.startsWith(u"table "_s) && finding.place != u"table private"_s
                       && finding.place != u"table content"_s;
            });
        return !report.sound();
    }

    // In a process of its own, so that a crash or a hang is seen as one.
    Fate fate(const QByteArray& expected) const {
        try {
            const auto fund = m_story.open(m_path);
            m_story.toEnd();
            if (allAnswers(*fund) == expected)
                return Unchanged;
        } catch (const storage::Failure& failure) {
            if (!badSentence(failure.message()).isEmpty())
                std::fprintf(stderr, "%s\n", qPrintable(failure.message()));
            return Refused;
        } catch (const std::exception& error) {
            std::fprintf(stderr, "escaped: %s\n", error.what());
            return verifyFinds() ? Escaped : WrongAndSilent;
        }
        return verifyFinds() ? WrongButFound : WrongAndSilent;
    }

    void once(int number, const QByteArray& bytes, const QByteArray& expected,
              const QString& kind) {
        for (const char* rest : {"-journal", ".using"})
            QFile::remove(m_path + QLatin1StringView(rest));
        writeBytes(m_path, bytes);
        std::fflush(nullptr);
        if (!m_options.only.isEmpty()) { // under a debugger
            const Fate alone = fate(expected);
            m_tally.count(u"fate %1"_s.arg(alone));
            return;
        }
        const pid_t child = ::fork();
        if (child == 0) {
            ::alarm(60);
            ::_exit(fate(expected));
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        const QString where = u"case %1, seed %2, %3"_s.arg(number).arg(m_options.seed).arg(kind);
        m_tally.count(u"cases"_s);
        if (WIFSIGNALED(status))
            return m_tally.found(WTERMSIG(status) == SIGALRM ? u"hang"_s : u"crash"_s,
                                 where + u", signal %1"_s.arg(WTERMSIG(status)));
        switch (WEXITSTATUS(status)) {
        case Unchanged:
            return m_tally.count(u"without effect"_s);
        case Refused:
            return m_tally.count(u"refused when opened or asked"_s);
        case WrongButFound:
            return m_tally.count(u"found by verify"_s);
        case Escaped:
            return m_tally.found(u"escaped"_s, where);
        case WrongAndSilent:
            return m_tally.found(u"silent"_s, where);
        default:
            return m_tally.found(u"crash"_s, where + u", status %1"_s.arg(status));
        }
    }

    const Options& m_options;
    QTemporaryDir m_root;
    Story m_story;
    Random m_random;
    Tally m_tally;
    QString m_path;
};

} // namespace

int damaged(const Options& options) {
    return Damaged(options).run();
}

} // namespace torture
