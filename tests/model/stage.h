// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "model.h"

#include <support/office.h>

// Where a sequence is played: one open fund for each plan, in a transaction that is never
// committed. Each sequence begins at a savepoint and ends by going back to it, so that thousands
// of them need one file and no disk.

namespace model {

struct Failure {
    std::size_t step = 0; // which command; the number of commands: at the end
    std::string kind;     // what sort of failure, the same while a sequence is shortened
    std::string detail;
};

class Stage {
public:
    explicit Stage(const std::string& plan);

    const PlanData& plan() const { return m_plan; }
    // How often each command was taken, and each refused by which rule ("… : rule").
    const std::map<std::string, int>& seen() const { return m_seen; }
    // Plays on the core and on a model, and compares after each step. `past` is a day for which
    // the figures are compared at the end; `verify` replays the journal then, too.
    std::optional<Failure> play(const std::vector<Command>& commands, const std::string& past,
                                bool verify);
    // As few of the commands as still fail in the same way.
    std::vector<Command> shortened(std::vector<Command> commands, const std::string& past,
                                   bool verify);

private:
    std::optional<Failure> run(const std::vector<Command>& commands, const std::string& past,
                               bool verify);
    journal::Answer submit(const Command& command, bool dry);
    std::string figures(const Model& model, const std::optional<std::string>& asOf);
    std::string rows(const Model& model, const Books& books, const QJsonObject& execution,
                     const std::optional<std::string>& asOf);
    std::string purses(const Model& model, const Books& books, const QJsonObject& execution);
    std::string ledger();
    std::string postings();
    std::string shares(const Payment& payment, const QJsonObject& core);
    std::string things(const Model& model);
    std::string warnings(const Model& model);
    std::string everyDay(const Model& model);
    std::string limits(const Model& model);
    std::string page(const Model& model, const std::string& month);
    std::string figuresDiffer(const Command& command, const Expectation& verdict,
                              const journal::Refusal& refusal);
    journal::Answer decided(const Command& amendment);
    std::string limitHolds(const Command& command, const journal::Refusal& refusal);
    std::string untilHolds(const Model& model, const Command& command,
                           const journal::Refusal& refusal);
    std::string guaranteeHolds(const Command& command, const journal::Refusal& refusal);
    std::string replay();
    std::string workbook();
    std::string package();
    QJsonObject ask(const char* question, const QJsonObject& with = {});
    qint64 number(storage::Literal sql);

    PlanData m_plan;
    testing::Office m_office;
    QTemporaryDir m_scratch;
    std::map<std::string, int> m_seen;
    int m_packages = 0;
    QString m_base; // of a record, where one is kept
    std::unique_ptr<testing::Record> m_record;
    bool m_asking = false; // what is undone again
};

} // namespace model
