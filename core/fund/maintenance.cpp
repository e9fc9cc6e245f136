// SPDX-License-Identifier: GPL-3.0-only
#include "backup.h"
#include "room.h"
#include "upgrade.h"

#include <archive/package.h>
#include <audit/package.h>

#include <storage/part.h>

#include <QScopeGuard>

// What takes its time on a fund, open or not: proving it, copying it, exporting from it.

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;

journal::VerificationReport verified(storage::Database& database,
                                     const QList<QByteArray>& expectHeads,
                                     const storage::Progress& progress) {
    const storage::TemporaryFolder folder;
    const identity::Sessions nobody; // knows roles; who was logged in is not asked again
    journal::VerifyOptions options;
    options.authority = &nobody;
    options.scratchPath = folder.filePath(u"replay"_s);
    options.expectHeads = expectHeads;
    options.progress = progress;
    journal::VerificationReport report = journal::verify(database, registry(), options);
    qCInfo(fundLog) << "verified" << report.entries << "entries;" << report.findings.size()
                    << "findings";
    return report;
}

// Where the file is not as its commands made it; "" where it is, or where that can't be said. Found
// once, it stays so; and what was as it should be is not looked at again before the next entry.
QString Fund::alteredPlace() try {
    const QByteArray head = journal::head(m_context).hash;
    if (!m_altered.isEmpty() || m_asMade == head)
        return m_altered;
    const storage::TemporaryFolder folder;
    journal::VerifyOptions options;
    options.scratchPath = folder.filePath(u"replay"_s);
    const auto report = journal::verify(*m_database, registry(), options);
    for (const journal::VerificationFinding& one : report.findings) {
        // Opening refuses tables of another kind, and since then nobody else was there.
        if (one.place.startsWith("schema"_L1))
            continue;
        m_altered = one.place.startsWith("table "_L1) ? u"表 %1 与日志不符"_s.arg(one.place.mid(6))
                                                      : u"日志或文件页被改动"_s;
        return m_altered;
    }
    m_asMade = head;
    return {};
} catch (const std::bad_alloc&) {
    throw;
} catch (const std::exception&) {
    return {};
}

journal::VerificationReport Fund::verify(const QString& path, const QList<QByteArray>& expectHeads,
                                         const storage::Progress& progress) {
    const auto database = storage::Database::open(path, storage::OpenMode::Examine);
    const qint64 version = database->version(); // not by its path: see storage::LockFile
    return version > 0 && version < storage::schemaVersion
               ? verifyOlder(*database, expectHeads, progress)
               : verified(*database, expectHeads, progress);
}

journal::VerificationReport Fund::verify(const QList<QByteArray>& expectHeads,
                                         const storage::Progress& progress) {
    return verified(*m_database, expectHeads, progress);
}

void Fund::backupTo(const QString& destination, const storage::Progress& progress) {
    backup(*m_database, destination, progress);
}

QString Fund::rotatingBackup(const storage::Progress& progress) {
    return fund::rotatingBackup(*m_database, progress);
}

// Whoever may ask may export, and is told the hash of the package's list; a failure of the disk, or
// a stop, is an answer too.
template <class Work>
Answer Fund::exported(const QString& user, const storage::Progress& progress, Work work) {
    Answer answer;
    answer.rejection = m_sessions.requireMaySpeak(user, u"export"_s);
    if (answer.rejection)
        return answer;
    m_context.progress = progress;
    const auto silenced = qScopeGuard([this] { m_context.progress = {}; });
    try {
        answer.result = QJsonObject{{"list"_L1, work()}};
    } catch (const std::exception& error) {
        return stumbled(error, u"export"_s);
    }
    return answer;
}

Answer Fund::exportArchive(const QString& user, const QString& project, const QString& path,
                           const storage::Progress& progress) {
    Answer answer = ask({user, u"project.show"_s, QJsonObject{{"id"_L1, project}}});
    if (!answer.ok())
        return answer;
    return exported(user, progress,
                    [&] { return archive::exportProject(m_context, project, path); });
}

Answer Fund::exportAudit(const QString& user, const QString& path,
                         const storage::Progress& progress) {
    return exported(user, progress, [&] { return audit::exportPackage(m_context, path); });
}

} // namespace fund
