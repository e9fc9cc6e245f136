// SPDX-License-Identifier: GPL-3.0-only
#include "https.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QTimer>

namespace client {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// Longer than what waits for events.
constexpr int longestSilence = 60'000; // ms
constexpr int betweenLooks = 100;      // at whether to go on waiting

QString fingerprintOf(const QSslCertificate& certificate) {
    return QString::fromLatin1(
        QCryptographicHash::hash(certificate.toDer(), QCryptographicHash::Sha256).toHex());
}

bool isOfToday(const QSslCertificate& certificate) {
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return certificate.effectiveDate() <= now && now <= certificate.expiryDate();
}

labels::Sentence inWords(const QSslError& error) {
    switch (error.error()) {
    case QSslError::CertificateExpired:
        return sentence("certificate.expired");
    case QSslError::CertificateNotYetValid:
        return sentence("certificate.not-yet-valid");
    case QSslError::HostNameMismatch:
        return sentence("certificate.other-host");
    case QSslError::SelfSignedCertificate:
    case QSslError::SelfSignedCertificateInChain:
    case QSslError::UnableToGetLocalIssuerCertificate:
    case QSslError::UnableToVerifyFirstCertificate:
    case QSslError::CertificateUntrusted:
        return sentence("certificate.unknown");
    default:
        return labels::Sentence::told(error.errorString());
    }
}

} // namespace

struct Https::Inner {
    QNetworkAccessManager manager;
    QSslConfiguration ssl = QSslConfiguration::defaultConfiguration();
};

Https::Https(const protocol::Place& place, const Trust& trust)
    : m_place(place), m_trust(trust), m_inner(std::make_unique<Inner>()) {
    m_inner->manager.setProxy(QNetworkProxy::NoProxy);
    m_inner->ssl.setProtocol(QSsl::TlsV1_2OrLater);
    m_inner->ssl.setPeerVerifyMode(QSslSocket::VerifyPeer);
    if (trust.authority.isEmpty())
        return;
    const auto authorities = QSslCertificate::fromPath(trust.authority, QSsl::Pem);
    if (authorities.isEmpty())
        throw Untrusted(sentence("authority.no-certificate", trust.authority), {});
    m_inner->ssl.setCaCertificates(authorities);
}

Https::~Https() = default;

Response Https::send(const Sent& sent, const Take& take) {
    QUrl url(m_place.text().chopped(m_place.fund.size() + 1)
             + protocol::pathOf(sent.call, m_place.fund, sent.id));
    if (!sent.query.isEmpty())
        url.setQuery(QString::fromLatin1(sent.query), QUrl::StrictMode);
    QNetworkRequest request(url);
    request.setSslConfiguration(m_inner->ssl);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute,
                         QNetworkRequest::AlwaysNetwork);
    request.setTransferTimeout(longestSilence);
    request.setRawHeader("Accept-Encoding", "identity");
    if (m_takesCodes)
        request.setRawHeader("Accept", protocol::acceptCodes);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    if (!sent.token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + sent.token);
    for (auto it = sent.headers.begin(); it != sent.headers.end(); ++it)
        request.setRawHeader(it.key(), it.value());

    const QByteArray method = protocol::methodOf(sent.call);
    const std::unique_ptr<QNetworkReply> reply(
        sent.from ? m_inner->manager.sendCustomRequest(request, method, sent.from)
                  : m_inner->manager.sendCustomRequest(request, method, sent.body));
    std::unique_ptr<Untrusted> untrusted;
    const auto refuse = [&](const QSslCertificate& shown, const labels::Sentence& why) {
        untrusted = std::make_unique<Untrusted>(
            sentence("server.untrusted", m_place.host, why, fingerprintOf(shown)),
            fingerprintOf(shown));
        reply->abort();
    };
    // Before anything is sent, once for each connection.
    const auto pinned = [&](const QSslCertificate& shown) {
        if (fingerprintOf(shown) != m_trust.fingerprint)
            refuse(shown, sentence("certificate.other-fingerprint"));
        else if (!isOfToday(shown))
            refuse(shown, sentence("certificate.not-of-today"));
        return !untrusted;
    };
    QObject::connect(reply.get(), &QNetworkReply::sslErrors, [&](const QList<QSslError>& errors) {
        const QSslCertificate shown = reply->sslConfiguration().peerCertificate();
        if (m_trust.fingerprint.isEmpty() || !m_trust.authority.isEmpty()) {
            // The one that says most comes last: a chain that is not known is known first.
            refuse(shown, inWords(errors.back()));
            return;
        }
        if (pinned(shown))
            reply->ignoreSslErrors();
    });
    QObject::connect(reply.get(), &QNetworkReply::encrypted, [&] {
        if (!m_trust.fingerprint.isEmpty())
            pinned(reply->sslConfiguration().peerCertificate());
    });
    Response response;
    // Nothing may be thrown through Qt's loop.
    std::exception_ptr thrown;
    const auto taken = [&](const QByteArray& part) {
        try {
            return !thrown && take(part);
        } catch (...) {
            thrown = std::current_exception();
            return false;
        }
    };
    const auto read = [&] {
        if (!reply->isReadable()) // given up
            return;
        const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        const QByteArray part = reply->readAll();
        if (!take || status / 100 != 2)
            response.body += part;
        else if (!part.isEmpty() && !taken(part))
            reply->abort();
    };
    QObject::connect(reply.get(), &QNetworkReply::readyRead, read);
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, reply.get(), [&] {
        if (m_stop())
            reply->abort();
    });
    if (m_stop)
        look.start(betweenLooks);
    if (!reply->isFinished())
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    if (untrusted)
        throw Untrusted(*untrusted);
    read();
    if (thrown)
        std::rethrow_exception(thrown);
    response.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    // A status without the whole body is none: what was answered is not known.
    const auto error = reply->error();
    const bool whole =
        error == QNetworkReply::NoError || error >= QNetworkReply::ContentAccessDenied;
    if (response.status == 0 || !whole) {
        response.status = 0;
        response.noTls = error == QNetworkReply::SslHandshakeFailedError;
        response.trouble = response.noTls ? sentence("connection.no-tls", m_place.host)
                                          : sentence("connection.lost", m_place.host);
    }
    return response;
}

} // namespace client
