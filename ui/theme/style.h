// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QProxyStyle>

// Fusion with the few parts that a style sheet cannot draw without pictures of arrows: flat boxes
// of choices as high as the lines beside them, ticks that are seen in both themes, lists below
// their boxes, words too long for a box with an ellipsis, no grip between two panes, no markup.

namespace theme {

class Style : public QProxyStyle {
public:
    Style();

    // What people wrote is shown as they wrote it: a label that would find out by itself whether
    // its text is markup (Qt's habit, in tooltips and message boxes as well) takes it as plain.
    void polish(QWidget* widget) override;
    using QProxyStyle::polish;

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
