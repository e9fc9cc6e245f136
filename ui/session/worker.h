// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/fund.h>

#include <QObject>

#include <functional>
#include <memory>

namespace session {

// Owns the fund on its thread; not for others.
class Worker : public QObject {
    Q_OBJECT

public:
    explicit Worker(journal::Clock& clock) : m_clock(clock) {}

    // Each gives back a sentence where it failed, and nothing else changed.
    QString open(const QString& path);
    // What the plan calls the open fund; empty where it can't be read.
    QString name() const;
    QString create(const QString& path, const fund::Founding& founding, QString& recoveryCode);
    void close() { m_fund.reset(); }

    journal::Answer login(const QString& user, const QString& password);
    void logout(const QString& user);
    journal::Answer send(const journal::Request& request, bool command);
    // A person said that the machine's clock is right, however long the fund stood still.
    void trustClock() {
        if (m_fund)
            m_fund->context().clockIsRight = true;
    }
    QString work(const std::function<QString(fund::Fund&)>& work);
    QString free(const std::function<QString(const storage::Progress&)>& work,
                 const storage::Progress& progress);

private:
    journal::Clock& m_clock;
    journal::SystemRandomness m_randomness;
    std::unique_ptr<fund::Fund> m_fund;
};

} // namespace session
