// SPDX-License-Identifier: GPL-3.0-only
#include "elided_link.h"

#include "layout.h"

namespace widgets {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int padding = 10; // of the style sheet, and a pixel to spare

} // namespace

ElidedLink::ElidedLink(const QString& words, QWidget* parent)
    : QPushButton(withoutMnemonic(words), parent), m_words(words) {
    setProperty("link", true);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(words);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
}

QSize ElidedLink::sizeHint() const {
    return {fontMetrics().horizontalAdvance(m_words) + padding, QPushButton::sizeHint().height()};
}

QSize ElidedLink::minimumSizeHint() const {
    return {40, QPushButton::sizeHint().height()};
}

void ElidedLink::resizeEvent(QResizeEvent* event) {
    QPushButton::resizeEvent(event);
    const QString fits = fontMetrics().elidedText(m_words, Qt::ElideRight, width() - padding);
    setText(withoutMnemonic(fits));
    setToolTip(fits == m_words ? QString() : m_words);
}

} // namespace widgets
