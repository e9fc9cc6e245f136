// SPDX-License-Identifier: GPL-3.0-only
#include "idle_watch.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

namespace shell {

namespace {

constexpr std::chrono::milliseconds shortestLook{10};
constexpr std::chrono::milliseconds longestLook{5000};

} // namespace

IdleWatch::IdleWatch() : m_limit(std::chrono::minutes(15)) {
    setWallClock([] {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::system_clock::now().time_since_epoch());
    });
    connect(&m_look, &QTimer::timeout, this, &IdleWatch::isOver);
    qApp->installEventFilter(this);
}

void IdleWatch::setWallClock(WallClock clock) {
    m_wall = std::move(clock);
    m_last = m_wall();
}

void IdleWatch::setLimit(std::chrono::milliseconds limit) {
    m_limit = limit;
    if (m_look.isActive())
        begin();
}

void IdleWatch::begin() {
    m_since.start();
    m_last = m_wall();
    m_look.start(std::clamp(m_limit / 10, shortestLook, longestLook));
}

void IdleWatch::end() {
    m_look.stop();
}

bool IdleWatch::isOver() {
    if (std::chrono::milliseconds(m_since.elapsed()) < m_limit && m_wall() - m_last < m_limit)
        return false;
    end();
    Q_EMIT idle();
    return true;
}

bool IdleWatch::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
        if (!m_look.isActive())
            break;
        if (isOver())
            return true;
        begin();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

} // namespace shell
