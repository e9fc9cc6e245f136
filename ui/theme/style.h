// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QProxyStyle>

// Fusion with the few parts that a style sheet cannot draw without pictures of arrows: flat boxes
// of choices as high as the lines beside them, ticks that are seen in both themes, lists below
// their boxes, words too long for a box with an ellipsis, no grip between two panes.

namespace theme {

class Style : public QProxyStyle {
public:
    Style();

    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option,
                            QPainter* painter, const QWidget* widget) const override;
    void drawControl(ControlElement element, const QStyleOption* option, QPainter* painter,
                     const QWidget* widget) const override;
    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    int pixelMetric(PixelMetric metric, const QStyleOption* option,
                    const QWidget* widget) const override;
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* data) const override;
    QSize sizeFromContents(ContentsType type, const QStyleOption* option, const QSize& contents,
                           const QWidget* widget) const override;
};

} // namespace theme
