// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "hashes.h"
#include "users.h"

#include <QByteArray>
#include <QString>

namespace identity {

// A new password against the policy; bad input on `field` where it is too weak.
std::optional<journal::Rejection> weakness(const Policy& policy, const QString& password,
                                           const QString& field);

// A plan's `security` may ask for more than 等保 level 2, never for less: bad input where it does.
std::optional<journal::Rejection> requireLevelTwo(const QJsonObject& security);

// What the journal holds of a verifier, of when it was set, from which a password's age counts, and
// of whether somebody else than its bearer set it.
QString credentialOf(const QByteArray& verifier, const QString& at, bool given = false);

// Throws storage::Failure(Damaged) unless every verifier, and when it was set, is the one that the
// user's row and the newest entry about it have: one that was exchanged around the program lets
// nobody in.
void proveCredentials(journal::Context& context);
// Verify's words about the same.
void checkCredentials(journal::Context& context,
                      const std::function<void(journal::VerificationFinding)>& found);

// Keeps the verifier beside the journal under the user's name; `given` where somebody else set it.
void keepVerifier(journal::Context& context, const QString& user, const QByteArray& verifier,
                  const QString& at, bool given = false);
// Whether the user still has the password that somebody else set: the desktop asks for a new one.
bool passwordWasGiven(journal::Context& context, const QString& user);
// While it lives, whoever sets a password gives it to nobody: the demo's stand in the handbook, and
// its users are not asked for new ones.
class NobodyGives {
public:
    NobodyGives();
    ~NobodyGives();
    NobodyGives(const NobodyGives&) = delete;
    NobodyGives& operator=(const NobodyGives&) = delete;
    static bool on();
};

enum class LoginResult { Good, Expired, Wrong, Locked };

// Checks a password, counts failures and locks, across restarts and with the clock set back, each
// desk (machine) for itself, so that one where somebody guesses shuts nobody out at another. The
// recovery code is never shut: it can't be guessed, and it is the way in when all else is.
// Writes, so it wants a transaction of its own.
LoginResult tryPassword(journal::Context& context, const QString& user, const QString& password,
                        const QString& now);
// What a password is held against; "" where no password would let in now.
QByteArray verifierToTry(journal::Context& context, const QString& user, const QString& now);
// One wrong password more, wherever it was asked for; the last that the policy allows locks.
void countFailure(journal::Context& context, const QString& user, const QString& now,
                  const QString& kind, const QString& result);
void unlock(journal::Context& context, const QString& user);
// Waits longer with each failure before a password is looked at; programs that people sit at give
// it the time, a test none.
void slowDownBy(void (*wait)(int milliseconds));
// A test says in the machine's place at which desk it sits; "" gives the machine back its say.
void sitAt(const QString& desk);
// "2026-03-01T09:27": until when `user` is locked; "" where not.
QString lockedUntil(journal::Context& context, const QString& user, const QString& now);

// The sealed envelope: a code that sets a new administrator password once.
QString makeRecoveryCode(journal::Randomness& randomness);

} // namespace identity
