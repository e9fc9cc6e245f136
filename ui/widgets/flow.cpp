// SPDX-License-Identifier: GPL-3.0-only
#include "flow.h"

#include <theme/theme.h>

namespace widgets {

Flow::Flow(QWidget* parent) : QLayout(parent) {
    setContentsMargins(0, 0, 0, 0);
    setSpacing(theme::grid);
}

Flow::~Flow() {
    qDeleteAll(m_items);
}

QLayoutItem* Flow::takeAt(int index) {
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

QSize Flow::sizeHint() const {
    QSize all;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty()) {
            const QSize one = item->sizeHint();
            const int gap = all.width() > 0 ? spacing() : 0;
            all = {all.width() + gap + one.width(), std::max(all.height(), one.height())};
        }
    return all;
}

QSize Flow::minimumSize() const {
    QSize widest;
    for (const QLayoutItem* item : m_items)
        if (!item->isEmpty())
            widest = widest.expandedTo(item->minimumSize());
    return widest;
}

void Flow::setGeometry(const QRect& rect) {
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int Flow::arrange(const QRect& rect, bool place) const {
    QList<QLayoutItem*> line;
    int x = 0;
    int y = 0;
    int high = 0;
    const auto end = [&] {
        int at = rect.left();
        for (QLayoutItem* item : std::as_const(line)) {
            const QSize size = item->sizeHint();
            if (place)
                item->setGeometry({{at, rect.top() + y + (high - size.height()) / 2},
                                   QSize(std::min(size.width(), rect.width()), size.height())});
            at += size.width() + spacing();
        }
        y += high;
        line.clear();
    };
    for (QLayoutItem* item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (!line.isEmpty() && x + spacing() + size.width() > rect.width()) {
            end();
            y += spacing();
            x = high = 0;
        }
        x += (line.isEmpty() ? 0 : spacing()) + size.width();
        high = std::max(high, size.height());
        line << item;
    }
    end();
    return y;
}

} // namespace widgets
