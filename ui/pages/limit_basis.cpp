// SPDX-License-Identifier: GPL-3.0-only
#include "limit_basis.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

QStringList articlesOf(const api::PaymentLimit& limit) {
    QStringList articles;
    for (const api::LimitStep& step : limit.basis)
        if (!step.article.isEmpty() && !articles.contains(step.article))
            articles << step.article;
    return articles;
}

LimitBasis::LimitBasis(QWidget* parent)
    : QWidget(parent), m_steps(new QGridLayout), m_clause(widgets::label({}, "muted")) {
    setObjectName(u"basis"_s);
    setAccessibleName(tr("可拨金额的计算"));
    m_steps->setContentsMargins(0, 0, 0, 0);
    m_steps->setHorizontalSpacing(2 * theme::grid);
    m_steps->setVerticalSpacing(4);
    m_steps->setColumnStretch(3, 1);
    m_clause->setWordWrap(true);
    m_clause->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* whole = widgets::column();
    whole->addLayout(m_steps);
    whole->addWidget(m_clause);
    setLayout(whole);
}

void LimitBasis::ask(session::Session& session, const QString& project, labels::PaymentKind kind,
                     const PlanFacts& plan, std::function<void(money::Fen)> told) {
    session.ask(u"payment.limit"_s, {{"project"_L1, project}, {"kind"_L1, labels::code(kind)}},
                this, [this, plan, told = std::move(told)](const journal::Answer& answer) {
                    if (!answer.ok())
                        return;
                    const auto said = api::fromJson<api::PaymentLimit>(answer.result);
                    show(said, plan, tr("现在可拨"));
                    if (told)
                        told(said.limit);
                });
}

void LimitBasis::show(const api::PaymentLimit& limit, const PlanFacts& plan, const QString& words) {
    widgets::clear(m_steps);
    int row = 0;
    const auto add = [&](const QString& name, const QString& amount, const QString& article,
                         bool strong) {
        auto* text = widgets::label(name);
        auto* figure = widgets::amountLabel(amount);
        if (strong)
            for (QLabel* one : {text, figure})
                one->setFont(theme::strong());
        m_steps->addWidget(text, row, 0);
        m_steps->addWidget(figure, row, 1);
        m_steps->addWidget(widgets::label(article, "muted"), row, 2);
        ++row;
    };
    for (const api::LimitStep& step : limit.basis)
        add(step.text, step.amount.toYuan(), step.article, false);
    add(words, limit.limit.toYuan(), {}, true);
    QStringList clauses;
    for (const QString& article : articlesOf(limit)) {
        const QString own = plan.clause(article);
        if (!own.isEmpty())
            clauses << tr("%1 “%2”").arg(article, own);
    }
    m_clause->setText(clauses.join(u'\n'));
    m_clause->setVisible(!clauses.isEmpty());
}

} // namespace pages
