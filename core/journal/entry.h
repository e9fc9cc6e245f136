// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "args.h"

#include <QByteArray>
#include <QString>

namespace journal {

// One line of the journal: what was done, by whom, when, and the hash that ties it to all before.
//
// Its hash is SHA-256 over the canonical form: the JSON object
//     {"at":…,"by":…,"do":…,"prev":…,"rules":…,"seq":…,"with":{…}}
// with keys sorted, no white space, UTF-8, escapes as RFC 8785 writes them; `prev` is the hash
// before it in hex, sixty-four zeros for the first. Anyone can check it with common tools.
//
// `rules` says by which version of the rules it was judged; `verify` judges it once more. Whoever
// makes a rule stricter, or changes what a command settles or freezes, raises `rulesOfToday` and
// writes one line here. What an older entry may then break is asked of `CommandContext::rules`;
// what it had
// not settled yet, Command::older settles.
//     0  before entries bore a version: the hashed form has no "rules", and the hash of a private
//        text is the older one (PrivateStore::olderHashOf)
//     1  the contract of November 2026
//     2  what is taken was there on the command's own day (journal::Days)
constexpr int rulesOfToday = 2;

struct Entry {
    qint64 seq = 0;
    QString at;
    QString by;
    QString action;
    Args with;
    int rules = rulesOfToday;

    // Who decided: the one who signed on paper, else the one who was logged in.
    QString decider() const;
    QString date() const;
    QString id() const;
};

QByteArray canonical(const QJsonObject& object);
// `body` is the canonical form of the entry's `with`.
QByteArray canonicalEntry(const Entry& entry, const QByteArray& body,
                          const QByteArray& previousHash);
// In hex.
QByteArray entryHash(const QByteArray& canonicalForm);
QByteArray firstPreviousHash();

} // namespace journal
