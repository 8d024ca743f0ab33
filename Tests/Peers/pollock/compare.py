#!/usr/bin/env python3
"""Compares `firmrisk read` with DuckDB's automatic mode on a folder of polluted CSV files.

    python3 Tests/Peers/pollock/compare.py [--program .build/debug/firmrisk] [--each] [FOLDER ...]

Each FOLDER holds `csv` (polluted files), `clean` (the cells that should come out) and `parameters` (the true dialect), as the
sample and the survey of the Pollock benchmark do, or `csvs` and `json`, as csv-spectrum does. DuckDB is used if Python has it; otherwise it is
installed from PyPI into a folder of its own below the system's temporary folder.

A file counts once, as
  exact      every row and the header are those of the clean version, and nothing else comes out;
  named      what comes out is right, and every row of the clean version that is missing is in a damaged row that the loader
             names, or the loader refuses the file with a reason;
  silent     some cell that comes out is wrong, or a row is missing that nothing names.
Blank cells and nulls are equal, cells are compared without the blanks and line breaks at their ends, and blank cells beyond the
last title do not count. Headers are compared without line breaks and blanks at their ends; a file without a header is
compared by its rows. All columns of DuckDB are read as text, so that only the splitting into cells is compared.
"""

import argparse
import csv
import io
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
csv.field_size_limit(1 << 30)


def duckdb_module():
    try:
        import duckdb
    except ImportError:
        target = Path(tempfile.gettempdir()) / "firmrisk-peers"
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(target), "duckdb"], check=True)
        sys.path.insert(0, str(target))
        import duckdb
    return duckdb


def title(text):
    return " ".join(text.split())


class Result:
    """What a loader made of a file: rows, header, lines it names as damaged, or the reason why it refuses."""

    def __init__(self, header=None, rows=(), damaged=(), refusal=None):
        self.header, self.rows, self.damaged, self.refusal = header, list(rows), list(damaged), refusal


def ours(program, path):
    done = subprocess.run([program, "read", "--set-aside", str(path)], capture_output=True)
    errors = done.stderr.decode("utf-8")
    if done.returncode not in (0, 1):
        return Result(refusal=errors.strip().splitlines()[0] if errors.strip() else f"exit {done.returncode}")
    table = list(csv.reader(io.StringIO(done.stdout.decode("utf-8"), newline="")))
    damaged = [
        (int(row[0]), row[6], row[4] or row[5]) for row in list(csv.reader(io.StringIO(errors, newline="")))[1:]]
    return Result(table[0], table[1:], damaged)


def theirs(duckdb, path):
    connection = duckdb.connect()
    try:
        relation = connection.execute("select * from read_csv(?, all_varchar = true)", [str(path)])
        header = [column[0] for column in relation.description]
        rows = [["" if cell is None else cell for cell in row] for row in relation.fetchall()]
        return Result(header, rows)
    except Exception as error:  # noqa: BLE001 - every failure is a refusal
        return Result(refusal=str(error).splitlines()[0])
    finally:
        connection.close()


def normal(cell):
    return cell.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")


def fitted(row, width):
    """A row without blank cells beyond the header."""
    while len(row) > width and row[-1] == "":
        row = row[:-1]
    return row


def judge(result, clean, parameters):
    if result.refusal is not None:
        return "named", result.refusal[:110]
    # The number of header rows tells whether the first clean row is a header; made-up names are not compared.
    has_header = int(parameters.get("header_lines") or 0) > 0
    expected = [[normal(cell) for cell in row] for row in clean]
    found = [[normal(cell) for cell in row] for row in result.rows]
    wrong = []
    if has_header:
        header, expected = (expected[0] if expected else []), expected[1:]
        if [title(c) for c in header] != [title(c) for c in (result.header or [])]:
            wrong.append(f"header {result.header!r:.80}")
    elif expected and all(title(cell) == f"col_{place}" for place, cell in enumerate(expected[0])):
        expected = expected[1:]
    width = len(header) if has_header else 0
    if width:
        expected = [fitted(row, width) for row in expected]
        found = [fitted(row, width) for row in found]
    missing = Counter(map(tuple, expected)) - Counter(map(tuple, found))
    extra = Counter(map(tuple, found)) - Counter(map(tuple, expected))
    if extra:
        wrong.append(f"row {next(iter(extra))!r:.120}")
    # A damaged record that runs over several lines names the rows in all of them.
    named = sum(1 + normal(raw).count("\n") for _, raw, _ in result.damaged)
    if sum(missing.values()) > named:
        wrong.append(f"{sum(missing.values())} rows missing, {named} named")
    if wrong:
        return "silent", "; ".join(wrong)
    in_order = [row for row in expected if tuple(row) not in missing]
    if in_order != [row for row in found if tuple(row) not in missing]:
        return "silent", "rows in another order"
    if missing:
        line, _, code = result.damaged[0]
        return "named", f"line {line} {code}" + (f" and {named - 1} more" if named > 1 else "")
    return "exact", (f"beside {named} named rows" if named else "")


def wrong_cells(result, clean, parameters):
    """Cells of wrong rows that come out without a word."""
    if result.refusal is not None:
        return 0
    has_header = int(parameters.get("header_lines") or 0) > 0
    expected = [[normal(cell) for cell in row] for row in (clean[1:] if has_header else clean)]
    extra = Counter(tuple(map(normal, row)) for row in result.rows) - Counter(map(tuple, expected))
    return sum(len(row) * count for row, count in extra.items())


def clean_rows(path):
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return [row for row in csv.reader(io.StringIO(text, newline=""), skipinitialspace=False) if row]


def run(folder, program, duckdb, shows_each):
    totals = {"firmrisk": Counter(), "duckdb": Counter()}
    cells = Counter()
    for path in sorted((folder / "csv").iterdir()):
        clean = clean_rows(folder / "clean" / path.name)
        parameters = json.loads((folder / "parameters" / f"{path.name}_parameters.json").read_text())
        results = {"firmrisk": ours(program, path), "duckdb": theirs(duckdb, path)}
        verdicts = {}
        for loader, result in results.items():
            verdicts[loader] = judge(result, clean, parameters)
            totals[loader][verdicts[loader][0]] += 1
            if verdicts[loader][0] == "silent":
                cells[loader] += wrong_cells(result, clean, parameters)
        if shows_each or verdicts["firmrisk"][0] == "silent":
            print(f"{path.name:44.44} {verdicts['firmrisk'][0]:7} {verdicts['duckdb'][0]:7} {verdicts['firmrisk'][1]}")
    count = sum(totals["firmrisk"].values())
    print(f"\n{folder.name}: {count} files, DuckDB {duckdb.__version__}")
    print(f"{'loader':12}{'exact':>8}{'named':>8}{'silently wrong':>16}{'wrong cells':>13}")
    for loader, total in totals.items():
        print(f"{loader:12}{total['exact']:8}{total['named']:8}{total['silent']:16}{cells[loader]:13}")
    return totals


def spectrum(folder, program, duckdb):
    """The files of csv-spectrum, whose expected rows are JSON; two of its expectations do not fit its own files."""
    totals = {"firmrisk": Counter(), "duckdb": Counter()}
    for path in sorted((folder / "csvs").iterdir()):
        wanted = json.loads((folder / "json" / f"{path.stem}.json").read_text())
        wanted = wanted if isinstance(wanted, list) else [wanted]
        if path.stem == "location_coordinates":
            wanted[0]["Contact Phone Number"] = "2095257564"
        clean = [list(wanted[0])] + [[row[name] for name in wanted[0]] for row in wanted]
        for loader, result in (("firmrisk", ours(program, path)), ("duckdb", theirs(duckdb, path))):
            verdict = judge(result, clean, {"header_lines": 1})
            totals[loader][verdict[0]] += 1
            if verdict[0] != "exact":
                print(f"{path.name:30} {loader:9} {verdict[0]:7} {verdict[1]}")
    print(f"\n{folder.name}: {sum(totals['firmrisk'].values())} files, DuckDB {duckdb.__version__}")
    print(f"{'loader':12}{'exact':>8}{'named':>8}{'silently wrong':>16}")
    for loader, total in totals.items():
        print(f"{loader:12}{total['exact']:8}{total['named']:8}{total['silent']:16}")
    return totals


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--program", default=str(ROOT / ".build/debug/firmrisk"))
    parser.add_argument("--each", action="store_true", help="print every file")
    arguments = parser.parse_args()
    folders = [folder for folder in arguments.folders if folder.is_dir()]
    if not folders:
        print("skipped: name the folders of the Pollock files; they do not belong to the tree")
        return 0
    duckdb = duckdb_module()
    failed = False
    for folder in folders:
        if (folder / "json").is_dir():
            failed |= spectrum(folder, os.path.abspath(arguments.program), duckdb)["firmrisk"]["silent"] > 0
            continue
        totals = run(folder, os.path.abspath(arguments.program), duckdb, arguments.each)
        if folder.name == "pollock-sample":
            failed |= totals["firmrisk"]["silent"] > 0 or totals["firmrisk"]["exact"] < totals["duckdb"]["exact"]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
