# SPDX-License-Identifier: GPL-3.0-only
"""What is measured. Each measure runs ours and the yardstick by turns, several rounds, and judges
the median of the rounds' ratios, so that a slow minute of the machine slows both."""

import itertools
import os
import re
import shutil
import statistics
import subprocess

import fund
import written as written_rows

MIB = 1024  # KiB, the unit in which the yardstick reports memory
PASSWORD_HASH_MIB = 64
STEPS = ("payment.request", "payment.approve", "payment.pay")  # of fund.payment, in its order
OWN_MIB = 48


class Row:
    """One line of the report: two figures, their ratio, and the bound that is to be kept."""

    def __init__(self, name, unit, ours, raw, at_most=None, at_least=None, own_at_most=None):
        self.name, self.unit = name, unit
        ours, raw = list(ours), list(raw)
        self.ours, self.raw = statistics.median(ours), statistics.median(raw)
        self.rounds = [ours, raw]
        self.ratio = statistics.median(a / b for a, b in zip(ours, raw))
        self.bound, self.kept = "", None
        if at_most is not None:
            self.bound, self.kept = f"<= {at_most}x", self.ratio <= at_most
        if at_least is not None:
            self.bound, self.kept = f">= {at_least}x", self.ratio >= at_least
        if own_at_most is not None:
            self.bound, self.kept = f"<= {own_at_most} {unit}", max(ours) <= own_at_most


class Bench:
    def __init__(self, tools, funds, scale):
        self.tools, self.funds, self.scale = tools, funds, scale

    def pair(self, what):
        """Copies of the small and the large fund, to be written to."""
        sizes = (self.scale[f"small_{what}"], self.scale[f"large_{what}"])
        return [self.tools.copy(self.funds[what, count], f"work-{n}.fund")
                for n, count in enumerate(sizes)]

    def played(self, base, script, size):
        """Microseconds of each transaction of a script, played on a fresh copy of its fund."""
        return self.tools.raw("play", self.tools.copy(base, "work-4.fund"), script, size)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def p50(values):
    return percentile(values, 0.50)


def p99(values):
    return percentile(values, 0.99)


def place(tag, number):
    """Where the number-th payment of that tag goes: its own id, its project."""
    return f"{tag}-BF-{number}", f"{tag}-{number // fund.PAYMENTS_A_PROJECT}"


def projects(tag, count):
    """Projects enough for `count` payments."""
    for number in range(-(-count // fund.PAYMENTS_A_PROJECT)):
        yield from fund.project(f"{tag}-{number}")


def latency(bench):
    """Durable commands, line written to answer read, beside a program that writes the same rows
    and hashes the same entries on the small fund. The small and the large fund take turns payment
    by payment; they are dated all over the year, as late paper is."""
    rounds, each, warm_up = bench.scale["latency_rounds"], bench.scale["latency_commands"], 20
    files = bench.pair("entries")
    with fund.Session(bench.tools, files[0], fund.PEOPLE) as one, \
            fund.Session(bench.tools, files[1], fund.PEOPLE) as other:
        sessions = (one, other)
        for session in sessions:
            for line in projects("CS", (rounds + 1) * each + warm_up):
                session.say(line)

        def lines(number):
            return list(fund.payment(*place("CS", number), number, fund.day(number)))

        def turn(number):
            order = sessions if number % 2 else sessions[::-1]
            spent = {session: list(map(session.timed, lines(number))) for session in order}
            return spent[one] + spent[other]

        for number in range(warm_up):
            turn(number)
        base, script = written(bench, files[0], one,
                               (line for n in range(each) for line in lines(warm_up + n)))
        raw, ours = [], []
        for first in range(warm_up + each, warm_up + (rounds + 1) * each, each):
            spent = bench.played(base, script, 1)
            raw.append([spent[step::len(STEPS)] for step in range(len(STEPS))])
            ours.append(list(zip(*map(turn, range(first, first + each)))))
    counts = [f"{bench.scale[key]:,}" for key in ("small_entries", "large_entries")]
    return [row for step_, step in enumerate(STEPS)
            for row in judge_step(step, counts, [turns[step_] for turns in raw],
                                  *([turns[step_ + shift] for turns in ours]
                                    for shift in (0, len(STEPS))))]


def written(bench, file, session, lines):
    """A copy of the fund as it is, and the script of what these commands write into it."""
    base = bench.tools.copy(file, "work-2.fund")
    script = os.path.join(bench.tools.folder, "script.db")
    with written_rows.Watch(file, bench.tools.folder) as watch:
        for line in lines:
            session.say(line)
            watch.command()
        watch.write(script)
    return base, script


def judge_step(step, counts, raw, small, large):
    """The rows of one command: each argument from raw on is a list of rounds of latencies."""
    bases, tail = list(map(p50, raw)), [p99(sum(raw, []))]
    rows = []
    for count, rounds in zip(counts, (small, large)):
        every = [spent for each in rounds for spent in each]
        rows += [Row(f"{step} p50, {count} entries", "us", map(p50, rounds), bases, at_most=1.5),
                 Row(f"{step} p99, {count} entries", "us", [p99(every)], tail)]
    rows.append(Row(f"{step} p50, {counts[1]} / {counts[0]} entries", "us", map(p50, large),
                    map(p50, small), at_most=1.1))
    return rows


def group(bench):
    """Commands a second in groups of a thousand, logins and the first group not counted, beside
    a program that writes the same rows a thousand commands a transaction."""
    rounds, count = bench.scale["rounds"], bench.scale["group_commands"]
    file = bench.tools.copy(bench.funds["entries", bench.scale["large_entries"]], "work-0.fund")

    def interests(tag, many):
        return (fund.interest(f"{tag}-LX-{number}", number) for number in range(many))

    def requests(tag, many):
        return (next(fund.payment(*place(tag, number), number, fund.day(number)))
                for number in range(many))

    def raw_rate(base, script):
        return fund.GROUP * 1e6 / bench.played(base, script, fund.GROUP)[0]

    rows = []
    for name, people, prepare, commands in (
            ("fund.interest", ["finance"], lambda *_: (), interests),
            ("payment.request", ["clerk", "reviewer", "inspector"], projects, requests)):
        small = bench.tools.copy(bench.funds["entries", bench.scale["small_entries"]],
                                 "work-1.fund")
        with fund.Session(bench.tools, small, people) as session:
            for line in prepare("Y", fund.GROUP):
                session.say(line)
            base, script = written(bench, small, session, commands("Y", fund.GROUP))
        raw, ours = [], []
        for number in range(rounds):
            raw.append(raw_rate(base, script))
            tag = f"{name[0]}{number}"
            before = [*map(fund.login, people), *prepare(tag, count)]
            marks = fund.pour(bench.tools, file, itertools.chain(before, commands(tag, count)))
            ours.append(fund.rate(marks, len(before) + fund.GROUP))
        rows.append(Row(f"{name}, groups of 1,000", "/s", ours, raw, at_least=0.5))
    return rows


def execution(bench):
    """budget.execution inside an open batch. A command before each question makes sure that the
    answer is worked out again."""
    rounds, each = bench.scale["rounds"], bench.scale["questions"]
    small_count, large_count = bench.scale["small_payments"], bench.scale["large_payments"]
    small_file, large_file = bench.pair("payments")
    raw, small, large = [], [], []
    ask = fund.question("finance", "budget.execution")
    with fund.Session(bench.tools, small_file, ["finance"]) as one, \
            fund.Session(bench.tools, large_file, ["finance"]) as other:

        def turn(session, number):
            session.say(fund.interest(f"ZX-LX-{number}", number))
            return session.timed(ask) / 1000

        for number in range(rounds):
            raw.append(p50(bench.tools.raw("groupby", large_count, 11)))
            turns = [(turn(one, number * each + n), turn(other, number * each + n))
                     for n in range(each)]
            small.append(p50([a for a, _ in turns]))
            large.append(p50([b for _, b in turns]))
    return [Row(f"budget.execution, {large_count:,} payments", "ms", large, raw, at_most=0.2),
            Row(f"the same, {large_count:,} / {small_count:,}", "ms", large, small, at_most=1.1)]


PAGES = {"by number": {}, "by amount, total": {"sort": "-amount", "total": True},
         "by unit, second page": {"sort": "unit_name", "after": "BF-10"},
         "by initials": {"text": "cxdjh", "total": True}, "by voucher": {"text": "PZ-777"}}


def lists(bench):
    """Pages of a hundred payments out of all of them, sorted, searched and counted."""
    rows = []
    small_file, large_file = bench.pair("payments")
    with fund.Session(bench.tools, small_file, ["finance"]) as one, \
            fund.Session(bench.tools, large_file, ["finance"]) as other:
        for name, keys in PAGES.items():
            ask = fund.question("finance", "payment.list", **keys)
            small, large = [], []
            for _ in range(bench.scale["rounds"]):
                small.append(one.timed(ask) / 1000)
                large.append(other.timed(ask) / 1000)
            rows.append(Row(f"payment.list {name}, {bench.scale['large_payments']:,}", "ms",
                            [p50(large)], [p50(small)], own_at_most=100))
    return rows


def peak(bench, words):
    """Peak memory in MiB and milliseconds of one fundctl command that has to succeed."""
    report = os.path.join(bench.tools.folder, "peak.txt")
    run = [bench.tools.yardstick, "peak", report, bench.tools.fundctl, *words]
    if subprocess.run(run, stdout=subprocess.DEVNULL).returncode != 0:
        raise fund.Failure(f"fundctl {words[0]} failed")
    return reported(report)


def reported(report):
    with open(report, encoding="ascii") as lines:
        kib, milliseconds, _ = lines.read().split()
    return float(kib) / MIB, float(milliseconds)


def verify(bench):
    """verify of a whole file, process start included, beside integrity_check and a hash chain over
    its entries and a program that writes again the rows of so many commands. Those of a life's
    beginning were watched, and count for each of the file's entries."""
    entries, watched = bench.scale["large_entries"], bench.scale["watched_commands"]
    file = bench.tools.copy(bench.funds["entries", entries], "work-0.fund")
    copy = bench.tools.copy(file, "work-1.fund")
    new = fund.new(bench.tools, "work-3.fund")
    with fund.Session(bench.tools, new, [fund.ADMIN]) as session:
        life = itertools.chain(fund.beginning(), fund.Life(0, watched).until("entries", watched))
        base, script = written(bench, new, session, itertools.islice(life, watched))
    raw, ours = [], []
    for number in range(3 + 1):
        checked, counted = bench.tools.raw("check", copy)
        replayed = bench.played(base, script, "whole")[0] / 1e3 / watched * counted
        verified = peak(bench, ["verify", file])[1]
        if number > 0:  # the first round brings both files into memory
            raw.append(checked + replayed)
            ours.append(verified)
    return [Row(f"verify, {entries:,} entries", "ms", ours, raw, at_most=4)]


def memory(bench):
    """Peaks on the large fund; beside them the small fund's, which should be the same."""
    files = bench.pair("payments")
    report = os.path.join(bench.tools.folder, "peak.txt")

    def spoken(file):
        with fund.Session(bench.tools, file, fund.PEOPLE, report=report) as session:
            for ask in ("budget.execution", "plan.show", "project.list", "payment.list"):
                session.say(fund.question("clerk", ask))
            session.say(fund.question("clerk", "project.show", id="XM-0"))
            for line in projects("NC", 100):
                session.say(line)
            for number in range(100):
                for line in fund.payment(*place("NC", number), number, fund.day(number)):
                    session.say(line)
        return reported(report)[0]

    def grouped(file):
        lines = [fund.interest(f"NC-LX-{n}", n) for n in range(2 * fund.GROUP)]
        fund.pour(bench.tools, file, [fund.login("finance"), *lines], report=report)
        return reported(report)[0]

    counts = [f"{bench.scale[key]:,}" for key in ("large_payments", "small_payments")]
    checks = [peak(bench, ["verify", file])[0] for file in files]
    spoken_peaks, grouped_peaks = list(map(spoken, files)), list(map(grouped, files))
    both = OWN_MIB + PASSWORD_HASH_MIB

    def row(name, peaks, most):
        name = f"{name}, {counts[0]} / {counts[1]} payments"
        return Row(name, "MiB", peaks[1:], peaks[:1], own_at_most=most)

    return [row("peak of verify", checks, OWN_MIB), row("peak of batch", spoken_peaks, both),
            row("peak of batch --group", grouped_peaks, both)]


def disclose(bench):
    """A month of 200 payments to CSV, process start included, beside a raw program that prints the
    same rows. Ours asks for a login, so the raw program is measured with the same check of the
    password (argon2id, 64 MiB), for which the bound is meant, and without."""
    month, payments = "2020-01", 200
    files = bench.pair("payments")
    for file in files:
        lines = [fund.login(person) for person in fund.PEOPLE]
        for number in range(payments):
            lines += fund.project(f"GS-{number}")
            lines += fund.payment(f"GS-BF-{number}", f"GS-{number}", number, f"{month}-15")
        fund.pour(bench.tools, file, lines)
    report = os.path.join(bench.tools.folder, "peak.txt")
    out = os.path.join(bench.tools.folder, "pages")

    def timed(words):
        run = [bench.tools.yardstick, "peak", report, *words]
        done = subprocess.run(run, stdout=subprocess.PIPE, env=fund.environment())
        if done.returncode != 0:
            raise fund.Failure(f"{words[1]} ended with {done.returncode}")
        return reported(report)[1], done.stdout

    def ours(file):
        return timed([bench.tools.fundctl, "disclose", file, month, "--user", "reviewer",
                      "--out", out, "--format", "csv"])[0]

    def raw(file, *user):
        return timed([bench.tools.yardstick, "month", file, month, *user])

    try:
        rounds = {name: [] for name in ("ours", "small", "login", "bare")}
        for number in range(2 * bench.scale["rounds"] + 1):
            with_login, rows = raw(files[1], "reviewer")
            spent = {"ours": ours(files[1]), "small": ours(files[0]), "login": with_login,
                     "bare": raw(files[1])[0]}
            if number > 0:  # the first round brings both files into memory
                for name, milliseconds in spent.items():
                    rounds[name].append(milliseconds)
        same_rows(rows, out, payments)
    finally:
        shutil.rmtree(out, ignore_errors=True)
    counts = [f"{bench.scale[key]:,}" for key in ("large_payments", "small_payments")]
    name = f"disclose a month of {payments}, {counts[0]} payments"
    return [Row(name, "ms", rounds["ours"], rounds["login"], at_most=3),
            Row(f"{name}, raw without login", "ms", rounds["ours"], rounds["bare"]),
            Row(f"{name} / {counts[1]}", "ms", rounds["ours"], rounds["small"], at_most=1.1)]


def same_rows(raw, folder, count):
    """Both programs printed that many rows, with the same figures in the same order."""
    figures = re.compile(r"\d+\.\d\d")
    theirs = [figures.findall(line) for line in raw.decode().splitlines()]
    page, = os.listdir(folder)
    with open(os.path.join(folder, page), encoding="utf-8-sig") as lines:
        ours = [figures.findall(line) for line in lines if line.split(",")[0].isdigit()]
    if len(ours) != count or [row[:4] for row in ours] != [row[:4] for row in theirs]:
        raise fund.Failure(f"the pages differ: {ours[:1]} and {theirs[:1]}")


ALL = {each.__name__: each for each in (latency, group, execution, lists, verify,
                                           disclose, memory)}
