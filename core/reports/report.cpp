// SPDX-License-Identifier: GPL-3.0-only
#include "report.h"

#include <money/capital.h>

#include <QDate>

namespace reports {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

// A cell that is no amount ("合计", "—") stays as it is.
bool isAmount(const QString& cell) {
    return Fen::parse(cell.startsWith(u'-') ? cell.mid(1) : cell).has_value();
}

bool isRate(const QString& cell) {
    return cell.size() >= 6 && cell[cell.size() - 5] == u'.' && isAmount(cell.chopped(2));
}

} // namespace

QString shown(ColumnKind kind, const QString& cell) {
    switch (kind) {
    case ColumnKind::Amount:
        return isAmount(cell) ? Fen::parsePrinted(cell).grouped() : cell;
    case ColumnKind::WanAmount:
        return isAmount(cell) ? Fen::parsePrinted(cell).toWan() : cell;
    case ColumnKind::Percent:
        return isRate(cell) ? money::percentText(cell) : cell;
    case ColumnKind::Text:
    case ColumnKind::Count:
    case ColumnKind::Date:
        break;
    }
    return cell;
}

QString plain(ColumnKind kind, const QString& cell) {
    if (kind == ColumnKind::WanAmount)
        return shown(kind, cell).remove(u',');
    return kind == ColumnKind::Amount ? cell : shown(kind, cell);
}

bool isNumber(ColumnKind kind) {
    return kind != ColumnKind::Text && kind != ColumnKind::Date;
}

QString longDate(const QString& date) {
    const QDate day = QDate::fromString(date, Qt::ISODate);
    return day.isValid() ? u"%1年%2月%3日"_s.arg(day.year()).arg(day.month()).arg(day.day()) : date;
}

QString inWords(const QString& amount) {
    if (!isAmount(amount))
        return amount;
    const Fen fen = Fen::parsePrinted(amount);
    return u"%1 元(大写:人民币%2)"_s.arg(fen.grouped(), money::capital(fen));
}

QString shown(const LabeledValue& field) {
    return field.amount ? inWords(field.value) : field.value;
}

} // namespace reports
