// SPDX-License-Identifier: GPL-3.0-only
#include "days.h"

namespace journal {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

std::optional<Rejection> Days::cited(const QString& date) const {
    if (m_from.isEmpty())
        return {};
    return refuse(Rule::DateOrder, sentence("date.not-yet", date, m_because, m_from))
        .at(u"date"_s)
        .limit(m_from)
        .asked(date);
}

} // namespace journal
