// SPDX-License-Identifier: GPL-3.0-only
#include "people_at_work.h"

#include <pages/decision_form.h>
#include <pages/minutes_fields.h>

#include <QAbstractButton>
#include <QLineEdit>
#include <QPlainTextEdit>

#include <catch2/catch.hpp>

// What only other measures ask for: fields that the demo's plan has not.

using namespace Qt::Literals::StringLiterals;
using money::Fen;
using testing::ask;
using testing::Desktop;
using testing::stateOf;

namespace {

// Of a payment before the leader, in a plan with that amount.
std::unique_ptr<pages::DecisionForm> decision(Desktop& desktop, Fen above) {
    api::Plan plan;
    plan.collectiveAbove = above;
    auto form =
        std::make_unique<pages::DecisionForm>(desktop.session(),
                                              QJsonObject{{"command"_L1, u"payment.approve"_s},
                                                          {"id"_L1, u"BF-2019-033"_s},
                                                          {"amount"_L1, u"40000.00"_s}},
                                              pages::PlanFacts(plan));
    form->show();
    return form;
}

} // namespace

TEST_CASE("A payment above the plan's amount is approved with the minutes of the meeting") {
    Desktop desktop;
    desktop.login(u"leader1"_s);
    CHECK_FALSE(
        decision(desktop, Fen::of(4'000'000))->findChild<QLineEdit*>(u"edit:minutes.document"_s));
    const auto form = decision(desktop, Fen::of(3'999'999));
    auto* document = form->findChild<QLineEdit*>(u"edit:minutes.document"_s);
    auto* date = form->findChild<QLineEdit*>(u"edit:minutes.date"_s);
    REQUIRE(document);
    REQUIRE(date);
    CHECK(document->isVisible());
    form->findChild<QAbstractButton*>(u"decide:return"_s)->click();
    CHECK_FALSE(document->isVisible());
    // The ready-made opinion went with the return.
    form->findChild<QPlainTextEdit*>(u"edit:opinion"_s)->setPlainText(u"同意"_s);
    form->findChild<QLineEdit*>(u"edit:date"_s)->setText(u"2020-01-15"_s);
    document->setText(u"纪要3号"_s);
    date->setText(u"2020-01-14"_s);
    form->findChild<QAbstractButton*>(u"decide:approve"_s)->click();
    desktop.until([&] { return stateOf(desktop, u"BF-2019-033"_s) == u"approved"_s; },
                  "the approval");
    CHECK(ask(desktop, u"payment.show"_s, {{"id"_L1, u"BF-2019-033"_s}}).value("minutes"_L1)
          == QJsonObject{{"document"_L1, u"纪要3号"_s}, {"date"_L1, u"2020-01-14"_s}});
}

TEST_CASE("A signing sheet asks for no minutes where the plan has no amount") {
    Desktop desktop;
    desktop.login(u"clerk2"_s);
    pages::MinutesFields fields(desktop.session());
    desktop.settle();
    CHECK(fields.isHidden());
    const QJsonObject decided{{"id"_L1, u"BF-1"_s}, {"decision"_L1, u"approve"_s}};
    CHECK(fields.addedTo(decided, u"payment.approve"_s, Fen::of(1)) == decided);
}
