// SPDX-License-Identifier: GPL-3.0-only
#include "timeline.h"

#include <theme/theme.h>

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QPixmap>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace charts {

using namespace Qt::Literals::StringLiterals;

namespace {

QString dayText(const QDate& day) {
    return day.toString(Qt::ISODate);
}

} // namespace

Timeline::Timeline(QWidget* parent) : QAbstractScrollArea(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMinimumHeight(static_cast<int>(headHeight + 4 * rowHeight));
    viewport()->setMouseTracking(true);
}

void Timeline::setRows(const QList<TimelineRow>& rows, const QDate& today,
                       const QList<TimelineDeadline>& deadlines) {
    const QString was = current();
    m_rows = rows;
    m_today = today;
    m_deadlines = deadlines;
    m_lines.clear();
    m_at = -1;
    QDate from = today;
    QDate to = today;
    for (qsizetype i = 0; i < m_rows.size(); ++i) {
        const TimelineRow& row = m_rows[i];
        if (m_lines.isEmpty() || row.group != m_lines.last().group)
            m_lines.append({-1, row.group});
        m_lines.append({i, row.group});
        if (row.id == was)
            m_at = i;
        for (const QDate& day : {row.declared, row.approved, row.started, row.plannedFrom,
                                 row.plannedTo, row.accepted, row.firstPaid, row.lastPaid})
            if (day.isValid()) {
                from = std::min(from, day);
                to = std::max(to, day);
            }
    }
    for (const TimelineDeadline& one : m_deadlines)
        to = std::max(to, one.day);
    m_from = QDate(from.year(), from.month(), 1);
    m_to = QDate(to.year(), to.month(), 1).addMonths(1);
    if (m_at < 0 && !m_rows.isEmpty())
        m_at = 0;
    fit();
    viewport()->update();
}

QString Timeline::current() const {
    return m_at < 0 ? QString() : m_rows[m_at].id;
}

void Timeline::paintEvent(QPaintEvent*) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(viewport()->rect(), theme::colours().base);
    const Frame frame = frameFor(viewport()->width());
    if (m_rows.isEmpty())
        return;
    const qsizetype first = verticalScrollBar()->value();
    const qreal bottom = viewport()->height();
    const auto fitting = static_cast<qsizetype>(std::ceil((bottom - headHeight) / rowHeight));
    const qreal end =
        std::min(bottom, headHeight + static_cast<qreal>(m_lines.size() - first) * rowHeight);
    drawThrough(painter, frame, end);
    drawLines(painter, frame, first, fitting);
    drawHead(painter, frame);
}

void Timeline::fit() {
    const auto whole = static_cast<int>(
        std::max<qreal>(1, std::floor((viewport()->height() - headHeight) / rowHeight)));
    verticalScrollBar()->setPageStep(whole);
    verticalScrollBar()->setRange(0, std::max(0, static_cast<int>(m_lines.size()) - whole));
}

void Timeline::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    fit();
}

qsizetype Timeline::lineOf(qsizetype row) const {
    for (qsizetype i = 0; i < m_lines.size(); ++i)
        if (m_lines[i].row == row)
            return i;
    return 0;
}

void Timeline::goTo(qsizetype row) {
    if (m_rows.isEmpty())
        return;
    m_at = std::clamp<qsizetype>(row, 0, m_rows.size() - 1);
    const auto line = static_cast<int>(lineOf(m_at));
    QScrollBar* bar = verticalScrollBar();
    if (line <= bar->value())
        bar->setValue(std::max(0, line - 1)); // with its group's name above it
    else if (line >= bar->value() + bar->pageStep())
        bar->setValue(line - bar->pageStep() + 1);
    viewport()->update();
    setAccessibleDescription(wordsOf(m_rows[m_at]));
    Q_EMIT moved(current());
}

qsizetype Timeline::lineAt(const QPoint& at) const {
    if (at.y() < headHeight)
        return -1;
    const qsizetype line =
        verticalScrollBar()->value() + static_cast<qsizetype>((at.y() - headHeight) / rowHeight);
    return line < m_lines.size() ? m_lines[line].row : -1;
}

QString Timeline::wordsOf(const TimelineRow& row) const {
    QStringList words{row.id + u' ' + row.name + tr("(%1)").arg(row.state)};
    const std::pair<const char*, QDate> days[] = {
        {QT_TRANSLATE_NOOP("charts", "申报"), row.declared},
        {QT_TRANSLATE_NOOP("charts", "审核"), row.approved},
        {QT_TRANSLATE_NOOP("charts", "开工"), row.started},
        {QT_TRANSLATE_NOOP("charts", "验收"), row.accepted},
        {QT_TRANSLATE_NOOP("charts", "最近拨付"), row.lastPaid},
        {QT_TRANSLATE_NOOP("charts", "归档"), row.closed}};
    for (const auto& [what, day] : days)
        if (day.isValid())
            words << tr(what) + u' ' + dayText(day);
    if (row.plannedTo.isValid())
        words << tr("计划 %1 至 %2").arg(dayText(row.plannedFrom), dayText(row.plannedTo));
    return words.join(u'\n');
}

bool Timeline::viewportEvent(QEvent* event) {
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    auto* help = static_cast<QHelpEvent*>(event);
    for (const TimelineDeadline& one : std::as_const(m_deadlines)) {
        const qreal x = frameFor(viewport()->width()).at(one.day);
        if (std::abs(x - help->pos().x()) < 4 && help->pos().x() > 0) {
            QToolTip::showText(help->globalPos(), dayText(one.day) + u' ' + one.words, viewport());
            return true;
        }
    }
    if (const qsizetype row = lineAt(help->pos()); row >= 0)
        QToolTip::showText(help->globalPos(), wordsOf(m_rows[row]), viewport());
    else
        QToolTip::hideText();
    return true;
}

void Timeline::keyPressEvent(QKeyEvent* event) {
    const qsizetype page = std::max(1, verticalScrollBar()->pageStep() - 1);
    const bool control = event->modifiers().testFlag(Qt::ControlModifier);
    if (control && event->key() == Qt::Key_C) {
        if (event->modifiers().testFlag(Qt::ShiftModifier))
            QGuiApplication::clipboard()->setPixmap(picture());
        else
            QGuiApplication::clipboard()->setText(figures());
        return;
    }
    switch (event->key()) {
    case Qt::Key_Up:
        return goTo(m_at - 1);
    case Qt::Key_Down:
        return goTo(m_at + 1);
    case Qt::Key_PageUp:
        return goTo(m_at - page);
    case Qt::Key_PageDown:
        return goTo(m_at + page);
    case Qt::Key_Home:
        return goTo(0);
    case Qt::Key_End:
        return goTo(m_rows.size() - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_at >= 0)
            Q_EMIT opened(current());
        return;
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

void Timeline::mousePressEvent(QMouseEvent* event) {
    if (const qsizetype row = lineAt(event->pos()); row >= 0)
        goTo(row);
}

void Timeline::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const qsizetype row = lineAt(event->pos()); row >= 0)
        Q_EMIT opened(m_rows[row].id);
}

void Timeline::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void Timeline::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace charts
