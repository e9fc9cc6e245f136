// SPDX-License-Identifier: GPL-3.0-only
#include "pinyin.h"

#include <QFile>
#include <QString>

#include <algorithm>
#include <vector>

static void initialise() {
    Q_INIT_RESOURCE(initials);
}

namespace pinyin {

namespace {

constexpr char32_t first = 0x3007;
constexpr char32_t last = 0x9FFF;

// A line of the table is an initial, a blank, and all characters that begin with it.
std::vector<std::uint32_t> load() {
    initialise();
    std::vector<std::uint32_t> table(last - first + 1);
    QFile file(QStringLiteral(":/pinyin/initials.txt"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the table of initials is not built in");
    while (!file.atEnd()) {
        const QString line = QString::fromUtf8(file.readLine());
        if (line.startsWith(u'#'))
            continue;
        const std::uint32_t bit = 1U << (line[0].unicode() - u'a');
        for (QChar c : line.mid(2).trimmed())
            table[c.unicode() - first] |= bit;
    }
    return table;
}

char folded(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

bool isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// The character at `at`, which moves behind it. Broken UTF-8 reads as one odd character a byte.
char32_t next(const char*& at, const char* end) {
    const auto byte = [&](int n) { return static_cast<unsigned char>(at[n]); };
    const unsigned char lead = byte(0);
    const int length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (end - at < length) {
        at = end;
        return 0;
    }
    char32_t c = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (int n = 1; n < length; ++n)
        c = (c << 6) | (byte(n) & 0x3FU);
    at += length;
    return c;
}

} // namespace

std::uint32_t initialsOf(char32_t character) {
    static const std::vector<std::uint32_t> table = load();
    return character < first || character > last ? 0 : table[character - first];
}

Needle::Needle(QByteArrayView text) : m_folded(text.toByteArray().trimmed()) {
    std::transform(m_folded.begin(), m_folded.end(), m_folded.begin(), folded);
    m_asInitials =
        !m_folded.isEmpty() && std::all_of(m_folded.cbegin(), m_folded.cend(), isLetterOrDigit);
}

bool Needle::isIn(QByteArrayView text) const {
    const char* const end = text.data() + text.size();
    const auto found = std::search(text.data(), end, m_folded.cbegin(), m_folded.cend(),
                                   [](char there, char wanted) { return folded(there) == wanted; });
    if (found != end || m_folded.isEmpty())
        return true;
    if (!m_asInitials)
        return false;
    for (const char* at = text.data(); at < end; next(at, end))
        if (initialsFrom(at, end))
            return true;
    return false;
}

// From the character at `at` on, each character by its initial, a letter or digit by itself;
// signs between them are passed over, a blank ends the name.
bool Needle::initialsFrom(const char* at, const char* end) const {
    const char* wanted = m_folded.cbegin();
    while (at < end) {
        const char plain = folded(*at);
        const char32_t c = next(at, end);
        if (c < 0x80) {
            const bool counts = isLetterOrDigit(plain);
            if (c == U' ' || (counts ? plain != *wanted : wanted == m_folded.cbegin()))
                return false;
            wanted += counts ? 1 : 0;
        } else if (const std::uint32_t initials = initialsOf(c)) {
            if (*wanted < 'a' || !(initials >> (*wanted - 'a') & 1U))
                return false;
            ++wanted;
        } else if (wanted == m_folded.cbegin()) {
            return false;
        }
        if (wanted == m_folded.cend())
            return true;
    }
    return false;
}

} // namespace pinyin
