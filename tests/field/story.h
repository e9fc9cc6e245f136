// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/office.h>

// Plays a story: what went wrong in an office like ours, told once, with the answer that is right.
// One JSON object a line; a line that begins with # is a remark. The people are those of
// tests/support/office.h, and the clock stands at 2019-12-31.
//
//   {"given":"unit","id":"U1","kind":"enterprise"}                   what a story begins with:
//   {"given":"fund","source":"central-1","amount":"1.00"}   the steps of tests/support/office.h
//   {"given":"approved","id":"P1","unit":"U1","line":"L08","item":"","support":"1.00","more":"…"}
//   {"given":"started","id":"P1","date":"2019-03-01"}
//   {"given":"accepted","id":"A1","project":"P1","amount":"1.00","date":"2019-05-15"}
//   {"given":"payment","id":"B1","project":"P1","kind":"stage","amount":"1.00","date":"…",
//    "state":"paid"}
//   {"as":"clerk1","do":"…","with":{…}}                              must be taken
//   {"as":"clerk1","do":"…","with":{…},"refused":{"rule":"…", …}}    must be refused, with these
//                                                                    words: rule, article, field,
//                                                                    limit, asked
//   {"as":"clerk1","do":"…","with":{…},"error":{"kind":"bad-input","field":"…"}}
//   {"as":"auditor1","ask":"…","with":{…},"answer":{"rows[project=P1].paid_total":"1.00"}}
//
// In an answer a place is keys and [index] or [key=value] in turn; null: it must be absent or
// empty. "says": texts that stand somewhere in the answer ("a|b": one of them), "silent": texts
// that do not.

namespace field {

// Fails the test at the first line that does not go as it says.
void play(const QString& path);

} // namespace field
