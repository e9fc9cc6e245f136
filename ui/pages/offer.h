// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QLayout>
#include <QPushButton>

namespace pages {

// Whether this user may give the command, or record it for one who signed on paper.
bool mayGive(const session::Session& session, const QString& command);

// Shows `button` while the core would take the command as things stand: it is asked with `with`, a
// likely set of words. Out of turn or not one's business, it is put away; kept from this very
// person (separation of duties, a barred unit), it stands there greyed and says why.
void offer(session::Session& session, QPushButton* button, const QString& command,
           const QJsonObject& with);

// A button for it, hidden until it is offered, with the command's word on it.
QPushButton* offered(session::Session& session, QLayout* into, const QString& command,
                     const QJsonObject& with, const QString& words = {});

} // namespace pages
