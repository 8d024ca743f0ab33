"""What `run` and `figures` of this folder share: the other programs, their commands, and how runs are measured."""
import csv
import filecmp
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import venv
from typing import NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
FORTY = os.path.join(ROOT, "samples", "benchmark")
SHIPPED = os.path.join(ROOT, "rules", "vn-labour")
AS_OF = "2026-10-31"
SHARED = ["rank", "tax_code", "name", "commune", "sector", "ownership", "low", "high", "band", "area_insurance",
          "area_wages", "area_contracts", "area_safety", "fired_rules", "unknown_rules"]


class Cost(NamedTuple):
    """What one run took."""

    wall: float
    """Seconds."""
    processor: float = 0.0
    """Seconds of all threads."""
    memory: float = 0.0
    """Most MiB held at a time, pages of mapped files among them."""


class Peers:
    """The other programs, installed from PyPI into a virtual environment."""

    def __init__(self, work):
        self.python = os.path.join(work, "venv", "bin", "python")
        if not os.path.exists(self.python):
            venv.create(os.path.join(work, "venv"), with_pip=True)
        if subprocess.run([self.python, "-c", "import duckdb, duckdb_cli, polars"], stderr=subprocess.DEVNULL).returncode:
            subprocess.run([self.python, "-m", "pip", "install", "-q", "duckdb", "duckdb-cli", "polars"], check=True)
        # What pip puts beside the interpreter starts Python first; the program itself lies in the package.
        self.duckdb = self.answer("import duckdb_cli, os; print(os.path.join(duckdb_cli.__path__[0], 'duckdb'))")

    def answer(self, code):
        return subprocess.run([self.python, "-c", code], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def versions(self):
        """The name and version of each program."""
        names = [("duckdb", "DuckDB"), ("duckdb-cli", "its command line"), ("polars", "Polars")]
        return [(title, self.answer(f"import importlib.metadata as m; print(m.version('{name}'))"))
                for name, title in names]

    def commands(self, source, work, threads):
        """For each program its command over a list, and the ranking that it leaves."""
        sql = os.path.join(HERE, "forty-duckdb.sql")
        out = {name: os.path.join(work, name + ".csv") for name in ("duckdb", "cli", "polars")}
        return {
            "DuckDB": ([self.python, os.path.join(HERE, "duckdb_query.py"), sql, source, out["duckdb"], str(threads)],
                       out["duckdb"]),
            "DuckDB CLI": ([self.duckdb, "-c", query(sql, source, out["cli"], threads)], out["cli"]),
            "Polars": (["env", f"POLARS_MAX_THREADS={threads}", self.python, os.path.join(HERE, "forty_polars.py"),
                        source, out["polars"]], out["polars"]),
        }


def query(path, source, target, threads):
    """A query for the command line of DuckDB."""
    with open(path, encoding="utf-8") as file:
        text = file.read().replace("$INPUT", source).replace("$OUTPUT", target)
    return f"SET threads = {threads};\n{text}"


def score(firmrisk, source, out, threads, rules=FORTY):
    """The command that scores lists and leaves a folder, with the shipped rules when `rules` is None."""
    words = [firmrisk, "score", source, "--as-of", AS_OF, "--jobs", str(threads), "--out", out, "--quiet"]
    return words + (["--rules", rules] if rules else [])


def compared(command):
    """A command that scores, for a ranking of the columns that the other programs write."""
    return command + ["--columns", ",".join(SHARED)]


def wide_list(firmrisk, work, firms):
    """One list of fictional firms, made when it is not there."""
    path = os.path.join(work, f"firms-{firms}.csv")
    if not os.path.exists(path):
        generate(firmrisk, path, firms, ["--wide"])
    return path


def every_field_list(firmrisk, work, firms):
    """One list with a column for every field of the shipped rules, made when it is not there or the rules have other fields."""
    path = os.path.join(work, f"every-field-{firms}.csv")
    options = ["--wide", "--every-field", "--rules", SHIPPED]
    sample = path + ".sample"
    generate(firmrisk, sample, 1, options)
    if not os.path.exists(path) or header(path) != header(sample):
        generate(firmrisk, path, firms, options)
    os.remove(sample)
    return path


def header(path):
    with open(path, "rb") as file:
        return file.readline()


def generate(firmrisk, path, firms, options):
    """Writes a list of fictional firms, each with a tax code of its own.

    Among millions some have the same tax code by chance. The others would rank them twice and FirmRisk joins them, so each
    stands there once.
    """
    made = path + ".made"
    subprocess.run([firmrisk, "generate", made, *options, "--firms", str(firms), "--seed", "7"], check=True)
    seen = set()
    with open(made, "rb") as source, open(path + ".part", "wb") as target:
        for line in source:
            code = line[:line.index(b",")]
            if code not in seen:
                seen.add(code)
                target.write(line)
    os.remove(made)
    os.rename(path + ".part", path)


def one_list_rules(work):
    """The shipped rules with every fact of a firm in the one list of the labour department; the folder they are written to.

    In the shipped rules most facts stand in the list of another agency, so that one list feeds few rules. The rules are the
    same here, and so are all fields but for the lists they stand in. Visits, plans and disputes stay in lists of their own,
    since a firm has several.
    """
    folder = os.path.join(work, "one-list-rules")
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    for name in (name for name in os.listdir(SHIPPED) if name.endswith(".rules")):
        with open(os.path.join(SHIPPED, name), encoding="utf-8") as file:
            text = file.read()
        with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
            file.write(re.sub(r"^field (?!tax_code:|si_unit_code:).*?^}", in_one_list, text, flags=re.DOTALL | re.MULTILINE))
    return folder


def in_one_list(field):
    """The text of a field's declaration, for a field that the one list gives."""
    lists = re.search(r"^  from (.*)$", field[0], re.MULTILINE)
    if not lists or set(lists[1].split(", ")) & {"inspections", "plans", "disputes"}:
        return field[0]
    # Nobody is absent from the only list.
    alone = re.sub(r"^  absent .*\n", "", field[0], flags=re.MULTILINE)
    return alone.replace(lists[0], "  from labour")


def measured(command, makes=None, settles=False):
    """The cost of one run, which must succeed.

    The file or folder that it `makes` is removed first: giving the blocks of an earlier one back to the disk is nobody's
    work, and on some disks takes a tenth of a run. With `settles`, what earlier runs left to be written is written first.
    """
    if makes:
        remove([makes])
    if settles:
        os.sync()
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    check(command, child.returncode)
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def remove(paths):
    """Removes the files and folders that are there."""
    for path in paths:
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.remove(path)


def together(commands, makes, settles=False):
    """The cost in wall time of runs that start at once and must all succeed, each with what it makes."""
    remove(makes)
    if settles:
        os.sync()
    start = time.monotonic()
    children = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for command in commands]
    statuses = [child.wait() for child in children]
    seconds = time.monotonic() - start
    for command, status in zip(commands, statuses):
        check(command, status)
    return Cost(seconds)


def anonymous_peak(command):
    """Most MiB that one run holds of its own, without pages of mapped files, as far as looking often shows it."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while child.poll() is None:
        most = max(most, anonymous(child.pid))
        time.sleep(0.002)
    check(command, child.returncode)
    return most / 1024


def anonymous(process):
    """KiB that a process holds of its own; 0 when it has ended."""
    try:
        with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as file:
            for line in file:
                if line.startswith("RssAnon:"):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0


def check(command, status):
    if status != 0:
        # It is run once more for its messages, which a measured run does not print.
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        sys.exit(f"{command[0]} ended with {status}")


def interleaved(trials, runs, warm=True):
    """The costs of the runs of each trial, all trials in turn.

    A trial is a function that returns a Cost; `runs` is a number, or one for each name. The first run warms up and does
    not count, unless it was done before.
    """
    wanted = {name: runs if isinstance(runs, int) else runs[name] for name in trials}
    if warm:
        for trial in trials.values():
            trial()
    costs = {name: [] for name in trials}
    most = max(wanted.values())
    for run in range(1, most + 1):
        for name, trial in trials.items():
            # Fewer runs are spread over all turns, since a computer that others share is slow for minutes.
            if run * wanted[name] // most > len(costs[name]):
                costs[name].append(trial())
    return costs


def median(costs, what="wall"):
    return statistics.median(getattr(cost, what) for cost in costs)


def ratio(costs, others, what="wall"):
    """The median of the ratios within a run."""
    return statistics.median(
        getattr(cost, what) / max(getattr(other, what), 1e-6) for cost, other in zip(costs, others))


def rows(path):
    """The columns that all rankings have, row by row."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        header = next(reader)
        places = [header.index(name) for name in SHARED]
        for row in reader:
            yield [row[place] for place in places]


def differences(first, second):
    """How many rows of two rankings differ; prints some of them."""
    count = 0
    for left, right in zip(rows(first), rows(second), strict=True):
        if left != right:
            count += 1
            if count <= 3:
                print("  differ:", left, right, sep="\n    ", file=sys.stderr)
    return count


def all_differences(first, others):
    """For each name how many rows of its ranking differ from the first; files with equal bytes are compared once."""
    found = {}
    for name, path in others.items():
        twin = next((other for other in found if filecmp.cmp(path, others[other], shallow=False)), None)
        found[name] = found[twin] if twin else differences(first, path)
    return found
