// SPDX-License-Identifier: GPL-3.0-only
#include "demo_fund.h"

#include <reports/report_json.h>
#include <reports/reports.h>

#include <QJsonDocument>

#include <set>

// What goes to another machine comes out there as it was: papers and answers.

using namespace Qt::Literals::StringLiterals;
using namespace demo_tests;

namespace {

QJsonObject overTheWire(const QJsonObject& json) {
    return QJsonDocument::fromJson(QJsonDocument(json).toJson(QJsonDocument::Compact)).object();
}

} // namespace

TEST_CASE("every paper of the demo goes to JSON and back whole", "[demo]") {
    const auto ids = [](const QString& kind) -> QStringList {
        QString question = u"project.list"_s;
        if (kind == u"sheet" || kind == u"execution" || kind == u"handover"
            || kind == u"month-brief" || kind == u"progress" || kind == u"fund-use"
            || kind == u"pace")
            return {u"-"_s};
        if (kind == u"ledger")
            return {u"line"_s, u"unit"_s};
        if (kind == u"disclosure")
            return {u"2019-06"_s, u"2019-12"_s};
        if (kind == u"account")
            question = u"unit.list"_s;
        if (kind == u"acceptance")
            question = u"acceptance.list"_s;
        if (kind == u"payment" || kind == u"prepayment")
            question = u"payment.list"_s;
        QStringList found;
        for (const QJsonValue& item : demo().all(question))
            found << text(item, "id"_L1);
        return found;
    };
    int papers = 0;
    std::set<std::size_t> blocks;
    std::set<QString> kinds;
    for (const reports::PaperKind& kind : reports::kinds())
        for (const QString& id : ids(kind.code)) {
            auto made = demo().open().report(u"auditor1"_s, kind.code, id);
            const auto* paper = std::get_if<reports::Printable>(&made);
            if (!paper) // a final payment has no form of a prepayment
                continue;
            ++papers;
            kinds.insert(kind.code);
            for (const reports::Block& block : paper->blocks)
                blocks.insert(block.index());
            INFO(kind.code.toStdString() << ' ' << id.toStdString());
            const auto back = reports::reportFrom(overTheWire(reports::toJson(*paper)));
            REQUIRE(back);
            CHECK(*back == *paper);
        }
    CHECK(papers > 100);
    CHECK(kinds.size() >= 10);
    CHECK(blocks.size() == 4);
}

TEST_CASE("what is no paper is not read as one", "[demo]") {
    const auto made = demo().open().report(u"auditor1"_s, u"execution"_s, u"-"_s);
    const QJsonObject good = reports::toJson(std::get<reports::Printable>(made));
    REQUIRE(reports::reportFrom(good));
    const auto changed = [&](QLatin1StringView key, const QJsonValue& value) {
        QJsonObject json = good;
        json.insert(key, value);
        return json;
    };
    const auto tableOf = [&](const QJsonObject& with) {
        QJsonArray blocks = good.value("blocks"_L1).toArray();
        for (qsizetype i = 0; i < blocks.size(); ++i) {
            QJsonObject block = blocks[i].toObject();
            if (block.value("block"_L1) != "table"_L1)
                continue;
            for (auto it = with.begin(); it != with.end(); ++it)
                block.insert(it.key(), it.value());
            blocks[i] = block;
        }
        return changed("blocks"_L1, blocks);
    };
    CHECK_FALSE(reports::reportFrom({}));
    CHECK_FALSE(reports::reportFrom(changed("title"_L1, 1)));
    CHECK_FALSE(reports::reportFrom(changed("blocks"_L1, u"none"_s)));
    CHECK_FALSE(reports::reportFrom(changed("blocks"_L1, QJsonArray{QJsonObject{}})));
    CHECK_FALSE(reports::reportFrom(changed("footers"_L1, QJsonArray{1})));
    CHECK(reports::reportFrom(tableOf({})));
    CHECK_FALSE(reports::reportFrom(tableOf({{"columns"_L1, QJsonArray{}}})));
    CHECK_FALSE(reports::reportFrom(
        tableOf({{"columns"_L1, QJsonArray{QJsonObject{{"title"_L1, u"x"_s}, {"kind"_L1, 6}}}}})));
}

TEST_CASE("answers go to JSON and back", "[demo]") {
    journal::Answer done;
    done.seq = 17;
    done.result = QJsonObject{{"id"_L1, u"P1"_s}};
    journal::Answer dry;
    dry.dry = true;
    std::vector<journal::Answer> all{done, dry, demo().answer(u"plan.show"_s),
                                     demo().answer(u"no.such"_s)};
    for (const journal::RuleInfo& rule : journal::catalogue()) {
        journal::Answer refused;
        refused.rejection = journal::refuse(rule.rule, labels::Sentence::told(u"不行"_s))
                                .at(u"amount"_s)
                                .limit(u"1.00"_s)
                                .asked(u"1.01"_s);
        all.push_back(refused);
    }
    for (const journal::ErrorKind kind :
         {journal::ErrorKind::BadInput, journal::ErrorKind::NotLoggedIn, journal::ErrorKind::Locked,
          journal::ErrorKind::Storage, journal::ErrorKind::Internal}) {
        journal::Answer failed;
        failed.rejection =
            journal::Error{kind, u"field"_s, labels::Sentence::told(u"不行"_s), u"0123abcd"_s};
        all.push_back(failed);
    }
    for (const journal::Answer& answer : all) {
        const QJsonObject json = overTheWire(answer.toJson());
        INFO(QJsonDocument(json).toJson().toStdString());
        CHECK(journal::Answer::fromJson(json).toJson() == answer.toJson());
        CHECK(journal::Answer::fromJson(json).ok() == answer.ok());
    }

    // With its code, for a window at a server.
    const journal::Answer no = demo().answer(u"no.such"_s);
    const auto coded = journal::Answer::Form::WithCode;
    const journal::Answer came = journal::Answer::fromJson(overTheWire(no.toJson(coded)));
    CHECK_FALSE(no.rejection->sentence().code().empty());
    CHECK(came.rejection->sentence().code() == no.rejection->sentence().code());
    CHECK(came.rejection->sentence().arguments() == no.rejection->sentence().arguments());
    CHECK(came.toJson() == no.toJson());
}
