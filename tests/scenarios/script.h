// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <support/office.h>

// Runs a scenario: plain text that an accountant can read and check with a pencil. One step a
// line, words apart by blanks; 元 is for the reader only, # begins a remark. The people are those
// of tests/support/office.h.
//
//   方案 examples/stages.json                                  first, where it isn't Guzhang's
//   日期 人 操作 …… → 受理                                      what must be taken
//   日期 人 操作 …… → 拒绝 规则 [最多 金额] [自 日期]        what must be refused, and by what
//
// The operations (the thing's own id comes first):
//
//   收款 SR-1 来源代码 金额                    评价 PJ-1 通过 核定 金额
//   登记单位 U1    登记个人 I1                 按核定数调整 HD-1 项目代码 金额 [项目代码 金额 ……]
//   变更账户 U1                                复核账户 U1
//   申报 XM-1 单位 U1 项目 L01 [子项 L01-fitout] [年度 2019] 支持 金额 [来源 代码 金额 ……]
//   变更 BG-1 项目 XM-1 支持 金额              审定变更 BG-1 同意|不予
//   登记获奖 J1 项目 XM-1 单位 I1
//   审核 XM-1 同意|退回|不予                   开工 XM-1
//   申请验收 YS-1 项目 XM-1 金额 [成果 ……]     验收 YS-1 合格 金额 [审定 金额] | 验收 YS-1 不合格
//   公示 GG-1 验收 YS-1 至 日期                异议 YY-1 公示 GG-1          答复异议 YY-1
//   申请拨付 BF-1 项目 XM-1 预拨|进度款|尾款 金额 [来源 代码 金额 …… | 收款单位 U1 金额 ……] [保函 金额 至 日期]
//   合同 HT-1 项目 XM-1 金额                   节点 JD-1 项目 XM-1 名称
//   审核拨付 BF-1 同意|退回|不予               审批拨付 BF-1 同意|退回|不予 [纪要]
//   付款 BF-1                                  退票 BF-1 [单位 U1]
//   退款 TH-1 拨付 BF-1 [单位 U1] 金额         免交档案 XM-1 (all seven kinds)
//   办结 XM-1                                  撤销 XM-1
//   认定 JD-1 单位 U1 项目 XM-1 虚假资料|其他违规 金额 (to be recovered)
//   追回 ZH-1 认定 JD-1 项目 XM-1 [单位 U1] 来源代码 金额
//   公开 GS-1 2019-03 (a month's page)
//   说明疑点 small-sum XM-1 (a warning's code and what it is about)
//
// Between them, what must be true at that point; any of the figures may be left out:
//
//   余额 L01 central-1: 预算 金额 已承诺 金额 已拨付 金额 追回 金额 可用 金额
//   资金 central-1: 计划 金额 收到 金额 已承诺 金额 已拨付 金额 存量 金额
//   项目 XM-1: 状态 已批准|已开工|已办结|已撤销 支持 金额 已拨付 金额 验收合格 金额
//   可拨 XM-1 尾款: 金额
//   拨付 BF-1: 状态 已退回|已拨付
//   收款 BF-1 U1: 已付 金额 退票 金额 退款 金额
//   疑点 small-sum XM-1: 没有|待说明|已说明
//   月报 2019-06 XM-1: 本月 金额 累计 金额 累计追回 金额
//
// At the end the fund must be found sound by verify.

namespace scenarios {

// Fails the test at the first line that does not go as it says.
void run(const QString& path);

} // namespace scenarios
