// SPDX-License-Identifier: GPL-3.0-only
#include "number_lists.h"

#include <support/places.h>

#include <QFile>

#include <stdexcept>

namespace testing {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Lists {
    std::vector<TypedNumber> personal;
    std::vector<TypedNumber> uncertain;
    std::vector<QString> plain;
};

// "138\u200b123" as it is typed.
QString unescaped(QString text) {
    text.replace(u"\\n"_s, u"\n"_s);
    for (qsizetype at = text.indexOf(u"\\u"_s); at >= 0; at = text.indexOf(u"\\u"_s))
        text.replace(at, 6, QString(QChar(text.mid(at + 2, 4).toUShort(nullptr, 16))));
    return text;
}

Lists read() {
    QFile file(testing::source(u"/tests/core/journal/numbers.txt"_s));
    if (!file.open(QIODevice::ReadOnly))
        throw std::runtime_error("numbers.txt");
    Lists lists;
    for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
        if (line.isEmpty() || line.startsWith(u'#'))
            continue;
        const QString text = line.mid(2);
        const TypedNumber number{unescaped(text.section(u" => "_s, 0, 0)),
                                 unescaped(text.section(u" => "_s, 1))};
        if (line.startsWith(u'+'))
            lists.personal.push_back(number);
        else if (line.startsWith(u'?'))
            lists.uncertain.push_back(number);
        else
            lists.plain.push_back(unescaped(text));
    }
    return lists;
}

const Lists& lists() {
    static const Lists all = read();
    return all;
}

} // namespace

const std::vector<TypedNumber>& personalTexts() {
    return lists().personal;
}

const std::vector<TypedNumber>& uncertainTexts() {
    return lists().uncertain;
}

const std::vector<QString>& plainTexts() {
    return lists().plain;
}

bool stillReads(const QString& text, const QString& digits) {
    QString read;
    for (const QChar c : text.normalized(QString::NormalizationForm_KC)) {
        const qsizetype chinese = u"〇一二三四五六七八九"_s.indexOf(c);
        if (chinese >= 0)
            read += QString::number(chinese);
        else if (c == u'幺')
            read += u'1';
        else if (c.isLetterOrNumber() || u"@_.*"_s.contains(c))
            read += c;
    }
    const QString bare = QString(read).remove(u'.').remove(u'_');
    return read.contains(digits) || bare.contains(QString(digits).remove(u'.').remove(u'_'));
}

} // namespace testing
