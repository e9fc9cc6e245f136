// SPDX-License-Identifier: GPL-3.0-only
#include "instructions.h"

#include <archive/documents.h>
#include <labels/labels.h>

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

static void initialise() {
    Q_INIT_RESOURCE(audit_steps);
}

namespace audit {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr const char* head = R"html(<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>审计包核对说明</title>
<style>
:root { color-scheme: light dark; }
body { font: 16px/1.7 "Noto Sans CJK SC", "Microsoft YaHei", "WenQuanYi Zen Hei", sans-serif;
  max-width: 52rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; border-bottom: 2px solid; padding-bottom: .4rem; }
h2 { font-size: 1.1rem; margin: 1.6rem 0 .3rem; }
table { border-collapse: collapse; margin: 1rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .6rem; text-align: left; }
pre { border: 1px solid #767676; border-radius: 6px; padding: .75rem; overflow-x: auto;
  font: 14px/1.5 monospace; overflow-wrap: normal; }
</style></head><body>
<h1>审计包核对说明</h1>
<p>本包由专项资金管理台导出。核对不需要该程序,只用 sha256sum、python3
这类通用工具;请自己运行,不要只看本页的结论。先解开压缩包,在解开的文件夹中打开终端,把下面各框中的命令
整段粘贴进去。任何一段出现“不符”,或者不打印“相符”,即说明内容与导出时不同。</p>
<table>
<tr><th>文件</th><th>由哪一步核对</th></tr>
<tr><td>journal.jsonl、head.txt</td><td>二:哈希链;改写整条链的,由已公布的链头(三)查出</td></tr>
<tr><td>公示/*.json、*.csv、*.txt、*.html</td><td>三:与日志中的公示逐栏比对;HTML 比对文字,样式不比对</td></tr>
<tr><td>文件/*、文件/目录.csv</td><td>三:哈希、字节和目录各栏与归档日志比对</td></tr>
<tr><td>transfers.csv</td><td>四:由日志重算每一笔分录,逐栏比对</td></tr>
<tr><td>execution.json</td><td>四:由日志重算每一个数,逐栏比对</td></tr>
<tr><td>公示/*.pdf、*.xlsx,审计工作簿.xlsx,本页</td><td>一:只由清单和清单哈希保证;数字以上列各表为准</td></tr>
</table>
<h2>一、文件没有增减改动</h2>
<p>SHA256SUMS 列出每个文件的 SHA-256,清单之外不应有文件。Windows 可用
<code>certutil -hashfile 文件名 SHA256</code> 逐个比对。清单本身可以连同文件一起重做,所以最后请拿命令打印的
<strong>清单哈希</strong>与导出时显示的、移交清单上抄写或印出的比对:不一样,就不是当时导出的包。</p>
<pre>
(
sha256sum --check --quiet --strict SHA256SUMS || { echo "不符:有文件与清单不一致"; exit 1; }
there=$(find . ! -type d ! -path ./SHA256SUMS | sed 's|^\./||' | LC_ALL=C sort)
listed=$(cut -c67- SHA256SUMS | LC_ALL=C sort)
if test "$there" != "$listed"; then echo "不符:有文件不在清单中,或清单有重复"; exit 1; fi
echo "相符:各文件与清单一致,清单哈希 $(sha256sum SHA256SUMS | cut -c1-64)"
)
</pre>
)html";

constexpr const char* chainWords = R"html(
<h2>二、日志没有被改写</h2>
<p>journal.jsonl 每行是一条日志的规范形式(RFC 8785:键排序、无空白、UTF-8)。一行(不含换行)的 SHA-256
等于下一行中的 prev,第一行的 prev 是 64 个 0,最后一行的哈希等于 head.txt。</p>
)html";

constexpr const char* chainByShell =
    R"html(<p>没有 Python 时,用下面一段,结论相同(每条日志运行一次 sha256sum,较慢):</p>
<pre>
(
prev=$(printf '0%.0s' $(seq 64))
while IFS= read -r line; do
  case $line in
    *"\"prev\":\"$prev\""*) ;;
    *) echo "不符:有一条与前一条接不上"; exit 1 ;;
  esac
  prev=$(printf %s "$line" | sha256sum | cut -c1-64)
done &lt; journal.jsonl
if test "$prev" = "$(cat head.txt)"; then echo "相符:链头 $prev"
else echo "不符:最后一条的哈希不是 head.txt 中的链头"; exit 1; fi
)
</pre>
<h2>三、公示和文件就是日志中的公示和文件</h2>
<p>每份公示在公布时连同全部数字写入日志,并印有当时的链头;每份归档文件在归档时把 SHA-256 写入日志。下面一段核对公示/*.json
与日志中的原文一致,同名的 CSV、TXT、HTML 就是它的各栏,印出的链头正是公示前一条日志的哈希;文件夹“文件”中每份文件的哈希、目录.csv
的各栏就是日志所记的,一份不多、一份不少。标题和文件名中遮去的个人号码以 * 代替,只比对其余部分。最后请拿<strong>已经张贴或上网的公示</strong>,看上面印的链头与
命令打印的是否一样:一样,就说明那以前的历史此后没有改写。</p>
)html";

constexpr const char* accountsWords = R"html(
<h2>四、账</h2>
<p>transfers.csv 是全部分录,一行一笔:debit 为转出账户,credit 为转入账户,金额以分计;execution.json
是预算执行情况。下面一段不用这两张表,只由 journal.jsonl 从分配方案开始,一条一条重算全部分录(日期、账户、支持项目、分项、项目、来源、金额),再由分录重算
每个支持项目、每个来源的预算、已承诺、已拨付、已追回、可用、到账、上缴和账上资金,与两张表逐栏比对。</p>
)html";

constexpr const char* dutiesWords = R"html(
<p>下面一段核对每次付款的审核、审批、付款人当时有该职责且各不相同,付款前已经审批。</p>
)html";

constexpr const char* workbook = R"html(
<h2>五、审计工作簿</h2>
<p>审计工作簿.xlsx 列出日志、到账、单位、项目、验收、拨付、收款、监管、公示、分录、文件和用户,用任何电子表格
程序打开。第一张表“核对”把各表两两对照,两边的数都是公式,差额应为 0、结论应为“相符”;改动后面任何一个数,这里即
变为“不符”。工作簿只由清单和清单哈希保证,两处一起改动而相互一致的,要与 transfers.csv、execution.json 比对才能看出。</p>
)html";

constexpr const char* tail = R"html(
<h2>个人信息</h2>
<p>身份证号、银行账号和电话不在本包的日志和各表中,日志在其位置上写 {"private": 哈希},哈希 = HMAC-SHA256,
以 16 字节的盐为密钥、以原文(UTF-8)为内容。原文和盐保存在资金文件内,需要时由财务人员当面出示比对。文件夹“文件”中是扫描件等原件,原样未动。</p>
</body></html>
)html";

QJsonObject named(labels::Vocabulary vocabulary) {
    QJsonObject names;
    for (const QString& code : labels::codes(vocabulary))
        names.insert(code, labels::longLabel(vocabulary, code));
    return names;
}

// The words that the tables say for the journal's codes; what a kind of document is called is the
// plan's to say.
QByteArray words(journal::Context& context) {
    QJsonObject documents;
    for (const QString& kind : labels::codes(labels::Vocabulary::DocumentKind))
        documents.insert(kind, archive::kindName(context, kind));
    QJsonObject years;
    for (const QString& kind : labels::codes(labels::Vocabulary::ThingKind))
        years.insert(kind, archive::retentionYears(kind));
    return QJsonDocument(QJsonObject{{"thing"_L1, named(labels::Vocabulary::ThingKind)},
                                     {"document"_L1, documents},
                                     {"payment"_L1, named(labels::Vocabulary::PaymentKind)},
                                     {"years"_L1, years}})
        .toJson(QJsonDocument::Compact);
}

// A script as somebody pastes it into a shell.
QByteArray step(journal::Context& context, const QString& name) {
    QFile file(u":/audit/"_s + name);
    QByteArray script = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    script.replace("@LABELS@", words(context));
    return "<pre>\npython3 -I - &lt;&lt;'END'\n"
           + QString::fromUtf8(script).toHtmlEscaped().toUtf8() + "END\n</pre>\n";
}

} // namespace

QByteArray instructions(journal::Context& context, bool withWorkbook) {
    initialise();
    return head + QByteArray(chainWords) + step(context, u"chain.py"_s) + chainByShell
           + step(context, u"papers.py"_s) + accountsWords + step(context, u"accounts.py"_s)
           + dutiesWords + step(context, u"duties.py"_s) + (withWorkbook ? workbook : "") + tail;
}

} // namespace audit
