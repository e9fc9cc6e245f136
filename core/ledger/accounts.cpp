// SPDX-License-Identifier: GPL-3.0-only
#include "room.h"

#include <array>

// The accounts: what each is called in the tables and by people, and whose balances it has.

namespace ledger {

namespace {

constexpr std::array accounts{
    AccountInfo{Account::Authority, "authority", u"预算指标", Scope::Source, false},
    AccountInfo{Account::ToAdjust, "to-adjust", u"待调整", Scope::Source, true},
    AccountInfo{Account::Available, "available", u"可用", Scope::Line, true},
    AccountInfo{Account::Committed, "committed", u"已承诺", Scope::Project, true},
    AccountInfo{Account::Requested, "requested", u"申请中", Scope::Project, true},
    AccountInfo{Account::Spent, "spent", u"已拨付指标", Scope::Project, true},
    AccountInfo{Account::Recovery, "recovery", u"追回指标", Scope::Project, true},
    AccountInfo{Account::Treasury, "treasury", u"拨款单位", Scope::Source, false},
    AccountInfo{Account::Cash, "cash", u"账上资金", Scope::Source, true},
    AccountInfo{Account::PaidOut, "paid-out", u"收款单位", Scope::Source, false},
    AccountInfo{Account::Recovered, "recovered", u"被追回单位", Scope::Source, false},
    AccountInfo{Account::HandedUp, "handed-up", u"上缴", Scope::Source, false},
    AccountInfo{Account::Bank, "bank", u"银行", Scope::Whole, false},
    AccountInfo{Account::Interest, "interest", u"利息", Scope::Whole, false},
};

// Found by its place.
static_assert([] {
    for (std::size_t i = 0; i < accounts.size(); ++i)
        if (accounts[i].account != static_cast<Account>(i))
            return false;
    return true;
}());

} // namespace

const AccountInfo& infoOf(Account account) {
    return accounts[static_cast<std::size_t>(account)];
}

const AccountInfo* infoOf(const QString& name) {
    const auto found = std::find_if(accounts.begin(), accounts.end(), [&](const AccountInfo& one) {
        return name == QLatin1StringView(one.name);
    });
    return found == accounts.end() ? nullptr : &*found;
}

bool isAccount(const QString& name, Account account) {
    return name == QLatin1StringView(infoOf(account).name);
}

const char* codeOf(Account account) {
    return infoOf(account).name;
}

QString accountName(const QString& account) {
    const AccountInfo* known = infoOf(account);
    return known ? QString::fromUtf16(known->label) : account;
}

} // namespace ledger
