"""Times the generated SQL of samples/benchmark against SQL written by hand, in DuckDB on one loaded table."""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import duckdb

HERE = os.path.dirname(os.path.abspath(__file__))


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", required=True)
    parser.add_argument("--root", required=True)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--threads", type=int, action="append")
    parser.add_argument("--most", type=float, default=1.2, help="greatest ratio of processor times that passes")
    return parser.parse_args()


def measured(connection, sql):
    """Wall and processor seconds of a statement."""
    before, start = resource.getrusage(resource.RUSAGE_SELF), time.monotonic()
    connection.execute(sql)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return time.monotonic() - start, after.ru_utime - before.ru_utime


def compared(connection, statements, runs, threads):
    """Runs the statements in turn; the ratios of the first to the second."""
    connection.execute(f"SET threads = {threads}")
    figures = {name: [] for name in statements}
    for run in range(runs + 1):
        for name, sql in statements.items():
            pair = measured(connection, sql)
            if run > 0:  # the first is a warm-up
                figures[name].append(pair)
    medians = {name: [statistics.median(pair[place] for pair in pairs) for place in (0, 1)]
               for name, pairs in figures.items()}
    for name, (wall, processor) in medians.items():
        print(f"{threads} threads  {name:10} wall {wall:7.3f} s   processor {processor:7.3f} s")
    generated, by_hand = medians.values()
    ratios = [first / second for first, second in zip(generated, by_hand)]
    print(f"{threads} threads  ratio of medians: wall {ratios[0]:.2f}, processor {ratios[1]:.2f}")
    return ratios


def main():
    asked = arguments()

    def firmrisk(*words):
        return subprocess.run(
            [os.path.join(asked.bin, "firmrisk"), *words], check=True, capture_output=True, text=True).stdout

    rules = ["--rules", os.path.join(asked.root, "samples", "benchmark"), "--as-of", "2026-10-31"]
    with tempfile.TemporaryDirectory(prefix="firmrisk-time-") as work:
        wide = os.path.join(work, "wide.csv")
        firmrisk("generate", wide, "--wide", "--firms", str(asked.firms), "--seed", "7")
        firmrisk("export-table", wide, *rules, "--out", work)
        connection = duckdb.connect(os.path.join(work, "firms.duckdb"))
        connection.execute(firmrisk("sql", "--dialect", "duckdb", *rules, "--ddl", "--from", work))
        generated = firmrisk("sql", "--dialect", "duckdb", *rules, "--as", "table", "--name", "generated")
        with open(os.path.join(HERE, "forty-by-hand.sql"), encoding="utf-8") as file:
            by_hand = file.read()
        statements = {"generated": generated.replace("CREATE TABLE", "CREATE OR REPLACE TABLE"), "by hand": by_hand}
        print(f"DuckDB {duckdb.__version__}, {asked.firms:,} firms, medians of {asked.runs} interleaved runs")
        ratios = [compared(connection, statements, asked.runs, threads) for threads in asked.threads or [1, 2]]
        columns = ", ".join(row[0] for row in connection.execute("DESCRIBE generated").fetchall())
        differences = connection.execute(
            f"SELECT COUNT(*) FROM ((SELECT {columns} FROM generated EXCEPT ALL SELECT {columns} FROM by_hand) UNION ALL"
            f" (SELECT {columns} FROM by_hand EXCEPT ALL SELECT {columns} FROM generated))").fetchone()[0]
        print(f"{differences} rows differ")
        connection.close()
    if differences or ratios[0][1] > asked.most:
        sys.exit(1)


if __name__ == "__main__":
    main()
