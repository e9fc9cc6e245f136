// SPDX-License-Identifier: GPL-3.0-only
#include "server.h"

#include "talk.h"

#include <fund/request_line.h>
#include <journal/clean_text.h>
#include <journal/entry.h>
#include <protocol/bodies.h>
#include <protocol/names.h>
#include <reports/report_json.h>

#include <QFileInfo>
#include <QLoggingCategory>

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::ErrorKind;
using labels::sentence;
using protocol::Call;

Q_LOGGING_CATEGORY(serverLog, "funddesk.fundserver", QtInfoMsg)

namespace {

constexpr int readingAtOnce = 2;

HttpAnswer closing(HttpAnswer answer) {
    answer.close = true;
    return answer;
}

HttpAnswer good(const QJsonValue& result) {
    Answer answer;
    answer.result = result;
    return httpOf(answer);
}

HttpAnswer withStatus(int status, HttpAnswer answer) {
    answer.status = status;
    return answer;
}

QByteArray tokenOf(const HttpHead& head) {
    const QByteArray given = head.headers.value("authorization");
    const QByteArray scheme = "bearer ";
    return given.left(scheme.size()).toLower() == scheme ? given.mid(scheme.size()).trimmed()
                                                         : QByteArray();
}

} // namespace

Server::Server(const Settings& settings)
    : m_settings(settings), m_tokens(std::chrono::hours(settings.sessionHours)) {
    m_reading.setMaxThreadCount(readingAtOnce);
}

Server::~Server() {
    wind();
    m_hashing.waitForDone();
    m_reading.waitForDone();
    for (const auto& one : std::as_const(m_houses))
        for (const Tokens::Bearer& bearer : m_tokens.endFund(one->name))
            one->end(bearer, u"restart"_s);
    m_leaving << m_houses.values();
    m_houses.clear();
    // What is still to be done holds its house: nobody is left behind who looks for the tokens.
    while (!m_leaving.isEmpty())
        dropLeaving(true);
}

qsizetype Server::funds() const {
    const std::lock_guard lock(m_mutex);
    return m_houses.size();
}

std::shared_ptr<House> Server::house(const QString& name) const {
    const std::lock_guard lock(m_mutex);
    return m_houses.value(name);
}

Handler::Begun Server::begun(const HttpHead& head) {
    const auto no = [](HttpAnswer answer) { return Begun{nullptr, closing(std::move(answer))}; };
    if (m_winding)
        return no(httpOf(ErrorKind::Storage, {}, sentence("server.closing")));
    if (head.trouble)
        return no(httpOf(ErrorKind::BadInput, u"Content-Length"_s, sentence("request.length")));
    if (head.headerSize > protocol::mostHeader)
        return no(
            withStatus(431, httpOf(ErrorKind::TooLarge, {}, sentence("request.head-too-long"))));
    const QByteArray encoding = head.headers.value("content-encoding", "identity").toLower();
    if (encoding != "identity")
        return no(withStatus(415, httpOf(ErrorKind::BadInput, u"Content-Encoding"_s,
                                         sentence("request.compressed"))));
    const auto found = protocol::route(head.method, head.path);
    if (const auto* why = std::get_if<journal::Rejection>(&found))
        return no(httpOf(*why));
    Asked asked{std::get<protocol::Route>(found), nullptr, {}, head};
    if (asked.route.call != Call::Health) {
        asked.house = house(asked.route.fund);
        if (!asked.house)
            return no(
                httpOf(ErrorKind::NotFound, {}, sentence("server.fund-unknown", asked.route.fund)));
    }
    const qint64 most = protocol::mostBytes(asked.route.call, m_settings.uploadLimit);
    if (head.length > most)
        return no(httpOf(ErrorKind::TooLarge, {}, sentence("request.body-too-long", most)));
    if (protocol::needsToken(asked.route.call)) {
        const auto bearer = m_tokens.bearer(asked.route.fund, tokenOf(head));
        if (!bearer)
            return no(httpOf(ErrorKind::NotLoggedIn, {}, sentence("login.lapsed")));
        if (const auto locked = m_tokens.lockOf(bearer->id))
            return no(httpOf(*locked));
        asked.bearer = *bearer;
        asked.bearer.address = head.address;
    }
    return {std::make_unique<Talk>(*this, asked, most), {}};
}

void Server::answer(const Asked& asked, QByteArray body, Done done) {
    switch (asked.route.call) {
    case Call::Health:
        return health(done);
    case Call::Login:
        return login(asked, body, std::move(done));
    case Call::Logout:
        return logout(asked, done);
    case Call::Password: {
        auto read = protocol::readPassword(body);
        if (const auto* why = std::get_if<journal::Rejection>(&read))
            return done(httpOf(*why));
        return submit(asked, std::get<journal::Request>(std::move(read)), {}, {}, std::move(done));
    }
    case Call::Do: {
        auto read = protocol::readDo(body);
        if (const auto* why = std::get_if<journal::Rejection>(&read))
            return done(httpOf(*why));
        auto& given = std::get<protocol::DoBody>(read);
        return submit(asked, given.request, given.key, given.canonical, std::move(done));
    }
    case Call::Ask: {
        auto read = protocol::readAsk(body);
        if (const auto* why = std::get_if<journal::Rejection>(&read))
            return done(httpOf(*why));
        return ask(asked, std::get<journal::Request>(read), std::move(done));
    }
    case Call::Report:
        return report(asked, body, std::move(done));
    case Call::Content:
        return content(asked, std::move(done));
    case Call::Events:
        return events(asked, std::move(done));
    case Call::Start:
        return startJob(asked, body, std::move(done));
    case Call::Job:
        return job(asked, done);
    case Call::File:
        return jobFile(asked, done);
    case Call::Stop:
        return stopJob(asked, done);
    case Call::Batch: // they take their bodies themselves
    case Call::Bring:
        break;
    }
}

void Server::health(const Done& done) const {
    HttpAnswer answer;
    answer.body = journal::canonical(QJsonObject{
        {"ok"_L1, true}, {"version"_L1, QStringLiteral(FUNDDESK_VERSION)}, {"funds"_L1, funds()}});
    done(answer);
}

// The hash is the slow part: it is made beside the fund's thread, which only looks up what to hold
// the password against, and then writes down what came of it.
void Server::login(const Asked& asked, const QByteArray& body, Done done) {
    auto read = protocol::readLogin(body);
    if (const auto* why = std::get_if<journal::Rejection>(&read))
        return done(httpOf(*why));
    struct Login {
        std::shared_ptr<void> place;
        std::shared_ptr<House> house;
        QString address;
        protocol::LoginBody given;
        Done done;
        std::shared_ptr<identity::Hashes> hashes = std::make_shared<identity::Hashes>();
    };
    auto login = std::make_shared<Login>(Login{m_hashing.place(), asked.house, asked.head.address,
                                               std::get<protocol::LoginBody>(std::move(read)),
                                               std::move(done)});
    if (!login->place)
        return login->done(httpOf(ErrorKind::Busy, {}, sentence("login.too-many")));
    const auto last = [this, login](fund::Fund& fund) {
        const fund::Fund::From from(fund, login->address);
        const identity::Hashes::Use use(*login->hashes);
        login->house->speakingFrom = login->address;
        Answer answer = fund.login(login->given.user, login->given.password);
        login->place.reset();
        if (answer.ok()) {
            const int idle = fund.idleMinutes();
            QJsonObject result = answer.result.toObject();
            const Tokens::Issued issued = m_tokens.issue(
                login->house->name, login->given.user, login->address, std::chrono::minutes(idle));
            if (issued.displaced)
                login->house->end(*issued.displaced, u"displaced"_s);
            result.insert("token"_L1, QString::fromLatin1(issued.token));
            result.insert("idle_minutes"_L1, idle);
            answer.result = result;
        }
        qCInfo(serverLog).noquote()
            << "login" << login->house->name << login->address << protocol::statusOf(answer);
        login->done(httpOf(answer));
    };
    login->house->thread.run([this, login, last](fund::Fund& fund) {
        QList<identity::HashNeed> needs;
        {
            const fund::Fund::From from(fund, login->address);
            needs = fund.hashesOf(login->given.user, login->given.password);
        }
        if (needs.isEmpty()) // nobody, or locked: nothing to hold it against
            return last(fund);
        m_hashing.make(needs, login->hashes, Hashing::For::People,
                       [login, last] { login->house->thread.run(last); });
    });
}

void Server::logout(const Asked& asked, const Done& done) {
    if (const auto bearer = m_tokens.end(asked.bearer.id))
        asked.house->end(*bearer, u"logout"_s);
    done(good(QJsonObject()));
}

void Server::submit(const Asked& asked, journal::Request request, const QString& key,
                    const QByteArray& canonical, Done done) {
    request.as = asked.bearer.user;
    House* house = asked.house.get();
    FundThread::Command command{.request = std::move(request),
                                .once = {key, canonical},
                                .address = asked.head.address,
                                .begin =
                                    [house, id = asked.bearer.id, address = asked.head.address] {
                                        house->speaking = id;
                                        house->speakingFrom = address;
                                    },
                                .done = [held = asked.house, done = std::move(done)](
                                            const Answer& answer) { done(httpOf(answer)); }};
    if (fund::holdsPassword(command.request))
        return submitPassword(asked, std::move(command));
    house->thread.submit(std::move(command));
}

// As with a login: the hashes are made beside the fund's thread.
void Server::submitPassword(const Asked& asked, FundThread::Command command) {
    struct Waiting {
        std::shared_ptr<void> place;
        std::shared_ptr<House> house;
        FundThread::Command command;
    };
    command.hashes = std::make_shared<identity::Hashes>();
    auto waiting =
        std::make_shared<Waiting>(Waiting{m_hashing.place(), asked.house, std::move(command)});
    if (!waiting->place) {
        Answer answer;
        answer.rejection = journal::Error{ErrorKind::Busy, {}, sentence("login.too-many")};
        return waiting->command.done(answer);
    }
    const auto last = [waiting] {
        waiting->place.reset();
        waiting->house->thread.submit(std::move(waiting->command));
    };
    asked.house->thread.run([this, waiting, last](fund::Fund& fund) {
        QList<identity::HashNeed> needs;
        {
            const fund::Fund::From from(fund, waiting->command.address);
            needs = fund.hashesOf(waiting->command.request, waiting->command.once);
        }
        if (needs.isEmpty())
            return last();
        m_hashing.make(needs, waiting->command.hashes, Hashing::For::People, last);
    });
}

void Server::ask(const Asked& asked, const journal::Request& request, Done done) {
    journal::Request whose = request;
    whose.as = asked.bearer.user;
    asked.house->thread.run([whose, held = asked.house, address = asked.head.address,
                             done = std::move(done)](fund::Fund& fund) {
        const fund::Fund::From from(fund, address);
        done(httpOf(fund.ask(whose)));
    });
}

void Server::report(const Asked& asked, const QByteArray& body, Done done) {
    auto read = protocol::readReport(body);
    if (const auto* why = std::get_if<journal::Rejection>(&read))
        return done(httpOf(*why));
    asked.house->thread.run([given = std::get<protocol::ReportBody>(std::move(read)),
                             held = asked.house, user = asked.bearer.user,
                             address = asked.head.address,
                             done = std::move(done)](fund::Fund& fund) {
        const fund::Fund::From from(fund, address);
        const auto paper =
            fund.report(user, given.kind, given.id, given.requests, given.packageHash);
        if (const auto* why = std::get_if<journal::Rejection>(&paper))
            return done(httpOf(*why));
        done(good(reports::toJson(std::get<reports::Printable>(paper))));
    });
}

// What no document names is not there, whoever asks.
void Server::content(const Asked& asked, Done done) {
    const QByteArray range = asked.head.headers.value("range");
    asked.house->thread.run([house = asked.house, bearer = asked.bearer, sha256 = asked.route.id,
                             range, done = std::move(done)](fund::Fund& fund) {
        const fund::Fund::From from(fund, bearer.address);
        const Answer first =
            fund.ask({bearer.user, u"document.read"_s,
                      QJsonObject{{"sha256"_L1, sha256}, {"from"_L1, 0}, {"bytes"_L1, 1}}});
        const auto* error = first.rejection ? first.rejection->error() : nullptr;
        if (error && error->kind == ErrorKind::BadInput)
            return done(httpOf(ErrorKind::NotFound, {}, error->sentence));
        if (!first.ok())
            return done(httpOf(first));
        const qint64 all = first.result.toObject().value("size"_L1).toInteger();
        done(bytesOf(range, all, [&](const protocol::Part& part) {
            return std::make_shared<ContentPieces>(house, bearer, sha256, part);
        }));
    });
}

void Server::events(const Asked& asked, Done done) {
    bool number = false;
    const QByteArray text = asked.head.query.value("after", "0");
    const qint64 after = text.toLongLong(&number);
    if (!number || after < 0 || QByteArray::number(after) != text)
        return done(httpOf(ErrorKind::BadInput, u"after"_s, sentence("changes.after")));
    asked.house->thread.run([house = asked.house, bearer = asked.bearer, after,
                             done = std::move(done)](fund::Fund& fund) {
        house->waiters.add(fund, bearer, after, done);
    });
}

void Server::tick() {
    QMap<QString, std::shared_ptr<House>> houses;
    {
        const std::lock_guard lock(m_mutex);
        houses = m_houses;
    }
    for (const Tokens::Ended& one : m_tokens.expire())
        if (const auto house = houses.value(one.bearer.fund))
            house->end(one.bearer, one.why);
    constexpr int hourly = 36'000; // at ten ticks a second
    const bool clean = ++m_ticks % hourly == 1;
    for (const auto& house : std::as_const(houses)) {
        if (house->waiters.anyOverdue())
            house->thread.run(
                [house](fund::Fund& fund) { house->waiters.endOverdue(fund, false); });
        if (clean) {
            house->uploads.removeOld();
            house->jobs.removeOld();
        }
    }
    houses.clear();
    dropLeaving(false);
}

void Server::wind() {
    m_winding = true;
    const std::lock_guard lock(m_mutex);
    for (const auto& house : std::as_const(m_houses))
        house->thread.run([house](fund::Fund& fund) { house->waiters.endOverdue(fund, true); });
}

} // namespace fundserver
