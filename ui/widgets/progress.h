// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

namespace widgets {

// How long work ended: with the sentence of its failure, stopped by the user, or well ("" and not
// stopped).
struct Ended {
    QString error;
    bool stopped = false;
    QJsonValue result = {};
};
using WorkEnded = std::function<void(const Ended& ended)>;

// A small window over `parent` with a bar and a button that stops the job.
//
//     showProgress(this, session.run({session::JobOrder::Kind::Verify}), tr("核对全部日志"),
//                  [this](const widgets::Ended& ended) { … });
void showProgress(QWidget* parent, const QPointer<session::Job>& job, const QString& title,
                  WorkEnded done);

} // namespace widgets
