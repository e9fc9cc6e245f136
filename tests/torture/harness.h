// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "disk.h"
#include "story.h"

#include <QMap>
#include <QStringList>

namespace torture {

// What a harness is told on the command line.
struct Options {
    quint64 seed = 1;
    int count = 0;
    QString canary;  // a setting known to be wrong; the harness must then find something
    QString fundctl; // the program from outside
    QString only;    // one scene
};

// What a harness found. It passes with no finding, a canary with at least one.
class Tally {
public:
    explicit Tally(const Options& options) : m_options(options) {}
    void found(const QString& kind, const QString& where);
    void count(const QString& what, int more = 1) { m_counts[what] += more; }
    int counted(const QString& what) const { return m_counts.value(what); }
    int findings(const QString& kind) const { return m_kinds.value(kind); }
    // Prints figures and the first findings; the exit status. `wanted`: what a canary must find.
    int finish(const QString& harness, const QString& wanted) const;

private:
    const Options& m_options;
    QMap<QString, int> m_counts;
    QMap<QString, int> m_kinds;
    QMap<QString, QStringList> m_first; // by kind
};

int powerCut(const Options& options);
int ioErrors(const Options& options);
int killed(const Options& options);
int earlyAnswers(const QString& path, int group); // the child of killed's canary
int damaged(const Options& options);

} // namespace torture
