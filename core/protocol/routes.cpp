// SPDX-License-Identifier: GPL-3.0-only
#include "routes.h"

#include "names.h"

#include <logging/bug.h>

#include <QStringList>

#include <array>

namespace protocol {

using namespace Qt::Literals::StringLiterals;
using journal::Error;
using journal::ErrorKind;
using labels::sentence;

namespace {

enum class Body { None, Json, Upload };

// `NAME` stands for the fund, `SHA256` and `ID` for what is meant in it.
struct Row {
    Call call;
    const char* method;
    const char* path;
    Body body;
    bool token = true;
};

constexpr std::array rows{
    Row{Call::Health, "GET", "/v1/health", Body::None, false},
    Row{Call::Login, "POST", "/v1/NAME/login", Body::Json, false},
    Row{Call::Logout, "POST", "/v1/NAME/logout", Body::Json},
    Row{Call::Password, "POST", "/v1/NAME/password", Body::Json},
    Row{Call::Do, "POST", "/v1/NAME/do", Body::Json},
    Row{Call::Ask, "POST", "/v1/NAME/ask", Body::Json},
    // Its lines log in themselves.
    Row{Call::Batch, "POST", "/v1/NAME/batch", Body::Upload, false},
    Row{Call::Bring, "PUT", "/v1/NAME/content/SHA256", Body::Upload},
    Row{Call::Content, "GET", "/v1/NAME/content/SHA256", Body::None},
    Row{Call::Report, "POST", "/v1/NAME/report", Body::Json},
    Row{Call::Start, "POST", "/v1/NAME/jobs", Body::Json},
    Row{Call::Job, "GET", "/v1/NAME/jobs/ID", Body::None},
    Row{Call::File, "GET", "/v1/NAME/jobs/ID/file", Body::None},
    Row{Call::Stop, "DELETE", "/v1/NAME/jobs/ID", Body::None},
    Row{Call::Events, "GET", "/v1/NAME/events", Body::None},
};

const Row& rowOf(Call call) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.call == call; });
    logging::ensure(found != rows.end(), "every call has its row");
    return *found;
}

bool isJob(const QString& id) {
    return id.size() == 32 && isKey(id);
}

bool fits(const Row& row, const QStringList& parts, Route& route) {
    const QStringList wanted = QString::fromLatin1(row.path).split(u'/');
    if (wanted.size() != parts.size())
        return false;
    route = {row.call, {}, {}};
    for (qsizetype i = 0; i < parts.size(); ++i) {
        if (wanted[i] == "NAME"_L1 && isFundName(parts[i]))
            route.fund = parts[i];
        else if ((wanted[i] == "SHA256"_L1 && isSha256(parts[i]))
                 || (wanted[i] == "ID"_L1 && isJob(parts[i])))
            route.id = parts[i];
        else if (wanted[i] != parts[i] || wanted[i] == "NAME"_L1)
            return false;
    }
    return true;
}

} // namespace

std::variant<Route, journal::Rejection> route(const QByteArray& method, const QString& path) {
    const QStringList parts = path.split(u'/');
    QStringList methods;
    for (const Row& row : rows) {
        Route found;
        if (!fits(row, parts, found))
            continue;
        if (method == row.method)
            return found;
        methods << QString::fromLatin1(row.method);
    }
    if (!methods.isEmpty())
        return Error{ErrorKind::Method, QString(), sentence("route.method", methods.join(u"、"_s))};
    return Error{ErrorKind::NotFound, QString(), sentence("route.unknown")};
}

QByteArray methodOf(Call call) {
    return rowOf(call).method;
}

QString pathOf(Call call, const QString& fund, const QString& id) {
    QString path = QString::fromLatin1(rowOf(call).path);
    return path.replace("NAME"_L1, fund).replace("SHA256"_L1, id).replace("ID"_L1, id);
}

bool needsToken(Call call) {
    return rowOf(call).token;
}

qint64 mostBytes(Call call, qint64 uploadLimit) {
    switch (rowOf(call).body) {
    case Body::None:
        return 0;
    case Body::Json:
        return mostJson;
    case Body::Upload:
        return uploadLimit;
    }
    return 0;
}

int statusOf(ErrorKind kind) {
    switch (kind) {
    case ErrorKind::BadInput:
        return 400;
    case ErrorKind::NotLoggedIn:
        return 401;
    case ErrorKind::Forbidden:
        return 403;
    case ErrorKind::NotFound:
        return 404;
    case ErrorKind::Method:
        return 405;
    case ErrorKind::TooLarge:
        return 413;
    case ErrorKind::Locked:
        return 423;
    case ErrorKind::Busy:
        return 429;
    case ErrorKind::Internal:
        return 500;
    case ErrorKind::Storage:
        return 503;
    case ErrorKind::Connection: // a client says it to itself
        break;
    }
    return 502;
}

int statusOf(const journal::Answer& answer) {
    if (answer.ok())
        return 200;
    const Error* error = answer.rejection->error();
    return error ? statusOf(error->kind) : 422;
}

} // namespace protocol
