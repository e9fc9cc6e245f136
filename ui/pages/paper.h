// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "payment_words.h"

#include <QJsonObject>
#include <QString>

namespace pages {

// A form as one would see it on paper: a titled sheet of labelled cells, an amount in figures and
// 大写, and who signed what. Made of the core's answers; shown in the approving view.
//
//     PaperSheet sheet(tr("拨付审批表"), u"BF-2019-001"_s);
//     sheet.cell(tr("项目"), name);
//     view->setHtml(sheet.html());
class PaperSheet {
public:
    PaperSheet(const QString& title, const QString& number);
    void cell(const QString& label, const QString& value); // a whole row
    void pair(const QString& label, const QString& value, const QString& label2,
              const QString& value2);
    void amount(const QString& label, const QString& yuan);
    void note(const QString& text);
    void steps(const QJsonArray& steps, const Staff& people);
    QString html() const;

private:
    QString m_head;
    QString m_rows;
    QString m_below;
};

// The paper of what waits, from the answers that tell of it; `facts` is payment.show,
// project.show, acceptance.show or unit.show.
QString paymentPaper(const QJsonObject& facts, const QJsonObject& project, const PlanFacts& plan,
                     const Staff& people);
QString projectPaper(const QJsonObject& facts, const PlanFacts& plan, const Staff& people);
QString amendmentPaper(const QJsonObject& project, const QString& id, const Staff& people);
QString acceptancePaper(const QJsonObject& facts, const Staff& people);
QString unitPaper(const QJsonObject& facts);
// Rows of payment.list on one sheet to be signed once; black on white, for the printer.
QString sheetPaper(const QList<QJsonObject>& payments, const PlanFacts& plan, const QString& today);

} // namespace pages
