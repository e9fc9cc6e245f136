// SPDX-License-Identifier: GPL-3.0-only
#include "package.h"

#include "content.h"

#include <journal/csv.h>

#include <QJsonArray>
#include <QJsonObject>

namespace archive {

using namespace Qt::Literals::StringLiterals;
using journal::Context;

namespace {

// The ending is the filed file's own or none: what stands before it has no dot.
QString nameOf(const Document& document, std::size_t place) {
    return QString::number(place + 1).rightJustified(4, u'0') + u'-'
           + safeFileName(document.id).replace(u'.', u'_') + endingOf(document.fileName);
}

const char* instructions() {
    return R"(<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>档案包核对说明</title></head><body>
<h1>档案包核对说明</h1>
<p>本包由专项资金管理台导出,不用该程序也能核对:</p>
<ol>
<li>解开压缩包。</li>
<li>Linux、macOS 在解开的文件夹中运行 <code>sha256sum -c SHA256SUMS</code>,每行应为 OK。</li>
<li>Windows 可逐个运行 <code>certutil -hashfile 文件名 SHA256</code>,与 SHA256SUMS 中的一行比对。</li>
<li>“文件”文件夹中的目录.csv 列出每份文件的类别、标题、日期、哈希和保管期限(会计档案管理办法,
财政部 国家档案局令第79号:会计凭证类 30 年,自会计年度终了后第一天算起)。
有免交的类别时,免交说明.csv 列出其原因。</li>
</ol>
</body></html>
)";
}

} // namespace

void addDocuments(Context& context, ZipWriter& package, const QString& folder,
                  const std::vector<Document>& documents) {
    QString index =
        journal::byteOrderMark
        + journal::csvLine({u"文件"_s, u"编号"_s, u"归档对象"_s, u"类别"_s, u"标题"_s, u"日期"_s,
                            u"原文件名"_s, u"字节"_s, u"SHA-256"_s, u"保管至"_s});
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const Document& document = documents[i];
        const QString name = folder + nameOf(document, i);
        const QString sha256 = document.sha256;
        package.addLarge(
            name, document.size,
            [&context, sha256] {
                return [&context, sha256, from = qint64(0)]() mutable {
                    const QByteArray part = readContent(context, sha256, from, chunkSize);
                    from += part.size();
                    return part;
                };
            },
            ZipWriter::Packing::Stored);
        const QStringList cells{name,
                                document.id,
                                aboutName(document.aboutKind) + u' ' + document.aboutId,
                                kindName(context, document.kind),
                                journal::masked(document.title),
                                document.date,
                                journal::masked(document.fileName),
                                QString::number(document.size),
                                sha256,
                                document.retainUntil()};
        index += journal::csvLine(cells);
    }
    package.add(folder + u"目录.csv"_s, index.toUtf8());
}

namespace {

// Which kinds were excused in writing, and why; as good as a document for archive.complete.
void addWaivers(Context& context, ZipWriter& package, const QString& project) {
    const auto waivers = shownWaivers(context, project);
    if (waivers.empty())
        return;
    QString list =
        journal::byteOrderMark + journal::csvLine({u"类别"_s, u"免交原因"_s, u"注明日期"_s});
    for (const api::ArchiveWaiver& waiver : waivers)
        list += journal::csvLine(
            {kindName(context, waiver.kind), journal::masked(waiver.reason), waiver.date});
    package.add(u"免交说明.csv"_s, list.toUtf8());
}

} // namespace

QString exportProject(Context& context, const QString& project, const QString& path) {
    ZipWriter package(path);
    package.add(u"核对说明.html"_s, instructions());
    addDocuments(context, package, u"文件/"_s, documentsAbout(context, u"project"_s, project));
    addWaivers(context, package, project);
    return package.finish(context.progress);
}

} // namespace archive
