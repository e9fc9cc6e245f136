// SPDX-License-Identifier: GPL-3.0-only
#include "server.h"
#include "talk.h"

#include <protocol/bodies.h>

#include <QFileInfo>

// Jobs: who may start one, how far it is, what it made.

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::ErrorKind;
using labels::sentence;
using protocol::JobBody;

namespace {

// The question behind a job, which says by its answer whether this user may have it.
std::optional<journal::Rejection> mayStart(fund::Fund& fund, const QString& user,
                                           const JobBody& body) {
    switch (body.kind) {
    case JobBody::Kind::Backup: // the whole fund, its private values included
        return fund.mayHaveAll(user);
    case JobBody::Kind::Archive:
        return fund.ask({user, u"project.show"_s, QJsonObject{{"id"_L1, body.project}}}).rejection;
    case JobBody::Kind::Disclose:
        return fund.ask({user, u"disclosure.preview"_s, QJsonObject{{"month"_L1, body.month}}})
            .rejection;
    case JobBody::Kind::Verify:
    case JobBody::Kind::Audit:
        break;
    }
    return fund.ask({user, u"journal.head"_s, {}}).rejection;
}

HttpAnswer notThere() {
    return httpOf(ErrorKind::NotFound, {}, sentence("job.unknown"));
}

} // namespace

void Server::startJob(const Asked& asked, const QByteArray& body, Done done) {
    auto read = protocol::readJob(body);
    if (const auto* why = std::get_if<journal::Rejection>(&read))
        return done(httpOf(*why));
    asked.house->thread.run([given = std::get<JobBody>(std::move(read)), house = asked.house,
                             user = asked.bearer.user, done = std::move(done)](fund::Fund& fund) {
        if (const auto rejection = mayStart(fund, user, given))
            return done(httpOf(*rejection));
        const QString id = house->jobs.start(user, given);
        if (id.isEmpty())
            return done(httpOf(ErrorKind::Busy, {}, sentence("job.too-many", Jobs::mostWaiting)));
        Answer answer;
        answer.result = QJsonObject{{"job"_L1, id}};
        HttpAnswer http = httpOf(answer);
        http.status = 202;
        done(http);
    });
}

void Server::job(const Asked& asked, const Done& done) {
    const auto state = asked.house->jobs.state(asked.bearer.user, asked.route.id);
    if (!state)
        return done(notThere());
    Answer answer;
    answer.result = *state;
    done(httpOf(answer));
}

void Server::jobFile(const Asked& asked, const Done& done) {
    const auto path = asked.house->jobs.file(asked.bearer.user, asked.route.id);
    if (!path)
        return done(notThere());
    const qint64 all = QFileInfo(*path).size();
    done(bytesOf(asked.head.headers.value("range"), all, [&](const protocol::Part& part) {
        return std::make_shared<FilePieces>(*path, part);
    }));
}

void Server::stopJob(const Asked& asked, const Done& done) {
    if (!asked.house->jobs.stop(asked.bearer.user, asked.route.id))
        return done(notThere());
    done(httpOf(Answer()));
}

} // namespace fundserver
