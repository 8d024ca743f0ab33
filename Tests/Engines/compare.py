"""Runs the SQL of `firmrisk sql` in real engines and compares every cell with the engine's own ranking."""

import argparse
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from engines import ENGINES

TRUTHS = {"more_may_be_affected"}


def plain(value, is_truth=False):
    """A cell as text: the same for every engine."""
    if value is None:
        return ""
    if is_truth:
        return "true" if str(value).lower() in ("true", "t", "1") else "false"
    return str(value)


def read_expected(path):
    """The engine's ranking by tax code: {tax code: {column: text}}."""
    firms = {}
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if "estimate" in row:
                whole, _, tenth = row.pop("estimate").partition(".")
                row["estimate_tenths"] = str(int(whole) * 10 + int(tenth or 0))
                workers = row["workers_affected"]
                row["workers_affected"] = workers.rstrip("+")
                row["more_may_be_affected"] = "true" if workers.endswith("+") else "false"
            firms[row["tax_code"]] = row
    return firms


class Tally:
    """What one engine was asked, and where it differs."""

    def __init__(self, engine):
        self.engine = engine
        self.rows = self.sets = self.cells = 0
        self.differences = []
        self.seconds = 0.0

    def compare(self, title, header, rows, expected):
        self.sets += 1
        self.rows += len(rows)
        found = set()
        for row in rows:
            cells = dict(zip(header, row))
            firm = cells["tax_code"]
            found.add(firm)
            wanted = expected.get(firm)
            if wanted is None:
                self.differences.append((title, firm, "tax_code", "a firm too many", ""))
                continue
            for column, value in cells.items():
                self.cells += 1
                got = plain(value, column in TRUTHS)
                if got != wanted[column]:
                    self.differences.append((title, firm, column, got, wanted[column]))
        for firm in sorted(set(expected) - found):
            self.differences.append((title, firm, "tax_code", "missing", firm))

    def fail(self, title, error):
        self.sets += 1
        self.differences.append((title, "", "error", str(error).strip()[:600], ""))


def rules_that_differ(got, wanted):
    return sorted(set(got.split()) ^ set(wanted.split()))


class Comparison:
    def __init__(self, options):
        self.options = options
        self.work = tempfile.mkdtemp(prefix="firmrisk-engines-")
        os.chmod(self.work, 0o755)

    def program(self, name, *arguments):
        command = [os.path.join(self.options.bin, name), *arguments]
        result = subprocess.run(command, capture_output=True, text=True, cwd=self.options.root)
        if result.returncode != 0:
            raise RuntimeError(" ".join(command) + "\n" + result.stderr)
        return result.stdout

    # -- what is compared

    def lists(self, dialects):
        """The shipped sample and a wide list, through the program's own commands."""
        found = [("samples/hue", os.path.join(self.options.root, "samples/hue"), [])]
        if self.options.firms > 0:
            wide = os.path.join(self.work, "wide.csv")
            self.program("firmrisk", "generate", wide, "--wide", "--firms", str(self.options.firms))
            found.append((f"generated, {self.options.firms} firms", wide, ["--as-of", "2026-10-31"]))
        for number, (title, source, extra) in enumerate(found):
            folder = os.path.join(self.work, f"list{number}")
            run = folder + "-run"
            self.program("firmrisk", "score", source, "--out", run, "--quiet", *extra)
            self.program("firmrisk", "export-table", source, "--out", folder, *extra)
            ddl, sql = {}, {}
            for dialect in sorted(set(dialects) | {"postgresql"}):
                common = ["sql", "--dialect", dialect, "--input", source, *extra]
                ddl[dialect] = self.program("firmrisk", *common, "--ddl", "--from", folder)
                sql[dialect] = self.program("firmrisk", *common)
            yield title, folder, ddl, sql, os.path.join(run, "ranking.csv")

    def corpus(self, dialects, sets):
        """Random rule sets with random rows, in batches."""
        batch = 100
        for first in range(self.options.seed, self.options.seed + sets, batch):
            folder = os.path.join(self.work, "corpus")
            count = min(batch, self.options.seed + sets - first)
            arguments = ["write", folder, str(first), str(count), str(self.options.set_firms), ",".join(dialects)]
            if self.options.plant_fault:
                arguments.append(self.options.plant_fault)
            self.program("engine-corpus", *arguments)
            for seed in range(first, first + count):
                place = os.path.join(folder, str(seed))
                ddl, sql = {}, {}
                for dialect in sorted(set(dialects) | {"postgresql"}):
                    with open(os.path.join(place, f"tables.{dialect}.sql"), encoding="utf-8") as file:
                        ddl[dialect] = file.read()
                    with open(os.path.join(place, f"query.{dialect}.sql"), encoding="utf-8") as file:
                        sql[dialect] = file.read()
                yield f"rule set {seed}", place, ddl, sql, os.path.join(place, "expected.csv")
            shutil.rmtree(folder)

    # -- the comparison

    def run(self):
        dialects = self.options.engines.split(",")
        engines = [ENGINES[dialect](self.work) for dialect in dialects]
        tallies = {engine.dialect: Tally(engine) for engine in engines}
        try:
            for case in self.lists(dialects):
                for engine in engines:
                    self.ask(engine, tallies[engine.dialect], case)
            fast = [engine for engine in engines if engine.dialect != "spark"]
            slow = [engine for engine in engines if engine.dialect == "spark"]
            for group, sets in ((fast, self.options.sets), (slow, self.options.spark_sets)):
                if not group:
                    continue
                for case in self.corpus([engine.dialect for engine in group], sets):
                    for engine in group:
                        self.ask(engine, tallies[engine.dialect], case)
                        if tallies[engine.dialect].differences and not self.options.keep_going:
                            return self.report(tallies)
            return self.report(tallies)
        finally:
            for engine in engines:
                engine.close()
            if not self.options.keep:
                shutil.rmtree(self.work, ignore_errors=True)

    def ask(self, engine, tally, case):
        title, folder, ddl, sql, expected = case
        start = time.monotonic()
        try:
            engine.load(folder, ddl)
            header, rows = engine.query(sql[engine.dialect])
        except Exception as error:
            tally.fail(title, error)
            return
        tally.seconds += time.monotonic() - start
        self.expected = read_expected(expected)
        tally.compare(title, header, rows, self.expected)
        if tally.differences and title.startswith("rule set") and not self.options.keep_going:
            self.explain(engine, tally, title)

    def explain(self, engine, tally, title):
        """Names rule, firm and operator behind the differences: the innermost part that differs."""
        seed = title.split()[-1]
        blame = None
        for rule, firm in list(self.suspects(tally.differences))[:20]:
            arguments = ["probe", seed, str(self.options.set_firms), engine.dialect, rule, firm]
            if self.options.plant_fault:
                arguments.append(self.options.plant_fault)
            for line in self.program("engine-corpus", *arguments).splitlines():
                probe = json.loads(line)
                value = self.probed(engine.query(probe["sql"])[1][0], probe["expected"])
                if value != probe["expected"]:
                    found = (rule, firm, probe["operator"], value, probe["expected"])
                    # What differs inside an aggregate cannot be asked by itself, so a plain operator says more.
                    if blame is None or " of rows" not in found[2]:
                        blame = found
                    break
            if blame and " of rows" not in blame[2]:
                break
        if blame:
            rule, firm, operator, value, wanted = blame
            print(
                f"{engine.dialect}: {title}, rule {rule}, firm {firm}: operator `{operator}` "
                f"gives {value or 'unknown'}, the engine {wanted or 'unknown'}")

    def suspects(self, differences):
        """Rules and firms to look at: states that differ first, then points of rules that fire."""
        for _, firm, column, got, wanted in differences:
            if column in ("fired_rules", "unknown_rules"):
                for rule in rules_that_differ(got, wanted):
                    yield rule, firm
        seen = set()
        for _, firm, _, _, _ in differences:
            if firm and firm not in seen:
                seen.add(firm)
                for rule in self.expected.get(firm, {}).get("fired_rules", "").split():
                    yield rule, firm

    @staticmethod
    def probed(row, expected):
        value, is_none = row
        if plain(is_none, True) == "true":
            return "none"
        if expected in ("true", "false") and value is not None:
            return plain(value, True)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", expected) and re.fullmatch(r"-?\d+", str(value)):
            import datetime

            return str(datetime.date.fromordinal(int(value) + datetime.date(1970, 1, 1).toordinal()))
        return plain(value)

    def report(self, tallies):
        failed = False
        for tally in tallies.values():
            count = len(tally.differences)
            failed = failed or count > 0
            print(
                f"{tally.engine.dialect} {tally.engine.version}: {tally.rows} rows, {tally.sets} rule sets and lists, "
                f"{tally.cells} cells compared, {count} differences, {tally.seconds:.0f} s")
            for title, firm, column, got, wanted in tally.differences[: self.options.show]:
                print(f"  {title}, firm {firm}, {column}: SQL {got!r}, engine {wanted!r}")
        return 1 if failed else 0


def main():
    # A run that is stopped from outside stops its servers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--sets", type=int, default=1000)
    parser.add_argument("--spark-sets", type=int, default=200)
    parser.add_argument("--set-firms", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--plant-fault", default="")
    parser.add_argument("--keep-going", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--show", type=int, default=5)
    sys.exit(Comparison(parser.parse_args()).run())


if __name__ == "__main__":
    main()
