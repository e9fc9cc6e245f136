// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <fund/fund.h>

// How the verbs open a fund: one of an older version is upgraded first, and standard error is told
// how far that is. Interrupted before the end, the file is as it was.

namespace fundctl {

std::unique_ptr<fund::Fund> openFund(const QString& path);
std::unique_ptr<fund::Fund> openToRead(const QString& path);

} // namespace fundctl
