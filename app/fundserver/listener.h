// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "connections.h"

#include <QByteArray>
#include <QMap>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

struct MHD_Daemon;
struct MHD_Connection;

// The HTTP side: GNU libmicrohttpd with GnuTLS. It knows nothing of funds. A request's header comes
// first (`begun`), then its body part by part, then it is worked on by whatever thread and answered
// when that is done; meanwhile its connection rests and no thread waits for it.

namespace fundserver {

// A body that is made while it is sent. `next` is asked for one piece at a time and gives it, when
// it is there, from any thread; no piece any more where `more` is false.
class Pieces {
public:
    using Take = std::function<void(QByteArray piece, bool more)>;
    virtual ~Pieces() = default;
    virtual void next(Take take) = 0;
};

struct HttpAnswer {
    int status = 200;
    QByteArray body;
    QByteArray bodyWithCodes = {}; // for who takes refusals with their codes; "" where it is none
    const char* type = "application/json";
    QMap<QByteArray, QByteArray> headers = {};
    bool close = false;                  // no further request on this connection
    std::shared_ptr<Pieces> pieces = {}; // in place of `body`
    qint64 size = -1;                    // of the pieces, where it is known
};

struct HttpHead {
    QByteArray method;
    QString path;
    QMap<QByteArray, QByteArray> query;   // raw, by name
    QMap<QByteArray, QByteArray> headers; // by lower-case name
    QString address;
    qint64 length = 0;    // of the body, where it is told; -1 where it is not
    bool trouble = false; // a length that is told twice, or beside chunks, or is none
    qint64 headerSize = 0;
};

// One request while it is worked on.
class Exchange {
public:
    using Done = std::function<void(HttpAnswer)>;
    virtual ~Exchange() = default;
    // Whether any of its body may come, where another thread must be asked: why not, or nothing.
    // `told` is called once, from any thread; nothing of the body is read before.
    using Told = std::function<void(std::optional<HttpAnswer> no)>;
    virtual bool asksFirst() const { return false; }
    virtual void mayCome(Told told) { told({}); }
    // It may; on the listener's thread.
    virtual std::optional<HttpAnswer> begin() { return {}; }
    // Another part of the body; false ends the connection.
    virtual bool part(const QByteArray& bytes) = 0;
    // All of it came. `done` is called once, from any thread.
    virtual void whole(Done done) = 0;
};

class Handler {
public:
    virtual ~Handler() = default;
    // The header came: either who takes the rest, or an answer that needs no more.
    struct Begun {
        std::unique_ptr<Exchange> exchange;
        HttpAnswer answer;
    };
    virtual Begun begun(const HttpHead& head) = 0;
};

struct Listening {
    QString host;
    int port = 0; // 0: whatever is free
    QByteArray key;
    QByteArray certificate;
    int mostConnections = 512;
};

class Listener {
public:
    // Throws CliError.
    Listener(const Listening& how, Handler& handler);
    ~Listener();
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;

    int port() const { return m_port; }
    // No further connection is taken; what is under way goes on.
    void quiesce();
    void cutSlow() { m_connections.cutSlow(); }
    std::size_t busy() const { return m_connections.busy(); }

private:
    struct Callbacks;
    Handler& m_handler;
    Connections m_connections;
    MHD_Daemon* m_daemon = nullptr;
    int m_port = 0;
    bool m_quiet = false;
};

} // namespace fundserver
