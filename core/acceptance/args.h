// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "room.h"

// What this room's commands were given, made once after the shape was checked:
//
//     const auto& concluded = call.with.as<ConcludeArgs>();

namespace acceptance {

// acceptance.request.
struct RequestArgs {
    QString project;
    QString stage;
    money::Fen claimed;
    QStringList deliverables; // their ids

    static RequestArgs from(const journal::Args& with);
};

// What the inspection says of one deliverable.
struct Verdict {
    QString deliverable;
    bool accepted = false;
    QString waiver; // why it is taken below its standard
};

// acceptance.conclude.
struct ConcludeArgs {
    labels::Conclusion result = labels::Conclusion::Fail;
    std::optional<money::Fen> accepted;
    std::optional<QString> rectifyBy;
    std::optional<std::vector<Verdict>> verdicts; // of each that was asked for, where any is named
    QStringList team;                             // "龙志强(县经信局)"
    QString opinion;

    bool passes() const { return result == labels::Conclusion::Pass; }
    QStringList deliverables() const;
    static ConcludeArgs from(const journal::Args& with);
};

} // namespace acceptance
