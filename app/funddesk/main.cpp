// SPDX-License-Identifier: GPL-3.0-only
#include <audit/package.h>
#include <journal/visible.h>
#include <logging/log.h>
#include <platform/process.h>
#include <print/paper.h>
#include <resources/resources.h>
#include <session/session.h>
#include <sheets/sheets.h>
#include <shell/main_window.h>
#include <theme/theme.h>

#include <QApplication>
#include <QBuffer>
#include <QCommandLineParser>
#include <QLibraryInfo>
#include <QTimer>
#include <QTranslator>

#include <algorithm>
#include <string_view>

namespace {

// What an audit package needs besides the core.
QByteArray pdfOf(const reports::Printable& report) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    print::toPdf(report, buffer);
    return buffer.data();
}

QByteArray xlsxOf(const reports::Printable& report) {
    return sheets::toXlsx({report});
}

// Whether only a line on the terminal is asked for, which needs no display.
bool asksForText(int argc, char** argv) {
    static constexpr std::string_view texts[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv, argv + argc, [](const char* one) {
        return std::find(std::begin(texts), std::end(texts), one) != std::end(texts);
    });
}

} // namespace

// The desktop: `funddesk [FILE | https://HOST:PORT/NAME]`.
int main(int argc, char** argv) {
    platform::protectProcess();
    if (asksForText(argc, argv))
        qputenv("QT_QPA_PLATFORM", "minimal");
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("FundDesk"));
    QApplication::setOrganizationName(QStringLiteral("FundDesk"));
    QApplication::setApplicationDisplayName(QObject::tr("专项资金管理台"));
    QApplication::setApplicationVersion(QStringLiteral(FUNDDESK_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("funddesk"));
    QCommandLineParser parser;
    parser.setApplicationDescription(QObject::tr("专项资金管理台"));
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(QStringLiteral("FILE"),
                                 QObject::tr("要打开的资金文件,或 https://主机:端口/资金名称"),
                                 QStringLiteral("[FILE]"));
    QCommandLineOption untilShown(QStringLiteral("until-shown"));
    untilShown.setFlags(QCommandLineOption::HiddenFromHelp); // for ./dev bench
    parser.addOption(untilShown);
    parser.process(application);
    logging::begin({QStringLiteral("funddesk"), false, journal::loggable});
    resources::load();
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/funddesk.svg")));
    audit::setRenderers(
        {.ofReport = {{QStringLiteral("pdf"), pdfOf}, {QStringLiteral("xlsx"), xlsxOf}},
         .ofWorkbook = [](const reports::Workbook& workbook) { return sheets::toXlsx(workbook); }});
    // Qt's own buttons and calendars in Chinese, where its translations are installed.
    QTranslator qtWords;
    if (qtWords.load(QStringLiteral("qtbase_zh_CN"),
                     QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&qtWords);
    theme::apply(application, theme::rememberedMode());
    session::Session session;
    shell::MainWindow window(session);
    window.show();
    const QStringList files = parser.positionalArguments();
    if (!files.isEmpty())
        window.openPlace(files.front());
    if (parser.isSet(untilShown))
        QObject::connect(&session, &session::Session::opened, &window, [&] {
            // The login stands there once the events that follow the opening are done.
            QTimer::singleShot(0, &window, [&] {
                window.repaint();
                QApplication::quit();
            });
        });
    return QApplication::exec();
}
