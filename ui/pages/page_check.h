// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <api/disclosure.h>

namespace pages {

// What may be personal and is not certain, a line each: "第 3 行 项目名称:4721234"; empty where
// there is nothing of that kind.
QString checkWords(const api::DisclosurePreview& page);

} // namespace pages
