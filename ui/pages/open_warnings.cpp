// SPDX-License-Identifier: GPL-3.0-only
#include "open_warnings.h"

#include "action_button.h"

#include <chrono>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::chrono::minutes pause{1};

} // namespace

OpenWarnings& OpenWarnings::of(session::Session& session) {
    if (auto* there = session.findChild<OpenWarnings*>(QString(), Qt::FindDirectChildrenOnly))
        return *there;
    return *new OpenWarnings(session);
}

OpenWarnings::OpenWarnings(session::Session& session) : QObject(&session), m_session(session) {
    m_pause.setSingleShot(true);
    m_pause.setInterval(pause);
    connect(&m_pause, &QTimer::timeout, this, &OpenWarnings::ask);
    connect(&session, &session::Session::userChanged, this, [this] { tell(0); });
    connect(&session, &session::Session::changed, this, [this](const QString& command) {
        if (command == u"warning.explain")
            ask();
        else if (!m_pause.isActive())
            m_pause.start();
    });
}

void OpenWarnings::ask() {
    if (!m_session.loggedIn() || !canExecute(m_session, u"warning.explain"_s))
        return;
    m_session.ask(u"warning.list"_s, {{"open"_L1, true}, {"count"_L1, 1}, {"total"_L1, true}}, this,
                  [this, user = m_session.user()](const journal::Answer& answer) {
                      if (answer.ok() && user == m_session.user())
                          tell(answer.result.toObject().value("total"_L1).toInteger());
                  });
}

void OpenWarnings::tell(qint64 open) {
    m_count = open;
    Q_EMIT counted(open);
}

} // namespace pages
