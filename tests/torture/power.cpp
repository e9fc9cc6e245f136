// SPDX-License-Identifier: GPL-3.0-only
#include "harness.h"

#include <archive/package.h>
#include <fund/backup.h>
#include <fund/internals.h>
#include <fund/upgrade.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QSet>
#include <QTemporaryDir>

// A power cut at each system call of a save. The calls of real work are recorded once; then every
// prefix of them is replayed onto a modelled disk whose unsynced writes are dropped, kept, mixed or
// torn, and what is left is opened by the real program: every acknowledged command there, none
// half applied (each table equals what it was after one of the commands), verify sound.

namespace torture {

using namespace Qt::Literals::StringLiterals;

namespace {

// Recorded work: what happened, and what must hold from each mark on.
struct Recording {
    std::vector<Op> ops;
    Disk start;
    QString folder;
    QMap<qint64, quint64> digests; // by the number of the last entry
    qint64 firstSeq = 0;           // -1: no fund lay there at the beginning
    QString destination;           // of a backup; it may be absent until the mark
    bool restoring = false;        // the last entry's number may go down
    bool upgrading = false;
};

enum class Scene { Commands, Group, Spill, Create, Backup, Restore, Upgrade };
constexpr Scene scenes[] = {Scene::Commands, Scene::Group,   Scene::Spill,  Scene::Create,
                            Scene::Backup,   Scene::Restore, Scene::Upgrade};
constexpr const char* sceneNames[] = {"commands", "group",   "spill",  "create",
                                      "backup",   "restore", "upgrade"};
// Each state of an upgrade is upgraded itself, so a recording is visited at so many calls only, and
// at each of its last ones.
constexpr std::size_t upgradeVisits = 60;
constexpr std::size_t upgradeLast = 30;

class PowerCut {
public:
    explicit PowerCut(const Options& options)
        : m_options(options), m_root(workRoot() + u"/torture-power-XXXXXX"_s),
          m_story(m_root.filePath(u"story"_s)), m_random(options.seed), m_tally(options) {}

    int run() {
        Wire::get().skipSyncs = true;
        int round = 0;
        while (m_tally.counted(u"states"_s) < m_options.count) {
            for (const Scene scene : scenes) {
                const auto name = QLatin1StringView(sceneNames[static_cast<int>(scene)]);
                if (m_options.only.isEmpty() ? scene == Scene::Upgrade : m_options.only != name)
                    continue; // an upgrade is a harness of its own
                // The settings of a canary reach only a fund that is open and working.
                if (!m_options.canary.isEmpty() && scene > Scene::Group && scene != Scene::Upgrade)
                    continue;
                m_name = u"%1 round %2"_s.arg(name).arg(round);
                replay(record(scene));
            }
            ++round;
        }
        return m_options.only == u"upgrade" ? m_tally.finish(u"upgrade"_s, u"refused"_s)
                                            : m_tally.finish(u"power"_s, u"lost"_s);
    }

private:
    int randomLine() {
        return 30 + static_cast<int>(below(m_random, static_cast<quint64>(m_story.lines() - 60)));
    }

    // Every few rounds another stage; making one costs as much as replaying hundreds of states.
    QString stageFile(int& line) {
        const int step = 40;
        line = std::max(20, randomLine() / step * step);
        return m_story.stage(line);
    }

    void mark(Recording& recording, fund::Fund& fund) {
        const qint64 seq = headOf(fund);
        recording.digests.insert(seq, digestOf(fund::Internals::context(fund).db));
        recording.ops.push_back({Op::Mark, 0, seq, {}, {}, {}});
    }

    void settingsOfCanary(fund::Fund& fund) {
        auto& db = fund::Internals::context(fund).db;
        if (m_options.canary.startsWith(u"wal"))
            db.script(u"PRAGMA journal_mode = WAL"_s);
        if (m_options.canary.endsWith(u"normal"))
            db.script(u"PRAGMA synchronous = NORMAL"_s);
        if (m_options.canary.endsWith(u"off"))
            db.script(u"PRAGMA synchronous = OFF"_s);
    }

    void begin(Recording& recording) {
        Wire::get().watch(recording.folder);
        for (const QFileInfo& file : QDir(recording.folder).entryInfoList(QDir::Files)) {
            const QByteArray path = file.filePath().toLocal8Bit();
            recording.start.put(path, Wire::get().knownFile(path), bytesOf(file.filePath()));
        }
        Wire::get().log = &recording.ops;
    }
    static void end() {
        Wire::get().log = nullptr;
        Wire::get().watch({});
    }

    Recording record(Scene scene) {
        Recording recording;
        recording.folder = m_root.filePath(u"work"_s);
        emptyFolder(recording.folder);
        const QString path = recording.folder + u"/a.fund"_s;
        switch (scene) {
        case Scene::Commands:
        case Scene::Group:
        case Scene::Spill:
            recordWork(recording, path, scene);
            break;
        case Scene::Create:
            recordCreate(recording, path);
            break;
        case Scene::Upgrade:
            recordUpgrade(recording, path);
            break;
        case Scene::Backup:
        case Scene::Restore:
            recordCopy(recording, path, scene == Scene::Backup);
            break;
        }
        end();
        return recording;
    }

    void recordWork(Recording& recording, const QString& path, Scene scene) {
        int line = 0;
        QFile::copy(stageFile(line), path);
        begin(recording);
        const auto fund = m_story.open(path);
        settingsOfCanary(*fund);
        if (scene == Scene::Spill) // pages reach the file long before the commit
            fund::Internals::context(*fund).db.script(u"PRAGMA cache_size = 4"_s);
        mark(recording, *fund);
        recording.firstSeq = headOf(*fund);
        const int commands = scene == Scene::Commands ? 10 : 12;
        const bool grouped = scene != Scene::Commands;
        for (int i = 0; i < commands && line + i < m_story.lines(); ++i) {
            if (grouped && i % 4 == 0)
                fund->beginGroup();
            m_story.play(*fund, line + i);
            if (!grouped)
                mark(recording, *fund);
            if (grouped && i % 4 == 3) {
                fund->commitGroup();
                mark(recording, *fund);
            }
        }
    }

    void recordCreate(Recording& recording, const QString& path) {
        begin(recording);
        journal::FixedClock clock(u"2019-01-01"_s);
        journal::SystemRandomness randomness;
        QString code;
        const auto fund = fund::Fund::create(
            path,
            {QJsonDocument::fromJson(Story::plan()).object(), u"admin"_s, u"甲"_s, u"Aa-12345"_s},
            clock, randomness, code);
        mark(recording, *fund);
        recording.firstSeq = -1;
    }

    void recordCopy(Recording& recording, const QString& path, bool backup) {
        int line = 0;
        QFile::copy(stageFile(line), path);
        const QString other = recording.folder + (backup ? u"/b.fund"_s : u"/old.fund"_s);
        {
            const auto fund = m_story.open(path);
            recording.firstSeq = headOf(*fund);
            recording.digests.insert(recording.firstSeq,
                                     digestOf(fund::Internals::context(*fund).db));
        }
        qint64 after = recording.firstSeq;
        if (!backup) { // what is restored is older than what it replaces
            QFile::copy(m_story.stage(20), other);
            const auto fund = m_story.open(other);
            after = headOf(*fund);
            recording.digests.insert(after, digestOf(fund::Internals::context(*fund).db));
        }
        begin(recording);
        if (backup)
            fund::backup(path, other);
        else
            fund::restore(other, path);
        recording.ops.push_back({Op::Mark, 0, after, {}, {}, {}});
        if (backup)
            recording.destination = other;
        else
            recording.restoring = true;
    }

    // Whatever is left, its opening ends with the same tables. The canary forgets to force the new
    // file to the disk before it takes its place.
    void recordUpgrade(Recording& recording, const QString& path) {
        const QByteArray older = qUncompress(
            bytesOf(QStringLiteral(FUNDDESK_SOURCE) + u"/tests/older/guzhang-1d245f9.fund.z"_s));
        writeBytes(path, older);
        {
            const auto fund = m_story.open(path);
            recording.firstSeq = headOf(*fund);
            recording.digests.insert(recording.firstSeq,
                                     digestOf(fund::Internals::context(*fund).db));
        }
        emptyFolder(recording.folder);
        writeBytes(path, older);
        begin(recording);
        fund::upgrade(path);
        recording.ops.push_back({Op::Mark, 0, recording.firstSeq, {}, {}, {}});
        if (m_options.canary == u"unsynced")
            std::erase_if(recording.ops, [](const Op& op) { return op.kind == Op::Sync; });
        recording.upgrading = true;
    }

    // --- replaying -----------------------------------------------------------------------------

    void replay(const Recording& recording) {
        Disk disk = recording.start;
        qint64 acknowledged = recording.firstSeq;
        bool done = false;
        QSet<size_t> seen;
        // Longer recordings are visited at every call too, but with fewer cuts at each.
        const int variants = recording.ops.size() > 400 ? 3 : 8;
        const std::size_t all = recording.ops.size();
        const std::size_t stride = recording.upgrading ? all / upgradeVisits + 1 : 1;
        for (std::size_t at = 0; at <= all; ++at) {
            const bool visited = at % stride == 0 || at + upgradeLast > all;
            for (int variant = 0; visited && variant < variants; ++variant) {
                const auto cut =
                    static_cast<Disk::Cut>(variant < Disk::cuts && variants >= Disk::cuts
                                               ? variant
                                               : static_cast<int>(below(m_random, Disk::cuts)));
                const Folder left = disk.afterPowerCut(cut, m_random);
                const size_t same = qHashMulti(0, acknowledged, left.keys(), left.values());
                if (seen.contains(same))
                    continue;
                seen.insert(same);
                check(recording, left, acknowledged, done,
                      u"%1, seed %2, after call %3, cut %4"_s.arg(m_name)
                          .arg(m_options.seed)
                          .arg(at)
                          .arg(static_cast<int>(cut)));
                if (m_tally.counted(u"states"_s) >= m_options.count)
                    return;
            }
            if (at == recording.ops.size())
                break;
            disk.apply(recording.ops[at]);
            if (recording.ops[at].kind == Op::Mark) {
                acknowledged = recording.ops[at].offset;
                done = true;
            }
        }
    }

    void check(const Recording& recording, const Folder& left, qint64 acknowledged, bool done,
               const QString& where) {
        m_tally.count(u"states"_s);
        const QString folder = m_root.filePath(u"state"_s);
        emptyFolder(folder);
        for (auto it = left.constBegin(); it != left.constEnd(); ++it) {
            const QString file =
                folder + QString::fromLocal8Bit(it.key()).mid(recording.folder.size());
            QDir().mkpath(QFileInfo(file).path());
            writeBytes(file, it.value());
        }
        const QString path = folder + u"/a.fund"_s;
        const bool sampled = below(m_random, recording.upgrading ? 20 : 150) == 0;
        try {
            checkFund(recording, path, acknowledged, done, sampled, where);
            if (!recording.destination.isEmpty())
                checkBackup(folder + u"/b.fund"_s, done, where);
        } catch (const storage::Failure& failure) {
            m_tally.found(u"refused"_s, where + u": "_s + failure.message());
        } catch (const std::exception& error) {
            m_tally.found(u"refused"_s, where + u": "_s + QString::fromUtf8(error.what()));
        }
    }

    void checkFund(const Recording& recording, const QString& path, qint64 acknowledged, bool done,
                   bool sampled, const QString& where) {
        const bool creating = recording.firstSeq < 0;
        if (creating && !done) {
            // Not acknowledged: a whole fund or a clear refusal, and nothing between.
            try {
                if (QFileInfo::exists(path))
                    m_story.open(path);
            } catch (const storage::Failure& failure) {
                if (!badSentence(failure.message()).isEmpty())
                    m_tally.found(u"sentence"_s, where + u": "_s + failure.message());
                return;
            }
        }
        if (creating && !done && !QFileInfo::exists(path))
            return;
        const auto fund = m_story.open(path);
        const qint64 seq = headOf(*fund);
        if (recording.restoring ? done && seq != acknowledged : seq < acknowledged)
            m_tally.found(u"lost"_s, u"%1: entry %2 of %3"_s.arg(where).arg(seq).arg(acknowledged));
        else if (!recording.digests.contains(seq)
                 || recording.digests.value(seq) != digestOf(fund::Internals::context(*fund).db))
            m_tally.found(u"half"_s, u"%1: tables at entry %2"_s.arg(where).arg(seq));
        if (!sampled)
            return;
        m_tally.count(u"worked on and verified"_s);
        fund::Internals::trust(*fund, u"finance1"_s);
        m_story.toEnd();
        if (!creating && !fund->submit(Story::interest(int(seq))).ok())
            m_tally.found(u"stuck"_s, where);
        verify(path, *fund, where);
    }

    void verify(const QString& path, fund::Fund& open, const QString& where) {
        fund::Internals::context(open).db.script(u"VACUUM INTO '%1.copy'"_s.arg(path));
        const auto report = fund::Fund::verify(path + u".copy"_s);
        if (!report.sound())
            m_tally.found(u"unsound"_s, where + u": "_s + report.findings.front().message);
    }

    void checkBackup(const QString& path, bool done, const QString& where) {
        if (!QFileInfo::exists(path)) {
            if (done)
                m_tally.found(u"lost"_s, where + u": the backup"_s);
            return;
        }
        const auto report = fund::Fund::verify(path);
        if (!report.sound())
            m_tally.found(u"unsound"_s, where + u": "_s + report.findings.front().message);
    }

    const Options& m_options;
    QTemporaryDir m_root;
    Story m_story;
    Random m_random;
    Tally m_tally;
    QString m_name;
};

} // namespace

int powerCut(const Options& options) {
    return PowerCut(options).run();
}

} // namespace torture
