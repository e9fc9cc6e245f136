// SPDX-License-Identifier: GPL-3.0-only
#include "verbs.h"

#include <fund/fund.h>
#include <journal/contract.h>
#include <plan/plan_keys.h>

#include <QJsonDocument>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

int contract(const QStringList& given) {
    const Arguments arguments(given, {u"--format"_s}, {}, 0, 0, usage::contract);
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format == u"text")
        print(journal::contractText(fund::registry()) + u"\n分配方案文件的项\n"_s
              + plan::keysText());
    else if (format == u"json")
        printJson(QJsonDocument(journal::contractJson(fund::registry())).toJson());
    else
        throw CliError(BadUsage, sentence("usage.contract-format"));
    return Done;
}

} // namespace fundctl
