// SPDX-License-Identifier: GPL-3.0-only
#include "personal_numbers.h"

#include "number_forms.h"

#include <algorithm>

namespace journal {

using namespace Qt::Literals::StringLiterals;
using forms::Form;
using forms::Part;
using forms::Word;

namespace {

constexpr qsizetype leastUncertain = 7;
constexpr qsizetype leastAccount = 8;
constexpr qsizetype leastContact = 5;
constexpr qsizetype shortPiece = 3;  // a count or a room beside a number set apart in an odd way
constexpr qsizetype leastDigits = 9; // of a form that proves itself
constexpr qsizetype mostDigits = 19;

const QString identity = u"身份证号"_s;

// Goes through the runs of a text and says of each of their pieces what it is.
class Detector {
public:
    explicit Detector(QStringView text) : m_reading(readNumbers(text)) {}

    PersonalNumbers run() {
        for (const forms::Token& token : forms::tokens(m_reading))
            add(m_found.certain, token.from, token.to, u"****"_s,
                token.address ? u"电子邮箱"_s : u"联系方式后的号码"_s);
        m_tokens = m_found.certain;
        for (const Run& run : m_reading.runs)
            readRun(run);
        const auto byPlace = [](const PersonalSpan& a, const PersonalSpan& b) {
            return a.from < b.from;
        };
        std::sort(m_found.certain.begin(), m_found.certain.end(), byPlace);
        std::sort(m_found.uncertain.begin(), m_found.uncertain.end(), byPlace);
        return std::move(m_found);
    }

private:
    Part part(const Run& run, std::size_t first, std::size_t count) const {
        return forms::part(m_reading, run, first, count);
    }

    // Takes what is no part of an address; runs overlap nothing else.
    void add(std::vector<PersonalSpan>& spans, qsizetype from, qsizetype to, const QString& mask,
             const QString& form) {
        if (from > 0 && m_reading.text[from - 1] == u'+')
            --from;
        const qsizetype start = m_reading.starts[static_cast<std::size_t>(from)];
        const qsizetype end = m_reading.ends[static_cast<std::size_t>(to - 1)];
        const auto after = std::upper_bound(
            m_tokens.begin(), m_tokens.end(), start,
            [](qsizetype place, const PersonalSpan& token) { return place < token.to; });
        if (after == m_tokens.end() || after->from >= end)
            spans.push_back({start, end, mask, form});
    }

    void readRun(const Run& run) {
        Word word = forms::wordBefore(m_reading, run);
        const bool listed =
            word == Word::None && m_lastWord != Word::None
            && forms::goesOn(m_reading, m_lastEnd, run.front().from, m_lastWord == Word::Other);
        if (listed)
            word = m_lastWord;
        m_lastWord = word;
        m_lastEnd = run.back().to;
        measure(run);
        std::size_t at = word == Word::None || word == Word::Other ? 0 : takeLeading(run, word);
        std::size_t waiting = at; // the first piece that is nothing yet
        // What stands directly behind 发票 or 合同 is that paper's, an identity number aside.
        const bool named = word == Word::Other && !listed;
        while (at < run.size()) {
            std::size_t taken = takeIdentity(run, at, word);
            if (taken == 0 && named && at == 0) {
                ++at;
                continue;
            }
            if (taken == 0)
                taken = forms::dateAt(m_reading, run, at);
            if (taken == 0)
                taken = takeUsual(run, at, word);
            if (taken == 0)
                taken = forms::amountAt(m_reading, run, at);
            if (taken == 0 && word != Word::Other)
                taken = takeOther(run, waiting, at);
            if (taken == 0) {
                ++at;
                continue;
            }
            leave(run, waiting, at, word);
            at += taken;
            waiting = at;
        }
        leave(run, waiting, run.size(), word);
    }

    // Of each place of the run, where the next piece is that is not short, and how many digits
    // stand before it: long runs cost no more for each piece than short ones.
    void measure(const Run& run) {
        m_nextLong.assign(run.size() + 1, run.size());
        m_digitsBefore.assign(run.size() + 1, 0);
        for (std::size_t i = run.size(); i-- > 0;)
            m_nextLong[i] = run[i].digits.size() > shortPiece ? i : m_nextLong[i + 1];
        for (std::size_t i = 0; i < run.size(); ++i)
            m_digitsBefore[i + 1] = m_digitsBefore[i] + run[i].digits.size();
    }

    // Asks of the pieces from `at` on, as many as a form may have digits, the most first.
    template <typename Ask> std::size_t longest(const Run& run, std::size_t at, Ask ask) const {
        std::size_t count = 0;
        while (at + count < run.size()
               && m_digitsBefore[at + count + 1] - m_digitsBefore[at] <= mostDigits)
            ++count;
        for (; count > 0 && m_digitsBefore[at + count] - m_digitsBefore[at] >= leastDigits; --count)
            if (ask(part(run, at, count)))
                return count;
        return 0;
    }

    void take(const Form& form, const Part& part) {
        add(m_found.certain, part.from, part.to, form.mask(part.digits),
            QString::fromUtf16(form.name));
    }

    // Behind 账号 or 电话: what stands there, up to a date or a number that proves itself.
    std::size_t takeLeading(const Run& run, Word word) {
        std::size_t count = 0;
        while (count < run.size()) {
            const Part one = part(run, count, 1);
            if (forms::dateAt(m_reading, run, count) == 3 || (count > 0 && standsAlone(one)))
                break;
            ++count;
        }
        if (count == 0 || (count == 1 && standsAlone(part(run, 0, 1))))
            return 0;
        const Part all = part(run, 0, count);
        for (const Form& form : forms::provable())
            if (form.holds(all))
                return take(form, all), count;
        const bool account = word == Word::Account;
        const bool counted =
            all.digits.size() < leastUncertain ? forms::hasUnit(all) : forms::hasMoneyUnit(all);
        if (all.digits.size() < (account ? leastAccount : leastContact) || counted)
            return 0;
        add(m_found.certain, all.from, all.to, account ? lastFour(all.digits) : u"****"_s,
            account ? u"账号后的号码"_s : u"联系方式后的号码"_s);
        return count;
    }

    // One piece that has a form by itself.
    static bool standsAlone(const Part& part) {
        return std::any_of(forms::provable().begin(), forms::provable().end(),
                           [&](const Form& form) { return form.holds(part); });
    }

    std::size_t takeIdentity(const Run& run, std::size_t at, Word word) {
        const Form& form = forms::provable().front();
        return longest(run, at, [&](const Part& some) {
            if (form.holds(some)) {
                take(form, some);
                return true;
            }
            if (word == Word::Other || !forms::looksLikeIdentity(some))
                return false;
            leave(run, at, at + some.count, word);
            return true;
        });
    }

    // A number set apart as people do it, with whatever beside it.
    std::size_t takeUsual(const Run& run, std::size_t at, Word word) {
        return longest(run, at, [&](const Part& some) {
            for (const Form& form : forms::provable())
                if (form.holds(some) && form.usual(some)
                    && (!forms::isPlainSum(some) || forms::isMobileInSpite(some, word))) {
                    take(form, some);
                    return true;
                }
            return false;
        });
    }

    // A number set apart in an odd way, where nothing else is beside it.
    std::size_t takeOther(const Run& run, std::size_t waiting, std::size_t at) {
        if (m_nextLong[waiting] < at)
            return 0;
        return longest(run, at, [&](const Part& some) {
            // One number in ten passes a card's check: nothing may be left over beside it.
            const bool whole = at + some.count == run.size() && run[at].digits.size() > 2;
            for (const Form& form : forms::provable())
                if (form.holds(some) && !forms::isSum(some) && !forms::holdsDate(some)
                    && (whole || &form != &forms::provable().back())
                    && isExplained(run, at + some.count)) {
                    take(form, some);
                    return true;
                }
            return false;
        });
    }

    // Whether from `at` on stands nothing that could belong to the number before it.
    bool isExplained(const Run& run, std::size_t at) const {
        at = m_nextLong[at];
        return at == run.size() || forms::dateAt(m_reading, run, at) > 0
               || standsAlone(part(run, at, 1));
    }

    // Pieces that are no known number: who publishes looks at them.
    void leave(const Run& run, std::size_t from, std::size_t to, Word word) {
        if (from >= to || word == Word::Other)
            return;
        const Part rest = part(run, from, to - from);
        const bool sum = forms::isSum(rest) && !forms::mayBeMobile(rest);
        if (rest.digits.size() < leastUncertain || sum || forms::isOtherNumber(rest))
            return;
        add(m_found.uncertain, rest.from, rest.to, {}, u"不能确定"_s);
    }

    Reading m_reading;
    PersonalNumbers m_found;
    std::vector<PersonalSpan> m_tokens;
    std::vector<std::size_t> m_nextLong;
    std::vector<qsizetype> m_digitsBefore;
    Word m_lastWord = Word::None;
    qsizetype m_lastEnd = 0;
};

QString maskedOnce(const QString& text, const std::vector<PersonalSpan>& spans) {
    QString result;
    qsizetype done = 0;
    for (const PersonalSpan& span : spans) {
        result += QStringView(text).mid(done, span.from - done);
        result += span.mask;
        done = span.to;
    }
    return result + text.mid(done);
}

} // namespace

PersonalNumbers personalNumbers(QStringView text) {
    return mayHoldNumbers(text) ? Detector(text).run() : PersonalNumbers();
}

bool holdsPersonalNumber(QStringView text) {
    return !personalNumbers(text).certain.empty();
}

QString masked(const QString& text) {
    // Without a number, what stood beside it may be read anew.
    constexpr int mostTurns = 64;
    QString result = text;
    for (int turn = 0; turn < mostTurns; ++turn) {
        const PersonalNumbers found = personalNumbers(result);
        if (found.certain.empty())
            break;
        result = maskedOnce(result, found.certain);
    }
    return result;
}

QStringList uncertainNumbers(QStringView text) {
    QStringList numbers;
    for (const PersonalSpan& span : personalNumbers(text).uncertain)
        numbers << text.mid(span.from, span.to - span.from).toString();
    return numbers;
}

QString lastFour(const QString& number) {
    return number.isEmpty() ? QString()
                            : u"****"_s + number.right(std::min<qsizetype>(4, number.size()));
}

QString maskedIdentityNumber(const QString& number) {
    if (number.size() < 3)
        return lastFour(number);
    return number.left(1) + QString(number.size() - 2, u'*') + number.right(1);
}

} // namespace journal
