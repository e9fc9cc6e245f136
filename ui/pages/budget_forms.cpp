// SPDX-License-Identifier: GPL-3.0-only
#include "page_registry.h"
#include "plan_facts.h"

#include <api/budget.h>
#include <money/fen.h>
#include <theme/theme.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/plan_words.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using money::Fen;

namespace {

// What hangs on the evaluation: the lines that have money of it, and what each has.
struct Award {
    std::map<QString, Fen> before;
    Fen awarded; // by the evaluation that passed
    bool passed = false;

    Award(const PlanFacts& plan, const api::BudgetExecution& figures, const QJsonArray& changes) {
        QStringList sources;
        for (const api::PlanSource& source : plan.plan().sources)
            if (source.condition == u"evaluation")
                sources << source.code;
        for (const api::BudgetRow& row : figures.rows)
            if (sources.contains(row.source))
                before[row.line] += row.budget;
        for (const QJsonValue& one : changes) {
            const QJsonObject change = one.toObject();
            if (passed || change.value("command"_L1) != "evaluation.record"_L1
                || labels::is(change.value("state"_L1).toString(), labels::ReceiptState::Voided))
                continue;
            passed = change.value("passed"_L1).toBool();
            awarded = Fen::parsePrinted(change.value("awarded"_L1).toString());
        }
    }

    std::map<QString, Fen> after(const Form& form) const {
        std::map<QString, Fen> then = before;
        for (const QJsonValue& one : form.with().value("allocations"_L1).toArray())
            if (const auto amount = Fen::parse(one.toObject().value("amount"_L1).toString());
                amount && one.toObject().contains("line"_L1))
                then[one.toObject().value("line"_L1).toString()] = *amount;
        return then;
    }

    // "批复 4,800,000.00 元 · 各支持项目合计 5,000,000.00 元 · 还要减少 200,000.00 元".
    QString rest(const Form& form) const {
        if (!passed)
            return widgets::planWorded(QObject::tr("{evaluation}还没有通过,批复以后才能调整。"));
        Fen sum;
        for (const auto& [line, amount] : after(form))
            sum += amount;
        const Fen left = awarded - sum;
        const QString state = left.isZero() ? QObject::tr("✓ 与批复相符")
                              : left.isNegative()
                                  ? QObject::tr("还要减少 %1 元").arg((sum - awarded).grouped())
                                  : QObject::tr("还要增加 %1 元").arg(left.grouped());
        return QObject::tr("批复 %1 元 · 各支持项目合计 %2 元 · %3")
            .arg(awarded.grouped(), sum.grouped(), state);
    }

    QJsonArray rows(const Form& form, const PlanFacts& plan) const {
        QJsonArray rows;
        const auto add = [&](const QString& words, Fen first, Fen then) {
            rows.append(QJsonObject{{"words"_L1, words},
                                    {"before"_L1, first.toYuan()},
                                    {"change"_L1, (then - first).toYuan()},
                                    {"after"_L1, then.toYuan()}});
        };
        Fen first;
        Fen then;
        for (const auto& [line, amount] : after(form)) {
            const auto had = before.find(line);
            const Fen was = had == before.end() ? Fen() : had->second;
            add(plan.lineName(line), was, amount);
            first += was;
            then += amount;
        }
        add(QObject::tr("合计"), first, then);
        return rows;
    }

    QList<Choice> lines(const PlanFacts& plan) const {
        QList<Choice> theirs;
        for (const Choice& line : plan.lines())
            if (before.contains(line.code))
                theirs << line;
        return theirs;
    }
};

// The forms of money coming in and of changes to the plan, one for each command; the place's id
// names it.
class BudgetForm : public Page {
public:
    BudgetForm(session::Session& session, const NavigationTarget& place) : Page(session, place) {
        setTitle(commandWord(place.id));
    }
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void make(const PlanFacts& plan, const api::BudgetExecution& figures);
    void makeReceive(Form& form, const PlanFacts& plan);
    void makeInterest(Form& form);
    void makeEvaluation(Form& form);
    void makeReallocate(Form& form, const PlanFacts& plan, const api::BudgetExecution& figures);
    void makeSupplement(Form& form, const PlanFacts& plan);
    void makeAward(Form& form, const PlanFacts& plan, const api::BudgetExecution& figures);
    void makeReturn(Form& form, const PlanFacts& plan);
    void makeRulePath(Form& form, const PlanFacts& plan);
    RowsField* allocations(const PlanFacts& plan, int rows);
    void showEffect(const Form& form, const api::BudgetExecution& figures, ListModel& effect);
    DateField* today() { return new DateField(m_session.today()); }

    bool m_made = false;
    QJsonArray m_changes; // of the plan, newest first
};

// A form is made once: a refresh must not take away what was typed.
void BudgetForm::refresh() {
    if (m_made)
        return;
    m_made = true;
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_session.ask(u"change.list"_s, {}, this, [this](const journal::Answer& changes) {
            m_changes = changes.result.toObject().value("items"_L1).toArray();
        });
        m_session.ask(u"budget.execution"_s, {}, this, [this, plan](const journal::Answer& answer) {
            make(plan, api::fromJson<api::BudgetExecution>(answer.result));
        });
    });
}

void BudgetForm::make(const PlanFacts& plan, const api::BudgetExecution& figures) {
    const QString command = place().id;
    auto* card = new Card(commandWord(command));
    auto* form = new Form(m_session, command);
    const QHash<QString, std::function<void()>> makers{
        {u"fund.receive"_s, [&] { makeReceive(*form, plan); }},
        {u"fund.interest"_s, [&] { makeInterest(*form); }},
        {u"evaluation.record"_s, [&] { makeEvaluation(*form); }},
        {u"plan.reallocate"_s, [&] { makeReallocate(*form, plan, figures); }},
        {u"plan.supplement"_s, [&] { makeSupplement(*form, plan); }},
        {u"plan.adjust-award"_s, [&] { makeAward(*form, plan, figures); }},
        {u"fund.return"_s, [&] { makeReturn(*form, plan); }},
        {u"plan.rule-path"_s, [&] { makeRulePath(*form, plan); }}};
    if (!makers.contains(command))
        return;
    makers.value(command)();
    if (session::Session::isDeciding(command))
        form->addSignature();
    form->keepDraft({});
    connect(form, &Form::done, this, [this] { Q_EMIT back(); });
    connect(form, &Form::cancelled, this, &Page::back);
    card->body->addWidget(form);
    body()->addWidget(card, 0, Qt::AlignTop);
    body()->addStretch();
    form->focusFirst();
}

void BudgetForm::makeReceive(Form& form, const PlanFacts& plan) {
    form.proposeNumber(u"receipt"_s);
    form.add(u"source"_s, tr("资金来源"), new ChoiceField(plan.sources()));
    form.add(u"amount"_s, tr("到账金额"), new MoneyField);
    form.add(u"date"_s, tr("到账日期"), today());
    form.add(u"document"_s, tr("文号"), new TextField(20));
}

void BudgetForm::makeInterest(Form& form) {
    form.proposeNumber(u"interest"_s);
    form.add(u"amount"_s, tr("利息金额"), new MoneyField);
    form.add(u"date"_s, tr("日期"), today());
    form.add(u"voucher"_s, tr("凭证号"), new TextField(12));
    form.addNote(label(tr("利息单独存放,不作任何支出。"), "muted"));
}

void BudgetForm::makeEvaluation(Form& form) {
    form.proposeNumber(u"evaluation"_s);
    auto* passed = form.add(u"passed"_s, tr("评价结论"), new FlagField(tr("通过")));
    form.add(u"awarded"_s, tr("批复第二批资金"), new MoneyField);
    form.add(u"date"_s, tr("日期"), today());
    form.add(u"document"_s, tr("文号"), new TextField(20));
    form.addNote(
        label(tr("没有通过的没有批复金额。通过以后要更改,由第二个人先作废这次评价。"), "muted"));
    // Not passed is nothing awarded: there is no sum to be typed.
    const auto chosen = [&form, passed] {
        form.fix(u"awarded"_s, u"0.00"_s);
        form.setShown(u"awarded"_s, passed->value().toBool());
    };
    connect(passed, &Field::edited, &form, chosen);
    chosen();
}

void BudgetForm::makeReallocate(Form& form, const PlanFacts& plan,
                                const api::BudgetExecution& figures) {
    form.proposeNumber(u"reallocation"_s);
    form.add(u"date"_s, tr("批准日期"), today());
    form.add(u"document"_s, widgets::planWorded(tr("{group}文号")), new TextField(20));
    form.add(
        u"moves"_s, tr("调整"),
        new RowsField({{u"from"_s, tr("调出"), [=] { return new ChoiceField(plan.lines()); }},
                       {u"to"_s, tr("调入"), [=] { return new ChoiceField(plan.lines()); }},
                       {u"source"_s, tr("来源"), [=] { return new ChoiceField(plan.sources()); }},
                       {u"amount"_s, tr("金额"), [] { return new MoneyField; }}}));
    QList<Choice> items;
    for (const Choice& line : plan.lines())
        for (const Choice& item : plan.itemsOf(line.code))
            items.append({item.code, line.code + u' ' + item.words});
    form.add(u"items"_s, tr("同时改定的上限"),
             new RowsField({{u"item"_s, tr("支持内容"), [=] { return new ChoiceField(items); }},
                            {u"ceiling"_s, tr("新的上限"), [] { return new MoneyField; }}}),
             false);
    auto* effect = new ListModel({{u"words"_s, tr("支持项目"), Column::Kind::Text, 360},
                                  {u"source_words"_s, tr("来源"), Column::Kind::Text, 140},
                                  {u"before"_s, tr("调整前(元)"), Column::Kind::Amount, 115},
                                  {u"change"_s, tr("调整"), Column::Kind::Amount, 115},
                                  {u"after"_s, tr("调整后"), Column::Kind::Amount, 115},
                                  {u"available"_s, tr("现可用"), Column::Kind::Amount, 115}},
                                 &form);
    auto* table = new TableView(effect, u"reallocation-effect"_s);
    table->setAccessibleName(tr("调整的结果"));
    table->fitToRows(4);
    form.addNote(table);
    connect(&form, &Form::edited, this, [this, &form, figures, effect, plan] {
        showEffect(form, figures, *effect);
        QJsonArray named;
        for (int i = 0; i < effect->rowCount(); ++i) {
            QJsonObject row = effect->item(i);
            row.insert("words"_L1, plan.lineName(row.value("line"_L1).toString()));
            row.insert("source_words"_L1, plan.sourceName(row.value("source"_L1).toString()));
            named.append(row);
        }
        effect->setItems(named);
    });
}

// Before, change and after of each line and source that the moves touch.
void BudgetForm::showEffect(const Form& form, const api::BudgetExecution& figures,
                            ListModel& effect) {
    std::map<std::pair<QString, QString>, Fen> changes;
    for (const QJsonValue& one : form.with().value("moves"_L1).toArray()) {
        const QJsonObject move = one.toObject();
        const Fen amount = Fen::parsePrinted(move.value("amount"_L1).toString());
        const QString source = move.value("source"_L1).toString();
        if (source.isEmpty())
            continue;
        for (const auto& [key, sign] : {std::pair{"from"_L1, -1}, std::pair{"to"_L1, 1}})
            if (move.contains(key))
                changes[{move.value(key).toString(), source}] += sign > 0 ? amount : Fen() - amount;
    }
    QJsonArray rows;
    for (const auto& [where, change] : changes) {
        Fen before;
        Fen available;
        for (const api::BudgetRow& row : figures.rows) {
            if (row.line != where.first || row.source != where.second)
                continue;
            before = row.budget;
            available = row.available;
        }
        rows.append(QJsonObject{{"line"_L1, where.first},
                                {"source"_L1, where.second},
                                {"before"_L1, before.toYuan()},
                                {"change"_L1, change.toYuan()},
                                {"after"_L1, (before + change).toYuan()},
                                {"available"_L1, available.toYuan()}});
    }
    effect.setItems(rows);
}

RowsField* BudgetForm::allocations(const PlanFacts& plan, int rows) {
    return new RowsField(
        {{u"line"_s, tr("支持项目"), [=] { return new ChoiceField(plan.lines()); }},
         {u"amount"_s, tr("金额"), [] { return new MoneyField; }}},
        rows);
}

void BudgetForm::makeSupplement(Form& form, const PlanFacts& plan) {
    form.proposeNumber(u"supplement"_s);
    form.add(u"date"_s, tr("批准日期"), today());
    form.add(u"document"_s, widgets::planWorded(tr("{group}文号")), new TextField(20));
    form.add(u"source"_s, tr("资金来源"), new ChoiceField(plan.sources()));
    form.add(u"amount"_s, tr("追加金额"), new MoneyField);
    form.add(u"allocations"_s, tr("分配到"), allocations(plan, 2));
}

void BudgetForm::makeAward(Form& form, const PlanFacts& plan, const api::BudgetExecution& figures) {
    const Award award(plan, figures, m_changes);
    form.proposeNumber(u"adjustment"_s);
    form.add(u"date"_s, tr("批准日期"), today());
    form.add(u"document"_s, widgets::planWorded(tr("{group}文号")), new TextField(20));
    const QList<Choice> lines = award.lines(plan);
    form.add(u"allocations"_s, tr("第二批新预算"),
             new RowsField({{u"line"_s, tr("支持项目"), [lines] { return new ChoiceField(lines); }},
                            {u"amount"_s, tr("金额"), [] { return new MoneyField; }}},
                           3));
    form.addNote(label(tr("填各支持项目第二批资金的新预算;没有列出的保持不变。"), "muted"));
    auto* rest = label({});
    rest->setFont(theme::strong());
    rest->setObjectName(u"award-rest"_s);
    form.addNote(rest);
    auto* effect = new ListModel({{u"words"_s, tr("支持项目"), Column::Kind::Text, 400},
                                  {u"before"_s, tr("现预算(元)"), Column::Kind::Amount, 140},
                                  {u"change"_s, tr("调整"), Column::Kind::Amount, 140},
                                  {u"after"_s, tr("新预算"), Column::Kind::Amount, 140}},
                                 &form);
    auto* table = new TableView(effect, u"award-effect"_s);
    table->setAccessibleName(tr("调整的结果"));
    form.addNote(table);
    const auto show = [&form, effect, rest, plan, award] {
        effect->setItems(award.rows(form, plan));
        rest->setText(award.rest(form));
    };
    connect(&form, &Form::edited, effect, show);
    show();
    table->fitToRows(10);
}

void BudgetForm::makeReturn(Form& form, const PlanFacts& plan) {
    form.proposeNumber(u"return"_s);
    form.add(u"source"_s, tr("资金来源"), new ChoiceField(plan.sources()));
    form.add(u"amount"_s, tr("上缴金额"), new MoneyField);
    form.add(u"date"_s, tr("日期"), today());
    form.add(u"document"_s, tr("文号"), new TextField(20));
    form.add(u"voucher"_s, tr("凭证号"), new TextField(12));
    form.add(u"allocations"_s, tr("从哪些支持项目"), allocations(plan, 2));
}

void BudgetForm::makeRulePath(Form& form, const PlanFacts& plan) {
    QList<Choice> open;
    for (const Choice& line : plan.lines())
        if (!plan.line(line.code)->openPaths.isEmpty())
            open << line;
    form.proposeNumber(u"rule-path"_s);
    form.add(u"line"_s, tr("支持项目"), new ChoiceField(open));
    form.add(u"path"_s, tr("拨付方式"),
             new ChoiceField({{u"prepaid"_s, kindWord(u"prepaid"_s)},
                              {u"staged"_s, kindWord(u"staged"_s)},
                              {u"acceptance"_s, tr("验收拨付")}}));
    form.add(u"date"_s, tr("日期"), today());
    form.add(u"document"_s, tr("解释文件"), new TextField(20));
}

} // namespace

Page* makeBudgetForm(session::Session& session, const NavigationTarget& place) {
    return new BudgetForm(session, place);
}

} // namespace pages
