// SPDX-License-Identifier: GPL-3.0-only
#include "ask_whole.h"
#include "page_registry.h"
#include "plan_facts.h"

#include <api/lists.h>
#include <api/timeline.h>
#include <charts/timeline.h>
#include <storage/durable.h>
#include <theme/theme.h>
#include <widgets/labels.h>
#include <widgets/layout.h>
#include <widgets/prompt.h>
#include <widgets/words.h>

#include <QComboBox>
#include <QLineEdit>
#include <QTimer>

namespace pages {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int typingPause = 250; // ms

QDate dayOf(const QString& text) {
    return QDate::fromString(text, Qt::ISODate);
}

// 进度图: all projects over time, by line, filtered like their list; how long the steps took stands
// above it.
class ProjectTimeline : public Page {
public:
    ProjectTimeline(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QLayout* makeTools();
    void addChoices();
    QJsonObject filters() const;
    void show(const QJsonArray& items);
    void askDeadlines();
    void askPace();
    void draw() { m_chart->setRows(m_rows, dayOf(m_session.today()), m_deadlines); }
    void save(const QString& kind, QByteArray (charts::Timeline::*make)(const QString&) const);

    QComboBox* m_line;
    QComboBox* m_state;
    QLineEdit* m_text;
    QLabel* m_pace;
    QLabel* m_said;
    charts::Timeline* m_chart;
    QWidget* m_nothing;
    QTimer m_pause;
    PlanFacts m_plan;
    bool m_filled = false;
    QList<charts::TimelineRow> m_rows;
    QList<charts::TimelineDeadline> m_deadlines;
};

ProjectTimeline::ProjectTimeline(session::Session& session, const NavigationTarget& place)
    : Page(session, place) {
    setTitle(tr("项目进度图"));
    m_chart = new charts::Timeline;
    m_chart->setObjectName(u"timeline"_s);
    m_chart->setAccessibleName(tr("项目进度图"));
    m_pace = widgets::label({}, "muted");
    m_pace->setObjectName(u"pace"_s);
    m_pace->setWordWrap(true);
    m_said = widgets::label({}, "notice");
    m_said->setObjectName(u"saved"_s);
    m_said->hide();
    m_nothing = widgets::emptyHint(tr("没有这样的项目。"));
    m_nothing->hide();
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid + 4, 2 * theme::grid, theme::grid);
    whole->setSpacing(theme::grid);
    whole->addLayout(makeTools());
    whole->addWidget(m_pace);
    whole->addWidget(m_said);
    whole->addWidget(m_nothing, 1);
    whole->addWidget(m_chart, 1);
    setFocusProxy(m_chart);
    m_pause.setSingleShot(true);
    m_pause.setInterval(typingPause);
    QObject::connect(&m_pause, &QTimer::timeout, this, &ProjectTimeline::refresh);
    QObject::connect(m_chart, &charts::Timeline::opened, this, [this](const QString& id) {
        Q_EMIT go({u"project"_s, id});
    });
}

QLayout* ProjectTimeline::makeTools() {
    m_text = new QLineEdit;
    m_text->setObjectName(u"filter"_s);
    m_text->setPlaceholderText(tr("筛选: 编号、名称、单位、拼音首字母"));
    m_text->setAccessibleName(m_text->placeholderText());
    m_text->setClearButtonEnabled(true);
    m_line = new QComboBox;
    m_line->setObjectName(u"filter:line"_s);
    m_line->setAccessibleName(tr("支持项目"));
    m_state = new QComboBox;
    m_state->setObjectName(u"filter:state"_s);
    m_state->setAccessibleName(tr("状态"));
    for (QComboBox* box : {m_line, m_state}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(12);
        QObject::connect(box, &QComboBox::activated, this, &ProjectTimeline::refresh);
    }
    QObject::connect(m_text, &QLineEdit::textEdited, &m_pause, qOverload<>(&QTimer::start));
    auto* tools = widgets::row({m_text, m_line, m_state});
    tools->setStretch(0, 1);
    using Draw = QByteArray (charts::Timeline::*)(const QString&) const;
    const std::pair<QString, Draw> kinds[] = {{u"svg"_s, &charts::Timeline::svg},
                                              {u"pdf"_s, &charts::Timeline::pdf}};
    for (const auto& [kind, make] : kinds) {
        auto* button = widgets::button(tr("导出 %1").arg(kind.toUpper()));
        button->setObjectName(u"export:"_s + kind);
        tools->addWidget(button);
        QObject::connect(button, &QPushButton::clicked, this,
                         [this, kind = kind, make = make] { save(kind, make); });
    }
    tools->addWidget(paperLink(tr("打印办理时限"), u"pace"_s, [this] {
        const QString line = m_line->currentData().toString();
        return line.isEmpty() ? u"-"_s : line;
    }));
    return tools;
}

void ProjectTimeline::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        addChoices();
        askWhole(m_session, this, u"project.timeline"_s, filters(),
                 [this](const QJsonArray& items) { show(items); });
        askDeadlines();
        askPace();
    });
}

void ProjectTimeline::addChoices() {
    if (m_filled)
        return;
    m_filled = true;
    m_line->addItem(tr("全部支持项目"), QString());
    for (const widgets::Choice& line : m_plan.lines())
        m_line->addItem(line.words, line.code);
    m_state->addItem(tr("全部状态"), QString());
    for (const char* state :
         {"declared", "approved", "started", "closed", "returned", "rejected", "cancelled"})
        m_state->addItem(widgets::stateText(u"project"_s, QString::fromLatin1(state)),
                         QString::fromLatin1(state));
    for (const QString& part : place().filter.split(u'&', Qt::SkipEmptyParts))
        for (QComboBox* box : {m_line, m_state})
            if (box->objectName() == u"filter:"_s + part.section(u'=', 0, 0))
                box->setCurrentIndex(std::max(0, box->findData(part.section(u'=', 1))));
}

QJsonObject ProjectTimeline::filters() const {
    QJsonObject with{{"sort"_L1, u"line"_s}};
    const std::pair<QString, QString> chosen[] = {{u"line"_s, m_line->currentData().toString()},
                                                  {u"state"_s, m_state->currentData().toString()},
                                                  {u"text"_s, m_text->text().trimmed()}};
    for (const auto& [key, value] : chosen)
        if (!value.isEmpty())
            with.insert(key, value);
    return with;
}

void ProjectTimeline::show(const QJsonArray& items) {
    m_rows.clear();
    for (const auto& one : api::listFromJson<api::ProjectDays>(items))
        m_rows.append({.id = one.id,
                       .name = one.name,
                       .group = m_plan.lineName(one.line),
                       .state = widgets::stateText(u"project"_s, labels::code(one.state)),
                       .declared = dayOf(one.declaredOn),
                       .approved = dayOf(one.approvedOn),
                       .started = dayOf(one.startedOn),
                       .plannedFrom = dayOf(one.starts),
                       .plannedTo = dayOf(one.ends),
                       .accepted = dayOf(one.acceptedOn),
                       .firstPaid = dayOf(one.firstPaidOn),
                       .lastPaid = dayOf(one.lastPaidOn),
                       .closed = dayOf(one.closedOn)});
    m_nothing->setVisible(m_rows.isEmpty());
    m_chart->setVisible(!m_rows.isEmpty());
    draw();
}

void ProjectTimeline::askDeadlines() {
    m_session.ask(u"due.list"_s, {}, this, [this](const journal::Answer& answer) {
        m_deadlines.clear();
        for (const QJsonValue& one : answer.result["items"_L1].toArray())
            if (one["kind"_L1].toString() == u"goal")
                m_deadlines.append({dayOf(one["due"_L1].toString()), one["message"_L1].toString()});
        draw();
    });
}

void ProjectTimeline::askPace() {
    QJsonObject with;
    if (const QString line = m_line->currentData().toString(); !line.isEmpty())
        with.insert("line"_L1, line);
    m_session.ask(u"project.pace"_s, with, this, [this](const journal::Answer& answer) {
        if (!answer.ok())
            return;
        const auto pace = api::fromJson<api::Pace>(answer.result);
        const auto words = [](const QString& way, const api::Duration& duration) {
            return duration.median ? tr("%1 %2 件,中位 %3 天,最慢 %4 天(%5)")
                                         .arg(way)
                                         .arg(duration.count)
                                         .arg(*duration.median)
                                         .arg(duration.slowest.value_or(0))
                                         .arg(duration.project)
                                   : tr("%1 还没有").arg(way);
        };
        m_pace->setText(words(tr("申报到审核"), pace.approval) + tr(";")
                        + words(tr("验收到拨付"), pace.payment) + tr("。"));
    });
}

void ProjectTimeline::save(const QString& kind,
                           QByteArray (charts::Timeline::*make)(const QString&) const) {
    const QString title =
        tr("项目进度图(截至 %1)").arg(m_session.today())
        + (m_line->currentIndex() > 0 ? u" "_s + m_line->currentText() : QString());
    const QString path = widgets::prompt().saveFile(
        this, tr("导出进度图"), tr("项目进度图 %1.%2").arg(m_session.today(), kind),
        tr("图 (*.%1)").arg(kind));
    if (path.isEmpty())
        return;
    try {
        storage::writeAtomically(path, (m_chart->*make)(title));
        widgets::setRole(m_said, "notice");
        m_said->setText(tr("已导出到 %1。").arg(path));
    } catch (const storage::Failure& failure) {
        widgets::setRole(m_said, "error-box");
        m_said->setText(failure.message());
    }
    m_said->show();
}

} // namespace

Page* makeTimeline(session::Session& session, const NavigationTarget& place) {
    return new ProjectTimeline(session, place);
}

} // namespace pages
