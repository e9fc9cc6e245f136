// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <QString>
#include <map>
#include <optional>

// disclosure.preview: the page of a month, as it was or would be published.

namespace api {

// Who got the money, where it was not the project's unit alone.
struct DisclosedPayee {
    QString unit;
    QString name;
    money::Fen paidMonth;
    money::Fen paidTotal;
    friend bool operator==(const DisclosedPayee&, const DisclosedPayee&) = default;
};

// One project's row, as of the month's last day.
struct DisclosedProject {
    QString line;
    QString item;
    QString project;
    QString name;
    QString unit; // its name
    money::Fen support;
    money::Fen accepted;
    QString acceptedOn;
    QString result; // pass, or "" where nothing was accepted
    money::Fen paidMonth;
    money::Fen paidTotal;
    money::Fen recoveredTotal;
    QString rate;
    QString path;
    std::optional<labels::PaymentKind> kind; // of the last payment
    QString date;
    std::map<QString, money::Fen> bySource;
    std::vector<DisclosedPayee> payees;
    friend bool operator==(const DisclosedProject&, const DisclosedProject&) = default;
};

struct DisclosedSource {
    QString source;
    money::Fen received;
    money::Fen paid;
    money::Fen unpaid;
    friend bool operator==(const DisclosedSource&, const DisclosedSource&) = default;
};

struct DisclosureTotals {
    money::Fen paidMonth;
    money::Fen paidTotal;
    money::Fen recoveredTotal;
    money::Fen acceptedMonth;
    std::vector<DisclosedSource> bySource;
    friend bool operator==(const DisclosureTotals&, const DisclosureTotals&) = default;
};

// Digits on a page that may be personal. Of an amendment's reason there is no row.
struct UncertainDigits {
    std::optional<qint64> row;
    QString field;
    QString text;
    friend bool operator==(const UncertainDigits&, const UncertainDigits&) = default;
};

// What is published.
struct DisclosurePage {
    QString month;
    QString county;
    QString plan;
    QString document;
    QString contact;
    int noticeDays = 0;
    std::vector<DisclosedProject> rows;
    DisclosureTotals totals;
    std::optional<QString> number; // of a page that was published
    std::optional<QString> date;
    std::optional<QString> head; // of the journal before it
    std::optional<QString> securityHead;
    std::optional<QString> reason; // of an amendment
    friend bool operator==(const DisclosurePage&, const DisclosurePage&) = default;
};

struct DisclosurePreview : DisclosurePage {
    QString due; // the month that is published next; "" before the first
    QString nextNumber;
    std::vector<UncertainDigits> check;
    friend bool operator==(const DisclosurePreview&, const DisclosurePreview&) = default;
};

extern template QJsonObject toJson(const DisclosedSource& shown);
extern template QJsonObject toJson(const DisclosedPayee& shown);
extern template QJsonObject toJson(const UncertainDigits& shown);
extern template UncertainDigits fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const DisclosedProject& shown);
extern template DisclosedProject fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const DisclosurePage& shown);
extern template DisclosurePage fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const DisclosurePreview& shown);
extern template DisclosurePreview fromJson(const QJsonValue& json);

} // namespace api
