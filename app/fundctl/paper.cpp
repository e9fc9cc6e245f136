// SPDX-License-Identifier: GPL-3.0-only
#include "paper.h"

#include "place.h"
#include "reader.h"

#include <fundpaper/fundpaper.h>

#include <archive/zip.h>
#include <audit/package.h>
#include <platform/process.h>
#include <storage/durable.h>
#include <storage/part.h>

#include <QLibrary>

#include <cstdio>

// Verbs that print.

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

// The module stands beside the program, or where a package puts it.
QFunctionPointer fromModule(const char* symbol) {
    const QString programFolder =
        QString::fromStdU16String(platform::programFile().parent_path().u16string());
    for (const QString& folder : {programFolder, programFolder + u"/../lib/funddesk/modules"_s}) {
        QLibrary module(folder + u"/fundpaper"_s);
        if (module.load())
            return module.resolve(symbol);
    }
    return nullptr;
}

bool prints(const QStringList& arguments) {
    const QString verb = arguments.value(1);
    return (verb == u"print" || verb == u"disclose" || verb == u"audit")
           && !arguments.contains(u"--help"_s) && !arguments.contains(u"-h"_s);
}

template <class Function> Function* printing(const char* symbol) {
    auto* function = fromModule(symbol);
    if (!function)
        throw CliError(BadFile, sentence("module.missing"));
    return reinterpret_cast<Function*>(function);
}

QByteArray pdfOf(const reports::Printable& report) {
    constexpr qint64 most = qint64(1) << 30;
    const storage::TemporaryFolder folder;
    const QString path = folder.filePath(u"page.pdf"_s);
    writePdf(report, path);
    return storage::readWhole(path, most);
}

} // namespace

QString paperKinds() {
    QStringList all;
    for (const reports::PaperKind& kind : reports::kinds())
        all << u"%1 %2,ID 为%3"_s.arg(kind.code, -14).arg(kind.name, kind.idHint);
    return all.join(u"\n      "_s);
}

std::unique_ptr<QCoreApplication> makeApplication(int& argc, char** argv) {
    QStringList arguments;
    for (int i = 0; i < argc; ++i)
        arguments << QString::fromLocal8Bit(argv[i]);
    if (prints(arguments)) {
        if (auto* make = fromModule(fundpaper::makeApplication))
            return std::unique_ptr<QCoreApplication>(
                reinterpret_cast<fundpaper::MakeApplication>(make)(argc, argv));
    }
    return std::make_unique<QCoreApplication>(argc, argv);
}

void writePdf(const reports::Printable& report, const QString& path) {
    if (const auto rejection = storage::noOutput(path))
        throw CliError(BadFile, *rejection);
    auto* write = printing<fundpaper::WritePdf>(fundpaper::writePdf);
    QStringList missing;
    if (!write(report, path, missing))
        throw CliError(BadFile, sentence("file.not-replaced", path));
    static bool told = false;
    for (const QString& sentence : missing)
        if (!told)
            complain(sentence);
    told = true;
}

QByteArray xlsxOf(const reports::Printable& report) {
    return printing<fundpaper::MakeXlsx>(fundpaper::makeXlsx)(report);
}

QByteArray planBookOf(const plan::Draft& draft) {
    return printing<fundpaper::MakePlanBook>(fundpaper::makePlanBook)(draft);
}

std::optional<std::vector<plan::DraftSheet>> sheetsOf(const QByteArray& bytes) {
    return printing<fundpaper::ReadWorkbook>(fundpaper::readWorkbook)(bytes);
}

void serveAudit() {
    auto* workbook = printing<fundpaper::MakeWorkbook>(fundpaper::makeWorkbook);
    audit::setRenderers(
        {.ofReport = {{u"pdf"_s, pdfOf}, {u"xlsx"_s, xlsxOf}}, .ofWorkbook = workbook});
}

int printPaper(const QStringList& given) {
    const Arguments arguments(
        given, withPlaceOptions({u"--user"_s, u"--out"_s, u"--requests"_s, u"--package"_s}), {}, 3,
        3, usage::printPaper);
    const QString out = arguments.option(u"--out"_s);
    if (out.isEmpty())
        throw CliError(BadUsage, sentence("usage.pdf"));
    Reader reader(arguments);
    const QStringList requests = arguments.option(u"--requests"_s).split(u',', Qt::SkipEmptyParts);
    QString packageHash;
    if (arguments.has(u"--package"_s)) {
        const QString package = arguments.option(u"--package"_s);
        packageHash = archive::listHashOf(package);
        if (packageHash.isEmpty())
            throw CliError(BadFile, sentence("package.unreadable", package));
    }
    auto report = reader.report(arguments.word(1), arguments.word(2), requests, packageHash);
    if (auto* rejection = std::get_if<journal::Rejection>(&report)) {
        journal::Answer answer;
        answer.rejection = std::move(*rejection);
        Reader::need(answer);
    }
    const auto& paper = std::get<reports::Printable>(report);
    if (out.endsWith(u".xlsx"_s, Qt::CaseInsensitive))
        storage::writeAtomically(out, xlsxOf(paper));
    else
        writePdf(paper, out);
    print(out + u'\n');
    return Done;
}

} // namespace fundctl
