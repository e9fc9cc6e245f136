// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <protocol/names.h>
#include <protocol/routes.h>

#include <QByteArray>
#include <QIODevice>
#include <QMap>

#include <functional>
#include <memory>
#include <stdexcept>

// Requests to a server of ours, one after another, each until it is answered. Nothing of HTTP is
// sent before the certificate is the one that was said.

namespace client {

// How the server is known: by its certificate's fingerprint, by who signed it (a PEM file), or by
// both; by neither, where the system trusts it.
struct Trust {
    QString fingerprint; // 64 lower-case hex, or ""
    QString authority;   // a file, or ""
};

// The server's certificate is not the one that was said. `fingerprint` is what it shows.
class Untrusted : public std::runtime_error {
public:
    Untrusted(const labels::Sentence& sentence, const QString& fingerprint)
        : std::runtime_error(sentence.text().toStdString()), m_sentence(sentence),
          m_fingerprint(fingerprint) {}
    const labels::Sentence& sentence() const { return m_sentence; }
    QString message() const { return m_sentence.text(); }
    const QString& fingerprint() const { return m_fingerprint; }

private:
    labels::Sentence m_sentence;
    QString m_fingerprint;
};

struct Response {
    int status = 0; // 0: the connection broke, or there was none
    QByteArray body;
    labels::Sentence trouble = {}; // why there is no status
    bool noTls = false; // the two found no TLS that both speak: trying again helps little
};

class Https {
public:
    struct Sent {
        protocol::Call call = protocol::Call::Health;
        QString id = {};
        QByteArray query = {};
        QByteArray token = {};
        QByteArray body = {};
        QIODevice* from = nullptr; // in place of `body`, from where it stands to its end
        QMap<QByteArray, QByteArray> headers = {};
    };
    // Takes the body of a good answer as it comes, in place of Response::body.
    using Take = std::function<bool(const QByteArray& part)>;

    // Throws Untrusted where the file of the authority can't be read.
    Https(const protocol::Place& place, const Trust& trust);
    ~Https();
    Https(const Https&) = delete;
    Https& operator=(const Https&) = delete;

    // Asked ten times a second while an answer is waited for: true ends the wait, as a connection
    // that broke.
    void stopWhen(std::function<bool()> stop) { m_stop = std::move(stop); }

    // Refusals come with the codes of their sentences (protocol::acceptCodes).
    void takeCodes() { m_takesCodes = true; }

    // Throws Untrusted.
    Response send(const Sent& sent, const Take& take = {});
    const protocol::Place& place() const { return m_place; }

private:
    struct Inner;
    protocol::Place m_place;
    Trust m_trust;
    std::function<bool()> m_stop;
    bool m_takesCodes = false;
    std::unique_ptr<Inner> m_inner;
};

} // namespace client
