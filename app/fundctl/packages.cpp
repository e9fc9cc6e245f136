// SPDX-License-Identifier: GPL-3.0-only
#include "paper.h"
#include "place.h"
#include "reader.h"
#include "verbs.h"

#include <disclosure/disclosures.h>
#include <fund/backup.h>
#include <fund/heads.h>
#include <journal/visible.h>
#include <reports/render.h>
#include <reports/reports.h>
#include <storage/durable.h>

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>

// Verbs that make files: disclosures, packages, backups.

namespace fundctl {

using namespace Qt::Literals::StringLiterals;
using labels::sentence;

namespace {

void writeFile(const QString& path, const QByteArray& bytes) {
    storage::writeAtomically(path, bytes);
    print(path + u'\n');
}

QByteArray rendered(const QJsonObject& json, const reports::Printable& page,
                    const QString& format) {
    if (format == u"csv")
        return reports::toCsv(page);
    if (format == u"html")
        return reports::toHtml(page);
    if (format == u"xlsx")
        return xlsxOf(page);
    if (format == u"txt")
        return reports::toText(page);
    return QJsonDocument(json).toJson(QJsonDocument::Indented);
}

// The hash stands for all of the package: whoever hands it over writes it down elsewhere.
void printPackage(const QString& path, const journal::Answer& answer) {
    print(u"%1\n清单 SHA256SUMS 的 SHA-256(请抄在移交清单上): %2\n"_s.arg(
        path, answer.result.toObject().value("list"_L1).toString()));
}

QStringList formatsOf(const QString& option) {
    static const QStringList known{u"pdf"_s, u"html"_s, u"xlsx"_s, u"csv"_s, u"json"_s, u"txt"_s};
    const QStringList formats = option.isEmpty() ? known : option.split(u',');
    for (const QString& format : formats)
        if (!known.contains(format))
            throw CliError(BadUsage, sentence("usage.paper-format", format, known.join(u"、"_s)));
    return formats;
}

// What may be personal and is not certain: said before anybody publishes it, no part of a page.
void showUncertain(const std::vector<api::UncertainDigits>& check) {
    for (const api::UncertainDigits& one : check)
        std::fputs(u"请核对:第 %1 行的 %2 中有 %3,可能是个人号码;如果是,请先改正再公示。\n"_s
                       .arg(QString::number(one.row.value_or(0) + 1), one.field,
                            journal::visible(one.text))
                       .toUtf8()
                       .constData(),
                   stderr);
}

} // namespace

int disclose(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s, u"--out"_s, u"--format"_s}), {},
                              2, 2, usage::disclose);
    const QString month = arguments.word(1);
    if (!journal::isDate(month + u"-01"_s))
        throw CliError(BadUsage, sentence("paper.month", month));
    if (!arguments.has(u"--out"_s))
        throw CliError(BadUsage, sentence("usage.folder"));
    const QStringList formats = formatsOf(arguments.option(u"--format"_s));
    const QDir folder(arguments.option(u"--out"_s));
    Reader reader(arguments);
    if (!folder.mkpath(u"."_s))
        throw CliError(BadFile, sentence("folder.not-made", folder.path()));
    const auto answer = reader.pagesOfMonth(month);
    if (const auto* rejection = std::get_if<journal::Rejection>(&answer))
        Reader::need({*rejection});
    const auto& pages = std::get<std::vector<reports::MonthPage>>(answer);
    const bool draft = pages.front().paper.draft;
    if (draft)
        showUncertain(api::fromJson<api::DisclosurePreview>(
                          reader.ask(u"disclosure.preview"_s, QJsonObject{{"month"_L1, month}}))
                          .check);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        const auto& [facts, page] = pages[i];
        const QString name = u"disclosure-%1%2"_s.arg(month, draft    ? u"-draft"_s
                                                             : i == 0 ? QString()
                                                                      : u"-amendment-%1"_s.arg(i));
        for (const QString& format : formats) {
            const QString path = folder.filePath(name + u'.' + format);
            if (format != u"pdf") {
                writeFile(path, rendered(facts, page, format));
                continue;
            }
            writePdf(page, path);
            print(path + u'\n');
        }
    }
    return Done;
}

int archiveExport(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s}), {}, 4, 4, usage::archive);
    if (arguments.word(0) != u"export")
        throw CliError(BadUsage, sentence("usage.this", usage::archive.toString()));
    Reader reader(arguments, 1);
    const journal::Answer answer = reader.exportArchive(arguments.word(2), arguments.word(3));
    Reader::need(answer);
    printPackage(arguments.word(3), answer);
    return Done;
}

int auditExport(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s}), {}, 3, 3, usage::audit);
    if (arguments.word(0) != u"export")
        throw CliError(BadUsage, sentence("usage.this", usage::audit.toString()));
    Reader reader(arguments, 1);
    serveAudit();
    const journal::Answer answer = reader.exportAudit(arguments.word(2));
    Reader::need(answer);
    printPackage(arguments.word(2), answer);
    return Done;
}

namespace {

// A copy that the server made and proved, brought here.
void remoteBackup(const Arguments& arguments, bool rotate) {
    if (rotate)
        needFile(arguments.word(0));
    if (QFileInfo::exists(arguments.word(1)))
        throw CliError(BadFile, sentence("file.exists", arguments.word(1)));
    const auto remote = connectTo(arguments.word(0), arguments);
    const QString user = userOf(arguments);
    logInAt(*remote, user);
    Reader::need(remote->job(user, {{"job"_L1, u"backup"_s}}, arguments.word(1)));
}

} // namespace

int backup(const QStringList& given) {
    const Arguments arguments(given, withPlaceOptions({u"--user"_s}), {u"--rotate"_s}, 1, 2,
                              usage::backup);
    const bool rotate = arguments.has(u"--rotate"_s);
    if (rotate == (arguments.words().size() == 2))
        throw CliError(BadUsage, sentence("usage.backup"));
    try {
        QString made = arguments.word(1);
        if (isServerPlace(arguments.word(0)))
            remoteBackup(arguments, rotate);
        else if (rotate)
            made = fund::rotatingBackup(arguments.word(0));
        else
            fund::backup(arguments.word(0), made);
        print(u"已备份并核对: %1\n"_s.arg(made));
        const auto heads =
            fund::headsOf(*storage::Database::open(made, storage::OpenMode::Examine));
        print(
            u"请另处抄存,日后用 fundctl verify --heads 核对:\n日志链头 %1\n"_s.arg(heads.journal));
        if (!heads.security.isEmpty())
            print(u"安全日志链头 %1\n"_s.arg(heads.security));
        return Done;
    } catch (const fund::VerificationFailed& unsound) {
        throw CliError(Refused, unsound.sentence());
    }
}

int restore(const QStringList& given) {
    const Arguments arguments(given, {}, {}, 2, 2, usage::restore);
    needFile(arguments.word(0));
    needFile(arguments.word(1));
    try {
        const fund::Restored old = fund::restore(arguments.word(0), arguments.word(1));
        print(u"已从 %1 恢复到 %2。\n"_s.arg(arguments.word(0), arguments.word(1)));
        if (!old.kept.isEmpty())
            print(u"%1原文件保留为 %2。\n"_s.arg(old.sentence(), old.kept));
        return Done;
    } catch (const fund::VerificationFailed& unsound) {
        throw CliError(Refused, unsound.sentence());
    }
}

} // namespace fundctl
