// SPDX-License-Identifier: GPL-3.0-only
#include "sheets.h"

#include <api/acceptance.h>
#include <declaration/projects.h>
#include <journal/personal_numbers.h>

// Sheets of what only some measures ask for; each is there where anything of it was recorded.

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using journal::masked;
using reports::ColumnKind;
using reports::Workbook;

void addMeasures(Context& context, Workbook& book) {
    if (context.db.query("SELECT 1 FROM acceptance_audit").next())
        add(book, u"审定"_s,
            {{u"验收"_s, ColumnKind::Text, 8},
             {u"项目"_s, ColumnKind::Text, 8},
             {u"状态"_s, ColumnKind::Text, 6},
             amount(u"审定金额"_s),
             {u"审定单位"_s, ColumnKind::Text, 20},
             {u"文号"_s, ColumnKind::Text, 14},
             {u"审定日期"_s, ColumnKind::Date, 6},
             {u"结论日期"_s, ColumnKind::Date, 6}},
            [&](const Put& put) {
                for (const QJsonObject& wanted :
                     {QJsonObject{}, QJsonObject{{"state"_L1, "voided"_L1}}})
                    eachOf<api::AcceptanceSummary>(
                        context, "acceptance.list", wanted, [&](const auto& one) {
                            if (one.audited)
                                put({one.id, one.project, labels::longLabel(one.state),
                                     one.audited->amount.toYuan(), masked(one.audited->by),
                                     one.audited->document, one.audited->date, one.concludedOn});
                        });
            });
    if (context.db.query("SELECT 1 FROM payment_minutes").next())
        add(book, u"集体审议"_s,
            {{u"拨付"_s, ColumnKind::Text, 8},
             {u"项目"_s, ColumnKind::Text, 8},
             amount(u"金额"_s),
             {u"会议纪要文号"_s, ColumnKind::Text, 16},
             {u"会议日期"_s, ColumnKind::Date, 6}},
            [&](const Put& put) {
                auto rows = context.db.query(
                    "SELECT payment.id, project, amount, document, minutes.date FROM"
                    " payment_minutes AS minutes JOIN payment ON payment.id = payment ORDER BY"
                    " payment.id COLLATE BINARY");
                while (rows.next())
                    put({rows.text(0), rows.text(1), rows.fen(2).toYuan(), rows.text(3),
                         rows.text(4)});
            });
    if (context.db.query("SELECT 1 FROM milestone").next())
        add(book, u"节点"_s,
            {{u"编号"_s, ColumnKind::Text, 8},
             {u"项目"_s, ColumnKind::Text, 8},
             {u"节点"_s, ColumnKind::Text, 14},
             {u"节点日期"_s, ColumnKind::Date, 6},
             {u"文号"_s, ColumnKind::Text, 14},
             {u"撤销日期"_s, ColumnKind::Date, 6}},
            [&](const Put& put) {
                for (const declaration::Milestone& one : declaration::milestones(context, {}))
                    put({one.id, one.project, one.stage, one.date, one.document, one.voidedOn});
            });
    if (context.db.query("SELECT 1 FROM payment_guarantee").next())
        add(book, u"银行保函"_s,
            {{u"拨付"_s, ColumnKind::Text, 8},
             {u"项目"_s, ColumnKind::Text, 8},
             {u"银行"_s, ColumnKind::Text, 16},
             {u"保函编号"_s, ColumnKind::Text, 14},
             amount(u"保函金额"_s),
             {u"到期"_s, ColumnKind::Date, 6}},
            [&](const Put& put) {
                auto rows = context.db.query(
                    "SELECT payment.id, project, bank, number, guarantee.amount, until FROM"
                    " payment_guarantee AS guarantee JOIN payment ON payment.id = payment ORDER BY"
                    " payment.id COLLATE BINARY");
                while (rows.next())
                    put({rows.text(0), rows.text(1), masked(rows.text(2)), rows.text(3),
                         rows.fen(4).toYuan(), rows.text(5)});
            });
}

} // namespace audit
