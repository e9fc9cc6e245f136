// SPDX-License-Identifier: GPL-3.0-only
#include "capital.h"

namespace money {

namespace {

const QString& digitNames() {
    static const QString names = QStringLiteral("零壹贰叁肆伍陆柒捌玖");
    return names;
}

// Four digits with 仟佰拾 between them; a run of zeros inside is one 零, zeros at the end none.
QString section(int value) {
    static const QString units[] = {QStringLiteral("仟"), QStringLiteral("佰"),
                                    QStringLiteral("拾"), QString()};
    QString text;
    bool pendingZero = false;
    int divisor = 1000;
    for (const QString& unit : units) {
        const int digit = value / divisor % 10;
        divisor /= 10;
        if (digit == 0) {
            pendingZero = !text.isEmpty();
            continue;
        }
        if (pendingZero)
            text += digitNames()[0];
        pendingZero = false;
        text += digitNames()[digit];
        text += unit;
    }
    return text;
}

QString wholeYuan(quint64 yuan) {
    static const QString units[] = {QString(), QStringLiteral("万"), QStringLiteral("亿"),
                                    QStringLiteral("万亿"), QStringLiteral("亿亿")};
    int sections[5] = {};
    int count = 0;
    for (; yuan > 0; yuan /= 10000)
        sections[count++] = static_cast<int>(yuan % 10000);
    QString text;
    bool gap = false;
    for (int i = count - 1; i >= 0; --i) {
        if (sections[i] == 0) {
            gap = true;
            continue;
        }
        if (!text.isEmpty() && (gap || sections[i] < 1000))
            text += digitNames()[0];
        gap = false;
        text += section(sections[i]);
        // 万亿 needs its 亿 once only: when the 亿 section follows, 万 alone stands here.
        text += i == 3 && sections[2] != 0 ? QStringLiteral("万") : units[i];
    }
    return text;
}

} // namespace

QString capital(Fen amount) {
    const quint64 count = amount.isNegative() ? 0 - static_cast<quint64>(amount.count())
                                              : static_cast<quint64>(amount.count());
    const quint64 yuan = count / 100;
    const int jiao = static_cast<int>(count / 10 % 10);
    const int fen = static_cast<int>(count % 10);
    QString text = amount.isNegative() ? QStringLiteral("负") : QString();
    if (yuan > 0 || count == 0)
        text += (yuan > 0 ? wholeYuan(yuan) : digitNames().left(1)) + QStringLiteral("元");
    if (jiao == 0 && fen == 0)
        return text + QStringLiteral("整");
    if (jiao > 0)
        text += QString(digitNames()[jiao]) + QStringLiteral("角");
    else if (yuan > 0)
        text += digitNames()[0];
    if (fen > 0)
        return text + digitNames()[fen] + QStringLiteral("分");
    return text + QStringLiteral("整");
}

} // namespace money
