// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <declaration/projects.h>

// 疑点: what no rule forbids and an auditor would ask a year later. They are worked out from the
// tables when somebody asks, by the figures of the plan (plan/warning_figures.h), and refuse
// nothing. What a reviewer knows about one (warning.explain) stays in the journal together with
// the facts it was said of: once these are others, the warning is open again.
//
//     warning.list {"about":{"kind":"project","id":"XM-1"},"around":true}

namespace warnings {

struct Thing {
    QString kind;
    QString id;
    friend bool operator==(const Thing&, const Thing&) = default;
};

struct Warning {
    QString code;
    std::vector<Thing> about;
    QString project; // where it belongs, "" where nowhere
    QString unit;
    QString line;
    std::optional<money::Fen> amount;
    QString since; // the day of what raised it
    labels::Sentence message;
    QString tag = {}; // before the id where a code is about things of several kinds: "payment/"

    // "same-account:U1+U2": the same tomorrow.
    QString id() const;
    // What it says, as one hash: an explanation holds while it is the same.
    QString facts() const;
};

// What a code is called: 同一账户.
QString title(const QString& code);

// warning.list as of a day: {"items", "next"?, "total"?}.
QJsonObject listed(journal::Context& context, const journal::Args& with, const QString& today);

// Every explanation that was given, in the order in which they were.
struct Note {
    QString warning;
    QString date;
    QString by;
    QString note;
    QString document;   // filed, "" where there is none
    bool holds = false; // the last one of a warning that says today what it said then
};
std::vector<Note> notes(journal::Context& context, const QString& today);

void install(journal::Registry& registry);
// Hung on every command that there is, when all rooms have registered theirs: how late an entry
// came, and which digits in its free texts may be a person's.
void watch(journal::Registry& registry);

} // namespace warnings
