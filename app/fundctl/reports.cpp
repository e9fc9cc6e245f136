// SPDX-License-Identifier: GPL-3.0-only
#include "place.h"
#include "plan_labels.h"
#include "reader.h"
#include "text_table.h"
#include "verbs.h"

#include <journal/csv.h>
#include <journal/visible.h>
#include <plan/plan_file.h>
#include <storage/durable.h>

#include <QJsonDocument>

// Verbs that read a fund: they log in, ask the core and lay the answer out.

namespace fundctl {

using namespace Qt::Literals::StringLiterals;

namespace {

QString grouped(const QJsonValue& yuan) {
    return money::Fen::parsePrinted(yuan.toString()).grouped();
}

QString planText(const QJsonObject& plan) {
    QStringList head{u"编号"_s, u"支持项目"_s};
    QList<int> right;
    const QJsonArray sources = plan.value("sources"_L1).toArray();
    for (const QJsonValue& source : sources) {
        right << static_cast<int>(head.size());
        head << source.toObject().value("name"_L1).toString();
    }
    right << static_cast<int>(head.size());
    head << u"合计"_s << u"方式"_s;
    TextTable table(head, right);
    std::vector<money::Fen> totals(static_cast<std::size_t>(sources.size()));
    for (const QJsonValue& value : plan.value("lines"_L1).toArray()) {
        const QJsonObject line = value.toObject();
        QStringList row{line.value("code"_L1).toString(), line.value("name"_L1).toString()};
        for (qsizetype i = 0; i < sources.size(); ++i) {
            const QString code = sources[i].toObject().value("code"_L1).toString();
            const QString amount = line.value("by_source"_L1).toObject().value(code).toString();
            row << (amount.isEmpty() ? QString() : grouped(amount));
            totals[static_cast<std::size_t>(i)] += money::Fen::parse(amount).value_or(money::Fen());
        }
        row << grouped(line.value("budget"_L1)) << line.value("path"_L1).toString();
        table.add(row);
    }
    table.rule();
    QStringList last{QString(), u"合计"_s};
    for (money::Fen total : totals)
        last << total.grouped();
    last << grouped(plan.value("total"_L1));
    table.add(last);
    QString text = u"%1 %2(单位:元)\n\n"_s.arg(plan.value("name"_L1).toString(),
                                               plan.value("document"_L1).toString())
                   + table.text();
    const QJsonArray notices = plan.value("notices"_L1).toArray();
    if (!notices.isEmpty())
        text += u"\n说明\n"_s;
    for (qsizetype i = 0; i < notices.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(notices[i].toString());
    return text;
}

QString executionText(const QJsonObject& plan, const QJsonObject& execution) {
    QMap<QString, QString> names;
    for (const QJsonValue& line : plan.value("lines"_L1).toArray())
        names.insert(line.toObject().value("code"_L1).toString(),
                     line.toObject().value("name"_L1).toString());
    TextTable table({u"编号"_s, u"支持项目"_s, u"来源"_s, u"预算"_s, u"已承诺"_s, u"已拨付"_s,
                     u"已追回"_s, u"可用"_s, u""_s},
                    {3, 4, 5, 6, 7});
    for (const QJsonValue& value : execution.value("rows"_L1).toArray()) {
        const QJsonObject row = value.toObject();
        const QString line = row.value("line"_L1).toString();
        table.add({line, names.value(line), row.value("source"_L1).toString(),
                   grouped(row.value("budget"_L1)), grouped(row.value("committed"_L1)),
                   grouped(row.value("paid"_L1)), grouped(row.value("recovered"_L1)),
                   grouped(row.value("available"_L1)),
                   row.value("locked"_L1).toBool() ? u"未启用"_s : QString()});
    }
    const QJsonObject total = execution.value("total"_L1).toObject();
    table.rule();
    table.add({QString(), u"合计"_s, QString(), grouped(total.value("budget"_L1)),
               grouped(total.value("committed"_L1)), grouped(total.value("paid"_L1)),
               grouped(total.value("recovered"_L1)), grouped(total.value("available"_L1))});
    TextTable cash(
        {u"来源"_s, u"安排"_s, u"到账"_s, u"已拨付"_s, u"已追回"_s, u"已上缴"_s, u"账上资金"_s},
        {1, 2, 3, 4, 5, 6});
    for (const QJsonValue& value : execution.value("by_source"_L1).toArray()) {
        const QJsonObject row = value.toObject();
        cash.add({row.value("source"_L1).toString(), grouped(row.value("planned"_L1)),
                  grouped(row.value("received"_L1)), grouped(row.value("paid"_L1)),
                  grouped(row.value("recovered"_L1)), grouped(row.value("returned"_L1)),
                  grouped(row.value("cash"_L1))});
    }
    return u"预算执行情况(单位:元)\n\n"_s + table.text() + u'\n' + cash.text()
           + u"\n拨付进度 %1,利息 %2 元(单独存放)\n"_s.arg(
               money::percentText(total.value("rate"_L1).toString()),
               grouped(execution.value("interest"_L1)));
}

QString executionCsv(const QJsonObject& execution) {
    static const QStringList keys{u"line"_s, u"source"_s,    u"budget"_s,    u"committed"_s,
                                  u"paid"_s, u"recovered"_s, u"available"_s, u"locked"_s};
    QString text = journal::byteOrderMark + journal::csvLine(keys);
    for (const QJsonValue& value : execution.value("rows"_L1).toArray()) {
        QStringList cells;
        for (const QString& key : keys) {
            const QJsonValue cell = value.toObject().value(key);
            cells << (cell.isBool() ? (cell.toBool() ? u"true"_s : u"false"_s)
                                    : journal::visible(cell.toString()));
        }
        text += journal::csvLine(cells);
    }
    return text;
}

int checkPlan(const QString& path) {
    const QJsonObject file = readPlanFile(path);
    if (auto rejection = plan::checkPlanFile(file))
        throw CliError(rejection->refusal() ? Refused : BadUsage, rejection->message());
    const plan::Plan plan = plan::readPlan(file);
    money::Fen total;
    for (const plan::Source& source : plan.sources)
        total += source.amount;
    print(u"%1: %2 个支持项目,%3 个来源,合计 %4 元,各项相符。\n"_s.arg(
        plan.name, QString::number(plan.lines.size()), QString::number(plan.sources.size()),
        total.grouped()));
    return Done;
}

} // namespace

QJsonObject readPlanFile(const QString& path) {
    try {
        return readPlanJson(path, storage::readWhole(path, plan::largestFile));
    } catch (const storage::Failure& failure) {
        const bool large = failure.trouble() == storage::Trouble::TooLarge;
        throw CliError(large ? BadUsage : BadFile, failure.message());
    }
}

int showPlan(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s, u"--check"_s, u"--format"_s}),
                              {}, 0, 1, usage::plan);
    if (arguments.has(u"--check"_s))
        return checkPlan(arguments.option(u"--check"_s));
    if (arguments.words().isEmpty())
        throw CliError(BadUsage, u"请写明资金文件,或用 --check PLAN.json 检查分配方案。"_s);
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format != u"text" && format != u"json")
        throw CliError(BadUsage, u"--format 只能是 text 或 json。"_s);
    const QJsonObject plan = Reader(arguments).ask(u"plan.show"_s);
    if (format == u"json")
        printJson(QJsonDocument(plan).toJson());
    else
        print(planText(plan));
    return Done;
}

int showExecution(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s, u"--as-of"_s, u"--format"_s}),
                              {}, 1, 1, usage::execution);
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format != u"text" && format != u"json" && format != u"csv")
        throw CliError(BadUsage, u"--format 只能是 text、json 或 csv。"_s);
    Reader reader(arguments);
    QJsonObject with;
    if (arguments.has(u"--as-of"_s))
        with.insert("as_of"_L1, arguments.option(u"--as-of"_s));
    const QJsonObject execution = reader.ask(u"budget.execution"_s, with);
    if (format == u"json")
        printJson(QJsonDocument(execution).toJson());
    else if (format == u"csv")
        printTable(executionCsv(execution));
    else
        print(executionText(reader.ask(u"plan.show"_s), execution));
    return Done;
}

} // namespace fundctl
