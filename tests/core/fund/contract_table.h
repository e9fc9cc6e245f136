// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

// contract_table.txt as it is played: things with their states, how each state comes about, and
// what each command answers to each role in each of them. The file's head describes its lines.

namespace contract {

struct Step {
    QString user;
    QString command;
    QString with;
};

struct State {
    QString name;
    QString from; // a state whose steps come first; "" where there is none
    QList<Step> steps;
};

struct Row {
    int line = 0; // of the file
    QStringList users;
    QString command;
    QString with;
    bool forAll = false;             // the same for all roles
    QMap<QString, QString> outcomes; // by state
};

struct TableRow {
    QString name;
    QList<Step> base;
    QList<State> states;
    QList<Row> rows;

    // The base, the states before and the state's own steps.
    QList<Step> stepsTo(const QString& state) const;
};

// Throws std::runtime_error, naming the line, where the text is not a whole table.
QList<TableRow> parse(const QString& text);

} // namespace contract
