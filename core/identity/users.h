// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/clock.h>
#include <journal/registry.h>

#include <QMap>
#include <QString>
#include <QStringList>

namespace identity {

struct User {
    QString id;
    QString name;
    QStringList roles;
    bool disabled = false;
    QString unit;
    QString credential; // SHA-256 of the password verifier; "" for who signs on paper only
};

// Rules for passwords and locks: the plan's data, 等保 level 2 by default.
struct Policy {
    int passwordMin = 8;
    int passwordClasses = 3;
    int passwordDays = 90;
    int failures = 5;
    int lockMinutes = 15;
    int idleMinutes = 15;
};

const QMap<QString, User>& users(journal::Context& context);
const User* findUser(journal::Context& context, const QString& id);
bool hasRole(journal::Context& context, const QString& user, const QString& role);
bool hasOneOf(journal::Context& context, const QString& user, const QStringList& roles);
// As sentences call a user: by name, and by id where there is none.
QString personName(journal::Context& context, const QString& user);
QStringList allRoles();
QString roleName(const QString& role);

Policy policy(journal::Context& context);
void setPolicy(journal::Context& context, const Policy& policy);

// Used by the entry that makes a fund: its administrator, who comes before all commands.
void addUser(journal::Context& context, const User& user);

// The sealed recovery code stands among the users under this name; it can do nothing but set a
// new administrator password.
QString recoveryUser();

void install(journal::Registry& registry);

} // namespace identity
