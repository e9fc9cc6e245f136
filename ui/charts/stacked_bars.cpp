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
#include <QMouseEvent>
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
constexpr int widestName = 176; // pixels of a name beside its bar
constexpr qreal fenInWan = 1e6; // only the picture is drawn with floating-point numbers

QFont smallFont() {
    QFont font = theme::textFont();
    font.setPointSize(8);
    return font;
}

qreal drawn(const QJsonValue& amount) {
    return static_cast<qreal>(Fen::parsePrinted(amount.toString()).count()) / fenInWan;
}

QBarCategoryAxis* nameAxis(const QList<Bar>& bars) {
    auto* names = new QBarCategoryAxis;
    for (const Bar& bar : bars)
        names->append(bar.label.toHtmlEscaped()); // Qt Charts reads markup
    names->setLabelsColor(theme::colours().text);
    names->setLabelsFont(smallFont());
    names->setGridLineVisible(false);
    names->setLineVisible(false);
    return names;
}

// From the lowest bar, or zero, to the highest.
QValueAxis* amountAxis(const QList<Bar>& bars) {
    const theme::Colours& c = theme::colours();
    qreal most = 0;
    qreal least = 0;
    for (const Bar& bar : bars) {
        qreal up = 0;
        qreal down = 0;
        for (const QJsonValue& amount : bar.amounts)
            (drawn(amount) < 0 ? down : up) += drawn(amount);
        most = std::max(most, up);
        least = std::min(least, down);
    }
    auto* amounts = new QValueAxis;
    amounts->setRange(least, most > 0 ? most : 1);
    amounts->applyNiceNumbers();
    const qreal step = (amounts->max() - amounts->min()) / std::max(1, amounts->tickCount() - 1);
    amounts->setLabelFormat(step >= 1 ? u"%.0f"_s : step >= 0.1 ? u"%.1f"_s : u"%.4f"_s);
    amounts->setLabelsColor(c.muted);
    amounts->setLabelsFont(smallFont());
    amounts->setGridLineColor(c.line);
    amounts->setLineVisible(false);
    amounts->setTitleText(QObject::tr("万元"));
    amounts->setTitleBrush(c.muted);
    amounts->setTitleFont(smallFont());
    return amounts;
}

} // namespace

StackedBars::StackedBars(Direction direction, const QString& title, QWidget* parent)
    : QWidget(parent), m_direction(direction), m_title(title), m_view(new QChartView),
      m_none(new QLabel(tr("还没有可画的金额。"))), m_note(new QLabel) {
    auto* whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    m_none->setAlignment(Qt::AlignCenter);
    m_none->setProperty("role", "muted");
    m_none->hide();
    whole->addWidget(m_view);
    whole->addWidget(m_none, 1);
    m_note->setProperty("role", "muted");
    m_note->setAlignment(Qt::AlignRight);
    m_note->setFont(smallFont());
    m_note->hide();
    whole->addWidget(m_note);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMinimumSize(280, 200); // QChartView has none of its own
    m_view->setFocusPolicy(Qt::NoFocus);
    m_view->viewport()->installEventFilter(this);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setToolTip({});
}

void StackedBars::setBars(const QList<Part>& parts, const QList<Bar>& bars, const QString& note) {
    m_parts = parts;
    m_bars = bars;
    m_at = std::clamp<qsizetype>(m_at, 0, std::max<qsizetype>(0, bars.size() - 1));
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
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
    chart->legend()->setFont(lying ? theme::textFont() : smallFont());
    chart->legend()->setShowToolTips(true); // where a narrow window cuts a name
    // The first line stands on top: Qt Charts counts categories from below.
    QList<Bar> bars = m_bars;
    if (lying)
        std::reverse(bars.begin(), bars.end());
    QAbstractBarSeries* series = makeSeries(bars);
    QBarCategoryAxis* names = nameAxis(bars);
    QValueAxis* amounts = amountAxis(bars);
    chart->addSeries(series);
    chart->addAxis(names, lying ? Qt::AlignLeft : Qt::AlignBottom);
    chart->addAxis(amounts, lying ? Qt::AlignBottom : Qt::AlignLeft);
    series->attachAxis(names);
    series->attachAxis(amounts);
    writeNames(chart, names, smallFont());
    m_mark = new QGraphicsRectItem(chart);
    m_mark->setPen(QPen(c.accent, 2));
    m_mark->setBrush(Qt::NoBrush);
    m_mark->setZValue(100);
    connect(chart, &QChart::plotAreaChanged, this, &StackedBars::mark);
    const std::unique_ptr<QChart> before(m_view->chart());
    m_view->setChart(chart);
    mark();
    m_view->setBackgroundBrush(Qt::NoBrush);
    m_view->viewport()->setAutoFillBackground(false);
}

QAbstractBarSeries* StackedBars::makeSeries(const QList<Bar>& bars) {
    QAbstractBarSeries* series =
        m_direction == Direction::Lying
            ? static_cast<QAbstractBarSeries*>(new QHorizontalStackedBarSeries)
            : new QStackedBarSeries;
    series->setBarWidth(0.7);
    for (qsizetype part = 0; part < m_parts.size(); ++part) {
        auto* set = new QBarSet(m_parts[part].name.toHtmlEscaped());
        set->setColor(m_parts[part].colour);
        set->setBorderColor(theme::colours().base);
        for (const Bar& bar : bars)
            *set << drawn(bar.amounts.value(part));
        series->append(set);
        QObject::connect(set, &QBarSet::clicked, this, [this, bars](int index) {
            if (index >= 0 && index < bars.size())
                Q_EMIT clicked(bars[index].target);
        });
        QObject::connect(set, &QBarSet::hovered, this, [this, bars](bool in, int index) {
            const bool over = in && index >= 0 && index < bars.size();
            m_view->viewport()->setCursor(over ? Qt::PointingHandCursor : Qt::ArrowCursor);
            if (!over)
                return QToolTip::hideText();
            QToolTip::showText(QCursor::pos(), wordsOf(bars[index]), m_view);
        });
    }
    return series;
}

// Qt Charts puts dots for a label that is wider or higher than its bar, as Chinese ones are; ours
// stand there by themselves. Of standing bars' names those are left out that would touch the one
// before.
void StackedBars::writeNames(QChart* chart, QBarCategoryAxis* axis, const QFont& font) const {
    axis->setLabelsVisible(false);
    const bool lying = m_direction == Direction::Lying;
    const QFontMetrics metrics(font);
    QList<QGraphicsSimpleTextItem*> names;
    int widest = 0;
    for (const Bar& bar : m_bars) {
        // What tells lines of one name apart stands in brackets at its end.
        const Qt::TextElideMode mode = bar.label.endsWith(u')') ? Qt::ElideMiddle : Qt::ElideRight;
        auto* name =
            new QGraphicsSimpleTextItem(metrics.elidedText(bar.label, mode, widestName), chart);
        name->setFont(font);
        name->setBrush(theme::colours().text);
        widest = std::max(widest, static_cast<int>(name->boundingRect().width()));
        names << name;
    }
    // The names' room is a margin, which would also narrow the legend until its words were dots:
    // it stands across the whole width, on as many lines as its words need.
    chart->legend()->detachFromChart();
    const auto placeLegend = [=, this] {
        const int high = legendHeight(chart->legend()->font(), chart->size().width());
        chart->setMargins(lying ? QMargins(widest, high, theme::grid, 0)
                                : QMargins(0, high, 0, metrics.height()));
        chart->legend()->setGeometry(QRectF(0, 0, chart->size().width(), high));
    };
    placeLegend();
    connect(chart, &QChart::geometryChanged, chart, placeLegend);
    connect(chart, &QChart::plotAreaChanged, chart, [this, names, lying](const QRectF& area) {
        QRectF last;
        for (qsizetype i = 0; i < names.size(); ++i) {
            const QRectF box = names[i]->boundingRect();
            const QPointF centre = bandOf(area, i).center();
            names[i]->setPos(lying ? QPointF(area.left() - box.width() - theme::grid,
                                             centre.y() - box.height() / 2)
                                   : QPointF(centre.x() - box.width() / 2, area.bottom() + 4));
            const QRectF here = box.translated(names[i]->pos());
            names[i]->setVisible(lying || i == 0 || here.left() > last.right() + 2);
            if (names[i]->isVisible())
                last = here;
        }
    });
}

int StackedBars::legendHeight(const QFont& font, qreal width) const {
    const QFontMetrics metrics(font);
    int widest = 1;
    for (const Part& part : m_parts)
        widest = std::max(widest, metrics.horizontalAdvance(part.name) + 4 * theme::grid);
    const auto parts = static_cast<int>(m_parts.size());
    const int across = std::clamp(static_cast<int>(width) / widest, 1, std::max(1, parts));
    const int lines = std::max(1, (parts + across - 1) / across);
    return lines * (metrics.height() + theme::grid) + theme::grid;
}

QRectF StackedBars::bandOf(const QRectF& plot, qsizetype bar) const {
    const qreal count = static_cast<qreal>(std::max<qsizetype>(1, m_bars.size()));
    const qreal at = static_cast<qreal>(bar);
    if (m_direction == Direction::Lying)
        return {plot.left(), plot.top() + at * plot.height() / count, plot.width(),
                plot.height() / count};
    return {plot.left() + at * plot.width() / count, plot.top(), plot.width() / count,
            plot.height()};
}

int StackedBars::nameAt(const QPoint& at) const {
    const QPointF point = m_view->chart()->mapFromScene(m_view->mapToScene(at));
    const QRectF plot = m_view->chart()->plotArea();
    const bool lying = m_direction == Direction::Lying;
    if (lying ? point.x() >= plot.left() : point.y() <= plot.bottom())
        return -1;
    for (qsizetype i = 0; i < m_bars.size(); ++i) {
        const QRectF band = bandOf(plot, i);
        if (lying ? point.y() >= band.top() && point.y() < band.bottom()
                  : point.x() >= band.left() && point.x() < band.right()
                        && point.y() < plot.bottom() + 3 * theme::grid)
            return static_cast<int>(i);
    }
    return -1;
}

bool StackedBars::eventFilter(QObject* watched, QEvent* event) {
    const bool moved = event->type() == QEvent::MouseMove;
    if ((moved || event->type() == QEvent::MouseButtonRelease) && m_view->chart()) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const int name = nameAt(mouse->position().toPoint());
        if (moved && name >= 0)
            m_view->viewport()->setCursor(Qt::PointingHandCursor);
        else if (moved && !m_view->chart()->plotArea().contains(mouse->position()))
            m_view->viewport()->setCursor(Qt::ArrowCursor);
        else if (name >= 0 && mouse->button() == Qt::LeftButton)
            Q_EMIT clicked(m_bars[name].target);
    }
    return QWidget::eventFilter(watched, event);
}

// The whole bar in words: its name, each part that is not nothing, and what more there is to say.
QString StackedBars::wordsOf(const Bar& bar) const {
    QStringList words{bar.name.isEmpty() ? bar.label : bar.name};
    for (qsizetype part = 0; part < m_parts.size(); ++part) {
        const Fen amount = Fen::parsePrinted(bar.amounts.value(part).toString());
        if (amount.count() != 0)
            words << tr("%1 %2 元").arg(m_parts[part].name, amount.grouped());
    }
    if (!bar.hint.isEmpty())
        words << bar.hint;
    return words.join(u'\n');
}

// Shows where the keys are; a screen reader is told the bar.
void StackedBars::mark() {
    if (!m_mark || !m_view->chart())
        return;
    const bool shown = hasFocus() && m_at < m_bars.size();
    m_mark->setVisible(shown);
    setAccessibleName(shown ? m_title + u": "_s + wordsOf(m_bars[m_at]) : m_title);
    if (shown)
        m_mark->setRect(bandOf(m_view->chart()->plotArea(), m_at).adjusted(1, 1, -1, -1));
}

bool StackedBars::move(int key) {
    const bool lying = m_direction == Direction::Lying;
    const qsizetype last = m_bars.size() - 1;
    qsizetype to = m_at;
    if (key == Qt::Key_Home)
        to = 0;
    else if (key == Qt::Key_End)
        to = last;
    else if (key == (lying ? Qt::Key_Up : Qt::Key_Left))
        to = m_at - 1;
    else if (key == (lying ? Qt::Key_Down : Qt::Key_Right))
        to = m_at + 1;
    else
        return false;
    m_at = std::clamp<qsizetype>(to, 0, std::max<qsizetype>(0, last));
    mark();
    if (m_at <= last) {
        const QRectF band = m_mark->mapRectToScene(m_mark->rect());
        QToolTip::showText(m_view->mapToGlobal(m_view->mapFromScene(band.center())),
                           wordsOf(m_bars[m_at]), m_view);
    }
    return true;
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
    else if (event->modifiers() == Qt::NoModifier && m_at < m_bars.size()
             && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Space))
        Q_EMIT clicked(m_bars[m_at].target);
    else if (event->modifiers() == Qt::NoModifier && move(event->key()))
        event->accept();
    else
        QWidget::keyPressEvent(event);
}

void StackedBars::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    mark();
}

void StackedBars::focusOutEvent(QFocusEvent* event) {
    QWidget::focusOutEvent(event);
    mark();
}

void StackedBars::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    // The theme changed: the picture is drawn in its colours.
    if (event->type() == QEvent::PaletteChange && !m_bars.isEmpty())
        draw();
}

} // namespace charts
