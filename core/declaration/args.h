// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "grants.h"
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
    std::optional<Base> base; // where the item has a grant

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

// What an amendment changes of its project; nothing where it leaves it as it is.
struct Change {
    struct Schedule {
        QString from;
        QString to;
    };
    std::optional<QString> name;
    std::optional<QString> content;
    std::optional<Schedule> schedule;
    std::optional<money::Fen> support;
    std::optional<std::vector<journal::SourceAmount>> sources;
    std::optional<Base> base;

    bool isEmpty() const { return !name && !content && !schedule && !support && !sources && !base; }
    // The support that it leaves the project with.
    money::Fen supportOf(const Project& project) const;
    // A grant has to allow it: there is more support, or another investment.
    bool asksGrant(const Project& project) const {
        return base || supportOf(project) > project.support;
    }
    static Change from(const journal::Args& with);
};

// project.amend.
struct AmendArgs {
    QString project;
    QString reason;
    QString document;
    Change change;

    static AmendArgs from(const journal::Args& with);
};

// contract.record and invoice.record.
struct RecordArgs {
    QString project;
    QString number;
    QString code;  // of an invoice, where it was told
    QString other; // the contract's party or the invoice's issuer
    money::Fen amount;
    QJsonArray schedule;  // of a contract, as it was typed
    money::Fen scheduled; // its sum

    static RecordArgs from(const journal::Args& with);
};

// milestone.record.
struct MilestoneArgs {
    QString project;
    QString stage;
    QString document;

    static MilestoneArgs from(const journal::Args& with);
};

} // namespace declaration
