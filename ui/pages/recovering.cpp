// SPDX-License-Identifier: GPL-3.0-only
#include "recovering.h"

#include <api/payment.h>
#include <widgets/form.h>
#include <widgets/look_up.h>

#include <QJsonArray>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

// Those of one payment more among the choices of a recovery.
void choosePayee(Form& form, QList<Choice>& found, const api::Payment& payment) {
    for (const api::PaymentPayee& payee : payment.payees)
        if (std::none_of(found.begin(), found.end(),
                         [&](const Choice& known) { return known.code == payee.unit; }))
            found.append({payee.unit, payee.name});
    if (auto* payee = dynamic_cast<ChoiceField*>(form.field(u"payee"_s)))
        payee->setChoices(found);
    form.setShown(u"payee"_s, found.size() > 1);
}

// Who was paid for a project: where they are several, the recovery names one.
void askPayees(Form* form, session::Session& session, const QString& project) {
    form->setShown(u"payee"_s, false);
    if (project.isEmpty())
        return;
    session.ask(u"payment.list"_s, {{"project"_L1, project}, {"state"_L1, u"paid"_s}}, form,
                [form, &session](const journal::Answer& answer) {
                    const auto found = std::make_shared<QList<Choice>>();
                    const QJsonObject result = answer.result.toObject();
                    for (const QJsonValue& one : result.value("items"_L1).toArray())
                        session.ask(u"payment.show"_s, {{"id"_L1, one.toObject().value("id"_L1)}},
                                    form, [form, found](const journal::Answer& shown) {
                                        choosePayee(*form, *found,
                                                    api::fromJson<api::Payment>(shown.result));
                                    });
                });
}

} // namespace

void fillRecovery(Form& form, session::Session& session, const api::Finding& finding,
                  const PlanFacts& plan) {
    form.proposeNumber(u"recovery"_s);
    form.fix(u"finding"_s, finding.id);
    auto* project =
        form.add(u"project"_s, tr("项目"),
                 new LookUpField(session, u"project.list"_s, [](const QJsonObject& row) {
                     return row.value("id"_L1).toString() + u' ' + row.value("name"_L1).toString();
                 }));
    if (!finding.project.isEmpty())
        project->setValue(finding.project);
    form.add(u"payee"_s, tr("由谁退回"), new ChoiceField({}));
    QObject::connect(project, &LookUpField::picked, &form,
                     [&form, &session](const QJsonObject& row) {
                         askPayees(&form, session, row.value("id"_L1).toString());
                     });
    askPayees(&form, session, finding.project);
    form.add(u"source"_s, tr("资金来源"), new ChoiceField(plan.sources()));
    form.add(u"amount"_s, tr("追回金额"), new MoneyField);
    form.add(u"date"_s, tr("日期"), new DateField(session.today()));
    form.add(u"voucher"_s, tr("凭证号"), new TextField(12));
}

} // namespace pages
