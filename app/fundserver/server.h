// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "house.h"
#include "listener.h"
#include "settings.h"

#include <protocol/routes.h>

#include <QThreadPool>

namespace fundserver {

// What each request of the protocol does: who may, what is asked of the fund's thread, what goes
// back. Requests come from the listener's thread; nothing here waits for anything.
class Server : public Handler {
public:
    explicit Server(const Settings& settings);
    ~Server() override;

    // Opens what is new and closes what is gone; a sentence for each fund that can't be served.
    QStringList serve(const QMap<QString, QString>& funds);
    qsizetype funds() const;

    Begun begun(const HttpHead& head) override;
    // Now and then: what was idle too long, who waited long enough.
    void tick();
    // A backup beside each fund.
    void backUp();
    // Nothing new is taken; whoever waits is answered.
    void wind();

private:
    friend class Talk;
    friend struct Internals;
    using Done = Exchange::Done;
    struct Asked {
        protocol::Route route;
        std::shared_ptr<House> house;
        Tokens::Bearer bearer; // of nobody where no token is asked for
        HttpHead head;
    };

    std::shared_ptr<House> house(const QString& name) const;
    void dropLeaving(bool wait);
    void answer(const Asked& asked, QByteArray body, Done done);
    void health(const Done& done) const;
    void login(const Asked& asked, const QByteArray& body, Done done);
    void logout(const Asked& asked, const Done& done);
    void submit(const Asked& asked, journal::Request request, const QString& key,
                const QByteArray& canonical, Done done);
    void submitPassword(const Asked& asked, FundThread::Command command);
    void ask(const Asked& asked, const journal::Request& request, Done done);
    void report(const Asked& asked, const QByteArray& body, Done done);
    void content(const Asked& asked, Done done);
    void events(const Asked& asked, Done done);
    void startJob(const Asked& asked, const QByteArray& body, Done done);
    void job(const Asked& asked, const Done& done);
    void jobFile(const Asked& asked, const Done& done);
    void stopJob(const Asked& asked, const Done& done);

    Settings m_settings;
    Tokens m_tokens;
    Hashing m_hashing;
    mutable std::mutex m_mutex;
    QMap<QString, std::shared_ptr<House>> m_houses;
    QList<std::shared_ptr<House>> m_leaving; // closed when nobody works on them any more
    std::atomic<bool> m_winding = false;
    QThreadPool m_reading; // hashes of uploads
    int m_ticks = 0;
};

} // namespace fundserver
