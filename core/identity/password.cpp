// SPDX-License-Identifier: GPL-3.0-only
#include "password.h"

#include "security_log.h"

#include <journal/chain.h>

#include <QCryptographicHash>
#include <QSysInfo>

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using labels::sentence;

namespace {

int classesIn(const QString& password) {
    bool upper = false;
    bool lower = false;
    bool digit = false;
    bool other = false;
    for (QChar c : password) {
        if (c >= u'A' && c <= u'Z')
            upper = true;
        else if (c >= u'a' && c <= u'z')
            lower = true;
        else if (c >= u'0' && c <= u'9')
            digit = true;
        else
            other = true;
    }
    return int(upper) + int(lower) + int(digit) + int(other);
}

QString shifted(const QString& at, qint64 seconds) {
    QDateTime time = QDateTime::fromString(at.left(19), Qt::ISODate);
    return time.addSecs(seconds).toString(u"yyyy-MM-ddTHH:mm:ss"_s) + at.mid(19);
}

struct Attempts {
    qint64 failures = 0;
    QString lastAt;
    QString lockedUntil;
};

QString saidDesk;
void (*waiting)(int) = nullptr;

// Each address of a network is a desk of its own, as each machine is.
QString desk(const journal::Context& context) {
    if (!context.address.isEmpty())
        return context.address;
    static const QString machine = QString::fromLatin1(
        QCryptographicHash::hash(QSysInfo::machineUniqueId(), QCryptographicHash::Sha256)
            .toHex()
            .left(16));
    return saidDesk.isEmpty() ? machine : saidDesk;
}

// A clock set back does not shorten a lock; but one that stood a day and more ahead is not waited
// for: the lock is then as long as the plan says, from now on.
Attempts attemptsOf(journal::Context& context, const QString& user, const QString& now) {
    auto row = context.db.query("SELECT failures, last_at, locked_until FROM login_attempt"
                                " WHERE user_id = ? AND desk = ?",
                                user, desk(context));
    if (!row.next())
        return {};
    constexpr qint64 many = 1'000'000; // no record: whatever was written there, counting goes on
    Attempts attempts{std::clamp<qint64>(row.integer(0), 0, many), row.text(1), row.text(2)};
    constexpr qint64 day = 86400;
    if (attempts.lastAt <= shifted(now, day))
        return attempts;
    if (attempts.lockedUntil > attempts.lastAt)
        attempts.lockedUntil = shifted(now, qint64(policy(context).lockMinutes) * 60);
    attempts.lastAt = now;
    return attempts;
}

void keepAttempts(journal::Context& context, const QString& user, const Attempts& attempts) {
    if (context.db.forReadingOnly())
        return;
    context.db.run("INSERT INTO login_attempt (user_id, desk, failures, last_at, locked_until)"
                   " VALUES (?, ?, ?, ?, ?) ON CONFLICT (user_id, desk) DO UPDATE SET"
                   " failures = excluded.failures, last_at = excluded.last_at,"
                   " locked_until = excluded.locked_until",
                   user, desk(context), attempts.failures, attempts.lastAt, attempts.lockedUntil);
}

// A quarter of a second after the first failure, twice as long after each further one.
void slowDown(qint64 failures) {
    constexpr int shortest = 250;
    constexpr int longest = 4000;
    if (waiting && failures > 0)
        waiting(failures > 4 ? longest : shortest << (failures - 1));
}

} // namespace

std::optional<journal::Rejection> weakness(const Policy& policy, const QString& password,
                                           const QString& field) {
    if (password.size() < policy.passwordMin)
        return badInput(field, sentence("password.short", policy.passwordMin));
    if (classesIn(password) < policy.passwordClasses)
        return badInput(field, sentence("password.classes", policy.passwordClasses));
    return {};
}

std::optional<journal::Rejection> requireLevelTwo(const QJsonObject& security) {
    struct Bound {
        const char* key;
        int least;
        int most;
    };
    static constexpr Bound bounds[] = {{"password_min", 8, 64},    {"password_classes", 3, 4},
                                       {"password_days", 1, 180},  {"failures", 1, 10},
                                       {"lock_minutes", 10, 1440}, {"idle_minutes", 1, 30}};
    for (const Bound& bound : bounds) {
        const QString key = QString::fromLatin1(bound.key);
        const int value = security.value(key).toInt(bound.least);
        if (value < bound.least || value > bound.most)
            return badInput(u"security."_s + key,
                            sentence("security.level-two", key, value, bound.least, bound.most));
    }
    return {};
}

QString credentialOf(const QByteArray& verifier, const QString& at, bool given) {
    // As canonical JSON, so that nothing moves from one part to the next.
    const QByteArray kept = journal::canonical(QJsonObject{
        {"at"_L1, at}, {"given"_L1, given}, {"verifier"_L1, QString::fromLatin1(verifier)}});
    return QString::fromLatin1(QCryptographicHash::hash(kept, QCryptographicHash::Sha256).toHex());
}

void keepVerifier(journal::Context& context, const QString& user, const QByteArray& verifier,
                  const QString& at, bool given) {
    context.db.run("INSERT INTO credential (user_id, verifier, set_at, given) VALUES (?, ?, ?, ?)"
                   " ON CONFLICT (user_id) DO UPDATE SET verifier = excluded.verifier,"
                   " set_at = excluded.set_at, given = excluded.given",
                   user, QString::fromLatin1(verifier), at, given);
}

bool passwordWasGiven(journal::Context& context, const QString& user) {
    return context.db.query("SELECT 1 FROM credential WHERE user_id = ? AND given = 1", user)
        .next();
}

namespace {

thread_local int nobodyGives = 0;

} // namespace

NobodyGives::NobodyGives() {
    ++nobodyGives;
}

NobodyGives::~NobodyGives() {
    --nobodyGives;
}

bool NobodyGives::on() {
    return nobodyGives > 0;
}

QString lockedUntil(journal::Context& context, const QString& user, const QString& now) {
    const Attempts attempts = attemptsOf(context, user, now);
    // Never before the last attempt: a clock set back does not shorten the lock.
    return attempts.lockedUntil > std::max(now, attempts.lastAt) ? attempts.lockedUntil.left(16)
                                                                 : QString();
}

void countFailure(journal::Context& context, const QString& user, const QString& now,
                  const QString& kind, const QString& result) {
    const Policy rules = policy(context);
    Attempts attempts = attemptsOf(context, user, now);
    attempts.lastAt = std::max(now, attempts.lastAt);
    attempts.failures += 1;
    recordSecurity(context, {attempts.lastAt, user, kind, result});
    if (attempts.failures >= rules.failures && user != recoveryUser())
        attempts.lockedUntil = shifted(attempts.lastAt, qint64(rules.lockMinutes) * 60);
    keepAttempts(context, user, attempts);
    if (!attempts.lockedUntil.isEmpty())
        recordSecurity(context, {attempts.lastAt, user, u"lock"_s, attempts.lockedUntil.left(16)});
}

QByteArray verifierToTry(journal::Context& context, const QString& user, const QString& now) {
    const Attempts attempts = attemptsOf(context, user, now);
    const User* found = findUser(context, user);
    if (attempts.lockedUntil > std::max(now, attempts.lastAt) || !found || found->disabled)
        return {};
    auto row = context.db.query("SELECT verifier FROM credential WHERE user_id = ?", user);
    return row.next() ? row.text(0).toLatin1() : QByteArray();
}

LoginResult tryPassword(journal::Context& context, const QString& user, const QString& password,
                        const QString& now) {
    proveCredentials(context);
    const Attempts attempts = attemptsOf(context, user, now);
    const QString time = std::max(now, attempts.lastAt);
    const auto note = [&](const QString& kind, const QString& result) {
        recordSecurity(context, {time, user, kind, result});
    };
    if (attempts.lockedUntil > time) {
        note(u"login"_s, u"locked"_s);
        keepAttempts(context, user, attempts);
        return LoginResult::Locked;
    }
    auto row = context.db.query("SELECT verifier, set_at FROM credential WHERE user_id = ?", user);
    if (!row.next()) {
        recordSecurity(context, {time, {}, u"login"_s, u"unknown"_s});
        return LoginResult::Wrong;
    }
    if (!attempts.lockedUntil.isEmpty()) {
        keepAttempts(context, user, Attempts{0, time, {}});
        note(u"unlock"_s, u"time"_s);
    }
    const User* found = findUser(context, user);
    const bool disabled = !found || found->disabled;
    slowDown(attempts.failures);
    const QByteArray verifier = row.text(0).toLatin1();
    if (!disabled && matches(verifier, password)) {
        if (attempts.failures > 0)
            keepAttempts(context, user, Attempts{0, time, {}});
        const int days = policy(context).passwordDays;
        const bool expired = days > 0 && shifted(row.text(1), qint64(days) * 86400) < time;
        note(u"login"_s, expired ? u"expired"_s : u"ok"_s);
        return expired ? LoginResult::Expired : LoginResult::Good;
    }
    countFailure(context, user, time, u"login"_s, disabled ? u"disabled"_s : u"wrong"_s);
    return LoginResult::Wrong;
}

void slowDownBy(void (*wait)(int milliseconds)) {
    waiting = wait;
}

void sitAt(const QString& desk) {
    saidDesk = desk;
}

void unlock(journal::Context& context, const QString& user) {
    context.db.run("DELETE FROM login_attempt WHERE user_id = ?", user);
}

QString makeRecoveryCode(journal::Randomness& randomness) {
    // 32 signs without 0/O, 1/I: five bits each, 25 signs in five groups.
    static const QString signs = u"ABCDEFGHJKLMNPQRSTUVWXYZ23456789"_s;
    QString code;
    const QByteArray random = randomness.bytes(25);
    for (qsizetype i = 0; i < random.size(); ++i) {
        if (i > 0 && i % 5 == 0)
            code += u'-';
        code += signs[static_cast<quint8>(random[i]) % signs.size()];
    }
    return code;
}

} // namespace identity
