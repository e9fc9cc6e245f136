// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "acceptance.h"

// Rows of lists whose things have no question of their own: receipt.list, document.list,
// disclosure.list.

namespace api {

struct Receipt {
    QString id;
    QString source;
    QString sourceName;
    money::Fen amount;
    QString date;
    QString document;
    labels::ReceiptState state = labels::ReceiptState::Received;
    friend bool operator==(const Receipt&, const Receipt&) = default;
};

// Where a document was filed before it was filed anew.
struct Refiling {
    Subject about;
    QString kind;
    QString date;
    QString reason;
    friend bool operator==(const Refiling&, const Refiling&) = default;
};

struct Document {
    QString id;
    Subject about;
    QString kind;
    QString kindName;
    QString title;
    QString date;
    QString sha256;
    qint64 size = 0;
    QString fileName;
    QString retainUntil;
    labels::DocumentState state = labels::DocumentState::Filed;
    std::vector<Refiling> refiled;
    friend bool operator==(const Document&, const Document&) = default;
};

// A published page, without its rows.
struct DisclosureEntry {
    QString id;
    QString month;
    QString number;
    QString date;
    QString head;
    QJsonObject totals; // word for word what was published, by whatever version
    labels::DisclosureState state = labels::DisclosureState::Published;
    QString of; // of an amendment: what it amends, and why
    std::optional<QString> reason;
    std::optional<QString> amendedBy; // the last one of its month
    std::optional<QString> amendedOn;

    bool isAmendment() const { return state == labels::DisclosureState::Amendment; }
    friend bool operator==(const DisclosureEntry&, const DisclosureEntry&) = default;
};

extern template QJsonObject toJson(const Receipt& shown);
extern template Receipt fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const Document& shown);
extern template Document fromJson(const QJsonValue& json);
extern template QJsonObject toJson(const DisclosureEntry& shown);
extern template DisclosureEntry fromJson(const QJsonValue& json);

} // namespace api
