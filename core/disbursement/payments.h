// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <acceptance/acceptances.h>

// 拨付 (第九条): payments on the three paths, from the request to the voucher, and what comes back.

namespace disbursement {

struct Payment {
    QString id;
    QString project;
    QString kind; // prepay, stage, final
    money::Fen amount;
    QString date; // of the request
    QString lastStepOn;
    QString paidOn;
    QString state; // requested, reviewed, approved, paid, returned, rejected, withdrawn

    bool underWay() const {
        return state == u"requested" || state == u"reviewed" || state == u"approved";
    }
};

struct Payee {
    QString unit;
    money::Fen amount;
    int bank = 0; // which of the unit's accounts was frozen into the request
};

std::optional<Payment> find(journal::Context& context, const QString& id);
std::vector<journal::SourceAmount> sourcesOf(journal::Context& context, const QString& payment);
std::vector<Payee> payeesOf(journal::Context& context, const QString& payment);
QString kindName(const QString& kind);
bool needsOffice(journal::Context& context, const Payment& payment);

// Requesting and paying, for commands of this room and for history that is entered later.
journal::Shape requestShape();
journal::Verdict checkRequest(journal::Call& call);
journal::Verdict judgePayees(journal::Call& call, const declaration::Project& project);
journal::Verdict judgePath(journal::Call& call, const declaration::Project& project);
journal::Verdict judgeAmount(journal::Call& call, const declaration::Project& project);
journal::Verdict judgeCommitment(journal::Call& call, const declaration::Project& project);
void enterRequest(journal::Context& context, const journal::Entry& entry);
// source.cash (第二条, 第三条): what comes out of a source is there on the day. `advice` ends the
// sentence of the refusal.
journal::Verdict cashSuffices(journal::Call& call,
                              const std::vector<journal::SourceAmount>& sources,
                              const QString& advice);
journal::Verdict checkVouchers(journal::Call& call,
                               const std::vector<journal::SourceAmount>& sources);
void enterPaid(journal::Context& context, const journal::Entry& entry);
void setState(journal::Context& context, const QString& payment, const QString& state,
              const QString& date);

// Corrections.
journal::Verdict paymentCanBeWithdrawn(journal::Call& call);
void withdrawPayment(journal::Context& context, const journal::Entry& entry);
journal::Verdict acceptanceCanBeVoided(journal::Call& call);
journal::Verdict refundCanBeVoided(journal::Call& call);
void voidRefund(journal::Context& context, const journal::Entry& entry);

// Part of project.show.
QJsonArray requestsJson(journal::Context& context, const QString& project);

void install(journal::Registry& registry);

} // namespace disbursement
