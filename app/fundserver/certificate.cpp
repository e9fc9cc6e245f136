// SPDX-License-Identifier: GPL-3.0-only
#include "certificate.h"

#include "settings.h"

#include <platform/network.h>

#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <QCryptographicHash>

#include <ctime>
#include <memory>
#include <stdexcept>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

constexpr std::time_t tenYears = std::time_t(3653) * 86400;
// Clocks of other machines may be behind.
constexpr std::time_t day = 86400;

void need(int code) {
    if (code < 0)
        throw CliError(BadFile,
                       sentence("certificate.store", QString::fromUtf8(gnutls_strerror(code))));
}

struct FreeKey {
    void operator()(gnutls_x509_privkey_t key) const { gnutls_x509_privkey_deinit(key); }
};
struct FreeCertificate {
    void operator()(gnutls_x509_crt_t certificate) const { gnutls_x509_crt_deinit(certificate); }
};
using Key = std::unique_ptr<std::remove_pointer_t<gnutls_x509_privkey_t>, FreeKey>;
using Certificate = std::unique_ptr<std::remove_pointer_t<gnutls_x509_crt_t>, FreeCertificate>;

Key newKey() {
    gnutls_x509_privkey_t key = nullptr;
    need(gnutls_x509_privkey_init(&key));
    return Key(key);
}

Certificate newCertificate() {
    gnutls_x509_crt_t certificate = nullptr;
    need(gnutls_x509_crt_init(&certificate));
    return Certificate(certificate);
}

QByteArray bytesOf(gnutls_datum_t datum) {
    QByteArray bytes(reinterpret_cast<const char*>(datum.data), static_cast<qsizetype>(datum.size));
    gnutls_free(datum.data);
    return bytes;
}

gnutls_datum_t datumOf(QByteArray& bytes) {
    return {reinterpret_cast<unsigned char*>(bytes.data()), static_cast<unsigned>(bytes.size())};
}

void addHost(gnutls_x509_crt_t certificate, const QString& host) {
    const QByteArray text = host.toUtf8();
    const std::vector<unsigned char> address = platform::socketAddress(host.toStdString(), 0);
    constexpr std::size_t four = 16; // sockaddr_in
    if (address.empty()) {
        need(gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_DNSNAME, text.constData(),
                                                  static_cast<unsigned>(text.size()),
                                                  GNUTLS_FSAN_APPEND));
        return;
    }
    // Where the address stands in a sockaddr_in and a sockaddr_in6.
    const bool isFour = address.size() == four;
    need(gnutls_x509_crt_set_subject_alt_name(certificate, GNUTLS_SAN_IPADDRESS,
                                              address.data() + (isFour ? 4 : 8), isFour ? 4 : 16,
                                              GNUTLS_FSAN_APPEND));
}

} // namespace

KeyPair makeKeyPair(const QStringList& hosts) {
    const Key key = newKey();
    need(gnutls_x509_privkey_generate(key.get(), GNUTLS_PK_ECDSA,
                                      GNUTLS_CURVE_TO_BITS(GNUTLS_ECC_CURVE_SECP256R1), 0));
    const Certificate certificate = newCertificate();
    gnutls_x509_crt_t crt = certificate.get();
    const std::time_t now = std::time(nullptr);
    const QByteArray name = hosts.value(0).toUtf8();
    unsigned char serial[16];
    need(gnutls_rnd(GNUTLS_RND_NONCE, serial, sizeof serial));
    serial[0] = static_cast<unsigned char>((serial[0] & 0x7f) | 0x01); // positive, full length
    need(gnutls_x509_crt_set_version(crt, 3));
    need(gnutls_x509_crt_set_serial(crt, serial, sizeof serial));
    need(gnutls_x509_crt_set_activation_time(crt, now - day));
    need(gnutls_x509_crt_set_expiration_time(crt, now + tenYears));
    need(gnutls_x509_crt_set_key(crt, key.get()));
    need(gnutls_x509_crt_set_dn_by_oid(crt, GNUTLS_OID_X520_COMMON_NAME, 0, name.constData(),
                                       static_cast<unsigned>(name.size())));
    for (const QString& host : hosts)
        addHost(crt, host);
    // Itself good as an authority: a client that trusts it may hold it against the host.
    need(gnutls_x509_crt_set_basic_constraints(crt, 1, 0));
    need(gnutls_x509_crt_set_key_usage(crt,
                                       GNUTLS_KEY_DIGITAL_SIGNATURE | GNUTLS_KEY_KEY_CERT_SIGN));
    need(gnutls_x509_crt_set_key_purpose_oid(crt, GNUTLS_KP_TLS_WWW_SERVER, 0));
    need(gnutls_x509_crt_sign2(crt, crt, key.get(), GNUTLS_DIG_SHA256, 0));
    gnutls_datum_t keyText{};
    gnutls_datum_t text{};
    need(gnutls_x509_privkey_export2(key.get(), GNUTLS_X509_FMT_PEM, &keyText));
    need(gnutls_x509_crt_export2(crt, GNUTLS_X509_FMT_PEM, &text));
    return {bytesOf(keyText), bytesOf(text)};
}

CertificateFacts factsOf(const KeyPair& pair) {
    QByteArray text = pair.certificate;
    QByteArray keyText = pair.key;
    const gnutls_datum_t textDatum = datumOf(text);
    const gnutls_datum_t keyDatum = datumOf(keyText);
    const Certificate certificate = newCertificate();
    if (gnutls_x509_crt_import(certificate.get(), &textDatum, GNUTLS_X509_FMT_PEM) < 0)
        throw CliError(BadFile, sentence("certificate.form"));
    const Key key = newKey();
    if (gnutls_x509_privkey_import(key.get(), &keyDatum, GNUTLS_X509_FMT_PEM) < 0)
        throw CliError(BadFile, sentence("certificate.key-form"));
    CertificateFacts facts;
    gnutls_datum_t der{};
    need(gnutls_x509_crt_export2(certificate.get(), GNUTLS_X509_FMT_DER, &der));
    facts.fingerprint = QString::fromLatin1(
        QCryptographicHash::hash(bytesOf(der), QCryptographicHash::Sha256).toHex());
    facts.expired = gnutls_x509_crt_get_expiration_time(certificate.get()) < std::time(nullptr);
    unsigned char ofKey[64];
    unsigned char ofCertificate[64];
    std::size_t keySize = sizeof ofKey;
    std::size_t certificateSize = sizeof ofCertificate;
    need(gnutls_x509_privkey_get_key_id(key.get(), GNUTLS_KEYID_USE_SHA256, ofKey, &keySize));
    need(gnutls_x509_crt_get_key_id(certificate.get(), GNUTLS_KEYID_USE_SHA256, ofCertificate,
                                    &certificateSize));
    facts.fits = keySize == certificateSize && std::equal(ofKey, ofKey + keySize, ofCertificate);
    return facts;
}

} // namespace fundserver
