// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "json.h"

#include <QString>

#include <optional>

namespace api {

// Where a decision was signed on paper.
struct PaperSignature {
    QString by;
    QString on;
    QString document;
    friend bool operator==(const PaperSignature&, const PaperSignature&) = default;
};

// Who did what on one thing (identity/steps.h).
struct Step {
    QString step; // request, review, approve, pay, return, reject, …
    QString duty;
    QString by;
    QString recordedBy;
    QString date;
    QString opinion;
    std::optional<PaperSignature> onPaper;
    QString sheet; // "" where it is on none

    bool isRequest() const { return step == u"request"; } // which begins the thing anew
    friend bool operator==(const Step&, const Step&) = default;
};

extern template QJsonObject toJson(const Step& shown);
extern template Step fromJson(const QJsonValue& json);

} // namespace api
