// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "registry.h"

namespace journal {

// The question journal.list. `facts` adds to each entry what only later rooms know: the amount
// of a payment that an approval speaks of, the names behind ids.
using Facts = QJsonObject (*)(Context&, const Entry&);
Shape journalListShape();
Reply listEntries(Context& context, const Args& with, Facts facts);

// What was changed since: {"seq", "hash", "things": [{"kind", "id"}]} of the entries after `seq`,
// each thing once. Where more than 500 entries came, "all": true stands in place of their things.
QJsonObject changesAfter(Context& context, const Registry& registry, qint64 seq);

} // namespace journal
