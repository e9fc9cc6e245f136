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

// 审定金额 that a conclusion brings.
struct AuditArgs {
    money::Fen amount;
    QString by; // who audited
    QString document;
    QString date; // of its report
};

// acceptance.conclude.
struct ConcludeArgs {
    labels::Conclusion result = labels::Conclusion::Fail;
    std::optional<money::Fen> accepted;
    std::optional<AuditArgs> audited = {};
    std::optional<QString> rectifyBy;
    std::optional<std::vector<Verdict>> verdicts; // of each that was asked for, where any is named
    QStringList team;                             // "龙志强(县经信局)"
    QString opinion;

    bool passes() const { return result == labels::Conclusion::Pass; }
    QStringList deliverables() const;
    static ConcludeArgs from(const journal::Args& with);
};

// A counted thing as it is added: what it is counted by, and all that was said of it.
struct AddedItem {
    QString id;
    QString kind; // of DeliverableKind, once it was checked
    QString unit; // "" where its kind has none
    QString trainingClass;
    qint64 headcount = 0;
    bool poorVillage = false;
    bool demonstration = false;
    QJsonObject said;
};

// deliverable.add.
struct AddArgs {
    QString project;
    std::vector<AddedItem> items;

    static AddArgs from(const journal::Args& with);
};

// notice.post.
struct PostArgs {
    std::optional<labels::ThingKind> kind; // of what it is about
    QString about;                         // its id
    QString postedFrom;
    QString postedTo;
    QString where;

    bool isOfAcceptance() const { return kind == labels::ThingKind::Acceptance; }
    static PostArgs from(const journal::Args& with);
};

// notice.object.
struct ObjectArgs {
    QString notice;
    QString text;

    static ObjectArgs from(const journal::Args& with);
};

} // namespace acceptance
