// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "answer.h"

namespace journal {

// date.order where what a command takes is there today and was not on its own day: a step that is
// dated before what made room for it. Each room says from which day on there is room; the last of
// these days is cited, as the limit: dated on it, the command is taken.
//
//     days.notBefore(ledger::roomFrom(context, {place}, amount, call.date()),
//                    sentence("not-yet.budget-short", line, source));
class Days {
public:
    // "": there was room on the command's day, or there is none even now.
    void notBefore(const QString& from, const labels::Sentence& because) {
        if (from > m_from) {
            m_from = from;
            m_because = because;
        }
    }
    std::optional<Rejection> cited(const QString& date) const;

private:
    QString m_from;
    labels::Sentence m_because; // what was missing before
};

} // namespace journal
