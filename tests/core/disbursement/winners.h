// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/terse.h>

// Award winners I1, I2, … who are paid by one payment of the project of the first of them: what
// most tests of payees begin with.

namespace testing {

// Accepted: an award of 5,000.00 for each, on project XM-1 (item L17-individual, 2019).
// `more` is spliced into the declaration.
void winners(Office& office, int count, const QString& more = {});
// payees of a request: each winner from `first` to `last` gets 5,000.00.
QString payeesFrom(int first, int last);
// Requests BF-1 (final, each winner 5,000.00) and takes it to `state`.
void payWinners(Office& office, int count, const QString& state = QStringLiteral("paid"));
// {"paid","returned",…} of payment.show for one payee.
QJsonObject payeeOf(Office& office, const char* payment, const char* unit);

} // namespace testing
