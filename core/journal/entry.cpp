// SPDX-License-Identifier: GPL-3.0-only
#include "entry.h"

#include <QCryptographicHash>
#include <QJsonDocument>

namespace journal {

using namespace Qt::Literals::StringLiterals;

QString Entry::decider() const {
    const QString signedBy = with.object("signed"_L1).text("by"_L1);
    return signedBy.isEmpty() ? by : signedBy;
}

QString Entry::date() const {
    return with.text("date"_L1);
}

QString Entry::id() const {
    return with.text("id"_L1);
}

QByteArray canonical(const QJsonObject& object) {
    // QJson sorts keys, writes no white space in this form and escapes as RFC 8785 does; the
    // shapes let no number through but small integers.
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QByteArray canonicalEntry(const Entry& entry, const QByteArray& body,
                          const QByteArray& previousHash) {
    // Times, ids and names of commands hold no character that JSON escapes.
    return R"({"at":")" + entry.at.toUtf8() + R"(","by":")" + entry.by.toUtf8() + R"(","do":")"
           + entry.action.toUtf8() + R"(","prev":")" + previousHash
           + (entry.rules == 0 ? QByteArray(R"(","seq":)")
                               : R"(","rules":)" + QByteArray::number(entry.rules) + R"(,"seq":)")
           + QByteArray::number(static_cast<qlonglong>(entry.seq)) + R"(,"with":)" + body + '}';
}

QByteArray entryHash(const QByteArray& canonicalForm) {
    return QCryptographicHash::hash(canonicalForm, QCryptographicHash::Sha256).toHex();
}

QByteArray firstPreviousHash() {
    return QByteArray(64, '0');
}

} // namespace journal
