// SPDX-License-Identifier: GPL-3.0-only
#include "all.h"

#include <QCoreApplication>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char* words) {
    return QCoreApplication::translate("pages", words);
}

} // namespace

// One line a page; its maker stands in the page's own file and is named in all.h.
const QList<Kind>& kinds() {
    static const QList<Kind> all{
        {u"desk"_s, tr("工作台"), u"desk"_s, {}, {}, makeDesk},
        {u"budget"_s, tr("预算"), u"budget"_s, {}, {}, makeBudget},
        {u"budget-form"_s, tr("预算"), {}, u"budget"_s, {}, makeBudgetForm},
    };
    return all;
}

const Kind* kindOf(const QString& name) {
    for (const Kind& kind : kinds())
        if (kind.name == name)
            return &kind;
    return nullptr;
}

bool mayUse(const Kind& kind, const QStringList& roles) {
    return kind.roles.isEmpty()
           || std::any_of(kind.roles.begin(), kind.roles.end(),
                          [&](const QString& role) { return roles.contains(role); });
}

} // namespace pages
