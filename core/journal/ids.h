// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "shape.h"

// Ids: 1 to 64 letters of any script, digits, - _ . — written in one way only, so that no two of
// them look alike, and none of them a person's number, since ids stand on every page.

namespace journal {

std::optional<Rejection> idRejection(const QString& value, const QString& path);
// Looks at the ids that `with` registers, also inside lists.
std::optional<Rejection> personalIdRejection(const Shape& shape, const QJsonObject& with,
                                             const QString& path = {});

} // namespace journal
