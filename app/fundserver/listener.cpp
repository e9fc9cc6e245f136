// SPDX-License-Identifier: GPL-3.0-only
#include "listener.h"

#include "settings.h"

#include <platform/network.h>
#include <protocol/names.h>
#include <protocol/routes.h>

#include <microhttpd.h>

#include <cstring>
#include <stdexcept>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// TLS 1.2 and newer, and nothing that those call obsolete.
constexpr const char* priorities = "NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:-DHE-RSA"
                                   ":-SHA1:%SERVER_PRECEDENCE:%SAFE_RENEGOTIATION";
// What a connection may use of memory for a header and a part of a body.
constexpr std::size_t connectionMemory = 48 << 10;
// Those that were cut are still counted until they are gone.
constexpr int beyondMost = 64;

// A request between its header and its end.
struct Running {
    Handler::Begun begun;
    Connections::One* connection = nullptr;
    std::mutex mutex;
    std::optional<HttpAnswer> answer;
    bool asking = false; // whether its body may come
    bool started = false;
    bool queued = false;
    bool codes = false; // whether refusals come with the codes of their sentences
};

// The pieces of an answer on their way: asked for when the last one was sent.
struct Flow {
    std::shared_ptr<Pieces> pieces;
    MHD_Connection* connection = nullptr;
    std::mutex mutex;
    QByteArray buffer;
    qsizetype at = 0;
    bool more = true;
};

ssize_t readFlow(void* closure, std::uint64_t, char* into, std::size_t most) {
    auto flow = *static_cast<std::shared_ptr<Flow>*>(closure);
    {
        const std::lock_guard lock(flow->mutex);
        const qsizetype left = flow->buffer.size() - flow->at;
        if (left > 0) {
            const auto size = std::min(static_cast<std::size_t>(left), most);
            std::memcpy(into, flow->buffer.constData() + flow->at, size);
            flow->at += static_cast<qsizetype>(size);
            return static_cast<ssize_t>(size);
        }
        if (!flow->more)
            return MHD_CONTENT_READER_END_OF_STREAM;
    }
    MHD_suspend_connection(flow->connection);
    flow->pieces->next([flow](QByteArray piece, bool more) {
        {
            const std::lock_guard lock(flow->mutex);
            flow->buffer = std::move(piece);
            flow->at = 0;
            flow->more = more;
        }
        MHD_resume_connection(flow->connection);
    });
    return 0;
}

void freeFlow(void* closure) {
    delete static_cast<std::shared_ptr<Flow>*>(closure);
}

MHD_Response* responseOf(const HttpAnswer& answer, MHD_Connection* connection) {
    if (!answer.pieces)
        return MHD_create_response_from_buffer(
            static_cast<std::size_t>(answer.body.size()),
            const_cast<char*>(answer.body.constData()), // NOLINT: it is copied
            MHD_RESPMEM_MUST_COPY);
    auto* flow = new std::shared_ptr<Flow>(std::make_shared<Flow>());
    (*flow)->pieces = answer.pieces;
    (*flow)->connection = connection;
    constexpr std::size_t block = 32 << 10;
    return MHD_create_response_from_callback(
        answer.size < 0 ? MHD_SIZE_UNKNOWN : static_cast<std::uint64_t>(answer.size), block,
        readFlow, flow, freeFlow);
}

MHD_Result send(MHD_Connection* connection, const HttpAnswer& answer) {
    MHD_Response* response = responseOf(answer, connection);
    if (!response)
        return MHD_NO;
    MHD_add_response_header(response, "Content-Type", answer.type);
    MHD_add_response_header(response, "Cache-Control", "no-store");
    MHD_add_response_header(response, "X-Content-Type-Options", "nosniff");
    for (auto it = answer.headers.begin(); it != answer.headers.end(); ++it)
        MHD_add_response_header(response, it.key().constData(), it.value().constData());
    if (answer.close)
        MHD_add_response_header(response, "Connection", "close");
    const MHD_Result result =
        MHD_queue_response(connection, static_cast<unsigned>(answer.status), response);
    MHD_destroy_response(response);
    return result;
}

struct Headers {
    QMap<QByteArray, QByteArray> map;
    int lengths = 0;
    int encodings = 0;
};

MHD_Result takeHeader(void* closure, MHD_ValueKind, const char* key, const char* value) {
    auto* headers = static_cast<Headers*>(closure);
    const QByteArray name = QByteArray(key).toLower();
    headers->lengths += int(name == "content-length");
    headers->encodings += int(name == "transfer-encoding");
    headers->map.insert(name, value ? value : "");
    return MHD_YES;
}

MHD_Result takeQuery(void* closure, MHD_ValueKind, const char* key, const char* value) {
    static_cast<QMap<QByteArray, QByteArray>*>(closure)->insert(key, value ? value : "");
    return MHD_YES;
}

HttpHead headOf(MHD_Connection* connection, const char* url, const char* method) {
    HttpHead head;
    head.method = method;
    head.path = QString::fromUtf8(url);
    Headers headers;
    MHD_get_connection_values(connection, MHD_HEADER_KIND, takeHeader, &headers);
    MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, takeQuery, &head.query);
    head.headers = headers.map;
    bool number = true;
    if (headers.lengths > 0) {
        const QByteArray told = head.headers.value("content-length");
        head.length = told.toLongLong(&number);
        number = number && head.length >= 0 && QByteArray::number(head.length) == told;
    }
    if (headers.encodings > 0)
        head.length = -1;
    head.trouble = !number || headers.lengths > 1 || headers.encodings > 1
                   || (headers.lengths > 0 && headers.encodings > 0)
                   || (headers.encodings > 0
                       && head.headers.value("transfer-encoding").toLower().trimmed() != "chunked");
    if (const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS))
        head.address = QString::fromStdString(platform::addressText(info->client_addr));
    if (const auto* info =
            MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE))
        head.headerSize = static_cast<qint64>(info->header_size);
    return head;
}

Connections::One* oneOf(MHD_Connection* connection) {
    const auto* info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    return info ? static_cast<Connections::One*>(info->socket_context) : nullptr;
}

} // namespace

struct Listener::Callbacks {
    static void connection(void* closure, MHD_Connection* connection, void** context,
                           MHD_ConnectionNotificationCode code) {
        auto* listener = static_cast<Listener*>(closure);
        if (code == MHD_CONNECTION_NOTIFY_STARTED) {
            const auto* info =
                MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
            *context = listener->m_connections.opened(info ? info->connect_fd : -1);
        } else if (*context) {
            listener->m_connections.closed(static_cast<Connections::One*>(*context));
            *context = nullptr;
        }
    }

    static void* lineRead(void* closure, const char*, MHD_Connection* connection) {
        if (auto* one = oneOf(connection))
            static_cast<Listener*>(closure)->m_connections.is(one, Connections::State::Header);
        return nullptr;
    }

    static void completed(void* closure, MHD_Connection*, void** context,
                          MHD_RequestTerminationCode) {
        auto* running = static_cast<Running*>(*context);
        if (!running)
            return;
        if (running->connection)
            static_cast<Listener*>(closure)->m_connections.is(running->connection,
                                                              Connections::State::Idle);
        delete running;
        *context = nullptr;
    }

    static MHD_Result answer(Listener* listener, MHD_Connection* connection, Running* running,
                             const HttpAnswer& answer) {
        running->queued = true;
        if (running->codes && !answer.bodyWithCodes.isEmpty()) {
            HttpAnswer coded = answer;
            coded.body = std::exchange(coded.bodyWithCodes, {});
            running->codes = false;
            return Callbacks::answer(listener, connection, running, coded);
        }
        if (running->connection)
            listener->m_connections.is(running->connection, Connections::State::Answer);
        return send(connection, answer);
    }

    static MHD_Result request(void* closure, MHD_Connection* connection, const char* url,
                              const char* method, const char*, const char* data, std::size_t* size,
                              void** context) {
        auto* listener = static_cast<Listener*>(closure);
        auto* running = static_cast<Running*>(*context);
        if (!running) {
            running = new Running; // until `completed`
            *context = running;
            running->connection = oneOf(connection);
            const HttpHead head = headOf(connection, url, method);
            running->codes = protocol::takesCodes(head.headers.value("accept"));
            running->begun = listener->m_handler.begun(head);
            if (!running->begun.exchange)
                return answer(listener, connection, running, running->begun.answer);
            return running->begun.exchange->asksFirst() ? beforeBody(listener, connection, running)
                                                        : bodyBegins(listener, connection, running);
        }
        if (running->asking) {
            running->asking = false;
            return bodyBegins(listener, connection, running);
        }
        if (*size > 0) {
            if (running->connection)
                listener->m_connections.is(running->connection, Connections::State::Body);
            const QByteArray bytes(data, static_cast<qsizetype>(*size));
            *size = 0;
            return running->begun.exchange && running->begun.exchange->part(bytes) ? MHD_YES
                                                                                   : MHD_NO;
        }
        if (running->queued)
            return MHD_YES;
        if (!running->started)
            return start(listener, connection, running);
        const std::lock_guard lock(running->mutex);
        return running->answer ? answer(listener, connection, running, *running->answer) : MHD_YES;
    }

    // Its connection rests, and nothing of the body is read, until somebody says that it may come.
    static MHD_Result beforeBody(Listener* listener, MHD_Connection* connection, Running* running) {
        running->asking = true;
        if (running->connection)
            listener->m_connections.is(running->connection, Connections::State::Answer);
        MHD_suspend_connection(connection);
        running->begun.exchange->mayCome([running, connection](std::optional<HttpAnswer> no) {
            {
                const std::lock_guard lock(running->mutex);
                running->answer = std::move(no);
            }
            MHD_resume_connection(connection);
        });
        return MHD_YES;
    }

    static MHD_Result bodyBegins(Listener* listener, MHD_Connection* connection, Running* running) {
        std::optional<HttpAnswer> no;
        {
            const std::lock_guard lock(running->mutex);
            no = std::exchange(running->answer, {});
        }
        if (!no)
            no = running->begun.exchange->begin();
        if (no) {
            no->close = true;
            return answer(listener, connection, running, *no);
        }
        if (running->connection)
            listener->m_connections.is(running->connection, Connections::State::Body);
        return MHD_YES;
    }

    static MHD_Result start(Listener* listener, MHD_Connection* connection, Running* running) {
        running->started = true;
        if (running->connection)
            listener->m_connections.is(running->connection, Connections::State::Answer);
        MHD_suspend_connection(connection);
        running->begun.exchange->whole([running, connection](HttpAnswer answer) {
            {
                const std::lock_guard lock(running->mutex);
                running->answer = std::move(answer);
            }
            MHD_resume_connection(connection);
        });
        return MHD_YES;
    }
};

Listener::Listener(const Listening& how, Handler& handler)
    : m_handler(handler), m_connections(static_cast<std::size_t>(how.mostConnections)) {
    const QString host = how.host == u"localhost" ? u"127.0.0.1"_s : how.host;
    std::vector<unsigned char> address = platform::socketAddress(host.toStdString(), how.port);
    if (address.empty())
        throw CliError(BadFile, sentence("listen.host", how.host));
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TLS | MHD_USE_SUSPEND_RESUME;
    if (host.contains(u':'))
        flags |= MHD_USE_IPv6;
    m_daemon = MHD_start_daemon(
        flags, static_cast<std::uint16_t>(how.port), nullptr, nullptr, &Callbacks::request, this,
        MHD_OPTION_SOCK_ADDR, reinterpret_cast<sockaddr*>(address.data()), MHD_OPTION_HTTPS_MEM_KEY,
        how.key.constData(), MHD_OPTION_HTTPS_MEM_CERT, how.certificate.constData(),
        MHD_OPTION_HTTPS_PRIORITIES, priorities, MHD_OPTION_NOTIFY_CONNECTION,
        &Callbacks::connection, this, MHD_OPTION_NOTIFY_COMPLETED, &Callbacks::completed, this,
        MHD_OPTION_URI_LOG_CALLBACK, &Callbacks::lineRead, this, MHD_OPTION_CONNECTION_LIMIT,
        static_cast<unsigned>(how.mostConnections + beyondMost), MHD_OPTION_CONNECTION_TIMEOUT,
        static_cast<unsigned>(Connections::longestIdle.count()), MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        connectionMemory, MHD_OPTION_LISTEN_BACKLOG_SIZE, static_cast<unsigned>(1024),
        MHD_OPTION_END);
    if (!m_daemon)
        throw CliError(BadFile, sentence("listen.failed", how.host, how.port));
    const auto* info = MHD_get_daemon_info(m_daemon, MHD_DAEMON_INFO_BIND_PORT);
    m_port = info ? info->port : how.port;
}

void Listener::quiesce() {
    if (std::exchange(m_quiet, true))
        return;
    const MHD_socket socket = MHD_quiesce_daemon(m_daemon);
    if (socket != MHD_INVALID_SOCKET)
        platform::closeSocket(socket);
}

Listener::~Listener() {
    MHD_stop_daemon(m_daemon);
}

} // namespace fundserver
