// SPDX-License-Identifier: GPL-3.0-only
#include "password.h"

#include <journal/chain.h>

#include <QCryptographicHash>
#include <QMap>

// Verifiers stand beside the journal, which has their hashes. Here they are held against each
// other: at each login, and by verify.

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using labels::sentence;

namespace {

// The hash of each user's verifier by the newest entry that sets one.
QMap<QString, QString> journaled(Context& context) {
    QMap<QString, QString> hashes;
    // The condition is the partial index's (journal/chain.cpp).
    auto rows = context.db.query(
        "SELECT seq, at, by, action, body, rules FROM entry WHERE action IN ('fund.create',"
        " 'user.add', 'user.change', 'user.password', 'user.recover') ORDER BY seq");
    while (rows.next()) {
        const journal::Entry entry = journal::entryOf(rows, nullptr);
        if (!journal::linked(context, entry.seq))
            throw storage::Failure(storage::Trouble::Damaged,
                                   sentence("credential.entry-altered", entry.seq));
        QString user = entry.id();
        if (entry.action == "fund.create"_L1)
            user = entry.with.object("admin"_L1).text("id"_L1);
        if (entry.action == "user.password"_L1)
            user = entry.by;
        if (entry.action == "user.add"_L1 || entry.with.has("credential"_L1))
            hashes[user] = entry.with.text("credential"_L1);
        if (entry.with.has("recovery"_L1))
            hashes[recoveryUser()] = entry.with.text("recovery"_L1);
    }
    return hashes;
}

// The hash by which entries of rules 0 know a verifier: it does not say who set it.
QString olderCredentialOf(const QByteArray& verifier, const QString& at) {
    return QString::fromLatin1(QCryptographicHash::hash(QByteArray(verifier + ' ' + at.toUtf8()),
                                                        QCryptographicHash::Sha256)
                                   .toHex());
}

// The hash of each verifier that is kept, in the form in which the journal may know it.
QMap<QString, QString> kept(Context& context) {
    QMap<QString, QString> hashes;
    auto rows = context.db.query(
        "SELECT user_id, verifier, set_at, given FROM credential ORDER BY user_id COLLATE BINARY");
    while (rows.next()) {
        const bool sound = rows.integer(3) == 0 || rows.integer(3) == 1;
        const QByteArray verifier = rows.text(1).toLatin1();
        const User* bearer = findUser(context, rows.text(0));
        const QString older = olderCredentialOf(verifier, rows.text(2));
        if (sound && !rows.boolean(3) && bearer && bearer->credential == older)
            hashes[rows.text(0)] = older;
        else
            hashes[rows.text(0)] =
                sound ? credentialOf(verifier, rows.text(2), rows.boolean(3)) : QString();
    }
    return hashes;
}

} // namespace

void proveCredentials(Context& context) {
    const auto hashes = journaled(context);
    const auto beside = kept(context);
    const auto wrong = [](const QString& user) {
        throw storage::Failure(storage::Trouble::Damaged, sentence("credential.altered", user));
    };
    for (const User& user : users(context))
        if (hashes.value(user.id) != user.credential || beside.value(user.id) != user.credential)
            wrong(user.id);
    for (auto it = beside.begin(); it != beside.end(); ++it)
        if (!findUser(context, it.key()))
            wrong(it.key());
}

void checkCredentials(Context& context,
                      const std::function<void(journal::VerificationFinding)>& found) {
    const auto beside = kept(context);
    for (const User& user : users(context))
        if (beside.value(user.id) != user.credential)
            found({true, u"table credential"_s,
                   u"用户 %1 的口令校验值与日志不符,口令被绕过程序改动。"_s.arg(user.id)});
    for (auto it = beside.begin(); it != beside.end(); ++it)
        if (!findUser(context, it.key()))
            found({true, u"table credential"_s,
                   u"口令校验值所属的用户 %1 不在日志中。"_s.arg(it.key())});
}

} // namespace identity
