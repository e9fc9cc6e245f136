// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLabel>

namespace widgets {

// One line of text that gives way: what does not fit is elided, and whole in the tooltip.
class ElidedLabel : public QLabel {
public:
    explicit ElidedLabel(const QString& text = {}, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {40, QLabel::sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace widgets
