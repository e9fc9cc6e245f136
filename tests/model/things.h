// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "books.h"

// What the model keeps of each thing, and nothing that can be added up from others.

namespace model {

struct Deed {
    std::string by;
    std::string duty; // request, review, conclude, approve, pay
};
using Deeds = std::vector<Deed>;

struct Unit {
    std::string id, kind, evidenceOn;
    std::string lastStepOn; // when its account was changed, confirmed last
    std::string changedBy;
    std::string code = {}; // where it was changed
    int bank = 1;          // which account, counted from the first
    bool confirmed = true;
    std::string confirmedOn = {}; // "" of the first account
    std::string changedOn = {};
};

struct Project {
    std::string id, unit, line, item, path, state, date, approvedOn, lastStepOn;
    std::string decidedOn; // its support, last
    std::string from, to;  // its schedule
    std::string startedOn;
    int year = 0;
    Fen support = 0;
    Fen investment = 0; // of a grant
    Fen own = 0;        // what of it the unit pays itself
    Parts sources;      // of the support
    Parts promised;     // committed to it and not asked for
    Deeds deeds;

    bool running() const { return state == "approved" || state == "started"; }
    bool ended() const { return state == "closed" || state == "cancelled"; }
};

struct Amendment {
    std::string id, project, state, date;
    Parts sources; // none where it leaves the support as it is
    Deeds deeds;
    Fen investment = 0; // 0 where it leaves that as it is
    Fen own = 0;
    std::string decidedOn = {};
};

struct Deliverable {
    std::string id, project, unit, scheme, acceptance;
    std::string state = "added"; // accepted, refused
};

struct Acceptance {
    std::string id, project, state, date, concludedOn, lastStepOn;
    Fen claimed = 0;
    Fen accepted = 0;
    Fen audited = 0;                       // what its conclusion brought
    int at = 0;                            // when it was concluded
    std::vector<std::string> deliverables; // asked for
    Deeds deeds;
};

// What was said of a project that is too small, last.
struct Explained {
    std::string date;
    Fen support = 0; // as it was then
};

struct Notice {
    std::string acceptance, date, until, by;
    bool voided = false;
};

// What a payee gets of one payment.
struct Share {
    Fen amount = 0;
    Fen returned = 0; // sent back by the bank, to be paid again
    Fen gone = 0;     // sent back and let go
    Fen refunded = 0;
    Fen recovered = 0;
    int bank = 0; // the account it was asked for to; 0: the one that is then confirmed

    Fen net() const { return amount - returned - gone - refunded; }
    Fen held() const { return net() - recovered; }
};

struct Payment {
    std::string id, project, kind, state, date, lastStepOn;
    Fen amount = 0;
    Parts sources;
    Parts refunded; // by source
    std::map<std::string, Share> payees;
    Deeds deeds;
    std::string paidOn;
    std::string goneOn;  // when shares that came back were first let go
    int requestedAt = 0; // which command it was
    Fen guarantee = 0;   // a bank's, of the retention
    int paidAt = 0;

    bool underWay() const {
        return state == "requested" || state == "reviewed" || state == "approved";
    }
    bool counts() const { return underWay() || state == "paid"; }
    Fen all(Fen Share::*what) const {
        Fen total = 0;
        for (const auto& [unit, share] : payees)
            total += share.*what;
        return total;
    }
    // Of a source, what the shares are that came back: payments of several payees have one source.
    Fen part(const std::string& source, Fen Share::*what) const {
        const Fen back = all(what);
        const auto found = sources.find(source);
        if (back == 0 || found == sources.end())
            return 0;
        return back == amount ? found->second : back;
    }
    Fen net() const { return amount - all(&Share::gone) - all(&Share::refunded); }
};

struct Receipt {
    std::string source, date, by;
    Fen amount = 0;
    bool voided = false;
};

struct Refund {
    std::string payment, payee, date, by;
    Parts sources;
    bool voided = false;
    int at = 0;
};

struct Evaluation {
    std::string date, by;
    bool passed = false;
    bool voided = false;
    Fen awarded = 0;
};

// A return, a supplement, a reallocation, an adjustment.
struct PlanChange {
    std::string id, action, source, date, by;
    Parts allocations;
    Fen amount = 0;
    bool voided = false;
};

struct Finding {
    std::string id, unit, kind, date, lastStepOn;
    std::set<std::string> by; // who found, rectified, lifted
    Fen recover = 0;
    bool rectified = false;
    bool lifted = false;
    bool voided = false;

    bool bars() const { return kind == "false-materials" && !lifted && !voided; }
};

struct Recovery {
    std::string finding, project, payee, source, date, by;
    Fen amount = 0;
    Fen taken = 0;       // of what was accepted
    Parts payments = {}; // it comes off what the payee holds of these
    std::string voidedOn = {};
    bool voided = false;
    int at = 0;
};

// What became of a project on a day, for the pages of the months.
struct Event {
    enum class What { Support, Accepted, Paid, Recovered };
    std::string date, project, payee;
    What what;
    Fen by = 0;
};

// What a command changed of something that is measured, on its day.
struct Difference {
    std::string date, what;
    Fen by = 0;
};

// An interest, a contract, an invoice or a milestone.
struct Record {
    std::string id, kind, project, date, by;
    std::string number, code; // of an invoice, the code in front taken off; a milestone's stage
    std::string party = {};   // of a contract
    bool voided = false;
    std::string voidedOn = {};
    Fen amount = 0;
};

} // namespace model
