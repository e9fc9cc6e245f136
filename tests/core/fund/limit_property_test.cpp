// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

#include <functional>
#include <random>

// What a refusal says would be accepted is accepted, and a fen more is refused by the same rule:
// for requests, reviews, acceptances and amendments in random funds.

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using testing::No;
using testing::Office;

namespace {

const QStringList aboutAmounts{u"item.standard"_s, u"line.ceiling"_s,      u"pay.prepay-cap"_s,
                               u"pay.accepted"_s,  u"accept.inspection"_s, u"pay.retention"_s};

QString ruleOf(const journal::Answer& answer) {
    if (answer.ok())
        return u"ok"_s;
    const journal::Refusal* refusal = answer.rejection->refusal();
    return refusal ? QString(journal::info(refusal->rule).id) : u"bad-input"_s;
}

// One fund that grows by random commands; each one that is refused by a rule about an amount is
// tried again with its limit, and with a fen more (or less, where it is the least that passes).
class Tried {
public:
    explicit Tried(unsigned seed, const QString& plan) : m_office(plan), m_random(seed) {}

    Office& office() { return m_office; }
    int refused() const { return m_refused; }

    int below(int n) { return std::uniform_int_distribution<int>(0, n - 1)(m_random); }
    QString amount(int mostYuan) {
        return Fen::of(std::uniform_int_distribution<qint64>(1, mostYuan * 100LL)(m_random))
            .toYuan();
    }

    // `with` has %1 where the amount stands. Given, or refused and proved; true where it was taken.
    // `later` says by which rule what was taken is refused when it is decided.
    bool give(const QString& user, const QString& command, const QString& with,
              const QString& amount, const std::function<QString(Fen)>& later = {}) {
        const auto answer = m_office.submit(user, command, with.arg(amount));
        const QString rule = ruleOf(answer);
        if (!aboutAmounts.contains(rule))
            return answer.ok();
        const Fen limit = Fen::parse(answer.rejection->refusal()->limit).value();
        const auto again = [&](Fen asked) {
            return ruleOf(m_office.submit(user, command, with.arg(asked.toYuan()), true));
        };
        ++m_refused;
        const bool least = limit > Fen::parse(amount).value();
        INFO(command.toStdString() << ' ' << with.arg(amount).toStdString() << "\n"
                                   << rule.toStdString() << ' ' << limit.toYuan().toStdString());
        // There is as much now; whether there was on that day is another rule's (date.order).
        if (!limit.isZero())
            CHECK(QStringList{u"ok"_s, u"date.order"_s}.contains(again(limit)));
        const Fen past = least ? limit - Fen::of(1) : limit + Fen::of(1);
        const QString pastIt = again(past);
        if (pastIt == u"ok" && later) {
            CHECK(later(past) == u"pay.prepay-cap");
            CHECK(later(limit) == u"ok");
        } else {
            CHECK(pastIt == rule);
        }
        if (!limit.isZero() && below(2) == 0)
            return m_office.submit(user, command, with.arg(limit.toYuan())).ok();
        return false;
    }

private:
    Office m_office;
    std::mt19937 m_random;
    int m_refused = 0;
};

QString quoted(QString text) {
    return text.replace(u'\'', u'"');
}

void paths(Tried& tried, const QString& id, const QString& kind, int n) {
    const QString payment = u"BF-%1-%2"_s.arg(id).arg(n);
    if (!tried.give(u"clerk1"_s, u"payment.request"_s,
                    quoted(u"{'id':'%1','project':'%2','kind':'%3','amount':'%4','date':"
                           "'2019-08-01','report':'申请'}"_s.arg(payment, id, kind, u"%1"_s)),
                    tried.amount(3000)))
        return;
    if (tried.below(2) == 0)
        return;
    const QString on = u"2019-08-01"_s;
    const QString agree =
        quoted(u"{'id':'%1','decision':'approve','opinion':'同意','date':'%2'}"_s.arg(payment, on));
    tried.office().submit(u"reviewer1"_s, u"payment.review"_s, agree);
    tried.office().submit(u"leader1"_s, u"payment.approve"_s, agree);
    tried.office().submit(u"finance1"_s, u"payment.pay"_s,
                          quoted(u"{'id':'%1','date':'%2','voucher':'记'}"_s.arg(payment, on)));
}

void inspect(Tried& tried, const QString& id, int n) {
    const QString one = u"YS-%1-%2"_s.arg(id).arg(n);
    if (!tried.give(u"clerk1"_s, u"acceptance.request"_s,
                    quoted(u"{'id':'%1','project':'%2','stage':'一','claimed':'%3','date':"
                           "'2019-07-01'}"_s.arg(one, id, u"%1"_s)),
                    tried.amount(3000)))
        return;
    tried.give(u"inspector1"_s, u"acceptance.conclude"_s,
               quoted(u"{'id':'%1','result':'pass','accepted':'%2','team':[{'name':'王','unit':"
                      "'局'}],'opinion':'合格','date':'2019-07-02'}"_s.arg(one, u"%1"_s)),
               tried.amount(3000));
}

void amended(Tried& tried, const QString& id, int n) {
    const QString one = u"BG-%1-%2"_s.arg(id).arg(n);
    const auto decided = [&](Fen support) {
        const QString next = u"%1-%2"_s.arg(one, support.toYuan());
        tried.office().ok(u"clerk1"_s, u"project.amend"_s,
                          quoted(u"{'id':'%1','project':'%2','date':'2019-07-10','reason':'调整',"
                                 "'support':'%3'}"_s.arg(next, id, support.toYuan())));
        const QString decision =
            quoted(u"{'id':'%1','decision':'%2','opinion':'意见','date':'2019-07-11'}"_s);
        const QString rule = ruleOf(tried.office().submit(
            u"reviewer1"_s, u"project.decide-amendment"_s, decision.arg(next, u"approve"_s), true));
        tried.office().ok(u"reviewer1"_s, u"project.decide-amendment"_s,
                          decision.arg(next, u"reject"_s));
        return rule;
    };
    if (tried.give(u"clerk1"_s, u"project.amend"_s,
                   quoted(u"{'id':'%1','project':'%2','date':'2019-07-10','reason':'调整',"
                          "'support':'%3'}"_s.arg(one, id, u"%1"_s)),
                   tried.amount(4000), decided)) {
        // What is decided is what was asked, so its limit is tried by asking anew.
        const QString decide =
            quoted(u"{'id':'%1','decision':'%2','opinion':'意见','date':'2019-07-11'}"_s);
        const auto answer = tried.office().submit(u"reviewer1"_s, u"project.decide-amendment"_s,
                                                  decide.arg(one, u"approve"_s));
        const QString rule = ruleOf(answer);
        if (!aboutAmounts.contains(rule)) {
            REQUIRE(answer.ok());
            return;
        }
        const journal::Refusal refusal = *answer.rejection->refusal();
        tried.office().ok(u"reviewer1"_s, u"project.decide-amendment"_s,
                          decide.arg(one, u"reject"_s));
        const Fen limit = Fen::parse(refusal.limit).value();
        const Fen past =
            limit > Fen::parse(refusal.asked).value() ? limit - Fen::of(1) : limit + Fen::of(1);
        int k = 0;
        for (const auto& [support, expected] : {std::pair(limit, u"ok"_s), std::pair(past, rule)}) {
            const QString next = one + u'.' + QString::number(k++);
            tried.office().ok(u"clerk1"_s, u"project.amend"_s,
                              quoted(u"{'id':'%1','project':'%2','date':'2019-07-10','reason':"
                                     "'调整','support':'%3'}"_s.arg(next, id, support.toYuan())));
            CHECK(ruleOf(tried.office().submit(u"reviewer1"_s, u"project.decide-amendment"_s,
                                               decide.arg(next, u"approve"_s), true))
                  == expected);
            tried.office().ok(u"reviewer1"_s, u"project.decide-amendment"_s,
                              decide.arg(next, u"reject"_s));
        }
    }
}

int playedFund(unsigned seed, const QString& plan, const QString& source,
               const QStringList& places) {
    Tried tried(seed, plan);
    tried.office().fund(source, u"1000000.00"_s, u"2019-03-01"_s);
    tried.office().enterprise(u"U1"_s);
    for (int n = 0; n < 6; ++n) {
        const QString id = u"XM-%1"_s.arg(n);
        const QStringList place = places[tried.below(int(places.size()))].split(u' ');
        const QString item =
            place.size() > 1 ? u"'item':'%1','year':2019,"_s.arg(place[1]) : QString();
        tried.office().submit(
            u"clerk1"_s, u"project.declare"_s,
            quoted(u"{'id':'%1','unit':'U1','line':'%2',%3'name':'项目','content':'内容',"
                   "'schedule':{'from':'2019-03-01','to':'2019-12-31'},'support':'99000000.00',"
                   "'sources':[{'source':'%4','amount':'99000000.00'}],'materials':['方案'],"
                   "'date':'2019-05-01'}"_s.arg(id, place[0], item, source)));
        if (!tried.give(u"reviewer1"_s, u"project.review"_s,
                        quoted(u"{'id':'%1','decision':'approve','opinion':'同意','date':"
                               "'2019-05-10','support':'%2'}"_s.arg(id, u"%1"_s)),
                        tried.below(3) == 0 ? u"3000000.00"_s : tried.amount(2000)))
            continue;
        paths(tried, id, u"prepay"_s, 0);
        if (tried.below(2) == 0)
            amended(tried, id, 0);
        tried.office().submit(u"clerk1"_s, u"project.start"_s,
                              quoted(u"{'id':'%1','date':'2019-06-01'}"_s.arg(id)));
        for (int k = 1; k < 4; ++k) {
            inspect(tried, id, k);
            paths(tried, id, u"stage"_s, k);
            if (tried.below(2) == 0)
                amended(tried, id, k);
        }
        paths(tried, id, u"final"_s, 9);
    }
    tried.office().verifySound();
    return tried.refused();
}

} // namespace

TEST_CASE("a refusal's limit is taken when it is asked for, and a fen more is refused the same") {
    int refused = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        INFO("seed " << seed);
        refused += playedFund(seed, u"guzhang.json"_s, u"central-1"_s,
                              {u"L01 L01-fitout"_s, u"L08"_s, u"L10 L10-running"_s,
                               u"L02 L02-system"_s, u"L06 L06-first"_s});
        if (seed > 4)
            continue;
        // Paths with stages and a share held back, and one with stages alone.
        refused += playedFund(seed, u"examples/retention.json"_s, u"central"_s,
                              {u"B01 B01-cold"_s, u"B03 B03-training"_s});
        refused += playedFund(seed, u"examples/contract.json"_s, u"central"_s,
                              {u"B01 B01-cold"_s, u"B03 B03-training"_s});
        refused += playedFund(seed, u"examples/stages.json"_s, u"prov-1"_s,
                              {u"A01 A01-fitout"_s, u"A02 A02-system"_s, u"A03"_s});
    }
    CHECK(refused > 100);
}
