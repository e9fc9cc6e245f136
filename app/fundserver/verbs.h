// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "settings.h"

#include <QStringList>

namespace fundserver {

// The verbs, each with its own words and options behind its name; the exit status.
int init(const QStringList& words);
int add(const QStringList& words);
int remove(const QStringList& words);
int serve(const QStringList& words);
int check(const QStringList& words);

namespace usage {
inline constexpr QStringView init = u"fundserver init DIR [--name HOST] [--listen HOST:PORT]";
inline constexpr QStringView add = u"fundserver add DIR NAME PLACE";
inline constexpr QStringView remove = u"fundserver remove DIR NAME";
inline constexpr QStringView serve = u"fundserver serve DIR";
inline constexpr QStringView check = u"fundserver check DIR";
} // namespace usage

void print(const QString& line);
void complain(const QString& sentence);

// Which process serves a folder, and what of server.ini it has taken up.
struct Serving {
    qint64 process = 0; // 0: none
    QString ini;        // SHA-256 of the server.ini that it serves
    QStringList troubles;
};
Serving servingIn(const QString& folder);
QString iniHash(const QString& ini);

} // namespace fundserver
