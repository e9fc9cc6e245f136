// SPDX-License-Identifier: GPL-3.0-only
#include "payment_actions.h"

#include "payment_words.h"

#include <widgets/form_window.h>
#include <widgets/layout.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

QString tr(const char* words) {
    return QObject::tr(words);
}

QList<Choice> sourcesIn(const QJsonObject& payment, const PlanFacts& plan) {
    QList<Choice> choices;
    for (const QJsonValue& one : payment.value("sources"_L1).toArray()) {
        const QString code = one.toObject().value("source"_L1).toString();
        choices.append({code, plan.sourceName(code)});
    }
    return choices;
}

FormWindow* reasoned(QWidget* parent, session::Session& session, const QString& command,
                     const QString& title) {
    auto* window = new FormWindow(parent, session, command, title);
    window->form->add(u"date"_s, tr("日期"), new DateField(session.today()));
    window->form->add(u"reason"_s, tr("原因"), new LongTextField);
    return window;
}

} // namespace

void offerActions(Page& page, session::Session& session, QHBoxLayout* into,
                  const QJsonObject& payment, const PlanFacts& plan) {
    clear(into);
    const QString id = payment.value("id"_L1).toString();
    const QString project = payment.value("project"_L1).toString();
    const QString state = payment.value("state"_L1).toString();
    const QString next = payment.value("next"_L1).toString();
    bool first = true;
    const auto offer = [&](const QString& name, const QString& words, auto call) {
        auto* made = button(words, {}, first);
        first = false;
        made->setObjectName(name);
        QObject::connect(made, &QPushButton::clicked, &page, call);
        into->addWidget(made);
    };
    const QPointer<Page> at(&page);
    if ((next == u"payment.review" || next == u"payment.approve") && session.may(next))
        offer(u"do:"_s + next, commandWord(next), [at, id] { Q_EMIT at->go({u"approve"_s, id}); });
    if (next == u"payment.pay" && session.may(next))
        offer(u"do:"_s + next, commandWord(next),
              [at, &session, payment, plan] { openPay(at, session, payment, plan); });
    const QJsonArray steps = payment.value("steps"_L1).toArray();
    const bool own =
        !steps.isEmpty() && steps.first().toObject().value("by"_L1).toString() == session.user();
    if (state == u"returned" && session.may(u"payment.request"_s))
        offer(u"do:payment.request"_s, tr("改后再报"), [at, id, project] {
            Q_EMIT at->go({u"request"_s, project, u"again="_s + id});
        });
    first = false; // what follows takes something back or looks at it
    if (state == u"paid" && session.may(u"payment.reverse"_s))
        offer(u"do:payment.reverse"_s, commandWord(u"payment.reverse"_s),
              [at, &session, payment] { openReverse(at, session, payment); });
    if (state == u"paid" && session.may(u"payment.refund"_s))
        offer(u"do:payment.refund"_s, commandWord(u"payment.refund"_s),
              [at, &session, payment, plan] { openRefund(at, session, payment, plan); });
    if (state == u"requested" && own)
        offer(u"do:withdraw"_s, commandWord(u"withdraw"_s),
              [at, &session, id] { openWithdraw(at, session, u"payment"_s, id); });
    const bool deciding = next == u"payment.review" || next == u"payment.approve";
    if (deciding && session.mayRecord())
        offer(u"go:sheet"_s, tr("登记纸上签批"), [at, id] { Q_EMIT at->go({u"sheet"_s, id}); });
    offer(u"go:project"_s, tr("看项目"), [at, project] { Q_EMIT at->go({u"project"_s, project}); });
    const QString paper = paperKind(payment);
    offer(u"print"_s, tr("打印"), [at, paper, id] {
        Q_EMIT at->go({u"paper"_s, id, u"kind="_s + paper});
    });
    into->addStretch();
}

void openWithdraw(QWidget* parent, session::Session& session, const QString& kind,
                  const QString& id) {
    auto* window = reasoned(parent, session, u"withdraw"_s, tr("撤回 %1").arg(id));
    window->form->fix(u"kind"_s, kind);
    window->form->fix(u"id"_s, id);
    window->open();
}

void openReverse(QWidget* parent, session::Session& session, const QJsonObject& payment) {
    const QString id = payment.value("id"_L1).toString();
    auto* window = reasoned(parent, session, u"payment.reverse"_s, tr("登记退票 %1").arg(id));
    window->form->fix(u"id"_s, id);
    window->form->add(u"voucher"_s, tr("冲销凭证号"), new TextField(12));
    window->form->addNote(label(
        tr("银行全额退回 %1 元,拨付回到“已审批”,可以再拨。").arg(yuan(payment.value("amount"_L1))),
        "muted"));
    window->open();
}

void openRefund(QWidget* parent, session::Session& session, const QJsonObject& payment,
                const PlanFacts& plan) {
    auto* window = new FormWindow(parent, session, u"payment.refund"_s,
                                  tr("登记退回款 %1").arg(payment.value("id"_L1).toString()));
    Form& form = *window->form;
    form.fix(u"payment"_s, payment.value("id"_L1));
    form.proposeNumber(u"refund"_s);
    form.add(u"amount"_s, tr("退回金额"), new MoneyField)
        ->setLimit(tr("原拨 %1 元").arg(yuan(payment.value("amount"_L1))));
    const QList<Choice> sources = sourcesIn(payment, plan);
    if (sources.size() > 1)
        form.add(u"sources"_s, tr("退回到"),
                 new RowsField({{u"source"_s, tr("来源"), [=] { return new ChoiceField(sources); }},
                                {u"amount"_s, tr("金额"), [] { return new MoneyField; }}},
                               static_cast<int>(sources.size()), true));
    form.add(u"date"_s, tr("日期"), new DateField(session.today()));
    form.add(u"reason"_s, tr("原因"), new LongTextField);
    form.add(u"voucher"_s, tr("凭证号"), new TextField(12));
    window->open();
}

void addVouchers(Form& form, session::Session& session, const QJsonObject& payment,
                 const PlanFacts& plan) {
    form.fix(u"id"_s, payment.value("id"_L1));
    form.add(u"date"_s, tr("拨付日期"), new DateField(session.today()));
    addVoucherFields(form, sourcesIn(payment, plan));
}

QString addVoucherFields(Form& form, const QList<Choice>& sources) {
    if (sources.size() <= 1) {
        form.add(u"voucher"_s, tr("凭证号"), new TextField(14));
        return u"voucher"_s;
    }
    auto* rows =
        form.add(u"vouchers"_s, tr("各来源凭证"),
                 new RowsField({{u"source"_s, tr("来源"), [=] { return new ChoiceField(sources); }},
                                {u"number"_s, tr("凭证号"), [] { return new TextField(14); }}},
                               static_cast<int>(sources.size()), true));
    QJsonArray named;
    for (const Choice& source : sources)
        named.append(QJsonObject{{"source"_L1, source.code}});
    rows->setValue(named);
    return u"vouchers"_s;
}

void openPay(QWidget* parent, session::Session& session, const QJsonObject& payment,
             const PlanFacts& plan) {
    auto* window = new FormWindow(parent, session, u"payment.pay"_s,
                                  tr("办理拨付 %1").arg(payment.value("id"_L1).toString()));
    QStringList payees;
    for (const QJsonValue& one : payment.value("payees"_L1).toArray()) {
        const QJsonObject payee = one.toObject();
        payees << tr("%1  %2 元  %3(尾号 %4)")
                      .arg(payee.value("name"_L1).toString(), yuan(payee.value("amount"_L1)),
                           payee.value("bank"_L1).toString(), payee.value("account"_L1).toString());
    }
    window->form->addNote(label(payees.join(u'\n')));
    addVouchers(*window->form, session, payment, plan);
    window->open();
    for (const QString& key : {u"voucher"_s, u"vouchers"_s})
        if (Field* field = window->form->field(key))
            field->editor()->setFocus();
}

} // namespace pages
