// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QHash>
#include <QJsonObject>

namespace pages {

// A signed sheet on its way into the journal, on the backend's thread: each decision is a command
// of its own with who signed it; the scan is filed beside every payment whose decision was taken.
// What the core refuses is told with its reason, and the rest goes on.

struct SheetToRecord {
    QString command; // payment.review or payment.approve
    QList<QJsonObject> decisions = {};
    QString scan = {}; // "" where there is none
    QString title = {};
    QString today = {};
};

struct SheetOutcome {
    QStringList taken;
    QHash<QString, QString> refused;
    QString notFiled; // why the scan was not filed; "" where it was
};

// One decision as its command takes it: who signed it, when, on which sheet.
QJsonObject decisionOnPaper(const QString& payment, const QString& decision, const QString& opinion,
                            const QJsonValue& by, const QJsonValue& on, const QJsonValue& sheet);

// Why this scan could not be filed; "" where it can or none is named.
QString cannotRead(const QString& scan);

// As whoever is logged in with that token.
SheetOutcome recordSheet(session::Backend& backend, const session::Token& token,
                         const SheetToRecord& sheet, const session::Progress& progress);

} // namespace pages
