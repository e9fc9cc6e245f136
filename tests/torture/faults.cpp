// SPDX-License-Identifier: GPL-3.0-only
#include "harness.h"

#include <archive/package.h>
#include <audit/package.h>
#include <fund/backup.h>
#include <fund/internals.h>
#include <storage/durable.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTemporaryDir>

// An error at the n-th call to the disk, once and from then on. Each scene is a piece of real work;
// for each n it is done on a fresh copy while that call fails. What is wanted: success or one clear
// sentence; the fund as before or with the whole command; and when the disk is well again the same
// open fund works on and verifies.

namespace torture {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int stageLine = 90; // receipts, units, projects, documents and payments are there
constexpr Break kinds[] = {Break::Eio, Break::NoSpace, Break::ShortWrite, Break::SyncFails};
constexpr const char* kindNames[] = {"EIO", "ENOSPC", "short write", "failed fsync"};

// What a scene's work came to.
struct Outcome {
    bool ok = false;
    QString said;
};

Outcome outcomeOf(const journal::Answer& answer) {
    if (answer.ok())
        return {true, {}};
    const journal::Error* error = answer.rejection->error();
    if (!error || error->kind != journal::ErrorKind::Storage)
        return {false, u"not a storage error: "_s + answer.rejection->message()};
    return {false, answer.rejection->message()};
}

template <class Work> Outcome outcomeOf(Work work) {
    try {
        work();
        return {true, {}};
    } catch (const storage::Failure& failure) {
        return {false, failure.message()};
    } catch (const fund::VerificationFailed& unsound) {
        return {false, unsound.message()};
    }
}

class IoErrors {
public:
    explicit IoErrors(const Options& options)
        : m_options(options), m_root(workRoot() + u"/torture-faults-XXXXXX"_s),
          m_story(m_root.filePath(u"story"_s)), m_tally(options),
          m_work(m_root.filePath(u"work"_s)), m_path(m_work + u"/a.fund"_s),
          m_scan(m_root.filePath(u"scan.bin"_s)) {}

    int run() {
        Wire::get().skipSyncs = true;
        Random random(m_options.seed);
        QByteArray scan(700'000, '\0');
        for (char& byte : scan)
            byte = static_cast<char>(random());
        writeBytes(m_scan, scan);
        m_stage = m_story.stage(stageLine);
        {
            const auto fund = m_story.open(m_stage);
            m_before = digestOf(fund::Internals::context(*fund).db);
            m_head = headOf(*fund);
            auto project =
                fund::Internals::context(*fund).db.query("SELECT about_id FROM document WHERE"
                                                         " about_kind = 'project' LIMIT 1");
            project.next();
            m_project = project.text(0);
        }
        openScenes();
        outsideScenes();
        savingScene();
        return m_tally.finish(u"faults"_s, u"kept in silence"_s);
    }

private:
    using Inside = std::function<Outcome(fund::Fund&)>;

    // Work in an open fund. `commands`: how many entries success adds.
    void openScenes() {
        inside(u"command"_s, 1,
               [this](fund::Fund& fund) { return outcomeOf(m_story.play(fund, stageLine)); });
        inside(u"interest"_s, 1,
               [](fund::Fund& fund) { return outcomeOf(fund.submit(Story::interest(1))); });
        inside(u"group"_s, 5, [](fund::Fund& fund) {
            return outcomeOf([&] {
                fund.beginGroup();
                for (int i = 0; i < 5; ++i) {
                    const auto answer = fund.submit(Story::interest(i));
                    if (!answer.ok())
                        throw storage::Failure(storage::Trouble::Io, answer.rejection->sentence());
                }
                fund.commitGroup();
            });
        });
        inside(u"filing"_s, 1, [this](fund::Fund& fund) {
            const QJsonObject about{{"kind"_L1, u"fund"_s}, {"id"_L1, u"all"_s}};
            return outcomeOf(fund.submit({u"clerk1"_s, u"document.file"_s,
                                          QJsonObject{{"id"_L1, u"WJ-T"_s},
                                                      {"about"_L1, about},
                                                      {"kind"_L1, u"other"_s},
                                                      {"title"_L1, u"月报"_s},
                                                      {"date"_L1, u"2019-03-05"_s},
                                                      {"path"_L1, m_scan}}}));
        });
        inside(u"archive export"_s, 0, [this](fund::Fund& fund) {
            return exported(m_work + u"/p.zip"_s, [&](const QString& to) {
                archive::exportProject(fund::Internals::context(fund), m_project, to);
            });
        });
        inside(u"audit export"_s, 0, [this](fund::Fund& fund) {
            return exported(m_work + u"/audit.zip"_s, [&](const QString& to) {
                audit::exportPackage(fund::Internals::context(fund), to);
            });
        });
    }

    // Success means that the file is there, failure that nothing bears its name. Where no call
    // works any more a name can't be taken back; what bears it must then be whole, or be refused.
    template <class Work> Outcome exported(const QString& to, Work work) {
        Outcome outcome = outcomeOf([&] { work(to); });
        const qint64 size = QFileInfo(to).size();
        if (!Wire::get().fault || Wire::get().fault->at == 0)
            m_wholeSize = size;
        const bool deaf = Wire::get().fault && Wire::get().fault->fromThenOn;
        if (outcome.ok == QFileInfo::exists(to))
            return outcome;
        if (deaf && (size == m_wholeSize || clearlyRefused(to)))
            m_tally.count(u"whole but said to have failed"_s);
        else
            m_tally.found(u"half made"_s, m_where);
        return outcome;
    }

    // Opened by a program on a disk that is well again.
    bool clearlyRefused(const QString& path) {
        Fault* const fault = std::exchange(Wire::get().fault, nullptr);
        QString said;
        try {
            m_story.open(path);
        } catch (const storage::Failure& failure) {
            said = failure.message();
        }
        Wire::get().fault = fault;
        return badSentence(said).isEmpty();
    }

    void outsideScenes() {
        outside(u"open"_s, [this] { return outcomeOf([&] { m_story.open(m_path); }); });
        outside(u"backup"_s, [this] {
            return exported(m_work + u"/b.fund"_s,
                            [&](const QString& to) { fund::backup(m_path, to); });
        });
        outside(u"restore"_s, [this] {
            return outcomeOf([&] { fund::restore(m_work + u"/c.fund"_s, m_path); });
        });
        outside(u"create"_s, [this] {
            return exported(m_work + u"/n.fund"_s, [](const QString& to) {
                journal::FixedClock clock(u"2019-01-01"_s);
                journal::SystemRandomness randomness;
                QString code;
                fund::Fund::create(to,
                                   {QJsonDocument::fromJson(Story::plan()).object(), u"admin"_s,
                                    u"甲"_s, u"Aa-12345"_s},
                                   clock, randomness, code);
            });
        });
    }

    // What leaves the fund over an older file of that name: there is the one or the other, whole,
    // and the older one wherever it was not said to be done.
    void savingScene() {
        const QString to = m_work + u"/月报.csv"_s;
        const QByteArray older(30'000, 'o');
        const QByteArray newer(70'000, 'n');
        everyN(u"saving"_s, [&](Fault& fault) {
            fresh();
            writeBytes(to, older);
            arm(fault);
            Outcome outcome = outcomeOf([&] { storage::writeAtomically(to, newer); });
            disarm();
            if (m_options.canary == u"deaf" && fault.hit > 0)
                outcome = {true, {}};
            sentence(outcome);
            QFile file(to);
            if (!file.open(QIODevice::ReadOnly) || file.readAll() != (outcome.ok ? newer : older))
                m_tally.found(u"half made"_s, m_where);
            if (!outcome.ok
                && !QDir(QFileInfo(to).path()).entryList({u"*.part-*"_s}, QDir::Files).isEmpty())
                m_tally.count(u"parts left behind"_s);
        });
    }

    void fresh() {
        emptyFolder(m_work);
        QFile::copy(m_stage, m_path);
        QFile::copy(m_stage, m_work + u"/c.fund"_s);
    }

    // For each kind of fault, once and from then on, every n until the work is done before it.
    // --count: n up to that, and a few of the later ones.
    template <class Trial> void everyN(const QString& scene, Trial trial) {
        if (!m_options.only.isEmpty() && m_options.only != scene)
            return;
        for (const Break kind : kinds)
            for (const bool fromThenOn : {false, true}) {
                Fault dry{kind, 0, false};
                m_where = scene + u", undisturbed"_s;
                trial(dry);
                const int calls = dry.seen;
                const int all = m_options.count > 0 ? m_options.count : calls;
                const int step = std::max(1, (calls - all) / 4);
                for (int n = 1; n <= calls; n += n < all ? 1 : step) {
                    Fault fault{kind, n, fromThenOn};
                    m_where = u"%1, %2 at call %3 %4"_s.arg(
                        scene, QLatin1StringView(kindNames[static_cast<int>(kind)]),
                        QString::number(n), fromThenOn ? u"and on"_s : u"once"_s);
                    trial(fault);
                    m_tally.count(u"faults"_s);
                    m_tally.count(fault.hit > 0 ? u"hit"_s : u"missed"_s);
                }
            }
    }

    void arm(Fault& fault) {
        Wire::get().watch(m_work);
        Wire::get().fault = &fault;
    }
    static void disarm() { Wire::get().fault = nullptr; }

    void sentence(const Outcome& outcome) {
        if (outcome.ok)
            return;
        m_tally.count(u"sentences"_s);
        const QString bad = badSentence(outcome.said);
        if (!bad.isEmpty())
            m_tally.found(u"sentence"_s, m_where + u": "_s + bad + u": "_s + outcome.said);
    }

    void inside(const QString& scene, int commands, const Inside& work) {
        everyN(scene, [&](Fault& fault) {
            fresh();
            Wire::get().watch(m_work);
            auto fund = m_story.open(m_path);
            m_story.toEnd();
            Wire::get().fault = &fault;
            Outcome outcome;
            try {
                outcome = work(*fund);
            } catch (const std::exception& error) {
                outcome.said = QString::fromUtf8(error.what());
                m_tally.found(u"escaped"_s, m_where + u": "_s + outcome.said);
            }
            disarm();
            if (m_options.canary == u"deaf" && fault.hit > 0) // as if failures were not looked at
                outcome = {true, {}};
            sentence(outcome);
            try {
                // Said to be uncertain: then the one or the other, but nothing between.
                const bool unsure = outcome.said.contains(u"不能确定"_s);
                m_tally.count(u"unsure"_s, unsure ? 1 : 0);
                const bool there = unsure && headOf(*fund) > m_head;
                checkInside(*fund, outcome.ok || there ? commands : 0);
                fund.reset();
                // What is as it was needs no proof each time; what was added does.
                if (outcome.ok || m_tally.counted(u"faults"_s) % 10 == 0)
                    checkVerified();
            } catch (const std::exception& error) {
                m_tally.found(u"unusable"_s, m_where + u": "_s + QString::fromUtf8(error.what()));
            }
        });
    }

    void checkInside(fund::Fund& fund, int added) {
        const qint64 head = headOf(fund);
        if (head != m_head + added)
            m_tally.found(u"kept in silence"_s,
                          u"%1: entry %2 after %3"_s.arg(m_where).arg(head).arg(m_head));
        if (added == 0 && digestOf(fund::Internals::context(fund).db) != m_before)
            m_tally.found(u"half"_s, m_where);
        const auto next = fund.submit(Story::interest(99));
        if (!next.ok())
            m_tally.found(u"stuck"_s, m_where + u": "_s + next.rejection->message());
        m_expected = m_head + added + 1;
    }

    void checkVerified() {
        const auto report = fund::Fund::verify(m_path);
        if (!report.sound())
            m_tally.found(u"unsound"_s, m_where + u": "_s + report.findings.front().message);
        if (report.entries != m_expected)
            m_tally.found(u"lost"_s, m_where);
    }

    void outside(const QString& scene, const std::function<Outcome()>& work) {
        everyN(scene, [&](Fault& fault) {
            fresh();
            arm(fault);
            Outcome outcome;
            try {
                outcome = work();
            } catch (const std::exception& error) {
                outcome.said = QString::fromUtf8(error.what());
                m_tally.found(u"escaped"_s, m_where + u": "_s + outcome.said);
            }
            disarm();
            sentence(outcome);
            try {
                const auto fund = m_story.open(m_path);
                if (digestOf(fund::Internals::context(*fund).db) != m_before)
                    m_tally.found(u"half"_s, m_where);
                checkInside(*fund, 0);
            } catch (const std::exception& error) {
                m_tally.found(u"unusable"_s, m_where + u": "_s + QString::fromUtf8(error.what()));
            }
            for (const QString& name : QDir(m_work).entryList(QDir::Files))
                if (name.contains(u".part"))
                    m_tally.count(u"parts left behind"_s);
        });
    }

    const Options& m_options;
    QTemporaryDir m_root;
    Story m_story;
    Tally m_tally;
    QString m_work;
    QString m_path;
    QString m_scan;
    QString m_stage;
    QString m_where;
    QString m_project;
    quint64 m_before = 0;
    qint64 m_head = 0;
    qint64 m_expected = 0;
    qint64 m_wholeSize = 0;
};

} // namespace

int ioErrors(const Options& options) {
    return IoErrors(options).run();
}

} // namespace torture
