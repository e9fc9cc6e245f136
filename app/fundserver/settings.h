// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <cli/cli_error.h>
#include <journal/clock.h>

#include <QMap>
#include <QString>

namespace fundserver {

using cli::BadFile;
using cli::BadUsage;
using cli::CliError;
using cli::Done;
// DIR/server.ini, read strictly: what is not known is refused by name and line.
struct Settings {
    QString folder;
    QString host;
    int port = 0;
    QString certificate; // whole paths
    QString key;
    int mostConnections = 512;
    qint64 uploadLimit = 200 << 20;
    int sessionHours = 12;
    QMap<QString, QString> funds;    // place by name
    journal::Clock* clock = nullptr; // a test's own

    QString file(const QString& name) const { return folder + u'/' + name; }
};

// Throws CliError.
Settings readSettings(const QString& folder);
// The same of its text, as `folder` would have it.
Settings settingsFrom(const QString& text, const QString& folder);
QString readIni(const QString& folder);
// The text of a new one.
QString newIni(const QString& listen);
// The text with a fund more, or one less; nothing else is altered.
QString withFund(const QString& ini, const QString& name, const QString& place);
QString withoutFund(const QString& ini, const QString& name);
void writeIni(const QString& folder, const QString& text);

} // namespace fundserver
