// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <QString>
#include <optional>

// inbox: what waits for somebody, what has waited longest first.

namespace api {

// Something to be done, or, where `command` is signature.seen, what others recorded as signed by
// this person.
struct InboxItem {
    QString command;
    QString id;
    QString project;
    QString projectName;
    QString line;
    QString unit;
    QString unitName;
    QString amount; // as it was written; "" where a signature is of none
    QString since;
    std::optional<QString> again;   // rectify or return: why it waits again
    std::optional<QString> opinion; // what has to be mended
    std::optional<qint64> entry;    // of a signature, as all below
    std::optional<QString> action;
    std::optional<QString> date;
    std::optional<QString> by;
    std::optional<QString> byName;
    std::optional<QString> signedOn;
    std::optional<QString> document;
    std::optional<QString> recordedBy;
    std::optional<QString> recordedByName;
    std::optional<QString> decision;
    std::optional<QString> result;
    std::optional<QString> sheet;

    // It is to be seen, and nothing is to be done.
    bool isSignature() const { return command == QLatin1StringView("signature.seen"); }
    friend bool operator==(const InboxItem&, const InboxItem&) = default;
};

extern template QJsonObject toJson(const InboxItem& shown);
extern template InboxItem fromJson(const QJsonValue& json);

} // namespace api
