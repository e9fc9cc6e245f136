// SPDX-License-Identifier: GPL-3.0-only
#include "form_page.h"
#include "page_registry.h"
#include "plan_facts.h"

#include <widgets/look_up.h>
#include <widgets/rows_edit.h>
#include <widgets/words.h>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;

namespace {

// A year is a whole number in the contract.
class YearField : public ChoiceField {
public:
    YearField() : ChoiceField({}) {}
    QJsonValue value() const override {
        return code().isEmpty() ? QJsonValue(QJsonValue::Undefined) : QJsonValue(code().toInt());
    }
    void setValue(const QJsonValue& value) override {
        ChoiceField::setValue(value.isDouble() ? QJsonValue(QString::number(value.toInteger()))
                                               : value);
    }
};

// 项目申报 (第七条), also of a project that was returned (the place's id), and of one that was
// there before the program (the filter "do=opening.project"). What is asked depends on
// the line and its item: years, several sources, materials. Beside it stand the unit, what the
// line supports, what is left of it and the notices of the source document.
class Declare : public FormPage {
public:
    Declare(session::Session& session, const NavigationTarget& place)
        : FormPage(session, place),
          m_command(place.filter.contains(u"do=opening.project") ? u"opening.project"_s
                                                                 : u"project.declare"_s) {
        setTitle(place.id.isEmpty() ? commandWord(m_command) : tr("%1 重新申报").arg(place.id));
    }

protected:
    void begin() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void make(const QJsonObject& earlier);
    bool isHistory() const { return m_command == u"opening.project"; }
    void addFields();
    void addState();
    void addSources();
    void lineChosen();
    void itemChosen();
    void showLine();
    void showReturned(const QJsonObject& earlier);
    QStringList possibleSources() const;

    QString m_command;
    Form* m_form = nullptr;
    LookUpField* m_unit = nullptr;
    ChoiceField* m_line = nullptr;
    ChoiceField* m_item = nullptr;
    ChoiceField* m_year = nullptr;
    RowsField* m_sources = nullptr;
    MoneyField* m_support = nullptr;
    ChecksField* m_materials = nullptr;
    Card* m_about = nullptr;
    PlanFacts m_plan;
    QJsonArray m_rows; // budget.execution, line by source
};

void Declare::begin() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        m_session.ask(u"budget.execution"_s, {}, this, [this](const journal::Answer& answer) {
            m_rows = answer.result.toObject().value("rows"_L1).toArray();
            if (place().id.isEmpty()) {
                make({});
                return;
            }
            m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this,
                          [this](const journal::Answer& said) {
                              if (said.ok())
                                  make(said.result.toObject());
                              else
                                  showTrouble(said);
                          });
        });
    });
}

void Declare::make(const QJsonObject& earlier) {
    m_form = start(m_command, title());
    if (earlier.isEmpty())
        m_form->proposeNumber(u"project"_s);
    else
        m_form->fix(u"id"_s, place().id);
    addFields();
    if (!earlier.isEmpty()) {
        showReturned(earlier);
        QJsonObject before = earlier;
        before.remove(u"date"_s);
        QJsonArray sources;
        for (const QJsonValue& one : earlier.value("by_source"_L1).toArray())
            sources.append(QJsonObject{{"source"_L1, one.toObject().value("source"_L1)},
                                       {"amount"_L1, one.toObject().value("support"_L1)}});
        before.insert("sources"_L1, sources);
        m_form->setValues(before);
        lineChosen();
        m_form->setValues(before);
    } else {
        for (const QString& key : {u"unit"_s, u"line"_s})
            if (const QString value = filterValue(place(), key); !value.isEmpty())
                m_form->field(key)->setValue(value);
    }
    m_about = side(tr("支持项目"));
    finish(m_form, place().id, [this] {
        if (isHistory())
            return NavigationTarget{u"opening"_s};
        return NavigationTarget{u"project"_s, m_form->with().value("id"_L1).toString()};
    });
    const QJsonObject typed = m_form->with(); // a draft, perhaps
    lineChosen();
    m_form->setValues(typed);
}

void Declare::addFields() {
    m_unit = m_form->add(u"unit"_s, tr("项目单位"),
                         new LookUpField(m_session, u"unit.list"_s, [](const QJsonObject& row) {
                             return row.value("id"_L1).toString() + u' '
                                    + row.value("name"_L1).toString();
                         }));
    m_line = m_form->add(u"line"_s, tr("支持项目"), new ChoiceField(m_plan.lines()));
    m_item = m_form->add(u"item"_s, tr("支持内容"), new ChoiceField({}));
    m_year = m_form->add(u"year"_s, tr("年度"), new YearField);
    m_form->add(u"name"_s, tr("项目名称"), new TextField(46));
    m_form->add(u"content"_s, tr("建设内容"), new LongTextField(4));
    m_form->add(u"schedule.from"_s, tr("开始日期"), new DateField);
    m_form->add(u"schedule.to"_s, tr("完成日期"), new DateField);
    m_support = m_form->add(u"support"_s, tr("申请支持"), new MoneyField);
    addSources();
    QList<Choice> materials;
    for (const QString& one : {u"建设改造方案"_s, u"设备采购方案"_s, u"培训开班申请表"_s,
                               u"活动实施方案"_s, u"门头店招"_s, u"室内装饰设计方案"_s})
        materials.append({one, one});
    m_materials = m_form->add(u"materials"_s, tr("申报材料"), new ChecksField(materials, true));
    m_form->add(u"date"_s, tr("申报日期"),
                new DateField(isHistory() ? QString() : m_session.today()));
    if (isHistory())
        addState();
    connect(m_line, &Field::edited, this, &Declare::lineChosen);
    connect(m_item, &Field::edited, this, &Declare::itemChosen);
}

// How far it had come.
void Declare::addState() {
    QList<Choice> states;
    for (const QString& state : {u"declared"_s, u"approved"_s, u"started"_s, u"closed"_s})
        states.append({state, stateText(u"project"_s, state)});
    auto* state = m_form->add(u"state"_s, tr("当时状态"), new ChoiceField(states));
    m_form->add(u"accepted"_s, tr("验收合格金额"), new MoneyField, false);
    const auto chosen = [this, state] {
        m_form->setShown(u"accepted"_s, !state->code().isEmpty() && state->code() != u"declared");
    };
    connect(state, &Field::edited, this, chosen);
    chosen();
}

void Declare::addSources() {
    const QList<Choice> sources = m_plan.sources();
    m_sources = m_form->add(
        u"sources"_s, tr("资金来源"),
        new RowsField({{u"source"_s, tr("来源"), [sources] { return new ChoiceField(sources); }},
                       {u"amount"_s, tr("金额"), [] { return new MoneyField; }}},
                      2));
}

// The sources that this line and item may be paid from; the core has the last word.
QStringList Declare::possibleSources() const {
    QStringList codes;
    for (const QJsonValue& one : m_plan.item(m_item->code()).value("sources"_L1).toArray())
        codes << one.toString();
    if (codes.isEmpty())
        codes = m_plan.line(m_line->code()).value("by_source"_L1).toObject().keys();
    return codes;
}

void Declare::lineChosen() {
    const QList<Choice> items = m_plan.itemsOf(m_line->code());
    m_item->setChoices(items);
    m_form->setShown(u"item"_s, !items.isEmpty());
    itemChosen();
}

void Declare::itemChosen() {
    const QJsonObject item = m_plan.item(m_item->code());
    const QJsonArray years = item.value("years"_L1).toArray();
    const bool yearly = !years.isEmpty() || !item.value("yearly_ceiling"_L1).toString().isEmpty()
                        || item.value("count_per_year"_L1).toInt() > 0;
    QList<int> offered;
    for (const QJsonValue& year : years)
        offered << year.toInt();
    const int now = m_session.today().left(4).toInt();
    if (years.isEmpty())
        offered = {now - 1, now, now + 1};
    QList<Choice> choices;
    for (const int year : std::as_const(offered))
        choices.append({QString::number(year), tr("%1 年").arg(year)});
    m_year->setChoices(choices);
    m_form->setShown(u"year"_s, yearly);
    m_form->setShown(u"sources"_s, possibleSources().size() > 1);
    showLine();
}

void Declare::showLine() {
    if (!m_about)
        return;
    widgets::clear(m_about->body);
    const QJsonObject line = m_plan.line(m_line->code());
    if (line.isEmpty()) {
        m_about->body->addWidget(label(tr("选好支持项目,这里显示它的范围、标准和余额。"), "muted"));
        return;
    }
    const QJsonObject item = m_plan.item(m_item->code());
    QStringList left;
    for (const QJsonValue& one : std::as_const(m_rows)) {
        const QJsonObject row = one.toObject();
        if (row.value("line"_L1) != m_line->code())
            continue;
        left << tr("%1 %2 元%3")
                    .arg(m_plan.sourceName(row.value("source"_L1).toString()),
                         yuan(row.value("available"_L1)),
                         row.value("locked"_L1).toBool() ? tr("(未到位)") : QString());
    }
    const auto wanted = [&](const char* key) { return item.value(QLatin1StringView(key)); };
    QString standard;
    if (const QString each = wanted("unit_amount").toString(); !each.isEmpty())
        standard = tr("每个 %1 元").arg(yuan(each));
    if (const int count = wanted("count_per_year").toInt(); count > 0)
        standard += tr(",每年 %1 个").arg(count);
    if (const QString yearly = wanted("yearly_ceiling").toString(); !yearly.isEmpty())
        standard += tr("每年 %1 元以内").arg(yuan(yearly));
    QStringList materials;
    for (const QJsonValue& one : wanted("materials").toArray())
        materials << one.toString();
    const QString ceiling = wanted("ceiling").toString();
    m_support->setLimit(ceiling.isEmpty() ? QString() : tr("限额 %1 元").arg(yuan(ceiling)));
    m_about->body->addWidget(factsTable(
        {{tr("项目"), m_plan.lineName(m_line->code())},
         {tr("拨付方式"), m_plan.pathName(line.value("path"_L1).toString())},
         {tr("可用"), left.join(u'\n')},
         {tr("内容限额"), ceiling.isEmpty() ? QString() : tr("%1 元").arg(yuan(ceiling))},
         {tr("单项标准"), standard},
         {tr("必备材料"), materials.join(u"、"_s)},
         {tr("支持范围"), line.value("scope"_L1).toString()},
         {tr("支持标准"), line.value("standard_words"_L1).toString()}}));
    QStringList notices;
    for (const QJsonValue& one : line.value("notices"_L1).toArray())
        notices << u"⚠ "_s + one.toString();
    if (notices.isEmpty())
        return;
    auto* words = label(notices.join(u'\n'), "notice");
    words->setWordWrap(true);
    m_about->body->addWidget(words);
}

void Declare::showReturned(const QJsonObject& earlier) {
    QJsonObject back;
    for (const QJsonValue& one : earlier.value("steps"_L1).toArray())
        if (one.toObject().value("step"_L1) == u"return"_s)
            back = one.toObject();
    Card* card = side(tr("退回意见"));
    auto* words = label(back.value("opinion"_L1).toString(), "notice");
    words->setWordWrap(true);
    words->setObjectName(u"returned-because"_s);
    card->body->addWidget(words);
    card->body->addWidget(label(back.value("date"_L1).toString(), "muted"));
}

} // namespace

Page* makeDeclare(session::Session& session, const NavigationTarget& place) {
    return new Declare(session, place);
}

} // namespace pages
