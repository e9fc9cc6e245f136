// SPDX-License-Identifier: GPL-3.0-only
#include "places.h"

namespace testing {

// The only file that is compiled with the checkout's own path: all others are the same in every
// checkout, so that ccache keeps them for all.
QString source(const QString& path) {
    return QStringLiteral(FUNDDESK_SOURCE) + path;
}

} // namespace testing
