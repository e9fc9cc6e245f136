// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <labels/labels.h>
#include <money/fen.h>

#include <optional>

// supervision.still: money that lies still.

namespace api {

struct IdleMoney {
    labels::IdleKind kind = labels::IdleKind::Payment;
    QString id;      // of the payment, the project or the source
    QString project; // "" of a source
    std::optional<QString> projectName;
    money::Fen amount;
    QString since;
    friend bool operator==(const IdleMoney&, const IdleMoney&) = default;
};

extern template QJsonObject toJson(const IdleMoney& shown);
extern template IdleMoney fromJson(const QJsonValue& json);

} // namespace api
