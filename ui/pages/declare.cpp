// SPDX-License-Identifier: GPL-3.0-only
#include "form_page.h"
#include "page_registry.h"
#include "plan_facts.h"

#include <api/budget.h>
#include <api/project.h>
#include <widgets/look_up.h>
#include <widgets/plan_words.h>
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
    using Earlier = std::optional<api::Project>; // one that was sent back
    void make(const Earlier& earlier);
    bool isHistory() const { return m_command == u"opening.project"; }
    void addFields();
    void addState();
    void addSources();
    void lineChosen();
    void itemChosen();
    void showLine();
    void showReturned(const api::Project& earlier);
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
    std::vector<api::BudgetRow> m_rows;
};

void Declare::begin() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        m_session.ask(u"budget.execution"_s, {}, this, [this](const journal::Answer& answer) {
            m_rows = api::fromJson<api::BudgetExecution>(answer.result).rows;
            if (place().id.isEmpty()) {
                make({});
                return;
            }
            m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this,
                          [this](const journal::Answer& said) {
                              if (said.ok())
                                  make(api::fromJson<api::Project>(said.result));
                              else
                                  showTrouble(said);
                          });
        });
    });
}

void Declare::make(const Earlier& earlier) {
    m_form = start(m_command, title());
    if (earlier)
        m_form->fix(u"id"_s, place().id);
    else
        m_form->proposeNumber(u"project"_s);
    addFields();
    if (earlier) {
        showReturned(*earlier);
        QJsonObject before = api::toJson(*earlier);
        before.remove(u"date"_s);
        QJsonArray sources;
        for (const api::ProjectSource& one : earlier->bySource)
            sources.append(
                QJsonObject{{"source"_L1, one.source}, {"amount"_L1, one.support.toYuan()}});
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
    m_form->add(u"base.investment"_s, tr("总投资"), new MoneyField);
    m_form->add(u"base.own"_s, tr("其中自筹"), new MoneyField);
    QList<Choice> materials;
    for (const QString& one : widgets::planMaterials())
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
        m_form->setShown(u"accepted"_s,
                         !state->code().isEmpty()
                             && !labels::is(state->code(), labels::ProjectState::Declared));
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
    const api::PlanItem* item = m_plan.item(m_item->code());
    if (item && !item->sources.isEmpty())
        return item->sources;
    QStringList codes;
    if (const api::PlanLine* line = m_plan.line(m_line->code()))
        for (const auto& [source, budget] : line->bySource)
            codes << source;
    return codes;
}

void Declare::lineChosen() {
    const QList<Choice> items = m_plan.itemsOf(m_line->code());
    m_item->setChoices(items);
    m_form->setShown(u"item"_s, !items.isEmpty());
    itemChosen();
}

void Declare::itemChosen() {
    const api::PlanItem* chosen = m_plan.item(m_item->code());
    const api::PlanItem item = chosen ? *chosen : api::PlanItem();
    const bool yearly = !item.years.empty() || item.yearlyCeiling || item.countPerYear > 0;
    const int now = m_session.today().left(4).toInt();
    const std::vector<int> offered =
        item.years.empty() ? std::vector<int>{now - 1, now, now + 1} : item.years;
    QList<Choice> choices;
    for (const int year : offered)
        choices.append({QString::number(year), tr("%1 年").arg(year)});
    m_year->setChoices(choices);
    m_form->setShown(u"year"_s, yearly);
    m_form->setShown(u"sources"_s,
                     possibleSources().size() > 1 && m_plan.shareWords(m_line->code()).isEmpty());
    m_form->setShown(u"base.investment"_s, item.grant.has_value());
    m_form->setShown(u"base.own"_s, item.grant.has_value());
    showLine();
}

void Declare::showLine() {
    if (!m_about)
        return;
    widgets::clear(m_about->body);
    const api::PlanLine* line = m_plan.line(m_line->code());
    if (!line) {
        m_about->body->addWidget(label(tr("选好支持项目,这里显示它的范围、标准和余额。"), "muted"));
        return;
    }
    const api::PlanItem* item = m_plan.item(m_item->code());
    QStringList left;
    for (const api::BudgetRow& row : m_rows)
        if (row.line == m_line->code())
            left << tr("%1 %2 元%3")
                        .arg(m_plan.sourceName(row.source), yuan(row.available),
                             row.locked ? tr("(未到位)") : QString());
    QString standard;
    if (item && item->unitAmount)
        standard = tr("每个 %1 元").arg(yuan(*item->unitAmount));
    if (item && item->countPerYear > 0)
        standard += tr(",每年 %1 个").arg(item->countPerYear);
    if (item && item->yearlyCeiling)
        standard += tr("每年 %1 元以内").arg(yuan(*item->yearlyCeiling));
    if (item && item->grant)
        standard += (standard.isEmpty() ? u""_s : u","_s) + item->grant->words;
    m_support->setLimit(item ? tr("限额 %1 元").arg(yuan(item->ceiling)) : QString());
    m_about->body->addWidget(
        factsTable({{tr("项目"), m_plan.lineName(m_line->code())},
                    {tr("拨付方式"), m_plan.pathName(line->path)},
                    {tr("可用"), left.join(u'\n')},
                    {tr("内容限额"), item ? tr("%1 元").arg(yuan(item->ceiling)) : QString()},
                    {tr("单项标准"), standard},
                    {tr("必备材料"), item ? item->materials.join(u"、"_s) : QString()},
                    {tr("支持范围"), line->scope},
                    {tr("支持标准"), line->standardWords}}));
    QStringList notices;
    for (const QString& one : line->notices)
        notices << u"⚠ "_s + one;
    if (notices.isEmpty())
        return;
    auto* words = label(notices.join(u'\n'), "notice");
    words->setWordWrap(true);
    m_about->body->addWidget(words);
}

void Declare::showReturned(const api::Project& earlier) {
    api::Step back;
    for (const api::Step& step : earlier.steps)
        if (labels::is(step.step, labels::Decision::Return))
            back = step;
    Card* card = side(tr("退回意见"));
    auto* words = label(back.opinion, "notice");
    words->setWordWrap(true);
    words->setObjectName(u"returned-because"_s);
    card->body->addWidget(words);
    card->body->addWidget(label(back.date, "muted"));
}

} // namespace

Page* makeDeclare(session::Session& session, const NavigationTarget& place) {
    return new Declare(session, place);
}

} // namespace pages
