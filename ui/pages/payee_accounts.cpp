// SPDX-License-Identifier: GPL-3.0-only
#include "payee_accounts.h"

#include "form_page.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr int rowsInSight = 5;

} // namespace

QString grouped(const QString& account) {
    QString shown;
    for (qsizetype i = 0; i < account.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            shown += u' ';
        shown += account[i];
    }
    return shown;
}

namespace {

// The account that the payment goes to: the unit's present one, or an earlier one that was frozen
// into the request, known by its last figures.
QJsonObject paidTo(const api::PaymentPayee& payee, const QJsonObject& accounts) {
    const QString last = payee.account.right(4);
    QJsonArray all{accounts};
    for (const QJsonValue& one : accounts.value("earlier"_L1).toArray())
        all.append(one);
    for (const QJsonValue& one : std::as_const(all))
        if (one.toObject().value("account"_L1).toString().endsWith(last))
            return one.toObject();
    return accounts;
}

} // namespace

QWidget* accountFacts(session::Session& session, const QString& unit, const QString& document) {
    auto* shown = new QWidget;
    shown->setObjectName(u"whole-account"_s);
    auto* inside = widgets::column();
    shown->setLayout(inside);
    if (!session.mayAsk(u"unit.account"_s))
        return shown;
    session.ask(u"unit.account"_s, {{"unit"_L1, unit}}, shown,
                [shown, inside, document](const journal::Answer& answer) {
                    if (!answer.ok())
                        return;
                    const QJsonObject account = answer.result.toObject();
                    auto* number = widgets::label(grouped(account.value("account"_L1).toString()));
                    number->setFont(theme::heading());
                    number->setObjectName(u"account-number"_s);
                    number->setTextInteractionFlags(Qt::TextSelectableByMouse);
                    inside->addWidget(number);
                    QList<std::pair<QString, QString>> facts{
                        {shown->tr("户名"), account.value("holder"_L1).toString()},
                        {shown->tr("开户银行"), account.value("name"_L1).toString()},
                        {shown->tr("登记日期"), account.value("since"_L1).toString()},
                        {shown->tr("依据文件"), document}};
                    for (const QJsonValue& one : account.value("earlier"_L1).toArray()) {
                        const QJsonObject before = one.toObject();
                        facts.append({shown->tr("以前的账户"),
                                      grouped(before.value("account"_L1).toString()) + u' '
                                          + before.value("name"_L1).toString()});
                    }
                    inside->addWidget(factsTable(facts));
                    inside->addStretch();
                });
    return shown;
}

PayeeAccounts::PayeeAccounts(session::Session& session,
                             const std::vector<api::PaymentPayee>& payees, QWidget* parent)
    : QWidget(parent), m_session(session), m_payees(payees) {
    m_rows = new widgets::ListModel({{u"name"_s, tr("收款单位"), Column::Kind::Text, 130},
                                     {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 105},
                                     {u"holder"_s, tr("户名"), Column::Kind::Text, 130},
                                     {u"bank"_s, tr("开户行"), Column::Kind::Text, 230},
                                     {u"account"_s, tr("账号"), Column::Kind::Text, 165}},
                                    this);
    auto* table = new widgets::TableView(m_rows, u"payee-accounts"_s);
    table->setAccessibleName(tr("收款单位和账户"));
    table->fitToRows(rowsInSight);
    table->setMinimumWidth(780);
    m_rows->setItems(api::listToJson(payees));
    auto* whole = widgets::column();
    whole->addWidget(table);
    setLayout(whole);
    if (!session.mayAsk(u"unit.account"_s))
        return;
    auto* show = widgets::linkButton(tr("显示账号(每次查看记入安全日志)"));
    show->setObjectName(u"show-accounts"_s);
    whole->addWidget(show, 0, Qt::AlignLeft);
    connect(show, &QPushButton::clicked, this, [this, show] {
        show->hide();
        reveal();
    });
}

void PayeeAccounts::reveal() {
    for (std::size_t i = 0; i < m_payees.size(); ++i)
        m_session.ask(u"unit.account"_s, {{"unit"_L1, m_payees[i].unit}}, this,
                      [this, i](const journal::Answer& answer) {
                          if (!answer.ok())
                              return;
                          api::PaymentPayee& payee = m_payees[i];
                          const QJsonObject said = paidTo(payee, answer.result.toObject());
                          payee.account = said.value("account"_L1).toString();
                          payee.holder = said.value("holder"_L1).toString();
                          payee.bank = said.value("name"_L1).toString();
                          m_rows->setItems(api::listToJson(m_payees));
                      });
}

} // namespace pages
