// SPDX-License-Identifier: GPL-3.0-only
#include "disclosures.h"

namespace disclosure {

using namespace Qt::Literals::StringLiterals;

namespace {

void look(QJsonArray& check, std::optional<qsizetype> row, const QString& field,
          const QJsonValue& text) {
    for (const QString& digits : journal::uncertainNumbers(text.toString())) {
        QJsonObject one{{"field"_L1, field}, {"text"_L1, digits}};
        if (row)
            one.insert("row"_L1, *row);
        check.append(one);
    }
}

} // namespace

QJsonArray uncertainIn(const QJsonObject& page) {
    QJsonArray check;
    const QJsonArray rows = page.value("rows"_L1).toArray();
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QJsonObject row = rows[i].toObject();
        for (const QString& field : {u"name"_s, u"unit"_s})
            look(check, i, field, row.value(field));
        const QJsonArray payees = row.value("payees"_L1).toArray();
        for (qsizetype k = 0; k < payees.size(); ++k)
            look(check, i, u"payees[%1].name"_s.arg(k), payees[k].toObject().value("name"_L1));
    }
    look(check, {}, u"reason"_s, page.value("reason"_L1));
    return check;
}

} // namespace disclosure
