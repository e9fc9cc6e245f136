// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/importing.h>
#include <reports/report.h>

#include <QHash>
#include <QJsonObject>

#include <functional>
#include <variant>

// All that the window may ask of a fund, wherever it lies: the seam between the two. Whoever logged
// in is known by a token; what goes over it is the contract's JSON, papers and bytes of files.
// Calls come one after another from one thread and may take long; none of them throws.

namespace session {

// Who speaks. Known to one backend only, and no longer than the login holds.
using Token = QString;

// Told how far long work is; false stops it.
using Progress = std::function<bool(qint64 done, qint64 all)>;

struct Login {
    Token token; // "" where nobody was let in
    journal::Answer answer;
};

// Which paper, as `fundctl print` names it.
struct PaperOf {
    QString kind;
    QString id;
    // On a sheet that is not signed yet, what was chosen for it.
    QStringList requests = {};
};
using PaperAnswer = std::variant<reports::Printable, journal::Rejection>;

// Long work beside the commands. Each has the result that its line says.
struct JobOrder {
    enum class Kind {
        Verify, // {"sound", "entries", "head", "findings": [{"rewritten", "place", "message"}]}
        Backup, // {"path"}: where it is; to `path`, or beside the fund where that is ""
        Archive // {"path", "list"}: a project's archive, and the hash of its list
    };
    Kind kind;
    QString head = {};    // of Verify: a hash kept elsewhere that the chain must contain
    QString project = {}; // of Archive
    QString path = {};    // where the file goes
};

struct ImportAnswer {
    std::optional<journal::Rejection> rejection; // where it could not be tried at all
    fund::Import::Outcome outcome = {};
};

class Backend {
public:
    virtual ~Backend() = default;
    // What the plan calls the fund; "" where it can't be read.
    virtual QString fundName() = 0;

    virtual Login login(const QString& user, const QString& password) = 0;
    virtual void logout(const Token& token) = 0;

    virtual journal::Answer ask(const Token& token, const QString& question,
                                const QJsonObject& with) = 0;
    virtual journal::Answer submit(const Token& token, const QString& command,
                                   const QJsonObject& with, const Progress& progress = {}) = 0;
    // Judges the command and changes nothing.
    virtual journal::Answer judge(const Token& token, const QString& command,
                                  const QJsonObject& with) = 0;
    // A person said that the fund's clock is right.
    virtual void clockIsRight() = 0;

    // Brings a file of this machine before document.file, which takes the answer's "sha256".
    virtual journal::Answer upload(const Token& token, const QString& path,
                                   const Progress& progress) = 0;
    // Writes a document's bytes to a file of this machine, whole or not at all.
    virtual journal::Answer content(const Token& token, const QString& sha256, const QString& path,
                                    const Progress& progress) = 0;
    virtual PaperAnswer report(const Token& token, const PaperOf& paper) = 0;
    virtual journal::Answer job(const Token& token, const JobOrder& order,
                                const Progress& progress) = 0;
    // A file of commands, tried or entered as a whole.
    virtual ImportAnswer import(const Token& token, const fund::Import& what, bool enter,
                                const Progress& progress) = 0;
    // {"seq", "hash", "things": [{"kind", "id"}]}: what was changed after an entry.
    virtual journal::Answer changes(const Token& token, qint64 after) = 0;

    // The number under which something was sent of which nobody knows whether it was booked, by
    // what was sent: sent again it bears the same, and is booked once.
    QHash<QByteArray, QJsonValue> unsettled;
};

// A file is filed by three calls: the next number, its bytes, the command. `with` has all but id
// and bytes; it is dated `today` by its number only. Filed again after the connection stayed broken
// it is there once.
journal::Answer fileDocument(Backend& backend, const Token& token, const QString& today,
                             const QString& path, QJsonObject with, const Progress& progress = {});

} // namespace session
