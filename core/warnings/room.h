// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "warnings.h"

#include <plan/warning_figures.h>

// What the files of this room share; not for others.

namespace warnings {

struct ProjectRow {
    QString id;
    QString unit;
    QString line;
    QString item;
    QString name;
    labels::ProjectState state;
    money::Fen support;
    money::Fen accepted;
    QString approvedOn;
    QString starts;
    QString ends;

    bool approved() const { return !approvedOn.isEmpty(); }
};

// What is asked: all, or what is about one thing and perhaps what that belongs to.
struct Scope {
    std::vector<Thing> things = {}; // none: all
    QString line = {};              // further narrowed, "" where not
    QString unit = {};
    QString text = {}; // in what it says
};

// One code being looked for. A code that may find as many as there are payments reads them in the
// order of its ids, from `after` on, and stops when there are `enough`.
class Search {
public:
    Search(journal::Context& context, QString today, Scope scope);

    journal::Context& context;
    const plan::Plan& plan;
    const QString today;
    const Scope scope;

    bool everything() const { return scope.things.empty(); }
    bool unfiltered() const {
        return everything() && scope.line.isEmpty() && scope.unit.isEmpty() && scope.text.isEmpty();
    }
    // A thing of that kind is asked about, or everything.
    bool may(QLatin1StringView kind) const;
    // The ones of that kind that are asked about; with everything none, and `may` holds.
    QStringList only(QLatin1StringView kind) const;
    // "column IN (…)" with the ones of that kind that are asked about, whose ids are added to
    // `values`; what always holds where everything is asked.
    QString narrowed(QLatin1StringView kind, const QString& column,
                     std::vector<storage::Database::Value>& values) const;
    // The only one, "" where everything is asked.
    QString one(QLatin1StringView kind) const { return only(kind).value(0); }

    // Figures of the code that is looked for.
    int number(QLatin1StringView key) const { return figures.value(key).toInt(); }
    money::Fen fen(QLatin1StringView key) const;
    QString daysAgo(int days) const;

    // Projects that stand (not rejected, withdrawn or cancelled), of those asked about.
    const std::vector<ProjectRow>& projects();
    money::Fen paid(const QString& project) const; // net of what came back
    QString unitName(const QString& unit) const;
    QString projectName(const ProjectRow& project) const;

    void found(Warning warning);
    void ofProject(const ProjectRow& project, const QString& since, labels::Sentence message,
                   std::optional<money::Fen> amount = {});
    bool enough() const { return results.size() >= wanted; }

    // Set for each code.
    QString code;
    QJsonObject figures;
    QString after; // the id after which it goes on, "" from the first
    std::size_t wanted = SIZE_MAX;
    bool counting = false; // only how many there are
    qint64 counted = 0;    // besides the results
    std::vector<Warning> results;

private:
    std::optional<std::vector<ProjectRow>> m_projects;
};

QString plusDays(const QString& date, int days);
// "XM-1 某项目": how a sentence names it.
QString named(const QString& id, const QString& name);
std::vector<ProjectRow> projectsWhere(journal::Context& context, const QString& condition,
                                      const std::vector<storage::Database::Value>& values);

struct Code {
    const char* name;
    const char* title;
    std::vector<const char*> kinds; // of the things it is about; the first one leads its id
    void (*find)(Search&);
};
const std::vector<Code>& codes();

// An explanation that was given last.
struct Explanation {
    QString note;
    QString facts;
    QString date;
    QString by;
    qint64 seq = 0;
    QString document; // filed, "" where there is none
};
std::optional<Explanation> explanationOf(journal::Context& context, const QString& id);
// Warnings with that id, none or one; on that day.
std::optional<Warning> byId(journal::Context& context, const QString& id, const QString& today);
// A replay has the tables, and neither private texts nor the journal's own rows.
bool knownInReplay(const QString& code);

// of_units.cpp
void sameAccount(Search& search);
void privateAccount(Search& search);
void samePerson(Search& search);
void barredAgain(Search& search);
// of_projects.cpp
void noContractor(Search& search);
void sameContent(Search& search);
void split(Search& search);
void smallSum(Search& search);
void prepaidIdle(Search& search);
void waivedByCloser(Search& search);
// of_acceptances.cpp
void stationAgain(Search& search);
void classAgain(Search& search);
void teamOwn(Search& search);
void sameDay(Search& search);
void rectifyLate(Search& search);
// of_contracts.cpp
void contractLow(Search& search);
void contractNone(Search& search);
void contractLate(Search& search);
void invoiceLow(Search& search);
void invoiceRun(Search& search);
void invoiceLate(Search& search);
void aheadOfContract(Search& search);
// of_payments.cpp
void voucherAgain(Search& search);
void receiptAgain(Search& search);
void unpaid(Search& search);
void holiday(Search& search);
void overFinding(Search& search);
// of_papers.cpp
void documentAgain(Search& search);
void paperMany(Search& search);
// of_plan.cpp
void matchLate(Search& search);
void phaseUse(Search& search);
void rateLow(Search& search);
void undisclosed(Search& search);
// of_entries.cpp
void backdated(Search& search);
void personalDigits(Search& search);

void installEntries(journal::Registry& registry);    // tables of watch
void installList(journal::Registry& registry);       // warning.list
void installExplaining(journal::Registry& registry); // warning.explain

} // namespace warnings
