// SPDX-License-Identifier: GPL-3.0-only
#include <widgets/labels.h>
#include <widgets/refusal.h>

#include <catch2/catch.hpp>

using namespace Qt::Literals::StringLiterals;

TEST_CASE("A rejection is told in the window's words: codes, keys, commands, grouped sums") {
    using journal::badInput;
    using journal::refuse;
    using journal::Rule;
    using labels::sentence;
    const auto kinds =
        badInput(u"kind"_s, sentence("choice.unknown", u"kind"_s, u"station、award"_s));
    CHECK(widgets::rejectionWords(kinds, u"类别"_s)
          == u"类别只能是 %1、%2 之一。"_s.arg(widgets::codeWord(u"station"_s),
                                               widgets::codeWord(u"award"_s)));
    CHECK(widgets::rejectionWords(badInput(u"date"_s, sentence("key.missing", u"date"_s)))
          == u"缺少日期,请补充。"_s);
    // A key that is part of another word is none.
    CHECK(widgets::rejectionWords(badInput(u"id"_s, sentence("unit.unknown", u"idle"_s)))
          == u"没有编号为 idle 的单位,请先登记。"_s);
    auto role = refuse(Rule::DutyRole, sentence("command.role", u"张三"_s, u"payment.approve"_s,
                                                u"县政府分管领导"_s));
    CHECK(widgets::rejectionWords(role)
          == u"张三 没有办理审批拨付的职责,须由 县政府分管领导 办理。"_s);
    CHECK(widgets::rejectionWords(role.under(u"附件1, 第九条"_s))
          == u"附件1, 第九条 · 张三 没有办理审批拨付的职责,须由 县政府分管领导 办理。"_s);
    CHECK(widgets::rejectionWords(refuse(
              Rule::PlanReturn, sentence("return.above-cash", u"县级配套资金"_s, u"15600.00"_s)))
          == u"县级配套资金 账上只有 15,600.00 元,不能上缴更多。"_s);
}
