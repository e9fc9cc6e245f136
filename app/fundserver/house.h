// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "fund_thread.h"
#include "hashing.h"
#include "jobs.h"
#include "settings.h"
#include "tokens.h"
#include "uploads.h"
#include "waiters.h"

namespace fundserver {

// One served fund with all that belongs to it.
struct House {
    House(const QString& fundName, const QString& fundPlace, const Settings& settings,
          Tokens& allTokens, Hashing& allHashing);

    // A token has ended: the security log has it, and whoever has no other is logged out.
    void end(const Tokens::Bearer& bearer, const QString& why);

    QString name;
    QString place;
    Tokens& tokens;
    Hashing& hashing;
    Uploads uploads;
    Waiters waiters;
    // Whose command is judged right now; of the fund's thread only.
    QByteArray speaking;
    QString speakingFrom;
    FundThread thread; // ends before what it uses
    Jobs jobs;         // ends first of all
};

} // namespace fundserver
