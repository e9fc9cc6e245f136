// SPDX-License-Identifier: GPL-3.0-only
#include "sheets.h"

#include <acceptance/acceptances.h>
#include <api/project.h>

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using reports::ColumnKind;
using reports::Workbook;

// What grants are a share of, beside what was supported; there is such a sheet where anybody
// declared an investment.
void addInvestments(Context& context, Workbook& book) {
    if (!context.db.query("SELECT 1 FROM project_base").next())
        return;
    add(book, u"投资与补助"_s,
        {{u"项目"_s, ColumnKind::Text, 8},
         {u"单位"_s, ColumnKind::Text, 7},
         {u"分项"_s, ColumnKind::Text, 9},
         {u"状态"_s, ColumnKind::Text, 6},
         amount(u"申报总投资"_s),
         amount(u"其中自筹"_s),
         amount(u"补助所依的投资"_s),
         amount(u"按标准最多"_s),
         amount(u"支持金额"_s),
         amount(u"已核定"_s)},
        [&](const Put& put) {
            eachOf<api::ProjectSummary>(context, "project.list", {}, [&](const auto& one) {
                const auto granting =
                    acceptance::grantingOf(context, declaration::requireProject(context, one.id));
                if (one.base && granting)
                    put({one.id, one.unit, one.item, labels::longLabel(one.state),
                         one.base->investment.toYuan(), one.base->own.toYuan(),
                         granting->investment.toYuan(), granting->most.toYuan(),
                         one.support.toYuan(), one.accepted.toYuan()});
            });
        });
}

} // namespace audit
