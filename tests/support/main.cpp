// SPDX-License-Identifier: GPL-3.0-only
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <QCoreApplication>
#include <QLoggingCategory>

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    // What the rooms log would drown what Catch says; the tests of logging turn their own on.
    QLoggingCategory::setFilterRules(QStringLiteral("funddesk.*.info=false\n"
                                                    "funddesk.test.info=true"));
    return Catch::Session().run(argc, argv);
}
