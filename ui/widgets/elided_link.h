// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QPushButton>

namespace widgets {

// A link of one line that gives way: what does not fit is elided, and whole in the tooltip.
class ElidedLink : public QPushButton {
public:
    explicit ElidedLink(const QString& words, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    // The whole of it; text() is what is seen.
    QString words() const { return m_words; }

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QString m_words;
};

} // namespace widgets
