// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "plan_data.h"

// The model's own books: single entry, a list of dated changes, added up again for each question
// about the past. Nothing like the core's double entry, on purpose.

namespace model {

struct Row { // of a line and source
    Fen budget = 0;
    Fen committed = 0;
    Fen paid = 0;
    Fen recovered = 0;
    Fen available() const { return budget - committed - paid + recovered; }
};

struct Purse {     // of a source
    Fen given = 0; // plan, supplements, award
    Fen received = 0;
    Fen paid = 0;
    Fen recovered = 0;
    Fen returned = 0;
    Fen planned() const { return given - returned; }
    Fen cash() const { return received - paid + recovered - returned; }
};

using LineAndSource = std::pair<std::string, std::string>; // line, source

class Books {
public:
    enum class What {
        Budget,
        Committed,
        Paid,
        Recovered,
        Given,
        Received,
        PaidOut,
        CameBack,
        Returned
    };

    explicit Books(const PlanData& plan);

    void budget(const std::string& date, const LineAndSource& place, Fen by);
    void commit(const std::string& date, const LineAndSource& place, Fen by);
    void pay(const std::string& date, const LineAndSource& place, Fen by);     // and the cash of it
    void recover(const std::string& date, const LineAndSource& place, Fen by); // the same
    void give(const std::string& date, const std::string& source, Fen by);
    void receive(const std::string& date, const std::string& source, Fen by);
    void handUp(const std::string& date, const std::string& source, Fen by);

    Row row(const std::string& line, const std::string& source) const;
    Purse purse(const std::string& source) const;
    const std::map<LineAndSource, Row>& rows() const { return m_rows; }
    const std::map<std::string, Purse>& purses() const { return m_purses; }
    // The least that a source holds on that day and every later one.
    Fen spendable(const std::string& source, const std::string& date) const;
    // As they were at the end of a day.
    Books at(const std::string& date) const;

private:
    struct Change {
        std::string date;
        What what;
        LineAndSource place;
        Fen by;
    };
    void add(Change change);

    std::vector<Change> m_changes;
    std::map<LineAndSource, Row> m_rows;
    std::map<std::string, Purse> m_purses;
};

} // namespace model
