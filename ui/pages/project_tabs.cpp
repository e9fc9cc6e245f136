// SPDX-License-Identifier: GPL-3.0-only
#include "project_tabs.h"

#include "form_page.h"
#include "history.h"
#include "voiding.h"

#include <theme/theme.h>
#include <widgets/labels.h>
#include <widgets/layout.h>
#include <widgets/plan_words.h>
#include <widgets/words.h>

#include <QScrollArea>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using labels::DeliverableKind;
using widgets::Column;
using widgets::ListModel;

namespace {

Column kindColumn(int width) {
    return {
        u"kind"_s, QObject::tr("类别"), Column::Kind::Text, width, {}, [](const QJsonObject& row) {
            return widgets::kindWord(row.value("kind"_L1).toString());
        }};
}

QWidget* scrolled(QVBoxLayout*& inside) {
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* whole = new QWidget;
    whole->setObjectName(u"page"_s);
    inside = new QVBoxLayout(whole);
    inside->setContentsMargins(0, theme::grid, theme::grid, 0);
    inside->setSpacing(theme::grid);
    scroll->setWidget(whole);
    return scroll;
}

} // namespace

QString deliverableWords(const api::Deliverable& one) {
    const auto text = [](const std::optional<QString>& fact) { return fact.value_or(QString()); };
    QStringList parts;
    switch (one.kind) {
    case DeliverableKind::Station:
        parts << (one.level ? labels::shortLabel(*one.level) : QString()) << text(one.village)
              << QObject::tr("%1 ㎡").arg(text(one.areaM2));
        if (one.poorVillage.value_or(false))
            parts << QObject::tr("贫困村");
        if (one.demonstration.value_or(false))
            parts << QObject::tr("示范");
        break;
    case DeliverableKind::Training:
        parts << (one.trainingClass ? labels::shortLabel(*one.trainingClass) : QString())
              << QObject::tr("%1 人").arg(one.headcount.value_or(0)) << text(one.date);
        break;
    case DeliverableKind::Operation:
        parts << QObject::tr("%1 至 %2").arg(text(one.from), text(one.to));
        break;
    case DeliverableKind::Certification:
    case DeliverableKind::Award:
        parts << text(one.scheme) << text(one.unit);
        break;
    }
    parts.removeAll(QString());
    return parts.join(u"  "_s);
}

QString investmentWords(const api::Base& base) {
    return QObject::tr("总投资 %1 元,自筹 %2 元")
        .arg(widgets::yuan(base.investment), widgets::yuan(base.own));
}

QString deliverableState(const api::Deliverable& one) {
    return labels::shortLabel(one.state);
}

QString deliverableWordsOf(const QJsonObject& row) {
    return deliverableWords(api::fromJson<api::Deliverable>(row));
}

QString deliverableStateOf(const QJsonObject& row) {
    return deliverableState(api::fromJson<api::Deliverable>(row));
}

ProjectTabs::ProjectTabs(session::Session& session, const QString& id, QWidget* parent)
    : QTabWidget(parent), m_session(session), m_id(id) {
    setObjectName(u"tabs"_s);
    setMinimumHeight(260);
    m_payments = addTable(u"project-payments"_s, tr("拨付"),
                          {{u"id"_s, tr("编号"), Column::Kind::Text, 140},
                           kindColumn(80),
                           {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 140},
                           {u"date"_s, tr("申请日期"), Column::Kind::Date, 110},
                           {u"paid_on"_s, tr("拨付日期"), Column::Kind::Date, 110},
                           {u"state"_s, tr("状态"), Column::Kind::State, 100, u"payment"_s}},
                          u"payment"_s, tr("还没有拨付申请。"));
    m_acceptances = addTable(u"project-acceptances"_s, tr("验收"),
                             {{u"id"_s, tr("编号"), Column::Kind::Text, 120},
                              {u"stage"_s, tr("阶段"), Column::Kind::Text, 260},
                              {u"claimed"_s, tr("申请验收(元)"), Column::Kind::Amount, 130},
                              {u"accepted"_s, tr("合格金额"), Column::Kind::Amount, 130},
                              {u"date"_s, tr("申请日期"), Column::Kind::Date, 100},
                              {u"concluded_on"_s, tr("验收日期"), Column::Kind::Date, 100},
                              {u"state"_s, tr("状态"), Column::Kind::State, 90, u"acceptance"_s},
                              {u"opinion"_s, tr("意见"), Column::Kind::Text, 240}},
                             u"acceptance"_s, tr("还没有验收申请。"));
    m_deliverables =
        addTable(u"project-deliverables"_s, tr("成果"),
                 {{u"id"_s, tr("编号"), Column::Kind::Text, 120},
                  kindColumn(90),
                  {u"what"_s, tr("内容"), Column::Kind::Text, 420, {}, deliverableWordsOf},
                  {u"acceptance"_s, tr("验收"), Column::Kind::Text, 120},
                  {u"waiver"_s, tr("说明"), Column::Kind::Text, 220},
                  {u"state"_s, tr("状态"), Column::Kind::Text, 90, {}, deliverableStateOf}},
                 {}, tr("还没有登记成果。按成果计数的支持内容在验收前登记。"));
    addTab(makeRecords(), tr("合同与发票"));
    m_amendments = addTable(u"project-amendments"_s, tr("变更"),
                            {{u"id"_s, tr("编号"), Column::Kind::Text, 120},
                             {u"date"_s, tr("日期"), Column::Kind::Date, 100},
                             {u"amount"_s, tr("改为支持(元)"), Column::Kind::Amount, 140},
                             {u"reason"_s, tr("原因"), Column::Kind::Text, 480},
                             {u"state"_s, tr("状态"), Column::Kind::State, 90, u"amendment"_s}},
                            u"amendment"_s, tr("没有变更。"));
    addTab(scrolled(m_declared), tr("申报内容"));
    addTab(scrolled(m_archive), tr("档案"));
    m_history = new History(session, id);
    connect(m_history, &History::go, this, &ProjectTabs::go);
    addTab(m_history, tr("经过"));
}

ListModel* ProjectTabs::addTable(const QString& name, const QString& title, QList<Column> columns,
                                 const QString& page, const QString& empty) {
    auto* model = new ListModel(std::move(columns), this);
    auto* table = new widgets::TableView(model, name);
    table->setAccessibleName(title);
    auto* both = new QWidget;
    auto* inside = new QVBoxLayout(both);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    inside->addWidget(table, 1);
    auto* hint = widgets::emptyHint(empty);
    inside->addWidget(hint, 1);
    hint->hide();
    connect(model, &ListModel::loaded, both, [=] {
        table->setVisible(model->rowCount() > 0);
        hint->setVisible(model->rowCount() == 0);
    });
    addTab(both, title);
    if (page == u"amendment")
        connect(table, &widgets::TableView::opened, this, [this](const QJsonObject& row) {
            const QString id = row.value("id"_L1).toString();
            // What is decided is shown, not decided again.
            if (!labels::is(row.value("state"_L1).toString(), labels::AmendmentState::Requested))
                Q_EMIT go({u"paper"_s, id, u"kind=amendment"_s});
            else
                Q_EMIT go(
                    {u"project-form"_s, m_id, u"do=project.decide-amendment&amendment="_s + id});
        });
    else if (!page.isEmpty())
        connect(table, &widgets::TableView::opened, this, [this, page](const QJsonObject& row) {
            Q_EMIT go({page, row.value("id"_L1).toString()});
        });
    return model;
}

QWidget* ProjectTabs::makeRecords() {
    auto* both = new QWidget;
    auto* inside = new QHBoxLayout(both);
    inside->setContentsMargins(0, theme::grid, 0, 0);
    inside->setSpacing(2 * theme::grid);
    m_contracts = new ListModel({{u"number"_s, tr("合同号"), Column::Kind::Text, 130},
                                 {u"party"_s, tr("对方"), Column::Kind::Text, 190},
                                 {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 120},
                                 {u"date"_s, tr("签订日期"), Column::Kind::Date, 100}},
                                this);
    m_invoices = new ListModel({{u"number"_s, tr("发票号"), Column::Kind::Text, 110},
                                {u"issuer"_s, tr("开票单位"), Column::Kind::Text, 200},
                                {u"amount"_s, tr("金额(元)"), Column::Kind::Amount, 120},
                                {u"date"_s, tr("开票日期"), Column::Kind::Date, 100}},
                               this);
    m_milestones = new ListModel({{u"stage"_s, tr("节点"), Column::Kind::Text, 130},
                                  {u"document"_s, tr("文号"), Column::Kind::Text, 130},
                                  {u"date"_s, tr("节点日期"), Column::Kind::Date, 100}},
                                 this);
    const std::tuple<ListModel*, QString, QString, QString> all[] = {
        {m_contracts, u"project-contracts"_s, tr("合同"), u"contract"_s},
        {m_invoices, u"project-invoices"_s, tr("发票"), u"invoice"_s},
        {m_milestones, u"project-milestones"_s, tr("节点"), u"milestone"_s}};
    for (const auto& [model, name, words, kind] : all) {
        auto* table = new widgets::TableView(model, name);
        table->setAccessibleName(words);
        auto* undo = voidButton(m_session, table, tr("作废选中的%1").arg(words),
                                [kind = kind](const QJsonObject& row) {
                                    return Voidable{kind, row.value("id"_L1).toString()};
                                });
        auto* half = new QWidget;
        auto* column = widgets::column();
        column->setContentsMargins(0, 0, 0, 0);
        column->addWidget(table, 1);
        column->addWidget(undo, 0, Qt::AlignLeft);
        half->setLayout(column);
        inside->addWidget(half, 1);
        m_milestonesHalf = half; // the last one
    }
    m_milestonesHalf->hide();
    return both;
}

void ProjectTabs::count(QWidget* tab, const QString& title, qsizetype rows) {
    setTabText(indexOf(tab), rows > 0 ? tr("%1 %2").arg(title).arg(rows) : title);
}

void ProjectTabs::show(const api::Project& project, const PlanFacts& plan) {
    const auto rows = [](const auto& list) { return static_cast<qsizetype>(list.size()); };
    m_payments->setItems(api::listToJson(project.requests));
    m_acceptances->setItems(api::listToJson(project.acceptances));
    m_deliverables->setItems(api::listToJson(project.deliverables));
    m_contracts->setItems(api::listToJson(project.contracts));
    m_invoices->setItems(api::listToJson(project.invoices));
    m_milestones->setItems(api::listToJson(project.milestones));
    m_milestonesHalf->setVisible(
        std::any_of(project.stages.begin(), project.stages.end(),
                    [](const api::ProjectStage& one) { return one.when == u"milestone"; }));
    m_amendments->setItems(api::listToJson(project.amendments));
    count(widget(0), tr("拨付"), rows(project.requests));
    count(widget(1), tr("验收"), rows(project.acceptances));
    count(widget(2), tr("成果"), rows(project.deliverables));
    count(widget(3), tr("合同与发票"), rows(project.contracts) + rows(project.invoices));
    count(widget(4), tr("变更"), rows(project.amendments));
    showDeclared(project, plan);
    showArchive(project);
    m_history->refresh();
}

void ProjectTabs::showDeclared(const api::Project& project, const PlanFacts& plan) {
    widgets::clear(m_declared);
    QStringList sources;
    for (const api::ProjectSource& part : project.bySource)
        sources << tr("%1 %2 元(已拨 %3)")
                       .arg(plan.sourceName(part.source), widgets::yuan(part.support),
                            widgets::yuan(part.paid));
    QStringList opinions;
    for (const api::Step& step : project.steps)
        if (!step.opinion.isEmpty())
            opinions << step.opinion;
    m_declared->addWidget(factsTable(
        {{tr("建设内容"), project.content},
         {tr("进度安排"), tr("%1 至 %2").arg(project.schedule.from, project.schedule.to)},
         {tr("投资"), project.base ? investmentWords(*project.base) : QString()},
         {tr("按标准最多"),
          project.granting ? tr("%1 元").arg(widgets::yuan(project.granting->most)) : QString()},
         {tr("资金来源"), sources.join(u"\n"_s)},
         {tr("申报材料"), project.materials.join(u"、"_s)},
         {tr("审核意见"), opinions.join(u'\n')}}));
    m_declared->addStretch();
}

void ProjectTabs::showArchive(const api::Project& project) {
    widgets::clear(m_archive);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2 * theme::grid);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(3, 1);
    int row = 0;
    for (const QString& kind : widgets::archiveKinds()) {
        const bool lacks = project.missing.contains(kind);
        grid->addWidget(
            widgets::stateLabel(lacks ? tr("✗ 缺") : tr("✓ 有"), lacks ? u"wait"_s : u"good"_s),
            row, 0);
        grid->addWidget(widgets::label(widgets::kindWord(kind)), row, 1);
        const auto count = project.archive.find(kind);
        const int filed = count == project.archive.end() ? 0 : count->second;
        QString how = filed > 0 ? tr("%1 份").arg(filed) : QString();
        for (const api::ArchiveWaiver& one : project.waivers)
            if (kind == one.kind)
                how = tr("说明: %1").arg(one.reason);
        grid->addWidget(widgets::label(how, "muted"), row++, 2);
    }
    m_archive->addLayout(grid);
    auto* file = widgets::linkButton(tr("到档案归档文件"));
    file->setObjectName(u"go-archive"_s);
    connect(file, &QPushButton::clicked, this, [this] { Q_EMIT go({u"archive"_s, m_id}); });
    m_archive->addWidget(file, 0, Qt::AlignLeft);
    m_archive->addStretch();
}

} // namespace pages
