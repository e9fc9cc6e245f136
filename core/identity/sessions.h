// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "password.h"

#include <journal/command_processor.h>

#include <QHash>
#include <QSet>

namespace identity {

// Who is logged in at one desk (a window, a batch). Answers the journal's question of who may
// speak.
class Sessions : public journal::Authority {
public:
    // Good or expired lets the user in; expired only to change the password.
    journal::Answer login(journal::Context& context, const QString& user, const QString& password,
                          const QString& now);
    // Nothing where `user` is not locked; else the answer that says until when.
    static std::optional<journal::Rejection> locked(journal::Context& context, const QString& user,
                                                    const QString& now);
    void logout(const QString& user);
    // Ends what `user` has open here; whoever goes on as that user is told `why`.
    void end(const QString& user, const journal::Rejection& why);
    void unlocked(const QString& user) { m_ended.remove(user); }
    // The password was changed: whoever was let in only for that may go on.
    void passwordChanged(const QString& user) { m_expired.remove(user); }
    // For work that no person logs in for: making the demo.
    void trust(const QString& user) {
        m_in.insert(user);
        m_expired.remove(user);
        m_ended.remove(user);
    }

    std::optional<journal::Rejection> requireMaySpeak(const QString& user,
                                                      const QString& action) const override;
    bool exists(journal::Context& context, const QString& user) const override;
    bool active(journal::Context& context, const QString& user) const override;
    bool hasOneOf(journal::Context& context, const QString& user,
                  const QStringList& roles) const override;
    QString named(const QStringList& roles) const override;

private:
    QSet<QString> m_in;
    QSet<QString> m_expired;
    QHash<QString, std::optional<journal::Rejection>> m_ended;
};

} // namespace identity
