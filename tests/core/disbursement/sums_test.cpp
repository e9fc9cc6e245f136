// SPDX-License-Identifier: GPL-3.0-only
#include "winners.h"

#include <catch2/catch.hpp>
#include <fund/internals.h>

#include <disbursement/movements.h>
#include <money/proportion.h>

#include <QJsonDocument>
#include <QTemporaryDir>

#include <random>

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using testing::Office;
using testing::payeeOf;
using testing::told;

namespace {

// Guzhang's plan with an award that two sources pay, so that shares fall between fen.
QString twoSourcePlan() {
    static QTemporaryDir folder;
    const QString path = folder.filePath(u"two-sources.json"_s);
    if (QFile::exists(path))
        return path;
    QJsonObject plan = QJsonDocument::fromJson(testing::readPlan(u"guzhang.json"_s)).object();
    QJsonArray sources = plan.value("sources"_L1).toArray();
    for (qsizetype i = 0; i < sources.size(); ++i) {
        QJsonObject source = sources[i].toObject();
        if (source.value("code"_L1) != u"county"_s)
            continue;
        source.insert(
            "amount"_L1,
            (Fen::parsePrinted(source.value("amount"_L1).toString()) + Fen::of(30000000)).toYuan());
        sources[i] = source;
    }
    plan.insert("sources"_L1, sources);
    QJsonArray lines = plan.value("lines"_L1).toArray();
    for (qsizetype i = 0; i < lines.size(); ++i) {
        QJsonObject line = lines[i].toObject();
        if (line.value("code"_L1) != u"L17"_s)
            continue;
        QJsonObject budget = line.value("budget"_L1).toObject();
        budget.insert("county"_L1, u"300000.00"_s);
        line.insert("budget"_L1, budget);
        line.insert("printed_total"_L1, u"720000.00"_s);
        QJsonArray items = line.value("items"_L1).toArray();
        for (qsizetype k = 0; k < items.size(); ++k) {
            QJsonObject item = items[k].toObject();
            item.insert("sources"_L1, QJsonArray{u"central-1"_s, u"county"_s});
            items[k] = item;
        }
        line.insert("items"_L1, items);
        lines[i] = line;
    }
    plan.insert("lines"_L1, lines);
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(plan).toJson());
    return path;
}

constexpr int people = 5;
constexpr const char* sourceCodes[] = {"central-1", "county"};

QString sources(Fen first, Fen second) {
    QStringList parts;
    if (first > Fen())
        parts << uR"({"source":"central-1","amount":"%1"})"_s.arg(first.toYuan());
    if (second > Fen())
        parts << uR"({"source":"county","amount":"%1"})"_s.arg(second.toYuan());
    return u'[' + parts.join(u',') + u']';
}

QString payees(Fen each) {
    QStringList parts;
    for (int i = 1; i <= people; ++i)
        parts << uR"({"unit":"I%1","amount":"%2"})"_s.arg(QString::number(i), each.toYuan());
    return u'[' + parts.join(u',') + u']';
}

// 25,000.00 approved and accepted, two thirds of it from one source; 3,333.33 paid to each winner.
void begin(Office& office) {
    office.fund(u"county"_s, u"2000000.00"_s);
    testing::winners(office, people,
                     u",\"sources\":"_s + sources(Fen::of(1666667), Fen::of(833333)));
    office.ok(u"clerk1"_s, u"payment.request"_s,
              uR"({"id":"BF-1","project":"XM-1","kind":"final","amount":"16666.65","sources":%1,)"
              R"("payees":%2,"date":"2019-06-06","report":"奖励"})"_s.arg(
                  sources(Fen::of(1111111), Fen::of(555554)), payees(Fen::of(333333))));
    const QString agree = uR"({"id":"BF-1","decision":"approve","opinion":"同意",)"
                          R"("date":"2019-06-06"})"_s;
    office.ok(u"reviewer1"_s, u"payment.review"_s, agree);
    office.ok(u"leader1"_s, u"payment.approve"_s, agree);
    office.ok(u"finance1"_s, u"payment.pay"_s,
              uR"({"id":"BF-1","date":"2019-06-06","vouchers":[)"
              R"({"source":"central-1","number":"记-1"},{"source":"county","number":"记-2"}]})"_s);
}

// By payee, by source and by month: what the payments, the register and the ledger say.
void agree(Office& office) {
    auto& context = fund::Internals::context(office.open());
    std::map<QString, Fen> byUnit;
    std::map<QString, Fen> bySource;
    for (const auto& one : disbursement::movements(context)) {
        byUnit[one.unit] += one.amount;
        bySource[one.source] += one.amount;
    }
    Fen recovered;
    for (int i = 1; i <= people; ++i) {
        const QString unit = u"I%1"_s.arg(i);
        Fen paid;
        for (const char* payment : {"BF-1", "BF-2"})
            for (const auto& payee : disbursement::payeesOf(context, QLatin1StringView(payment)))
                if (payee.unit == unit) {
                    paid += payee.paid - payee.refunded;
                    recovered += payee.recovered;
                }
        INFO(unit.toStdString());
        CHECK(byUnit[unit].toYuan() == paid.toYuan());
    }
    const auto months = disbursement::paidIn(context, u"2019-06"_s);
    for (const char* code : sourceCodes) {
        const QString source = QLatin1StringView(code);
        INFO(code);
        const auto position = ledger::projectPosition(context, u"XM-1"_s, source);
        CHECK(bySource[source].toYuan() == position.spent.toYuan());
        CHECK(position.netPaid() >= Fen());
        Fen out;
        for (const char* payment : {"BF-1", "BF-2"})
            if (const auto one = disbursement::find(context, QLatin1StringView(payment));
                one && one->state == labels::PaymentState::Paid)
                for (const auto& share : disbursement::sourceSharesOf(context, one->id))
                    if (share.source == source)
                        out += share.out();
        CHECK(out.toYuan() == position.spent.toYuan());
        Fen month;
        for (const auto& one : months)
            if (one.source == source)
                month += one.amount;
        CHECK(month.toYuan() == position.spent.toYuan());
        recovered -= position.recovered;
    }
    CHECK(recovered.toYuan() == u"0.00");
    // What each payee holds of each source adds up both ways.
    const auto held = disbursement::heldOf(context, u"XM-1"_s);
    std::map<QString, Fen> ofSource;
    for (int i = 1; i <= people; ++i) {
        const QString unit = u"I%1"_s.arg(i);
        Fen whole;
        for (const char* code : sourceCodes) {
            const QString source = QLatin1StringView(code);
            const Fen part = disbursement::heldOfSource(context, u"XM-1"_s, unit, source);
            CHECK(part >= Fen());
            whole += part;
            ofSource[source] += part;
        }
        INFO(unit.toStdString());
        CHECK(whole.toYuan() == (held.contains(unit) ? held.at(unit) : Fen()).toYuan());
    }
    for (const auto& [source, sum] : ofSource)
        CHECK(sum.toYuan()
              == ledger::projectPosition(context, u"XM-1"_s, source).netPaid().toYuan());
}

} // namespace

TEST_CASE("pay.return: a share comes back from the sources in proportion, the last takes the fen") {
    Office office(twoSourcePlan());
    begin(office);
    office.ok(
        u"finance1"_s, u"payment.reverse"_s,
        uR"({"id":"BF-1","date":"2019-06-07","reason":"退票","voucher":"红","payees":["I5"]})"_s);
    // 3,333.33 x 11,111.11 / 16,666.65 = 2,222.22…; the county's is what is over.
    CHECK(money::proportion(Fen::of(333333), Fen::of(1111111), Fen::of(1666665)).count() == 222222);
    const auto position = [&](const char* source) {
        return ledger::projectPosition(fund::Internals::context(office.open()), u"XM-1"_s,
                                       QLatin1StringView(source));
    };
    CHECK(position("central-1").requested.count() == 222222);
    CHECK(position("county").requested.count() == 111111);
    const auto no = office.refused(u"finance1"_s, u"payment.pay"_s,
                                   uR"({"id":"BF-1","date":"2019-06-08","voucher":"记-3"})"_s);
    CHECK(no.message == told("payment.vouchers.unsaid", "2"));
    office.ok(u"finance1"_s, u"payment.pay"_s,
              uR"({"id":"BF-1","date":"2019-06-08","vouchers":[)"
              R"({"source":"central-1","number":"记-3"},{"source":"county","number":"记-4"}]})"_s);
    CHECK(position("central-1").spent.count() == 1111111);
    CHECK(position("county").spent.count() == 555554);
    // All at once: exactly what each source paid, whatever was rounded before.
    for (const char* some : {R"(["I1"])", R"(["I2","I3"])", R"(["I4","I5"])"})
        office.ok(u"finance1"_s, u"payment.reverse"_s,
                  uR"({"id":"BF-1","date":"2019-06-09","reason":"退票","voucher":"红",)"
                  R"("payees":%1})"_s.arg(QLatin1StringView(some)));
    CHECK(position("central-1").requested.count() == 1111111);
    CHECK(position("county").requested.count() == 555554);
    CHECK(testing::shown(office, "payment.show", "BF-1", "state") == u"approved");
    agree(office);
    office.verifySound();
}

TEST_CASE("pay.refund, supervise.recover: of each source no more than that payee holds of it") {
    Office office(twoSourcePlan());
    begin(office);
    office.ok(u"group1"_s, u"supervision.find"_s,
              uR"({"id":"F","unit":"I1","kind":"irregularity","finding":"抽查","recover":)"
              R"("9000.00","date":"2019-06-06","document":"文"})"_s);
    QString on = u"2019-06-07"_s;
    const auto refund = [&](const char* id, const char* payee, const char* amount,
                            const QString& from) {
        return uR"({"id":"%1","payment":"BF-1","payee":"%2","amount":"%3","sources":%4,)"
               R"("date":"%5","reason":"退","voucher":"退"})"_s.arg(
                   QLatin1StringView(id), QLatin1StringView(payee), QLatin1StringView(amount), from,
                   on);
    };
    const auto recover = [](const char* id, const char* payee, const char* amount) {
        return uR"({"id":"%1","finding":"F","project":"XM-1","payee":"%2","source":"county",)"
               R"("amount":"%3","date":"2019-06-07","voucher":"追"})"_s.arg(
                   QLatin1StringView(id), QLatin1StringView(payee), QLatin1StringView(amount));
    };
    const QString finance = u"finance1"_s;
    // I1 was paid 2,222.22 of the one and 1,111.11 of the other.
    auto no = office.refused(finance, u"payment.refund"_s,
                             refund("T1", "I1", "1111.12", sources(Fen(), Fen::of(111112))));
    CHECK(no.rule == u"pay.refund");
    CHECK(no.field == u"amount");
    CHECK(no.limit == u"1111.11");
    CHECK(no.asked == u"1111.12");
    CHECK(no.message == told("refund.above-held", "BF-1", "单位I1", "县级配套资金", "1111.11"));
    no = office.refused(finance, u"payment.refund"_s,
                        refund("T1", "I1", "3333.33", sources(Fen::of(222221), Fen::of(111112))));
    CHECK(no.field == u"sources[1].amount");
    CHECK(no.limit == u"1111.11");
    CHECK(no.asked == u"1111.12");
    office.ok(finance, u"payment.refund"_s,
              refund("T1", "I1", "1111.11", sources(Fen(), Fen::of(111111))));
    no = office.refused(finance, u"supervision.recover"_s, recover("Z1", "I1", "0.01"));
    CHECK(no.rule == u"supervise.recover");
    CHECK(no.limit == u"0.00");
    // The same of a recovery, though the finding and the source would leave more.
    no = office.refused(finance, u"supervision.recover"_s, recover("Z1", "I2", "1111.12"));
    CHECK(no.limit == u"1111.11");
    CHECK(no.asked == u"1111.12");
    CHECK(no.message == told("recovery.above-held", "XM-1", "单位I2", "县级配套资金", "1111.11"));
    office.ok(finance, u"supervision.recover"_s, recover("Z1", "I2", "1111.11"));
    no = office.refused(finance, u"payment.refund"_s,
                        refund("T2", "I2", "0.01", sources(Fen(), Fen::of(1))));
    CHECK(no.limit == u"0.00");
    // Who gave nothing back is sent back from what it was paid.
    office.ok(
        finance, u"payment.reverse"_s,
        uR"({"id":"BF-1","date":"2019-06-08","reason":"退票","voucher":"红","payees":["I3"]})"_s);
    const auto position = [&](const char* source) {
        return ledger::projectPosition(fund::Internals::context(office.open()), u"XM-1"_s,
                                       QLatin1StringView(source));
    };
    CHECK(position("central-1").requested.count() == 222222);
    CHECK(position("county").requested.count() == 111111);
    agree(office);
    // The others give back all that they hold, to the fen.
    on = u"2019-06-08"_s;
    office.ok(finance, u"payment.refund"_s,
              refund("T3", "I1", "2222.22", sources(Fen::of(222222), Fen())));
    office.ok(finance, u"payment.refund"_s,
              refund("T4", "I2", "2222.22", sources(Fen::of(222222), Fen())));
    agree(office);
    office.verifySound();
}

TEST_CASE("payees, payments, register, month and ledger agree whatever comes back") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        INFO("seed " << seed);
        std::mt19937 random(seed);
        const auto upTo = [&](int most) {
            return static_cast<int>(random() % static_cast<unsigned>(most));
        };
        Office office(twoSourcePlan());
        begin(office);
        office.ok(u"group1"_s, u"supervision.find"_s,
                  uR"({"id":"F","unit":"I1","kind":"irregularity","finding":"抽查","recover":)"
                  R"("9000.00","date":"2019-06-06","document":"文"})"_s);
        int taken = 0;
        for (int i = 0; i < 40; ++i) {
            const QString unit = u"I%1"_s.arg(1 + upTo(people));
            const Fen first = Fen::of(upTo(90000));
            const Fen second = Fen::of(1 + upTo(40000));
            const QString one = QLatin1StringView(sourceCodes[upTo(2)]);
            const QString number = QString::number(i);
            QString command;
            QString with;
            switch (upTo(6)) {
            case 0:
                command = u"payment.reverse"_s;
                with = uR"({"id":"BF-1","date":"2019-06-20","reason":"退票","voucher":"红%1",)"
                       R"("payees":["%2"]})"_s.arg(number, unit);
                break;
            case 1:
                command = u"payment.pay"_s;
                with = uR"({"id":"BF-1","date":"2019-06-20","vouchers":[{"source":"central-1",)"
                       R"("number":"记%1"},{"source":"county","number":"记%1"}]})"_s.arg(number);
                break;
            case 2:
                command = u"payment.refund"_s;
                with = uR"({"id":"T%1","payment":"BF-1","payee":"%2","amount":"%3","sources":%4,)"
                       R"("date":"2019-06-20","reason":"退","voucher":"退%1"})"_s.arg(
                           number, unit, (first + second).toYuan(), sources(first, second));
                break;
            case 3:
                command = u"void"_s;
                with = uR"({"kind":"refund","id":"T%1","date":"2019-06-20","reason":"误"})"_s.arg(
                    upTo(40));
                break;
            case 4:
                command = u"supervision.recover"_s;
                with = uR"({"id":"Z%1","finding":"F","project":"XM-1","payee":"%2","source":"%3",)"
                       R"("amount":"%4","date":"2019-06-20","voucher":"追%1"})"_s.arg(
                           number, unit, one, second.toYuan());
                break;
            default:
                command = u"payment.approve"_s;
                with = uR"({"id":"BF-1","decision":"return","opinion":"停","date":"2019-06-20"})"_s;
                if (upTo(4) != 0
                    || testing::shown(office, "payment.show", "BF-1", "state") != u"paid")
                    continue;
            }
            const QString user = command == u"payment.approve" ? u"leader1"_s
                                 : command == u"void"          ? u"finance2"_s
                                                               : u"finance1"_s;
            const auto answer = office.submit(user, command, with);
            if (answer.rejection && answer.rejection->error())
                CHECK(answer.rejection->error()->kind == journal::ErrorKind::BadInput);
            taken += answer.ok() ? 1 : 0;
            agree(office);
        }
        CHECK(taken > 5);
        office.verifySound();
    }
}
