"""What one engine was asked, what it answered, and where that differs from FirmRisk's own engine."""

import csv
import json

TRUTHS = {"more_may_be_affected", "scores"}
EXPLAINED = ("scores", "state", "points", "most")


def plain(value, is_truth=False):
    """A cell as text: the same for every engine."""
    if value is None:
        return ""
    if is_truth:
        return "true" if str(value).lower() in ("true", "t", "1") else "false"
    return str(value)


def read_ranking(path):
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


def read_explanation(path):
    """The engine's explanation of one firm: {rule: {column: text}}."""
    with open(path, encoding="utf-8", newline="") as file:
        return {row["rule"]: row for row in csv.DictReader(file)}


def read_findings(path):
    """Fired and unknown rules of every firm from findings.jsonl: {tax code: {rule: {column: text}}}."""
    firms = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if "rule" in entry:
                cells = {name: plain(entry[name], name in TRUTHS) for name in EXPLAINED}
                firms.setdefault(entry["tax_code"], {})[entry["rule"]] = cells
    return firms


class Stopped(BaseException):
    """The run was asked to end."""

    asked = False

    @staticmethod
    def stop(*_):
        Stopped.asked = True
        raise Stopped


class Tally:
    """Figures of one engine."""

    def __init__(self, engine):
        self.engine = engine
        self.lists = self.sets = self.rows = self.cells = self.explained = 0
        self.loaded = []
        self.differences = []
        self.seconds = 0.0

    def rank(self, title, header, rows, expected):
        """Compares a ranking, every cell of it."""
        self.rows += len(rows)
        found = set()
        for row in rows:
            cells = dict(zip(header, row))
            firm = cells["tax_code"]
            found.add(firm)
            wanted = expected.get(firm)
            if wanted is None:
                self.differ(title, firm, "tax_code", "a firm too many", "")
                continue
            for column, value in cells.items():
                self.cells += 1
                got = plain(value, column in TRUTHS)
                if got != wanted[column]:
                    self.differ(title, firm, column, got, wanted[column])
        for firm in sorted(set(expected) - found):
            self.differ(title, firm, "tax_code", "missing", firm)

    def explain(self, title, firm, header, rows, expected, all_rules=True):
        """Compares an explanation; without `all_rules` the expected rules are the fired and unknown ones."""
        self.explained += 1
        open_rules = set()
        for row in rows:
            cells = dict(zip(header, row))
            rule = cells["rule"]
            if all_rules or plain(cells["state"]) in ("fires", "unknown"):
                open_rules.add(rule)
            wanted = expected.get(rule)
            if wanted is None:
                continue
            for column in EXPLAINED:
                self.cells += 1
                got = plain(cells[column], column in TRUTHS)
                if got != wanted[column]:
                    self.differ(title, firm, f"{column} of {rule}", got, wanted[column])
        if open_rules != set(expected):
            rules = " ".join(sorted(open_rules ^ set(expected)))
            self.differ(title, firm, "rules explained", rules, "")

    def differ(self, title, firm, column, got, wanted):
        self.differences.append((title, firm, column, got, wanted))

    def fail(self, title, error):
        # A query that the request to end has interrupted is no answer.
        if Stopped.asked:
            raise Stopped
        self.differ(title, "", "error", str(error).strip()[:600], "")


def table(tallies):
    """The figures of all engines, as lines of text."""
    heading = ["engine", "version", "lists", "rule sets", "rows", "firms explained", "cells", "differences", "seconds"]
    lines = [heading]
    for tally in tallies:
        figures = (tally.lists, tally.sets, tally.rows, tally.explained, tally.cells, len(tally.differences))
        lines.append(
            [tally.engine.dialect, tally.engine.version] + [f"{figure:,}" for figure in figures]
            + [f"{tally.seconds:.0f}"])
    widths = [max(len(line[column]) for line in lines) for column in range(len(heading))]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(line, widths)))
        for line in lines]
