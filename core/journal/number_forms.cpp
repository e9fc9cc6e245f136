// SPDX-License-Identifier: GPL-3.0-only
#include "number_forms.h"

#include "check_digits.h"
#include "personal_numbers.h"

#include <algorithm>

namespace journal::forms {

using namespace Qt::Literals::StringLiterals;

namespace {

// --- dates --------------------------------------------------------------------------------------

bool isDay(QStringView digits) {
    return digits.size() == 8 && isYear(digits.left(4))
           && QDate::isValid(digits.left(4).toInt(), digits.mid(4, 2).toInt(),
                             digits.mid(6).toInt());
}

bool isDayInParts(const Run& run, std::size_t at) {
    if (at + 3 > run.size() || !isYear(run[at].digits))
        return false;
    const QString& month = run[at + 1].digits;
    const QString& day = run[at + 2].digits;
    return month.size() <= 2 && day.size() <= 2
           && QDate::isValid(run[at].digits.toInt(), month.toInt(), day.toInt());
}

QStringView gapBehind(const Reading& reading, const Run& run, std::size_t at) {
    if (at + 1 >= run.size())
        return {};
    return QStringView(reading.text).mid(run[at].to, run[at + 1].from - run[at].to);
}

bool holdsDateInParts(const Part& part) {
    for (std::size_t i = 0; i + 3 <= part.count; ++i)
        if (isDayInParts(part.run, part.first + i))
            return true;
    return false;
}

// 0401 behind 2019, 201909 behind 201904.
bool goesOnAsDate(QStringView digits, QStringView next) {
    if (isYear(digits) && next.size() == 4)
        return isDay(QString(digits.toString() + next.toString()));
    return digits.size() == 6 && next.size() == 6 && isDay(QString(digits.toString() + u"01"_s))
           && isDay(QString(next.toString() + u"01"_s));
}

// --- how people set digits apart ----------------------------------------------------------------

std::vector<qsizetype> sizes(const Part& part, std::size_t from = 0) {
    std::vector<qsizetype> all;
    for (std::size_t i = from; i < part.count; ++i)
        all.push_back(part.piece(i).digits.size());
    return all;
}

bool isOneOf(const std::vector<qsizetype>& sizes,
             std::initializer_list<std::vector<qsizetype>> usual) {
    return std::find(usual.begin(), usual.end(), sizes) != usual.end();
}

// 86 or 0086 as a piece of its own.
bool isCountry(const QString& digits) {
    return digits == "86"_L1 || digits == "0086"_L1;
}

QString withoutCountry(const QString& digits) {
    if (digits.startsWith("0086"_L1))
        return digits.mid(4);
    return digits.startsWith("86"_L1) && digits.size() > 11 ? digits.mid(2) : digits;
}

// --- the forms ----------------------------------------------------------------------------------

bool always(const Part&) {
    return true;
}

bool onePiece(const Part& part) {
    return part.count == 1;
}

bool isIdentity(const Part& part) {
    return isIdentityNumber(part.digits, QDate::currentDate().addDays(1));
}

bool isOldIdentity(const Part& part) {
    return isOldIdentityNumber(part.digits);
}

bool isMobile(const Part& part) {
    const QString local = withoutCountry(part.digits);
    return local.size() == 11 && local[0] == u'1' && local[1] >= u'3' && !holdsDateInParts(part);
}

bool isUsualMobile(const Part& part) {
    const bool country = isCountry(part.piece(0).digits);
    return isOneOf(sizes(part, country ? 1 : 0),
                   {{11}, {13}, {15}, {3, 4, 4}, {3, 8}, {7, 4}, {5, 4, 4}, {4, 7}});
}

// Blocks in which no place has its code: 0440 begins an invoice of Shenzhen, not a telephone.
bool unused(QStringView area) {
    static constexpr QStringView blocks = u" 030 032 036 038 040 044 049 050 060 061 062 064 065"
                                          u" 067 068 078 084 086 092 096 098 ";
    return blocks.contains(QString(u' ' + area.left(3).toString() + u' ')) || area == u"0330";
}

// 0743, 010 or 021, and seven or eight digits that do not begin with 0.
bool isArea(QStringView digits) {
    return (digits.size() == 3 && (digits == u"010" || digits.startsWith(u"02")))
           || (digits.size() == 4 && digits[0] == u'0' && digits[1] >= u'3' && !unused(digits));
}

bool isLocal(QStringView digits) {
    return (digits.size() == 7 || digits.size() == 8) && digits[0] != u'0';
}

bool isLandline(const Part& part) {
    const bool abroad = part.from > 0 && part.reading.text[part.from - 1] == u'+';
    QString digits = withoutCountry(part.digits);
    const bool country = digits != part.digits && (abroad || part.digits.startsWith("0086"_L1));
    if (country && !digits.startsWith(u'0'))
        digits.prepend(u'0');
    for (const qsizetype area : {3, 4})
        if (digits.size() > area && isArea(digits.left(area)) && isLocal(digits.mid(area)))
            return !holdsDateInParts(part);
    return false;
}

bool isUsualLandline(const Part& part) {
    if (part.count == 1)
        return true;
    const std::size_t country = isCountry(part.piece(0).digits) ? 1 : 0;
    return country > 0
           || isOneOf(sizes(part),
                      {{4, 7}, {4, 8}, {3, 7}, {3, 8}, {4, 3, 4}, {4, 4, 4}, {3, 4, 4}, {3, 3, 4}});
}

bool isCard(const Part& part) {
    const qsizetype size = part.digits.size();
    return size >= 16 && size <= 19 && passesLuhn(part.digits);
}

// Digits in fours, or the bank's six and the rest.
bool isUsualCard(const Part& part) {
    const std::vector<qsizetype> all = sizes(part);
    const bool fours = std::all_of(all.begin(), all.end() - 1, [](qsizetype n) { return n == 4; });
    return all.size() == 1 || (fours && all.back() <= 4) || (all.size() == 2 && all.front() == 6);
}

QString stars(qsizetype count) {
    return QString(count, u'*');
}

QString maskMobile(const QString& digits) {
    return digits.right(11).left(3) + stars(4) + digits.right(4);
}

QString maskWhole(const QString&) {
    return stars(4);
}

// --- sums ---------------------------------------------------------------------------------------

bool startsWithOneOf(QStringView text, std::initializer_list<QStringView> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](QStringView word) { return text.startsWith(word); });
}

// Some signs before and behind a part, without blanks.
QStringView behind(const Part& part) {
    const QStringView rest = QStringView(part.reading.text).mid(part.to);
    return rest.left(std::min<qsizetype>(rest.size(), 8)).trimmed();
}

QStringView before(const Part& part) {
    const QStringView rest = QStringView(part.reading.text).left(part.from);
    return rest.right(std::min<qsizetype>(rest.size(), 8)).trimmed();
}

// 12 000 000: groups of three behind one blank each.
bool isGroupedInThrees(const Part& part) {
    if (part.count < 2 || part.piece(0).digits.size() > 3 || part.piece(0).digits[0] == u'0')
        return false;
    for (std::size_t i = 1; i < part.count; ++i)
        if (part.piece(i).digits.size() != 3
            || gapBehind(part.reading, part.run, part.first + i - 1) != u" ")
            return false;
    return true;
}

// 1200000 1500000 350000
bool isListOfRoundSums(const Part& part) {
    if (part.count < 2)
        return false;
    for (std::size_t i = 0; i < part.count; ++i)
        if (part.piece(i).digits.size() < 3 || !part.piece(i).digits.endsWith("00"_L1))
            return false;
    return true;
}

} // namespace

bool isYear(QStringView digits) {
    return digits.size() == 4 && (digits.startsWith(u"19") || digits.startsWith(u"20"));
}

Part part(const Reading& reading, const Run& run, std::size_t first, std::size_t count) {
    Part part{.reading = reading, .run = run, .first = first, .count = count};
    for (std::size_t i = 0; i < count; ++i)
        part.digits += part.piece(i).digits;
    part.from = part.piece(0).from;
    part.to = part.piece(count - 1).to;
    if (part.digits.size() == 17) {
        qsizetype at = part.to;
        if (at + 1 < reading.text.size() && isSeparator(reading.text[at]))
            ++at;
        if (at < reading.text.size() && QStringView(u"xX×").contains(reading.text[at])) {
            part.digits += u'X';
            part.to = at + 1;
        }
    }
    return part;
}

const std::vector<Form>& provable() {
    static const std::vector<Form> all{
        {u"身份证号", isIdentity, always, maskedIdentityNumber},
        {u"手机号", isMobile, isUsualMobile, maskMobile},
        {u"固定电话", isLandline, isUsualLandline, maskWhole},
        {u"十五位身份证号", isOldIdentity, onePiece, maskedIdentityNumber},
        {u"银行卡号", isCard, isUsualCard, lastFour},
    };
    return all;
}

bool looksLikeIdentity(const Part& part) {
    static constexpr QStringView regions = u" 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43"
                                           " 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";
    return part.digits.size() == 18 && isDay(QStringView(part.digits).mid(6, 8))
           && regions.contains(QString(u' ' + part.digits.left(2) + u' '));
}

std::size_t dateAt(const Reading& reading, const Run& run, std::size_t at) {
    const QString& digits = run[at].digits;
    if (isDayInParts(run, at))
        return 3;
    if (isDay(digits) || (digits.size() == 16 && isDay(digits.left(8)) && isDay(digits.mid(8))))
        return 1;
    if (at + 1 >= run.size() || gapBehind(reading, run, at).isEmpty())
        return 0;
    const QString& next = run[at + 1].digits;
    if (goesOnAsDate(digits, next))
        return 2;
    if (!isYear(digits))
        return 0;
    const bool month = next.size() <= 2 && next.toInt() >= 1 && next.toInt() <= 12;
    return month || isYear(next) ? 2 : 0;
}

std::size_t amountAt(const Reading& reading, const Run& run, std::size_t at) {
    if (gapBehind(reading, run, at) != u"." || run[at].digits.size() > 15
        || run[at + 1].digits.size() > 2 || gapBehind(reading, run, at + 1).startsWith(u'.'))
        return 0;
    return run[at].digits.size() > 1 && run[at].digits[0] == u'0' ? 0 : 2;
}

bool holdsDate(const Part& part) {
    for (std::size_t i = 0; i < part.count; ++i)
        if (const std::size_t size = dateAt(part.reading, part.run, part.first + i);
            size > 0 && i + size <= part.count)
            return true;
    return false;
}

// 元旦 and 元月 are days.
bool hasMoneyUnit(const Part& part) {
    return startsWithOneOf(behind(part), {u"元", u"圆", u"万元", u"亿元"})
           && !startsWithOneOf(behind(part), {u"元旦", u"元月"});
}

bool hasUnit(const Part& part) {
    return hasMoneyUnit(part)
           || startsWithOneOf(behind(part),
                              {u"万", u"亿",   u"角",   u"人", u"台", u"套", u"件", u"户",   u"吨",
                               u"斤", u"公斤", u"千克", u"kg", u"平", u"m2", u"米", u"公里", u"km",
                               u"个", u"只",   u"头",   u"株", u"次", u"亩", u"%",  u"份",   u"箱",
                               u"袋", u"部",   u"辆",   u"张", u"笔", u"家", u"场"});
}

bool isMobileInSpite(const Part& part, Word word) {
    return isMobile(part) && isUsualMobile(part) && (word == Word::Contact || part.count > 1);
}

bool mayBeMobile(const Part& part) {
    static constexpr QStringView sums = u"计额共款费付￥¥"; // 合计, 金额, 工程款
    const QStringView front = before(part);
    return part.count == 1 && part.digits.size() == 11 && isMobile(part)
           && (front.isEmpty() || !sums.contains(front.back()));
}

bool isPlainSum(const Part& part) {
    return hasMoneyUnit(part) || isListOfRoundSums(part);
}

bool isSum(const Part& part) {
    static constexpr QStringView words[] = {u"金额", u"人民币", u"¥",    u"RMB",  u"合计",
                                            u"共计", u"总价",   u"单价", u"造价", u"投资"};
    if (hasUnit(part) || isGroupedInThrees(part) || isListOfRoundSums(part))
        return true;
    return std::any_of(std::begin(words), std::end(words),
                       [&](QStringView word) { return before(part).endsWith(word); });
}

bool isOtherNumber(const Part& part) {
    if (part.digits.size() == 20)
        return true;
    const bool numbered =
        part.count == 2 && isYear(part.piece(0).digits) && part.piece(1).digits.size() <= 4;
    const QString& text = part.reading.text;
    return numbered && part.from >= 2 && text[part.from - 1] == u'-'
           && isAsciiLetter(text[part.from - 2]);
}

} // namespace journal::forms
