// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "field.h"

#include <session/session.h>

class QPushButton;

namespace widgets {

// The opinion of who decides, with those offered that were given to the same command of late.
class OpinionField : public LongTextField {
    Q_OBJECT

public:
    OpinionField(session::Session& session, const QString& command, int lines = 3);

private:
    void offer(const QStringList& opinions);

    QPushButton* m_recent;
};

} // namespace widgets
