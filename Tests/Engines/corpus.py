"""Random rule sets: written in batches over one random table, asked of engines, and traced to rule, firm and operator."""

import datetime
import json
import os
import re
import shutil

from tally import plain, read_explanation, read_ranking


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


class Batch:
    """Rule sets `seeds` over the table of the first of them."""

    def __init__(self, program, folder, seeds, firms, dialects, fault):
        self.program, self.folder, self.seeds, self.firms, self.fault = program, folder, seeds, firms, fault
        names = ",".join(sorted(set(dialects) | {"postgresql"}))
        program(
            "engine-corpus", "write", folder, str(seeds[0]), str(len(seeds)), str(firms), names,
            *([fault] if fault else []))
        self.ddl = {name: read(os.path.join(folder, f"tables.{name}.sql")) for name in names.split(",")}

    def path(self, seed, name):
        return os.path.join(self.folder, str(seed), name)

    def queries(self, kind, dialect):
        return [(seed, read(self.path(seed, f"{kind}.{dialect}.sql"))) for seed in self.seeds]

    def remove(self):
        shutil.rmtree(self.folder)

    # -- asking

    def ask(self, engine, tally, explains):
        """Compares all rule sets of the batch in one engine, and every fifth one's explanation of a firm."""
        engine.load_rows(self.folder, self.ddl)
        for seed, answer in engine.answers(self.queries("query", engine.dialect)):
            title = f"rule set {seed}"
            if isinstance(answer, Exception):
                tally.fail(title, answer)
            else:
                tally.rank(title, *answer, read_ranking(self.path(seed, "expected.csv")))
            tally.sets += 1
        if not explains:
            return
        explained = [(seed, sql) for seed, sql in self.queries("explain", engine.dialect) if seed % 5 == 0]
        for seed, answer in engine.answers(explained):
            title = f"explanation in rule set {seed}"
            if isinstance(answer, Exception):
                tally.fail(title, answer)
            else:
                tally.explain(title, "", *answer, read_explanation(self.path(seed, "explained.csv")))

    # -- tracing

    def blame(self, engine, differences):
        """The innermost part of a rule whose value differs: (rule set, rule, firm, operator, value, expected)."""
        found = None
        for seed, rule, firm in list(self.suspects(differences))[:30]:
            arguments = ["probe", str(seed), str(self.seeds[0]), str(self.firms), engine.dialect, rule, firm]
            for line in self.program("engine-corpus", *arguments, *([self.fault] if self.fault else [])).splitlines():
                probe = json.loads(line)
                value = probed(engine.query(probe["sql"])[1][0], probe["expected"])
                if value != probe["expected"]:
                    # What differs inside an aggregate cannot be asked by itself, so a plain operator says more.
                    if found is None or " of rows" not in probe["operator"]:
                        found = (seed, rule, firm, probe["operator"], value, probe["expected"])
                    break
            if found and " of rows" not in found[3]:
                break
        return found

    def suspects(self, differences):
        """Rule sets, rules and firms to look at: states that differ first, then points of rules that fire."""
        ranked = [entry for entry in differences if re.fullmatch(r"rule set \d+", entry[0]) and entry[1]]
        for title, firm, column, got, wanted in ranked:
            if column in ("fired_rules", "unknown_rules"):
                for rule in sorted(set(got.split()) ^ set(wanted.split())):
                    yield int(title.split()[-1]), rule, firm
        seen = set()
        for title, firm, _, _, _ in ranked:
            seed = int(title.split()[-1])
            if (seed, firm) in seen:
                continue
            seen.add((seed, firm))
            row = read_ranking(self.path(seed, "expected.csv")).get(firm, {})
            for rule in row.get("fired_rules", "").split():
                yield seed, rule, firm


def probed(row, expected):
    value, is_none = row
    if plain(is_none, True) == "true":
        return "none"
    if expected in ("true", "false") and value is not None:
        return plain(value, True)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", expected) and re.fullmatch(r"-?\d+", str(value)):
        return str(datetime.date.fromordinal(int(value) + datetime.date(1970, 1, 1).toordinal()))
    return plain(value)
