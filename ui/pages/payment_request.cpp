// SPDX-License-Identifier: GPL-3.0-only
#include "form_page.h"
#include "limit_basis.h"
#include "page_registry.h"
#include "payment_actions.h"
#include "plan_facts.h"

#include <api/payment.h>
#include <api/project.h>
#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/look_up.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using labels::DeliverableKind;
using money::Fen;

namespace {

// 申请拨付 for one project: what can be paid is shown before it is asked for, and how it comes
// about beside it. With the filter "again=BF-…" a returned request is sent anew; with
// "do=opening.payment" it is one from before the program.
class PaymentRequest : public Page {
public:
    PaymentRequest(session::Session& session, const NavigationTarget& place)
        : Page(session, place),
          m_command(filterValue(place, u"do"_s).isEmpty() ? u"payment.request"_s
                                                          : u"opening.payment"_s) {
        setTitle(commandWord(m_command));
    }
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void ask(const PlanFacts& plan);
    using Again = std::optional<api::Payment>; // one that was sent back
    void make(const PlanFacts& plan, const api::Project& project, const Again& again);
    void addKind(const Again& again);
    void addSources();
    void addPayees();
    Field* payeeField();
    QString payeesNote() const;
    void addGuarantee();
    void addState();
    bool isHistory() const { return m_command == u"opening.payment"; }
    void askLimit();
    std::optional<labels::PaymentKind> kind() const;
    QJsonArray awarded() const;
    void showSum(RowsField* payees, QLabel* sum);

    QString m_command;
    bool m_made = false;
    PlanFacts m_plan;
    api::Project m_project;
    Form* m_form = nullptr;
    ChoiceField* m_kind = nullptr;
    MoneyField* m_amount = nullptr;
    LimitBasis* m_basis = nullptr;
};

void PaymentRequest::refresh() {
    if (m_made) {
        askLimit();
        return;
    }
    m_made = true;
    withPlan(m_session, this, [this](const PlanFacts& plan) { ask(plan); });
}

void PaymentRequest::ask(const PlanFacts& plan) {
    const auto then = [this, plan](const journal::Answer& answer) {
        if (!answer.ok()) {
            body()->addWidget(label(answer.rejection->message(), "error-box"));
            body()->addStretch();
            return;
        }
        const auto project = api::fromJson<api::Project>(answer.result);
        const QString again = filterValue(place(), u"again"_s);
        if (again.isEmpty()) {
            make(plan, project, {});
            return;
        }
        m_session.ask(u"payment.show"_s, {{"id"_L1, again}}, this,
                      [this, plan, project](const journal::Answer& said) {
                          make(plan, project,
                               said.ok() ? Again(api::fromJson<api::Payment>(said.result))
                                         : Again());
                      });
    };
    m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this, then);
}

void PaymentRequest::make(const PlanFacts& plan, const api::Project& project, const Again& again) {
    m_plan = plan;
    m_project = project;
    setTitle(commandWord(m_command) + u' ' + place().id);
    auto* card = new Card;
    auto* name = new ElidedLabel(place().id + u"  "_s + project.name);
    name->setFont(theme::heading());
    card->body->addWidget(name);
    card->body->addWidget(label(tr("%1 · 支持 %2 元 · 已验收 %3 元 · 已拨 %4 元")
                                    .arg(project.unitName, yuan(project.support),
                                         yuan(project.accepted), yuan(project.paid)),
                                "muted"));
    m_form = new Form(m_session, m_command);
    m_form->fix(u"project"_s, place().id);
    if (again)
        m_form->fix(u"id"_s, again->id);
    else
        m_form->proposeNumber(u"payment"_s);
    addKind(again);
    m_amount = m_form->add(u"amount"_s, tr("本次拨付"), new MoneyField);
    m_basis = new LimitBasis;
    m_basis->hide();
    auto* why = linkButton(tr("看计算"));
    why->setObjectName(u"show-basis"_s);
    connect(why, &QPushButton::clicked, this, [this, why] {
        m_basis->setVisible(!m_basis->isVisible());
        why->setText(m_basis->isVisible() ? tr("收起计算") : tr("看计算"));
    });
    m_form->addNote(why);
    m_form->addNote(m_basis);
    addSources();
    addPayees();
    addGuarantee();
    m_form->add(u"date"_s, isHistory() ? tr("日期") : tr("申请日期"),
                new DateField(isHistory() ? QString() : m_session.today()));
    m_form->add(u"report"_s, tr("书面申请报告"), new LongTextField);
    if (isHistory())
        addState();
    if (again)
        m_form->setValues(api::toJson(*again));
    m_form->setSubmitWords(commandWord(m_command));
    m_form->keepDraft(place().id + place().filter);
    Q_EMIT m_form->edited(); // the sum of the payees follows what was set
    connect(m_form, &Form::done, this, [this](const QJsonObject&) {
        if (isHistory())
            Q_EMIT back();
        else
            Q_EMIT go({u"payment"_s, m_form->with().value("id"_L1).toString()});
    });
    connect(m_form, &Form::cancelled, this, &Page::back);
    card->body->addWidget(m_form);
    body()->addWidget(card);
    body()->addStretch();
    askLimit();
    m_amount->editor()->setFocus();
}

// How far it had come, and where it was paid by what vouchers.
void PaymentRequest::addState() {
    QList<Choice> states;
    for (const QString& state : {u"paid"_s, u"requested"_s, u"reviewed"_s, u"approved"_s})
        states.append({state, stateText(u"payment"_s, state)});
    auto* state = m_form->add(u"state"_s, tr("当时状态"), new ChoiceField(states, u"paid"_s));
    QList<Choice> sources;
    for (const api::ProjectSource& one : m_project.bySource)
        sources.append({one.source, m_plan.sourceName(one.source)});
    const QString key = addVoucherFields(*m_form, sources);
    connect(state, &Field::edited, this, [this, state, key] {
        m_form->setShown(key, labels::is(state->code(), labels::PaymentState::Paid));
    });
}

// Only the kinds that the project's path knows; the next likely one first.
void PaymentRequest::addKind(const Again& again) {
    if (again) {
        m_form->fix(u"kind"_s, QString(labels::code(again->kind)));
        return;
    }
    const QJsonObject path = m_plan.path(m_project.path);
    QList<Choice> kinds;
    for (const QJsonValue& one : path.value("kinds"_L1).toArray())
        kinds.append({one.toString(), kindWord(one.toString())});
    const bool begun = m_project.state == labels::ProjectState::Started;
    QString first = kinds.isEmpty() ? QString() : kinds.front().code;
    if (begun && labels::is(first, labels::PaymentKind::Prepay) && kinds.size() > 1)
        first = kinds[1].code;
    m_kind = m_form->add(u"kind"_s, tr("拨付类别"), new ChoiceField(kinds, first));
    m_form->addNote(label(path.value("name"_L1).toString(), "muted"));
    connect(m_kind, &Field::edited, this, &PaymentRequest::askLimit);
}

void PaymentRequest::addSources() {
    if (m_project.bySource.size() < 2)
        return;
    // The core splits it.
    if (const QString shares = m_plan.shareWords(m_project.line); !shares.isEmpty()) {
        m_form->addNote(label(tr("各来源按比例负担:%1").arg(shares), "muted"));
        return;
    }
    QList<Choice> choices;
    for (const api::ProjectSource& one : m_project.bySource)
        choices.append({one.source, tr("%1(批准 %2,已拨 %3)")
                                        .arg(m_plan.sourceName(one.source), yuan(one.support),
                                             yuan(one.paid))});
    m_form->add(u"sources"_s, tr("资金来源"),
                new RowsField({{u"source"_s, tr("来源"), [=] { return new ChoiceField(choices); }},
                               {u"amount"_s, tr("金额"), [] { return new MoneyField; }}},
                              static_cast<int>(choices.size())));
}

// Units of the project's accepted awards or certificates, who are to be paid where several won;
// with what is due to each as long as nothing was paid.
QJsonArray PaymentRequest::awarded() const {
    const api::PlanItem* item = m_plan.item(m_project.item);
    const Fen each = item ? item->unitAmount.value_or(Fen()) : Fen();
    const bool fresh = m_project.paid.isZero() && !each.isZero();
    QStringList units;
    QHash<QString, Fen> due;
    for (const api::Deliverable& thing : m_project.deliverables) {
        const QString unit = thing.unit.value_or(QString());
        if ((thing.kind != DeliverableKind::Award && thing.kind != DeliverableKind::Certification)
            || unit.isEmpty() || !thing.isAccepted())
            continue;
        if (!units.contains(unit))
            units << unit;
        due[unit] += each;
    }
    QJsonArray rows;
    for (const QString& unit : std::as_const(units)) {
        QJsonObject row{{"unit"_L1, unit}};
        if (fresh)
            row.insert("amount"_L1, due.value(unit).toYuan());
        rows.append(row);
    }
    return rows;
}

// What the payees get together beside what is asked for.
void PaymentRequest::showSum(RowsField* payees, QLabel* sum) {
    Fen all;
    const QJsonArray rows = payees->value().toArray();
    for (const QJsonValue& one : rows)
        if (const auto amount = Fen::parse(one.toObject().value("amount"_L1).toString()))
            all += *amount;
    const auto asked = Fen::parse(m_amount->value().toString());
    QString words = tr("收款单位 %1 户,合计 %2 元").arg(rows.size()).arg(all.grouped());
    if (asked)
        words += all == *asked  ? tr(" · ✓ 与本次拨付相符")
                 : all < *asked ? tr(" · 比本次拨付少 %1 元").arg((*asked - all).grouped())
                                : tr(" · 比本次拨付多 %1 元").arg((all - *asked).grouped());
    sum->setText(words);
    sum->setVisible(!rows.isEmpty());
}

// Any unit; where the plan says who is paid, one of these.
Field* PaymentRequest::payeeField() {
    if (m_project.payeesFrom.isEmpty()) {
        auto* unit = new LookUpField(m_session, u"unit.list"_s, [](const QJsonObject& row) {
            return row.value("id"_L1).toString() + u' ' + row.value("name"_L1).toString();
        });
        unit->setMinimumWidth(360);
        return unit;
    }
    QList<Choice> choices;
    for (const api::AllowedPayee& one : m_project.payees)
        choices.append({one.unit, one.unit + u' ' + one.name});
    return new ChoiceField(choices);
}

// Whom the plan lets be paid, in words.
QString PaymentRequest::payeesNote() const {
    if (m_project.payeesFrom.isEmpty())
        return tr("空着就付给 %1;付给多个单位的逐行填写。").arg(m_project.unitName);
    const bool named = m_project.payeesFrom == u"named"_s;
    QStringList names;
    for (const api::AllowedPayee& one : m_project.payees)
        names << one.name;
    if (names.isEmpty())
        return named ? tr("只能付给方案指定的单位,这些单位还没有登记。")
                     : tr("只能付给项目合同的对方单位:请先登记合同,对方须是已登记的单位。");
    if (names.size() == 1)
        return (named ? tr("空着就付给方案指定的 %1。") : tr("空着就付给合同的对方单位 %1。"))
            .arg(names.front());
    return (named ? tr("只能付给方案指定的 %1,逐行填写。")
                  : tr("只能付给合同的对方单位 %1,逐行填写。"))
        .arg(names.join(u"、"_s));
}

void PaymentRequest::addPayees() {
    const QJsonArray winners = m_project.payeesFrom.isEmpty() ? awarded() : QJsonArray();
    auto* payees =
        m_form->add(u"payees"_s, tr("收款单位"),
                    new RowsField({{u"unit"_s, tr("单位"), [this] { return payeeField(); }},
                                   {u"amount"_s, tr("金额"), [] { return new MoneyField; }}},
                                  1),
                    false);
    auto* sum = label({});
    sum->setObjectName(u"payees-sum"_s);
    m_form->addNote(sum);
    connect(m_form, &Form::edited, sum, [=, this] { showSum(payees, sum); });
    if (!winners.isEmpty()) {
        payees->setValue(winners);
        showSum(payees, sum);
        m_form->addNote(label(tr("验收合格的获奖、认证单位已列出,核对各自的金额。"), "muted"));
    } else {
        m_form->addNote(label(payeesNote(), "muted"));
    }
}

// Against a bank's guarantee the retention is paid before its time, where the path lets it.
void PaymentRequest::addGuarantee() {
    if (!m_plan.path(m_project.path).value("guarantee"_L1).toBool())
        return;
    const QString bank = u"guarantee.bank"_s;
    m_form->add(bank, tr("保函银行"), new TextField(20), false);
    m_form->add(u"guarantee.number"_s, tr("保函编号"), new TextField(16), false);
    m_form->add(u"guarantee.amount"_s, tr("保函金额"), new MoneyField, false);
    m_form->add(u"guarantee.until"_s, tr("保函到期"), new DateField, false);
    m_form->addNote(
        label(tr("凭银行保函先付质保金的填写这四项,金额不少于留存的质保金;没有的空着。"), "muted"));
}

std::optional<labels::PaymentKind> PaymentRequest::kind() const {
    if (!m_form) // the project is still asked for, and something changed meanwhile
        return {};
    return labels::parse<labels::PaymentKind>(m_form->with().value("kind"_L1).toString());
}

void PaymentRequest::askLimit() {
    const auto chosen = kind();
    if (!m_basis || !chosen)
        return;
    m_basis->ask(m_session, place().id, *chosen, m_plan,
                 [this](Fen limit) { m_amount->setLimit(tr("可拨 %1 元").arg(yuan(limit))); });
}

} // namespace

Page* makePaymentRequest(session::Session& session, const NavigationTarget& place) {
    return new PaymentRequest(session, place);
}

} // namespace pages
