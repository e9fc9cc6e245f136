# SPDX-License-Identifier: GPL-3.0-only
import collections, csv, decimal, json
held = collections.Counter()
made, projects, payments, amendments = [], {}, {}, {}
refunds, things, plan, added, passed = {}, {}, {}, {}, {}
def wrong(words):
    raise SystemExit("不符:" + "".join( # a terminal obeys none of it
        sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in words))
def cents(text):
    return int(decimal.Decimal(text) * 100)
def yuan(fen):
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"
def rate(part, whole):
    if whole <= 0:
        return "0.0000"
    text = f"{abs(part) * 10000 // whole:05d}"
    return ("-" if part < 0 and int(text) else "") + text[:-4] + "." + text[-4:]
def parts(given):
    return {one["source"]: cents(one["amount"]) for one in given.get("sources", [])}
def in_order(names):
    return sorted(names, key=str.encode)
def post(at, debit, credit, fen, source="", line="", item="", project=""):
    if fen == 0:
        return
    if fen < 0:
        wrong(f"第 {at[0]} 条日志使 {debit} 低于零")
    made.append((str(at[0]), at[1], debit, credit, line, item, project, source, str(fen)))
    for account, by in ((credit, fen), (debit, -fen)):
        held[account, source] += by
        held[account, line, source] += by
        if project:
            held[account, "项目", project, source] += by
def budget(at, name, source, fen, debit, credit):
    of = projects[name]
    post(at, debit, credit, fen, source, of["line"], of["item"], name)
def money(at, name, source, fen, debit, credit, out):
    budget(at, name, source, fen, debit, credit)
    post(at, *(("cash", "paid-out") if out else ("paid-out", "cash")), fen, source)
def of_project(account, name, source):
    return held[account, "项目", name, source]
def line_budget(line, source):
    return sum(held[account, line, source] for account in
               ("available", "committed", "requested", "spent", "recovery"))
def free(at, name):
    for source in projects[name]["sources"]:
        budget(at, name, source, of_project("committed", name, source), "committed", "available")
def approve(at, name, given):
    projects[name]["sources"] = parts(given)
    for source, fen in projects[name]["sources"].items():
        budget(at, name, source, fen, "available", "committed")
def declare(given):
    name = given["id"]
    old = projects.get(name, {"sources": {}})
    projects[name] = {"line": given["line"], "item": given.get("item", ""),
                      "unit": given["unit"], "state": "declared", "sources": old["sources"]}
def amend(at, given):
    name, after = given["project"], parts(given)
    before = projects[name]["sources"]
    for source in {**before, **after} if "sources" in given else ():
        more = after.get(source, 0) - before.get(source, 0)
        if more > 0:
            budget(at, name, source, more, "available", "committed")
            continue
        used = sum(of_project(account, name, source) for account in
                   ("spent", "recovery", "requested"))
        there = of_project("committed", name, source)
        budget(at, name, source, max(0, min(there - (after.get(source, 0) - used), -more)),
               "committed", "available")
    if "sources" in given:
        projects[name]["sources"] = after
def request(at, given):
    name = given["project"]
    payees = given.get("payees") or [{"unit": projects[name]["unit"], "amount": given["amount"]}]
    payments[given["id"]] = {
        "project": name, "state": "requested", "on": at[1],
        "sources": {source: {"amount": fen, "back": 0, "gone": 0}
                    for source, fen in parts(given).items()},
        "payees": {one["unit"]: {"amount": cents(one["amount"]), "paid": 0, "back": 0}
                   for one in payees}}
    for source, fen in parts(given).items():
        own = min(fen, of_project("committed", name, source))
        budget(at, name, source, own, "committed", "requested")
        budget(at, name, source, fen - own, "available", "requested")
def came_back(of):
    return sum(one["back"] for one in of["payees"].values())
def waiting(of):
    key = "back" if came_back(of) else "amount"
    return {source: one[key] for source, one in of["sources"].items() if one[key]}
def pay(at, of):
    for source, fen in waiting(of).items():
        money(at, of["project"], source, fen, "requested", "spent", True)
    again = came_back(of)
    for one in of["payees"].values():
        one["paid"] += one["back"] if again else one["amount"]
    for one in (*of["payees"].values(), *of["sources"].values()):
        one["back"] = 0
    of["state"] = "paid"
def release(at, of):
    name = of["project"]
    project = projects[name]
    for source, fen in waiting(of).items():
        needed = (project["sources"].get(source, 0) - of_project("spent", name, source)
                  - of_project("committed", name, source)
                  - (of_project("requested", name, source) - fen))
        kept = max(0, min(needed, fen)) if project["state"] in ("approved", "started") else 0
        budget(at, name, source, kept, "requested", "committed")
        budget(at, name, source, fen - kept, "requested", "available")
    for one in of["sources"].values():
        one["gone"], one["back"] = one["gone"] + one["back"], 0
    for one in of["payees"].values():
        one["back"] = 0
def decide(at, given, agreed):
    of = payments[given["id"]]
    if given["decision"] == "approve":
        of["state"], of["on"] = agreed, at[1]
        return
    partly = of["state"] == "paid" and came_back(of)
    release(at, of)
    if not partly:
        of["state"] = given["decision"]
def share(amount, of, room):
    whole, left, found = sum(of.values()), amount, {}
    for number, (source, part) in enumerate(of.items(), 1):
        own = left if number == len(of) else amount * part // whole
        found[source] = min(own, room[source])
        left -= found[source]
    for source in found:
        more = min(left, room[source] - found[source])
        found[source], left = found[source] + more, left - more
    return found
def reverse(at, given):
    of = payments[given["id"]]
    name = of["project"]
    back = [one for unit, one in of["payees"].items()
            if (unit in given["payees"] if given.get("payees") else one["paid"])]
    total = sum(one["paid"] for one in back)
    amounts, room = {}, {}
    for source in in_order(of["sources"]):
        one = of["sources"][source]
        net = of_project("spent", name, source) + of_project("recovery", name, source)
        amounts[source] = one["amount"]
        room[source] = max(0, min(net, one["amount"] - one["back"] - one["gone"]))
    for source, fen in share(total, amounts, room).items():
        money(at, name, source, fen, "spent", "requested", False)
        of["sources"][source]["back"] += fen
    for one in back:
        one["back"], one["paid"] = one["back"] + one["paid"], 0
    of["on"] = at[1]
    if not any(one["paid"] for one in of["payees"].values()):
        of["state"] = "approved"
    if projects[name]["state"] == "closed":
        projects[name]["state"] = "started"
def refund(at, payment, sources, back):
    of = payments[payment]
    running = projects[of["project"]]["state"] in ("approved", "started")
    other = "committed" if running else "available"
    for source, fen in sources.items():
        of["sources"][source]["gone"] += fen if back else -fen
        money(at, of["project"], source, fen, *(("spent", other) if back else (other, "spent")),
              not back)
def account_changed(at, unit, rules):
    states = ("requested", "reviewed") if rules else ("requested", "reviewed", "approved")
    for name in in_order(payments):
        of = payments[name]
        if of["state"] in states and unit in of["payees"]:
            release((at[0], max(at[1], of["on"])), of)
            of["state"] = "return"
def batch():
    return next(one["code"] for one in plan["sources"] if one.get("condition") == "evaluation")
def code_of(given):
    return given["source"]["code"] if isinstance(given["source"], dict) else given["source"]
def allocate(at, given, source, up, other="authority"):
    for one in given["allocations"]:
        fen = cents(one["amount"])
        post(at, *((other, "available") if up else ("available", other)), fen, source, one["line"])
def void(at, given):
    kind, name = given["kind"], given["id"]
    was = things.get((kind, name))
    if kind == "receipt":
        post(at, "cash", "treasury", cents(was["amount"]), was["source"])
    elif kind == "interest":
        post(at, "interest", "bank", cents(was["amount"]))
    elif kind == "refund":
        refund(at, was["payment"], parts(was), False)
    elif kind == "recovery":
        budget(at, was["project"], was["source"], cents(was["amount"]), "available", "recovery")
        post(at, "cash", "recovered", cents(was["amount"]), was["source"])
    elif kind == "return":
        allocate(at, was, was["source"], True)
        post(at, "handed-up", "cash", cents(was["amount"]), was["source"])
    elif kind == "supplement":
        allocate(at, was, code_of(was), False)
    elif kind == "evaluation" and passed.pop(name, None):
        left = held["to-adjust", batch()]
        post(at, *(("to-adjust", "authority") if left > 0 else ("authority", "to-adjust")),
             abs(left), batch())
def book(entry):
    do, given = entry["do"], entry["with"]
    at = entry["seq"], given.get("date", "")
    kind = {"fund.receive": "receipt", "fund.interest": "interest", "fund.return": "return",
            "payment.refund": "refund", "supervision.recover": "recovery",
            "plan.supplement": "supplement"}.get(do)
    if kind:
        things[kind, given["id"]] = given
    if do == "fund.create":
        plan.update(given["plan"])
        at = at[0], plan["effective"]
        for line in plan["lines"]:
            for source, amount in line["budget"].items():
                post(at, "authority", "available", cents(amount), source, line["code"])
    elif do == "fund.receive":
        post(at, "treasury", "cash", cents(given["amount"]), given["source"])
    elif do == "fund.interest":
        post(at, "bank", "interest", cents(given["amount"]))
    elif do == "fund.return":
        allocate(at, given, given["source"], False)
        post(at, "cash", "handed-up", cents(given["amount"]), given["source"])
    elif do == "evaluation.record" and given["passed"]:
        passed[given["id"]] = given
        more = cents(given["awarded"]) - cents(next(
            one["amount"] for one in plan["sources"] if one["code"] == batch()))
        post(at, *(("authority", "to-adjust") if more > 0 else ("to-adjust", "authority")),
             abs(more), batch())
    elif do == "plan.reallocate":
        net = collections.Counter()
        for one in given["moves"]:
            net[one["from"], one["source"]] -= cents(one["amount"])
            net[one["to"], one["source"]] += cents(one["amount"])
        for (line, source), fen in net.items():
            post(at, *(("authority", "available") if fen > 0 else ("available", "authority")),
                 abs(fen), source, line)
    elif do == "plan.supplement":
        if isinstance(given["source"], dict):
            added[code_of(given)] = given["source"]["name"]
        allocate(at, given, code_of(given), True)
    elif do == "plan.adjust-award":
        for one in given["allocations"]:
            fen = cents(one["amount"]) - line_budget(one["line"], batch())
            post(at, *(("to-adjust", "available") if fen > 0 else ("available", "to-adjust")),
                 abs(fen), batch(), one["line"])
    elif do == "project.declare":
        declare(given)
    elif do == "opening.project":
        declare(given)
        if given["state"] in ("approved", "started", "closed"):
            approve(at, given["id"], given)
        if given["state"] == "closed":
            free(at, given["id"])
        projects[given["id"]]["state"] = given["state"]
    elif do == "project.review":
        projects[given["id"]]["state"] = "approved" if given["decision"] == "approve" else "back"
        if given["decision"] == "approve":
            approve(at, given["id"], given)
    elif do == "project.amend":
        amendments[given["id"]] = given
    elif do == "project.decide-amendment" and given["decision"] == "approve":
        amend(at, amendments[given["id"]])
    elif do == "project.start":
        projects[given["id"]]["state"] = "started"
    elif do in ("project.close", "project.cancel"):
        free(at, given["id"])
        projects[given["id"]]["state"] = "closed" if do == "project.close" else "cancelled"
    elif do == "unit.change" and "bank" in given:
        account_changed(at, given["id"], entry.get("rules", 0))
    elif do == "payment.request":
        request(at, given)
    elif do == "opening.payment":
        request(at, given)
        if given["state"] == "paid":
            pay(at, payments[given["id"]])
        payments[given["id"]]["state"] = given["state"]
    elif do == "payment.review":
        decide(at, given, "reviewed")
    elif do == "payment.approve":
        decide(at, given, "approved")
    elif do == "payment.pay":
        pay(at, payments[given["id"]])
    elif do == "payment.reverse":
        reverse(at, given)
    elif do == "payment.refund":
        refund(at, given["payment"], parts(given), True)
    elif do == "supervision.recover":
        budget(at, given["project"], given["source"], cents(given["amount"]), "recovery",
               "available")
        post(at, "recovered", "cash", cents(given["amount"]), given["source"])
    elif do == "withdraw" and given["kind"] == "payment":
        release(at, payments[given["id"]])
        payments[given["id"]]["state"] = "withdrawn"
    elif do == "void":
        void(at, given)
def execution():
    codes = [one["code"] for one in plan["sources"]] + in_order(added)
    locked = {one["code"] for one in plan["sources"] if one.get("condition")} - (
        {batch()} if passed else set())
    def figures(places):
        total = {account: sum(held[account, line, source] for line, source in places)
                 for account in ("available", "committed", "requested", "spent", "recovery")}
        return {"available": total["available"], "budget": sum(total.values()),
                "committed": total["committed"] + total["requested"], "paid": total["spent"],
                "recovered": -total["recovery"]}
    def shown(told):
        return {key: yuan(fen) for key, fen in told.items()}
    rows, by_line, places = [], [], []
    for line in plan["lines"]:
        own = []
        for source in codes:
            told = figures([(line["code"], source)])
            if any(fen for key, fen in told.items() if key != "available") or \
                    source in line["budget"]:
                own.append((line["code"], source))
                rows.append({"line": line["code"], "source": source, "locked": source in locked,
                             **shown(told)})
        told = figures(own)
        by_line.append({"line": line["code"], "rate": rate(told["paid"], told["budget"]),
                        **shown(told)})
        places += own
    by_source = []
    for source in codes:
        told = figures([place for place in places if place[1] == source])
        by_source.append({"source": source, **shown({
            "planned": -held["authority", source], "received": -held["treasury", source],
            "committed": told["committed"], "available": told["available"],
            "paid": held["paid-out", source], "recovered": -held["recovered", source],
            "returned": held["handed-up", source], "cash": held["cash", source]})})
    told = figures(places)
    received = sum(-held["treasury", source] for source in codes)
    return {"rows": rows, "by_line": by_line, "by_source": by_source,
            "interest": yuan(held["interest", ""]),
            "total": {"rate": rate(told["paid"], told["budget"]), "received": yuan(received),
                      **shown(told)}}
def differ(place, told, right):
    if type(told) is not type(right):
        wrong(f"execution.json {place} 与由日志重算的不同")
    if isinstance(right, dict):
        if set(told) != set(right):
            wrong(f"execution.json {place} 的各栏与由日志重算的不同")
        for key in right:
            named = [str(right[one]) for one in ("line", "source") if one in right]
            differ(" ".join([place, *named, key]), told[key], right[key])
    elif isinstance(right, list):
        if len(told) != len(right):
            wrong(f"execution.json {place} 的行数与由日志重算的不同")
        for one, other in zip(told, right):
            differ(place, one, other)
    elif told != right:
        wrong(f"execution.json {place} 表列 {told},由日志重算 {right}")
number = 0
for number, line in enumerate(open("journal.jsonl", "rb").read().split(b"\n")[:-1], 1):
    try:
        book(json.loads(line))
    except (ArithmeticError, AttributeError, LookupError, StopIteration, TypeError, ValueError):
        wrong(f"第 {number} 条日志缺少重算分录所需的内容")
with open("transfers.csv", encoding="utf-8-sig", newline="") as file:
    rows = list(csv.reader(file))
if rows[:1] != [["seq", "date", "debit", "credit", "line", "item", "project", "source", "fen"]]:
    wrong("transfers.csv 的表头与导出时不同")
there = collections.Counter(tuple(cell.removeprefix("'") for cell in row) for row in rows[1:])
for mine, yours, words in ((there, collections.Counter(made), "多出(或改过)的分录"),
                           (collections.Counter(made), there, "缺少的分录,应为")):
    if rest := mine - yours:
        wrong("transfers.csv " + words + " " + ",".join(min(rest)))
with open("execution.json", encoding="utf-8") as file:
    def once(pairs):
        if len(dict(pairs)) != len(pairs):
            wrong(f"execution.json 同一项写了两次:{pairs[0][0]} 等")
        return dict(pairs)
    differ("", json.load(file, object_pairs_hook=once), execution())
print(f"相符:由 {number} 条日志重算的 {len(made)} 笔分录和预算执行各数与两表一致")
