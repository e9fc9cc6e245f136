// SPDX-License-Identifier: GPL-3.0-only
#include "book.h"

#include "sheets.h"

#include <journal/chain.h>
#include <plan/plan.h>

#include <algorithm>

namespace audit {

using namespace Qt::Literals::StringLiterals;
using journal::Context;
using reports::Check;
using reports::Sum;
using reports::Where;
using reports::Workbook;

namespace {

using Sums = std::vector<Sum>;
using Wheres = std::vector<Where>;

Sum sum(const QString& sheet, const QString& column, const Wheres& where = {}) {
    return {.sheet = sheet, .column = column, .where = where};
}

Sum less(Sum sum) {
    sum.minus = true;
    return sum;
}

Sum rows(const QString& sheet, const Wheres& where = {}) {
    return {.sheet = sheet, .where = where};
}

// What postings moved into an account, less what they moved out of it.
Sums moved(const QString& account, Wheres where = {}) {
    Wheres out = where;
    where.push_back({u"转入"_s, ledger::accountName(account)});
    out.push_back({u"转出"_s, ledger::accountName(account)});
    return {sum(u"分录"_s, u"金额"_s, where), less(sum(u"分录"_s, u"金额"_s, out))};
}

Sums outOf(const QString& account, const Wheres& where = {}) {
    Sums sums = moved(account, where);
    for (Sum& one : sums)
        one.minus = !one.minus;
    return sums;
}

Sums operator+(Sums a, const Sums& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
}

class Checks {
public:
    Checks(Context& context, Workbook& book) : m_context(context), m_book(book) {}

    void all() {
        for (const plan::Source& source : plan::current(m_context).sources)
            ofSource(source.code, source.name);
        ofLines();
        ofProjects();
        for (const QStringList& page : m_book.sheet(u"公示"_s).table.rows)
            ofPage(page);
        ofJournal();
    }

private:
    void add(const QString& about, const QString& leftName, const Sums& left,
             const QString& rightName, const Sums& right, bool count = false) {
        m_book.checks.push_back({about, leftName, left, rightName, right, count});
    }

    void ofSource(const QString& code, const QString& name) {
        const Wheres of{{u"来源"_s, code}};
        const auto figure = [&](const QString& column) { return sum(u"来源"_s, column, of); };
        const Sums paid{sum(u"拨付"_s, u"净拨付"_s, of)};
        const Sums receipts{sum(u"到账"_s, u"金额"_s, {of.front(), {u"状态"_s, u"已到账"_s}})};
        const Sums recovered{sum(u"追回"_s, u"金额"_s, {of.front(), {u"状态"_s, u"有效"_s}})};
        const Sums handedUp{sum(u"上缴和追加"_s, u"金额"_s,
                                {of.front(), {u"状态"_s, u"有效"_s}, {u"类别"_s, u"上缴"_s}})};
        add(name + u"·到账"_s, u"到账表"_s, receipts, u"来源表 到账"_s, {figure(u"到账"_s)});
        add(name + u"·到账"_s, u"分录 拨款单位转出"_s, outOf(u"treasury"_s, of), u"来源表 到账"_s,
            {figure(u"到账"_s)});
        add(name + u"·已拨付"_s, u"拨付表 净拨付"_s, paid, u"来源表 已拨付"_s,
            {figure(u"已拨付"_s)});
        add(name + u"·已拨付"_s, u"分录 收款单位转入"_s, moved(u"paid-out"_s, of),
            u"来源表 已拨付"_s, {figure(u"已拨付"_s)});
        add(name + u"·已拨付"_s, u"拨付流水 各笔合计"_s, {sum(u"拨付流水"_s, u"金额"_s, of)},
            u"来源表 已拨付"_s, {figure(u"已拨付"_s)});
        add(name + u"·已拨付"_s, u"执行表各项目合计"_s, {sum(u"执行"_s, u"已拨付"_s, of)},
            u"来源表 已拨付"_s, {figure(u"已拨付"_s)});
        add(name + u"·已追回"_s, u"追回表"_s, recovered, u"来源表 已追回"_s, {figure(u"已追回"_s)});
        add(name + u"·已上缴"_s, u"上缴表"_s, handedUp, u"来源表 已上缴"_s, {figure(u"已上缴"_s)});
        add(name + u"·账上资金"_s, u"到账 - 净拨付 + 追回 - 上缴"_s,
            receipts + Sums{less(paid.front())} + recovered + outOf(u"handed-up"_s, of),
            u"来源表 账上资金"_s, {figure(u"账上资金"_s)});
        add(name + u"·账上资金"_s, u"分录 账上资金余额"_s, moved(u"cash"_s, of),
            u"来源表 账上资金"_s, {figure(u"账上资金"_s)});
        add(name + u"·已承诺"_s, u"分录 已承诺 + 申请中"_s,
            moved(u"committed"_s, of) + moved(u"requested"_s, of), u"执行表 已承诺"_s,
            {sum(u"执行"_s, u"已承诺"_s, of)});
        add(name + u"·项目已拨付"_s, u"项目表 已拨付"_s, {sum(u"项目"_s, u"已拨付"_s, of)},
            u"执行表 已拨付"_s, {sum(u"执行"_s, u"已拨付"_s, of)});
    }

    void ofLines() {
        for (const QStringList& row : m_book.sheet(u"执行"_s).table.rows) {
            const Wheres of{{u"支持项目"_s, row[0]}, {u"来源"_s, row[2]}};
            const QString name = row[0] + u" "_s + row[2];
            add(name + u"·已拨付"_s, u"拨付表 净拨付"_s, {sum(u"拨付"_s, u"净拨付"_s, of)},
                u"执行表 已拨付"_s, {sum(u"执行"_s, u"已拨付"_s, of)});
            add(name + u"·预算"_s, u"分录 预算指标和待调整转出"_s,
                outOf(u"authority"_s, of) + outOf(u"to-adjust"_s, of), u"执行表 预算"_s,
                {sum(u"执行"_s, u"预算"_s, of)});
            add(name + u"·可用"_s, u"分录 可用余额"_s, moved(u"available"_s, of), u"执行表 可用"_s,
                {sum(u"执行"_s, u"可用"_s, of)});
        }
    }

    void ofProjects() {
        add(u"验收核定·追回冲减"_s, u"追回表 扣减核定"_s,
            {sum(u"追回"_s, u"扣减核定"_s, {{u"状态"_s, u"有效"_s}})}, u"项目表 追回冲减核定"_s,
            {sum(u"项目"_s, u"追回冲减核定"_s)});
        add(u"验收核定"_s, u"验收表 合格的核定金额"_s,
            {sum(u"验收"_s, u"核定金额"_s, {{u"状态"_s, u"验收合格"_s}})},
            u"项目表 已核定和追回冲减"_s,
            {sum(u"项目"_s, u"已核定"_s), sum(u"项目"_s, u"追回冲减核定"_s)});
        add(u"收款单位"_s, u"收款表"_s, {sum(u"收款"_s, u"金额"_s)}, u"拨付表 金额"_s,
            {sum(u"拨付"_s, u"金额"_s)});
        add(u"收款单位·净拨付"_s, u"收款表 净拨付"_s, {sum(u"收款"_s, u"净拨付"_s)},
            u"拨付表 净拨付"_s, {sum(u"拨付"_s, u"净拨付"_s)});
        add(u"收款单位·净拨付"_s, u"拨付流水"_s, {sum(u"拨付流水"_s, u"金额"_s)},
            u"收款表 净拨付"_s, {sum(u"收款"_s, u"净拨付"_s)});
        add(u"收款单位·已追回"_s, u"收款表 已追回"_s, {sum(u"收款"_s, u"已追回"_s)}, u"追回表"_s,
            {sum(u"追回"_s, u"金额"_s, {{u"状态"_s, u"有效"_s}})});
        add(u"监管追回"_s, u"追回表"_s, {sum(u"追回"_s, u"金额"_s, {{u"状态"_s, u"有效"_s}})},
            u"监管发现表 已追回"_s, {sum(u"监管发现"_s, u"已追回"_s)});
        add(u"利息"_s, u"分录 利息余额"_s, moved(u"interest"_s), u"来源表 利息"_s,
            {sum(u"来源"_s, u"利息"_s)});
    }

    // A page against the books at its month's end; `row` is of the sheet 公示. An acceptance that was
    // voided later counts where it was concluded, and is taken off where it was voided.
    void ofPage(const QStringList& row) {
        const QString& number = row[0];
        const QString& month = row[1];
        const QString& end = row[3];
        const Wheres page{{u"公示编号"_s, number}};
        const Wheres closing{{u"月份"_s, month}};
        const Wheres inMonth{{u"日期"_s, month + u"-01"_s, end}};
        add(number + u"·本月拨付"_s, u"公示 本月拨付"_s, {sum(u"公示"_s, u"本月拨付"_s, page)},
            u"分录 本月收款单位净转入"_s, moved(u"paid-out"_s, inMonth));
        add(number + u"·本月拨付"_s, u"公示各行合计"_s, {sum(u"公示"_s, u"各行本月拨付"_s, page)},
            u"公示 本月拨付"_s, {sum(u"公示"_s, u"本月拨付"_s, page)});
        add(number + u"·累计拨付"_s, u"公示 累计拨付"_s, {sum(u"公示"_s, u"累计拨付"_s, page)},
            u"月末执行 已拨付"_s, {sum(u"月末执行"_s, u"已拨付"_s, closing)});
        const Where concluded{u"结论日期"_s, month + u"-01"_s, end};
        const auto accepted = [](const Wheres& where) {
            return sum(u"验收"_s, u"核定金额"_s, where);
        };
        add(number + u"·本月验收"_s, u"公示 本月验收"_s, {sum(u"公示"_s, u"本月验收"_s, page)},
            u"验收表 本月合格的核定金额 - 本月撤销"_s,
            {accepted({{u"状态"_s, u"验收合格"_s}, concluded}),
             accepted({{u"状态"_s, u"已作废"_s}, concluded}),
             less(accepted({{u"状态"_s, u"已作废"_s}, {u"撤销日期"_s, month + u"-01"_s, end}}))});
        for (const plan::Source& source : plan::current(m_context).sources) {
            const Where of{u"来源"_s, source.code};
            add(number + u"·"_s + source.name, u"公示 收到减已拨付"_s,
                {sum(u"公示来源"_s, u"收到"_s, {page.front(), of}),
                 less(sum(u"公示来源"_s, u"已拨付"_s, {page.front(), of}))},
                u"月末执行 到账减已拨付"_s,
                {sum(u"月末执行"_s, u"到账"_s, {closing.front(), of}),
                 less(sum(u"月末执行"_s, u"已拨付"_s, {closing.front(), of}))});
        }
    }

    void ofJournal() {
        const auto entries = [](const QString& command) {
            return rows(u"日志"_s, {{u"命令"_s, command}});
        };
        const auto amounts = [](const QString& command) {
            return sum(u"日志"_s, u"金额"_s, {{u"命令"_s, command}});
        };
        add(u"日志·到账"_s, u"日志 fund.receive 金额"_s, {amounts(u"fund.receive"_s)},
            u"到账表(含已作废)"_s, {sum(u"到账"_s, u"金额"_s)});
        add(u"日志·追回"_s, u"日志 supervision.recover 金额"_s, {amounts(u"supervision.recover"_s)},
            u"追回表"_s, {sum(u"追回"_s, u"金额"_s)});
        add(u"日志·合同"_s, u"日志 contract.record 金额"_s, {amounts(u"contract.record"_s)},
            u"合同表(含已作废)"_s, {sum(u"合同"_s, u"金额"_s)});
        add(u"日志·发票"_s, u"日志 invoice.record 金额"_s, {amounts(u"invoice.record"_s)},
            u"发票表(含已作废)"_s, {sum(u"发票"_s, u"金额"_s)});
        add(u"日志·上缴和追加"_s, u"日志 fund.return 和 plan.supplement 金额"_s,
            {amounts(u"fund.return"_s), amounts(u"plan.supplement"_s)}, u"上缴和追加表(含已作废)"_s,
            {sum(u"上缴和追加"_s, u"金额"_s)});
        add(u"日志·冲销"_s, u"日志 void 条数"_s, {entries(u"void"_s)}, u"冲销表 行数"_s,
            {rows(u"冲销"_s)}, true);
        add(u"日志·单位"_s, u"日志 unit.register 条数"_s, {entries(u"unit.register"_s)},
            u"单位表 行数"_s, {rows(u"单位"_s)}, true);
        add(u"日志·文件"_s, u"日志 document.file 条数"_s, {entries(u"document.file"_s)},
            u"文件表 行数"_s, {rows(u"文件"_s)}, true);
        add(u"日志·用户"_s, u"日志 user.add 和 fund.create 条数"_s,
            {entries(u"user.add"_s), entries(u"fund.create"_s)}, u"用户表 行数"_s,
            {rows(u"用户"_s)}, true);
        add(u"日志·公示"_s, u"日志 disclosure.publish 和 disclosure.amend 条数"_s,
            {entries(u"disclosure.publish"_s), entries(u"disclosure.amend"_s)}, u"公示表 行数"_s,
            {rows(u"公示"_s)}, true);
        add(u"日志·监管"_s, u"日志 supervision.find 条数"_s, {entries(u"supervision.find"_s)},
            u"监管发现表 行数"_s, {rows(u"监管发现"_s)}, true);
        add(u"日志·疑点说明"_s, u"日志 warning.explain 条数"_s, {entries(u"warning.explain"_s)},
            u"疑点说明表 行数"_s, {rows(u"疑点说明"_s)}, true);
        add(u"疑点·已说明"_s, u"疑点表 已说明 行数"_s,
            {rows(u"疑点"_s, {{u"状态"_s, u"已说明"_s}})}, u"疑点说明表 有效 行数"_s,
            {rows(u"疑点说明"_s, {{u"状态"_s, u"有效"_s}})}, true);
        add(u"日志·例外"_s, u"日志 例外数"_s, {sum(u"日志"_s, u"例外数"_s)}, u"例外表 行数"_s,
            {rows(u"例外"_s)}, true);
    }

    Context& m_context;
    Workbook& m_book;
};

} // namespace

Workbook makeBook(Context& context) {
    Workbook book;
    const plan::Plan& plan = plan::current(context);
    const journal::Head head = journal::head(context);
    book.title = plan.name + u"审计工作簿"_s;
    book.made = head.at.left(10);
    book.notes << u"日志共 %1 条,链头 %2"_s.arg(QString::number(head.seq),
                                                QString::fromLatin1(head.hash))
               << u"每项核对的数额一、数额二都是对后面各表的公式;差额不为 0 即不符。单位:元。"_s;
    audit::addMoneySheets(context, book);
    audit::addRecordSheets(context, book);
    audit::addWarnings(context, book);
    Checks(context, book).all();
    return book;
}

} // namespace audit
