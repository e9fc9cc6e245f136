// SPDX-License-Identifier: GPL-3.0-only
#include "page_check.h"

#include <QJsonArray>
#include <QObject>

namespace pages {

using namespace Qt::Literals::StringLiterals;

QString checkWords(const QJsonObject& page) {
    // A project's payees stand below it, each in a row of its own.
    const QJsonArray rows = page.value("rows"_L1).toArray();
    const auto shownAt = [&rows](qsizetype row) {
        qsizetype at = row + 1;
        for (qsizetype i = 0; i < row && i < rows.size(); ++i)
            at += rows[i].toObject().value("payees"_L1).toArray().size();
        return at;
    };
    QStringList lines;
    for (const QJsonValue& value : page.value("check"_L1).toArray()) {
        const QJsonObject one = value.toObject();
        const QString field = one.value("field"_L1).toString();
        if (field == u"reason") {
            lines << QObject::tr("更正说明:%1").arg(one.value("text"_L1).toString());
            continue;
        }
        const QString place = field == u"name"   ? QObject::tr("项目名称")
                              : field == u"unit" ? QObject::tr("承办单位")
                                                 : QObject::tr("收款单位");
        lines << QObject::tr("第 %1 行 %2:%3")
                     .arg(QString::number(shownAt(one.value("row"_L1).toInt())), place,
                          one.value("text"_L1).toString());
    }
    if (lines.isEmpty())
        return {};
    return QObject::tr("下列数字可能是个人的电话、证件或账号,公示前请核对;如果是,请先改正:\n%1")
        .arg(lines.join(u'\n'));
}

} // namespace pages
