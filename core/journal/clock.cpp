// SPDX-License-Identifier: GPL-3.0-only
#include "clock.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QRandomGenerator>

namespace journal {

using namespace Qt::Literals::StringLiterals;

QString SystemClock::now() {
    return QDateTime::currentDateTimeUtc().addSecs(8 * 3600).toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s)
           + u"+08:00"_s;
}

QByteArray SystemRandomness::bytes(int count) {
    QByteArray result(count, '\0');
    for (char& byte : result)
        byte = static_cast<char>(QRandomGenerator::system()->generate() & 0xff);
    return result;
}

void FixedClock::setDate(const QString& date) {
    m_now = date + u"T09:00:00.000+08:00"_s;
}

QByteArray SeededRandomness::bytes(int count) {
    QByteArray result;
    while (result.size() < count)
        result += QCryptographicHash::hash(QByteArray(m_seed + QByteArray::number(++m_counter)),
                                           QCryptographicHash::Sha256);
    return result.left(count);
}

} // namespace journal
