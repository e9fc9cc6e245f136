# SPDX-License-Identifier: GPL-3.0-only
"""Funds for the benchmark, made by fundctl itself out of real commands.

One life is lived: money comes in, a unit is registered, and then project after project on a staged
line is declared, approved, started, accepted and paid in a hundred payments, each requested,
approved and paid by three people. Copies are kept on the way, where the journal or the payments
reach a round number.
"""

import contextlib
import datetime
import hashlib
import json
import os
import shutil
import subprocess
import threading
import time

PASSWORD = "Bench-2019!"
ADMIN = "admin"
PEOPLE = ("clerk", "reviewer", "inspector", "leader", "finance")  # each with the role of that name
LINE, SOURCE, UNIT = "L11", "central-1", "DW-1"
SUPPORT = "400.00"
PAYMENTS_A_PROJECT = 100  # of 1.00 to 3.99 each, so that they stay within the support
GROUP = 1000


class Failure(Exception):
    """What was to be measured did not work."""


class Tools:
    def __init__(self, fundctl, yardstick, folder):
        self.fundctl, self.yardstick, self.folder = fundctl, yardstick, folder

    def raw(self, *args):
        """The figures that the yardstick prints."""
        words = [self.yardstick, *map(str, args)]
        done = subprocess.run(words, cwd=self.folder, stdout=subprocess.PIPE)
        if done.returncode != 0:
            raise Failure(f"yardstick {args[0]} ended with {done.returncode}")
        return [float(word) for word in done.stdout.split()]

    def batch(self, file, group=None, report=None):
        words = [self.fundctl, "batch", file, "-"]
        words += ["--group", str(group)] if group else []
        if report:
            words = [self.yardstick, "peak", report, *words]
        pipe = subprocess.PIPE
        return subprocess.Popen(words, stdin=pipe, stdout=pipe, env=environment())

    def copy(self, file, name):
        to = os.path.join(self.folder, name)
        shutil.copyfile(file, to)
        return to


def environment():
    return {**os.environ, "FUNDCTL_PASSWORD": PASSWORD, "LC_ALL": "C.UTF-8"}


def encode(value):
    return json.dumps(value, ensure_ascii=False).encode() + b"\n"


def login(user):
    return encode({"login": {"user": user, "password": PASSWORD}})


def command(user, do, **keys):
    # "from_" stands for the key "from", a word that Python keeps for itself.
    return encode({"as": user, "do": do, "with": {k.rstrip("_"): v for k, v in keys.items()}})


def question(user, ask, **keys):
    return encode({"as": user, "ask": ask, "with": keys})


def judge(answer, sent=b""):
    if not answer.startswith(b'{"ok":true') and not json.loads(answer or b"{}").get("ok"):
        raise Failure(f"fundctl answered {answer.decode().strip() or 'nothing'} "
                      f"{sent.decode().strip()}")
    return answer


class Session:
    """A batch that is spoken to line by line, as a desktop or an importer would."""

    def __init__(self, tools, file, users, report=None):
        self._process = tools.batch(file, report=report)
        for user in users:
            self.say(login(user))

    def say(self, line):
        os.write(self._process.stdin.fileno(), line)
        return judge(self._process.stdout.readline(), line)

    def timed(self, line):
        """Microseconds from the line written to its answer read."""
        start = time.perf_counter()
        os.write(self._process.stdin.fileno(), line)
        answer = self._process.stdout.readline()
        spent = time.perf_counter() - start
        judge(answer, line)
        return spent * 1e6

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        self._process.stdin.close()
        self._process.stdout.close()
        if self._process.wait() != 0 and kind is None:
            raise Failure(f"fundctl batch ended with {self._process.returncode}")


def pour(tools, file, lines, report=None):
    """Streams the lines through one grouped batch; when how many answers had come: [(count, s)]."""
    process = tools.batch(file, group=GROUP, report=report)

    def feed():
        with contextlib.suppress(BrokenPipeError), process.stdin:
            process.stdin.writelines(lines)

    feeder = threading.Thread(target=feed)
    feeder.start()
    marks, count, rest = [], 0, b""
    try:
        while chunk := os.read(process.stdout.fileno(), 1 << 16):
            now = time.perf_counter()
            *answers, rest = (rest + chunk).split(b"\n")
            for answer in answers:
                judge(answer)
            count += len(answers)
            marks.append((count, now))
    except Failure:
        process.kill()
        raise
    finally:
        process.stdout.close()
        feeder.join()
        code = process.wait()
    if code != 0:
        raise Failure(f"fundctl batch ended with {code}")
    return marks


def rate(marks, skip):
    """Answers a second after the first `skip`, counted from the end of a group's burst."""
    later = [n for n, (count, _) in enumerate(marks[:-1]) if count >= skip]
    if not later:
        raise Failure("the stream was too short to time")
    ends = [n for n in later if marks[n + 1][1] - marks[n][1] > 0.002]
    first, last = marks[(ends or later)[0]], marks[-1]
    return (last[0] - first[0]) / (last[1] - first[1])


def credit_code(body):
    """A 统一社会信用代码: eight signs of the organisation, its check sign, the whole's check sign."""
    digits = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    own = sum(letters.index(sign) * weight for sign, weight in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    code = "91433126" + body + "0123456789X0"[11 - own % 11]  # GB 11714: 10 is X, 11 is 0
    whole = sum(digits.index(sign) * pow(3, place, 31) for place, sign in enumerate(code))
    return code + digits[-whole % 31]


DAYS = 290  # the part of 2019 in which things are paid


def day(number):
    """The number-th day of that part; it begins again at its end."""
    return (datetime.date(2019, 3, 10) + datetime.timedelta(days=number % DAYS)).isoformat()


def beginning():
    """Everyone who acts, the money, and one unit."""
    for person in PEOPLE:
        yield command(ADMIN, "user.add", id=person, name=person, roles=[person], password=PASSWORD)
    yield login("clerk")
    yield login("finance")
    yield command("finance", "fund.receive", id="SR-1", source=SOURCE, amount="15000000.00",
                  date="2019-01-10", document="湘财建指〔2018〕1号")
    tick = {"ok": True, "evidence": "营业执照、账簿和信用报告", "date": "2019-01-11"}
    ticks = ("registered", "qualified", "accounts", "clean_record", "truthful")
    yield command("clerk", "unit.register", id=UNIT, name="古丈县电子商务有限公司", kind="enterprise",
                  code=credit_code("MA4L0001"), phone="07430000000",
                  bank={"name": "古丈农村商业银行", "account": "6200000000000001",
                        "holder": "古丈县电子商务有限公司"},
                  eligibility={name: tick for name in ticks},
                  contractor={"document": "中标通知书", "date": "2019-01-11"})


def project(name):
    """A project from its declaration to a passed acceptance of its whole support."""
    part = [{"source": SOURCE, "amount": SUPPORT}]
    yield command("clerk", "project.declare", id=name, unit=UNIT, line=LINE, name="产销对接会",
                  content="策划并举办一次产销对接会", schedule={"from": "2019-02-01", "to": "2019-12-31"},
                  support=SUPPORT, sources=part, materials=["活动实施方案"], date="2019-02-01")
    yield command("reviewer", "project.review", id=name, decision="approve", opinion="同意",
                  date="2019-02-11")
    yield command("clerk", "project.start", id=name, date="2019-02-12")
    yield command("clerk", "acceptance.request", id=f"{name}-YS", project=name, stage="整体",
                  claimed=SUPPORT, date="2019-03-01")
    yield command("inspector", "acceptance.conclude", id=f"{name}-YS", result="pass",
                  accepted=SUPPORT, team=[{"name": "验收人", "unit": "县经信局"}], opinion="合格",
                  date="2019-03-05")


def payment(name, of, number, date):
    """Requested, approved, paid: three commands of three people."""
    yield command("clerk", "payment.request", id=name, project=of, kind="stage",
                  amount=f"{1 + number % 300 / 100:.2f}", date=date, report="进度款申请报告")
    yield command("leader", "payment.approve", id=name, decision="approve", opinion="同意",
                  date=date)
    yield command("finance", "payment.pay", id=name, date=date, voucher=f"PZ-{number}")


def interest(name, number):
    return command("finance", "fund.interest", id=name, amount="0.01", date=day(number),
                   voucher=f"JZ-{number}")


class Life:
    """What happens after the beginning, without end, and how far it has come. Payments are dated
    in order, so many in the year."""

    def __init__(self, entries, payments_a_year):
        self.entries, self.payments, self._payments_a_year = entries, 0, payments_a_year
        self._stream = self._commands()

    def _commands(self):
        number = 0
        while True:
            of = f"XM-{number // PAYMENTS_A_PROJECT}"
            yield from project(of)
            for number in range(number, number + PAYMENTS_A_PROJECT):
                date = day(min(number * DAYS // self._payments_a_year, DAYS - 1))
                *earlier, last = payment(f"BF-{number}", of, number, date)
                yield from earlier
                self.payments += 1
                yield last
            number += 1

    def until(self, what, count):
        yield from map(login, PEOPLE)
        while getattr(self, what) < count:
            self.entries += 1
            yield next(self._stream)


def new(tools, name):
    """A fund that was just founded."""
    file = os.path.join(tools.folder, name)
    with contextlib.suppress(FileNotFoundError):
        os.remove(file)
    words = [tools.fundctl, "new", file, "--plan", "guzhang", "--admin", ADMIN]
    if subprocess.run(words, stdout=subprocess.DEVNULL, env=environment()).returncode != 0:
        raise Failure("fundctl new made no fund")
    return file


def make_funds(tools, sizes, payments_a_year, say):
    """One fund file for each (what, count) of sizes, what being entries or payments."""
    binary = os.stat(tools.fundctl)
    with open(__file__, "rb") as source:
        print_ = hashlib.sha256(f"{binary.st_mtime_ns} {binary.st_size}".encode() + source.read())
    cache = os.path.join(tools.folder, "funds-" + print_.hexdigest()[:12])
    for old in os.listdir(tools.folder):
        if old.startswith("funds-") and os.path.join(tools.folder, old) != cache:
            shutil.rmtree(os.path.join(tools.folder, old))
    os.makedirs(cache, exist_ok=True)
    made = {size: os.path.join(cache, f"{size[0]}-{size[1]}.fund") for size in sizes}
    if all(map(os.path.exists, made.values())):
        return made
    file = os.path.join(cache, "growing.fund")
    new(tools, file)
    with Session(tools, file, [ADMIN]) as session:
        seqs = [json.loads(session.say(line)).get("seq", 0) for line in beginning()]
    life = Life(max(seqs), payments_a_year)
    # Payments take three entries each, so this is the order in which the sizes are reached.
    for size in sorted(sizes, key=lambda size: size[1] * (3 if size[0] == "payments" else 1)):
        start = time.perf_counter()
        pour(tools, file, life.until(*size))
        shutil.copyfile(file, made[size] + ".part")
        os.replace(made[size] + ".part", made[size])
        say(f"made a fund of {life.entries:,} entries, {life.payments:,} payments "
            f"({time.perf_counter() - start:.1f} s)")
    os.remove(file)
    return made
