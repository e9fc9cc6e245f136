// SPDX-License-Identifier: GPL-3.0-only
#include "fund.h"

#include "request_line.h"
#include "room.h"

#include <identity/password.h>
#include <journal/json_text.h>

#include <QCryptographicHash>
#include <QDateTime>

// Commands that may be sent twice, because the first answer did not arrive: each is known by a key
// of its sender's, which is written down with the answer in the command's own transaction.

namespace fund {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;
using labels::sentence;

namespace {

constexpr const char* tables = R"(
-- Beside the journal: the first answers to commands that bore a key, for seven days. `body` is the
-- SHA-256 of what was sent; where a password was in it an argon2id verifier, so that nobody guesses
-- at the password by it.
CREATE TABLE request_key (
  user_id TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, answer TEXT NOT NULL,
  at TEXT NOT NULL, PRIMARY KEY (user_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX request_key_at ON request_key (at);
)";

constexpr int keptDays = 7;

QString daysBefore(const QString& now, int days) {
    return QDateTime::fromString(now.left(19), Qt::ISODate)
               .addDays(-days)
               .toString(u"yyyy-MM-ddTHH:mm:ss"_s)
           + now.mid(19);
}

QString bodyMark(const journal::Request& request, const QByteArray& body) {
    return QString::fromLatin1(
        holdsPassword(request)
            ? identity::makeVerifier(QString::fromUtf8(body))
            : QCryptographicHash::hash(body, QCryptographicHash::Sha256).toHex());
}

bool isSame(const QString& mark, const journal::Request& request, const QByteArray& body) {
    if (mark.startsWith(u'$') != holdsPassword(request)) // of another command
        return false;
    return mark.startsWith(u'$') ? identity::matches(mark.toLatin1(), QString::fromUtf8(body))
                                 : mark == bodyMark(request, body);
}

} // namespace

void installKeys(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables));
    registry.addSidecarTables({u"request_key"_s});
}

// The mark of what was sent under the key before, and the first answer.
std::optional<std::pair<QString, QString>> Fund::keptUnder(const journal::Request& request,
                                                           const Once& once) {
    auto row =
        m_database->query("SELECT body, answer FROM request_key WHERE user_id = ? AND key = ?"
                          " AND at >= ?",
                          request.as, once.key, daysBefore(m_clock.now(), keptDays));
    return row.next() ? std::optional(std::pair{row.text(0), row.text(1)}) : std::nullopt;
}

std::optional<Answer> Fund::firstAnswer(const journal::Request& request, const Once& once) {
    const auto kept = keptUnder(request, once);
    if (!kept)
        return {};
    if (isSame(kept->first, request, once.body))
        return Answer::fromJson(journal::readJsonText(kept->second.toUtf8()).object);
    Answer answer;
    answer.rejection = journal::badInput(u"key"_s, sentence("key.taken"));
    return answer;
}

void Fund::keepAnswer(const journal::Request& request, const Answer& answer) {
    const QString now = m_clock.now();
    m_database->run("DELETE FROM request_key WHERE at < ?", daysBefore(now, keptDays));
    m_database->run(
        "INSERT INTO request_key (user_id, key, body, answer, at) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (user_id, key) DO UPDATE SET body = excluded.body,"
        " answer = excluded.answer, at = excluded.at",
        request.as, m_once->key, bodyMark(request, m_once->body),
        QString::fromUtf8(journal::canonical(answer.toJson())), now);
}

// As the desk judges it; with the key, where it bears one.
Answer Fund::judged(const journal::Request& request) {
    Answer answer = m_processor.submit(m_context, request);
    if (m_once && answer.ok() && !answer.dry)
        keepAnswer(request, answer);
    return answer;
}

Answer Fund::submitOnce(const journal::Request& request, const Once& once) {
    if (once.key.isEmpty())
        return submit(request);
    try {
        if (auto first = firstAnswer(request, once))
            return *std::move(first);
    } catch (const std::exception& error) {
        return stumbled(error, nameOf(request));
    }
    m_once = &once;
    Answer answer = submit(request);
    m_once = nullptr;
    return answer;
}

} // namespace fund
