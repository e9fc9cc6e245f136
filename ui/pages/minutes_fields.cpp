// SPDX-License-Identifier: GPL-3.0-only
#include "minutes_fields.h"

#include "plan_facts.h"

#include <widgets/form.h>
#include <widgets/layout.h>

#include <QComboBox>
#include <QLineEdit>
#include <QTableWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

MinutesFields::MinutesFields(session::Session& session, QWidget* parent)
    : QWidget(parent), m_document(new TextField(20)), m_date(new DateField) {
    m_document->editor()->setObjectName(u"edit:minutes.document"_s);
    m_document->editor()->setAccessibleName(tr("会议纪要文号"));
    m_date->editor()->setObjectName(u"edit:minutes.date"_s);
    m_date->editor()->setAccessibleName(tr("会议日期"));
    auto* line = row({label(tr("会议纪要文号")), m_document, label(tr("会议日期")), m_date});
    line->setContentsMargins(0, 0, 0, 0);
    line->addStretch();
    setLayout(line);
    hide();
    withPlan(session, this, [this](const PlanFacts& plan) {
        m_above = plan.plan().collectiveAbove;
        setVisible(m_above.has_value());
    });
}

QJsonObject MinutesFields::addedTo(QJsonObject decision, const QString& command,
                                   money::Fen amount) const {
    if (!m_above || amount <= *m_above || command != "payment.approve"_L1
        || decision.value("decision"_L1) != "approve"_L1)
        return decision;
    QJsonObject minutes;
    const std::pair<QString, const Field*> fields[] = {{u"document"_s, m_document},
                                                       {u"date"_s, m_date}};
    for (const auto& [key, field] : fields)
        if (!field->value().isUndefined())
            minutes.insert(key, field->value());
    if (!minutes.isEmpty())
        decision.insert("minutes"_L1, minutes);
    return decision;
}

void addMinutes(Form& form) {
    form.add(u"minutes.document"_s, QObject::tr("会议纪要文号"), new TextField(24));
    form.add(u"minutes.date"_s, QObject::tr("会议日期"), new DateField);
}

void addDecision(QTableWidget* table, int row, const QString& id, int decisionCell,
                 int opinionCell) {
    auto* decision = new QComboBox;
    decision->addItem(QObject::tr("同意"), u"approve"_s);
    decision->addItem(QObject::tr("退回"), u"return"_s);
    decision->addItem(QObject::tr("不予"), u"reject"_s);
    decision->setAccessibleName(QObject::tr("%1 的签批结果").arg(id));
    decision->setObjectName(u"decision:"_s + id);
    auto* opinion = new QLineEdit(QObject::tr("同意。"));
    opinion->setAccessibleName(QObject::tr("%1 的意见").arg(id));
    opinion->setObjectName(u"opinion:"_s + id);
    QObject::connect(decision, &QComboBox::activated, opinion, [=](int at) {
        if (at > 0 && opinion->text() == QObject::tr("同意。"))
            opinion->clear();
        if (at > 0)
            opinion->setFocus();
    });
    table->setCellWidget(row, decisionCell, decision);
    table->setCellWidget(row, opinionCell, opinion);
}

} // namespace pages
