"""Runs the SQL of `firmrisk sql` in real engines and compares every cell with the engine's own ranking."""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from corpus import Batch
from engines import ENGINES, Engine, Spark
from tally import Stopped, Tally, read_findings, read_ranking, table

# Operators whose SQL differs from engine to engine, for `--try-faults`.
FAULTS = ["div", "end_of_month", "if", "starts in", "max", "and", "<"]


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

    def run(self):
        dialects = self.options.engines.split(",")
        engines = []
        try:
            for dialect in dialects:
                engines.append(ENGINES[dialect](self.work))
            return self.try_faults(engines) if self.options.try_faults else self.compare(engines)
        finally:
            for engine in engines:
                engine.close()
            if not self.options.keep:
                shutil.rmtree(self.work, ignore_errors=True)

    def compare(self, engines):
        tallies = [Tally(engine) for engine in engines]
        try:
            self.ask_lists(tallies)
            for size in (Engine.batch, Spark.batch):
                group = [tally for tally in tallies if tally.engine.batch == size]
                if group:
                    self.ask_sets(group)
        except Stopped:
            print("stopped; compared until then:")
            self.report(tallies)
            return 143
        return self.report(tallies)

    # -- lists: the shipped sample and a wide list, through the program's own commands

    def ask_lists(self, tallies):
        found = [("samples/hue", os.path.join(self.options.root, "samples/hue"), [])]
        if self.options.firms > 0:
            wide = os.path.join(self.work, "wide.csv")
            self.program("firmrisk", "generate", wide, "--wide", "--firms", str(self.options.firms))
            found.append((f"generated, {self.options.firms} firms", wide, ["--as-of", "2026-10-31"]))
        for number, (title, source, extra) in enumerate(found):
            folder = os.path.join(self.work, f"list{number}")
            run = folder + "-run"
            explains = number == 0
            self.program(
                "firmrisk", "score", source, "--out", run, "--quiet", *(["--findings"] if explains else []), *extra)
            self.program("firmrisk", "export-table", source, "--out", folder, *extra)
            expected = read_ranking(os.path.join(run, "ranking.csv"))
            findings = read_findings(os.path.join(run, "findings.jsonl")) if explains else {}
            for tally in tallies:
                common = ["sql", "--dialect", tally.engine.dialect, "--input", source, *extra]
                ddl = self.program("firmrisk", *common, "--ddl", "--from", folder)
                asked = [firm for firm in expected if firm in findings][: self.options.explain]
                explanations = [(firm, self.program("firmrisk", *common, "--explain", firm)) for firm in asked]
                self.ask_list(
                    tally, title, ddl, self.program("firmrisk", *common), expected, explanations, findings)
            shutil.rmtree(folder)
            shutil.rmtree(run)

    def ask_list(self, tally, title, ddl, sql, expected, explanations, findings):
        start = time.monotonic()
        tally.lists += 1
        try:
            tally.engine.load_statements(ddl)
            header, rows = tally.engine.query(sql)
            explained = [(firm, tally.engine.query(text)) for firm, text in explanations]
        except Exception as error:
            tally.fail(title, error)
            return
        tally.seconds += time.monotonic() - start
        tally.rank(title, header, rows, expected)
        for firm, (header, rows) in explained:
            tally.explain(f"explanation in {title}", firm, header, rows, findings[firm], all_rules=False)

    # -- random rule sets

    def ask_sets(self, tallies):
        """Asks engines that take the same number of rule sets together."""
        engines = [tally.engine for tally in tallies]
        size = engines[0].batch
        last = self.options.seed + (self.options.spark_sets if size == Spark.batch else self.options.sets)
        for first in range(self.options.seed, last, size):
            faults = [self.fault_of(engine) for engine in engines]
            batch = self.batch(engines, range(first, min(first + size, last)), next(filter(None, faults), ""))
            for tally, fault in zip(tallies, faults):
                if batch.fault and not fault:
                    continue
                start = time.monotonic()
                batch.ask(tally.engine, tally, explains=tally.engine.explains_sets)
                tally.seconds += time.monotonic() - start
                if tally.differences and not self.options.keep_going:
                    self.name_blame(tally.engine, batch, tally)
            batch.remove()
            if any(tally.differences for tally in tallies) and not self.options.keep_going:
                return

    def batch(self, engines, seeds, fault):
        folder = os.path.join(self.work, "corpus")
        return Batch(
            self.program, folder, seeds, self.options.set_firms, [engine.dialect for engine in engines], fault)

    def fault_of(self, engine):
        """The operator of `--plant-fault OP` or `--plant-fault DIALECT:OP` for an engine."""
        dialect, colon, operator = self.options.plant_fault.partition(":")
        if not colon:
            return dialect
        return operator if dialect == engine.dialect else ""

    @staticmethod
    def name_blame(engine, batch, tally):
        blame = batch.blame(engine, tally.differences)
        if blame:
            seed, rule, firm, operator, value, wanted = blame
            print(
                f"{engine.dialect}: rule set {seed}, rule {rule}, firm {firm}: operator `{operator}` "
                f"gives {value or 'unknown'}, the engine {wanted or 'unknown'}")
        return blame

    def try_faults(self, engines):
        """Plants one fault after the other; each must be found and traced to its operator."""
        missed = 0
        for engine in engines:
            for operator in self.options.fault_list:
                seeds = range(self.options.seed, self.options.seed + engine.fault_sets)
                batch = self.batch([engine], seeds, operator)
                tally = Tally(engine)
                batch.ask(engine, tally, explains=False)
                blame = self.name_blame(engine, batch, tally) if tally.differences else None
                batch.remove()
                if not blame or blame[3].split(" (over")[0] != operator:
                    missed += 1
                    print(f"{engine.dialect}: the fault in `{operator}` was not traced, {blame}")
        print(f"{len(engines) * len(self.options.fault_list) - missed} faults traced, {missed} missed")
        return 1 if missed else 0

    # -- the end

    def report(self, tallies):
        for tally in tallies:
            for title, firm, column, got, wanted in tally.differences[: self.options.show]:
                print(f"{tally.engine.dialect}, {title}, firm {firm}, {column}: SQL {got!r}, engine {wanted!r}")
        print("\n".join(table(tallies)))
        return 1 if any(tally.differences for tally in tallies) else 0


def main():
    # A run that is stopped from outside prints what it has found and stops its servers.
    signal.signal(signal.SIGTERM, Stopped.stop)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engines", required=True)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--sets", type=int, default=2000)
    parser.add_argument("--spark-sets", type=int, default=200)
    parser.add_argument("--set-firms", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--firms", type=int, default=100_000)
    parser.add_argument("--explain", type=int, default=5)
    parser.add_argument("--plant-fault", default="")
    parser.add_argument("--try-faults", action="store_true")
    parser.add_argument("--fault-list", type=lambda text: text.split(","), default=FAULTS)
    parser.add_argument("--keep-going", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--show", type=int, default=5)
    sys.exit(Comparison(parser.parse_args()).run())


if __name__ == "__main__":
    main()
