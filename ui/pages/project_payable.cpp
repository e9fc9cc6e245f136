// SPDX-License-Identifier: GPL-3.0-only
#include "project_payable.h"

#include "limit_basis.h"

#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

Payable::Payable(session::Session& session, QWidget* parent)
    : QWidget(parent), m_session(session), m_sum(widgets::label({})),
      m_why(widgets::linkButton(tr("怎么算的 ⓘ"))), m_basis(new QWidget),
      m_blocks(new QVBoxLayout(m_basis)) {
    m_sum->setFont(theme::strong());
    m_sum->setObjectName(u"payable"_s);
    m_sum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_why->setObjectName(u"why-payable"_s);
    m_why->setCheckable(true);
    m_why->setMinimumWidth(m_why->fontMetrics().horizontalAdvance(m_why->text()) + 2 * theme::grid);
    m_blocks->setContentsMargins(0, 0, 0, 0);
    m_blocks->setSpacing(theme::grid);
    m_basis->setObjectName(u"basis"_s);
    m_basis->hide();
    setLayout(widgets::row({widgets::label(tr("可拨"), "muted"), m_sum, m_why}));
    connect(m_why, &QPushButton::toggled, m_basis, &QWidget::setVisible);
}

void Payable::ask(const api::ProjectSummary& project, const PlanFacts& plan) {
    m_plan = plan;
    m_best.reset();
    ++m_run;
    widgets::clear(m_blocks);
    const QJsonArray kinds = plan.path(project.path).value("kinds"_L1).toArray();
    for (const QJsonValue& kind : kinds)
        m_session.ask(u"payment.limit"_s, {{"project"_L1, project.id}, {"kind"_L1, kind}}, this,
                      [this, kind, run = m_run](const journal::Answer& answer) {
                          if (answer.ok() && run == m_run)
                              show(kind.toString(),
                                   api::fromJson<api::PaymentLimit>(answer.result));
                      });
}

void Payable::show(const QString& kind, const api::PaymentLimit& limit) {
    const Fen sum = limit.limit;
    if (!m_best || *m_best < sum) {
        m_best = sum;
        m_sum->setText(tr("%1 元(%2)").arg(widgets::yuan(sum), widgets::kindWord(kind)));
        if (sum.isZero())
            m_sum->setText(tr("0.00 元"));
    }
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(0, 1);
    auto* title = widgets::label(tr("%1 可拨").arg(widgets::kindWord(kind)));
    title->setFont(theme::strong());
    auto* total = widgets::amountLabel(sum.toYuan());
    total->setFont(theme::strong());
    grid->addWidget(title, 0, 0);
    grid->addWidget(total, 0, 1);
    int row = 1;
    for (const api::LimitStep& step : limit.basis) {
        const QString article = step.article;
        auto* words = widgets::label(step.text);
        words->setWordWrap(true);
        words->setToolTip(article + u'\n' + m_plan.clause(article));
        grid->addWidget(words, row, 0);
        grid->addWidget(widgets::amountLabel(step.amount.toYuan()), row++, 1);
    }
    auto* block = new QWidget;
    auto* inside = new QVBoxLayout(block);
    inside->setContentsMargins(0, 0, 0, 0);
    inside->setSpacing(4);
    inside->addLayout(grid);
    m_blocks->addWidget(block);
    // The clause once, under the last sum.
    if (auto* old = m_basis->findChild<QLabel*>(u"clause"_s))
        old->deleteLater();
    QStringList clauses;
    for (const QString& article : articlesOf(limit))
        clauses << article + u"  "_s + m_plan.clause(article);
    auto* clause = widgets::label(clauses.join(u'\n'), "muted");
    clause->setObjectName(u"clause"_s);
    clause->setWordWrap(true);
    clause->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_blocks->addWidget(clause);
}

} // namespace pages
