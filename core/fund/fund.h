// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <identity/sessions.h>
#include <journal/command_processor.h>
#include <journal/verify.h>
#include <reports/reports.h>

#include <QHash>
#include <QIODevice>

#include <functional>
#include <memory>

// One open fund file with all rooms in it: what the window, the command line, an importer and a
// test talk to. They log in, submit commands and ask questions; nothing else changes a file.
//
//     auto fund = Fund::open(path, clock, randomness);
//     fund->login("clerk1", password);
//     auto answer = fund->submit({"clerk1", "payment.request", with});

namespace fund {

// Every room's tables, commands and questions.
const journal::Registry& registry();

// By what a command is known that may be sent twice: a key of its sender's, and what was sent.
struct Once {
    QString key; // "": by nothing
    QByteArray body;
};

struct Founding {
    QJsonObject plan;
    QString admin;
    QString adminName;
    QString password;
};

class Fund {
public:
    // Makes a file; throws storage::Failure, or InvalidSetup where plan or password are not taken.
    // `recoveryCode` is shown once and kept nowhere. `show` is given it before it holds: where it
    // throws, because nobody could see the code, no file is made.
    using Show = std::function<void(const QString& code)>;
    static std::unique_ptr<Fund> create(const QString& path, const Founding& founding,
                                        journal::Clock& clock, journal::Randomness& randomness,
                                        QString& recoveryCode, const Show& show = {});
    // A file of an older version is upgraded first (upgrade.h), of which `progress` is told and
    // which it may stop: then the file is as it was, and Failure(Cancelled) is thrown.
    static std::unique_ptr<Fund> open(const QString& path, journal::Clock& clock,
                                      journal::Randomness& randomness,
                                      const storage::Progress& progress = {});
    // For questions and exports: a write-protected copy opens as well, and nothing is made beside
    // it; a login there is not recorded.
    static std::unique_ptr<Fund> openToRead(const QString& path, journal::Clock& clock,
                                            journal::Randomness& randomness,
                                            const storage::Progress& progress = {});
    ~Fund();

    journal::Answer login(const QString& user, const QString& password);
    void logout(const QString& user) { m_sessions.logout(user); }

    // One command in one transaction, durable when this returns; in a group, when the group is
    // committed. A storage failure is an answer too, and leaves the fund as it was.
    // `progress` is told how far a scan is filed.
    journal::Answer submit(const journal::Request& request, const storage::Progress& progress = {});
    // The same of a command that bears a key: sent again with the same body within seven days it
    // gets the first answer and is done once; with another body it is bad input. What was refused
    // is judged anew.
    journal::Answer submitOnce(const journal::Request& request, const Once& once);
    // What the security log keeps of a question (a reading of an account) is written before this
    // returns; where it can't be, there is no answer.
    journal::Answer ask(const journal::Request& request);
    // True of a question whose readings stand in the security log.
    static bool isLogged(const QString& question);
    // A paper for whoever is logged in, by kind and id (reports::kinds), or why there is none;
    // `requests` chooses what stands on a sheet that is still to be signed, `packageHash` is of an
    // audit package's list (reports::build).
    std::variant<reports::Printable, journal::Rejection>
    report(const QString& user, const QString& kind, const QString& id,
           const QStringList& requests = {}, const QString& packageHash = {});
    // A month's pages as papers, or why there are none.
    std::variant<std::vector<reports::MonthPage>, journal::Rejection>
    pagesOfMonth(const QString& user, const QString& month);

    // Brings a file before the command that files it: the answer's "sha256" is what document.file
    // takes in place of the path. Kept for this user while the fund is open; its bytes stay where
    // they are until they are filed, and are held to that hash then.
    journal::Answer upload(const QString& user, const QString& path,
                           const storage::Progress& progress = {});
    // Writes what a document holds to `to`, for whoever may read documents.
    journal::Answer content(const QString& user, const QString& sha256, QIODevice& to,
                            const storage::Progress& progress = {});
    // What was changed after an entry (journal::changesAfter).
    journal::Answer changes(const QString& user, qint64 after);
    // A person said that the machine's clock is right, however long the fund stood still.
    void clockIsRight(bool right = true) { m_context.clockIsRight = right; }

    // Several commands in one transaction. `commitGroup` throws storage::Failure where nothing of
    // the group was kept.
    void beginGroup();
    void commitGroup();
    // Undoes the open group: nothing of it is kept.
    void abandonGroup();
    bool inGroup() const { return m_group != nullptr; }
    // A storage failure undid the group; its answers are void.
    bool groupLost() const { return m_groupLost; }
    // The answer that says why; what it says holds for every command of the group.
    const journal::Answer& lostBy() const { return m_lostBy; }

    // Sets a new password for the administrator who made the fund (or, where that one is none any
    // more, another), by the sealed code.
    journal::Answer recover(const QString& code, const QString& password, QString& newCode,
                            const Show& show = {});

    QString path() const;
    // What the plan calls the fund; "" where the plan can't be read.
    QString name();

    // Long work on the open file, by the thread that owns the fund; not inside a group. `progress`
    // may stop it: then Failure(Cancelled) is thrown, or is the answer, and nothing was made.
    journal::VerificationReport verify(const QList<QByteArray>& expectHeads = {},
                                       const storage::Progress& progress = {});
    // A verified copy at a new path, and one beside the fund (see backup.h); VerificationFailed
    // where the
    // copy does not verify.
    void backupTo(const QString& destination, const storage::Progress& progress = {});
    QString rotatingBackup(const storage::Progress& progress = {});
    // A project's archive, or the audit package, as a ZIP at a new path. The result's "list" is the
    // SHA-256 of the list of hashes in it.
    journal::Answer exportArchive(const QString& user, const QString& project, const QString& path,
                                  const storage::Progress& progress = {});
    journal::Answer exportAudit(const QString& user, const QString& path,
                                const storage::Progress& progress = {});

    // --- for a server, to which many speak from many places -----------------------------------
    // Where whoever speaks next sits; "" at this machine.
    void speakFrom(const QString& address);
    // While it lives, whoever speaks does so from that address.
    class From {
    public:
        From(Fund& fund, const QString& address) : m_fund(fund) { fund.speakFrom(address); }
        ~From() { m_fund.speakFrom({}); }
        From(const From&) = delete;
        From& operator=(const From&) = delete;

    private:
        Fund& m_fund;
    };
    int idleMinutes();
    qint64 headSeq();
    // What takes its time of a login, and of a command that holds a password: to be made on another
    // thread before (identity::Hashes). Nothing where it will be refused without.
    QList<identity::HashNeed> hashesOf(const QString& user, const QString& password);
    QList<identity::HashNeed> hashesOf(const journal::Request& request, const Once& once = {});
    // Whom another object of the same fund let in.
    void trust(const QString& user);
    // A login that the server kept has ended: logout, idle, hours, password,
    // restart, or displaced by a newer login.
    void noteEnd(const QString& user, const QString& why);
    // Told whose sessions end by a command (all, or all but the one that speaks), and of a user
    // whom wrong passwords locked where the speaker sits: there no session ends by itself.
    struct SessionNews {
        std::function<void(const QString& user, bool all)> ended;
        std::function<void(const QString& user, const journal::Rejection& why)> locked;
    };
    void tellSessions(SessionNews news) { m_news = std::move(news); }
    // What users brought is kept elsewhere.
    using FindUpload =
        std::function<std::optional<journal::Upload>(const QString& user, const QString& sha256)>;
    void takeUploadsFrom(FindUpload find) { m_context.uploads = std::move(find); }
    // While it lives, other sessions count than the fund's own: those of one stream of lines.
    class Apart {
    public:
        Apart(Fund& fund, identity::Sessions& sessions);
        ~Apart();
        Apart(const Apart&) = delete;
        Apart& operator=(const Apart&) = delete;

    private:
        Fund& m_fund;
        identity::Sessions& m_other;
    };
    // A copy, a piece at a time between commands.
    std::unique_ptr<storage::Copying> copying(const QString& path);
    // May this user have a copy of all there is, private values included; bring files?
    std::optional<journal::Rejection> mayHaveAll(const QString& user);
    std::optional<journal::Rejection> mayBring(const QString& user);

    // The same of a file that is not open.
    static journal::VerificationReport verify(const QString& path,
                                              const QList<QByteArray>& expectHeads = {},
                                              const storage::Progress& progress = {});

private:
    friend struct Internals;
    struct Failed {
        QString user;
        QString at;
    };
    Fund(std::unique_ptr<storage::Database> database, journal::Clock& clock,
         journal::Randomness& randomness);
    template <class Work> journal::Answer inTransaction(const QString& doing, Work work);
    void noteReading(const QString& user, const QString& kind, const QString& result);
    journal::Answer submitPassword(const journal::Request& request);
    template <class Work>
    journal::Answer exported(const QString& user, const storage::Progress& progress, Work work);
    journal::Answer stumbled(const std::exception& error, const QString& doing);
    QString alteredPlace();
    void commit(storage::UnitOfWork& unit);
    void countWrong(const Failed& one);
    void groupUndone();
    bool countAgain();
    void endSessionsAfter(const journal::Request& request);
    void endIfLocked(const QString& user, const QString& now);
    journal::Answer tryLogin(const QString& user, const QString& password);
    std::optional<std::pair<QString, QString>> keptUnder(const journal::Request& request,
                                                         const Once& once);
    std::optional<journal::Answer> firstAnswer(const journal::Request& request, const Once& once);
    void keepAnswer(const journal::Request& request, const journal::Answer& answer);
    journal::Answer judged(const journal::Request& request);
    std::optional<journal::Rejection> mayDo(const QString& user, const QString& what,
                                            labels::SentenceCode otherRole,
                                            const QStringList& roles);
    QString administrator();

    std::unique_ptr<storage::Database> m_database;
    journal::Context m_context;
    journal::Clock& m_clock;
    journal::Randomness& m_randomness;
    identity::Sessions m_sessions;
    journal::CommandProcessor m_processor;
    std::unique_ptr<storage::UnitOfWork> m_group;
    bool m_groupLost = false;
    journal::Answer m_lostBy;
    // Wrong passwords whose count an undone group, or a full disk, took with it: counted again
    // before anybody logs in.
    QList<Failed> m_uncounted;
    QList<Failed> m_countedInGroup;
    QHash<std::pair<QString, QString>, journal::Upload> m_uploads; // by user and hash
    QString m_altered;            // where the file was found to be so
    QByteArray m_asMade;          // the head at which it was found not to be
    const Once* m_once = nullptr; // of the command being judged
    SessionNews m_news;
};

// What was thrown, as an answer: storage where the disk or the file failed, internal where the
// program did. `doing` is a command, a question or a verb, for the log.
journal::Answer answerTo(const std::exception& error, const QString& doing);

// The plan or the password of a founding was not accepted.
class InvalidSetup : public std::runtime_error {
public:
    explicit InvalidSetup(journal::Rejection rejection)
        : std::runtime_error(rejection.message().toStdString()), m_rejection(std::move(rejection)) {
    }
    const journal::Rejection& rejection() const { return m_rejection; }

private:
    journal::Rejection m_rejection;
};

} // namespace fund
