// SPDX-License-Identifier: GPL-3.0-only
#include "fund.h"

#include "backup.h"
#include "room.h"
#include "upgrade.h"

#include <disbursement/payments.h>
#include <identity/password.h>
#include <identity/security_log.h>
#include <journal/contract.h>
#include <opening/opening.h>
#include <overview/overview.h>
#include <plan/plan_file.h>
#include <storage/part.h>
#include <units/units.h>
#include <warnings/warnings.h>

#include <QFileInfo>
#include <QScopeGuard>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::Error;
using journal::ErrorKind;
using labels::sentence;

const journal::Registry& registry() {
    static const journal::Registry rooms = [] {
        journal::Registry all;
        journal::install(all);
        ledger::install(all);
        identity::install(all);
        plan::install(all);
        units::install(all);
        declaration::install(all);
        acceptance::install(all);
        disbursement::install(all);
        archive::install(all);
        disclosure::install(all);
        supervision::install(all);
        opening::install(all);
        warnings::install(all);
        installDue(all);
        installKeys(all);
        overview::install(all);
        warnings::watch(all);
        return all;
    }();
    return rooms;
}

Fund::Fund(std::unique_ptr<storage::Database> database, journal::Clock& clock,
           journal::Randomness& randomness)
    : m_database(std::move(database)), m_context(*m_database, *m_database), m_clock(clock),
      m_randomness(randomness), m_processor(registry(), clock, randomness, m_sessions) {
    m_context.clock = &clock;
    m_context.registry = &registry();
    m_context.uploads = [this](const QString& user, const QString& sha256) {
        const auto found = m_uploads.constFind({user, sha256});
        return found == m_uploads.constEnd() ? std::nullopt : std::optional(*found);
    };
}

Fund::~Fund() = default;

std::unique_ptr<Fund> Fund::create(const QString& path, const Founding& founding,
                                   journal::Clock& clock, journal::Randomness& randomness,
                                   QString& recoveryCode, const Show& show) {
    if (auto rejection = plan::checkPlanFile(founding.plan))
        throw InvalidSetup(*rejection);
    if (auto rejection =
            journal::Shape{journal::id("admin")}.rejection({{"admin"_L1, founding.admin}}))
        throw InvalidSetup(*rejection);
    if (auto rejection =
            identity::weakness(plan::readPolicy(founding.plan), founding.password, u"password"_s))
        throw InvalidSetup(*rejection);
    const QByteArray verifier = identity::makeVerifier(founding.password);
    recoveryCode = identity::makeRecoveryCode(randomness);
    const QByteArray recovery = identity::makeVerifier(recoveryCode);
    const QString now = journal::SystemClock().now();
    auto database = storage::Database::create(path);
    try {
        std::unique_ptr<Fund> fund(new Fund(std::move(database), clock, randomness));
        storage::UnitOfWork work(*fund->m_database);
        fund->m_database->script(registry().schema());
        fund->m_database->sealSchema();
        const journal::Command& command = *registry().command(u"fund.create"_s);
        journal::Entry entry;
        entry.at = clock.now();
        entry.by = founding.admin;
        entry.action = command.name;
        entry.with =
            journal::Args(QJsonObject{{"plan"_L1, founding.plan},
                                      {"admin"_L1, QJsonObject{{"id"_L1, founding.admin},
                                                               {"name"_L1, founding.adminName}}},
                                      {"credential"_L1, identity::credentialOf(verifier, now)},
                                      {"recovery"_L1, identity::credentialOf(recovery, now)}},
                          &fund->m_context.secrets);
        entry = journal::append(fund->m_context, command, entry);
        journal::applyWhole(command, fund->m_context, entry);
        identity::keepVerifier(fund->m_context, founding.admin, verifier, now);
        identity::keepVerifier(fund->m_context, identity::recoveryUser(), recovery, now);
        if (show)
            show(recoveryCode);
        work.commit();
        return fund;
    } catch (...) {
        // Half a fund is none: the file was ours alone.
        storage::Database::discard(path);
        throw;
    }
}

std::unique_ptr<Fund> Fund::open(const QString& path, journal::Clock& clock,
                                 journal::Randomness& randomness,
                                 const storage::Progress& progress) {
    if (isOlder(path))
        upgrade(path, progress);
    auto database = storage::Database::open(path);
    database->proveSchema(registry().schema());
    std::unique_ptr<Fund> fund(new Fund(std::move(database), clock, randomness));
    qCInfo(fundLog) << "opened";
    // What killed programs left goes now; a restore's parts lie beside the fund.
    storage::removeLeftovers(QFileInfo(path).absolutePath());
    storage::removeLeftovers(backupFolderOf(path));
    storage::removeTemporaryLeftovers();
    return fund;
}

std::unique_ptr<Fund> Fund::openToRead(const QString& path, journal::Clock& clock,
                                       journal::Randomness& randomness,
                                       const storage::Progress& progress) {
    if (isOlder(path))
        upgrade(path, progress);
    auto database = storage::Database::open(path, storage::OpenMode::Read);
    database->proveSchema(registry().schema());
    return std::unique_ptr<Fund>(new Fund(std::move(database), clock, randomness));
}

QString Fund::path() const {
    return m_database->path();
}

// COMMIT can fail in its very last step, when everything is written already; then the entries stand
// although a failure is reported. An answer says what is true, so it is looked up, and what stands
// is proved to be on the disk.
void Fund::commit(storage::UnitOfWork& unit) {
    const QByteArray wanted = journal::head(m_context).hash;
    try {
        unit.commit();
    } catch (const std::exception&) {
        bool stands = false;
        try {
            m_context.invalidateAll();
            unit.rollBack();
            stands = journal::head(m_context).hash == wanted;
            if (stands)
                m_database->syncToDisk();
        } catch (const std::exception&) {
            throw storage::Failure(storage::Trouble::Io, sentence("commit.unknown", path()));
        }
        if (!stands)
            throw;
    }
}

// Runs `work` in a transaction of its own, or in the open group; a failure of the disk becomes an
// answer and nothing of the transaction is kept.
template <class Work> Answer Fund::inTransaction(const QString& doing, Work work) {
    try {
        if (m_group)
            return work();
        storage::UnitOfWork unit(*m_database);
        Answer answer = work();
        if (answer.ok() && !answer.dry)
            commit(unit);
        return answer;
    } catch (const std::exception& error) {
        const bool inGroup = m_group != nullptr;
        m_group.reset();
        m_context.invalidateAll();
        const Answer answer = stumbled(error, doing);
        if (inGroup) {
            m_groupLost = true;
            m_lostBy = answer;
            groupUndone();
        }
        return answer;
    }
}

Answer Fund::login(const QString& user, const QString& password) {
    if (user != identity::recoveryUser())
        return tryLogin(user, password);
    // The code in the envelope sets a new password and opens nothing else.
    Answer answer;
    answer.rejection = Error{ErrorKind::NotLoggedIn, {}, labels::sentence("recovery.no-login")};
    return answer;
}

Answer Fund::tryLogin(const QString& user, const QString& password) {
    // Failures are counted, so this writes also where the answer is no. Passwords and locks go by
    // the machine's own time, whatever time the last entry bears.
    const QString now = m_clock.now();
    try {
        if (!countAgain())
            throw storage::Failure(storage::Trouble::Full, sentence("login.not-counted"));
        storage::UnitOfWork unit(*m_database);
        Answer answer = m_sessions.login(m_context, user, password, now);
        unit.commit();
        endIfLocked(user, now);
        if (answer.ok()) {
            // What this program understands: a client sees whether it has the same contract.
            static const QString contract = journal::contractHash(registry());
            QJsonObject result = answer.result.toObject();
            result.insert("registry"_L1, contract);
            answer.result = result;
        }
        return answer;
    } catch (const std::exception& error) {
        return stumbled(error, u"login"_s);
    }
}

// An old password asked for at a desk that somebody left open is guessed at no more often than one
// at the login: wrong ones are counted, and kept though the command is not.
Answer Fund::submitPassword(const journal::Request& request) {
    const QString now = m_clock.now();
    const bool mayAsk = !m_sessions.requireMaySpeak(request.as, request.action);
    Answer answer;
    if (mayAsk)
        answer.rejection = m_sessions.locked(m_context, request.as, now);
    if (answer.rejection)
        return answer;
    answer = inTransaction(nameOf(request), [&] { return judged(request); });
    const Error* error = answer.rejection ? answer.rejection->error() : nullptr;
    if (!mayAsk || !error || error->kind != ErrorKind::BadInput || error->field != "old"_L1
        || !request.with.value("old"_L1).isString())
        return answer;
    const Failed one{request.as, now};
    const bool inGroup = m_group != nullptr;
    const Answer counted = inTransaction(nameOf(request), [&] {
        countWrong(one);
        return Answer();
    });
    if (!counted.ok())
        m_uncounted << one;
    else if (inGroup)
        m_countedInGroup << one;
    endIfLocked(request.as, now);
    return counted.ok() ? answer : counted;
}

bool Fund::countAgain() {
    const bool counted = m_uncounted.isEmpty() || inTransaction(u"login"_s, [&] {
                                                      for (const Failed& one : m_uncounted)
                                                          countWrong(one);
                                                      return Answer();
                                                  }).ok();
    if (counted)
        m_uncounted.clear();
    return counted;
}

Answer Fund::submit(const journal::Request& request, const storage::Progress& progress) {
    m_context.progress = progress;
    const auto silenced = qScopeGuard([this] { m_context.progress = {}; });
    Answer answer = request.action == u"user.password"
                        ? submitPassword(request)
                        : inTransaction(nameOf(request), [&] { return judged(request); });
    if (answer.ok() && !answer.dry)
        endSessionsAfter(request);
    return answer;
}

bool Fund::isLogged(const QString& question) {
    const journal::Question* known = registry().question(question);
    return known && !known->reading.isEmpty();
}

// Beside the journal, as a login is: in a transaction of its own, or in the open group.
void Fund::noteReading(const QString& user, const QString& kind, const QString& result) {
    const auto write = [&] {
        identity::recordSecurity(
            m_context, {journal::nextTime(m_context, m_clock),
                        m_sessions.requireMaySpeak(user, kind) ? QString() : user, kind, result});
    };
    if (m_group)
        return write();
    storage::UnitOfWork unit(*m_database);
    write();
    unit.commit();
}

Answer Fund::ask(const journal::Request& request) {
    try {
        Answer answer = m_processor.ask(m_context, request);
        if (isLogged(request.action)) {
            const journal::Question& question = *registry().question(request.action);
            // Of what was refused only a name that may be one: anything else might be a number.
            const QString key = question.shape.fields().front().key;
            const QString asked = request.with.value(key).toVariant().toString();
            const bool named = answer.ok() || (answer.rejection && answer.rejection->refusal());
            noteReading(request.as, question.reading,
                        (answer.ok() ? u"read"_s : u"refused"_s)
                            + (named ? u' ' + asked : QString()));
        }
        return answer;
    } catch (const std::exception& error) {
        return stumbled(error, nameOf(request));
    }
}

std::variant<reports::Printable, journal::Rejection>
Fund::report(const QString& user, const QString& kind, const QString& id,
             const QStringList& requests, const QString& packageHash) {
    if (auto rejection = m_sessions.requireMaySpeak(user, kind))
        return *std::move(rejection);
    try {
        auto report =
            reports::build({m_context, registry(), user}, kind, id, requests, packageHash);
        for (const QString& unit : report.accounts)
            noteReading(user, u"account"_s, u"read %1 %2 %3"_s.arg(unit, kind, id));
        return report;
    } catch (const reports::DocumentError& notMade) {
        return notMade.rejection();
    } catch (const std::exception& error) {
        return *stumbled(error, u"print"_s).rejection;
    }
}

void Fund::beginGroup() {
    m_groupLost = false;
    m_group = std::make_unique<storage::UnitOfWork>(*m_database);
}

void Fund::abandonGroup() {
    m_group.reset();
    m_context.invalidateAll();
    groupUndone();
}

void Fund::commitGroup() {
    try {
        commit(*m_group);
        m_group.reset();
        m_countedInGroup.clear();
    } catch (...) {
        m_group.reset();
        m_context.invalidateAll();
        groupUndone();
        throw;
    }
}

Answer Fund::recover(const QString& code, const QString& password, QString& newCode,
                     const Show& show) {
    const QString recovery = identity::recoveryUser();
    Answer answer = tryLogin(recovery, code.trimmed().toUpper());
    if (!answer.ok()) {
        const ErrorKind kind = answer.rejection->error()->kind;
        if (kind == ErrorKind::NotLoggedIn)
            answer.rejection = Error{kind, {}, labels::sentence("recovery.wrong")};
        return answer;
    }
    m_sessions.trust(recovery);
    newCode = identity::makeRecoveryCode(m_randomness);
    const QByteArray verifier = identity::makeVerifier(newCode);
    const QString now = journal::SystemClock().now();
    answer = inTransaction(u"user.recover"_s, [&] {
        Answer done = m_processor.submit(
            m_context, {recovery, u"user.recover"_s,
                        QJsonObject{{"id"_L1, administrator()},
                                    {"password"_L1, password},
                                    {"recovery"_L1, identity::credentialOf(verifier, now)}}});
        if (!done.ok())
            return done;
        identity::keepVerifier(m_context, recovery, verifier, now);
        if (show)
            show(newCode);
        return done;
    });
    m_sessions.logout(recovery);
    if (answer.ok())
        m_sessions.logout(administrator());
    return answer;
}

} // namespace fund
