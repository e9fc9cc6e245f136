// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

namespace widgets {

// Told how long work ended: with the sentence of its failure, stopped by the user, or well ("" and
// not stopped).
using WorkEnded = std::function<void(const QString& trouble, bool stopped)>;

// Runs long work on the fund's thread under a small window with a bar and a button that stops it.
// `changes` says that it writes into the fund.
//
//     runLong(this, session, tr("核对全部日志"), work,
//             [this](const QString& trouble, bool stopped) { … });
void runLong(QWidget* parent, session::Session& session, const QString& title, session::Work work,
             WorkEnded done, bool changes = false);
// The same for a job that runs already.
void showProgress(QWidget* parent, const QPointer<session::Job>& job, const QString& title,
                  WorkEnded done);

} // namespace widgets
