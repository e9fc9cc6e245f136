// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "room.h"

// What this room's commands were given, made once after the shape was checked:
//
//     const auto& declared = call.with.as<DeclareArgs>();

namespace declaration {

// project.declare; opening.project has the same and more.
struct DeclareArgs {
    QString unit;
    QString line;
    QString item;               // "" where the line has none
    std::optional<qint64> year; // where the item's money is of one
    QString name;
    QString content;
    QString starts;
    QString ends;
    money::Fen support;
    std::vector<journal::SourceAmount> sources;
    QStringList materials;

    static DeclareArgs from(const journal::Args& with);
};

// project.review, project.decide-amendment.
struct ReviewArgs {
    labels::Decision decision = labels::Decision::Reject;
    std::optional<money::Fen> support; // less than was declared
    std::vector<journal::SourceAmount> sources;
    QString opinion;

    bool approves() const { return decision == labels::Decision::Approve; }
    static ReviewArgs from(const journal::Args& with);
};

} // namespace declaration
