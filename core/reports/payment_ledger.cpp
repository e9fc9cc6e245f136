// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <disbursement/movements.h>
#include <units/units.h>

// 资金拨付台账: what was paid and what came back, by line or by unit, in the order of days.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using disbursement::Movement;
using labels::sentence;

namespace {

// The movements of one line or unit.
struct Group {
    QString name;
    std::vector<Movement> movements;
};

class Register {
public:
    explicit Register(const Asker& asker)
        : m_asker(asker), m_plan(plan::current(asker.context)),
          m_all(disbursement::movements(asker.context)) {}

    // In the plan's order; lines without a payment are left out.
    std::vector<Group> byLine(const QString& only) {
        std::vector<Group> groups;
        for (const plan::Line& line : m_plan.lines) {
            if (!only.isEmpty() && line.code != only)
                continue;
            Group group{line.code + u' ' + line.name, {}};
            for (const Movement& one : m_all)
                if (project(one.project).line == line.code)
                    group.movements.push_back(one);
            if (!group.movements.empty() || !only.isEmpty())
                groups.push_back(std::move(group));
        }
        return groups;
    }

    std::vector<Group> byUnit(const QString& only) {
        std::map<QString, Group> groups;
        if (!only.isEmpty())
            groups[only];
        for (const Movement& one : m_all)
            if (only.isEmpty() || one.unit == only)
                groups[one.unit].movements.push_back(one);
        std::vector<Group> found;
        for (auto& [unit, group] : groups) {
            group.name = unitName(unit);
            found.push_back(std::move(group));
        }
        return found;
    }

    Table tableOf(const Group& group, bool byUnit) {
        Table table{.caption = group.name,
                    .unit = u"单位:元"_s,
                    .columns = {{u"序号"_s, ColumnKind::Count, 3},
                                {u"日期"_s, ColumnKind::Date, 6},
                                {u"拨付编号"_s, ColumnKind::Text, 7},
                                {u"项目名称"_s, ColumnKind::Text, 14},
                                {byUnit ? u"支持项目"_s : u"收款单位"_s, ColumnKind::Text, 12},
                                {u"资金来源"_s, ColumnKind::Text, 8},
                                {u"摘要"_s, ColumnKind::Text, 6},
                                {u"凭证号"_s, ColumnKind::Text, 8},
                                {u"金额"_s, ColumnKind::Amount, 8, true}},
                    .head = 3};
        for (const Movement& one : group.movements) {
            const declaration::Project& of = project(one.project);
            table.rows.push_back({QString::number(table.rows.size() + 1), one.date, one.payment,
                                  of.name,
                                  byUnit ? lineTitle(m_plan, of.line, of.item) : unitName(one.unit),
                                  sourceName(m_plan, one.source), actionName(one), one.voucher,
                                  one.amount.toYuan()});
        }
        addUp(table, 3);
        return table;
    }

private:
    const declaration::Project& project(const QString& id) {
        auto found = m_projects.find(id);
        if (found == m_projects.end())
            found = m_projects.emplace(id, declaration::requireProject(m_asker.context, id)).first;
        return found->second;
    }
    QString unitName(const QString& id) {
        QString& name = m_units[id];
        if (name.isEmpty())
            name = units::name(m_asker.context, id);
        return name;
    }

    const Asker& m_asker;
    const plan::Plan& m_plan;
    std::vector<Movement> m_all;
    std::map<QString, declaration::Project> m_projects;
    std::map<QString, QString> m_units;
};

Table summary(const std::vector<Table>& tables, const QString& title) {
    Table table{.caption = u"汇总"_s,
                .unit = u"单位:元"_s,
                .columns = {{u"序号"_s, ColumnKind::Count, 3},
                            {title, ColumnKind::Text, 24},
                            {u"笔数"_s, ColumnKind::Count, 5, true},
                            {u"净拨付"_s, ColumnKind::Amount, 9, true}},
                .head = 1};
    for (const Table& one : tables)
        table.rows.push_back({QString::number(table.rows.size() + 1), one.caption,
                              QString::number(one.rows.size()), one.total.last()});
    addUp(table, 1);
    return table;
}

} // namespace

Printable paymentLedger(const Asker& asker, const QString& id) {
    const bool oneLine = plan::current(asker.context).line(id) != nullptr;
    const bool oneUnit = !oneLine && units::find(asker.context, id).has_value();
    if (id != u"line" && id != u"unit" && !oneLine && !oneUnit)
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.ledger-unknown", id)));
    const bool byUnit = id == u"unit" || oneUnit;
    const QString only = oneLine || oneUnit ? id : QString();
    Register payments(asker);
    Printable paper = begin(asker, u"ledger"_s, id);
    paper.title += byUnit ? u"(按单位)"_s : u"(按支持项目)"_s;
    paper.number.clear();
    paper.landscape = true;
    std::vector<Table> tables;
    for (const Group& group : byUnit ? payments.byUnit(only) : payments.byLine(only))
        tables.push_back(payments.tableOf(group, byUnit));
    const bool several = only.isEmpty();
    Table whole = summary(tables, byUnit ? u"单位"_s : u"支持项目"_s);
    const QString total = whole.total.last();
    if (several)
        paper.blocks.emplace_back(std::move(whole));
    for (Table& table : tables)
        paper.blocks.emplace_back(std::move(table));
    paper.blocks.emplace_back(Paragraph{u"截至 %1,净拨付合计 %2。负数为退票冲回或退回。"_s.arg(
        longDate(asker.context.today()), inWords(total))});
    if (oneLine)
        addNotices(paper, plan::current(asker.context), {id});
    return paper;
}

} // namespace reports
