// SPDX-License-Identifier: GPL-3.0-only
#include "verbs.h"

#include <fund/fund.h>
#include <journal/contract.h>

#include <QJsonDocument>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;

int contract(const QStringList& given) {
    const Arguments arguments(given, {u"--format"_s}, {}, 0, 0, usage::contract);
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format == u"text")
        print(journal::contractText(fund::registry()));
    else if (format == u"json")
        printJson(QJsonDocument(journal::contractJson(fund::registry())).toJson());
    else
        throw CliError(BadUsage, u"--format 只能是 text 或 json。"_s);
    return Done;
}

} // namespace fundctl
