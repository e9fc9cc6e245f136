// SPDX-License-Identifier: GPL-3.0-only
#include "thing_places.h"

#include <widgets/words.h>

#include <QMap>

namespace pages {

using namespace Qt::Literals::StringLiterals;

NavigationTarget placeOfThing(const QJsonObject& thing, const QString& project) {
    const QString kind = thing.value("kind"_L1).toString();
    const QString id = thing.value("id"_L1).toString();
    static const QStringList own{u"unit"_s,       u"project"_s, u"payment"_s,
                                 u"acceptance"_s, u"entry"_s,   u"disclosure"_s};
    if (own.contains(kind))
        return {kind, id};
    if (kind == u"month")
        return {u"disclosure"_s, id};
    if (kind == u"goal")
        return {u"supervision"_s, {}, u"tab=goals"_s};
    if (kind == u"finding")
        return {u"supervision"_s};
    if (kind == u"document" && !project.isEmpty())
        return {u"archive"_s, project};
    if (!project.isEmpty())
        return {u"project"_s, project};
    if (kind == u"line")
        return {u"projects"_s, {}, u"line="_s + id};
    if (kind == u"source")
        return {u"budget"_s, {}, u"source="_s + id};
    if (kind == u"user" || kind == u"fund")
        return {u"settings"_s};
    return {u"budget"_s}; // receipts, interest
}

bool leadsSomewhere(const QJsonObject& thing) {
    return thing.value("kind"_L1) != "user"_L1;
}

QString thingWords(const QJsonObject& thing) {
    static const QMap<QString, QString> others{
        {u"deliverable"_s, QObject::tr("成果")}, {u"document"_s, QObject::tr("文件")},
        {u"interest"_s, QObject::tr("利息")},    {u"month"_s, QObject::tr("月份")},
        {u"line"_s, QObject::tr("支持项目")},    {u"source"_s, QObject::tr("资金来源")}};
    const QString kind = thing.value("kind"_L1).toString();
    const QString id = thing.value("id"_L1).toString();
    if (kind == u"entry")
        return QObject::tr("日志第 %1 条").arg(id);
    return others.value(kind, widgets::kindWord(kind)) + u' ' + id;
}

} // namespace pages
