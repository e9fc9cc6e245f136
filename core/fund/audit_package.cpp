// SPDX-License-Identifier: GPL-3.0-only
#include "audit_package.h"

#include <archive/package.h>
#include <journal/chain.h>
#include <journal/csv.h>
#include <opening/opening.h>
#include <reports/render.h>
#include <reports/reports.h>

#include <QCryptographicHash>
#include <QJsonDocument>

namespace fund {

using namespace Qt::Literals::StringLiterals;
using archive::ZipWriter;
using journal::Context;

namespace {

const char* instructions() {
    return R"(<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>审计包核对说明</title></head><body>
<h1>审计包核对说明</h1>
<p>本包由专项资金管理台导出,只用通用工具即可核对。</p>
<h2>一、文件</h2>
<p>解开后运行 <code>sha256sum -c SHA256SUMS</code>
(Windows:<code>certutil -hashfile 文件名 SHA256</code>)。</p>
<h2>二、日志链</h2>
<p>journal.jsonl 每行是一条日志的规范形式(RFC 8785:键排序、无空白、UTF-8)。一行(不含换行)的
SHA-256 等于下一行中的 prev,最后一行的哈希等于 head.txt。可用下面几行 Python 核对:</p>
<pre>
import hashlib, json
prev = "0" * 64
for line in open("journal.jsonl", "rb").read().splitlines():
    assert json.loads(line)["prev"] == prev, json.loads(line)["seq"]
    prev = hashlib.sha256(line).hexdigest()
print("链头", prev)
</pre>
<p>每份公示页都印有当时的链头:在 journal.jsonl 的 prev 或 head.txt 中找得到它,说明此后历史没有改写。</p>
<h2>三、个人信息</h2>
<p>身份证号、银行账号和电话不在日志中,其位置为 {"private": 哈希},哈希 = SHA-256(盐 + 原文),
原文和盐保存在资金文件内,需要时可由财务人员当面出示比对。</p>
<h2>四、账</h2>
<p>transfers.csv 是全部分录(一行一笔,借、贷、金额为分),execution.json 是预算执行情况;
按账户汇总分录即得各项余额。</p>
</body></html>
)";
}

// The journal in chunks of some hundred lines, so that memory stays bounded.
ZipWriter::Next journalLines(Context& context) {
    return [&context, after = qint64(0),
            previous = journal::firstPreviousHash()]() mutable -> QByteArray {
        QByteArray lines;
        auto rows = context.db.query("SELECT seq, at, by, action, body, hash FROM entry WHERE"
                                     " seq > ? ORDER BY seq LIMIT 500",
                                     after);
        while (rows.next()) {
            const journal::Entry entry = journal::entryOf(rows, nullptr);
            lines += journal::canonicalEntry(entry, rows.text(4).toUtf8(), previous) + '\n';
            previous = rows.text(5).toLatin1();
            after = entry.seq;
        }
        return lines;
    };
}

ZipWriter::Next transferLines(Context& context) {
    return [&context, after = qint64(-1)]() mutable -> QByteArray {
        QByteArray lines;
        if (after < 0) {
            lines = "\xef\xbb\xbfseq,date,debit,credit,line,item,project,source,fen\r\n";
            after = 0;
        }
        auto rows = context.db.query("SELECT id, seq, date, debit, credit, line, item, project,"
                                     " source, amount FROM transfer WHERE id > ? ORDER BY id"
                                     " LIMIT 1000",
                                     after);
        while (rows.next()) {
            QStringList cells;
            for (int column = 1; column < 10; ++column)
                cells << rows.text(column);
            lines += journal::csvLine(cells).toUtf8();
            after = rows.integer(0);
        }
        return lines;
    };
}

// Adds what is written as it is read; it is gone through once before, for its hash and size.
void addLines(ZipWriter& package, const QString& name, const std::function<ZipWriter::Next()>& open,
              const storage::Progress& progress) {
    QCryptographicHash hash(QCryptographicHash::Sha256);
    qint64 size = 0;
    const ZipWriter::Next next = open();
    for (QByteArray part = next(); !part.isEmpty(); part = next()) {
        hash.addData(part);
        size += part.size();
        storage::tell(progress, 0, 1);
    }
    package.addLarge(name, QString::fromLatin1(hash.result().toHex()), size, open);
}

void addDisclosures(Context& context, ZipWriter& package) {
    const plan::Plan& plan = plan::current(context);
    auto rows = context.db.query("SELECT number, page FROM disclosure ORDER BY seq");
    while (rows.next()) {
        const QByteArray json = rows.text(1).toUtf8();
        const auto page = reports::ofMonth(QJsonDocument::fromJson(json).object(), plan);
        const QString name = u"公示/"_s + archive::safeFileName(rows.text(0));
        package.add(name + u".json"_s, json);
        package.add(name + u".html"_s, reports::toHtml(page));
        package.add(name + u".csv"_s, reports::toCsv(page));
    }
}

std::vector<archive::Document> allDocuments(Context& context) {
    std::vector<archive::Document> all;
    auto rows =
        context.db.query("SELECT DISTINCT about_kind, about_id FROM document ORDER BY 1, 2");
    while (rows.next())
        for (auto& document : archive::documentsAbout(context, rows.text(0), rows.text(1)))
            all.push_back(std::move(document));
    return all;
}

} // namespace

void exportAudit(Context& context, const QString& path) {
    ZipWriter package(path);
    package.add(u"核对说明.html"_s, instructions());
    const storage::Progress& progress = context.progress;
    addLines(
        package, u"journal.jsonl"_s, [&context] { return journalLines(context); }, progress);
    package.add(u"head.txt"_s, journal::head(context).hash + '\n');
    addLines(
        package, u"transfers.csv"_s, [&context] { return transferLines(context); }, progress);
    package.add(u"execution.json"_s,
                QJsonDocument(plan::execution(context, {})).toJson(QJsonDocument::Indented));
    addDisclosures(context, package);
    archive::addDocuments(context, package, u"文件/"_s, allDocuments(context));
    package.finish(progress);
}

} // namespace fund
