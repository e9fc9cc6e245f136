// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/inbox.h>
#include <journal/answer.h>
#include <journal/command_processor.h>
#include <journal/registry.h>
#include <journal/verify.h>

#include <QLoggingCategory>

#include <exception>

// What the files of this room share; not for others.

namespace fund {

Q_DECLARE_LOGGING_CATEGORY(fundLog)

void installCorrections(journal::Registry& registry);     // withdraw, void
void installViews(journal::Registry& registry);           // project.show, unit.show, inbox
void installDue(journal::Registry& registry);             // due.list
void installActions(journal::Registry& registry);         // project.actions and its like
void installJournalView(journal::Registry& registry);     // journal.list
void installKeys(journal::Registry& registry);            // request_key
void installPaperSignatures(journal::Registry& registry); // signature.seen; after all commands
void install(journal::Registry& registry);

// Proves an open fund, by the roles of whoever acted in it.
journal::VerificationReport verified(storage::Database& database,
                                     const QList<QByteArray>& expectHeads,
                                     const storage::Progress& progress);
// What was thrown, as an answer. `doing` is a command, a question or a verb.
journal::Answer failed(const std::exception& error, const QString& doing);

// What is asked for, as a log may bear it.
QString nameOf(const journal::Request& request);

// The sum that an entry is about, "" where there is none.
QString amountOf(journal::Context& context, const journal::Entry& entry);
// What waits in the inbox because somebody else recorded it as signed by this user on paper.
std::vector<api::InboxItem> unseenSignatures(journal::Context& context, const QString& user);

} // namespace fund
