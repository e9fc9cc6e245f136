# SPDX-License-Identifier: GPL-3.0-only
import json
def wrong(words):
    raise SystemExit("不符:" + "".join( # a terminal obeys none of it
        sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in words))
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
        done = steps.get(what["id"])
        if done is None:
            wrong(f"第 {seq} 条 {do},{what['id']} 没有申请")
        if duty[do] not in roles.get(who, []):
            wrong(f"第 {seq} 条 {do},{who} 没有该职责")
        if any(step != do and by == who for step, by in done.items()):
            wrong(f"第 {seq} 条 {do},{who} 办过同一笔的另一环节")
        done[do] = who
    if do == "payment.pay":
        payments += 1
        if "payment.approve" not in steps[what["id"]]:
            wrong(f"第 {seq} 条,{what['id']} 未经审批")
print(f"相符:{payments} 次付款都经有职责的人依次办理,各不相同")
