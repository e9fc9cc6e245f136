// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <journal/answer.h>
#include <journal/command_processor.h>
#include <journal/registry.h>
#include <journal/verify.h>

#include <QLoggingCategory>

#include <exception>

// What the files of this room share; not for others.

namespace fund {

Q_DECLARE_LOGGING_CATEGORY(fundLog)

void installDue(journal::Registry& registry);  // due.list
void installKeys(journal::Registry& registry); // request_key

// Proves an open fund, by the roles of whoever acted in it.
journal::VerificationReport verified(storage::Database& database,
                                     const QList<QByteArray>& expectHeads,
                                     const storage::Progress& progress);
// What was thrown, as an answer. `doing` is a command, a question or a verb.
journal::Answer failed(const std::exception& error, const QString& doing);

// What is asked for, as a log may bear it.
QString nameOf(const journal::Request& request);

} // namespace fund
