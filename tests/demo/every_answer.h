// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QJsonValue>
#include <QList>

namespace demo_tests {

// One question with what it was asked for, and what was answered.
struct GivenAnswer {
    QString question;
    QString about; // the id, the month, the day or the user
    QJsonValue result;
};

// What the big questions answer, of every id that the demo has, and of a fund that took over
// history which broke rules.
const QList<GivenAnswer>& everyAnswer();

} // namespace demo_tests
