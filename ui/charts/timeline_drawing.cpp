// SPDX-License-Identifier: GPL-3.0-only
#include "timeline.h"

#include <theme/theme.h>

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QGuiApplication>
#include <QPainter>
#include <QScreen>

#include <algorithm>
#include <cmath>

// How the picture of all projects over time is drawn, on the screen as on paper.

namespace charts {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qreal legendHeight = 22;
constexpr qreal edge = 8;
constexpr qreal widestNames = 0.36; // of the whole width

// In pixels of the screen: the same in a picture for paper, which is drawn as on the screen.
QFont smallFont() {
    constexpr qreal points = 8;
    QFont font = theme::textFont();
    font.setPixelSize(
        qRound(points * QGuiApplication::primaryScreen()->logicalDotsPerInchY() / 72));
    return font;
}

// What each sign stands for, in the order in which things happen.
enum class Sign { Review, Schedule, Running, Accepted, Paid, Today, Deadline };
struct Legend {
    Sign sign;
    const char* words;
};
constexpr Legend legend[] = {
    {Sign::Review, QT_TRANSLATE_NOOP("charts", "申报到审核")},
    {Sign::Schedule, QT_TRANSLATE_NOOP("charts", "计划工期")},
    {Sign::Running, QT_TRANSLATE_NOOP("charts", "实施")},
    {Sign::Accepted, QT_TRANSLATE_NOOP("charts", "验收合格")},
    {Sign::Paid, QT_TRANSLATE_NOOP("charts", "拨付")},
    {Sign::Today, QT_TRANSLATE_NOOP("charts", "今天")},
    {Sign::Deadline, QT_TRANSLATE_NOOP("charts", "办法的期限")},
};

void drawBar(QPainter& painter, const QRectF& bar, const QColor& fill) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(bar, 2, 2);
}

void drawOutline(QPainter& painter, const QRectF& bar) {
    painter.setPen(QPen(theme::colours().muted, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(bar, 2, 2);
}

void drawAccepted(QPainter& painter, const QPointF& at) {
    const qreal r = 5;
    painter.setPen(QPen(theme::colours().base, 1));
    painter.setBrush(theme::colours().good);
    painter.drawPolygon(QPolygonF(
        {at + QPointF(0, -r), at + QPointF(r, 0), at + QPointF(0, r), at + QPointF(-r, 0)}));
}

void drawPaid(QPainter& painter, const QPointF& from, const QPointF& to) {
    const QColor colour = theme::colours().text;
    painter.setPen(QPen(colour, 2));
    if (from != to)
        painter.drawLine(from, to);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawEllipse(from, 3, 3);
    painter.drawEllipse(to, 3, 3);
}

void drawSign(QPainter& painter, Sign sign, const QRectF& box) {
    const theme::Colours& c = theme::colours();
    const QRectF bar = box.adjusted(0, 3, 0, -3);
    switch (sign) {
    case Sign::Review:
        return drawBar(painter, bar, c.muted);
    case Sign::Schedule:
        return drawOutline(painter, bar);
    case Sign::Running:
        return drawBar(painter, bar, c.accent);
    case Sign::Accepted:
        return drawAccepted(painter, box.center());
    case Sign::Paid:
        return drawPaid(painter, {box.left() + 3, box.center().y()},
                        {box.right() - 3, box.center().y()});
    case Sign::Today:
        painter.setPen(QPen(c.danger, 2));
        painter.drawLine(QPointF(box.center().x(), box.top()),
                         QPointF(box.center().x(), box.bottom()));
        return;
    case Sign::Deadline:
        painter.setPen(QPen(c.warning, 1, Qt::DashLine));
        painter.drawLine(QPointF(box.center().x(), box.top()),
                         QPointF(box.center().x(), box.bottom()));
        return;
    }
}

} // namespace

qreal Timeline::Frame::at(const QDate& day) const {
    const auto days = static_cast<qreal>(std::max<qint64>(1, from.daysTo(to)));
    return names + (width - names - edge) * static_cast<qreal>(from.daysTo(day)) / days;
}

Timeline::Frame Timeline::frameFor(qreal width) const {
    const QFontMetricsF metrics(smallFont());
    qreal names = 120;
    for (const TimelineRow& row : m_rows)
        names = std::max(names, metrics.horizontalAdvance(row.id + u' ' + row.name) + 3 * edge);
    Frame frame;
    frame.width = width;
    frame.names = std::min(names, width * widestNames);
    frame.from = m_from;
    frame.to = m_to;
    return frame;
}

// The legend, then years over months; as many months are named as have room.
void Timeline::drawHead(QPainter& painter, const Frame& frame) const {
    const theme::Colours& c = theme::colours();
    const QFont font = smallFont();
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.fillRect(QRectF(0, 0, frame.width, headHeight), c.base);
    qreal x = edge;
    for (const Legend& one : legend) {
        const QString words = tr(one.words);
        drawSign(painter, one.sign, QRectF(x, 4, 18, legendHeight - 8));
        painter.setPen(c.text);
        const qreal wide = metrics.horizontalAdvance(words);
        painter.drawText(QRectF(x + 22, 0, wide + 4, legendHeight), Qt::AlignVCenter, words);
        x += 22 + wide + 2 * edge;
    }
    const qreal half = (headHeight - legendHeight) / 2;
    const qreal month = frame.at(frame.from.addMonths(1)) - frame.at(frame.from);
    const int step = std::max(
        1, static_cast<int>(std::ceil(metrics.horizontalAdvance(u"12月"_s) * 1.2 / month)));
    for (QDate day = frame.from; day < frame.to; day = day.addMonths(1)) {
        const qreal left = frame.at(day);
        painter.setPen(c.text);
        if (day.month() == 1 || day == frame.from)
            painter.drawText(QRectF(left + 3, legendHeight, 80, half), Qt::AlignVCenter,
                             tr("%1年").arg(day.year()));
        if ((day.month() - 1) % step == 0)
            painter.drawText(QRectF(left + 3, legendHeight + half, 60, half), Qt::AlignVCenter,
                             tr("%1月").arg(day.month()));
    }
    painter.setPen(c.line);
    painter.drawLine(QPointF(0, headHeight - 0.5), QPointF(frame.width, headHeight - 0.5));
}

void Timeline::drawRow(QPainter& painter, const Frame& frame, const TimelineRow& row,
                       qreal top) const {
    const theme::Colours& c = theme::colours();
    const qreal middle = top + rowHeight / 2;
    const auto span = [&](const QDate& from, const QDate& to, qreal high) {
        const qreal left = frame.at(from);
        return QRectF(left, middle - high / 2, std::max<qreal>(3, frame.at(to) - left), high);
    };
    const QDate approvedUntil = row.approved.isValid() ? row.approved : m_today;
    if (row.declared.isValid() && row.declared <= approvedUntil)
        drawBar(painter, span(row.declared, approvedUntil, 8), c.muted);
    if (row.started.isValid()) {
        const QDate until = row.accepted.isValid() ? row.accepted : std::max(row.started, m_today);
        drawBar(painter, span(row.started, until, 8), c.accent);
    }
    if (row.plannedFrom.isValid() && row.plannedTo.isValid())
        drawOutline(painter, span(row.plannedFrom, row.plannedTo, 14));
    if (row.firstPaid.isValid())
        drawPaid(painter, {frame.at(row.firstPaid), middle + 8},
                 {frame.at(row.lastPaid), middle + 8});
    if (row.accepted.isValid())
        drawAccepted(painter, {frame.at(row.accepted), middle});
}

void Timeline::drawLines(QPainter& painter, const Frame& frame, qsizetype first,
                         qsizetype count) const {
    const theme::Colours& c = theme::colours();
    const QFont font = smallFont();
    QFont bold = font;
    bold.setBold(true);
    for (qsizetype i = first; i < std::min(first + count, m_lines.size()); ++i) {
        const qreal top = headHeight + static_cast<qreal>(i - first) * rowHeight;
        const Line& line = m_lines[i];
        const bool head = line.row < 0;
        if (head)
            painter.fillRect(QRectF(0, top, frame.width, rowHeight), c.alternate);
        else if (line.row == m_at && hasFocus())
            painter.fillRect(QRectF(0, top, frame.width, rowHeight), c.accentSoft);
        painter.setFont(head ? bold : font);
        painter.setPen(c.text);
        const qreal room = (head ? frame.width : frame.names) - 2 * edge;
        const QString words =
            head ? line.group : m_rows[line.row].id + u' ' + m_rows[line.row].name;
        painter.drawText(QRectF(edge, top, room, rowHeight), Qt::AlignVCenter,
                         QFontMetricsF(painter.font()).elidedText(words, Qt::ElideRight, room));
        if (!head)
            drawRow(painter, frame, m_rows[line.row], top);
    }
}

// Today and the deadlines, through all rows; each deadline's words at its line where they fit.
void Timeline::drawThrough(QPainter& painter, const Frame& frame, qreal bottom) const {
    const theme::Colours& c = theme::colours();
    painter.setPen(QPen(c.line, 1));
    for (QDate day = frame.from; day <= frame.to; day = day.addMonths(3))
        painter.drawLine(QPointF(frame.at(day), headHeight), QPointF(frame.at(day), bottom));
    painter.setPen(QPen(c.warning, 1, Qt::DashLine));
    for (const TimelineDeadline& one : m_deadlines)
        painter.drawLine(QPointF(frame.at(one.day), legendHeight),
                         QPointF(frame.at(one.day), bottom));
    painter.setPen(QPen(c.danger, 2));
    painter.drawLine(QPointF(frame.at(m_today), legendHeight), QPointF(frame.at(m_today), bottom));
}

} // namespace charts
