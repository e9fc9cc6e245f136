// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>

#include <QByteArray>
#include <QString>

#include <variant>

// What may be asked of a server, one row each: how it is called, how much may be sent with it and
// whether it wants a token. The server reads a request by it, the client writes one by it.
//
//     route("POST", "/v1/guzhang/do")     -> {Call::Do, "guzhang", ""}
//     pathOf(Call::Content, "guzhang", h) -> "/v1/guzhang/content/<h>"

namespace protocol {

enum class Call {
    Health,
    Login,
    Logout,
    Password,
    Do,
    Ask,
    Batch,
    Bring,   // a part of a file
    Content, // a document's bytes
    Report,
    Start, // of a job
    Job,
    File, // that a job made
    Stop,
    Events
};

struct Route {
    Call call = Call::Health;
    QString fund;
    QString id; // a SHA-256, or a job's id
    bool operator==(const Route&) const = default;
};

// A request that leads nowhere is answered with `not-found`, another method than the path's with
// `method`.
std::variant<Route, journal::Rejection> route(const QByteArray& method, const QString& path);
QByteArray methodOf(Call call);
QString pathOf(Call call, const QString& fund = {}, const QString& id = {});

bool needsToken(Call call);
// How many bytes of body one may send; of what is as long as an upload `uploadLimit`.
qint64 mostBytes(Call call, qint64 uploadLimit);

inline constexpr qint64 mostJson = 1 << 20;
inline constexpr qint64 mostHeader = 16 << 10;

// The HTTP status that goes with an answer.
int statusOf(const journal::Answer& answer);
int statusOf(journal::ErrorKind kind);

} // namespace protocol
