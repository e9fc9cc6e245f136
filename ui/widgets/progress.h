// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QDialog>

class QProgressBar;

namespace widgets {

// Runs long work on the fund's thread under a small window with a bar and a button that stops it.
// `done` is told the sentence of a failure, or nothing; "" and stopped is nothing either.
//
//     runLong(this, session, tr("核对全部日志"), work, [this](const QString& trouble) { … });
// The same for a job that runs already.
void showProgress(QWidget* parent, const QPointer<session::Job>& job, const QString& title,
                  std::function<void(const QString& trouble, bool stopped)> done);
void runLong(QWidget* parent, session::Session& session, const QString& title, session::Work work,
             std::function<void(const QString& trouble, bool stopped)> done, bool changes = false);

} // namespace widgets
