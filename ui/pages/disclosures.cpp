// SPDX-License-Identifier: GPL-3.0-only
#include "page_check.h"
#include "page_registry.h"
#include "plan_facts.h"
#include "warnings_panel.h"

#include <api/lists.h>
#include <theme/theme.h>
#include <widgets/form.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/words.h>

#include <QDate>
#include <QListWidget>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

// Whom a project's money went to stands below its row, without a rate of its own.
QJsonArray withPayees(const std::vector<api::DisclosedProject>& projects) {
    QJsonArray rows;
    for (const api::DisclosedProject& project : projects) {
        rows.append(api::toJson(project));
        for (const api::DisclosedPayee& payee : project.payees)
            rows.append(QJsonObject{{"project"_L1, project.project},
                                    {"name"_L1, QObject::tr("    其中")},
                                    {"unit"_L1, payee.name},
                                    {"paid_month"_L1, payee.paidMonth.toYuan()},
                                    {"paid_total"_L1, payee.paidTotal.toYuan()}});
    }
    return rows;
}

// 公示: the months, and each month's page as it was or would be published.
class Disclosures : public Page {
public:
    Disclosures(session::Session& session, const NavigationTarget& place);
    void refresh() override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makePage();
    void askMonths(const QMap<QString, api::DisclosureEntry>& published);
    void showMonths(QStringList moving, const QString& due);
    void showMonth(const QString& month);
    void showPage(const api::DisclosurePreview& page);
    void openForm(const QString& command);
    QLabel* watched(widgets::Form* form);

    QListWidget* m_months;
    QLabel* m_title;
    QLabel* m_state;
    QLabel* m_sums;
    QLabel* m_check;
    QLabel* m_foot;
    QPushButton* m_publish;
    QPushButton* m_amend;
    QPushButton* m_print;
    QVBoxLayout* m_formPlace;
    WarningsPanel* m_warnings;
    widgets::ListModel* m_rows;
    widgets::ListModel* m_sources;
    QString m_month;
    QString m_disclosure;                            // the id of the month's newest page
    QMap<QString, api::DisclosureEntry> m_published; // the newest page of each month
    QString m_number;                                // that a page published now would get
    PlanFacts m_plan;
};

Disclosures::Disclosures(session::Session& session, const NavigationTarget& place)
    : Page(session, place), m_month(place.id) {
    auto* whole = new QHBoxLayout(this);
    whole->setContentsMargins(2 * theme::grid, theme::grid, 2 * theme::grid, theme::grid);
    whole->setSpacing(2 * theme::grid);
    m_months = new QListWidget;
    m_months->setFixedWidth(150);
    m_months->setObjectName(u"months"_s);
    m_months->setAccessibleName(tr("月份"));
    whole->addWidget(m_months);
    whole->addWidget(makePage(), 1);
    connect(m_months, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item)
            showMonth(item->data(Qt::UserRole).toString());
    });
}

QWidget* Disclosures::makePage() {
    auto* page = new QWidget;
    auto* inside = new QVBoxLayout(page);
    inside->setContentsMargins(0, 0, 0, 0);
    m_title = widgets::headingLabel({});
    m_title->setObjectName(u"disclosure-title"_s);
    m_state = widgets::stateLabel({}, u"plain"_s);
    m_state->setObjectName(u"disclosure-state"_s);
    m_publish = widgets::button(tr("公示…"), u"disclosure"_s, true);
    m_publish->setObjectName(u"publish"_s);
    m_amend = widgets::button(tr("更正…"));
    m_amend->setObjectName(u"amend"_s);
    m_print = widgets::button(tr("打印、导出…"), u"print"_s);
    m_print->setObjectName(u"print"_s);
    for (QPushButton* later : {m_publish, m_amend})
        later->hide(); // until the month is known
    auto* head = widgets::row({m_title, m_state, m_publish, m_amend, m_print});
    head->setStretch(0, 1);
    inside->addLayout(head);
    m_formPlace = widgets::column();
    inside->addLayout(m_formPlace);
    m_warnings = new WarningsPanel(m_session, u"month"_s, m_month);
    connect(m_warnings, &WarningsPanel::go, this, &Page::go);
    inside->addWidget(m_warnings);
    m_check = widgets::label({}, "notice");
    m_check->setObjectName(u"disclosure-check"_s);
    m_check->setWordWrap(true);
    inside->addWidget(m_check);
    m_sums = widgets::label({});
    m_sums->setWordWrap(true);
    inside->addWidget(m_sums);
    m_rows = new widgets::ListModel({{u"line"_s, tr("支持项目"), Column::Kind::Text, 70},
                                     {u"name"_s, tr("项目名称"), Column::Kind::Text, 230},
                                     {u"unit"_s, tr("承办单位"), Column::Kind::Text, 160},
                                     {u"support"_s, tr("支持标准"), Column::Kind::Amount, 105},
                                     {u"accepted"_s, tr("累计核定"), Column::Kind::Amount, 105},
                                     {u"accepted_on"_s, tr("验收时间"), Column::Kind::Date, 88},
                                     {u"paid_month"_s, tr("本期拨付"), Column::Kind::Amount, 105},
                                     {u"paid_total"_s, tr("累计拨付"), Column::Kind::Amount, 105},
                                     {u"rate"_s, tr("进度"), Column::Kind::Percent, 72},
                                     {u"date"_s, tr("拨付日期"), Column::Kind::Date, 88}},
                                    this);
    auto* table = new widgets::TableView(m_rows, u"disclosure-rows"_s);
    table->setAccessibleName(tr("公示的项目"));
    inside->addWidget(table, 1);
    auto* nothing = widgets::emptyHint(tr("这个月还没有验收合格或拨付的项目。"));
    nothing->hide();
    inside->addWidget(nothing, 1);
    connect(m_rows, &widgets::ListModel::loaded, this, [=, this] {
        table->setVisible(m_rows->rowCount() > 0);
        nothing->setVisible(m_rows->rowCount() == 0);
    });
    m_sources = new widgets::ListModel({{u"words"_s, tr("资金来源"), Column::Kind::Text, 240},
                                        {u"received"_s, tr("收到"), Column::Kind::Amount, 140},
                                        {u"paid"_s, tr("已拨付"), Column::Kind::Amount, 140},
                                        {u"unpaid"_s, tr("未拨付"), Column::Kind::Amount, 140}},
                                       this);
    auto* sources = new widgets::TableView(m_sources, u"disclosure-sources"_s);
    sources->setAccessibleName(tr("资金收付情况"));
    sources->fitToRows(4);
    inside->addWidget(sources);
    m_foot = widgets::label({}, "muted");
    m_foot->setWordWrap(true);
    m_foot->setTextInteractionFlags(Qt::TextSelectableByMouse);
    inside->addWidget(m_foot);
    connect(m_publish, &QPushButton::clicked, this, [this] { openForm(u"disclosure.publish"_s); });
    connect(m_amend, &QPushButton::clicked, this, [this] { openForm(u"disclosure.amend"_s); });
    connect(m_print, &QPushButton::clicked, this, [this] {
        Q_EMIT go({u"paper"_s, m_month, u"kind=disclosure"_s});
    });
    connect(table, &widgets::TableView::opened, this, [this](const QJsonObject& row) {
        Q_EMIT go({u"project"_s, row.value("project"_L1).toString()});
    });
    return page;
}

void Disclosures::refresh() {
    withPlan(m_session, this, [this](const PlanFacts& plan) {
        m_plan = plan;
        m_session.ask(u"disclosure.list"_s, {{"count"_L1, 1000}}, this,
                      [this](const journal::Answer& answer) {
                          QMap<QString, api::DisclosureEntry> published;
                          for (const auto& page : api::listFromJson<api::DisclosureEntry>(
                                   answer.result.toObject().value("items"_L1))) {
                              api::DisclosureEntry& kept = published[page.month];
                              // An amendment stands for its month, however the list is ordered.
                              if (!kept.isAmendment() || page.number > kept.number)
                                  kept = page;
                          }
                          askMonths(published);
                      });
    });
}

// Months in which money moved or something was accepted, and the one that is due.
void Disclosures::askMonths(const QMap<QString, api::DisclosureEntry>& published) {
    m_published = published;
    const auto months = std::make_shared<QStringList>();
    const auto note = [months](const QJsonArray& items, QLatin1StringView key) {
        for (const QJsonValue& one : items)
            *months << one.toObject().value(key).toString().left(7);
    };
    const auto list = [](const journal::Answer& answer, QLatin1StringView key) {
        return answer.result.toObject().value(key).toArray();
    };
    m_session.ask(u"receipt.list"_s, {{"count"_L1, 1000}}, this,
                  [=](const auto& receipts) { note(list(receipts, "items"_L1), "date"_L1); });
    m_session.ask(u"acceptance.list"_s, {{"count"_L1, 1000}, {"state"_L1, u"passed"_s}}, this,
                  [=](const auto& passed) {
                      for (const QJsonValue& one : list(passed, "items"_L1))
                          *months << one.toObject()
                                         .value("concluded_on"_L1)
                                         .toString(one.toObject().value("date"_L1).toString())
                                         .left(7);
                  });
    m_session.ask(u"payment.monthly"_s, {}, this,
                  [=](const auto& paid) { note(list(paid, "months"_L1), "month"_L1); });
    // Answers come in the order of the questions: this one is the last.
    const QString present = m_session.today().left(7);
    m_session.ask(u"disclosure.preview"_s, {{"month"_L1, present}}, this,
                  [this, months](const journal::Answer& answer) {
                      showMonths(*months, api::fromJson<api::DisclosurePreview>(answer.result).due);
                  });
}

namespace {

QString monthAfter(const QString& month) {
    return QDate::fromString(month + u"-01"_s, Qt::ISODate).addMonths(1).toString(u"yyyy-MM"_s);
}

} // namespace

// Only months that matter, newest on top: published, due, with movements, and the present one.
void Disclosures::showMonths(QStringList moving, const QString& due) {
    const QString present = m_session.today().left(7);
    QString next = due;
    if (next.isEmpty() && !m_published.isEmpty())
        next = monthAfter(m_published.lastKey());
    if (m_month.isEmpty())
        m_month = m_published.isEmpty() ? present : m_published.lastKey();
    moving << m_published.keys() << present << m_month;
    if (!next.isEmpty() && next <= present)
        moving << next;
    moving.removeDuplicates();
    moving.sort();
    const QSignalBlocker quiet(m_months);
    m_months->clear();
    for (auto month = moving.crbegin(); month != moving.crend(); ++month) {
        const api::DisclosureEntry page = m_published.value(*month);
        const bool amended = page.isAmendment();
        const QString word = amended                            ? tr("已更正")
                             : !page.id.isEmpty()               ? tr("已公示")
                             : *month == next && next < present ? tr("该公示")
                             : *month == present                ? tr("本月")
                                                                : tr("未公示");
        auto* item = new QListWidgetItem(tr("%1  %2").arg(*month, word));
        item->setData(Qt::UserRole, *month);
        if (amended)
            item->setToolTip(tr("更正: %1").arg(page.reason.value_or(QString())));
        m_months->addItem(item);
        if (*month == m_month)
            m_months->setCurrentItem(item);
    }
    showMonth(m_month);
}

void Disclosures::showMonth(const QString& month) {
    if (month != m_month)
        widgets::clear(m_formPlace);
    m_month = month;
    m_warnings->setAbout(u"month"_s, month);
    m_session.ask(u"disclosure.preview"_s, {{"month"_L1, month}}, this,
                  [this, month](const journal::Answer& answer) {
                      if (month == m_month && answer.ok())
                          showPage(api::fromJson<api::DisclosurePreview>(answer.result));
                  });
}

void Disclosures::showPage(const api::DisclosurePreview& page) {
    const QString number = page.number.value_or(QString());
    const bool published = !number.isEmpty();
    m_disclosure = m_published.value(m_month).id;
    const bool amended = m_published.value(m_month).isAmendment();
    m_title->setText(
        tr("%1 年 %2 月").arg(m_month.left(4), QString::number(m_month.right(2).toInt())));
    widgets::setState(m_state,
                      !published ? tr("未公示,下面是将要公示的内容")
                      : amended  ? tr("已更正 %1").arg(number)
                                 : tr("已公示 %1").arg(number),
                      published ? u"good"_s : u"wait"_s);
    m_publish->setVisible(!published && m_session.may(u"disclosure.publish"_s));
    m_amend->setVisible(published && m_session.may(u"disclosure.amend"_s));
    m_number = page.nextNumber;
    m_rows->setItems(withPayees(page.rows));
    m_check->setText(checkWords(page));
    m_check->setVisible(!published && !m_check->text().isEmpty());
    const api::DisclosureTotals& totals = page.totals;
    QString sums = tr("本期验收合格 %1 元 · 本期拨付 %2 元 · 累计拨付 %3 元")
                       .arg(widgets::yuan(totals.acceptedMonth), widgets::yuan(totals.paidMonth),
                            widgets::yuan(totals.paidTotal));
    if (!totals.recoveredTotal.isZero())
        sums += tr(" · 累计追回 %1 元").arg(widgets::yuan(totals.recoveredTotal));
    m_sums->setText(sums);
    QJsonArray sources;
    for (const api::DisclosedSource& one : totals.bySource) {
        QJsonObject source = api::toJson(one);
        source.insert("words"_L1, m_plan.sourceName(one.source));
        sources.append(source);
    }
    m_sources->setItems(sources);
    m_foot->setText(
        tr("监督联系: %1    日志链头: %2").arg(page.contact, page.head.value_or(QString())));
}

// What the amendment would publish, looked at while its reason is typed.
QLabel* Disclosures::watched(widgets::Form* form) {
    auto* check = widgets::label({}, "notice");
    check->setObjectName(u"publish-check"_s);
    check->setWordWrap(true);
    check->hide();
    const auto look = [this, form, check] {
        const QString reason = form->with().value("reason"_L1).toString();
        if (reason.isEmpty())
            return check->hide();
        m_session.ask(u"disclosure.preview"_s, {{"month"_L1, m_month}, {"reason"_L1, reason}},
                      check, [form, check, reason](const journal::Answer& answer) {
                          if (!answer.ok() || reason != form->with().value("reason"_L1).toString())
                              return;
                          const QString words =
                              checkWords(api::fromJson<api::DisclosurePreview>(answer.result));
                          check->setText(words);
                          check->setVisible(!words.isEmpty());
                          form->setSubmitWords(words.isEmpty() ? tr("更正") : tr("已核对,更正"));
                      });
    };
    connect(form, &widgets::Form::edited, check, look);
    return check;
}

void Disclosures::openForm(const QString& command) {
    widgets::clear(m_formPlace);
    auto* card = new widgets::Card(widgets::commandWord(command));
    auto* form = new widgets::Form(m_session, command);
    const bool amend = command == u"disclosure.amend";
    // The number under which the page is kept is the one that it will bear.
    form->fix(u"id"_s, m_number);
    auto* number = widgets::label(tr("编号 %1").arg(m_number));
    number->setObjectName(u"page-number"_s);
    form->addNote(number);
    if (amend) {
        form->fix(u"of"_s, m_disclosure);
        form->add(u"reason"_s, tr("更正说明"), new widgets::LongTextField);
        form->addNote(watched(form));
    } else {
        form->fix(u"month"_s, m_month);
        form->addNote(widgets::label(
            tr("公示后,这个月和以前各月不能再记入拨付、退票、验收、到账等事项。"), "notice"));
        if (!m_check->text().isEmpty()) {
            auto* check = widgets::label(m_check->text(), "notice");
            check->setObjectName(u"publish-check"_s);
            check->setWordWrap(true);
            form->addNote(check);
        }
    }
    form->add(u"date"_s, tr("日期"), new widgets::DateField(m_session.today()));
    form->setSubmitWords(amend                       ? tr("更正")
                         : m_check->text().isEmpty() ? tr("公示")
                                                     : tr("已核对,公示"));
    connect(form, &widgets::Form::done, this, [this] { widgets::clear(m_formPlace); });
    connect(form, &widgets::Form::cancelled, this, [this] { widgets::clear(m_formPlace); });
    card->body->addWidget(form);
    m_formPlace->addWidget(card);
    if (amend)
        form->focusFirst();
    else
        form->field(u"date"_s)->editor()->setFocus(); // one Enter too many publishes nothing
}

} // namespace

Page* makeDisclosures(session::Session& session, const NavigationTarget& place) {
    return new Disclosures(session, place);
}

} // namespace pages
