// SPDX-License-Identifier: GPL-3.0-only
#include "form_page.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "project_tabs.h"

#include <api/project.h>
#include <widgets/grid_edit.h>
#include <widgets/words.h>

#include <QTableWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using namespace widgets;
using labels::DeliverableKind;
using As = widgets::GridColumn::Kind;

namespace {

// What a project's papers say: deliverables (many at once, pasted from a spreadsheet), a contract,
// an invoice. The id is the project's.
class RecordForm : public FormPage {
public:
    RecordForm(session::Session& session, const NavigationTarget& place)
        : FormPage(session, place), m_command(filterValue(place, u"do"_s)) {
        setTitle(place.id + u" · "_s + commandWord(m_command));
    }

protected:
    void begin() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    void make(const PlanFacts& plan, const api::Project& project);
    void makeDeliverables(const QString& counts, const api::Project& project);
    void makePaper(bool contract);
    void makeMilestone(const api::Project& project);

    QString m_command;
    Form* m_form = nullptr;
};

void RecordForm::begin() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_session.ask(u"project.show"_s, {{"id"_L1, place().id}}, this,
                      [this, plan](const journal::Answer& answer) {
                          if (answer.ok())
                              make(plan, api::fromJson<api::Project>(answer.result));
                          else
                              showTrouble(answer);
                      });
    });
}

void RecordForm::make(const PlanFacts& plan, const api::Project& project) {
    m_form = start(m_command);
    m_form->fix(u"project"_s, place().id);
    if (m_command == u"deliverable.add") {
        const api::PlanItem* item = plan.item(project.item);
        makeDeliverables(item ? item->counts : QString(), project);
        finish(m_form, place().id);
        return;
    }
    if (m_command == u"milestone.record") {
        makeMilestone(project);
        finish(m_form, place().id);
        return;
    }
    const bool contract = m_command == u"contract.record";
    makePaper(contract);
    QList<std::pair<QString, QString>> known;
    if (contract)
        for (const api::ContractRecord& one : project.contracts)
            known.append({one.number, tr("%1 %2 元").arg(one.party, yuan(one.amount))});
    else
        for (const api::InvoiceRecord& one : project.invoices)
            known.append({one.number, tr("%1 %2 元").arg(one.issuer, yuan(one.amount))});
    Card* card = side(contract ? tr("已登记的合同") : tr("已登记的发票"));
    card->body->addWidget(known.isEmpty() ? label(tr("还没有。"), "muted") : factsTable(known));
    Card* about = side(place().id);
    about->body->addWidget(factsTable({{tr("项目"), project.name},
                                       {tr("单位"), project.unitName},
                                       {tr("支持"), tr("%1 元").arg(yuan(project.support))}}));
    finish(m_form, place().id);
}

void RecordForm::makePaper(bool contract) {
    m_form->proposeNumber(contract ? u"contract"_s : u"invoice"_s, tr("登记号"));
    m_form->add(u"number"_s, contract ? tr("合同号") : tr("发票号码"), new TextField(16));
    m_form->add(contract ? u"party"_s : u"issuer"_s, contract ? tr("合同对方") : tr("开票单位"),
                new TextField(24));
    m_form->add(u"amount"_s, tr("金额"), new MoneyField);
    m_form->add(u"date"_s, contract ? tr("签订日期") : tr("开票日期"), new DateField);
}

// Which of the path's stages was reached, by what.
void RecordForm::makeMilestone(const api::Project& project) {
    QList<Choice> stages;
    for (const api::ProjectStage& one : project.stages)
        if (one.when == u"milestone" && !one.reached)
            stages.append({one.name, tr("%1(累计 %2%)").arg(one.name, one.percent)});
    m_form->proposeNumber(u"milestone"_s, tr("登记号"));
    m_form->add(u"stage"_s, tr("节点"), new ChoiceField(stages));
    m_form->add(u"document"_s, tr("文号"), new TextField(16));
    m_form->add(u"date"_s, tr("节点日期"), new DateField);
    QList<std::pair<QString, QString>> known;
    for (const api::MilestoneRecord& one : project.milestones)
        known.append({one.stage, tr("%1 %2").arg(one.date, one.document)});
    Card* card = side(tr("已记录的节点"));
    card->body->addWidget(known.isEmpty() ? label(tr("还没有。"), "muted") : factsTable(known));
}

QList<GridColumn> columnsOf(const QString& counts) {
    const auto tr = [](const char* words) { return QObject::tr(words); };
    const GridColumn id{u"id"_s, tr("编号"), As::Text, 110};
    if (labels::is(counts, DeliverableKind::Station))
        return {id,
                {u"level"_s,
                 tr("级别"),
                 As::Choice,
                 80,
                 {{u"town"_s, tr("镇级")}, {u"village"_s, tr("村级")}}},
                {u"village"_s, tr("村(社区)"), As::Text, 220},
                {u"poor_village"_s, tr("贫困村"), As::Flag, 80},
                {u"area_m2"_s, tr("面积㎡"), As::Text, 90},
                {u"demonstration"_s, tr("示范"), As::Flag, 80}};
    if (labels::is(counts, DeliverableKind::Training))
        return {id,
                {u"class"_s,
                 tr("班次"),
                 As::Choice,
                 110,
                 {{u"popularisation"_s, tr("普及班")},
                  {u"entrepreneurship"_s, tr("创业班")},
                  {u"advanced"_s, tr("提高班")}}},
                {u"headcount"_s, tr("人数"), As::Whole, 90},
                {u"date"_s, tr("开班日期"), As::Text, 120}};
    if (labels::is(counts, DeliverableKind::Operation))
        return {id, {u"from"_s, tr("自"), As::Text, 120}, {u"to"_s, tr("至"), As::Text, 120}};
    if (labels::is(counts, DeliverableKind::Certification))
        return {id,
                {u"scheme"_s, tr("认证"), As::Text, 260},
                {u"unit"_s, tr("单位编号"), As::Text, 120}};
    return {id, {u"unit"_s, tr("单位编号"), As::Text, 160}};
}

// The number is taken up where the project's last one ended: …ZD-012 is followed by …ZD-013. It
// begins with the project's own number, because it is used once in the whole fund.
std::function<QString(int)> numberingAfter(const api::Project& project, const QString& counts) {
    static const QHash<QString, QString> before{{u"station"_s, u"ZD-"_s},
                                                {u"training"_s, u"PX-"_s},
                                                {u"certification"_s, u"RZ-"_s},
                                                {u"award"_s, u"JL-"_s},
                                                {u"operation"_s, u"YY-"_s}};
    const QString prefix = project.id + u'-' + before.value(counts, u"CG-"_s);
    int last = 0;
    for (const api::Deliverable& one : project.deliverables)
        if (one.id.startsWith(prefix))
            last = std::max(last, QStringView(one.id).mid(prefix.size()).toInt());
    return [prefix, last](int row) {
        return prefix + QString::number(last + row + 1).rightJustified(3, u'0');
    };
}

void RecordForm::makeDeliverables(const QString& counts, const api::Project& project) {
    const std::size_t known = project.deliverables.size();
    auto* grid = m_form->add(u"items"_s, kindWord(counts), new GridField(columnsOf(counts), 12));
    grid->setConstant({{"kind"_L1, counts}});
    grid->setNumbering(u"id"_s, numberingAfter(project, counts));
    auto* filled = label(tr("已有 %1 项").arg(known), "muted");
    filled->setObjectName(u"filled"_s);
    m_form->addNote(filled);
    connect(grid, &Field::edited, filled, [=] {
        filled->setText(tr("已有 %1 项,这次登记 %2 项").arg(known).arg(grid->filledRows()));
    });
    grid->table()->setCurrentCell(0, 1);
}

} // namespace

Page* makeRecordForm(session::Session& session, const NavigationTarget& place) {
    return new RecordForm(session, place);
}

} // namespace pages
