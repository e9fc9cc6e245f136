// SPDX-License-Identifier: GPL-3.0-only
#include "security_log.h"

#include <journal/chain.h>

#include <QCryptographicHash>
#include <QJsonArray>

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::Context;
using journal::Question;
using journal::Reply;

namespace {

constexpr const char* tables = R"(
CREATE TABLE security_log (
  seq INTEGER PRIMARY KEY CHECK (seq > 0), at TEXT NOT NULL, user_id TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('login', 'logout', 'password', 'lock', 'unlock', 'account', 'signature')),
  result TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64), address TEXT NOT NULL
) STRICT;
CREATE INDEX security_signature ON security_log (user_id, result) WHERE kind = 'signature';
-- Its last row once more, so that rows cut off at the end are missed.
CREATE TABLE security_head (
  id INTEGER PRIMARY KEY CHECK (id = 1), seq INTEGER NOT NULL, hash TEXT NOT NULL
) STRICT;
)";

QString hashOf(qint64 seq, const SecurityEvent& event, const QString& previous) {
    QJsonObject row{{"at"_L1, event.at},         {"kind"_L1, event.kind}, {"prev"_L1, previous},
                    {"result"_L1, event.result}, {"seq"_L1, seq},         {"user"_L1, event.user}};
    if (!event.address.isEmpty()) // at the machine itself there is none, as in older files
        row.insert("address"_L1, event.address);
    const QByteArray form = journal::canonical(row);
    return QString::fromLatin1(QCryptographicHash::hash(form, QCryptographicHash::Sha256).toHex());
}

Reply listEvents(Context& context, const Args& with, const QString&) {
    constexpr qint64 most = 1000;
    const qint64 count = std::min<qint64>(with.integer("count"_L1, 100), most);
    const QString to = with.text("to"_L1);
    auto rows = context.db.query(
        "SELECT seq, at, user_id, kind, result, hash, address FROM security_log WHERE seq > ?1"
        " AND (?2 = '' OR user_id = ?2) AND (?3 = '' OR kind = ?3) AND (?4 = '' OR result = ?4)"
        " AND at >= ?5 AND (?6 = '' OR substr(at, 1, 10) <= ?6) ORDER BY seq LIMIT ?7",
        with.integer("after"_L1, 0), with.text("user"_L1), with.text("kind"_L1),
        with.text("result"_L1), with.text("from"_L1), to, count + 1);
    QJsonArray items;
    QJsonObject result;
    while (rows.next()) {
        if (items.size() == count) {
            result.insert("next"_L1, items.last().toObject().value("seq"_L1));
            break;
        }
        QJsonObject item{{"seq"_L1, rows.integer(0)}, {"at"_L1, rows.text(1)},
                         {"user"_L1, rows.text(2)},   {"kind"_L1, rows.text(3)},
                         {"result"_L1, rows.text(4)}, {"hash"_L1, rows.text(5)}};
        if (!rows.text(6).isEmpty())
            item.insert("address"_L1, rows.text(6));
        items.append(item);
    }
    result.insert("items"_L1, items);
    return result;
}

// The chain from its first row, then its end against security_head.
void checkChain(Context& context, const std::function<void(journal::VerificationFinding)>& found) {
    auto rows =
        context.db.query("SELECT seq, at, user_id, kind, result, hash, address FROM security_log"
                         " ORDER BY seq");
    QString previous;
    qint64 last = 0;
    bool whole = true;
    while (rows.next()) {
        const qint64 seq = rows.integer(0);
        const QString hash = hashOf(
            seq, {rows.text(1), rows.text(2), rows.text(3), rows.text(4), rows.text(6)}, previous);
        if (whole && (seq != last + 1 || hash != rows.text(5))) {
            found({true, u"table security_log"_s,
                   u"安全日志自第 %1 条起与其哈希不符,被绕过程序改动。"_s.arg(last + 1)});
            whole = false;
        }
        previous = rows.text(5);
        last = seq;
    }
    auto strangers = context.db.query("SELECT 1 FROM security_head WHERE id <> 1");
    auto head = context.db.query("SELECT seq, hash FROM security_head WHERE id = 1");
    const bool kept = head.next();
    if (!strangers.next() && (kept ? head.integer(0) : 0) == last
        && (!kept || head.text(1) == previous))
        return;
    for (const QString& table : {u"security_log"_s, u"security_head"_s})
        found({true, u"table "_s + table,
               u"安全日志的末尾(第 %1 条)与其记载不符,被绕过程序改动。"_s.arg(last)});
}

} // namespace

void recordSecurity(Context& context, const SecurityEvent& event) {
    if (context.db.forReadingOnly()) // a copy that nothing can be written into keeps no log
        return;
    qint64 seq = 1;
    QString previous;
    {
        auto last =
            context.db.query("SELECT seq, hash FROM security_log ORDER BY seq DESC LIMIT 1");
        if (last.next()) {
            seq = journal::following(last.integer(0));
            previous = last.text(1);
        }
    }
    SecurityEvent whole = event;
    whole.address = context.address;
    const QString hash = hashOf(seq, whole, previous);
    context.db.run("INSERT INTO security_log (seq, at, user_id, kind, result, hash, address)"
                   " VALUES (?, ?, ?, ?, ?, ?, ?)",
                   seq, whole.at, whole.user, whole.kind, whole.result, hash, whole.address);
    context.db.run("INSERT INTO security_head (id, seq, hash) VALUES (1, ?, ?)"
                   " ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, hash = excluded.hash",
                   seq, hash);
}

QString securityHead(Context& context) {
    auto row = context.db.query("SELECT hash FROM security_log ORDER BY seq DESC LIMIT 1");
    return row.next() ? row.text(0) : QString();
}

bool inSecurityLog(Context& context, const QString& hash) {
    return context.db.query("SELECT 1 FROM security_log WHERE hash = ?", hash).next();
}

void installSecurityLog(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"security_log"_s});
    registry.addSidecarTables({u"security_log"_s, u"security_head"_s});
    registry.addedLater(u"security_log"_s, u"address"_s, u"''"_s);
    registry.addedLater(u"security_log"_s, u"user_id"_s, u"\"user\""_s);
    registry.addCheck(checkChain);
    registry.addHeads([](Context& context, const QByteArray& head) {
        return inSecurityLog(context, QString::fromLatin1(head));
    });
    using namespace journal;
    registry.add(
        Question{.name = u"security.log"_s,
                 .shape = {opt(date("from")), opt(date("to")), opt(id("user")),
                           opt(choice("kind", {"login", "logout", "password", "lock", "unlock",
                                               "account", "signature"})),
                           opt(text("result")), opt(integer("after")), opt(integer("count"))},
                 .answer = listEvents,
                 .roles = {u"security"_s, u"auditor"_s}});
}

} // namespace identity
