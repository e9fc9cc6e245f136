// SPDX-License-Identifier: GPL-3.0-only
#include "place.h"
#include "plan_labels.h"
#include "plan_making.h"
#include "reader.h"
#include "text_table.h"
#include "verbs.h"

#include <api/budget.h>
#include <api/plan.h>
#include <journal/csv.h>
#include <journal/visible.h>
#include <plan/plan_file.h>
#include <storage/durable.h>

#include <QJsonDocument>

// Verbs that read a fund: they log in, ask the core and lay the answer out.

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

QString planText(const api::Plan& plan) {
    QStringList head{u"编号"_s, u"支持项目"_s};
    QList<int> right;
    for (const api::PlanSource& source : plan.sources) {
        right << static_cast<int>(head.size());
        head << source.name;
    }
    right << static_cast<int>(head.size());
    head << u"合计"_s << u"方式"_s;
    TextTable table(head, right);
    std::vector<money::Fen> totals(plan.sources.size());
    for (const api::PlanLine& line : plan.lines) {
        QStringList row{line.code, line.name};
        for (std::size_t i = 0; i < plan.sources.size(); ++i) {
            const auto part = line.bySource.find(plan.sources[i].code);
            const bool has = part != line.bySource.end();
            row << (has ? part->second.grouped() : QString());
            totals[i] += has ? part->second : money::Fen();
        }
        row << line.budget.grouped() << line.path;
        table.add(row);
    }
    table.rule();
    QStringList last{QString(), u"合计"_s};
    for (money::Fen total : totals)
        last << total.grouped();
    last << plan.total.grouped();
    table.add(last);
    QString text = u"%1 %2(单位:元)\n\n"_s.arg(plan.name, plan.document) + table.text();
    if (!plan.notices.isEmpty())
        text += u"\n说明\n"_s;
    for (qsizetype i = 0; i < plan.notices.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(plan.notices[i]);
    return text;
}

QString executionText(const api::Plan& plan, const api::BudgetExecution& execution) {
    QMap<QString, QString> names;
    for (const api::PlanLine& line : plan.lines)
        names.insert(line.code, line.name);
    TextTable table({u"编号"_s, u"支持项目"_s, u"来源"_s, u"预算"_s, u"已承诺"_s, u"已拨付"_s,
                     u"已追回"_s, u"可用"_s, u""_s},
                    {3, 4, 5, 6, 7});
    for (const api::BudgetRow& row : execution.rows)
        table.add({row.line, names.value(row.line), row.source, row.budget.grouped(),
                   row.committed.grouped(), row.paid.grouped(), row.recovered.grouped(),
                   row.available.grouped(), row.locked ? u"未启用"_s : QString()});
    const api::BudgetTotal& total = execution.total;
    table.rule();
    table.add({QString(), u"合计"_s, QString(), total.budget.grouped(), total.committed.grouped(),
               total.paid.grouped(), total.recovered.grouped(), total.available.grouped()});
    TextTable cash(
        {u"来源"_s, u"安排"_s, u"到账"_s, u"已拨付"_s, u"已追回"_s, u"已上缴"_s, u"账上资金"_s},
        {1, 2, 3, 4, 5, 6});
    for (const api::SourceSum& row : execution.bySource)
        cash.add({row.source, row.planned.grouped(), row.received.grouped(), row.paid.grouped(),
                  row.recovered.grouped(), row.returned.grouped(), row.cash.grouped()});
    return u"预算执行情况(单位:元)\n\n"_s + table.text() + u'\n' + cash.text()
           + u"\n拨付进度 %1,利息 %2 元(单独存放)\n"_s.arg(money::percentText(total.rate),
                                                           execution.interest.grouped());
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

} // namespace

int checkPlan(const QString& path) {
    const plan::Plan plan = plan::readPlan(readPlanFile(path, BadUsage));
    for (const QString& line : plan::understood(plan))
        print(line + u'\n');
    money::Fen total;
    for (const plan::Source& source : plan.sources)
        total += source.amount;
    print(u"%1: %2 个支持项目,%3 个来源,合计 %4 元,各项相符。\n"_s.arg(
        plan.name, QString::number(plan.lines.size()), QString::number(plan.sources.size()),
        total.grouped()));
    return Done;
}

QJsonObject readPlanFile(const QString& path, int sumsStatus) {
    try {
        return readPlanJson(path, storage::readWhole(path, plan::largestFile), sumsStatus);
    } catch (const storage::Failure& failure) {
        const bool large = failure.trouble() == storage::Trouble::TooLarge;
        throw CliError(large ? BadUsage : BadFile, failure.sentence());
    }
}

int showPlan(const QStringList& given) {
    const Arguments arguments(given,
                              withPlaceOptions({u"--user"_s, u"--check"_s, u"--format"_s,
                                                u"--template"_s, u"--plan"_s, u"--from"_s}),
                              {}, 0, 1, usage::plan);
    if (arguments.has(u"--template"_s))
        return makePlanTemplate(arguments.option(u"--template"_s), arguments.option(u"--plan"_s));
    if (arguments.has(u"--from"_s) && arguments.words().isEmpty())
        throw CliError(BadUsage, sentence("usage.plan-from"));
    if (arguments.has(u"--from"_s))
        return makePlanFile(arguments.option(u"--from"_s), arguments.word(0));
    if (arguments.has(u"--check"_s))
        return checkPlan(arguments.option(u"--check"_s));
    if (arguments.words().isEmpty())
        throw CliError(BadUsage, sentence("usage.plan"));
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format != u"text" && format != u"json")
        throw CliError(BadUsage, sentence("usage.contract-format"));
    const QJsonObject plan = Reader(arguments).ask(u"plan.show"_s);
    if (format == u"json")
        printJson(QJsonDocument(plan).toJson());
    else
        print(planText(api::fromJson<api::Plan>(plan)));
    return Done;
}

int showExecution(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s, u"--as-of"_s, u"--format"_s}),
                              {}, 1, 1, usage::execution);
    const QString format = arguments.option(u"--format"_s, u"text"_s);
    if (format != u"text" && format != u"json" && format != u"csv")
        throw CliError(BadUsage, sentence("usage.list-format"));
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
        print(executionText(api::fromJson<api::Plan>(reader.ask(u"plan.show"_s)),
                            api::fromJson<api::BudgetExecution>(execution)));
    return Done;
}

} // namespace fundctl
