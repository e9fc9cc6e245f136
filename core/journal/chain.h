// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "clock.h"
#include "registry.h"

#include <QByteArray>

namespace journal {

// The end of the chain: what a published page bears.
struct Head {
    qint64 seq = 0;
    QByteArray hash = firstPreviousHash();
    QString at;
};

const Head& head(Context& context);

// The time of the next entry: now, but never before the last one, so that entries stay in order
// when a clock is set back. Only where somebody confirmed a clock that turned out to stand far
// ahead, or that the fund was made under such a clock, time goes on from before that.
QString nextTime(Context& context, Clock& clock);
// The clock stands more than a day (Saturdays and Sundays aside) ahead of the last entry: whoever
// works is asked whether it is right.
bool jumpsAhead(Context& context, Clock& clock);
// The fund was made more than a day after now, and nobody said yet which of the clocks is right.
bool foundedAhead(Context& context, Clock& clock);

// The entry has the hash that its row says, and the next one builds on it.
bool linked(Context& context, qint64 seq);

// The number that follows one of a row's. The last of all numbers, which only an altered row bears,
// has none.
qint64 following(qint64 number);
// For who reads entries one after another and wants every one of them: which comes after this, and
// what to say of one that is not the expected one.
qint64 expectedAfter(qint64 seq);
QString outOfTurn(qint64 seq, qint64 expected);

// Writes the entry behind the head, with the things it is about, and returns it as it stands.
Entry append(Context& context, const Command& command, Entry entry);

// The things that an entry is about, as its command tells; one may come twice.
std::vector<EntityRef> thingsOf(Context& context, const Command& command, const Entry& entry);
// Notes in the index which things the entry is about.
void indexThings(Context& context, const Command& command, const Entry& entry);

// The entry with that number, if there is one.
std::optional<Entry> entryAt(Context& context, qint64 seq);

// The hashes of all private texts that an entry's `with` names.
QStringList privateHashes(const QJsonValue& value);

// Reads one row of table `entry` (seq, at, by, action, body, rules).
Entry entryOf(const storage::Statement& row, const PrivateStore* secrets);

} // namespace journal
