// SPDX-License-Identifier: GPL-3.0-only
#include "stacked_bars.h"

#include <money/fen.h>
#include <theme/theme.h>

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChartView>
#include <QClipboard>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QGuiApplication>
#include <QHorizontalStackedBarSeries>
#include <QKeyEvent>
#include <QLegend>
#include <QStackedBarSeries>
#include <QToolTip>
#include <QVBoxLayout>
#include <QValueAxis>

namespace charts {

using namespace Qt::Literals::StringLiterals;
using money::Fen;

namespace {

constexpr int lyingBar = 21;    // pixels a bar
constexpr int aroundBars = 84;  // legend and axis
constexpr qreal fenInWan = 1e6; // only the picture is drawn with floating-point numbers

qreal drawn(const QJsonValue& amount) {
    return static_cast<qreal>(Fen::parsePrinted(amount.toString()).count()) / fenInWan;
}

} // namespace

StackedBars::StackedBars(Direction direction, const QString& title, QWidget* parent)
    : QWidget(parent), m_direction(direction), m_title(title), m_view(new QChartView),
      m_none(new QLabel(tr("还没有可画的金额。"))) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setProperty("role", "muted");
    m_none->hide();
    whole->addWidget(m_view);
    whole->addWidget(m_none, 1);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMinimumSize(280, 200); // QChartView has none of its own
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setToolTip({});
}

void StackedBars::setBars(const QList<Part>& parts, const QList<Bar>& bars) {
    m_parts = parts;
    m_bars = bars;
    setAccessibleDescription(figures());
    if (m_direction == Direction::Lying)
        m_view->setMinimumHeight(lyingBar * static_cast<int>(bars.size()) + aroundBars);
    const bool any = std::any_of(bars.begin(), bars.end(), [](const Bar& bar) {
        return std::any_of(bar.amounts.begin(), bar.amounts.end(), [](const QJsonValue& amount) {
            return Fen::parsePrinted(amount.toString()).count() != 0;
        });
    });
    m_none->setVisible(!any);
    m_view->setVisible(any);
    draw();
}

void StackedBars::draw() {
    const theme::Colours& c = theme::colours();
    const bool lying = m_direction == Direction::Lying;
    auto* chart = new QChart;
    chart->setBackgroundVisible(false);
    chart->setMargins(QMargins(0, 0, 0, 0));
    chart->layout()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->setAlignment(Qt::AlignTop);
    chart->legend()->setContentsMargins(0, 0, 0, 0);
    chart->legend()->setLabelColor(c.text);
    chart->legend()->setFont(theme::textFont());
    QAbstractBarSeries* series =
        lying ? static_cast<QAbstractBarSeries*>(new QHorizontalStackedBarSeries)
              : new QStackedBarSeries;
    series->setBarWidth(0.7);
    // The first line stands on top: Qt Charts counts categories from below.
    QList<Bar> bars = m_bars;
    if (lying)
        std::reverse(bars.begin(), bars.end());
    QStringList labels;
    for (const Bar& bar : bars)
        labels << bar.label;
    qreal most = 0;
    qreal least = 0;
    for (qsizetype part = 0; part < m_parts.size(); ++part) {
        auto* set = new QBarSet(m_parts[part].name);
        set->setColor(m_parts[part].colour);
        set->setBorderColor(c.base);
        for (const Bar& bar : bars)
            *set << drawn(bar.amounts.value(part));
        series->append(set);
        QObject::connect(set, &QBarSet::clicked, this, [this, bars](int index) {
            if (index >= 0 && index < bars.size())
                Q_EMIT clicked(bars[index].target);
        });
        QObject::connect(set, &QBarSet::hovered, this, [this, bars, part](bool in, int index) {
            if (!in || index < 0 || index >= bars.size())
                return QToolTip::hideText();
            const Bar& bar = bars[index];
            QToolTip::showText(
                QCursor::pos(),
                tr("%1\n%2 %3 元\n%4")
                    .arg(bar.label, m_parts[part].name,
                         Fen::parsePrinted(bar.amounts.value(part).toString()).grouped(), bar.hint)
                    .trimmed(),
                m_view);
        });
    }
    for (const Bar& bar : bars) {
        qreal up = 0;
        qreal down = 0;
        for (const QJsonValue& amount : bar.amounts)
            (drawn(amount) < 0 ? down : up) += drawn(amount);
        most = std::max(most, up);
        least = std::min(least, down);
    }
    chart->addSeries(series);
    auto* names = new QBarCategoryAxis;
    names->append(labels);
    names->setLabelsColor(c.text);
    QFont small = theme::textFont();
    small.setPointSize(8);
    names->setLabelsFont(small);
    names->setGridLineVisible(false);
    names->setLineVisible(false);
    auto* amounts = new QValueAxis;
    amounts->setRange(least, most > 0 ? most : 1);
    amounts->applyNiceNumbers();
    const qreal step = (amounts->max() - amounts->min()) / std::max(1, amounts->tickCount() - 1);
    amounts->setLabelFormat(step >= 1 ? u"%.0f"_s : step >= 0.1 ? u"%.1f"_s : u"%.4f"_s);
    amounts->setLabelsColor(c.muted);
    amounts->setLabelsFont(small);
    amounts->setGridLineColor(c.line);
    amounts->setLineVisible(false);
    amounts->setTitleText(tr("万元"));
    amounts->setTitleBrush(c.muted);
    amounts->setTitleFont(small);
    chart->addAxis(names, lying ? Qt::AlignLeft : Qt::AlignBottom);
    chart->addAxis(amounts, lying ? Qt::AlignBottom : Qt::AlignLeft);
    series->attachAxis(names);
    series->attachAxis(amounts);
    if (lying)
        writeNames(chart, names, small);
    const std::unique_ptr<QChart> before(m_view->chart());
    m_view->setChart(chart);
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->viewport()->setAutoFillBackground(false);
}

// Qt Charts puts dots for a label that is higher than its bar, as Chinese ones are; ours stand
// there by themselves.
void StackedBars::writeNames(QChart* chart, QBarCategoryAxis* axis, const QFont& font) const {
    axis->setLabelsVisible(false);
    QList<QGraphicsSimpleTextItem*> names;
    int widest = 0;
    for (const Bar& bar : m_bars) {
        auto* name = new QGraphicsSimpleTextItem(bar.label, chart);
        name->setFont(font);
        name->setBrush(theme::colours().text);
        widest = std::max(widest, static_cast<int>(name->boundingRect().width()));
        names << name;
    }
    chart->setMargins(QMargins(widest, 0, theme::grid, 0));
    connect(chart, &QChart::plotAreaChanged, chart, [names](const QRectF& area) {
        const qreal each = area.height() / static_cast<qreal>(std::max<qsizetype>(1, names.size()));
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QRectF box = names[i]->boundingRect();
            names[i]->setPos(area.left() - box.width() - theme::grid,
                             area.top() + (static_cast<qreal>(i) + 0.5) * each - box.height() / 2);
        }
    });
}

QString StackedBars::figures() const {
    QStringList heads{m_title};
    for (const Part& part : m_parts)
        heads << part.name;
    QStringList lines{heads.join(u'\t')};
    for (const Bar& bar : m_bars) {
        QStringList cells{bar.label};
        for (const QJsonValue& amount : bar.amounts)
            cells << amount.toString();
        lines << cells.join(u'\t');
    }
    return lines.join(u'\n');
}

void StackedBars::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_C && event->modifiers() == Qt::ControlModifier)
        QGuiApplication::clipboard()->setText(figures());
    else if (event->key() == Qt::Key_C
             && event->modifiers() == (Qt::ControlModifier | Qt::ShiftModifier))
        QGuiApplication::clipboard()->setPixmap(m_view->grab());
    else
        QWidget::keyPressEvent(event);
}

void StackedBars::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    // The theme changed: the picture is drawn in its colours.
    if (event->type() == QEvent::PaletteChange && !m_bars.isEmpty())
        draw();
}

} // namespace charts
