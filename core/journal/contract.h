// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "registry.h"

#include <QJsonArray>

// What the program understands, printed from what its rooms registered: every command with its
// roles and the shape of its `with`, every question with its, every rule that can refuse. Other
// programs read it to see what they may send; core/CONTRACT.md is held to it by a test. A client
// that knows the hash of a contract knows whether the program it speaks to has the same one.
//
//     payment.approve ✍   leader   id, decision: approve·return·reject, opinion, date

namespace journal {

// {"commands":[{"do","roles","signed","with"}],"questions":[{"ask","roles","with"}],
//  "rules":[{"id","article","sentence"}],"hash"}, everything by name; the rules in the order of
// citation. `with` lists {"key","type"} and, where they apply, "optional", "choices", "refers",
// "empty" and the fields "of" an object, dict or list.
QJsonObject contractJson(const Registry& registry);
// A room says more than commands and questions there, under a name of its own ("plan").
void sayInContract(const QString& name, QJsonArray (*say)());
// SHA-256 in hex over the canonical form of the contract without its hash.
QString contractHash(const Registry& registry);
// The same for people: one command, question or rule a line.
QString contractText(const Registry& registry);
// "id, sources[]?: {source, amount}": a shape in one line, as contract tables have it.
QString shapeLine(const Shape& shape);

} // namespace journal
