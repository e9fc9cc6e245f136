// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "verbs.h"

#include <client/remote.h>

// A fund on a server: https://HOST:PORT/NAME in the place of a file.

namespace fundctl {

// --fingerprint and --ca, for verbs that take a place.
QStringList withPlaceOptions(const QStringList& valued);
bool isServerPlace(const QString& word);
// What makes sense beside the file only: a CliError that says where to do it.
void needFile(const QString& word);
// Speaks to the place as --fingerprint and --ca, or FUNDCTL_FINGERPRINT and FUNDCTL_CA, trust it.
std::unique_ptr<client::Remote> connectTo(const QString& word, const Arguments& arguments);
// --user, or FUNDCTL_USER; a CliError where neither is said.
QString userOf(const Arguments& arguments);
// Logs in by FUNDCTL_PASSWORD or the prompt; a CliError where that is not taken.
void logInAt(client::Remote& remote, const QString& user);

} // namespace fundctl
