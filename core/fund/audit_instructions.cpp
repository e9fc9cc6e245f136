// SPDX-License-Identifier: GPL-3.0-only
#include "audit_instructions.h"

namespace fund {

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
pre { border: 1px solid #767676; border-radius: 6px; padding: .75rem; overflow-x: auto;
  font: 14px/1.5 monospace; overflow-wrap: normal; }
</style></head><body>
<h1>审计包核对说明</h1>
<p>本包由专项资金管理台导出。核对不需要该程序,只用 sha256sum、python3
这类通用工具;请自己运行,不要只看本页的结论。先解开压缩包,在解开的文件夹中打开终端,把下面各框中的命令
整段粘贴进去。任何一段出现“不符”,或者不打印“相符”,即说明内容与导出时不同。</p>
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

constexpr const char* chain = R"html(
<h2>二、日志没有被改写</h2>
<p>journal.jsonl 每行是一条日志的规范形式(RFC 8785:键排序、无空白、UTF-8)。一行(不含换行)的 SHA-256
等于下一行中的 prev,第一行的 prev 是 64 个 0,最后一行的哈希等于 head.txt。</p>
<pre>
python3 -I - &lt;&lt;'END'
import hashlib, json
prev, seq = "0" * 64, 0
for line in open("journal.jsonl", "rb").read().split(b"\n")[:-1]:
    seq += 1
    entry = json.loads(line)
    if entry["prev"] != prev or entry["seq"] != seq:
        raise SystemExit(f"不符:第 {seq} 条与前一条接不上")
    prev = hashlib.sha256(line).hexdigest()
if prev != open("head.txt").read().strip():
    raise SystemExit("不符:最后一条的哈希不是 head.txt 中的链头")
print(f"相符:日志 {seq} 条,链头 {prev}")
END
</pre>
<p>没有 Python 时,用下面一段,结论相同(每条日志运行一次 sha256sum,较慢):</p>
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
与日志中的原文一致、印出的链头正是公示前一条日志的哈希,文件夹“文件”中每份文件的哈希就是日志所记的,
一份不多、一份不少。最后请拿<strong>已经张贴或上网的公示</strong>,看上面印的链头与
命令打印的是否一样:一样,就说明那以前的历史此后没有改写。</p>
<pre>
python3 -I - &lt;&lt;'END'
import csv, glob, hashlib, json, os
entries = [json.loads(line) for line in open("journal.jsonl", "rb").read().split(b"\n")[:-1]]
pages, filed = {}, {}
for entry in entries:
    if entry["do"] in ("disclosure.publish", "disclosure.amend"):
        page = entry["with"]["page"]
        if page["head"] != entry["prev"]:
            raise SystemExit(f"不符:公示 {page['number']} 的链头不是它前一条日志的哈希")
        pages[page["number"]] = page
    elif entry["do"] == "document.file":
        filed[entry["with"]["id"]] = entry["with"]["sha256"], str(entry["with"]["size"])
files = sorted(glob.glob("公示/*.json"))
for name in files:
    page = json.load(open(name, encoding="utf-8"))
    if pages.pop(page["number"], None) != page:
        raise SystemExit(f"不符:{name} 与日志中的公示不同")
    print(page["number"], page["month"], page["head"])
if pages:
    raise SystemExit(f"不符:缺公示 {sorted(pages)}")
count, there = len(filed), {"目录.csv", *os.listdir("文件")} - {"目录.csv"}
for row in csv.DictReader(open("文件/目录.csv", encoding="utf-8-sig", newline="")):
    name, number = row["文件"], row["编号"].removeprefix("'")
    with open(name, "rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest() if hasattr(
            hashlib, "file_digest") else hashlib.sha256(file.read()).hexdigest()
    if filed.pop(number, None) != (found, row["字节"]) or row["SHA-256"] != found:
        raise SystemExit(f"不符:{name} 不是日志中归档的 {number}")
    there.discard(os.path.basename(name))
if filed or there:
    raise SystemExit(f"不符:缺文件 {sorted(filed)},多出 {sorted(there)}")
print(f"相符:公示 {len(files)} 份,文件 {count} 份")
END
</pre>
<h2>四、账</h2>
<p>transfers.csv 是全部分录,一行一笔:debit 为转出账户,credit 为转入账户,金额以分计;execution.json
是预算执行情况。下面一段先拿每条日志的金额核对它在 cash(账上资金)和 requested(已申请)上的分录,
再从分录重算各来源的到账、已拨付和账上资金,以及各支持项目的已拨付;并核对每次付款的
审核、审批、付款人当时有该职责且各不相同,付款前已经审批。</p>
<pre>
python3 -I - &lt;&lt;'END'
import collections, csv, decimal, json
balance, posted = collections.Counter(), collections.defaultdict(collections.Counter)
for row in csv.DictReader(open("transfers.csv", encoding="utf-8-sig", newline="")):
    if int(row["fen"]) &lt;= 0:
        raise SystemExit(f"不符:第 {row['seq']} 条日志有不大于零的分录")
    for account, fen in ((row["credit"], int(row["fen"])), (row["debit"], -int(row["fen"]))):
        balance[account, row["source"]] += fen
        balance[account, row["line"], row["source"]] += fen
        posted[int(row["seq"])][account, row["source"]] += fen
def cents(text):
    return int(decimal.Decimal(text) * 100)
def parts(given):
    return {part["source"]: cents(part["amount"]) for part in given["sources"]}
def one(given, sign=1):
    return {given["source"]: sign * cents(given["amount"])}
split, due, moved, seen = {}, {}, {}, set()
for line in open("journal.jsonl", "rb").read().split(b"\n")[:-1]:
    entry = json.loads(line)
    seq, do, given = entry["seq"], entry["do"], entry["with"]
    seen.add(seq)
    name = given.get("id")
    own = posted.get(seq, {})
    cash = {source: fen for (account, source), fen in own.items() if account == "cash" and fen}
    asked = sum(fen for (account, _), fen in own.items() if account == "requested")
    total, good = sum(cash.values()), not cash
    if do == "fund.receive":
        good = cash == one(given)
    elif do == "fund.return":
        good = cash == one(given, -1)
    elif do == "supervision.recover":
        good = cash == one(given)
    elif do == "payment.refund":
        good = cash == parts(given)
    elif do == "payment.request":
        split[name], due[name] = parts(given), cents(given["amount"])
        good = not cash and asked == due[name] == sum(split[name].values())
    elif do == "payment.pay":
        whole = due[name] == sum(split[name].values())
        good = total == -due[name] and (
            not whole or cash == {source: -fen for source, fen in split[name].items()})
        due[name] = 0
    elif do == "payment.reverse":
        left = sum(split[name].values()) - due[name]
        good = 0 &lt; total &lt;= left and all(
            0 &lt;= cash[source] &lt;= split[name].get(source, 0) for source in cash)
        due[name] += total
    elif do == "opening.payment":
        split[name], due[name] = parts(given), 0 if cash else cents(given["amount"])
        good = not cash or -total == cents(given["amount"])
    elif do == "void":
        was = moved.get((given["kind"], name), {})
        good = cash == {source: -fen for source, fen in was.items()}
    if not good:
        raise SystemExit(f"不符:第 {seq} 条日志({do})的金额与其分录不同")
    kind = {"fund.receive": "receipt", "fund.return": "return", "payment.refund": "refund",
            "supervision.recover": "recovery"}.get(do)
    if kind:
        moved[kind, name] = cash
if stray := set(posted) - seen:
    raise SystemExit(f"不符:分录出自日志中没有的 {sorted(stray)}")
roles, steps, payments = {}, {}, 0
duty = {"payment.review": "reviewer", "payment.approve": "leader", "payment.pay": "finance"}
for entry in map(json.loads, open("journal.jsonl", "rb").read().split(b"\n")[:-1]):
    seq, do, what = entry["seq"], entry["do"], entry["with"]
    who = what.get("signed", {}).get("by", entry["by"])
    if do.startswith("user.") and "roles" in what:
        roles[what["id"]] = what["roles"]
    if do in ("payment.request", "opening.payment"):
        steps[what["id"]] = {"payment.request": who} if do == "payment.request" else {
            "payment.approve": "期初"}
    if do in duty and what.get("decision", "approve") == "approve":
        done = steps[what["id"]]
        if duty[do] not in roles.get(who, []):
            raise SystemExit(f"不符:第 {seq} 条 {do},{who} 没有该职责")
        if any(step != do and by == who for step, by in done.items()):
            raise SystemExit(f"不符:第 {seq} 条 {do},{who} 办过同一笔的另一环节")
        done[do] = who
    if do == "payment.pay":
        payments += 1
        if "payment.approve" not in steps[what["id"]]:
            raise SystemExit(f"不符:第 {seq} 条,{what['id']} 未经审批")
def yuan(fen):
    return f"{'-' if fen &lt; 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
execution = json.load(open("execution.json", encoding="utf-8"))
figures = []
for row in execution["by_source"]:
    source = row["source"]
    figures += [(source, "到账", row["received"], -balance["treasury", source]),
                (source, "已拨付", row["paid"], balance["paid-out", source]),
                (source, "账上资金", row["cash"], balance["cash", source])]
for row in execution["rows"]:
    figures.append((row["line"] + " " + row["source"], "已拨付", row["paid"],
                    balance["spent", row["line"], row["source"]]))
for of, what, printed, fen in figures:
    if printed != yuan(fen):
        raise SystemExit(f"不符:{of} {what} 表列 {printed},分录合计 {yuan(fen)}")
print(f"相符:分录与日志金额一致,由分录重算的 {len(figures)} 个数与执行情况一致,{payments} 次付款依次经人办理")
END
</pre>
)html";

constexpr const char* workbook = R"html(
<h2>五、审计工作簿</h2>
<p>审计工作簿.xlsx 列出日志、到账、单位、项目、验收、拨付、收款、监管、公示、分录、文件和用户,用任何电子表格
程序打开。第一张表“核对”把各表两两对照,两边的数都是公式,差额应为 0、结论应为“相符”;改动后面任何一个数,这里即
变为“不符”。</p>
)html";

constexpr const char* tail = R"html(
<h2>个人信息</h2>
<p>身份证号、银行账号和电话不在本包的日志和各表中,日志在其位置上写 {"private": 哈希},哈希 = HMAC-SHA256,
以 16 字节的盐为密钥、以原文(UTF-8)为内容。原文和盐保存在资金文件内,需要时由财务人员当面出示比对。文件夹“文件”中是扫描件等原件,原样未动。</p>
</body></html>
)html";

} // namespace

QByteArray auditInstructions(bool withWorkbook) {
    return QByteArray(head) + chain + (withWorkbook ? workbook : "") + tail;
}

} // namespace fund
