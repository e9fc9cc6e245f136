# SPDX-License-Identifier: GPL-3.0-only
import collections, csv, decimal, glob, hashlib, html, itertools, json, os, re
LABELS = json.loads('@LABELS@')
def wrong(words):
    raise SystemExit("不符:" + "".join( # a terminal obeys none of it
        sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in words))
def once(pairs):
    if len(dict(pairs)) != len(pairs):
        wrong(f"同一项写了两次:{pairs[0][0]} 等")
    return dict(pairs)
def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
def cells(name):
    with open(name, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))
def plain(cell):
    return cell[1:] if re.match("'[=+\\-@=+-@\0-\x1f]", cell) else cell
def as_written(shown, written):
    """Also where a personal number is masked: a star stands for digits and signs alone."""
    if isinstance(written, dict): # the journal has its hash alone: it was masked as a whole
        return "*" in shown
    if shown != plain(shown) and as_written(plain(shown), written):
        return True
    # Figures and dates are never masked.
    if "*" not in shown or re.fullmatch("[-0-9.,%]*", written):
        return shown == written
    pattern = "[^\u4e00-\u9fff]+".join(map(re.escape, re.split(r"\*+", shown)))
    return re.fullmatch(pattern, written) is not None
# --- 公示
def cents(text):
    return int(decimal.Decimal(text) * 100)
def yuan(fen):
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
def grouped(text):
    if not re.fullmatch(r"-?[0-9]+\.[0-9]{2}", text):
        return text
    return ("-" if text.startswith("-") else "") + f"{int(text.strip('-')[:-3]):,}" + text[-3:]
def percent(rate):
    fen = int(rate.replace(".", ""))
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}%"
def capital(text):
    fen = cents(text)
    digits, said, gap = "零壹贰叁肆伍陆柒捌玖", "", False
    sections, left = [], abs(fen) // 100
    while left:
        sections.append(left % 10000)
        left //= 10000
    for place in range(len(sections) - 1, -1, -1):
        value, part, zero = sections[place], "", False
        if not value:
            gap = True
            continue
        for unit, digit in zip("仟佰拾 ", f"{value:04d}"):
            if digit == "0":
                zero = bool(part)
                continue
            part += ("零" if zero else "") + digits[int(digit)] + unit.strip()
            zero = False
        said += ("零" if said and (gap or value < 1000) else "") + part
        gap = False
        said += "万" if place == 3 and sections[2] else ("", "万", "亿", "万亿", "亿亿")[place]
    jiao, last = abs(fen) // 10 % 10, abs(fen) % 10
    said = said + "元" if said else "" if fen else "零元"
    if jiao:
        said += digits[jiao] + "角"
    elif last and abs(fen) >= 100:
        said += "零"
    return ("负" if fen < 0 else "") + said + (digits[last] + "分" if last else "整")
HEAD = ("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>([^<]*)</title>\n<style>[^<]*</style>\n</head>\n")
TAG = ("</?(?:header|h1|main|footer|p|div|table|caption|span|thead|tbody|tfoot|tr|th|td|body|html)"
       "(?: (?:class|role|scope|tabindex|aria-label)=\"[^\"<>]*\")*>")
def page_tables(page, plan, sources):
    rows, lines = page["rows"], {line["code"]: line for line in plan["lines"]}
    back = any(cents(row["recovered_total"]) for row in rows)
    columns = [("序号", ""), ("支持项目", ""), ("项目名称", ""), ("承办单位", ""),
               ("资金来源", ""), ("支持标准", "元"), ("累计核定", "元"), ("验收时间及结论", ""),
               ("本期拨付", "元"), ("累计拨付", "元"), *([("累计追回", "元")] if back else []),
               ("拨付进度", ""), ("拨付方式", ""), ("拨付日期", "")]
    table, month = [], 0
    for number, row in enumerate(rows, 1):
        line = lines.get(row["line"])
        item = [one["name"] for one in (line or {}).get("items", []) if one["code"] == row["item"]]
        way = plan["paths"].get(row["path"], {"name": row["path"]})["name"]
        kind = LABELS["payment"].get(row["kind"], row["kind"])
        month += cents(row["paid_month"])
        table.append([
            str(number), " · ".join([line["name"], *item]) if line else "", row["name"],
            row["unit"], "、".join(sources.get(one, one) for one in sorted(row["by_source"]))
            or "—", row["support"], row["accepted"],
            row["accepted_on"] + " 合格" if row["accepted_on"] else "—", row["paid_month"],
            row["paid_total"], *([row["recovered_total"]] if back else []), percent(row["rate"]),
            way if not row["kind"] or kind == way else f"{way}·{kind}", row["date"]])
        for one in row.get("payees", []):
            table.append(["", "", "其中付给", one["name"], "", "", "", "",
                          "其中 " + grouped(one["paid_month"]), "其中 " + grouped(one["paid_total"]),
                          *([""] if back else []), "", "", ""])
    total = ["", "合计"] + [""] * (len(columns) - 2)
    total[8] = yuan(month)
    by_source = page["totals"]["by_source"]
    books = [[sources.get(one["source"], one["source"]), one["received"], one["paid"],
              one["unpaid"]] for one in by_source]
    books.append(["合计"] + [yuan(sum(cents(one[key]) for one in by_source))
                             for key in ("received", "paid", "unpaid")])
    return [("项目验收和资金拨付情况", columns, table + [total])] * bool(rows) + [
        ("资金收付情况", [("资金来源", ""), ("收到", "元"), ("已拨付", "元"), ("未拨付", "元")], books)]
def page_words(page):
    year, month = page["month"].split("-")
    title = f"{page['plan']}{year}年{int(month)}月项目验收和资金拨付情况公示"
    totals = page["totals"]
    back = totals["recovered_total"]
    days = 31 - (int(month) in (4, 6, 9, 11)) - 3 * (month == "02") + (
        month == "02" and (int(year) % 4 == 0 and int(year) % 100 != 0 or int(year) % 400 == 0))
    foot = [f"单位:元。本期(当月)验收合格 {grouped(totals['accepted_month'])} 元,本期拨付 "
            f"{grouped(totals['paid_month'])} 元(大写:人民币{capital(totals['paid_month'])});至月末累计"
            f"拨付 {grouped(totals['paid_total'])} 元"
            + (f",已追回 {grouped(back)} 元" if cents(back) else "") + "。"]
    if page["rows"]:
        also = "和累计追回" if any(cents(row["recovered_total"]) for row in page["rows"]) else ""
        foot.append(f"累计核定、累计拨付{also}均为至 {page['month']}-{days} 的累计数。")
    if "reason" in page:
        foot.append("更正说明:" + page["reason"])
    if page["notice_days"] > 0:
        foot.append(f"公示期:自公示之日起 {page['notice_days']} 个工作日。")
    foot += ["监督联系:" + page["contact"], "日志链头:" + page["head"]]
    if page.get("security_head"):
        foot.append("安全日志链头:" + page["security_head"])
    return title, f"公示编号 {page['number']} · {page['date']}", foot
def check_page(name, page, plan, sources):
    title, subtitle, foot = page_words(page)
    tables = page_tables(page, plan, sources)
    none = [] if page["rows"] else ["本月没有验收合格的项目,也没有资金拨付和追回。"]
    lines, text = [[title], [subtitle]], f"{title}\n{subtitle}\n\n"
    for words in none:
        lines += [[words], []]
        text += words + "\n\n"
    for caption, columns, rows in tables:
        lines += [[caption, "单位:元"], [column for column, _ in columns], *rows, []]
        text += f"{caption}(单位:元)\n\n"
        for row in rows:
            text += "".join(f"{column}:{grouped(cell) if unit else cell}\n"
                            for (column, unit), cell in zip(columns, row) if cell) + "\n"
        text += "\n"
    lines += [[words] for words in foot]
    text += "\n".join(foot) + "\n"
    def same(mine, yours, kind):
        if len(mine) != len(yours):
            wrong(f"{name}{kind} 的行数与日志中的公示不同")
        for row, other in zip(mine, yours):
            if len(row) != len(other) or not all(
                    right in (cell, plain(cell)) for cell, right in zip(row, other)):
                wrong(f"{name}{kind} 的一行 {','.join(row)} 应为 {','.join(other)}")
    same(cells(name + ".csv"), lines, ".csv")
    with open(name + ".txt", encoding="utf-8", newline="") as file:
        same([[line] for line in file.read().split("\n")], [[line] for line in text.split("\n")],
             ".txt")
    with open(name + ".html", encoding="utf-8", newline="") as file:
        head, _, body = file.read().partition("<body>\n")
    frame = re.fullmatch(HEAD, head)
    tags = re.findall("<[^>]*>?", body)
    strange = [tag for tag in tags if not re.fullmatch(TAG, tag)]
    if not frame or strange or ">" in re.sub("<[^>]*>", "", body):
        wrong(f"{name}.html 中有不属于公示的内容{strange[:1]}")
    # Text by text, in its order; figures with their commas.
    shown = [title, title, subtitle] + none
    for caption, columns, rows in tables:
        shown += ["单位:元", caption] + [column for column, _ in columns] + [
            grouped(cell) if unit else cell
            for row in rows for (_, unit), cell in zip(columns, row)]
    def pieces(texts):
        return [piece.strip() for one in texts for piece in one.split("\n") if piece.strip()]
    there = pieces([frame[1]] + [html.unescape(one) for one in re.split("<[^>]*>", body)])
    right = pieces(shown + foot)
    for mine, yours in itertools.zip_longest(there, right, fillvalue=""):
        if html.unescape(mine) != yours:
            wrong(f"{name}.html 的“{mine}”应为“{yours}”")
entries = open("journal.jsonl", "rb").read()
if not entries.endswith(b"\n"):
    wrong("journal.jsonl 的最后一行不完整")
entries = [json.loads(line) for line in entries.split(b"\n")[:-1]]
pages, filed, plan, sources = {}, {}, {}, {}
for entry in entries:
    do, given = entry["do"], entry["with"]
    if do == "fund.create":
        plan = given["plan"]
        sources = {one["code"]: one["name"] for one in plan["sources"]}
    elif do == "plan.supplement" and isinstance(given["source"], dict):
        sources[given["source"]["code"]] = given["source"]["name"]
    elif do in ("disclosure.publish", "disclosure.amend"):
        page = given["page"]
        if page["head"] != entry["prev"]:
            wrong(f"公示 {page['number']} 的链头不是它前一条日志的哈希")
        pages[page["number"]] = page
    elif do == "document.file":
        filed[given["id"]] = dict(given)
    elif do == "document.refile":
        filed[given["id"]].update(about=given["about"], kind=given["kind"])
files = sorted(glob.glob("公示/*.json"))
stray = {name for name in os.listdir("公示") if os.path.splitext(name)[0] not in pages} if pages \
    else set()
if stray:
    wrong(f"公示/{min(stray)} 不是日志中的哪一份公示")
for name in files:
    with open(name, encoding="utf-8") as file:
        page = json.load(file, object_pairs_hook=once)
    if name != f"公示/{page.get('number')}.json" or \
            canonical(pages.pop(page["number"], None)) != canonical(page):
        wrong(f"{name} 与日志中的公示不同")
    if "recovered_total" not in page["totals"]:
        print(f"{page['number']} 由较早的版本公示:与日志相符;CSV、TXT、HTML 没有重做,请与公示过的原件核对")
        continue
    try:
        check_page(name.removesuffix(".json"), page, plan, sources)
    except OSError as error:
        wrong(f"缺 {error.filename}")
    print(page["number"], page["month"], page["head"])
if pages:
    wrong(f"缺公示 {sorted(pages)}")
# --- 文件
index, count = cells("文件/目录.csv"), len(filed)
if index[:1] != [["文件", "编号", "归档对象", "类别", "标题", "日期", "原文件名", "字节", "SHA-256", "保管至"]]:
    wrong("文件/目录.csv 的表头与导出时不同")
there = set(os.listdir("文件")) - {"目录.csv"}
for row in index[1:]:
    if len(row) != 10:
        wrong("文件/目录.csv 有一行栏数不对")
    name, number, about, kind, title, date, file_name, size, sha256, until = row
    if name != "文件/" + os.path.basename(name) or os.path.basename(name) not in there:
        wrong(f"文件/目录.csv 所列的 {name} 不在,或列了两次")
    there.discard(os.path.basename(name))
    found = hashlib.sha256()
    with open(name, "rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            found.update(part)
    given = filed.pop(number, None)
    if given is None or (found.hexdigest(), size) != (given["sha256"], str(given["size"])) or \
            sha256 != given["sha256"]:
        wrong(f"{name} 不是日志中归档的 {number}")
    of = given["about"]["kind"]
    years = int(given["date"][:4]) + LABELS["years"].get(of, 0)
    for shown, written in ((about, LABELS["thing"].get(of, of) + " " + given["about"]["id"]),
                           (kind, LABELS["document"].get(given["kind"], given["kind"])),
                           (title, given["title"]), (date, given["date"]),
                           (file_name, given["file_name"]), (until, f"{years}-12-31")):
        if not as_written(shown, written):
            wrong(f"文件/目录.csv 中 {number} 的 {shown} 应为 {written}")
if filed or there:
    wrong(f"缺文件 {sorted(filed)},多出 {sorted(there)}")
print(f"相符:公示 {len(files)} 份,文件 {count} 份")
