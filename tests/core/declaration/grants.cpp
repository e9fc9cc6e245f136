// SPDX-License-Identifier: GPL-3.0-only
#include "grants.h"

namespace grants {

using namespace Qt::Literals::StringLiterals;
using testing::Office;

void refusedWith(Office& office, const char* user, const char* command, const char* with,
                 const testing::Expected& expected) {
    testing::refusedUnder(QByteArrayView(expected.rule) == "item.standard" ? "第四条" : "", office,
                          user, command, with, expected);
}

QString base(const char* investment, const char* own) {
    return uR"(,"base":{"investment":"%1","own":"%2"})"_s.arg(QLatin1StringView(investment),
                                                              QLatin1StringView(own));
}

namespace {

// One source.
QString central(const char* amount) {
    return uR"(,"sources":[{"source":"central","amount":"%1"}])"_s.arg(QLatin1StringView(amount));
}

} // namespace

void declare(Office& office, const char* id, const char* line, const char* support,
             const QString& base, const char* unit) {
    const QString item = line == QByteArray("C01") ? u"C01-station"_s : u"C02-cold"_s;
    // C01 has shares, by which its sources follow.
    const bool shared = line == QByteArray("C01");
    office.declared(QString::fromLatin1(id), QString::fromLatin1(line), item,
                    QString::fromLatin1(support), base + (shared ? QString() : central(support)),
                    QString::fromLatin1(unit));
}

QByteArray review(const char* id, const char* more, const char* date) {
    return QByteArray("{'id':'") + id + "','decision':'approve','opinion':'同意','date':'" + date
           + "'" + more + "}";
}

QByteArray amend(const char* id, const char* project, const char* more, const char* date) {
    return QByteArray("{'id':'") + id + "','project':'" + project + "','date':'" + date
           + "','reason':'调整'" + more + "}";
}

} // namespace grants
