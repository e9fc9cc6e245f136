// SPDX-License-Identifier: GPL-3.0-only
#include "documents_panel.h"
#include "limit_basis.h"
#include "page_registry.h"
#include "payment_actions.h"
#include "payment_labels.h"
#include "voiding.h"
#include "warnings_panel.h"

#include <money/capital.h>
#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/elided_label.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

#include <QScrollArea>
#include <QTabWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::PaymentState;
using widgets::Column;

namespace {

// One payment: how far it is and what is next; whom it goes to, from which money, how its limit
// comes about, its vouchers with their counter-entries, its documents and its story.
class Payment : public Page {
public:
    Payment(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeHead();
    QWidget* makeMoney();
    QWidget* makeStory();
    void show(const api::Payment& payment);
    void showMoney(const api::Payment& payment);

    QLabel* m_name;
    QLabel* m_about;
    QLabel* m_state;
    QLabel* m_amount;
    QLabel* m_capital;
    widgets::StepsBar* m_steps;
    QLabel* m_why; // it was sent back or refused
    QHBoxLayout* m_actions;
    widgets::ListModel* m_payees;
    widgets::ListModel* m_sources;
    widgets::ListModel* m_vouchers;
    widgets::TableView* m_voucherTable;
    QLabel* m_writtenRequest;
    LimitBasis* m_basis; // as it was asked for
    LimitBasis* m_now;
    widgets::ListModel* m_story;
    DocumentsPanel* m_documents;
    WarningsPanel* m_warnings;
    PlanFacts m_plan;
    People m_people;
    api::Payment m_payment;
};

Payment::Payment(session::Session& session, const NavigationTarget& place) : Page(session, place) {
    setTitle(place.id);
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->setSpacing(theme::grid);
    whole->addWidget(makeHead());
    m_warnings = new WarningsPanel(session, u"payment"_s, place.id);
    connect(m_warnings, &WarningsPanel::go, this, &Page::go);
    whole->addWidget(m_warnings);
    auto* tabs = new QTabWidget;
    tabs->setObjectName(u"tabs"_s);
    tabs->addTab(makeMoney(), tr("收款与来源"));
    m_basis = new LimitBasis;
    m_now = new LimitBasis;
    auto* basis = new QWidget;
    auto* under = new QVBoxLayout(basis);
    m_writtenRequest = widgets::label({});
    m_writtenRequest->setWordWrap(true);
    m_writtenRequest->setTextInteractionFlags(Qt::TextSelectableByMouse);
    under->addWidget(m_writtenRequest);
    under->addWidget(m_basis);
    under->addSpacing(theme::grid);
    under->addWidget(m_now);
    under->addStretch();
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setWidget(basis);
    tabs->addTab(scroll, tr("申请与计算"));
    m_documents = new DocumentsPanel(session, u"payment"_s, place.id);
    tabs->addTab(m_documents, tr("文件"));
    tabs->addTab(makeStory(), tr("经过"));
    whole->addWidget(tabs, 1);
}

QWidget* Payment::makeHead() {
    auto* card = new widgets::Card;
    m_name = new widgets::ElidedLabel;
    m_name->setFont(theme::heading());
    m_state = widgets::stateLabel({}, u"plain"_s);
    m_state->setObjectName(u"state"_s);
    m_amount = widgets::label({});
    m_amount->setFont(theme::heading());
    m_amount->setObjectName(u"amount"_s);
    auto* first = widgets::row({m_name, m_state});
    first->addStretch();
    first->addWidget(m_amount);
    m_about = new widgets::ElidedLabel;
    m_about->setProperty("role", "muted");
    m_capital = widgets::label({}, "muted");
    auto* second = widgets::row({m_about, m_capital});
    second->setStretch(0, 1);
    m_steps = new widgets::StepsBar;
    m_steps->setObjectName(u"steps"_s);
    m_actions = widgets::row();
    card->body->addLayout(first);
    card->body->addLayout(second);
    m_why = widgets::label({}, "notice");
    m_why->setObjectName(u"returned-why"_s);
    m_why->setWordWrap(true);
    m_why->hide();
    card->body->addWidget(m_steps);
    card->body->addWidget(m_why);
    card->body->addLayout(m_actions);
    return card;
}

QWidget* Payment::makeMoney() {
    m_payees = new widgets::ListModel({{u"name"_s, tr("收款单位"), Column::Kind::Text, 210},
                                       {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 115},
                                       {u"paid"_s, tr("已拨付"), Column::Kind::Amount, 115},
                                       {u"returned"_s, tr("银行退票"), Column::Kind::Amount, 105},
                                       {u"refunded"_s, tr("退回款"), Column::Kind::Amount, 105},
                                       {u"holder"_s, tr("户名"), Column::Kind::Text, 190},
                                       {u"bank"_s, tr("开户行"), Column::Kind::Text, 160},
                                       {u"account"_s, tr("账号末四位"), Column::Kind::Text, 90}},
                                      this);
    auto* payees = new widgets::TableView(m_payees, u"payees"_s);
    payees->setAccessibleName(tr("收款单位"));
    payees->fitToRows(5);
    m_sources = new widgets::ListModel({{u"words"_s, tr("资金来源"), Column::Kind::Text, 280},
                                        {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 130},
                                        {u"refunded"_s, tr("已退回"), Column::Kind::Amount, 130},
                                        {u"voucher"_s, tr("凭证"), Column::Kind::Text, 200}},
                                       this);
    auto* sources = new widgets::TableView(m_sources, u"payment-sources"_s);
    sources->setAccessibleName(tr("资金来源"));
    sources->fitToRows(4);
    m_vouchers = new widgets::ListModel(
        {{u"date"_s, tr("日期"), Column::Kind::Date, 95},
         {u"what"_s, tr("事项"), Column::Kind::Text, 90},
         {u"payee"_s,
          tr("收款单位"),
          Column::Kind::Text,
          150,
          {},
          {},
          true,
          [](const QJsonObject& row) { return row.value("payees"_L1).toString(); }},
         {u"voucher"_s, tr("凭证"), Column::Kind::Text, 140},
         {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 130},
         {u"source"_s, tr("资金来源"), Column::Kind::Text, 180},
         {u"reason"_s, tr("原因"), Column::Kind::Text, 300}},
        this);
    m_voucherTable = new widgets::TableView(m_vouchers, u"vouchers"_s);
    m_voucherTable->setAccessibleName(tr("凭证"));
    auto* tab = new QWidget;
    auto* inside = new QVBoxLayout(tab);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    inside->addWidget(payees);
    inside->addWidget(sources);
    inside->addWidget(widgets::label(tr("收支凭证(退票、退回款以红字负数列出)"), "muted"));
    inside->addWidget(m_voucherTable, 1);
    inside->addWidget(voidButton(m_session, m_voucherTable, tr("作废这笔退回款"),
                                 [](const QJsonObject& row) {
                                     return Voidable{labels::is(row.value("kind"_L1).toString(),
                                                                labels::MovementKind::Refund)
                                                         ? u"refund"_s
                                                         : QString(),
                                                     row.value("id"_L1).toString()};
                                 }),
                      0, Qt::AlignLeft);
    return tab;
}

QWidget* Payment::makeStory() {
    m_story = new widgets::ListModel(
        {{u"date"_s, tr("日期"), Column::Kind::Date, 95},
         {u"step"_s,
          tr("事项"),
          Column::Kind::Text,
          80,
          {},
          [](const QJsonObject& row) {
              return widgets::stepWord(row.value("step"_L1).toString());
          }},
         {u"by"_s,
          tr("决定人"),
          Column::Kind::Text,
          100,
          {},
          [this](const QJsonObject& row) { return m_people.name(row.value("by"_L1).toString()); }},
         {u"recorded_by"_s,
          tr("登记人"),
          Column::Kind::Text,
          100,
          {},
          [this](const QJsonObject& row) {
              return m_people.name(row.value("recorded_by"_L1).toString());
          }},
         {u"opinion"_s, tr("意见、原因"), Column::Kind::Text, 380},
         {u"signed"_s,
          tr("纸上签批"),
          Column::Kind::Text,
          260,
          {},
          [](const QJsonObject& row) {
              const QJsonObject paper = row.value("signed"_L1).toObject();
              return paper.isEmpty() ? row.value("sheet"_L1).toString()
                                     : tr("%1 签 %2")
                                           .arg(paper.value("on"_L1).toString(),
                                                paper.value("document"_L1).toString());
          }}},
        this);
    auto* table = new widgets::TableView(m_story, u"payment-story"_s);
    table->setAccessibleName(tr("经过"));
    return table;
}

void Payment::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        withPeople(m_session, this, [this](const People& people) {
            m_people = people;
            const QJsonObject self{{"id"_L1, place().id}};
            m_session.ask(u"payment.show"_s, self, this, [this](const journal::Answer& answer) {
                if (answer.ok())
                    show(api::fromJson<api::Payment>(answer.result));
                else
                    m_name->setText(answer.rejection->message());
            });
            withActions(m_session, u"payment"_s, place().id, this, [this](const Actions& actions) {
                offerActions(*this, m_session, m_actions, m_payment, m_plan, actions);
            });
        });
    });
    m_documents->refresh();
    m_warnings->refresh();
}

void Payment::show(const api::Payment& payment) {
    m_payment = payment;
    setTitle(payment.id + u' ' + payment.projectName);
    m_name->setText(payment.id + u"  "_s + payment.projectName);
    m_about->setText(u"%1 · %2 · %3 · %4"_s.arg(payment.project, payeesShort(payment),
                                                labels::shortLabel(payment.kind),
                                                m_plan.lineName(payment.line)));
    const QString state = labels::shortLabel(payment.state);
    widgets::setState(m_state, state, widgets::stateTone(labels::code(payment.state)));
    m_amount->setText(tr("%1 元").arg(widgets::yuan(payment.amount)));
    m_capital->setText(money::capital(payment.amount));
    m_steps->setSteps(stepsOf(payment, m_people, m_session.today()));
    const QString why = payment.steps.empty() ? QString() : payment.steps.back().opinion;
    const bool back =
        payment.state == PaymentState::Returned || payment.state == PaymentState::Rejected;
    m_why->setText(tr("%1: %2").arg(state, why));
    m_why->setVisible(back && !why.isEmpty());
    QString written = tr("申请报告: %1").arg(payment.writtenRequest);
    if (const auto& guarantee = payment.guarantee)
        written += u'\n'
                   + tr("银行保函: %1 %2,%3 元,%4 到期")
                         .arg(guarantee->bank, guarantee->number, widgets::yuan(guarantee->amount),
                              guarantee->until);
    m_writtenRequest->setText(written);
    showMoney(payment);
    m_story->setItems(api::listToJson(payment.steps));
    m_basis->show(payment.limit, m_plan, tr("申请时可拨"));
    m_now->ask(m_session, payment.project, payment.kind, m_plan);
    m_vouchers->setItems(movementRows(payment, m_plan));
}

void Payment::showMoney(const api::Payment& payment) {
    m_payees->setItems(api::listToJson(payment.payees));
    QJsonArray sources;
    for (const api::PaymentSource& one : payment.sources) {
        QJsonObject source = api::toJson(one);
        source.insert("words"_L1, m_plan.sourceName(one.source));
        // The voucher of money that the bank has sent back stands for no payment any more.
        if (!one.voucher.isEmpty() && payment.state != PaymentState::Paid)
            source.insert("voucher"_L1, tr("%1(已退票冲销)").arg(one.voucher));
        sources.append(source);
    }
    m_sources->setItems(sources);
}

} // namespace

Page* makePayment(session::Session& session, const NavigationTarget& place) {
    return new Payment(session, place);
}

} // namespace pages
