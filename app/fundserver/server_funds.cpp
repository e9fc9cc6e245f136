// SPDX-License-Identifier: GPL-3.0-only
#include "server.h"

#include <QLoggingCategory>

// Which funds are served: opened and closed while the server runs.

namespace fundserver {

using namespace Qt::Literals::StringLiterals;
using journal::Answer;

namespace {

Q_LOGGING_CATEGORY(fundsLog, "funddesk.fundserver", QtInfoMsg)

} // namespace

QStringList Server::serve(const QMap<QString, QString>& funds) {
    QStringList troubles;
    QMap<QString, std::shared_ptr<House>> houses;
    {
        const std::lock_guard lock(m_mutex);
        houses = m_houses;
    }
    for (auto it = houses.begin(); it != houses.end();) {
        if (funds.value(it.key()) == it.value()->place) {
            ++it;
            continue;
        }
        for (const Tokens::Bearer& bearer : m_tokens.endFund(it.key()))
            it.value()->end(bearer, u"restart"_s);
        it.value()->thread.run([house = it.value().get()](fund::Fund& fund) {
            house->waiters.endOverdue(fund, true);
        });
        m_leaving << it.value();
        it = houses.erase(it);
    }
    {
        const std::lock_guard lock(m_mutex);
        m_houses = houses;
    }
    dropLeaving(true); // a place that got another name is free before it is opened again
    for (auto it = funds.begin(); it != funds.end(); ++it) {
        if (houses.contains(it.key()))
            continue;
        try {
            houses.insert(it.key(), std::make_shared<House>(it.key(), it.value(), m_settings,
                                                            m_tokens, m_hashing));
            qCInfo(fundsLog).noquote() << "serving" << it.key();
        } catch (const std::exception& error) {
            const Answer answer = fund::answerTo(error, u"serve"_s);
            troubles << it.key() + u": "_s + answer.rejection->message();
            qCWarning(fundsLog).noquote() << "not served" << it.key();
        }
    }
    const std::lock_guard lock(m_mutex);
    m_houses = houses;
    return troubles;
}

void Server::backUp() {
    const std::lock_guard lock(m_mutex);
    for (const auto& house : std::as_const(m_houses))
        house->jobs.backUpBeside(house->place);
}

// A fund is closed by this thread, never by its own: when nobody works on it any more.
void Server::dropLeaving(bool wait) {
    constexpr int tries = 2000;
    for (int i = 0; i < tries && !m_leaving.isEmpty(); ++i) {
        m_leaving.removeIf([](const std::shared_ptr<House>& one) { return one.use_count() == 1; });
        if (!wait || m_leaving.isEmpty())
            return;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
}

} // namespace fundserver
