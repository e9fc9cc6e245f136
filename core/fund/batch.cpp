// SPDX-License-Identifier: GPL-3.0-only
#include "batch.h"

#include "request_line.h"
#include "room.h"

#include <journal/json_text.h>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using journal::badInput;
using labels::sentence;

namespace {

Answer rejected(journal::Rejection rejection) {
    Answer answer;
    answer.rejection = std::move(rejection);
    return answer;
}

} // namespace

QByteArray Batch::lineOf(const Answer& answer) const {
    return journal::canonical(answer.toJson(m_form));
}

void Batch::line(const QByteArray& text) {
    if (text.trimmed().isEmpty())
        return;
    const auto [json, error] = journal::readJsonText(text);
    if (error) {
        answer(rejected(badInput({}, sentence("batch.line.unreadable", *error))));
        return;
    }
    if (json.contains("login"_L1))
        login(json);
    else
        doOrAsk(json);
}

void Batch::lineTooLong() {
    answer(rejected(fund::lineTooLong()));
}

void Batch::login(const QJsonObject& json) {
    using namespace journal;
    static const Shape shape{object("login", Shape{id("user"), text("password")})};
    if (auto rejection = shape.rejection(json)) {
        answer(rejected(*rejection));
        return;
    }
    if (m_allOrNothing && m_fund.inGroup()) {
        answer(rejected(badInput(u"login"_s, sentence("batch.login-late"))));
        return;
    }
    release();
    const QJsonObject who = json.value("login"_L1).toObject();
    answer(m_fund.login(who.value("user"_L1).toString(), who.value("password"_L1).toString()));
}

void Batch::doOrAsk(const QJsonObject& json) {
    auto read = readRequest(json, Speaker::Named);
    if (auto* rejection = std::get_if<journal::Rejection>(&read))
        return answer(rejected(std::move(*rejection)));
    const journal::Request request = std::get<journal::Request>(std::move(read));
    if (json.contains("ask"_L1))
        return ask(request);
    if ((m_groupSize > 1 || m_allOrNothing) && !m_fund.inGroup())
        m_fund.beginGroup();
    const Answer result = m_fund.submit(request);
    m_published = m_published || (result.seq > 0 && request.action == u"disclosure.publish");
    answer(result);
    if (!m_allOrNothing && m_groupSize > 1 && ++m_inGroup >= m_groupSize)
        release();
}

void Batch::ask(const journal::Request& request) {
    // A reading is on the disk before its answer is written, as a command is.
    if (Fund::isLogged(request.action) && m_fund.inGroup()) {
        if (m_allOrNothing)
            return answer(
                rejected(badInput(u"ask"_s, sentence("batch.ask.logged", request.action))));
        release();
    }
    answer(m_fund.ask(request));
}

// Whatever is wrong with a line, a login or a question too: of all or nothing that is nothing.
void Batch::answer(const Answer& answer) {
    noteInternal(answer);
    m_refused = m_refused || !answer.ok();
    if (m_fund.groupLost() && !m_held.empty()) {
        release();
    }
    if (!m_fund.inGroup()) {
        m_out(lineOf(answer));
        return;
    }
    m_held.push_back({lineOf(answer), answer.seq > 0});
}

void Batch::noteInternal(const Answer& answer) {
    const journal::Error* error = answer.rejection ? answer.rejection->error() : nullptr;
    if (error && error->kind == journal::ErrorKind::Internal)
        m_internalError = error->sentence;
    m_refused = m_refused || m_internalError;
}

QList<identity::HashNeed> Batch::hashesOf(const QByteArray& line) {
    // Few lines are looked at twice; in a key or a name a sign may be written by its number.
    if (!line.contains("login") && !line.contains("user.") && !line.contains("\\u"))
        return {};
    const QJsonObject json = journal::readJsonText(line).object;
    if (json.contains("login"_L1)) {
        const QJsonObject who = json.value("login"_L1).toObject();
        return m_fund.hashesOf(who.value("user"_L1).toString(),
                               who.value("password"_L1).toString());
    }
    const auto read = readRequest(json, Speaker::Named);
    const auto* request = std::get_if<journal::Request>(&read);
    return request && json.contains("do"_L1) ? m_fund.hashesOf(*request)
                                             : QList<identity::HashNeed>();
}

void Batch::release() {
    m_inGroup = 0;
    std::optional<Answer> lost;
    if (m_fund.inGroup()) {
        try {
            m_fund.commitGroup();
        } catch (const std::exception& error) {
            lost = failed(error, u"commit"_s);
            noteInternal(*lost);
        }
    } else if (m_fund.groupLost()) {
        const journal::Error* by = m_fund.lostBy().rejection->error();
        lost = by->kind == journal::ErrorKind::Internal
                   ? m_fund.lostBy()
                   : rejected(journal::Error{
                       journal::ErrorKind::Storage, {}, labels::sentence("group.not-written")});
    }
    for (const Held& held : m_held)
        m_out(lost && held.command ? lineOf(*lost) : held.line);
    m_held.clear();
}

const QString& Batch::undoneWords() {
    static const QString words = u"同批有不合格的行,整批没有记入。"_s;
    return words;
}

// Says of each row that was good that it is not kept either, and leaves the bad ones as they are.
void Batch::undo() {
    m_fund.abandonGroup();
    const QByteArray line = lineOf(rejected(badInput({}, sentence("batch.undone"))));
    for (const Held& held : m_held)
        m_out(held.command ? line : held.line);
    m_held.clear();
}

void Batch::finish() {
    if (m_allOrNothing && m_refused && m_fund.inGroup())
        undo();
    release();
    m_undone = m_allOrNothing && m_refused;
}

} // namespace fund
