// SPDX-License-Identifier: GPL-3.0-only
#include "days.h"

namespace journal {

using namespace Qt::Literals::StringLiterals;

std::optional<Rejection> Days::cited(const QString& date) const {
    if (m_from.isEmpty())
        return {};
    return refuse(Rule::DateOrder, u"%1 当时%2,自 %3 起才可以办理:请填写该日或其后的日期。"_s.arg(
                                       date, m_because, m_from))
        .at(u"date"_s)
        .limit(m_from)
        .asked(date);
}

} // namespace journal
