// SPDX-License-Identifier: GPL-3.0-only
#include "steps_bar.h"

#include <theme/theme.h>

#include <QPainter>

namespace widgets {

namespace {

constexpr int radius = 8;
constexpr int besideStep = 10; // pixels between the words of two steps
constexpr int widest = 170;    // pixels a step, where there is little room
constexpr int roomiest = 240;

QFont smallFont() {
    QFont font = theme::textFont();
    font.setPointSize(9);
    return font;
}

// The detail in lines that are broken at its spaces only: an amount or a name stays whole, as long
// as the step is wide enough for it.
QStringList linesOf(const QString& detail, const QFontMetrics& metrics, int width) {
    QStringList lines;
    for (const QString& word : detail.split(u' ', Qt::SkipEmptyParts)) {
        const QString longer = lines.isEmpty() ? word : lines.last() + u' ' + word;
        if (lines.isEmpty() || metrics.horizontalAdvance(longer) > width)
            lines << word;
        else
            lines.last() = longer;
    }
    for (QString& line : lines)
        line = metrics.elidedText(line, Qt::ElideRight, width);
    return lines;
}

} // namespace

StepsBar::StepsBar(QWidget* parent) : QWidget(parent) {
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void StepsBar::setSteps(const QList<Step>& steps) {
    m_steps = steps;
    QStringList words;
    for (const Step& step : steps) {
        const QString state = step.state == State::Done     ? tr("已完成")
                              : step.state == State::Now    ? tr("进行中")
                              : step.state == State::Broken ? tr("未通过")
                                                            : tr("未到");
        words << tr("%1 %2 %3").arg(step.name, state, step.detail).trimmed();
    }
    setAccessibleName(tr("拨付路径"));
    setAccessibleDescription(words.join(u';'));
    setToolTip(words.join(u'\n'));
    updateGeometry();
    update();
}

QSize StepsBar::sizeHint() const {
    const int line = fontMetrics().height();
    const auto count = static_cast<int>(m_steps.size());
    return {count * widest, 2 * radius + (1 + detailLines()) * line + 14};
}

int StepsBar::stepWidth() const {
    return m_steps.isEmpty() ? widest
                             : std::min(roomiest, width() / static_cast<int>(m_steps.size()));
}

// As many lines as the longest detail needs.
int StepsBar::detailLines() const {
    qsizetype lines = 0;
    for (int i = 0; i < m_steps.size(); ++i)
        lines = std::max(lines, detailOf(i).size());
    return static_cast<int>(lines);
}

QStringList StepsBar::detailOf(int step) const {
    return linesOf(m_steps[step].detail, QFontMetrics(smallFont()), stepWidth() - besideStep);
}

void StepsBar::resizeEvent(QResizeEvent*) {
    updateGeometry();
}

void StepsBar::paintEvent(QPaintEvent*) {
    if (m_steps.isEmpty())
        return;
    const theme::Colours& c = theme::colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int each = stepWidth();
    const int line = fontMetrics().height();
    const int y = radius + 3;
    for (int i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        const int x = radius + 3 + i * each;
        if (i + 1 < m_steps.size()) {
            const bool past = step.state == State::Done;
            painter.setPen(QPen(past ? c.accent : c.line, past ? 3 : 2));
            painter.drawLine(x + radius + 2, y, x + each - radius - 2, y);
        }
        const QColor colour = step.state == State::Broken ? c.danger
                              : step.state == State::Next ? c.muted
                                                          : c.accent;
        painter.setPen(QPen(colour, 2));
        painter.setBrush(step.state == State::Done ? QBrush(colour) : QBrush(c.base));
        painter.drawEllipse(QPoint(x, y), radius, radius);
        if (step.state == State::Now) { // the left half filled
            painter.setBrush(colour);
            painter.drawPie(x - radius, y - radius, 2 * radius, 2 * radius, 90 * 16, 180 * 16);
        }
        if (step.state == State::Broken) {
            painter.drawLine(x - 4, y - 4, x + 4, y + 4);
            painter.drawLine(x - 4, y + 4, x + 4, y - 4);
        }
        const int wide = each - besideStep;
        const QFont font = step.state == State::Now ? theme::strong() : theme::textFont();
        painter.setFont(font);
        painter.setPen(step.state == State::Next ? c.muted : c.text);
        const QFontMetrics bold(font);
        painter.drawText(QRect(x - radius, y + radius + 4, wide, line), Qt::AlignLeft,
                         bold.elidedText(step.name, Qt::ElideRight, wide));
        painter.setFont(smallFont());
        painter.setPen(c.muted);
        const QStringList below = detailOf(i);
        for (int at = 0; at < below.size(); ++at)
            painter.drawText(QRect(x - radius, y + radius + 4 + (1 + at) * line, wide, line),
                             Qt::AlignLeft, below[at]);
    }
}

} // namespace widgets
