// SPDX-License-Identifier: GPL-3.0-only
#include "payment_actions.h"

#include "payee_accounts.h"
#include "payment_labels.h"

#include <api/project.h>
#include <money/fen.h>
#include <widgets/form_window.h>
#include <widgets/layout.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using labels::PaymentState;
using money::Fen;

namespace {

constexpr int sentenceWidth = 440; // pixels, of what stands in one or two lines

QString tr(const char* words) {
    return QObject::tr(words);
}

QList<Choice> sourcesIn(const api::Payment& payment, const PlanFacts& plan) {
    QList<Choice> choices;
    for (const api::PaymentSource& one : payment.sources)
        choices.append({one.source, plan.sourceName(one.source)});
    return choices;
}

FormWindow* reasoned(QWidget* parent, session::Session& session, const QString& command,
                     const QString& title) {
    auto* window = new FormWindow(parent, session, command, title);
    window->form->add(u"date"_s, tr("日期"), new DateField(session.today()));
    window->form->add(u"reason"_s, tr("原因"), new LongTextField);
    return window;
}

// Whose shares came back. All of them is the whole payment, which the command says by naming none.
class ReturnedField : public ChecksField {
public:
    ReturnedField(const QList<Choice>& payees, const QJsonArray& all)
        : ChecksField(payees, false, 2) {
        setValue(all);
        m_count = all.size();
    }
    QJsonValue value() const override {
        const QJsonValue ticked = ChecksField::value();
        return ticked.toArray().size() == m_count ? QJsonValue(QJsonValue::Undefined) : ticked;
    }
    QStringList units() const {
        QStringList ticked;
        for (const QJsonValue& one : ChecksField::value().toArray())
            ticked << one.toString();
        return ticked;
    }
    QString rejection() const override {
        return units().isEmpty() ? QObject::tr("请勾选被银行退回的收款单位。") : QString();
    }

private:
    qsizetype m_count = 0;
};

void openDecision(QWidget* parent, session::Session& session, const QString& id,
                  const QString& decision, const QString& title, const QString& note) {
    auto* window = new FormWindow(parent, session, u"payment.approve"_s, title);
    Form& form = *window->form;
    form.fix(u"id"_s, id);
    form.fix(u"decision"_s, decision);
    auto* words = label(note, "muted");
    words->setWordWrap(true);
    form.addNote(words);
    form.add(u"opinion"_s, tr("意见"), new LongTextField);
    form.add(u"date"_s, tr("日期"), new DateField(session.today()));
    form.addSignature();
    form.setSubmitWords(labels::is(decision, labels::Decision::Return) ? tr("退回") : tr("不予"));
    window->open();
    form.focusFirst();
}

} // namespace

void offerActions(Page& page, session::Session& session, QHBoxLayout* into,
                  const api::Payment& payment, const PlanFacts& plan, const Actions& actions) {
    clear(into);
    const QString id = payment.id;
    const QString project = payment.project;
    const QString next = payment.next;
    bool first = true;
    const auto offer = [&](const QString& name, const QString& words, auto call) {
        auto* made = button(words, {}, first);
        first = false;
        made->setObjectName(name);
        QObject::connect(made, &QPushButton::clicked, &page, call);
        into->addWidget(made);
    };
    const QPointer<Page> at(&page);
    if ((next == u"payment.review" || next == u"payment.approve") && session.may(next)) {
        offer(u"do:"_s + next, commandWord(next), [at, id] { Q_EMIT at->go({u"approve"_s, id}); });
        // Who did another duty on it sees the button greyed, with the reason.
        actions.show(qobject_cast<QPushButton*>(into->itemAt(into->count() - 1)->widget()), next);
    }
    const bool some = payment.state == PaymentState::Paid && !returnedOf(payment).empty();
    if (actions.allowed(u"payment.pay"_s))
        offer(u"do:payment.pay"_s, some ? tr("重付") : commandWord(u"payment.pay"_s),
              [at, &session, payment, plan] { openPay(at, session, payment, plan); });
    if (actions.allowed(u"payment.request"_s))
        offer(u"do:payment.request"_s, tr("改后再报"), [at, id, project] {
            Q_EMIT at->go({u"request"_s, project, u"again="_s + id});
        });
    first = false; // what follows takes something back or looks at it
    if (actions.allowed(u"payment.reverse"_s))
        offer(u"do:payment.reverse"_s, commandWord(u"payment.reverse"_s),
              [at, &session, payment] { openReverse(at, session, payment); });
    if (actions.allowed(u"payment.refund"_s))
        offer(u"do:payment.refund"_s, commandWord(u"payment.refund"_s),
              [at, &session, payment, plan] { openRefund(at, session, payment, plan); });
    // What was approved can be taken back until it is paid; so can what the bank has sent back.
    if ((payment.state == PaymentState::Approved || some)
        && actions.allowed(u"payment.approve"_s)) {
        const QString note = some ? tr("银行退回的不再重付,款项回到支持项目;已付的不变。")
                                  : tr("这笔拨付已经审批、还没有付款。");
        offer(u"take-back:return"_s, some ? tr("退票不再付(退回)") : tr("撤回审批(退回)"),
              [at, &session, id, note] {
                  openDecision(at, session, id, u"return"_s, tr("退回 %1").arg(id), note);
              });
        offer(u"take-back:reject"_s, some ? tr("退票不再付(不予)") : tr("不予拨付"),
              [at, &session, id, note] {
                  openDecision(at, session, id, u"reject"_s, tr("不予 %1").arg(id), note);
              });
    }
    if (actions.allowed(u"withdraw"_s))
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

void openReverse(QWidget* parent, session::Session& session, const api::Payment& payment) {
    const QString id = payment.id;
    auto* window = reasoned(parent, session, u"payment.reverse"_s, tr("登记退票 %1").arg(id));
    Form& form = *window->form;
    form.fix(u"id"_s, id);
    QList<Choice> choices;
    QJsonArray all;
    QHash<QString, Fen> shares;
    for (const api::PaymentPayee& payee : payment.payees) {
        if (payee.paid.isZero())
            continue;
        choices.append(
            {payee.unit,
             tr("%1  %2 元(尾号 %3)").arg(payee.name, payee.paid.grouped(), payee.account)});
        all.append(payee.unit);
        shares.insert(payee.unit, payee.paid);
    }
    ReturnedField* back = nullptr;
    if (choices.size() > 1)
        back = form.add(u"payees"_s, tr("退回其中几人"), new ReturnedField(choices, all));
    form.add(u"voucher"_s, tr("冲销凭证号"), new TextField(12));
    auto* effect = label({}, "muted");
    effect->setObjectName(u"reverse-effect"_s);
    effect->setWordWrap(true);
    effect->setMinimumWidth(sentenceWidth);
    form.addNote(effect);
    const auto show = [=] {
        Fen sum;
        Fen whole;
        const QStringList ticked = back ? back->units() : shares.keys();
        for (auto share = shares.cbegin(); share != shares.cend(); ++share) {
            whole += share.value();
            if (ticked.contains(share.key()))
                sum += share.value();
        }
        effect->setText(
            sum == whole
                ? tr("银行全额退回 %1 元,拨付回到“已审批”,可以再拨。").arg(sum.grouped())
                : tr("银行退回 %1 户 %2 元,其余 %3 元仍为已拨付;退回的用“重付”再拨。")
                      .arg(QString::number(ticked.size()), sum.grouped(), (whole - sum).grouped()));
    };
    if (back)
        QObject::connect(back, &Field::edited, effect, show);
    show();
    // What was closed is open again then: said before it happens.
    auto* reopens = label(tr("项目已经办结:登记退票后重新打开,补付后再办结。"), "notice");
    reopens->setObjectName(u"reverse-reopens"_s);
    reopens->setWordWrap(true);
    reopens->setMinimumWidth(sentenceWidth);
    form.addNote(reopens);
    reopens->hide();
    session.ask(u"project.show"_s, {{"id"_L1, payment.project}}, reopens,
                [reopens](const journal::Answer& answer) {
                    const auto project = api::fromJson<api::Project>(answer.result);
                    reopens->setVisible(project.state == labels::ProjectState::Closed);
                });
    window->open();
}

void openRefund(QWidget* parent, session::Session& session, const api::Payment& payment,
                const PlanFacts& plan) {
    auto* window =
        new FormWindow(parent, session, u"payment.refund"_s, tr("登记退回款 %1").arg(payment.id));
    Form& form = *window->form;
    form.fix(u"payment"_s, payment.id);
    form.proposeNumber(u"refund"_s);
    const std::vector<api::PaymentPayee> payees = payment.payees;
    // What a payee still holds of it: as much as can come back.
    const auto held = [payees](const QString& unit) {
        Fen sum;
        for (const api::PaymentPayee& payee : payees)
            if (unit.isEmpty() || payee.unit == unit)
                sum += payee.paid - payee.refunded - payee.recovered;
        return sum;
    };
    ChoiceField* payee = nullptr;
    if (payees.size() > 1) {
        QList<Choice> choices;
        for (const api::PaymentPayee& one : payees)
            choices.append({one.unit, one.name});
        payee = form.add(u"payee"_s, tr("谁退回"), new ChoiceField(choices));
    }
    auto* amount = form.add(u"amount"_s, tr("退回金额"), new MoneyField);
    const auto showLimit = [=] {
        const QString unit = payee ? payee->code() : QString();
        amount->setLimit(payee && unit.isEmpty() ? QString()
                                                 : tr("现存 %1 元").arg(held(unit).grouped()));
    };
    if (payee)
        QObject::connect(payee, &Field::edited, amount, showLimit);
    showLimit();
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

void addVouchers(Form& form, session::Session& session, const api::Payment& payment,
                 const PlanFacts& plan) {
    form.fix(u"id"_s, payment.id);
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

void openPay(QWidget* parent, session::Session& session, const api::Payment& payment,
             const PlanFacts& plan) {
    const bool again = !returnedOf(payment).empty();
    const QString id = payment.id;
    auto* window = new FormWindow(parent, session, u"payment.pay"_s,
                                  again ? tr("重付 %1").arg(id) : tr("办理拨付 %1").arg(id));
    window->form->addNote(new PayeeAccounts(session, payeesDue(payment)));
    addVouchers(*window->form, session, payment, plan);
    window->open();
    for (const QString& key : {u"voucher"_s, u"vouchers"_s})
        if (Field* field = window->form->field(key))
            field->editor()->setFocus();
}

} // namespace pages
