// SPDX-License-Identifier: GPL-3.0-only
#include "due_card.h"
#include "page_registry.h"

#include <theme/theme.h>
#include <widgets/layout.h>
#include <widgets/list_table.h>
#include <widgets/month_calendar.h>
#include <widgets/words.h>

#include <QComboBox>
#include <QDate>

namespace pages {

using namespace Qt::Literals::StringLiterals;
using widgets::Column;

namespace {

constexpr int narrow = 900; // pixels

// 到期事项: everything that is due, late ones first, and the month in which it falls. A day that
// is chosen in the month shows what falls on it; the arrow keys go from day to day.
class DuePage : public Page {
public:
    DuePage(session::Session& session, const NavigationTarget& place);
    void refresh() override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    static QString tr(const char* words) { return QObject::tr(words); }
    QWidget* makeMonth();
    QWidget* makeList();
    void showMonth();
    void showRows();

    QBoxLayout* m_across;
    widgets::MonthCalendar* m_month;
    QLabel* m_sums;
    QLabel* m_heading;
    QComboBox* m_which;
    widgets::ListModel* m_rows;
    widgets::TableView* m_table;
    QWidget* m_nothing;
    QJsonArray m_items;
};

enum Which { All, Late, OfMonth, OfDay };

QDate dayOf(const QJsonValue& item) {
    return QDate::fromString(item["due"_L1].toString(), Qt::ISODate);
}

DuePage::DuePage(session::Session& session, const NavigationTarget& place) : Page(session, place) {
    setTitle(tr("到期事项"));
    m_across = new QBoxLayout(QBoxLayout::LeftToRight);
    m_across->setSpacing(2 * theme::grid);
    m_across->addWidget(makeList(), 1);
    m_across->addWidget(makeMonth(), 0, Qt::AlignTop);
    body()->addLayout(m_across, 1);
    setFocusProxy(m_table);
}

// On a narrow screen the month stands below the list, which keeps its words.
void DuePage::resizeEvent(QResizeEvent* event) {
    Page::resizeEvent(event);
    m_across->setDirection(width() < narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

QWidget* DuePage::makeMonth() {
    m_month = new widgets::MonthCalendar;
    m_month->setObjectName(u"due-calendar"_s);
    m_month->setAccessibleName(tr("到期月历"));
    m_month->setFixedSize(43 * theme::grid, 40 * theme::grid);
    const QDate today = QDate::fromString(m_session.today(), Qt::ISODate);
    m_month->setToday(today);
    m_month->setSelectedDate(today);
    m_sums = widgets::label({}, "muted");
    m_sums->setObjectName(u"due-month-sums"_s);
    auto* keys = widgets::label(tr("方向键选日 · PgUp/PgDn 换月 · Enter 到列表"), "muted");
    auto* card = new widgets::Card;
    card->body->addWidget(m_month);
    card->body->addWidget(m_sums);
    card->body->addWidget(keys);
    connect(m_month, &QCalendarWidget::selectionChanged, this, [this] {
        m_which->setCurrentIndex(OfDay);
        showRows();
    });
    connect(m_month, &QCalendarWidget::currentPageChanged, this, [this] {
        showMonth();
        if (m_which->currentIndex() == OfMonth)
            showRows();
    });
    connect(m_month, &QCalendarWidget::activated, this, [this] {
        m_table->setFocus();
        if (m_rows->rowCount() > 0)
            m_table->selectRow(0);
    });
    return card;
}

QWidget* DuePage::makeList() {
    m_which = new QComboBox;
    m_which->setObjectName(u"due-which"_s);
    m_which->setAccessibleName(tr("看哪些到期事项"));
    for (const QString& words : {tr("全部"), tr("只看逾期"), tr("月历所在月"), tr("选中的那天")})
        m_which->addItem(words);
    m_heading = widgets::label({});
    m_heading->setObjectName(u"due-heading"_s);
    m_heading->setFont(theme::strong());
    auto* head = widgets::row({m_heading});
    head->addStretch();
    head->addWidget(m_which);
    const auto message = [](const QJsonObject& row) {
        return widgets::groupedIn(row.value("message"_L1).toString());
    };
    m_rows = new widgets::ListModel(
        {{u"due"_s, tr("到期日"), Column::Kind::Date, 95},
         {u"late"_s, tr("逾期"), Column::Kind::Text, 90, {}, lateWords},
         {u"kind"_s, tr("类别"), Column::Kind::Text, 80, {}, dueKindWord},
         {u"message"_s, tr("事项"), Column::Kind::Text, 400, {}, message, true, message}},
        this);
    m_table = new widgets::TableView(m_rows, u"due-list"_s);
    m_table->setAccessibleName(tr("到期事项"));
    m_nothing = widgets::emptyHint(tr("没有到期的事。"));
    m_nothing->setObjectName(u"due-nothing"_s);
    m_nothing->hide();
    auto* card = new widgets::Card;
    card->setMinimumHeight(40 * theme::grid);
    card->body->addLayout(head);
    card->body->addWidget(m_table, 1);
    card->body->addWidget(m_nothing, 1);
    connect(m_which, &QComboBox::currentIndexChanged, this, &DuePage::showRows);
    connect(m_table, &widgets::TableView::opened, this,
            [this](const QJsonObject& row) { Q_EMIT go(placeOfDue(row)); });
    return card;
}

void DuePage::refresh() {
    m_session.ask(u"due.list"_s, {}, this, [this](const journal::Answer& answer) {
        if (!answer.ok())
            return;
        m_items = answer.result.toObject().value("items"_L1).toArray();
        showMonth();
        showRows();
    });
}

void DuePage::showMonth() {
    QMap<QDate, widgets::MonthCalendar::Day> days;
    int ofMonth = 0;
    int late = 0;
    for (const QJsonValue& item : std::as_const(m_items)) {
        const QDate day = dayOf(item);
        const bool isLate = item["late"_L1].toInteger() > 0;
        ++days[day].count;
        days[day].late = isLate;
        late += isLate ? 1 : 0;
        ofMonth += day.year() == m_month->yearShown() && day.month() == m_month->monthShown();
    }
    m_month->setDays(days);
    m_sums->setText(tr("这个月 %1 件到期 · 共逾期 %2 件").arg(ofMonth).arg(late));
}

void DuePage::showRows() {
    const int which = m_which->currentIndex();
    QJsonArray rows;
    for (const QJsonValue& item : std::as_const(m_items)) {
        const QDate day = dayOf(item);
        const bool wanted = which == All || (which == Late && item["late"_L1].toInteger() > 0)
                            || (which == OfMonth && day.year() == m_month->yearShown()
                                && day.month() == m_month->monthShown())
                            || (which == OfDay && day == m_month->selectedDate());
        if (wanted)
            rows.append(item);
    }
    const QString day = m_month->selectedDate().toString(Qt::ISODate);
    m_heading->setText(which == OfDay ? tr("%1 到期 %2 件").arg(day).arg(rows.size())
                                      : tr("到期事项 %1 件(逾期的在前)").arg(rows.size()));
    m_rows->setItems(rows);
    m_table->setVisible(!rows.isEmpty());
    m_nothing->setVisible(rows.isEmpty());
}

} // namespace

Page* makeDue(session::Session& session, const NavigationTarget& place) {
    return new DuePage(session, place);
}

} // namespace pages
