// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <pages/page.h>

#include <QButtonGroup>

namespace shell {

// The window's places, at its left, the same for everybody, with a count where something waits.
class Navigation : public QWidget {
    Q_OBJECT

public:
    explicit Navigation(QWidget* parent = nullptr);
    void fill(); // anew, without a count
    void mark(const pages::PageKind& kind);
    // Behind the words of that entry; none where it is 0.
    void setCount(const QString& page, qint64 count);
    // The n-th entry from above, as Ctrl and a digit goes to it.
    void press(int place);

Q_SIGNALS:
    void chosen(const QString& page);

private:
    QVBoxLayout* m_entries;
    QButtonGroup* m_group;
};

} // namespace shell
