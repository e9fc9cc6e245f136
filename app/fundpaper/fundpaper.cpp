// SPDX-License-Identifier: GPL-3.0-only
#include "fundpaper.h"

#include <print/paper.h>
#include <sheets/plan_book.h>
#include <sheets/sheets.h>

#include <QGuiApplication>

extern "C" {

Q_DECL_EXPORT QCoreApplication* fundpaper_application(int& argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    // Qt remarks on the runtime folder of a session that a bare command line has not.
    const QtMessageHandler before =
        qInstallMessageHandler([](QtMsgType, const QMessageLogContext&, const QString&) {});
    auto* application = new QGuiApplication(argc, argv);
    qInstallMessageHandler(before);
    return application;
}

Q_DECL_EXPORT bool fundpaper_pdf(const reports::Printable& report, const QString& path,
                                 QStringList& missing) {
    missing = print::missingFonts();
    return print::toPdf(report, path);
}

Q_DECL_EXPORT QByteArray fundpaper_xlsx(const reports::Printable& report) {
    return sheets::toXlsx({report});
}

Q_DECL_EXPORT QByteArray fundpaper_workbook(const reports::Workbook& workbook) {
    return sheets::toXlsx(workbook);
}

Q_DECL_EXPORT QByteArray fundpaper_plan_book(const plan::Draft& draft) {
    return sheets::planBook(draft);
}

Q_DECL_EXPORT std::optional<std::vector<plan::DraftSheet>>
fundpaper_read_workbook(const QByteArray& bytes) {
    return sheets::readWorkbook(bytes);
}
}
