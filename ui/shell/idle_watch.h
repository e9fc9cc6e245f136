// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>

namespace shell {

// Tells when nobody has pressed a key or a button of the mouse for as long as is allowed. Time in
// which the machine slept counts: no timer runs then, so the wall clock is asked as well, and the
// key that wakes a desk that stood too long is not passed on.
//
//     IdleWatch watch;
//     watch.setLimit(std::chrono::minutes(15));
//     connect(&watch, &IdleWatch::idle, this, &MainWindow::lock);
//     watch.begin();
class IdleWatch : public QObject {
    Q_OBJECT

public:
    using WallClock = std::function<std::chrono::milliseconds()>;

    IdleWatch();
    // A test may set another clock than the machine's.
    void setWallClock(WallClock clock);
    void setLimit(std::chrono::milliseconds limit); // counts anew where it is at work
    std::chrono::milliseconds limit() const { return m_limit; }
    void begin();
    void end();

Q_SIGNALS:
    void idle();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool isOver();

    std::chrono::milliseconds m_limit;
    WallClock m_wall;
    std::chrono::milliseconds m_last{};
    QElapsedTimer m_since;
    QTimer m_look;
};

} // namespace shell
