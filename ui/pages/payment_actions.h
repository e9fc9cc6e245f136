// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "action_button.h"
#include "page.h"
#include "plan_facts.h"

#include <api/payment.h>

#include <QHBoxLayout>

namespace widgets {
class Form;
}

namespace pages {

// The buttons under a payment: what the core says this user may do with it, the next step first.
void offerActions(Page& page, session::Session& session, QHBoxLayout* into,
                  const api::Payment& payment, const PlanFacts& plan, const Actions& actions);

// Small forms over the page.
void openWithdraw(QWidget* parent, session::Session& session, const QString& kind,
                  const QString& id);
void openReverse(QWidget* parent, session::Session& session, const api::Payment& payment);
void openRefund(QWidget* parent, session::Session& session, const api::Payment& payment,
                const PlanFacts& plan);
void openPay(QWidget* parent, session::Session& session, const api::Payment& payment,
             const PlanFacts& plan);
// The fields of payment.pay: a date, and one voucher, or one a source.
void addVouchers(widgets::Form& form, session::Session& session, const api::Payment& payment,
                 const PlanFacts& plan);
// One voucher, or one a source; the key of the field.
QString addVoucherFields(widgets::Form& form, const QList<widgets::Choice>& sources);

} // namespace pages
