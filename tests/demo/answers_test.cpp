// SPDX-License-Identifier: GPL-3.0-only
#include "demo_fund.h"
#include "every_answer.h"

#include <support/places.h>

#include <api/budget.h>
#include <api/disclosure.h>
#include <api/inbox.h>
#include <api/payment.h>
#include <api/plan.h>
#include <api/unit.h>

#include <QCryptographicHash>

#include <set>

// What the big questions answer, byte for byte: answers.txt has the hash of each. Where it is meant
// to change, FUNDDESK_ANSWERS names the file that today's hashes are written to.

using namespace Qt::Literals::StringLiterals;
using namespace demo_tests;

namespace {

// The chain's head differs from fund to fund.
QJsonValue comparable(QJsonValue result) {
    if (!result.isObject())
        return result;
    QJsonObject json = result.toObject();
    for (const QLatin1StringView key : {"head"_L1, "security_head"_L1})
        json.remove(key);
    return json;
}

QByteArray bytesOf(const QJsonValue& json) {
    return QJsonDocument(QJsonArray{json}).toJson(QJsonDocument::Compact);
}

QByteArray lineOf(const GivenAnswer& given) {
    const QByteArray bytes = bytesOf(comparable(given.result));
    return given.question.toUtf8() + ' ' + given.about.toUtf8() + ' '
           + QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().first(16);
}

// The struct says all that the JSON does, and the JSON all that the struct does.
template <class Shown> void comesBack(const QJsonValue& json) {
    const auto shown = api::fromJson<Shown>(json);
    CHECK(bytesOf(api::toJson(shown)).toStdString() == bytesOf(json).toStdString());
    CHECK(api::fromJson<Shown>(api::toJson(shown)) == shown);
}

} // namespace

TEST_CASE("what a big question answers is its struct, in JSON and back", "[demo]") {
    const std::map<QString, void (*)(const QJsonValue&)> structs{
        {u"budget.execution"_s, comesBack<api::BudgetExecution>},
        {u"payment.show"_s, comesBack<api::Payment>},
        {u"plan.show"_s, comesBack<api::Plan>},
        {u"project.show"_s, comesBack<api::Project>},
        {u"unit.show"_s, comesBack<api::Unit>},
        {u"acceptance.show"_s, comesBack<api::Acceptance>},
        {u"disclosure.preview"_s, comesBack<api::DisclosurePreview>}};
    std::set<QString> seen;
    for (const GivenAnswer& given : everyAnswer()) {
        INFO(given.question.toStdString() << ' ' << given.about.toStdString());
        if (given.question == u"inbox")
            for (const QJsonValue& item : given.result.toArray())
                comesBack<api::InboxItem>(item);
        else if (const auto found = structs.find(given.question); found != structs.end())
            found->second(given.result);
        seen.insert(given.question);
    }
    CHECK(seen.size() == 8);
}

TEST_CASE("the big questions answer byte for byte what they did", "[demo]") {
    QByteArrayList now;
    for (const GivenAnswer& given : everyAnswer())
        now << lineOf(given);
    if (const QString path = qEnvironmentVariable("FUNDDESK_ANSWERS"); !path.isEmpty()) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(now.join('\n') + '\n');
    }
    QFile golden(testing::source(u"/tests/demo/answers.txt"_s));
    REQUIRE(golden.open(QIODevice::ReadOnly));
    const QByteArrayList kept = golden.readAll().trimmed().split('\n');
    CHECK(kept.size() > 200);
    REQUIRE(kept.size() == now.size());
    for (qsizetype i = 0; i < kept.size(); ++i)
        CHECK(kept[i].toStdString() == now[i].toStdString());
}
