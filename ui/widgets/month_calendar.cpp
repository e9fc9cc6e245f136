// SPDX-License-Identifier: GPL-3.0-only
#include "month_calendar.h"

#include <theme/theme.h>

#include <QPainter>
#include <QTextCharFormat>
#include <QToolButton>

namespace widgets {

using namespace Qt::Literals::StringLiterals;

void makePlain(QCalendarWidget& calendar) {
    calendar.setLocale(QLocale(QLocale::Chinese, QLocale::China));
    calendar.setFirstDayOfWeek(Qt::Monday);
    calendar.setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    QTextCharFormat weekend;
    weekend.setForeground(calendar.palette().text());
    calendar.setWeekdayTextFormat(Qt::Saturday, weekend);
    calendar.setWeekdayTextFormat(Qt::Sunday, weekend);
    const std::pair<QString, QString> arrows[] = {{u"qt_calendar_prevmonth"_s, u"back"_s},
                                                  {u"qt_calendar_nextmonth"_s, u"next"_s}};
    for (const auto& [name, icon] : arrows)
        if (auto* arrow = calendar.findChild<QToolButton*>(name))
            arrow->setIcon(theme::icon(icon));
}

MonthCalendar::MonthCalendar(QWidget* parent) : QCalendarWidget(parent) {
    makePlain(*this);
    setHorizontalHeaderFormat(QCalendarWidget::ShortDayNames);
}

void MonthCalendar::setDays(const QMap<QDate, Day>& days) {
    m_days = days;
    updateCells();
}

void MonthCalendar::setToday(const QDate& today) {
    m_today = today;
    updateCells();
}

void MonthCalendar::paintCell(QPainter* painter, const QRect& rect, QDate date) const {
    const theme::Colours& c = theme::colours();
    const bool chosen = date == selectedDate();
    const bool here = date.month() == monthShown() && date.year() == yearShown();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF cell = QRectF(rect).adjusted(1.5, 1.5, -1.5, -1.5);
    if (chosen) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(c.accentSoft);
        painter->drawRoundedRect(cell, 4, 4);
    }
    if (date == m_today || (chosen && hasFocus())) {
        painter->setPen(QPen(c.accent, chosen ? 2 : 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(cell, 4, 4);
    }
    QFont font = theme::textFont();
    font.setBold(date == m_today);
    painter->setFont(font);
    painter->setPen(here ? c.text : c.muted);
    const QRectF number(cell.left(), cell.top() + 1, cell.width(), cell.height() / 2);
    painter->drawText(number, Qt::AlignCenter, QString::number(date.day()));
    const auto day = m_days.find(date);
    if (day != m_days.end()) {
        font.setBold(true);
        painter->setFont(font);
        painter->setPen(day->late ? c.danger : c.accent);
        const QRectF below(cell.left(), cell.center().y() - 1, cell.width(), cell.height() / 2);
        const QString words = day->late ? tr("逾 %1").arg(day->count) : tr("%1 件").arg(day->count);
        painter->drawText(below, Qt::AlignCenter, words);
    }
    painter->restore();
}

} // namespace widgets
