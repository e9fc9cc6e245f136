// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

namespace widgets {

// What the contract's keys and codes are called where people read them, all in one place: pages,
// refusals and the journal show no other names.

// "rectify_by" is 整改期限; the key itself where it has no name.
QString keyWord(const QString& key);
// Of any kind of thing: "town" is 镇级, "approve" 同意, "finance" 财务, "prepay" 预拨.
QString codeWord(const QString& code);

} // namespace widgets
