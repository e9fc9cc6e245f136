// SPDX-License-Identifier: GPL-3.0-only
#include "hashes.h"

#include <labels/sentence.h>
#include <storage/failure.h>

#include <sodium.h>

#include <QRegularExpression>

#include <algorithm>
#include <new>

namespace identity {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

thread_local const Hashes* here = nullptr;

void startSodium() {
    if (sodium_init() < 0)
        throw storage::Failure(storage::Trouble::Io, sentence("password.library"));
}

// A password's bytes while they are used: not in the swap where the system allows it, and wiped.
class Secret {
public:
    explicit Secret(const QString& text) : m_bytes(text.toUtf8()) {
        sodium_mlock(m_bytes.data(), size());
    }
    ~Secret() { sodium_munlock(m_bytes.data(), size()); }
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    const char* data() const { return m_bytes.constData(); }
    std::size_t size() const { return static_cast<std::size_t>(m_bytes.size()); }

private:
    QByteArray m_bytes;
};

// What a verifier says: $argon2id$v=19$m=65536,t=2,p=1$salt$hash.
struct Parts {
    unsigned long long rounds = 0;
    std::size_t memory = 0;
    QByteArray salt;
    QByteArray hash;
};

std::optional<Parts> partsOf(const QByteArray& verifier) {
    static const QRegularExpression form(
        u"^\\$argon2id\\$v=19\\$m=([0-9]{1,7}),t=([0-9]{1,2}),p=1\\$([A-Za-z0-9+/]+)"
        "\\$([A-Za-z0-9+/]+)$"_s);
    const auto match = form.match(QString::fromLatin1(verifier));
    if (!match.hasMatch())
        return {};
    Parts parts;
    parts.memory = static_cast<std::size_t>(match.captured(1).toULongLong() * 1024);
    parts.rounds = match.captured(2).toULongLong();
    parts.salt = QByteArray::fromBase64(match.captured(3).toLatin1());
    parts.hash = QByteArray::fromBase64(match.captured(4).toLatin1());
    if (parts.salt.size() != crypto_pwhash_SALTBYTES || parts.hash.size() < 16)
        return {};
    return parts;
}

unsigned char* bytesIn(QByteArray& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

const unsigned char* bytesIn(const QByteArray& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

} // namespace

QByteArray makeVerifier(const QString& password) {
    if (here)
        if (const auto made = here->made(password))
            return *made;
    startSodium();
    QByteArray verifier(crypto_pwhash_STRBYTES, '\0');
    const Secret utf8(password);
    const int code =
        crypto_pwhash_str(verifier.data(), utf8.data(), utf8.size(),
                          crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE);
    if (code != 0)
        throw std::bad_alloc();
    verifier.truncate(static_cast<qsizetype>(qstrlen(verifier.constData())));
    return verifier;
}

bool matches(const QByteArray& verifier, const QString& password) {
    if (here)
        if (const auto fits = here->fits(verifier, password))
            return *fits;
    startSodium();
    const auto parts = partsOf(verifier);
    if (!parts)
        return false;
    const Secret utf8(password);
    QByteArray made(parts->hash.size(), '\0');
    // Not by crypto_pwhash_str_verify, which calls it a wrong password when memory runs out.
    const int code = crypto_pwhash(bytesIn(made), static_cast<unsigned long long>(made.size()),
                                   utf8.data(), utf8.size(), bytesIn(parts->salt), parts->rounds,
                                   parts->memory, crypto_pwhash_ALG_ARGON2ID13);
    if (code != 0)
        throw std::bad_alloc();
    return sodium_memcmp(made.constData(), parts->hash.constData(),
                         static_cast<std::size_t>(made.size()))
           == 0;
}

void Hashes::make(const QList<HashNeed>& needs) {
    try {
        for (const HashNeed& need : needs) {
            if (need.verifier.isEmpty()) {
                m_made.insert(need.password, makeVerifier(need.password));
                continue;
            }
            const bool fit = matches(need.verifier, need.password);
            m_fits.insert({need.verifier, need.password}, fit);
            if (!fit) // then nothing comes of the rest
                return;
        }
    } catch (
        const std::exception&) { // no memory for it: whoever needs it tries once more and says so
    }
}

std::optional<QByteArray> Hashes::made(const QString& password) const {
    const auto found = m_made.constFind(password);
    return found == m_made.constEnd() ? std::nullopt : std::optional(*found);
}

std::optional<bool> Hashes::fits(const QByteArray& verifier, const QString& password) const {
    const auto found = m_fits.constFind({verifier, password});
    return found == m_fits.constEnd() ? std::nullopt : std::optional(*found);
}

Hashes::Use::Use(const Hashes& hashes) : m_before(std::exchange(here, &hashes)) {}

Hashes::Use::~Use() {
    here = m_before;
}

} // namespace identity
