// SPDX-License-Identifier: GPL-3.0-only
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <resources/resources.h>
#include <theme/theme.h>

#include <QApplication>
#include <QLoggingCategory>
#include <QStandardPaths>

// Tests of the real window need an application around them; settings go into a folder of tests.
int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QStandardPaths::setTestModeEnabled(true);
    QApplication application(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("FundDeskTest"));
    QApplication::setApplicationName(
        QStringLiteral("FundDeskTest-%1").arg(QCoreApplication::applicationPid()));
    QLoggingCategory::setFilterRules(QStringLiteral("funddesk.*.info=false"));
    resources::load();
    theme::apply(application, theme::Mode::Light);
    return Catch::Session().run(argc, argv);
}
