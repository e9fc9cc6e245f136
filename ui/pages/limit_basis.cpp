// SPDX-License-Identifier: GPL-3.0-only
#include "limit_basis.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;

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

void LimitBasis::ask(session::Session& session, const QString& project, const QString& kind,
                     const PlanFacts& plan, std::function<void(const QString&)> told) {
    session.ask(u"payment.limit"_s, {{"project"_L1, project}, {"kind"_L1, kind}}, this,
                [this, plan, told = std::move(told)](const journal::Answer& answer) {
                    if (!answer.ok())
                        return;
                    const QJsonObject said = answer.result.toObject();
                    show(said, plan, tr("现在可拨"));
                    if (told)
                        told(said.value("limit"_L1).toString());
                });
}

void LimitBasis::show(const QJsonObject& answer, const PlanFacts& plan, const QString& words) {
    widgets::clear(m_steps);
    QStringList articles;
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
    for (const QJsonValue& one : answer.value("basis"_L1).toArray()) {
        const QJsonObject step = one.toObject();
        const QString article = step.value("article"_L1).toString();
        if (!article.isEmpty() && !articles.contains(article))
            articles << article;
        add(step.value("text"_L1).toString(), step.value("amount"_L1).toString(), article, false);
    }
    add(words, answer.value("limit"_L1).toString(), {}, true);
    QStringList clauses;
    for (const QString& article : std::as_const(articles)) {
        const QString own = plan.json().value("clauses"_L1).toObject().value(article).toString();
        if (!own.isEmpty())
            clauses << tr("%1 “%2”").arg(article, own);
    }
    m_clause->setText(clauses.join(u'\n'));
    m_clause->setVisible(!clauses.isEmpty());
}

} // namespace pages
