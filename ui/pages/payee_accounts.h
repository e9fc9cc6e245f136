// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <session/session.h>

#include <QJsonArray>
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
    PayeeAccounts(session::Session& session, const QJsonArray& payees, QWidget* parent = nullptr);

private:
    void reveal();

    session::Session& m_session;
    QJsonArray m_payees;
    widgets::ListModel* m_rows;
};

} // namespace pages
