// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

// How people search a list: by a part of a name, or by the initials of its pinyin.
//
//     Needle("xxdz").isIn("湘西电子商务有限公司")   true: x(iang) x(i) d(ian) z(i)
//     Needle("电子").isIn("湘西电子商务有限公司")   true
//
// A character that is read in several ways matches by each of them, surnames' own included
// (单 by d, c and s). Latin letters match in either case.

namespace pinyin {

// The initials by which a character may be typed, bit 0 for a; 0 where it is none of ours.
std::uint32_t initialsOf(char32_t character);

class Needle {
public:
    // UTF-8, as everything here.
    explicit Needle(QByteArrayView text);
    bool isIn(QByteArrayView text) const;

private:
    bool initialsFrom(const char* at, const char* end) const;

    QByteArray m_folded;       // with small letters
    bool m_asInitials = false; // nothing but letters and digits, so initials may be meant
};

} // namespace pinyin
