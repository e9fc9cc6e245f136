// SPDX-License-Identifier: GPL-3.0-only
#include "opening.h"

#include "verbs.h"

#include <fund/upgrade.h>

#include <algorithm>
#include <cstdio>
#include <memory>

namespace fundctl {

using namespace Qt::Literals::StringLiterals;

namespace {

journal::SystemClock systemClock;
journal::SystemRandomness systemRandomness;

void tell(const QString& sentence) {
    complain(sentence);
    std::fflush(stderr);
}

// What there is to say of an upgrade: that it began (only where this program does it, and no other
// was quicker), a line for each tenth, and how it ended. Shared, because the parts of the work copy
// the progress.
class Upgrade {
public:
    storage::Progress progress() const {
        return [tenths = m_tenths](qint64 done, qint64 all) {
            const qint64 tenth = all > 0 ? done * 10 / all : 0;
            if (*tenths < 0)
                tell(u"资金文件由较早的版本写成,正在升级;中断不影响原文件。"_s);
            else if (tenth > *tenths)
                tell(u"正在升级 %1%"_s.arg(tenth * 10));
            *tenths = std::max(*tenths, tenth);
            return true;
        };
    }
    bool began() const { return *m_tenths >= 0; }

private:
    std::shared_ptr<qint64> m_tenths = std::make_shared<qint64>(-1);
};

template <class Open> std::unique_ptr<fund::Fund> opened(const QString& path, Open open) {
    const Upgrade upgrade;
    auto fund = open(upgrade.progress());
    if (upgrade.began())
        tell(u"已升级,原文件保留在 %1.backups 中。"_s.arg(path));
    return fund;
}

} // namespace

std::unique_ptr<fund::Fund> openFund(const QString& path) {
    return opened(path, [&](const storage::Progress& progress) {
        return fund::Fund::open(path, systemClock, systemRandomness, progress);
    });
}

std::unique_ptr<fund::Fund> openToRead(const QString& path) {
    return opened(path, [&](const storage::Progress& progress) {
        return fund::Fund::openToRead(path, systemClock, systemRandomness, progress);
    });
}

} // namespace fundctl
