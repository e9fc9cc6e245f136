// SPDX-License-Identifier: GPL-3.0-only
#include "main_window.h"
#include "navigation.h"

#include <api/budget.h>
#include <widgets/words.h>

// The figures around the pages: the line of totals below, the count of what waits at the left.

namespace shell {

using namespace Qt::Literals::StringLiterals;

void MainWindow::askTotals() {
    m_session.ask(u"budget.execution"_s, {}, this, [this](const journal::Answer& answer) {
        if (!answer.ok())
            return;
        const auto total = api::fromJson<api::BudgetExecution>(answer.result).total;
        m_totals->setText(tr("%1 · 总额 %2 万元 · 已拨 %3 万元 · %4")
                              .arg(m_session.shortName(), widgets::wan(total.budget),
                                   widgets::wan(total.paid), widgets::percent(total.rate)));
        m_totals->setToolTip(tr("总额 %1 元,已拨 %2 元")
                                 .arg(widgets::yuan(total.budget), widgets::yuan(total.paid)));
    });
    m_session.ask(u"journal.head"_s, {}, this, [this](const journal::Answer& answer) {
        const QString hash = answer.result.toObject().value("hash"_L1).toString();
        if (answer.ok())
            m_head->setText(tr("链头 %1…%2").arg(hash.left(4), hash.right(2)));
        m_head->setToolTip(hash);
    });
}

void MainWindow::askWaiting() {
    m_session.ask(u"inbox"_s, {}, this, [this](const journal::Answer& answer) {
        m_navigation->setCount(u"desk"_s, answer.ok() ? answer.result.toArray().size() : 0);
    });
}

} // namespace shell
