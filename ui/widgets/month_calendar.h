// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QCalendarWidget>
#include <QMap>

namespace widgets {

// The theme's colours and its family of icons in place of the style's own; weeks begin on Monday.
void makePlain(QCalendarWidget& calendar);

// A month with a count on the days on which something is: late ones in red, others in the accent
// colour, both as figures. Arrow keys go from day to day, Page Up and Down from month to month,
// Enter opens the day.
class MonthCalendar : public QCalendarWidget {
    Q_OBJECT

public:
    struct Day {
        int count = 0;
        bool late = false;
    };

    explicit MonthCalendar(QWidget* parent = nullptr);
    void setDays(const QMap<QDate, Day>& days);
    const QMap<QDate, Day>& days() const { return m_days; }
    // On the day that it is; the machine's own where the program is told another.
    void setToday(const QDate& today);

protected:
    void paintCell(QPainter* painter, const QRect& rect, QDate date) const override;

private:
    QMap<QDate, Day> m_days;
    QDate m_today;
};

} // namespace widgets
