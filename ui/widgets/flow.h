// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QLayout>

namespace widgets {

// What does not fit on one line goes on in the next, as words do: buttons and figures of a narrow
// window. Hidden widgets take no room.
//
//     auto* actions = new Flow;
//     actions->addWidget(button(tr("申请拨付")));
class Flow : public QLayout {
public:
    explicit Flow(QWidget* parent = nullptr);
    ~Flow() override;

    void addItem(QLayoutItem* item) override { m_items.append(item); }
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    Qt::Orientations expandingDirections() const override { return Qt::Horizontal; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return arrange({0, 0, width, 0}, false); }
    QSize sizeHint() const override;
    QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    int arrange(const QRect& rect, bool place) const; // the height it takes

    QList<QLayoutItem*> m_items;
};

} // namespace widgets
