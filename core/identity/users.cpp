// SPDX-License-Identifier: GPL-3.0-only
#include "users.h"

#include "duties.h"
#include "password.h"
#include "security_log.h"
#include "steps.h"

#include <labels/labels.h>

namespace identity {

using namespace Qt::Literals::StringLiterals;
using journal::Args;
using journal::badInput;
using journal::Command;
using journal::CommandContext;
using journal::Context;
using journal::Entry;
using journal::Question;
using journal::refuse;
using journal::Rejection;
using journal::Reply;
using journal::Rule;
using journal::Shape;
using labels::sentence;

namespace {

constexpr const char* tables = R"(
CREATE TABLE fund_user (
  id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL, roles TEXT NOT NULL,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)), unit TEXT NOT NULL,
  credential TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE policy (
  id INTEGER PRIMARY KEY CHECK (id = 1), password_min INTEGER NOT NULL,
  password_classes INTEGER NOT NULL, password_days INTEGER NOT NULL, failures INTEGER NOT NULL,
  lock_minutes INTEGER NOT NULL, idle_minutes INTEGER NOT NULL
) STRICT;
CREATE TABLE step (
  thing TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, step TEXT NOT NULL,
  duty TEXT NOT NULL, by TEXT NOT NULL, recorded_by TEXT NOT NULL, date TEXT NOT NULL,
  opinion TEXT NOT NULL, signed_on TEXT NOT NULL, signed_document TEXT NOT NULL,
  sheet TEXT NOT NULL,
  PRIMARY KEY (id, thing, seq, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_of_decision ON step (by, date) WHERE duty = 'approve';
CREATE INDEX step_on_paper ON step (by, date) WHERE duty = 'approve' AND recorded_by <> by;
CREATE INDEX step_of_review ON step (thing, id, date) WHERE duty = 'review';
-- Beside the journal, which holds the hash of each verifier.
-- `given`: somebody else set it, and knows it, until its bearer sets another one.
CREATE TABLE credential (
  user_id TEXT NOT NULL PRIMARY KEY, verifier TEXT NOT NULL, set_at TEXT NOT NULL,
  given INTEGER NOT NULL CHECK (given IN (0, 1))
) STRICT, WITHOUT ROWID;
CREATE TABLE login_attempt (
  user_id TEXT NOT NULL, desk TEXT NOT NULL, failures INTEGER NOT NULL, last_at TEXT NOT NULL,
  locked_until TEXT NOT NULL, PRIMARY KEY (user_id, desk)
) STRICT, WITHOUT ROWID;
-- Every role that somebody ever had.
CREATE TABLE role_held (
  user_id TEXT NOT NULL, role TEXT NOT NULL, PRIMARY KEY (user_id, role)
) STRICT, WITHOUT ROWID;
)";

using Users = QMap<QString, User>;

Users loadUsers(Context& context) {
    Users found;
    auto rows = context.db.query("SELECT id, name, roles, disabled, unit, credential FROM fund_user"
                                 " ORDER BY id COLLATE BINARY");
    while (rows.next())
        found.insert(rows.text(0), User{rows.text(0), rows.text(1), rows.text(2).split(u' '),
                                        rows.boolean(3), rows.text(4), rows.text(5)});
    return found;
}

std::optional<Rejection> unknownRole(const QStringList& roles) {
    for (const QString& role : roles)
        if (!labels::has(labels::Vocabulary::Role, role))
            return badInput(u"roles"_s, sentence("roles.unknown", role, allRoles().join(u"、"_s)));
    if (QSet<QString>(roles.begin(), roles.end()).size() != roles.size())
        return badInput(u"roles"_s, sentence("roles.twice"));
    return {};
}

std::optional<Rejection> unknownUser(CommandContext& call) {
    if (!findUser(call.context, call.id()))
        return badInput(u"id"_s, sentence("user.unknown", call.id()));
    return {};
}

std::optional<Rejection> weakPassword(CommandContext& call) {
    if (!call.with.has("password"_L1))
        return {};
    return weakness(policy(call.context), call.with.text("password"_L1), u"password"_s);
}

// The password stays out of the journal: its verifier is kept beside it, the entry has its hash.
void sealPassword(CommandContext& call, QLatin1StringView key, const QString& user) {
    if (!call.with.has(key))
        return;
    const QByteArray verifier = makeVerifier(call.with.text(key));
    // A password ages in real time, also where a test or the demo says what day it is.
    const QString now = journal::SystemClock().now();
    const bool given = user != call.as && call.as != recoveryUser() && !NobodyGives::on();
    keepVerifier(call.context, user, verifier, now, given);
    QJsonObject with = call.with.json();
    with.remove(key);
    with.remove("old"_L1);
    call.with = Args(with, call.with.store());
    call.with.setDefault("credential"_L1, credentialOf(verifier, now, given));
}

Command addCommand() {
    using namespace journal;
    return {.name = u"user.add"_s,
            .roles = {u"admin"_s},
            .shape = {id("id"), text("name"), textList("roles"), opt(text("password")),
                      opt(text("unit"))},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection = unknownRole(call.with.texts("roles"_L1)))
                    return rejection;
                return weakPassword(call);
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection = rolesRejection(call.with.texts("roles"_L1)))
                    return rejection;
                if (findUser(call.context, call.id()))
                    return taken(call, u"用户"_s);
                return {};
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    addUser(context,
                            User{entry.id(), entry.with.text("name"_L1),
                                 entry.with.texts("roles"_L1), false, entry.with.text("unit"_L1),
                                 entry.with.text("credential"_L1)});
                },
            .registers = u"user"_s,
            .prepare = [](CommandContext& call) { sealPassword(call, "password"_L1, call.id()); }};
}

void applyChange(Context& context, const Entry& entry) {
    const User* found = findUser(context, entry.id());
    logging::ensure(found != nullptr, "a user who is changed is there");
    User user = *found;
    if (entry.with.has("name"_L1))
        user.name = entry.with.text("name"_L1);
    if (entry.with.has("roles"_L1))
        user.roles = entry.with.texts("roles"_L1);
    if (entry.with.has("disabled"_L1))
        user.disabled = entry.with.flag("disabled"_L1);
    if (entry.with.has("credential"_L1))
        user.credential = entry.with.text("credential"_L1);
    context.db.run(
        "UPDATE fund_user SET name = ?, roles = ?, disabled = ?, credential = ? WHERE id = ?",
        user.name, user.roles.join(u' '), user.disabled, user.credential, user.id);
    keepRoles(context, user);
    if (entry.with.has("credential"_L1)) // wrong guesses at the old one count no more
        unlock(context, user.id);
    context.invalidate<Users>();
}

Command changeCommand() {
    using namespace journal;
    return {.name = u"user.change"_s,
            .roles = {u"admin"_s},
            .shape = {ref("id", "user"), opt(text("name")), opt(textList("roles")),
                      opt(flag("disabled")), opt(text("password"))},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection = unknownUser(call))
                    return rejection;
                if (call.id() == recoveryUser())
                    return badInput(u"id"_s, sentence("recovery.only-recover"));
                if (auto rejection = unknownRole(call.with.texts("roles"_L1)))
                    return rejection;
                return weakPassword(call);
            },
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection = rolesRejection(call.with.texts("roles"_L1)))
                    return rejection;
                if (auto rejection = rolesBefore(call))
                    return rejection;
                return requireAnotherOfficer(call);
            },
            .apply = applyChange,
            .prepare = [](CommandContext& call) { sealPassword(call, "password"_L1, call.id()); }};
}

Command passwordCommand() {
    using namespace journal;
    return {.name = u"user.password"_s,
            .shape = {text("old"), text("new")},
            // Not before the login was judged: else passwords could be tried here without end.
            .judge = [](CommandContext& call) -> std::optional<Rejection> {
                if (call.replayed) // no entry holds a password
                    return {};
                proveCredentials(call.context);
                auto row = call.context.db.query(
                    "SELECT verifier FROM credential WHERE user_id = ?", call.as);
                if (!row.next() || !matches(row.text(0).toLatin1(), call.with.text("old"_L1)))
                    return badInput(u"old"_s, sentence("password.old-wrong"));
                if (call.with.text("old"_L1) == call.with.text("new"_L1))
                    return badInput(u"new"_s, sentence("password.same"));
                return weakness(policy(call.context), call.with.text("new"_L1), u"new"_s);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    context.db.run("UPDATE fund_user SET credential = ? WHERE id = ?",
                                   entry.with.text("credential"_L1), entry.by);
                    context.invalidate<Users>();
                },
            .prepare = [](CommandContext& call) { sealPassword(call, "new"_L1, call.as); }};
}

Command unlockCommand() {
    using namespace journal;
    return {.name = u"user.unlock"_s,
            .roles = {u"security"_s},
            .shape = {ref("id", "user")},
            .check = unknownUser,
            .apply = [](Context& context, const Entry& entry) {
                unlock(context, entry.id());
                recordSecurity(context, {entry.at, entry.id(), u"unlock"_s, entry.by});
            }};
}

// The recovery code was used: journaled by the name of the code, not of a user.
Command recoverCommand() {
    using namespace journal;
    return {.name = u"user.recover"_s,
            .roles = {recoveryUser()},
            .shape = {ref("id", "user"), text("password"), text("recovery")},
            .check = [](CommandContext& call) -> std::optional<Rejection> {
                if (auto rejection = unknownUser(call))
                    return rejection;
                if (call.replayed) // no entry holds a password
                    return {};
                return weakness(policy(call.context), call.with.text("password"_L1), u"password"_s);
            },
            .apply =
                [](Context& context, const Entry& entry) {
                    applyChange(context, entry);
                    context.db.run("UPDATE fund_user SET disabled = 0 WHERE id = ?", entry.id());
                    context.db.run("UPDATE fund_user SET credential = ? WHERE id = ?",
                                   entry.with.text("recovery"_L1), recoveryUser());
                    context.invalidate<Users>();
                    unlock(context, entry.id());
                    recordSecurity(context, {entry.at, entry.id(), u"unlock"_s, entry.by});
                },
            .prepare = [](CommandContext& call) { sealPassword(call, "password"_L1, call.id()); }};
}

Reply listUsers(Context& context, const Args& with, const QString&) {
    QJsonArray items;
    const qint64 count = with.integer("count"_L1, 1000);
    QJsonObject result;
    for (const User& user : users(context)) {
        if (user.id == recoveryUser() || user.id <= with.text("after"_L1)
            || (with.has("role"_L1) && !user.roles.contains(with.text("role"_L1)))
            || !(user.id + user.name).contains(with.text("text"_L1)))
            continue;
        if (items.size() == count) {
            result.insert("next"_L1, items.last().toObject().value("id"_L1));
            break;
        }
        items.append(QJsonObject{{"id"_L1, user.id},
                                 {"name"_L1, user.name},
                                 {"roles"_L1, QJsonArray::fromStringList(user.roles)},
                                 {"unit"_L1, user.unit},
                                 {"disabled"_L1, user.disabled},
                                 {"paper_only"_L1, user.credential.isEmpty()},
                                 {"state"_L1, user.disabled ? u"disabled"_s : u"active"_s}});
    }
    result.insert("items"_L1, items);
    return result;
}

// Who is who, for everybody: signatures and steps name people by their id.
Reply namesOfUsers(Context& context, const Args&, const QString&) {
    QJsonArray items;
    for (const User& user : users(context))
        if (user.id != recoveryUser())
            items.append(QJsonObject{{"id"_L1, user.id},
                                     {"name"_L1, user.name},
                                     {"roles"_L1, QJsonArray::fromStringList(user.roles)},
                                     {"disabled"_L1, user.disabled}});
    return QJsonObject{{"items"_L1, items}};
}

} // namespace

const Users& users(Context& context) {
    return context.cached<Users>([&] { return loadUsers(context); });
}

const User* findUser(Context& context, const QString& id) {
    const Users& all = users(context);
    const auto found = all.constFind(id);
    return found == all.constEnd() ? nullptr : &*found;
}

QString personName(Context& context, const QString& user) {
    const User* found = findUser(context, user);
    return found && !found->name.isEmpty() ? found->name : user;
}

bool hasRole(Context& context, const QString& user, const QString& role) {
    const User* found = findUser(context, user);
    return found && !found->disabled && found->roles.contains(role);
}

bool hasOneOf(Context& context, const QString& user, const QStringList& roles) {
    return std::any_of(roles.begin(), roles.end(),
                       [&](const QString& role) { return hasRole(context, user, role); });
}

QStringList allRoles() {
    return labels::codes(labels::Vocabulary::Role);
}

QString roleName(const QString& role) {
    return labels::longLabel(labels::Vocabulary::Role, role);
}

Policy policy(Context& context) {
    return context.cached<Policy>([&] {
        auto row = context.db.query("SELECT password_min, password_classes, password_days,"
                                    " failures, lock_minutes, idle_minutes FROM policy");
        if (!row.next())
            return Policy{};
        const auto number = [&](int column) { return static_cast<int>(row.integer(column)); };
        return Policy{number(0), number(1), number(2), number(3), number(4), number(5)};
    });
}

void setPolicy(Context& context, const Policy& rules) {
    context.db.run("INSERT INTO policy VALUES (1, ?, ?, ?, ?, ?, ?)", rules.passwordMin,
                   rules.passwordClasses, rules.passwordDays, rules.failures, rules.lockMinutes,
                   rules.idleMinutes);
    context.invalidate<Policy>();
}

void addUser(Context& context, const User& user) {
    context.db.run("INSERT INTO fund_user (id, name, roles, disabled, unit, credential)"
                   " VALUES (?, ?, ?, ?, ?, ?)",
                   user.id, user.name, user.roles.join(u' '), user.disabled, user.unit,
                   user.credential);
    keepRoles(context, user);
    context.invalidate<Users>();
}

QString recoveryUser() {
    return u".recovery"_s;
}

void install(journal::Registry& registry) {
    registry.addTables(QString::fromLatin1(tables), {u"step"_s});
    registry.addSidecarTables({u"credential"_s, u"login_attempt"_s});
    registry.addedLater(u"credential"_s, u"given"_s, u"0"_s);
    registry.addedLater(u"login_attempt"_s, u"desk"_s, u"''"_s);
    // Called user until version 4, which is a word of SQL itself.
    for (const QString& table : {u"credential"_s, u"login_attempt"_s})
        registry.addedLater(table, u"user_id"_s, u"\"user\""_s);
    registry.addCheck(checkCredentials);
    registry.add(addCommand());
    registry.add(changeCommand());
    registry.add(passwordCommand());
    registry.add(unlockCommand());
    registry.add(recoverCommand());
    installSecurityLog(registry);
    using namespace journal;
    registry.add(Question{
        .name = u"user.list"_s,
        .shape = {opt(text("text")), opt(id("after")), opt(integer("count")), opt(id("role"))},
        .answer = listUsers,
        .roles = {u"admin"_s, u"security"_s, u"auditor"_s}});
    registry.add(Question{.name = u"user.names"_s, .answer = namesOfUsers});
}

} // namespace identity
