// SPDX-License-Identifier: GPL-3.0-only
#include "opening.h"

#include "verbs.h"

#include <fund/upgrade.h>

#include <cstdio>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;

namespace {

journal::SystemClock systemClock;
journal::SystemRandomness systemRandomness;

void tell(const QString& sentence) {
    complain(sentence);
    std::fflush(stderr);
}

// A line for each tenth.
storage::Progress tenths() {
    // Shared, because the parts of the work copy it.
    return [last = std::make_shared<qint64>(0)](qint64 done, qint64 all) {
        const qint64 tenth = all > 0 ? done * 10 / all : 0;
        if (tenth > *last)
            tell(u"正在升级 %1%"_s.arg(tenth * 10));
        *last = std::max(*last, tenth);
        return true;
    };
}

template <class Open> std::unique_ptr<fund::Fund> opened(const QString& path, Open open) {
    const bool older = fund::isOlder(path);
    if (older)
        tell(u"资金文件由较早的版本写成,正在升级;中断不影响原文件。"_s);
    auto fund = open();
    if (older)
        tell(u"已升级,原文件保留在 %1.backups 中。"_s.arg(path));
    return fund;
}

} // namespace

std::unique_ptr<fund::Fund> openFund(const QString& path) {
    return opened(path,
                  [&] { return fund::Fund::open(path, systemClock, systemRandomness, tenths()); });
}

std::unique_ptr<fund::Fund> openToRead(const QString& path) {
    return opened(path, [&] {
        return fund::Fund::openToRead(path, systemClock, systemRandomness, tenths());
    });
}

} // namespace fundctl
