// SPDX-License-Identifier: GPL-3.0-only
#include "every_answer.h"

#include "demo_fund.h"

#include <support/office.h>

#include <QDate>

namespace demo_tests {

namespace {

class Collected {
public:
    explicit Collected(fund::Fund& fund, const QString& prefix = {})
        : m_fund(fund), m_prefix(prefix) {}

    void add(const QString& question, const QString& about, const QJsonObject& with,
             const QString& user = u"auditor1"_s) {
        fund::Internals::trust(m_fund, user);
        const journal::Answer answer = m_fund.ask({user, question, with});
        INFO(question.toStdString() << ' ' << about.toStdString());
        REQUIRE(answer.ok());
        all.append({question, m_prefix + about, answer.result});
    }
    // `show` of all that `list` names, what was voided or withdrawn too.
    void addEach(const QString& show, const QString& list) {
        QStringList ids;
        for (const QString& state : {QString(), u"voided"_s, u"withdrawn"_s}) {
            QJsonObject with{{"count"_L1, 50}};
            if (!state.isEmpty())
                with.insert("state"_L1, state);
            for (;;) {
                const journal::Answer answer = m_fund.ask({u"auditor1"_s, list, with});
                if (!answer.ok())
                    break; // a list whose things have no such state
                for (const QJsonValue& item : answer.result["items"_L1].toArray())
                    if (const QString id = text(item, "id"_L1); !ids.contains(id))
                        ids << id;
                if (answer.result["next"_L1].isUndefined())
                    break;
                with.insert("after"_L1, answer.result["next"_L1]);
            }
        }
        for (const QString& id : std::as_const(ids))
            add(show, id, {{"id"_L1, id}});
    }
    void addAll() {
        add(u"plan.show"_s, u"-"_s, {});
        add(u"budget.execution"_s, u"-"_s, {});
        addEach(u"project.show"_s, u"project.list"_s);
        addEach(u"payment.show"_s, u"payment.list"_s);
        addEach(u"unit.show"_s, u"unit.list"_s);
        addEach(u"acceptance.show"_s, u"acceptance.list"_s);
        for (const char* user : {"clerk1", "clerk2", "reviewer1", "reviewer2", "inspector1",
                                 "leader1", "finance1", "finance2", "group1", "auditor1"})
            add(u"inbox"_s, QString::fromLatin1(user), {}, QString::fromLatin1(user));
        for (QDate at(2019, 1, 1); at < QDate(2020, 3, 1); at = at.addMonths(1)) {
            const QString month = at.toString(u"yyyy-MM"_s);
            add(u"disclosure.preview"_s, month, {{"month"_L1, month}});
            const QString day = at.addDays(14).toString(Qt::ISODate);
            add(u"budget.execution"_s, day, {{"as_of"_L1, day}});
        }
        add(u"disclosure.preview"_s, u"2019-06 amended"_s,
            {{"month"_L1, u"2019-06"_s}, {"reason"_L1, u"更正"_s}});
    }

    QList<GivenAnswer> all;

private:
    fund::Fund& m_fund;
    QString m_prefix;
};

// What the demo has none of: history that broke rules, requests that were sent back, a payment
// that the bank returned, findings, a notice with an objection.
void takeOver(testing::Office& office) {
    office.unit(u"U1"_s, u"individual"_s);
    office.fund(u"central-1"_s, u"15000000.00"_s, u"2019-01-10"_s);
    office.ok(u"finance1"_s, u"opening.project"_s,
              uR"({"id":"XM-1","unit":"U1","line":"L08","name":"旧项目","content":"旧","schedule":
                  {"from":"2018-12-01","to":"2019-01-31"},"support":"400000.00","materials":["其他"],
                  "date":"2019-01-05","state":"started","accepted":"100000.00"})"_s);
    const auto paid = [&](const QString& id, const QString& amount, const QString& more) {
        office.ok(u"finance1"_s, u"opening.payment"_s,
                  uR"({"id":"%1","project":"XM-1","kind":"stage","amount":"%2",
                      "date":"2019-01-20","report":"旧账",%3})"_s.arg(id, amount, more));
    };
    paid(u"BF-1"_s, u"150000.00"_s, u"\"state\":\"paid\",\"voucher\":\"记\""_s);
    paid(u"BF-2"_s, u"1000.00"_s, u"\"state\":\"approved\""_s);
    office.ok(u"finance1"_s, u"payment.refund"_s,
              uR"({"id":"TK-1","payment":"BF-1","amount":"60000.00","date":"2019-01-22",
                  "reason":"退","voucher":"记2"})"_s);
    paid(u"BF-3"_s, u"2000.00"_s, u"\"state\":\"paid\",\"voucher\":\"记3\""_s);
    office.ok(u"finance1"_s, u"payment.reverse"_s,
              uR"({"id":"BF-3","date":"2019-01-25","reason":"账号有误","voucher":"记4"})"_s);
}

} // namespace

const QList<GivenAnswer>& everyAnswer() {
    static const QList<GivenAnswer> all = [] {
        Collected collected(demo().open());
        collected.addAll();
        testing::Office office;
        takeOver(office);
        Collected other(office.open(), u"taken-over "_s);
        other.addAll();
        return collected.all + other.all;
    }();
    return all;
}

} // namespace demo_tests
