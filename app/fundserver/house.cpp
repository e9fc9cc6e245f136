// SPDX-License-Identifier: GPL-3.0-only
#include "house.h"

namespace fundserver {

using namespace Qt::Literals::StringLiterals;

House::House(const QString& fundName, const QString& fundPlace, const Settings& settings,
             Tokens& allTokens, Hashing& allHashing)
    : name(fundName), place(fundPlace), tokens(allTokens), hashing(allHashing),
      uploads(settings.file(u"uploads/"_s + fundName), settings.uploadLimit), waiters(allTokens),
      thread(fundPlace, settings.clock), jobs(settings.file(u"jobs/"_s + fundName), thread) {
    thread.whenBooked([this](fund::Fund& fund) { waiters.wake(fund); });
    thread.whenPublished([this] { jobs.backUpBeside(place); });
    thread.run([this](fund::Fund& fund) {
        fund.takeUploadsFrom([this](const QString& user, const QString& sha256) {
            return uploads.find(user, sha256);
        });
        fund.tellSessions({.ended =
                               [this](const QString& user, bool all) {
                                   for (const Tokens::Bearer& bearer :
                                        tokens.endAll(name, user, all ? QByteArray() : speaking))
                                       end(bearer, u"password"_s);
                               },
                           .locked =
                               [this](const QString& user, const journal::Rejection& why) {
                                   journal::Answer answer;
                                   answer.rejection = why;
                                   tokens.lock(name, user, speakingFrom, answer);
                               }});
    });
}

void House::end(const Tokens::Bearer& bearer, const QString& why) {
    thread.run([this, bearer, why](fund::Fund& fund) {
        {
            const fund::Fund::From from(fund, bearer.address);
            fund.noteEnd(bearer.user, why);
        }
        if (!tokens.holdsAny(name, bearer.user))
            fund.logout(bearer.user);
    });
}

} // namespace fundserver
