// SPDX-License-Identifier: GPL-3.0-only
#include "personal_numbers.h"

// What numbers look like, as a table to read: of each form some texts that have it and some that
// look like it. The rules themselves are in number_forms.cpp. All persons and numbers are made up.

namespace journal {

namespace {

using Texts = const char16_t* const[];

// --- a person's ---------------------------------------------------------------------------------

constexpr Texts identity = {u"11010519491231002X",
                            u"43312619800101004x",
                            u"身份证433126 19800101 1237",
                            u"433126·19800101·1237",
                            u"ID433126198001011237",
                            u"NO433126198001011237号",
                            u"４３３１２６１９８００１０１１２３７"};
constexpr Texts noIdentity = {u"110105194912310021", // the check digit
                              u"11010519490231002X", // 30 February
                              u"433126180001011231", // born in 1800
                              u"2019-04-01 2019-09-30"};
constexpr Texts oldIdentity = {u"433126800101123", u"证号433126491231002"};
constexpr Texts noOldIdentity = {u"433126801301123", u"2019-04-01 1015500"};
constexpr Texts mobile = {
    u"13812345678",    u"138-1234-5678",          u"138.1234.5678",         u"(138)12345678",
    u"138 1234  5678", u"TEL13812345678",         u"+8613812345678",        u"0086 138 1234 5678",
    u"①③⑧12345678",    u"一三八一二三四五六七八", u"1 3 8 1 2 3 4 5 6 7 8", u"电话13812345678元",
    u"138-1234-5678元"};
constexpr Texts noMobile = {u"12812345678", u"138123456789", u"13812345678元", u"合同13912345678",
                            u"2019060613812345678012"};
constexpr Texts landline = {u"0743-4721234", u"(0743)4721234", u"0743 472 1234",
                            u"010-62345678", u"073188881234",  u"+86 743 4721234"};
constexpr Texts noLandline = {u"043001900111 01017220", u"4721234", u"0743-47212"};
constexpr Texts card = {u"6228480402564890018", u"6228 4804 0256 4890 018",
                        u"6228.4804.0256.4890.018"};
constexpr Texts noCard = {u"6228480402564890019", u"2019040120190930", u"2019 0401 2019 0930",
                          u"24432000000071738888"};
constexpr Texts account = {u"账号82012345678", u"账号ICBC6222021234567890123",
                           u"卡号:8201 2345 6780 1", u"account 82012345678"};
constexpr Texts noAccount = {u"账号后四位0018", u"账号1234567"};
constexpr Texts contact = {u"电话4721234", u"QQ 123456789", u"微信wx13812345678",
                           u"微信号:zhang_san88", u"电话:0743-4721234、4725678"};
constexpr Texts noContact = {u"手机 50 台", u"手机 200000 元", u"电话会议 2019-04-01",
                             u"hotel 1234567"};
constexpr Texts address = {u"zhang@qq.com", u"邮箱zhang.san@163.com", u"zhang＠qq．com"};
constexpr Texts noAddress = {u"@所有人", u"单价@12.50"};

// --- no person's --------------------------------------------------------------------------------

constexpr Texts dates = {u"2019-04-01 2019-09-30", u"2019 04 01 2019 09 30",
                         u"20190401-20190930",     u"2019.4.1—2019.9.30",
                         u"2019-04 至 2019-09",    u"20190401",
                         u"2019年4月1日",          u"2019-2021"};
constexpr Texts noDates = {u"2019-13-01 2019-13-02"};
constexpr Texts sums = {u"1200000 1500000 350000 元",
                        u"1,200,000.00",
                        u"1100000.00",
                        u"12 000 000",
                        u"金额 15000000",
                        u"3500000 1200000"};
constexpr Texts noSums = {u"1234567 7654321"};
constexpr Texts others = {u"24432000000071738888", u"XM-2019-001", u"91433126MA4Q00001P",
                          u"914331267000000070",
                          u"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"};
constexpr Texts noOthers = {u"2443200000007173888"};
constexpr Texts named = {u"发票号码24432000000071738888",
                         u"发票代码043001900111号码01017220",
                         u"记账凭证2019060600000000123456",
                         u"凭证:13912345678",
                         u"合同编号HT-20190402000000017",
                         u"银行流水号2019060600000017",
                         u"第12345678号",
                         u"湘财建指2019030500000012345号",
                         u"发票01017220、01017221",
                         u"文号 20190305001"};
constexpr Texts notNamed = {u"合同签订人13812345678", u"发票01017220,13812345678"};

constexpr NumberForm forms[] = {
    {u"身份证号", true, identity, noIdentity},
    {u"十五位身份证号", true, oldIdentity, noOldIdentity},
    {u"手机号", true, mobile, noMobile},
    {u"固定电话", true, landline, noLandline},
    {u"银行卡号", true, card, noCard},
    {u"账号后的号码", true, account, noAccount},
    {u"联系方式后的号码", true, contact, noContact},
    {u"电子邮箱", true, address, noAddress},
    {u"日期", false, dates, noDates},
    {u"金额", false, sums, noSums},
    {u"电子发票、编号、信用代码、哈希", false, others, noOthers},
    {u"发票、凭证、文号、合同、流水后的号码", false, named, notNamed},
};

} // namespace

std::span<const NumberForm> numberForms() {
    return forms;
}

} // namespace journal
