// SPDX-License-Identifier: GPL-3.0-only
#include "page_check.h"

#include <QObject>

namespace pages {

using namespace Qt::Literals::StringLiterals;

QString checkWords(const api::DisclosurePreview& page) {
    // A project's payees stand below it, each in a row of its own.
    const auto shownAt = [&page](qint64 row) {
        qint64 at = row + 1;
        for (std::size_t i = 0; i < page.rows.size() && static_cast<qint64>(i) < row; ++i)
            at += static_cast<qint64>(page.rows[i].payees.size());
        return at;
    };
    QStringList lines;
    for (const api::UncertainDigits& one : page.check) {
        if (one.field == u"reason") {
            lines << QObject::tr("更正说明:%1").arg(one.text);
            continue;
        }
        const QString place = one.field == u"name"   ? QObject::tr("项目名称")
                              : one.field == u"unit" ? QObject::tr("承办单位")
                                                     : QObject::tr("收款单位");
        lines << QObject::tr("第 %1 行 %2:%3")
                     .arg(QString::number(shownAt(one.row.value_or(0))), place, one.text);
    }
    if (lines.isEmpty())
        return {};
    return QObject::tr("下列数字可能是个人的电话、证件或账号,公示前请核对;如果是,请先改正:\n%1")
        .arg(lines.join(u'\n'));
}

} // namespace pages
