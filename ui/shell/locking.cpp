// SPDX-License-Identifier: GPL-3.0-only
#include "main_window.h"
#include "navigation.h"
#include "views.h"

#include <api/plan.h>
#include <pages/open_warnings.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>
#include <widgets/words.h>

#include <QApplication>
#include <QKeyEvent>
#include <QStatusBar>

// Who sits at the window: coming in, standing idle, locking. What stands open beside the window
// goes with it and comes back to the same user.

namespace shell {

using namespace Qt::Literals::StringLiterals;

// Pages are made in the words of the plan.
void MainWindow::loggedIn() {
    m_session.askOnce(u"plan.words"_s, this, [this](const journal::Answer& answer) {
        if (answer.ok())
            widgets::usePlanWords(answer.result.toObject());
        if (m_session.loggedIn())
            enter();
    });
}

void MainWindow::enter() {
    m_navigation->fill();
    QStringList roles;
    for (const QString& role : m_session.roles())
        roles << widgets::roleWord(role);
    m_user->setText(
        widgets::withoutMnemonic(u"%1 · %2"_s.arg(m_session.userName(), roles.join(u"、"_s))));
    statusBar()->show();
    m_views->setCurrentWidget(m_work);
    askPlan();
    // The same user finds the page, and what was typed on it, as it was.
    const bool same = m_page && m_lockedUser == m_session.user();
    showOthers(same);
    if (same) {
        m_lockedUser.clear();
        changed();
    } else {
        m_history.clear();
        showPage({u"desk"_s});
        askTotals();
        askWaiting();
    }
    pages::OpenWarnings::of(m_session).ask();
}

// How long a desk may stand idle is the plan's data.
void MainWindow::askPlan() {
    if (m_idleIsSet)
        return;
    m_session.askOnce(u"plan.show"_s, this, [this](const journal::Answer& answer) {
        const qint64 minutes =
            api::fromJson<api::Plan>(answer.result).security.value("idle_minutes"_L1).toInteger();
        if (!m_idleIsSet && minutes > 0)
            m_idle.setLimit(std::chrono::minutes(std::min<qint64>(minutes, 24 * 60)));
    });
}

void MainWindow::lock(const QString& why) {
    if (!m_session.loggedIn())
        return;
    m_lockedUser = m_session.user();
    m_session.logout();
    hideOthers();
    m_login->begin(m_lockedUser, why.isEmpty() ? tr("已锁定,请输入口令继续。") : why);
    m_views->setCurrentWidget(m_login);
    statusBar()->hide();
}

// Documents, forms and menus that stand open show as much as the page does, and a form would keep
// the login from being reached. A box that waits for an answer is answered with no.
void MainWindow::hideOthers() {
    if (QWidget* menu = QApplication::activePopupWidget())
        menu->close();
    for (QDialog* const other : findChildren<QDialog*>())
        if (other->isVisible()) {
            m_hidden.append(other);
            other->hide();
        }
}

// To the same user; to nobody else, and not on another fund.
void MainWindow::showOthers(bool same) {
    for (QDialog* const other : std::exchange(m_hidden, {}))
        if (other && same)
            other->show();
        else if (other && other->testAttribute(Qt::WA_DeleteOnClose))
            other->deleteLater();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_crumbs && event->type() == QEvent::Resize)
        showCrumbs();
    // No shortcut of ours reaches into another window, and locking has to work from each.
    if (event->type() == QEvent::KeyPress && m_session.loggedIn()
        && static_cast<QKeyEvent*>(event)->keyCombination() == (Qt::CTRL | Qt::Key_L)) {
        lock();
        return true;
    }
    return QMainWindow::eventFilter(watched, event);
}

void MainWindow::setIdle(std::chrono::milliseconds idle) {
    m_idle.setLimit(idle);
    m_idleIsSet = true;
}

} // namespace shell
