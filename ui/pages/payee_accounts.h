// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/payment.h>
#include <session/session.h>

#include <QWidget>

namespace widgets {
class ListModel;
}

namespace pages {

// "6217000012345678" in groups of four, to be read off and compared.
QString grouped(const QString& account);

// The account that is to be confirmed, in whole, and those before it: for who compares it with its
// document. Each reading is logged.
QWidget* accountFacts(session::Session& session, const QString& unit, const QString& document = {});

// Whom a payment goes to, with bank and holder; the account in whole only when it is asked for by
// who may, because each reading is logged.
class PayeeAccounts : public QWidget {
    Q_OBJECT

public:
    // `payees` of payment.show.
    PayeeAccounts(session::Session& session, const std::vector<api::PaymentPayee>& payees,
                  QWidget* parent = nullptr);

private:
    void reveal();

    session::Session& m_session;
    std::vector<api::PaymentPayee> m_payees;
    widgets::ListModel* m_rows;
};

} // namespace pages
