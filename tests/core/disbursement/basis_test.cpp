// SPDX-License-Identifier: GPL-3.0-only
#include <support/terse.h>

#include <catch2/catch.hpp>

// payment.limit as a newcomer reads it: every step of the sum, in order, with its clause.

using namespace Qt::Literals::StringLiterals;
using testing::Office;
using testing::ok;

namespace {

// "text amount [article]" a step, and the limit at the end.
QStringList stepsOf(Office& office, const QString& project, const QString& kind) {
    const QJsonObject limit = office
                                  .ask(u"clerk1"_s, u"payment.limit"_s,
                                       u"{\"project\":\"%1\",\"kind\":\"%2\"}"_s.arg(project, kind))
                                  .toObject();
    QStringList steps;
    for (const QJsonValue& value : limit.value("basis"_L1).toArray()) {
        const QJsonObject step = value.toObject();
        steps << u"%1 %2 [%3]"_s.arg(step.value("text"_L1).toString(),
                                     step.value("amount"_L1).toString(),
                                     step.value("article"_L1).toString());
    }
    return steps << limit.value("limit"_L1).toString();
}

// Declared with its deliverables, started, and one acceptance of `accepted` that took them all.
void counted(Office& office, const QString& line, const QString& item, const QString& support,
             const QString& accepted, const QString& deliverables, const QString& more = {}) {
    office.approved(u"XM-1"_s, line, item, support, more);
    office.ok(u"clerk1"_s, u"deliverable.add"_s,
              u"{\"project\":\"XM-1\",\"items\":[%1]}"_s.arg(deliverables));
    office.started(u"XM-1"_s);
    QStringList ids;
    const QJsonValue items = office.ask(u"clerk1"_s, u"project.show"_s, u"{\"id\":\"XM-1\"}"_s)
                                 .toObject()
                                 .value("deliverables"_L1);
    for (const QJsonValue& one : items.toArray())
        ids << u'"' + one.toObject().value("id"_L1).toString() + u'"';
    office.ok(u"clerk1"_s, u"acceptance.request"_s,
              u"{\"id\":\"YS-1\",\"project\":\"XM-1\",\"stage\":\"一\",\"claimed\":\"%1\","
              "\"date\":\"2019-06-01\",\"deliverables\":[%2]}"_s.arg(accepted, ids.join(u',')));
    office.ok(
        u"inspector1"_s, u"acceptance.conclude"_s,
        u"{\"id\":\"YS-1\",\"result\":\"pass\",\"accepted\":\"%1\",\"team\":[{\"name\":\"王\","
        "\"unit\":\"局\"}],\"opinion\":\"合格\",\"date\":\"2019-06-05\"}"_s.arg(accepted));
}

} // namespace

TEST_CASE("payment.limit explains a prepayment") {
    Office office;
    office.fund(u"central-1"_s, u"15000000.00"_s);
    office.approved(u"XM-1"_s, u"L01"_s, u"L01-fitout"_s, u"2200000.00"_s);
    office.payment(u"BK-1"_s, u"XM-1"_s, u"prepay"_s, u"600000.00"_s, u"2019-02-20"_s);
    CHECK(stepsOf(office, u"XM-1"_s, u"prepay"_s)
          == QStringList{u"批准的支持金额 2200000.00 [第九条]"_s,
                         u"预拨付上限:支持金额的 50% 1100000.00 [第九条]"_s,
                         u"减:已预拨付和在办的预拨付 600000.00 [第九条]"_s, u"500000.00"_s});
}

TEST_CASE("payment.limit explains stations, certifications and training by what was accepted") {
    {
        Office office;
        counted(office, u"L02"_s, u"L02-stations"_s, u"1280000.00"_s, u"30000.00"_s,
                u"{\"id\":\"Z1\",\"kind\":\"station\",\"level\":\"village\",\"village\":\"默戎\","
                "\"poor_village\":true,\"area_m2\":\"30\"},{\"id\":\"Z2\",\"kind\":\"station\","
                "\"level\":\"village\",\"village\":\"坐龙峡\",\"poor_village\":false,"
                "\"area_m2\":\"30\"}"_s);
        CHECK(stepsOf(office, u"XM-1"_s, u"stage"_s)
              == QStringList{u"批准的支持金额 1280000.00 [附表]"_s,
                             u"加:验收 YS-1(2019-06-05)合格,站点 2 个 30000.00 [第八条]"_s,
                             u"验收合格金额合计(1 次) 30000.00 [第九条]"_s,
                             u"减:已拨付(净额) 0.00 [第九条]"_s, u"减:在办申请 0.00 [第九条]"_s,
                             u"30000.00"_s});
    }
    {
        Office office;
        counted(office, u"L07"_s, u"L07-cert"_s, u"50000.00"_s, u"25000.00"_s,
                u"{\"id\":\"C1\",\"kind\":\"certification\",\"scheme\":\"SC\",\"unit\":\"U1\"}"_s);
        const QStringList steps = stepsOf(office, u"XM-1"_s, u"final"_s);
        CHECK(steps.contains(u"加:验收 YS-1(2019-06-05)合格,认证 1 个 25000.00 [第八条]"_s));
        CHECK(steps.contains(
            u"其中按标准最多:已验收合格 1 个,每个 25000.00 元 25000.00 [方案, 附表]"_s));
    }
    {
        Office office;
        counted(office, u"L03"_s, u"L03-first"_s, u"1000000.00"_s, u"80000.00"_s,
                u"{\"id\":\"P1\",\"kind\":\"training\",\"class\":\"popularisation\","
                "\"headcount\":80,\"date\":\"2019-05-01\"},{\"id\":\"P2\",\"kind\":\"training\","
                "\"class\":\"entrepreneurship\",\"headcount\":45,\"date\":\"2019-05-02\"}"_s);
        CHECK(
            stepsOf(office, u"XM-1"_s, u"stage"_s)
                .contains(u"加:验收 YS-1(2019-06-05)合格,培训 2 班 125 人次 80000.00 [第八条]"_s));
    }
}

TEST_CASE("payment.limit explains stages and a retention by the plan's own figures") {
    const auto lineOf = [](Office& office) {
        const QJsonValue plan = office.ask(u"clerk1"_s, u"plan.show"_s);
        QJsonObject staged;
        for (const QJsonValue& line : plan.toObject().value("lines"_L1).toArray())
            if (staged.isEmpty() && line.toObject().value("path"_L1) == u"staged"_s)
                staged = line.toObject();
        return staged;
    };
    for (const QString& plan : {u"examples/stages.json"_s, u"examples/retention.json"_s}) {
        Office office(plan);
        const QJsonObject line = lineOf(office);
        CAPTURE(plan.toStdString());
        const QJsonArray items = line.value("items"_L1).toArray();
        const QString item =
            items.isEmpty() ? QString() : items[0].toObject().value("code"_L1).toString();
        const QString source = line.value("by_source"_L1).toObject().keys().first();
        office.approved(
            u"XM-1"_s, line.value("code"_L1).toString(), item, u"100000.00"_s,
            u",\"sources\":[{\"source\":\"%1\",\"amount\":\"100000.00\"}]"_s.arg(source));
        office.started(u"XM-1"_s);
        CHECK(stepsOf(office, u"XM-1"_s, u"stage"_s).join(u'\n').contains(u"尚无验收合格"));
        office.accepted(u"YS-1"_s, u"XM-1"_s, u"40000.00"_s);
        const QString steps = stepsOf(office, u"XM-1"_s, u"stage"_s).join(u'\n');
        CAPTURE(steps.toStdString());
        CHECK(steps.contains(u"分期拨付:第 1 次验收合格后到“"));
        CHECK(steps.contains(u"减:质保金 5%,最后一次拨付时支付 2000.00")
              == plan.contains(u"retention"));
    }
}
