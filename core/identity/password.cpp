// SPDX-License-Identifier: GPL-3.0-only
#include "password.h"

#include <journal/chain.h>

#include <sodium.h>

#include <QCryptographicHash>

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;

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

void startSodium() {
    if (sodium_init() < 0)
        throw storage::Failure(storage::Trouble::Io, u"口令算法库不能启动,请重新安装程序。"_s);
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

Attempts attemptsOf(journal::Context& context, const QString& user) {
    auto row = context.db.query(
        "SELECT failures, last_at, locked_until FROM login_attempt WHERE user = ?", user);
    if (!row.next())
        return {};
    return {row.integer(0), row.text(1), row.text(2)};
}

void keepAttempts(journal::Context& context, const QString& user, const Attempts& attempts) {
    context.db.run("INSERT INTO login_attempt (user, failures, last_at, locked_until)"
                   " VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET failures = excluded.failures,"
                   " last_at = excluded.last_at, locked_until = excluded.locked_until",
                   user, attempts.failures, attempts.lastAt, attempts.lockedUntil);
}

} // namespace

journal::Verdict weakness(const Policy& policy, const QString& password, const QString& field) {
    if (password.size() < policy.passwordMin)
        return badInput(field, u"口令至少 %1 个字符,请换一个。"_s.arg(policy.passwordMin));
    if (classesIn(password) < policy.passwordClasses)
        return badInput(field,
                        u"口令须含大写字母、小写字母、数字、符号中的至少 %1 类,请换一个。"_s.arg(
                            policy.passwordClasses));
    return {};
}

QByteArray makeVerifier(const QString& password) {
    startSodium();
    QByteArray verifier(crypto_pwhash_STRBYTES, '\0');
    QByteArray utf8 = password.toUtf8();
    const int code = crypto_pwhash_str(
        verifier.data(), utf8.constData(), static_cast<unsigned long long>(utf8.size()),
        crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
    sodium_memzero(utf8.data(), static_cast<std::size_t>(utf8.size()));
    if (code != 0)
        throw storage::Failure(storage::Trouble::Io,
                               u"内存不足,口令没有设置,请关闭其他程序后再试。"_s);
    verifier.truncate(static_cast<qsizetype>(qstrlen(verifier.constData())));
    return verifier;
}

bool matches(const QByteArray& verifier, const QString& password) {
    startSodium();
    QByteArray utf8 = password.toUtf8();
    const bool good = crypto_pwhash_str_verify(verifier.constData(), utf8.constData(),
                                               static_cast<unsigned long long>(utf8.size()))
                      == 0;
    sodium_memzero(utf8.data(), static_cast<std::size_t>(utf8.size()));
    return good;
}

QString credentialOf(const QByteArray& verifier) {
    return QString::fromLatin1(
        QCryptographicHash::hash(verifier, QCryptographicHash::Sha256).toHex());
}

void keepVerifier(journal::Context& context, const QString& user, const QByteArray& verifier,
                  const QString& at) {
    context.db.run("INSERT INTO credential (user, verifier, set_at) VALUES (?, ?, ?)"
                   " ON CONFLICT DO UPDATE SET verifier = excluded.verifier,"
                   " set_at = excluded.set_at",
                   user, QString::fromLatin1(verifier), at);
}

QString lockedUntil(journal::Context& context, const QString& user, const QString& now) {
    const Attempts attempts = attemptsOf(context, user);
    // Never before the last attempt: a clock set back does not shorten the lock.
    return attempts.lockedUntil > std::max(now, attempts.lastAt) ? attempts.lockedUntil.left(16)
                                                                 : QString();
}

LoginResult tryPassword(journal::Context& context, const QString& user, const QString& password,
                        const QString& now) {
    Attempts attempts = attemptsOf(context, user);
    const QString time = std::max(now, attempts.lastAt);
    if (attempts.lockedUntil > time)
        return LoginResult::Locked;
    if (!attempts.lockedUntil.isEmpty())
        attempts = Attempts{};
    const Policy rules = policy(context);
    auto row = context.db.query("SELECT verifier, set_at FROM credential WHERE user = ?", user);
    const bool known = row.next();
    const User* found = findUser(context, user);
    const bool mayLogIn = found && !found->disabled;
    if (known && mayLogIn && matches(row.text(0).toLatin1(), password)) {
        if (attempts.failures > 0)
            keepAttempts(context, user, Attempts{0, time, {}});
        const QString expiry = shifted(row.text(1), qint64(rules.passwordDays) * 86400);
        return rules.passwordDays > 0 && expiry < time ? LoginResult::Expired : LoginResult::Good;
    }
    if (!known)
        return LoginResult::Wrong;
    attempts.failures += 1;
    attempts.lastAt = time;
    if (attempts.failures >= rules.failures)
        attempts.lockedUntil = shifted(time, qint64(rules.lockMinutes) * 60);
    keepAttempts(context, user, attempts);
    return LoginResult::Wrong;
}

void unlock(journal::Context& context, const QString& user) {
    context.db.run("DELETE FROM login_attempt WHERE user = ?", user);
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
