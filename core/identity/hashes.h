// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>

#include <optional>

// Hashes of passwords: argon2id by libsodium, interactive limits (64 MiB, about 0.1 s). Who can't
// wait so long asks what a request needs (Fund::hashesOf), has it made on another thread, and lets
// the request be judged while it is at hand:
//
//     hashes.make(needs);                       // there
//     const identity::Hashes::Use use(hashes);  // here
//     fund.submit(request);

namespace identity {

QByteArray makeVerifier(const QString& password);
// Throws std::bad_alloc where there is no memory for it, which says nothing of the password.
bool matches(const QByteArray& verifier, const QString& password);

// A password that is held against a verifier, or made into one where that is "".
struct HashNeed {
    QByteArray verifier;
    QString password;
};

class Hashes {
public:
    // In this order, up to the first password that does not fit.
    void make(const QList<HashNeed>& needs);
    std::optional<QByteArray> made(const QString& password) const;
    std::optional<bool> fits(const QByteArray& verifier, const QString& password) const;

    // While it lives, this thread makes no hash that is there already.
    class Use {
    public:
        explicit Use(const Hashes& hashes);
        ~Use();
        Use(const Use&) = delete;
        Use& operator=(const Use&) = delete;

    private:
        const Hashes* m_before;
    };

private:
    QHash<QString, QByteArray> m_made;
    QHash<std::pair<QByteArray, QString>, bool> m_fits;
};

} // namespace identity
