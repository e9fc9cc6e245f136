# SPDX-License-Identifier: GPL-3.0-only
import hashlib, json
prev, seq = "0" * 64, 0
lines = open("journal.jsonl", "rb").read().split(b"\n")
if lines.pop():
    raise SystemExit("不符:journal.jsonl 的最后一行不完整")
for line in lines:
    seq += 1
    entry = json.loads(line)
    if entry["prev"] != prev or entry["seq"] != seq:
        raise SystemExit(f"不符:journal.jsonl 第 {seq} 条与前一条接不上")
    prev = hashlib.sha256(line).hexdigest()
if prev != open("head.txt").read().strip():
    raise SystemExit("不符:journal.jsonl 最后一条的哈希不是 head.txt 中的链头")
print(f"相符:日志 {seq} 条,链头 {prev}")
