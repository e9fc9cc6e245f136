// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "users.h"

#include <QByteArray>
#include <QString>

namespace identity {

// A new password against the policy; bad input on `field` where it is too weak.
journal::Verdict weakness(const Policy& policy, const QString& password, const QString& field);

// argon2id by libsodium, interactive limits (64 MiB, about 0.1 s).
QByteArray makeVerifier(const QString& password);
bool matches(const QByteArray& verifier, const QString& password);
// What the journal holds of a verifier and of when it was set, from which a password's age counts.
QString credentialOf(const QByteArray& verifier, const QString& at);

// Keeps the verifier beside the journal under the user's name.
void keepVerifier(journal::Context& context, const QString& user, const QByteArray& verifier,
                  const QString& at);

enum class LoginResult { Good, Expired, Wrong, Locked };

// Checks a password, counts failures and locks, across restarts and with the clock set back.
// Writes, so it wants a transaction of its own.
LoginResult tryPassword(journal::Context& context, const QString& user, const QString& password,
                        const QString& now);
// One wrong password more, wherever it was asked for; the last that the policy allows locks.
void countFailure(journal::Context& context, const QString& user, const QString& now,
                  const QString& kind, const QString& result);
void unlock(journal::Context& context, const QString& user);
// "2026-03-01T09:27": until when `user` is locked; "" where not.
QString lockedUntil(journal::Context& context, const QString& user, const QString& now);

// The sealed envelope: a code that sets a new administrator password once.
QString makeRecoveryCode(journal::Randomness& randomness);

} // namespace identity
