// SPDX-License-Identifier: GPL-3.0-only
#include "number_forms.h"

#include <algorithm>

// What stands around a number and says what it is: 发票, 账号, 电话, an @.

namespace journal::forms {

namespace {

struct Known {
    QStringView word;
    Word kind;
};

constexpr Known knownWords[] = {
    {u"发票", Word::Other},   {u"凭证", Word::Other},     {u"文号", Word::Other},
    {u"合同", Word::Other},   {u"流水", Word::Other},     {u"信用代码", Word::Other},
    {u"税号", Word::Other},   {u"识别号", Word::Other},   {u"账号", Word::Account},
    {u"帐号", Word::Account}, {u"卡号", Word::Account},   {u"账户", Word::Account},
    {u"帐户", Word::Account}, {u"银行卡", Word::Account}, {u"account", Word::Account},
    {u"电话", Word::Contact}, {u"手机", Word::Contact},   {u"座机", Word::Contact},
    {u"微信", Word::Contact}, {u"QQ", Word::Contact},     {u"联系方式", Word::Contact},
    {u"tel", Word::Contact},  {u"phone", Word::Contact},  {u"wechat", Word::Contact},
};

// What may stand between a word and its number: 号码:, 编号, (, No., the bank's letters.
bool joins(QChar c) {
    static constexpr QStringView signs =
        u"号码编代单字是为群均记付收转银现:;.#([{<\"'“”‘’=*/-+_【〔《「、";
    return c.isSpace() || isAsciiLetter(c) || signs.contains(c);
}

// 第12345678号, 湘财建指2019030500000012345号, 古政办函〔2018〕104号
bool isDocumentNumber(const Reading& reading, const Run& run) {
    static constexpr QStringView makers = u"第指发函字办文令教建财经农政";
    static constexpr QStringView opening = u"〔[(【";
    const qsizetype from = run.front().from;
    if (from == 0 || !QStringView(reading.text).mid(run.back().to).startsWith(u'号'))
        return false;
    const QChar before = reading.text[from - 1];
    return makers.contains(before) || (opening.contains(before) && isYear(run.front().digits));
}

// tel, and not hotel.
bool endsWithWord(QStringView text, QStringView word) {
    if (!text.endsWith(word, Qt::CaseInsensitive))
        return false;
    const qsizetype before = text.size() - word.size() - 1;
    return !isAsciiLetter(word.front()) || before < 0 || !isAsciiLetter(text[before]);
}

bool isNamePart(QChar c) {
    return isAsciiDigit(c) || isAsciiLetter(c) || c == u'_' || c == u'-';
}

} // namespace

Word wordBefore(const Reading& reading, const Run& run) {
    constexpr qsizetype widest = 12;
    if (isDocumentNumber(reading, run))
        return Word::Other;
    const QStringView text = reading.text;
    const qsizetype from = run.front().from;
    for (qsizetype at = from; at >= 0 && from - at <= widest; --at) {
        for (const Known& known : knownWords)
            if (endsWithWord(text.left(at), known.word))
                return known.kind;
        if (at == 0 || !joins(text[at - 1]))
            break;
    }
    return Word::None;
}

bool goesOn(const Reading& reading, qsizetype from, qsizetype to, bool widely) {
    static constexpr QStringView marks = u"、,;/和或及与至~转";
    constexpr qsizetype widest = 6;
    if (to - from > widest)
        return false;
    for (const QChar c : QStringView(reading.text).mid(from, to - from))
        if (!marks.contains(c) && !c.isSpace() && !(widely && joins(c)))
            return false;
    return true;
}

std::vector<Token> tokens(const Reading& reading) {
    static constexpr QStringView inLocal = u"._%+-";
    const QStringView text = reading.text;
    std::vector<Token> found;
    const auto blank = [&](qsizetype at) {
        return at >= 0 && at < text.size() && text[at] == u' ';
    };
    for (qsizetype at = text.indexOf(u'@'); at >= 0; at = text.indexOf(u'@', at + 1)) {
        qsizetype from = blank(at - 1) ? at - 1 : at;
        const auto local = [&](QChar c) { return isNamePart(c) || inLocal.contains(c); };
        const qsizetype end = from;
        while (from > 0 && local(text[from - 1]))
            --from;
        qsizetype to = blank(at + 1) ? at + 2 : at + 1;
        const qsizetype domain = to;
        while (to < text.size() && (isNamePart(text[to]) || text[to] == u'.'))
            ++to;
        while (to > domain && !isNamePart(text[to - 1]))
            --to;
        const QStringView host = text.mid(domain, to - domain);
        const qsizetype dot = host.lastIndexOf(u'.');
        if (dot > 0 && dot + 1 < host.size() && isAsciiLetter(host[dot + 1]))
            found.push_back({from == end ? at : from, to, true});
    }
    for (qsizetype word = text.indexOf(u"微信"); word >= 0;
         word = text.indexOf(u"微信", word + 1)) {
        qsizetype from = word + 2;
        bool named = false;
        while (from < text.size() && joins(text[from]) && !isNamePart(text[from])) {
            named = named || text[from] == u'号' || text[from] == u':';
            ++from;
        }
        qsizetype to = from;
        bool digit = false;
        while (to < text.size() && isNamePart(text[to])) {
            digit = digit || isAsciiDigit(text[to]);
            ++to;
        }
        const QStringView name = text.mid(from, to - from);
        const bool letterFirst = !name.isEmpty() && isAsciiLetter(name[0]);
        if (letterFirst && name.size() >= (named || digit ? 5 : 6)
            && name.compare(u"wechat", Qt::CaseInsensitive) != 0)
            found.push_back({from, to, false});
    }
    std::sort(found.begin(), found.end(),
              [](const Token& a, const Token& b) { return a.from < b.from; });
    std::vector<Token> apart;
    for (const Token& token : found)
        if (apart.empty() || token.from >= apart.back().to)
            apart.push_back(token);
    return apart;
}

} // namespace journal::forms
