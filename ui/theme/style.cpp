// SPDX-License-Identifier: GPL-3.0-only
#include "style.h"

#include "theme.h"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QStyleFactory>
#include <QStyleOptionComboBox>

namespace theme {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int fieldHeight = 29; // of a line to type in, with its frame
constexpr int arrowRoom = 24;   // at the right of a box of choices

void drawChevron(QPainter* painter, QPointF centre, const QColor& colour) {
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(colour, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter->setBrush(Qt::NoBrush);
    QPainterPath path;
    path.moveTo(centre + QPointF(-4, -2));
    path.lineTo(centre + QPointF(0, 2));
    path.lineTo(centre + QPointF(4, -2));
    painter->drawPath(path);
    painter->restore();
}

void drawBox(const QStyleOption& option, QPainter* painter) {
    const Colours& c = colours();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool marked =
        enabled
        && (option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver | QStyle::State_On));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(marked ? c.accent : c.line);
    painter->setBrush(enabled ? c.base : c.alternate);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->restore();
    drawChevron(painter,
                {option.rect.right() - arrowRoom / 2.0 + 1, QRectF(option.rect).center().y()},
                c.muted);
}

void drawTick(const QStyleOption& option, QPainter* painter) {
    const Colours& c = colours();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & QStyle::State_On;
    const QColor colour = enabled ? c.accent : c.muted;
    const QRectF box(option.rect.center() - QPoint(6, 6), QSize(13, 13));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(on || (option.state & QStyle::State_HasFocus) ? colour : c.muted);
    painter->setBrush(on ? colour : c.base);
    painter->drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2);
    if (on) {
        painter->setPen(QPen(c.onAccent, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->drawPolyline(QPolygonF{box.topLeft() + QPointF(3.2, 6.8),
                                        box.topLeft() + QPointF(5.6, 9.2),
                                        box.topLeft() + QPointF(9.8, 4.2)});
    }
    painter->restore();
}

QRect wordsOf(const QStyleOptionComboBox& box) {
    return box.rect.adjusted(grid, 1, -arrowRoom, -1);
}

} // namespace

Style::Style() : QProxyStyle(QStyleFactory::create(u"Fusion"_s)) {}

void Style::polish(QWidget* widget) {
    auto* label = qobject_cast<QLabel*>(widget);
    if (label && label->textFormat() == Qt::AutoText)
        label->setTextFormat(Qt::PlainText);
    QProxyStyle::polish(widget);
}

void Style::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                               QPainter* painter, const QWidget* widget) const {
    if (control == CC_ComboBox)
        return drawBox(*option, painter);
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

void Style::drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                        const QWidget* widget) const {
    const auto* box = qstyleoption_cast<const QStyleOptionComboBox*>(option);
    if (element == CE_ComboBoxLabel && box && !box->editable) {
        const QRect words = wordsOf(*box);
        painter->setFont(widget ? widget->font() : painter->font());
        drawItemText(
            painter, words, Qt::AlignLeft | Qt::AlignVCenter, box->palette,
            box->state & State_Enabled,
            painter->fontMetrics().elidedText(box->currentText, Qt::ElideRight, words.width()),
            QPalette::ButtonText);
        return;
    }
    if (element == CE_Splitter)
        return;
    QProxyStyle::drawControl(element, option, painter, widget);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                          const QWidget* widget) const {
    if (element == PE_IndicatorArrowDown) {
        const bool enabled = option->state & State_Enabled;
        drawChevron(painter, QRectF(option->rect).center(),
                    enabled ? colours().text : colours().muted);
        return;
    }
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck)
        return drawTick(*option, painter);
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

int Style::pixelMetric(PixelMetric metric, const QStyleOption* option,
                       const QWidget* widget) const {
    if (metric == PM_SplitterWidth)
        return grid;
    return QProxyStyle::pixelMetric(metric, option, widget);
}

int Style::styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                     QStyleHintReturn* data) const {
    if (hint == SH_ComboBox_Popup)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

QSize Style::sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                              const QWidget* widget) const {
    QSize size = QProxyStyle::sizeFromContents(type, option, contents, widget);
    if (type == CT_ComboBox)
        size = {size.width() + grid, std::max(contents.height(), fieldHeight)};
    return size;
}

} // namespace theme
