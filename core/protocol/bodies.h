// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "routes.h"

#include <fund/request_line.h>

#include <QJsonObject>

// The bodies of requests, read strictly: what is not known is bad input on its key, `as` and
// `token` among them, because who speaks is the token's business.

namespace protocol {

template <class Body> using Read = std::variant<Body, journal::Rejection>;

struct DoBody {
    journal::Request request; // as whom is the token's
    QString key;              // "" where it is not to be known again
    QByteArray canonical;     // what must be the same where the key is sent again
};
Read<DoBody> readDo(const QByteArray& body);
Read<journal::Request> readAsk(const QByteArray& body);

struct LoginBody {
    QString user;
    QString password;
};
Read<LoginBody> readLogin(const QByteArray& body);
// user.password, as a command.
Read<journal::Request> readPassword(const QByteArray& body);

struct ReportBody {
    QString kind;
    QString id;
    QStringList requests;
    QString packageHash;
};
Read<ReportBody> readReport(const QByteArray& body);

struct JobBody {
    enum class Kind { Verify, Backup, Audit, Archive, Disclose };
    Kind kind = Kind::Verify;
    QString head;    // of verify: a hash that the chain must contain
    QString project; // of archive
    QString month;   // of disclose
    QString format;  // of disclose
};
Read<JobBody> readJob(const QByteArray& body);
QLatin1StringView jobName(JobBody::Kind kind);

} // namespace protocol
