// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include <QString>

class QWidget;

namespace shell {

// The user's handbook (F1), from the built-in resources under "handbook/", beside the work.
// Opens at the part about a page (its name), where the handbook has one.
void showHandbook(QWidget* parent, const QString& page = {});
// The name of that part; "" where there is none.
QString handbookPart(const QString& page);

} // namespace shell
