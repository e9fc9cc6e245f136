// SPDX-License-Identifier: GPL-3.0-only
#include "verbs.h"

#include <fund/fund.h>
#include <journal/contract.h>
#include <plan/plan_keys.h>

#include <QJsonArray>
#include <QJsonDocument>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// Beside the contract whose hash a client compares: a plan file is read by the program that founds
// the fund.
QJsonObject withPlanKeys(QJsonObject contract) {
    QJsonArray keys;
    for (const plan::Key& key : plan::keys())
        keys.append(QJsonObject{{"key"_L1, QString::fromLatin1(key.path)},
                                {"type"_L1, plan::wanted(key)},
                                {"required"_L1, key.required},
                                {"default"_L1, QString::fromUtf16(key.fallback)},
                                {"meaning"_L1, QString::fromUtf16(key.meaning)}});
    contract.insert("plan"_L1, keys);
    return contract;
}

} // namespace

int contract(const QStringList& given) {
    const Arguments arguments(given, {u"--format"_s}, {}, 0, 0, usage::contract);
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format == u"text")
        print(journal::contractText(fund::registry()) + u"\n分配方案文件的项\n"_s
              + plan::keysText());
    else if (format == u"json")
        printJson(QJsonDocument(withPlanKeys(journal::contractJson(fund::registry()))).toJson());
    else
        throw CliError(BadUsage, sentence("usage.contract-format"));
    return Done;
}

} // namespace fundctl
