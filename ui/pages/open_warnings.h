// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QTimer>

namespace pages {

// How many 疑点 wait for an explanation, for those who may explain: counted once for all places
// that show it, once somebody is in and after an explanation; what else is done may raise others,
// which are counted once a minute at most: a large fund is not counted after each command.
//
//     connect(&OpenWarnings::of(session), &OpenWarnings::counted, this, &Card::showOpen);
class OpenWarnings : public QObject {
    Q_OBJECT

public:
    static OpenWarnings& of(session::Session& session);
    qint64 count() const { return m_count; } // 0 where nobody knows yet
    void ask();

Q_SIGNALS:
    void counted(qint64 open);

private:
    explicit OpenWarnings(session::Session& session);
    void tell(qint64 open);

    session::Session& m_session;
    QTimer m_pause;
    qint64 m_count = 0;
};

} // namespace pages
