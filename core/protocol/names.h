// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <labels/sentence.h>

#include <QByteArray>
#include <QString>

#include <optional>

// The names that client and server of a fund must read alike: of a fund, of a request that may be
// sent twice, of a certificate, of a place, and of the parts of a file.

namespace protocol {

// A client's `Accept` that asks for the code and the arguments of each refusal's sentence beside
// its words: what a window puts its own names and grouped sums into. Others get the contract's.
inline constexpr auto acceptCodes = "application/json;codes=1";
inline bool takesCodes(const QByteArray& accept) {
    return accept == acceptCodes;
}

// What a server calls a fund: [a-z0-9][a-z0-9_-]{0,47}, and not "health".
bool isFundName(const QString& name);
// A client's own random text by which a command that is sent again is known: 1 to 64 of
// A-Z a-z 0-9 - _.
bool isKey(const QString& key);
// A key of a client's own: 128 random bits.
QString newKey();
bool isSha256(const QString& text); // 64 lower-case hex

// SHA-256 of a certificate's DER as 64 lower-case hex; what people type may hold colons, blanks and
// capitals. "" where it is none.
QString fingerprint(const QString& typed);

// Where a server's fund lies: https://HOST:PORT/NAME.
struct Place {
    QString host; // an IPv6 address without its brackets
    int port = 0;
    QString fund;

    QString text() const;
    bool operator==(const Place&) const = default;
};
inline constexpr int usualPort = 8443;

// True of what is meant as a server's place, and not as a path.
bool isServerPlace(const QString& text);
struct ReadPlace {
    std::optional<Place> place;
    labels::Sentence trouble = {}; // where there is none
};
ReadPlace readPlace(const QString& text);
// "127.0.0.1:8443", "[::1]:0"; nothing where it is none.
std::optional<std::pair<QString, int>> readHostPort(const QString& text);

// `Content-Range` of a part that is brought: "bytes A-B/N", or "bytes */N", which asks how much
// is there.
struct Part {
    qint64 from = 0;
    qint64 size = 0; // of this part; 0 where it only asks
    qint64 all = 0;
    bool operator==(const Part&) const = default;
};
std::optional<Part> readContentRange(const QByteArray& header);
QByteArray contentRange(const Part& part);
// `Range` of a part that is asked for, of `all` bytes: "bytes=A-B", "bytes=A-", "bytes=-N". Nothing
// where it is none or lies beyond the end.
std::optional<Part> readRange(const QByteArray& header, qint64 all);

} // namespace protocol
