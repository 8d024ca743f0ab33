"""The tables of `figures`, each with its measurements."""
import json
import os
import re
import shutil
import subprocess
import sys

import measuring
from measuring import AS_OF, FORTY, Cost, measured, median, ratio

MEBIBYTE = 1 << 20
# Firms of the list from which on time must grow with the number of firms.
JUDGED_FROM = 100_000


class Bench:
    """What is measured with: programs, lists and numbers of runs."""

    def __init__(self, asked, peers):
        self.firmrisk = os.path.join(asked.bin, "firmrisk")
        self.benchmark = os.path.join(asked.bin, "firmrisk-benchmark")
        self.peers = peers
        self.work = asked.work
        self.sizes = asked.sizes
        self.static = asked.static
        self.starts = 5 if asked.quick else 50
        self.usual = asked.runs
        # The list on which limits and stages are measured.
        self.main = self.sizes[-2]
        # Aims are set for certain sizes; on other lists they mean nothing.
        self.has_aims = (self.sizes[0], *self.sizes[-2:]) == (10_000, 1_000_000, 5_000_000)
        self.out = os.path.join(self.work, "firmrisk-out")

    def list(self, firms):
        return measuring.wide_list(self.firmrisk, self.work, firms)

    def runs(self, firms):
        if firms == self.sizes[-1]:
            return min(3, self.usual)
        return 5 * self.usual if firms == self.sizes[0] and self.usual > 1 else self.usual

    def settles(self, firms):
        """Whether a run over a list leaves so much to be written to the disk that the next one would meet it."""
        return firms >= self.main

    def score(self, firms, threads, rules=FORTY, out=None):
        return measuring.score(self.firmrisk, self.list(firms), out or self.out, threads, rules)

    def own(self, what, kernel=""):
        """The figures that the benchmark tells of a single measurement."""
        command = [self.benchmark, "--one", what, "--work", os.path.join(self.work, "benchmark")]
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                              env=dict(os.environ, FIRMRISK_KERNEL=kernel)).stdout
        return {name: float(value) for name, value in re.findall(r"([^=;\n]+)=([^=;\n]+)", told)}

    def aim(self, value, least=None, most=None, unit=""):
        """The aim and whether a figure meets it."""
        if not self.has_aims:
            return ""
        bounds = [f"{bound:.2f}" if bound < 1 else f"{bound:g}" for bound in (least, most) if bound is not None]
        words = " to ".join(bounds) if len(bounds) == 2 else ("at most " if least is None else "at least ") + bounds[0]
        met = (least is None or value >= least) and (most is None or value <= most)
        return f"{words}{unit}: {told(met)}"


def table(header, lines):
    widths = "|".join(" --- " if place == 0 else " ---: " for place in range(len(header)))
    return "\n".join([f"| {' | '.join(header)} |", f"|{widths}|"] + [f"| {' | '.join(line)} |" for line in lines])


def told(met):
    return "met" if met else "missed"


def seconds(value):
    return f"{value * 1000:.1f} ms" if value < 0.1 else f"{value:.2f} s"


def memory(value):
    return f"{value:,.0f} MiB"


def compared_sizes(bench):
    return sorted({bench.sizes[0], *bench.sizes[-2:]})


def has_room(name, firms):
    """Whether a program is sure not to fill the memory: Polars takes a kibibyte and more for each firm."""
    with open("/proc/meminfo", encoding="ascii") as file:
        free = next(int(line.split()[1]) for line in file if line.startswith("MemAvailable:"))
    if name != "Polars" or firms * 1.6 < free:
        return True
    print(f"{name} is left out with {firms} firms for want of memory", file=sys.stderr)
    return False


def other_programs(bench):
    """the same forty rules in other programs"""
    lines = []
    for firms in compared_sizes(bench):
        lines += program_lines(bench, firms)
    header = ["firms, two threads", "wall", "processor", "peak memory (without mapped files)", "FirmRisk ÷ it: wall",
              "processor", "memory", "aim"]
    return ("The forty rules of `samples/benchmark`, from CSV to ranked CSV; every row of every program is the same.\n"
            "FirmRisk writes the columns that the others write (`--columns`), and its summary and accounts beside them.\n\n"
            + table(header, lines))


def program_lines(bench, firms):
    others = bench.peers.commands(bench.list(firms), bench.work, 2)
    others = {name: own for name, own in others.items() if has_room(name, firms)}
    own = measuring.compared(bench.score(firms, 2))
    commands = {"FirmRisk": own} | {name: command for name, (command, _) in others.items()}
    if firms == bench.sizes[0] and bench.static:
        # Where starting counts, the program that carries its libraries starts sooner.
        commands["FirmRisk, Swift libraries inside"] = [bench.static] + own[1:]
    # The run that is looked at while it goes on is the one that warms up.
    anonymous = {name: measuring.anonymous_peak(command) for name, command in commands.items()}
    rankings = {name: ranking for name, (_, ranking) in others.items()}
    found = measuring.all_differences(os.path.join(bench.out, "ranking.csv"), rankings)
    for name, count in found.items():
        print(f"FirmRisk and {name}: {count} of {firms} rows differ", file=sys.stderr)
    if any(found.values()):
        sys.exit(1)
    settles = bench.settles(firms)
    trials = {name: lambda command=command, makes=rankings.get(name, bench.out): measured(command, makes, settles)
              for name, command in commands.items()}
    costs = measuring.interleaved(trials, bench.runs(firms), warm=False)
    measuring.remove(rankings.values())
    own = costs["FirmRisk"]
    carried = costs.get("FirmRisk, Swift libraries inside")
    lines = []
    for name, all_costs in costs.items():
        peak = memory(median(all_costs, "memory"))
        if firms > bench.sizes[0]:
            peak += f" ({anonymous[name]:,.0f})"
        ratios = [ratio(own, all_costs, what) for what in ("wall", "processor", "memory")]
        shown = ["", "", ""] if name.startswith("FirmRisk") else [f"{value:.2f}" for value in ratios]
        lines.append([f"{firms:,}: {name}", seconds(median(all_costs)), seconds(median(all_costs, "processor")), peak,
                      *shown, program_aim(bench, name, firms, ratios, anonymous[name])])
        if carried and name == "DuckDB CLI" and bench.has_aims:
            # Which is one program with all its libraries, too.
            value = ratio(carried, all_costs)
            lines[-1][-1] += f"; with its libraries inside {value:.2f}: {told(value <= 0.20)}"
    return lines


def program_aim(bench, name, firms, ratios, own):
    """What is aimed at beside a program, where something is for this size; `own` is its memory without mapped files."""
    wall, _, space = ratios
    if not bench.has_aims:
        return ""
    if (firms, name) == (1_000_000, "DuckDB"):
        return f"wall {bench.aim(wall, most=0.20)}; memory {bench.aim(space, most=0.45)}"
    if (firms, name) == (5_000_000, "FirmRisk"):
        return f"memory without mapped files under 1.5 GB: {told(own * MEBIBYTE < 1.5e9)}"
    most = {(10_000, "DuckDB CLI"): 0.20, (1_000_000, "Polars"): 0.27, (5_000_000, "DuckDB"): 0.22}.get((firms, name))
    return f"wall {bench.aim(wall, most=most)}" if most else ""


def per_firm(costs, threads, firms, since=0):
    """Seconds for each firm of a list, or for each that it has beyond a smaller one; of medians."""
    before = median(costs[since, threads]) if since else 0.0
    return (median(costs[firms, threads]) - before) / (firms - since)


def growth_runs(bench, firms):
    """More runs than elsewhere of the list that two bars are set for, one of them by a difference of medians."""
    if firms == bench.main and bench.usual > 1:
        return 3 * bench.usual
    return max(bench.usual, bench.runs(firms))


def two_at_once(bench):
    """How much of a second processor this computer gives: the cost of two runs that have nothing to do with each other."""
    outs = [f"{bench.out}-{run}" for run in ("first", "second")]
    cost = measuring.together(
        [bench.score(bench.main, 1, out=out) for out in outs], outs, bench.settles(bench.main))
    measuring.remove(outs)
    return cost


def growth(bench):
    """time for each firm as lists grow"""
    def trial(firms, threads):
        command = bench.score(firms, threads)
        return lambda: measured(command, bench.out, bench.settles(firms))

    trials = {(firms, threads): trial(firms, threads)
              for firms in bench.sizes for threads in (1, 2)}
    trials[bench.main, "pair"] = lambda: two_at_once(bench)
    costs = measuring.interleaved(trials, {name: growth_runs(bench, name[0]) for name in trials})
    lines = []
    for firms in bench.sizes:
        one, two = costs[firms, 1], costs[firms, 2]
        value = ratio(one, two)
        aim = ""
        if firms == bench.main and bench.has_aims:
            most = 2 * ratio(one, costs[firms, "pair"])
            aim = f"{bench.aim(value, least=1.7)}; two runs at once get {most:.2f} times as much done as one"
        lines.append([f"{firms:,}"] + [text for costs in (one, two) for text in (
            seconds(median(costs)), f"{median(costs) / firms * 1e6:.2f} µs")] + [f"{value:.2f}", aim])
    first, last = bench.sizes[0], bench.sizes[-1]
    shares = [per_firm(costs, threads, last) / per_firm(costs, threads, first) for threads in (1, 2)]
    lines.append([f"a firm of {last:,} ÷ a firm of {first:,}", "", f"{shares[0]:.2f}", "", f"{shares[1]:.2f}", "", ""])
    # Most of a run over a small list is the start, so growth is judged by what further firms cost.
    if JUDGED_FROM in bench.sizes and JUDGED_FROM < bench.main < last:
        steps = [(JUDGED_FROM, bench.main), (bench.main, last)]
        further = {(step, threads): per_firm(costs, threads, step[1], since=step[0]) for step in steps for threads in (1, 2)}
        for step in steps:
            lines.append([f"each firm from {step[0]:,} to {step[1]:,}", "", f"{further[step, 1] * 1e6:.2f} µs", "",
                          f"{further[step, 2] * 1e6:.2f} µs", "", ""])
        shares = [further[steps[1], threads] / further[steps[0], threads] for threads in (1, 2)]
        furthest = max(shares, key=lambda share: abs(share - 1))
        lines.append(["the latter ÷ the former", "", f"{shares[0]:.2f}", "", f"{shares[1]:.2f}", "",
                      bench.aim(furthest, 0.85, 1.15)])
    header = ["firms, forty rules", "one thread", "a firm", "two threads", "a firm", "one ÷ two", "aim"]
    return table(header, lines)


def single_figures(bench):
    """limits, stages, shipped rules, hashing, start-up and size"""
    check_index(bench)
    lines = limits(bench) + shipped_rules(bench) + hashing(bench) + shown_firms(bench) + start(bench)
    lines += program_size(bench)
    return table([f"{bench.main:,} firms, forty rules, unless others are named", "", "aim"], lines)


def check_index(bench):
    """The index of delimiters must be right, or it is no limit."""
    path = bench.list(bench.sizes[0])
    with open(path, "rb") as file:
        ends = [found.start() for found in re.finditer(rb'"[^"]*"|[,\n]', file.read()) if found.group() in (b",", b"\n")]
    last = {end >> 16: end for end in ends}
    for kernel in ("", "portable"):
        found = bench.own(f"index|{path}", kernel)
        if (found["cells"], found["checksum"]) != (len(ends), sum(last.values())):
            sys.exit("the index of delimiters is wrong")


def limits(bench):
    path = bench.list(bench.main)
    indexes = []

    def index():
        indexes.append(bench.own(f"index|{path}"))
        return Cost(indexes[-1]["kept"])

    costs = measuring.interleaved({
        "cat": lambda: measured(["cat", path]),
        "wc": lambda: measured(["wc", "-l", path]),
        "index": index,
        "read": lambda: Cost(bench.own(f"read|{path}|{FORTY}|2")["seconds"]),
        "whole": lambda: measured(bench.score(bench.main, 2), bench.out),
    }, bench.usual)
    at_once = [Cost(index["seconds"]) for index in indexes[1:]]
    how = "AVX2" if indexes[0]["avx2"] else "no AVX2 here"
    lines = [["`cat`; `wc -l`", f"{seconds(median(costs['cat']))}; {seconds(median(costs['wc']))}", ""],
             [f"bare index of delimiters, one thread, {how}: all positions kept; each given up at once",
              f"{seconds(median(costs['index']))}; {seconds(median(at_once))}", ""]]
    for name, title, most, aim in (("read", "reading and decoding", 3, 2), ("whole", "whole job", 9, 6)):
        ratios = [ratio(costs[name], costs["index"]), ratio(costs[name], at_once)]
        lines.append([f"{title}, two threads ÷ these indexes",
                      f"{seconds(median(costs[name]))}: " + "; ".join(f"{value:.1f}" for value in ratios),
                      bar_and_aim(bench, ratios, most, aim)])
    return lines


def bar_and_aim(bench, values, most, aim):
    """Whether figures, in their order, stay under a bar, and whether under what is aimed at beyond it."""
    if not bench.has_aims:
        return ""
    verdicts = ["; ".join(told(value <= bound) for value in values) for bound in (most, aim)]
    return f"at most {most}: {verdicts[0]} (aim {aim}: {verdicts[1]})"


def evaluated(folder):
    """How many rules a run evaluated, and how many it had."""
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    count = len(summary["rules"])
    return count, count + len(summary["not_assessed"])


def shipped_rules(bench):
    """Every rule that is evaluated counts: in effect, fed by the lists, gates and drafts among them."""
    agencies = os.path.join(bench.work, f"agencies-{bench.main}")
    if not os.path.exists(agencies):
        subprocess.run(
            [bench.firmrisk, "generate", agencies, "--firms", str(bench.main), "--seed", "7"], check=True)
    commands = {
        "forty": bench.score(bench.main, 2),
        "every field": measuring.score(
            bench.firmrisk, measuring.every_field_list(bench.firmrisk, bench.work, bench.main), bench.out, 2,
            measuring.one_list_rules(bench.work)),
        "list": bench.score(bench.main, 2, rules=None),
        "agencies": measuring.score(bench.firmrisk, agencies, bench.out, 2, rules=None),
    }
    counts = {}

    def trial(name):
        cost = measured(commands[name], bench.out)
        counts[name] = evaluated(bench.out)
        return cost

    costs = measuring.interleaved({name: lambda name=name: trial(name) for name in commands}, bench.usual)
    lines = []
    titles = {"every field": "on one list with every field, declared from it", "list": "on this list",
              "agencies": "on eight lists of agencies, joined"}
    for name, title in titles.items():
        count, total = counts[name]
        value = ratio(costs[name], costs["forty"]) * counts["forty"][0] / count
        lines.append([f"shipped rules {title}: {count} of {total} are evaluated; a rule and firm ÷ of the forty",
                      f"{seconds(median(costs[name]))}: {value:.2f}", bench.aim(value, most=2)])
    return lines


def hashing(bench):
    path = bench.list(bench.main)
    costs = measuring.interleaved({
        "hash": lambda: Cost(bench.own(f"hash|{path}")["seconds"]),
        "whole": lambda: Cost(measured(bench.score(bench.main, 2), bench.out).processor),
    }, bench.usual)
    share = 100 * ratio(costs["hash"], costs["whole"])
    return [["the manifest's hash ÷ processor time of the run", f"{seconds(median(costs['hash']))}: {share:.1f} %",
             bench.aim(share, most=5, unit=" %")]]


def shown_firms(bench):
    sizes = bench.sizes[-2:]
    peaks = [measuring.anonymous_peak([bench.firmrisk, "score", bench.list(firms), "--rules", FORTY, "--as-of", AS_OF,
                                       "--jobs", "2", "--top", "100"]) for firms in sizes]
    growth = (peaks[1] - peaks[0]) * MEBIBYTE / (sizes[1] - sizes[0])
    return [[f"`score --top 100`, memory without mapped files, {sizes[0]:,}; {sizes[1]:,} firms; growth for each firm",
             f"{'; '.join(memory(peak) for peak in peaks)}; {growth:.1f} bytes",
             bench.aim(growth, most=16, unit=" bytes")]]


def start(bench):
    ten = bench.list(10)
    costs = measuring.interleaved({
        "true": lambda: measured(["/bin/true"]),
        "version": lambda: measured([bench.firmrisk, "--version"]),
        "ten": lambda: measured([bench.firmrisk, "score", ten, "--as-of", AS_OF]),
    }, bench.starts)
    return [["start: `/bin/true`; `firmrisk --version`; ten firms with the shipped rules",
             "; ".join(f"{1000 * median(all_costs):.1f} ms" for all_costs in costs.values()), ""]]


def program_size(bench):
    """The program without its debugging information."""
    lines = []
    for title, path in (("with the Swift libraries beside it", bench.firmrisk),
                        ("with the Swift libraries inside", bench.static)):
        if not path:
            continue
        copy = os.path.join(bench.work, "stripped")
        shutil.copy(path, copy)
        subprocess.run(["strip", copy], check=True)
        size = os.path.getsize(copy) / 1e6
        os.remove(copy)
        aim = f"under 15 MB: {told(size < 15)}" if path == bench.static else ""
        lines.append([f"program, stripped, {title}", f"{size:.1f} MB", aim])
    return lines


ALL = [other_programs, growth, single_figures]
