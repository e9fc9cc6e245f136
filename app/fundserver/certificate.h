// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace fundserver {

struct KeyPair {
    QByteArray key;         // PEM
    QByteArray certificate; // PEM
};

// A key on P-256 and a certificate that it signed itself, for these names and addresses, good for
// ten years; it may stand as its own authority. Throws CliError.
KeyPair makeKeyPair(const QStringList& hosts);

struct CertificateFacts {
    QString fingerprint; // SHA-256 of the DER, 64 lower-case hex
    bool expired = false;
    bool fits = false; // the key is the certificate's
};
// Of the first certificate of a PEM. Throws CliError.
CertificateFacts factsOf(const KeyPair& pair);

} // namespace fundserver
