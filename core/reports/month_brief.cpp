// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <api/inbox.h>
#include <disclosure/disclosures.h>
#include <identity/users.h>
#include <plan/warning_figures.h>

#include <QDate>

#include <set>

// 资金执行月报: one sheet a month for who leads the work, readable without the program. What stands
// at the month's end is asked as of that day; what is late, waits or is open is as of today, since
// that is what can still be mended.

namespace reports {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;
using money::Fen;

namespace {

constexpr qsizetype mostRows = 5; // of a list: the sheet is to stay one sheet

struct Month {
    QString last;   // the day up to which it tells
    QString before; // the last day of the month before
};

Month monthOf(const Asker& asker, const QString& id) {
    const QString today = asker.context.today();
    const QString month = id == u"-" ? today.left(7) : id;
    if (!journal::isDate(month + u"-01"_s))
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.month", id)));
    if (month > today.left(7))
        throw DocumentError(journal::badInput(u"id"_s, sentence("paper.month-ahead", id)));
    return {std::min(disclosure::lastDayOf(month), today),
            QDate::fromString(month + u"-01"_s, Qt::ISODate).addDays(-1).toString(Qt::ISODate)};
}

api::BudgetExecution executionOn(const Asker& asker, const QString& day) {
    return api::fromJson<api::BudgetExecution>(
        asker.ask(u"budget.execution"_s, QJsonObject{{"as_of"_L1, day}}));
}

QString wan(Fen amount) {
    return shown(ColumnKind::WanAmount, amount.toYuan());
}

// The requirement that holds on that day, else the first that will.
QString requirement(const plan::Plan& plan, const api::BudgetTotal& total, const QString& day) {
    const auto all = plan::rateThresholds(plan);
    const plan::RateThreshold* holds = nullptr;
    for (const plan::RateThreshold& one : all)
        if (one.since <= day)
            holds = &one;
    if (!holds)
        return all.empty() ? QString()
                           : u"拨付进度到 %1 应达到 %2%。"_s.arg(longDate(all.front().since),
                                                                 all.front().least.toText());
    const Fen due = total.budget.shareUp(holds->least);
    return u"拨付进度自 %1 起应达到 %2%,%3。"_s.arg(
        longDate(holds->since), holds->least.toText(),
        total.paid >= due ? u"已达到"_s : u"还差 %1 万元"_s.arg(wan(due - total.paid)));
}

Column rateBar() {
    return {.title = u"拨付进度"_s, .kind = ColumnKind::Percent, .width = 7, .bar = true};
}

Table bySource(const plan::Plan& plan, const api::BudgetExecution& now,
               const api::BudgetExecution& before) {
    Table table{.caption = u"资金来源"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"资金来源"_s, ColumnKind::Text, 10},
                            {u"安排"_s, ColumnKind::WanAmount, 5, true},
                            {u"上月末到账"_s, ColumnKind::WanAmount, 5, true},
                            {u"到账"_s, ColumnKind::WanAmount, 5, true},
                            {u"已承诺"_s, ColumnKind::WanAmount, 5, true},
                            {u"上月末拨付"_s, ColumnKind::WanAmount, 5, true},
                            {u"已拨付"_s, ColumnKind::WanAmount, 5, true},
                            {u"未拨付"_s, ColumnKind::WanAmount, 5, true},
                            rateBar()}};
    for (const api::SourceSum& row : now.bySource) {
        Fen received;
        Fen paid;
        for (const api::SourceSum& was : before.bySource)
            if (was.source == row.source) {
                received = was.received;
                paid = was.paid;
            }
        table.rows.push_back({sourceName(plan, row.source), row.planned.toYuan(), received.toYuan(),
                              row.received.toYuan(), row.committed.toYuan(), paid.toYuan(),
                              row.paid.toYuan(), (row.planned - row.paid).toYuan(),
                              money::rate(row.paid, row.planned)});
    }
    addUp(table, 0);
    table.total[8] = now.total.rate;
    return table;
}

Table byLine(const plan::Plan& plan, const api::BudgetExecution& now,
             const api::BudgetExecution& before) {
    Table table{.caption = u"支持项目"_s,
                .unit = u"单位:万元"_s,
                .columns = {{u"编号"_s, ColumnKind::Text, 3},
                            {u"支持项目"_s, ColumnKind::Text, 24},
                            {u"预算"_s, ColumnKind::WanAmount, 5, true},
                            {u"已承诺"_s, ColumnKind::WanAmount, 5, true},
                            {u"上月末拨付"_s, ColumnKind::WanAmount, 5, true},
                            {u"已拨付"_s, ColumnKind::WanAmount, 5, true},
                            {u"未拨付"_s, ColumnKind::WanAmount, 5, true},
                            rateBar()},
                .head = 1};
    for (const api::LineSum& row : now.byLine) {
        Fen paid;
        for (const api::LineSum& was : before.byLine)
            if (was.line == row.line)
                paid = was.paid;
        const plan::Line* line = plan.line(row.line);
        table.rows.push_back({row.line, line ? line->name : row.line, row.budget.toYuan(),
                              row.committed.toYuan(), paid.toYuan(), row.paid.toYuan(),
                              (row.budget - row.paid).toYuan(), row.rate});
    }
    addUp(table, 1);
    table.total[7] = now.total.rate;
    return table;
}

// The first few, and how many there are besides.
QString firstOf(const QStringList& all) {
    if (all.isEmpty())
        return u"没有"_s;
    const QString words = QStringList(all.mid(0, mostRows)).join(u";"_s);
    return all.size() > mostRows ? words + u";另有 %1 项"_s.arg(all.size() - mostRows) : words;
}

QStringList late(const Asker& asker) {
    std::vector<std::pair<qint64, QString>> found;
    const QJsonObject answer = asker.ask(u"due.list"_s).toObject();
    for (const QJsonValue& one : answer.value("items"_L1).toArray()) {
        const QString kind = one["kind"_L1].toString();
        const qint64 days = one["late"_L1].toInteger();
        // A password is its owner's business.
        if (days > 0 && kind != u"password")
            found.emplace_back(days, one["message"_L1].toString());
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    QStringList lines;
    for (const auto& [days, message] : found)
        lines << u"%1迟 %2 天"_s.arg(message.endsWith(u'。') ? message.chopped(1) + u',' : message)
                     .arg(days);
    return lines;
}

// What waits in anybody's inbox, by the role that it waits for.
QStringList waiting(const Asker& asker) {
    const plan::Plan& plan = plan::current(asker.context);
    const std::vector<std::pair<QString, QString>> roles{
        {u"clerk"_s, u"经办"_s},
        {u"reviewer"_s, plan.word(u"office"_s)},
        {u"inspector"_s, plan.word(u"inspecting"_s)},
        {u"leader"_s, plan.word(u"leader"_s)},
        {u"finance"_s, plan.word(u"finance"_s)}};
    QStringList lines;
    for (const auto& [role, name] : roles) {
        std::set<std::pair<QString, QString>> things;
        QString since;
        for (const identity::User& user : identity::users(asker.context)) {
            if (user.disabled || !user.roles.contains(role))
                continue;
            const Asker theirs{asker.context, asker.registry, user.id};
            for (const auto& item : api::listFromJson<api::InboxItem>(theirs.ask(u"inbox"_s))) {
                const journal::Command* command = asker.registry.command(item.command);
                if (item.isSignature() || !command || !command->roles.contains(role))
                    continue;
                things.emplace(item.command, item.id);
                since = since.isEmpty() ? item.since : std::min(since, item.since);
            }
        }
        if (!things.empty())
            lines << u"%1 %2 项(最早 %3)"_s.arg(name).arg(things.size()).arg(since);
    }
    return lines;
}

QStringList openWarnings(const Asker& asker) {
    std::map<QString, int> titles;
    QString after;
    do {
        QJsonObject with{{"open"_L1, true}, {"count"_L1, 1000}};
        if (!after.isEmpty())
            with.insert("after"_L1, after);
        const QJsonObject answer = asker.ask(u"warning.list"_s, with).toObject();
        for (const QJsonValue& one : answer.value("items"_L1).toArray())
            ++titles[one["title"_L1].toString()];
        after = answer.value("next"_L1).toString();
    } while (!after.isEmpty());
    std::vector<std::pair<QString, int>> sorted(titles.begin(), titles.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    QStringList lines;
    for (const auto& [title, count] : sorted)
        lines << u"%1 %2 项"_s.arg(title).arg(count);
    return lines;
}

} // namespace

Printable monthBrief(const Asker& asker, const QString& id) {
    const plan::Plan& plan = plan::current(asker.context);
    const Month month = monthOf(asker, id);
    const api::BudgetExecution now = executionOn(asker, month.last);
    const api::BudgetExecution before = executionOn(asker, month.before);
    Printable paper = begin(asker, u"month-brief"_s, id);
    paper.number.clear();
    const Fen paidInMonth = now.total.paid - before.total.paid;
    paper.blocks.emplace_back(Paragraph{
        u"截至 %1,预算 %2 万元,到账 %3 万元,已承诺 %4 万元,已拨付 %5 万元(本月 %6 万元),未拨付 %7 万元,拨付进度 %8。%9"_s
            .arg(longDate(month.last), wan(now.total.budget), wan(now.total.received),
                 wan(now.total.committed), wan(now.total.paid), wan(paidInMonth),
                 wan(now.total.budget - now.total.paid), shown(ColumnKind::Percent, now.total.rate),
                 requirement(plan, now.total, month.last)),
        Paragraph::Role::Note});
    paper.blocks.emplace_back(bySource(plan, now, before));
    paper.blocks.emplace_back(byLine(plan, now, before));
    paper.blocks.emplace_back(
        Table{.caption = u"截至 %1 要办的事"_s.arg(longDate(asker.context.today())),
              .columns = {{u"事项"_s, ColumnKind::Text, 6}, {u"内容"_s, ColumnKind::Text, 42}},
              .rows = {{u"逾期"_s, firstOf(late(asker))},
                       {u"待办"_s, firstOf(waiting(asker))},
                       {u"未说明的疑点"_s, firstOf(openWarnings(asker))}}});
    return paper;
}

} // namespace reports
