// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "backend.h"

#include <fund/fund.h>

#include <QHash>

namespace session {

// A fund file on this machine, opened by this program alone.
class LocalBackend : public Backend {
public:
    // Opens the file. Throws storage::Failure.
    LocalBackend(const QString& path, journal::Clock& clock, journal::Randomness& randomness);
    // Makes it first, as fund::Fund::create does.
    LocalBackend(const QString& path, const fund::Founding& founding, journal::Clock& clock,
                 journal::Randomness& randomness, QString& recoveryCode);

    QString fundName() override;
    Login login(const QString& user, const QString& password) override;
    void logout(const Token& token) override;
    journal::Answer ask(const Token& token, const QString& question,
                        const QJsonObject& with) override;
    journal::Answer submit(const Token& token, const QString& command, const QJsonObject& with,
                           const Progress& progress) override;
    journal::Answer judge(const Token& token, const QString& command,
                          const QJsonObject& with) override;
    void clockIsRight() override { m_fund->clockIsRight(); }
    journal::Answer upload(const Token& token, const QString& path,
                           const Progress& progress) override;
    journal::Answer content(const Token& token, const QString& sha256, const QString& path,
                            const Progress& progress) override;
    PaperAnswer report(const Token& token, const PaperOf& paper) override;
    journal::Answer job(const Token& token, const JobOrder& order,
                        const Progress& progress) override;
    ImportAnswer import(const Token& token, const fund::Import& what, bool enter,
                        const Progress& progress) override;
    journal::Answer changes(const Token& token, qint64 after) override;

    // For a test that breaks something inside; the window knows a Backend only.
    fund::Fund& fund() { return *m_fund; }

private:
    QString userOf(const Token& token) const { return m_users.value(token); }

    std::unique_ptr<fund::Fund> m_fund;
    journal::Randomness& m_randomness;
    QHash<Token, QString> m_users;
};

} // namespace session
