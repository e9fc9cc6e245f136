// SPDX-License-Identifier: GPL-3.0-only
#pragma once

class QWidget;

namespace shell {

// The user's handbook (F1), from the built-in resources under "handbook/", beside the work.
void showHandbook(QWidget* parent);

} // namespace shell
