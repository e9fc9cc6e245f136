// SPDX-License-Identifier: GPL-3.0-only
#include "terse.h"

#include <fund/internals.h>
#include <ledger/ledger.h>
#include <units/units.h>

#include <catch2/catch.hpp>

namespace testing {

using namespace Qt::Literals::StringLiterals;

QString json(const char* text) {
    return QString::fromUtf8(text).replace(u'\'', u'"');
}

namespace {

// What orders the states of a thing (Command::article): 第七条 of a project up to its start, 第九条 of
// acceptances and payments; the document has no words for the others.
const char* stateArticleOf(const char* command) {
    for (const char* one : {"project.declare", "project.review", "project.start"})
        if (qstrcmp(one, command) == 0)
            return "第七条";
    for (const char* one : {"acceptance.request", "acceptance.conclude", "payment.request",
                            "payment.review", "payment.approve", "payment.pay"})
        if (qstrcmp(one, command) == 0)
            return "第九条";
    return "";
}

} // namespace

const char* articleOf(const char* rule, const char* command) {
    if (qstrcmp(rule, "state.order") == 0)
        return stateArticleOf(command);
    const bool amends =
        qstrcmp(command, "project.decide-amendment") == 0 || qstrcmp(command, "project.amend") == 0;
    if (qstrcmp(rule, "pay.prepay-cap") == 0 && amends)
        return "第十四条";
    struct Clause {
        const char* rule;
        const char* article;
    };
    static constexpr Clause clauses[] = {
        {"plan.sums", "附表"},
        {"source.conditional", "第二条, 第三条, 附表说明"},
        {"source.award", "附表说明"},
        {"source.cash", "第二条, 第三条"},
        {"plan.reallocate", "第十四条"},
        {"plan.supplement", "第二条, 第十四条"},
        {"plan.return", ""},
        {"archive.complete", "第十条"},
        {"disclose.closed", ""},
        {"supervise.recover", "第十三条"},
        {"unit.eligible", "第五条 (一)-(四)"},
        {"unit.kind", "第五条, 方案"},
        {"unit.code", "GB 32100-2015, GB 11643-1999"},
        {"unit.barred", "第十三条"},
        {"unit.bank", ""},
        {"pay.payee", "第五条, 第九条"},
        {"declare.materials", "第七条"},
        {"declare.signage", "方案二"},
        {"date.order", ""},
        {"line.ceiling", "附表"},
        {"item.standard", "方案, 附表"},
        {"accept.inspection", "第八条"},
        {"pay.path", "第九条"},
        {"pay.prepay-cap", "第九条"},
        {"pay.prepay-timing", "第九条"},
        {"pay.accepted", "第九条"},
        {"pay.office", "第九条"},
        {"pay.leader", "第九条"},
        {"pay.retention", ""},
        {"pay.collective", ""},
        {"plan.shares", ""},
        {"accept.audit", ""},
        {"pay.notice", ""},
        {"pay.refund", ""},
        {"duty.separation", "第九条, 第十一条"},
        {"duty.role", "附件1, 第九条"},
        {"invoice.duplicate", "第十条"},
        {"disclose.closed", ""},
        {"id.taken", ""},
    };
    for (const Clause& one : clauses)
        if (qstrcmp(one.rule, rule) == 0)
            return one.article;
    return "no such rule";
}

QJsonObject ok(Office& office, const char* user, const char* command, const char* with) {
    return office.ok(QString::fromUtf8(user), QString::fromUtf8(command), json(with));
}

void refused(Office& office, const char* user, const char* command, const char* with,
             const Expected& expected) {
    refusedUnder(articleOf(expected.rule, command), office, user, command, with, expected);
}

void refusedUnder(const char* article, Office& office, const char* user, const char* command,
                  const char* with, const Expected& expected) {
    const No no = office.refused(QString::fromUtf8(user), QString::fromUtf8(command), json(with));
    INFO(command << ' ' << with);
    CHECK(no.rule.toStdString() == expected.rule);
    CHECK(no.article.toStdString() == article);
    CHECK(no.field.toStdString() == expected.field);
    CHECK(no.limit.toStdString() == expected.limit);
    CHECK(no.asked.toStdString() == expected.asked);
    CHECK(no.message == expected.message);
}

void cites(Office& office, const char* user, const char* command, const char* with,
           const char* rule) {
    const No no = office.refused(QString::fromUtf8(user), QString::fromUtf8(command), json(with));
    INFO(command << ' ' << with << '\n' << no.message.toStdString());
    CHECK((no.rule.isEmpty() ? no.kind : no.rule).toStdString() == rule);
}

void badInput(Office& office, const char* user, const char* command, const char* with,
              const char* field) {
    const No no = office.refused(QString::fromUtf8(user), QString::fromUtf8(command), json(with));
    INFO(command << ' ' << with << '\n' << no.message.toStdString());
    CHECK(no.kind.toStdString() == "bad-input");
    CHECK(no.field.toStdString() == field);
}

QString outcome(Office& office, const QString& user, const char* command, const char* with,
                bool dry) {
    const journal::Answer answer = office.submit(user, QString::fromUtf8(command), json(with), dry);
    if (answer.ok())
        return u"ok"_s;
    const QJsonObject said = answer.toJson();
    const QString rule = said.value("refusal"_L1).toObject().value("rule"_L1).toString();
    return rule.isEmpty() ? said.value("error"_L1).toObject().value("kind"_L1).toString() : rule;
}

void person(Office& office, const char* id, const char* roles) {
    const QString list = u"\""_s + QString::fromUtf8(roles).split(u' ').join(u"\",\""_s) + u'"';
    office.ok(u"admin"_s, u"user.add"_s,
              uR"({"id":"%1","name":"%1","roles":[%2]})"_s.arg(QString::fromUtf8(id), list));
    fund::Internals::trust(office.open(), QString::fromUtf8(id));
}

void bar(Office& office, const char* unit) {
    units::bar(fund::Internals::context(office.open()), QString::fromUtf8(unit));
}

void liftBar(Office& office, const char* unit) {
    units::liftBar(fund::Internals::context(office.open()), QString::fromUtf8(unit));
}

void closeMonth(Office& office, const char* month) {
    ledger::closeMonth(fund::Internals::context(office.open()), QString::fromUtf8(month));
}

QString shown(Office& office, const char* question, const char* id, const char* key) {
    const QJsonObject answer = office
                                   .ask(u"auditor1"_s, QString::fromUtf8(question),
                                        uR"({"id":"%1"})"_s.arg(QString::fromUtf8(id)))
                                   .toObject();
    const QJsonValue value = answer.value(QString::fromUtf8(key));
    return value.toString();
}

QString limitOf(Office& office, const char* project, const char* kind) {
    return office
        .ask(u"auditor1"_s, u"payment.limit"_s,
             uR"({"project":"%1","kind":"%2"})"_s.arg(QString::fromUtf8(project),
                                                      QString::fromUtf8(kind)))
        .toObject()
        .value("limit"_L1)
        .toString();
}

} // namespace testing
