// SPDX-License-Identifier: GPL-3.0-only
#include <protocol/bodies.h>
#include <protocol/names.h>

#include <catch2/catch.hpp>

// Which request is which, what goes with it, and what its body may hold.

using namespace Qt::Literals::StringLiterals;
using namespace protocol;
using journal::ErrorKind;

namespace {

const QString hash = u"ab"_s.repeated(32);
const QString job = u"0123456789abcdef"_s.repeated(2);

QString idOf(Call call) {
    return call == Call::Bring || call == Call::Content ? hash : job;
}

std::optional<ErrorKind> kindOf(const QByteArray& method, const QString& path) {
    const auto found = route(method, path);
    const auto* no = std::get_if<journal::Rejection>(&found);
    return no ? std::optional(no->error()->kind) : std::nullopt;
}

template <class Body> QString fieldOf(const Read<Body>& read) {
    const auto* no = std::get_if<journal::Rejection>(&read);
    REQUIRE(no);
    CHECK(no->error()->kind == ErrorKind::BadInput);
    return no->error()->field;
}

} // namespace

TEST_CASE("what a client writes is what a server reads, for every call", "[protocol]") {
    for (int i = 0; i <= static_cast<int>(Call::Events); ++i) {
        const Call call = static_cast<Call>(i);
        const QString path = pathOf(call, u"guzhang"_s, idOf(call));
        INFO(path.toStdString());
        const auto found = route(methodOf(call), path);
        REQUIRE(std::holds_alternative<Route>(found));
        const Route& row = std::get<Route>(found);
        CHECK(row.call == call);
        CHECK(row.fund == (call == Call::Health ? QString() : u"guzhang"_s));
        CHECK(pathOf(call, row.fund, row.id) == path);
        CHECK(mostBytes(call, 7) <= mostJson);
    }
    CHECK(mostBytes(Call::Do, 7) == mostJson);
    CHECK(mostBytes(Call::Batch, 7) == 7);
    CHECK(mostBytes(Call::Bring, 7) == 7);
    CHECK(mostBytes(Call::Content, 7) == 0);
    CHECK_FALSE(needsToken(Call::Batch));
    CHECK_FALSE(needsToken(Call::Login));
    CHECK(needsToken(Call::Ask));
}

TEST_CASE("a path that is none, and a method that is another's", "[protocol]") {
    CHECK(kindOf("GET", u"/"_s) == ErrorKind::NotFound);
    CHECK(kindOf("POST", u"/v1/Guzhang/do"_s) == ErrorKind::NotFound);
    CHECK(kindOf("POST", u"/v1/NAME/do"_s) == ErrorKind::NotFound);
    CHECK(kindOf("POST", u"/v1/guzhang/do/"_s) == ErrorKind::NotFound);
    CHECK(kindOf("POST", u"/v1/guzhang/../do"_s) == ErrorKind::NotFound);
    CHECK(kindOf("GET", u"/v1/guzhang/content/"_s + hash.left(63)) == ErrorKind::NotFound);
    CHECK(kindOf("GET", u"/v1/guzhang/content/"_s + hash.toUpper()) == ErrorKind::NotFound);
    CHECK(kindOf("GET", u"/v1/guzhang/jobs/../file"_s) == ErrorKind::NotFound);
    CHECK(kindOf("GET", u"/v1/guzhang/do"_s) == ErrorKind::Method);
    CHECK(kindOf("POST", u"/v1/health"_s) == ErrorKind::Method);
    CHECK(kindOf("DELETE", u"/v1/guzhang/content/"_s + hash) == ErrorKind::Method);
}

TEST_CASE("each kind of answer has its status", "[protocol]") {
    journal::Answer answer;
    CHECK(statusOf(answer) == 200);
    answer.rejection = journal::refuse(journal::Rule::DutyRole, labels::Sentence::told(u"…"_s));
    CHECK(statusOf(answer) == 422);
    const std::pair<ErrorKind, int> pairs[] = {
        {ErrorKind::BadInput, 400}, {ErrorKind::NotLoggedIn, 401}, {ErrorKind::Forbidden, 403},
        {ErrorKind::NotFound, 404}, {ErrorKind::Method, 405},      {ErrorKind::TooLarge, 413},
        {ErrorKind::Locked, 423},   {ErrorKind::Busy, 429},        {ErrorKind::Internal, 500},
        {ErrorKind::Storage, 503}};
    for (const auto& [kind, status] : pairs) {
        answer.rejection = journal::Error{kind, u"f"_s, labels::Sentence::told(u"…"_s)};
        CHECK(statusOf(answer) == status);
        const journal::Answer back = journal::Answer::fromJson(answer.toJson());
        CHECK(back.rejection->error()->kind == kind);
    }
}

TEST_CASE("a command's body", "[protocol]") {
    const auto read =
        readDo(R"({"with":{"id":"A"}, "do":"project.start","key":"k-1","sheet":"S","dry":false})");
    REQUIRE(std::holds_alternative<DoBody>(read));
    const DoBody& body = std::get<DoBody>(read);
    CHECK(body.request.as.isEmpty());
    CHECK(body.request.action == u"project.start"_s);
    CHECK(body.request.with == QJsonObject{{"id"_L1, u"A"_s}, {"sheet"_L1, u"S"_s}});
    CHECK(body.key == u"k-1"_s);
    const auto again =
        readDo(R"({"do":"project.start","dry":false,"key":"k-1","sheet":"S","with":{"id":"A"}})");
    CHECK(std::get<DoBody>(again).canonical == body.canonical);

    CHECK(fieldOf(readDo(R"({"as":"u","do":"a","with":{}})")) == u"as"_s);
    CHECK(fieldOf(readDo(R"({"token":"u","do":"a","with":{}})")) == u"token"_s);
    CHECK(fieldOf(readDo(R"({"login":{},"do":"a"})")) == u"login"_s);
    CHECK(fieldOf(readDo(R"({"ask":"a"})")) == u"ask"_s);
    CHECK(fieldOf(readDo(R"({"do":"a","key":""})")) == u"key"_s);
    CHECK(fieldOf(readDo(R"({"do":"a","key":7})")) == u"key"_s);
    CHECK(fieldOf(readDo(R"({"do":"a","key":"k","dry":true})")) == u"key"_s);
    CHECK(fieldOf(readDo("[1]")).isEmpty());
    CHECK(fieldOf(readDo("")).isEmpty());
    CHECK(fieldOf(readDo("{\"do\":\"\xff\"}")).isEmpty());
}

TEST_CASE("the other bodies", "[protocol]") {
    CHECK(std::get<journal::Request>(readAsk(R"({"ask":"plan.show"})")).action == u"plan.show"_s);
    CHECK(fieldOf(readAsk(R"({"do":"a"})")) == u"do"_s);
    CHECK(fieldOf(readAsk(R"({"ask":"a","key":"k"})")) == u"key"_s);
    CHECK(fieldOf(readAsk(R"({"ask":"a","as":"k"})")) == u"as"_s);

    CHECK(std::get<LoginBody>(readLogin(R"({"user":"u1","password":"p"})")).user == u"u1"_s);
    CHECK(fieldOf(readLogin(R"({"user":"u1"})")) == u"password"_s);
    CHECK(fieldOf(readLogin(R"({"user":"u1","password":"p","as":"x"})")) == u"as"_s);

    const auto report = readReport(R"({"kind":"sheet","id":"-","requests":["A","B"]})");
    CHECK(std::get<ReportBody>(report).requests == QStringList{u"A"_s, u"B"_s});
    CHECK(fieldOf(readReport(R"({"kind":"sheet","id":"-","package":"x"})")) == u"package"_s);

    const auto archive = readJob(R"({"job":"archive","with":{"project":"XM-1"}})");
    CHECK(std::get<JobBody>(archive).project == u"XM-1"_s);
    CHECK(std::get<JobBody>(readJob(R"({"job":"verify"})")).kind == JobBody::Kind::Verify);
    CHECK(fieldOf(readJob(R"({"job":"archive"})")) == u"with.project"_s);
    CHECK(fieldOf(readJob(R"({"job":"backup","with":{"path":"/x"}})")) == u"with.path"_s);
    CHECK(fieldOf(readJob(R"({"job":"format"})")) == u"job"_s);
}
