// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QByteArray>
#include <QString>

namespace journal {

// Time and randomness reach the core through these two, so that a test, and the demo, can say
// what they are.
class Clock {
public:
    virtual ~Clock() = default;
    // Now in UTC+8, as "2026-03-01T09:12:30.123+08:00".
    virtual QString now() = 0;
    // Somebody says what time it is, so that nobody need be asked whether it is right.
    virtual bool isSaid() const { return false; }
};

class Randomness {
public:
    virtual ~Randomness() = default;
    virtual QByteArray bytes(int count) = 0;
};

class SystemClock : public Clock {
public:
    QString now() override;
};

class SystemRandomness : public Randomness {
public:
    QByteArray bytes(int count) override;
};

// A clock that stands where it was put; "2019-03-01" puts it at nine in the morning.
class FixedClock : public Clock {
public:
    explicit FixedClock(const QString& date) { setDate(date); }
    void setDate(const QString& date);
    void setTime(const QString& now) { m_now = now; }
    QString now() override { return m_now; }
    bool isSaid() const override { return true; }

private:
    QString m_now;
};

// Bytes made from a seed by SHA-256 in counter mode: the same each time.
class SeededRandomness : public Randomness {
public:
    explicit SeededRandomness(QByteArray seed) : m_seed(std::move(seed)) {}
    QByteArray bytes(int count) override;

private:
    QByteArray m_seed;
    quint64 m_counter = 0;
};

} // namespace journal
