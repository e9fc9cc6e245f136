// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <plan/plan.h>

#include <QJsonObject>
#include <QStringList>

#include <vector>

namespace disclosure {

// A month's page as a table of texts: the one model that every format lays out, so that all show
// the same figures. Columns as Chinese counties publish them.
struct Page {
    QString title;
    QString subtitle; // number and date, or that it is a draft
    QStringList columns;
    std::vector<bool> amounts; // which columns are set to the right
    std::vector<QStringList> rows;
    QStringList total; // one cell a column
    QStringList sourceColumns;
    std::vector<QStringList> sources; // 收到 / 已拨付 / 未拨付 by source
    QStringList footers;              // notice period, contact, head hash
};

Page layOut(const QJsonObject& page, const plan::Plan& plan);

QByteArray toCsv(const Page& page);  // UTF-8 with BOM, RFC 4180, formulas neutralised
QByteArray toHtml(const Page& page); // one self-contained page, printable, no script
QByteArray toText(const Page& page);

} // namespace disclosure
