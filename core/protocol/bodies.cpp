// SPDX-License-Identifier: GPL-3.0-only
#include "bodies.h"

#include "names.h"

#include <journal/entry.h>
#include <journal/json_text.h>
#include <journal/shape.h>

#include <QJsonArray>

namespace protocol {

using namespace Qt::Literals::StringLiterals;
using journal::badInput;
using journal::Rejection;
using journal::Shape;
using labels::sentence;

namespace {

Read<QJsonObject> readObject(const QByteArray& body) {
    auto [json, trouble] = journal::readJsonText(body);
    if (trouble)
        return badInput({}, sentence("body.unreadable", *trouble));
    return json;
}

// An object of that shape.
Read<QJsonObject> readShaped(const QByteArray& body, const Shape& shape) {
    auto json = readObject(body);
    if (auto* object = std::get_if<QJsonObject>(&json))
        if (auto no = shape.rejection(*object))
            return *std::move(no);
    return json;
}

struct JobRow {
    JobBody::Kind kind;
    QLatin1StringView name;
    Shape with;
};

const std::vector<JobRow>& jobs() {
    using namespace journal;
    using Kind = JobBody::Kind;
    static const std::vector<JobRow> known{
        {Kind::Verify, "verify"_L1, {opt(text("head"))}},
        {Kind::Backup, "backup"_L1, {}},
        {Kind::Audit, "audit"_L1, {}},
        {Kind::Archive, "archive"_L1, {id("project")}},
        {Kind::Disclose,
         "disclose"_L1,
         {month("month"), opt(choice("format", {"pdf", "html", "xlsx", "csv", "json", "txt"}))}}};
    return known;
}

} // namespace

Read<DoBody> readDo(const QByteArray& body) {
    auto json = readObject(body);
    if (auto* no = std::get_if<Rejection>(&json))
        return std::move(*no);
    QJsonObject object = std::get<QJsonObject>(std::move(json));
    DoBody read;
    read.canonical = journal::canonical(object);
    const QJsonValue key = object.take("key"_L1);
    if (!key.isUndefined() && !isKey(key.toString()))
        return badInput(u"key"_s, sentence("body.key"));
    if (object.contains("ask"_L1))
        return badInput(u"ask"_s, sentence("body.ask-at-do"));
    auto request = fund::readRequest(object, fund::Speaker::Known);
    if (auto* no = std::get_if<Rejection>(&request))
        return std::move(*no);
    read.request = std::get<journal::Request>(std::move(request));
    read.key = key.toString();
    if (read.request.dry && !read.key.isEmpty())
        return badInput(u"key"_s, sentence("body.dry-with-key"));
    return read;
}

Read<journal::Request> readAsk(const QByteArray& body) {
    auto json = readObject(body);
    if (auto* no = std::get_if<Rejection>(&json))
        return std::move(*no);
    const QJsonObject& object = std::get<QJsonObject>(json);
    if (object.contains("do"_L1))
        return badInput(u"do"_s, sentence("body.do-at-ask"));
    return fund::readRequest(object, fund::Speaker::Known);
}

Read<LoginBody> readLogin(const QByteArray& body) {
    static const Shape shape{journal::id("user"), journal::text("password")};
    auto json = readShaped(body, shape);
    if (auto* no = std::get_if<Rejection>(&json))
        return std::move(*no);
    const QJsonObject& object = std::get<QJsonObject>(json);
    return LoginBody{object.value("user"_L1).toString(), object.value("password"_L1).toString()};
}

Read<journal::Request> readPassword(const QByteArray& body) {
    auto json = readObject(body);
    if (auto* no = std::get_if<Rejection>(&json))
        return std::move(*no);
    return journal::Request{{}, u"user.password"_s, std::get<QJsonObject>(std::move(json)), false};
}

Read<ReportBody> readReport(const QByteArray& body) {
    using namespace journal;
    static const Shape shape{text("kind"), text("id"), opt(textList("requests")),
                             opt(text("package"))};
    auto json = readShaped(body, shape);
    if (auto* no = std::get_if<Rejection>(&json))
        return std::move(*no);
    const QJsonObject& object = std::get<QJsonObject>(json);
    ReportBody read{object.value("kind"_L1).toString(),
                    object.value("id"_L1).toString(),
                    {},
                    object.value("package"_L1).toString()};
    for (const QJsonValue& one : object.value("requests"_L1).toArray())
        read.requests << one.toString();
    if (!read.packageHash.isEmpty() && !isSha256(read.packageHash))
        return badInput(u"package"_s, sentence("body.package-hash"));
    return read;
}

Read<JobBody> readJob(const QByteArray& body) {
    using namespace journal;
    static const Shape shape{choice("job", {"verify", "backup", "audit", "archive", "disclose"}),
                             opt(journal::json("with"))};
    auto json = readShaped(body, shape);
    if (auto* no = std::get_if<Rejection>(&json))
        return std::move(*no);
    const QJsonObject& object = std::get<QJsonObject>(json);
    const QJsonObject with = object.value("with"_L1).toObject();
    for (const JobRow& row : jobs()) {
        if (object.value("job"_L1).toString() != row.name)
            continue;
        if (auto no = row.with.rejection(with, u"with"_s))
            return *std::move(no);
        const auto text = [&](QLatin1StringView key) { return with.value(key).toString(); };
        return JobBody{row.kind, text("head"_L1), text("project"_L1), text("month"_L1),
                       text("format"_L1)};
    }
    return badInput(u"job"_s, sentence("job.kind-unknown"));
}

QLatin1StringView jobName(JobBody::Kind kind) {
    for (const JobRow& row : jobs())
        if (row.kind == kind)
            return row.name;
    return {};
}

} // namespace protocol
