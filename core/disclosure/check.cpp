// SPDX-License-Identifier: GPL-3.0-only
#include "disclosures.h"

namespace disclosure {

using namespace Qt::Literals::StringLiterals;

namespace {

void look(std::vector<api::UncertainDigits>& check, std::optional<qint64> row, const QString& field,
          const QString& text) {
    for (const QString& digits : journal::uncertainNumbers(text))
        check.push_back({row, field, digits});
}

} // namespace

std::vector<api::UncertainDigits> uncertainIn(const api::DisclosurePage& page) {
    std::vector<api::UncertainDigits> check;
    for (std::size_t i = 0; i < page.rows.size(); ++i) {
        const api::DisclosedProject& row = page.rows[i];
        const auto place = static_cast<qint64>(i);
        look(check, place, u"name"_s, row.name);
        look(check, place, u"unit"_s, row.unit);
        for (std::size_t k = 0; k < row.payees.size(); ++k)
            look(check, place, u"payees[%1].name"_s.arg(k), row.payees[k].name);
    }
    look(check, {}, u"reason"_s, page.reason.value_or(QString()));
    return check;
}

} // namespace disclosure
