// SPDX-License-Identifier: GPL-3.0-only
#include "demo_fund.h"

#include <QDate>

#include <algorithm>

// project.timeline and project.pace beside what each project's own page says, reckoned anew here.

using namespace Qt::Literals::StringLiterals;
using demo_tests::Demo;

namespace {

QString text(const QJsonValue& value, const char* key) {
    return value[QLatin1StringView(key)].toString();
}

qint64 daysBetween(const QString& from, const QString& to) {
    return QDate::fromString(from, Qt::ISODate).daysTo(QDate::fromString(to, Qt::ISODate));
}

struct Reckoned {
    std::vector<qint64> days;
    void check(const QJsonObject& told) {
        std::sort(days.begin(), days.end());
        CHECK(told.value("count"_L1).toInteger() == static_cast<qint64>(days.size()));
        REQUIRE_FALSE(days.empty());
        const std::size_t n = days.size();
        const qint64 twice = n % 2 == 1 ? 2 * days[n / 2] : days[n / 2 - 1] + days[n / 2];
        CHECK(told.value("median"_L1).toInteger() == (twice + 1) / 2);
        CHECK(told.value("slowest"_L1).toInteger() == days.back());
    }
};

} // namespace

TEST_CASE("Each project's days are those of its own page", "[demo]") {
    Demo demo;
    const QJsonArray items = demo.all(u"project.timeline"_s);
    CHECK(items.size() == demo.all(u"project.list"_s).size());
    int closed = 0;
    for (const QJsonValue& item : items) {
        INFO(text(item, "id").toStdString());
        const QJsonObject project = demo.ask(u"project.show"_s, {{"id"_L1, text(item, "id")}});
        for (const char* key : {"name", "line", "state", "date", "approved_on"})
            CHECK(text(item, key) == text(project, key));
        CHECK(text(item, "starts") == text(project["schedule"_L1], "from"));
        CHECK(text(item, "ends") == text(project["schedule"_L1], "to"));
        QString started;
        QString ended;
        for (const QJsonValue& step : project["steps"_L1].toArray()) {
            if (text(step, "step") == u"start")
                started = text(step, "date");
            if (text(step, "step") == u"close")
                ended = text(step, "date");
        }
        CHECK(text(item, "started_on") == started);
        if (text(item, "state") == u"closed") {
            CHECK(text(item, "closed_on") == ended);
            ++closed;
        } else {
            CHECK(text(item, "closed_on").isEmpty());
        }
        QString accepted;
        for (const QJsonValue& one : project["acceptances"_L1].toArray())
            if (text(one, "state") == u"passed")
                accepted = std::max(accepted, text(one, "concluded_on"));
        CHECK(text(item, "accepted_on") == accepted);
        QString first;
        QString last;
        for (const QJsonValue& one : project["requests"_L1].toArray())
            if (text(one, "state") == u"paid") {
                const QString day =
                    text(demo.ask(u"payment.show"_s, {{"id"_L1, text(one, "id")}}), "paid_on");
                first = first.isEmpty() ? day : std::min(first, day);
                last = std::max(last, day);
            }
        CHECK(text(item, "first_paid_on") == first);
        CHECK(text(item, "paid_on") == last);
    }
    CHECK(closed > 0);
}

TEST_CASE("How long things took is reckoned from the days of each", "[demo]") {
    Demo demo;
    Reckoned approvals;
    Reckoned payments;
    std::map<QString, Reckoned> ofLine;
    for (const QJsonValue& project : demo.all(u"project.list"_s)) {
        if (text(project, "approved_on").isEmpty() || text(project, "state") == u"cancelled")
            continue;
        const qint64 days = daysBetween(text(project, "date"), text(project, "approved_on"));
        approvals.days.push_back(days);
        ofLine[text(project, "line")].days.push_back(days);
    }
    for (const QJsonValue& one : demo.all(u"acceptance.list"_s)) {
        if (text(one, "state") != u"passed")
            continue;
        QString paid;
        const QJsonObject project = demo.ask(u"project.show"_s, {{"id"_L1, text(one, "project")}});
        for (const QJsonValue& request : project["requests"_L1].toArray())
            if (text(request, "state") == u"paid") {
                const QString day =
                    text(demo.ask(u"payment.show"_s, {{"id"_L1, text(request, "id")}}), "paid_on");
                if (day >= text(one, "concluded_on") && (paid.isEmpty() || day < paid))
                    paid = day;
            }
        if (!paid.isEmpty())
            payments.days.push_back(daysBetween(text(one, "concluded_on"), paid));
    }
    const QJsonObject pace = demo.ask(u"project.pace"_s);
    approvals.check(pace["approval"_L1].toObject());
    payments.check(pace["payment"_L1].toObject());
    int lines = 0;
    for (const QJsonValue& item : pace["items"_L1].toArray()) {
        INFO(text(item, "line").toStdString());
        ofLine[text(item, "line")].check(item["approval"_L1].toObject());
        const QJsonObject alone = demo.ask(u"project.pace"_s, {{"line"_L1, text(item, "line")}});
        CHECK(alone["approval"_L1] == item["approval"_L1]);
        CHECK(alone["payment"_L1] == item["payment"_L1]);
        ++lines;
    }
    CHECK(lines == static_cast<int>(ofLine.size()));
}
