#!/usr/bin/env python3
"""Scores lists under random area caps and band limits, for the comparison with the what-if of report.html.

    python3 Tests/Browser/settings.py FIRMRISK RULES_DIR LISTS_DIR SETTINGS_JSON [COUNT]

Each setting is a copy of the pack with other caps (they still sum to 100) and band limits. A setting that the checker
refuses, since a rule has more points than its area's cap, has the points as they are and is passed over.
"""
import csv
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

program, rules, lists, target = sys.argv[1:5]
wanted = int(sys.argv[5]) if len(sys.argv) > 5 else 50
random.seed(20261031)
names = re.findall(r"^area (\w+)", Path(rules, "areas.rules").read_text(), re.M)
bands = ["low", "medium", "high", "critical"]
settings, tried = [], 0
with tempfile.TemporaryDirectory() as scratch:
    pack, out = Path(scratch, "pack"), Path(scratch, "out")
    while len(settings) < wanted and tried < 4 * wanted:
        tried += 1
        cuts = sorted(random.sample(range(1, 100), len(names) - 1))
        caps = [after - before for before, after in zip([0] + cuts, cuts + [100])]
        limits = [0] + sorted(random.sample(range(5, 95), 3))
        shutil.rmtree(pack, ignore_errors=True)
        shutil.copytree(rules, pack)
        left = iter(caps)
        areas = pack / "areas.rules"
        areas.write_text(re.sub(r"^(  cap +)\d+", lambda found: found[1] + str(next(left)), areas.read_text(), flags=re.M))
        policy = pack / "policy.rules"
        words = ", ".join(f"{band} from {limit}" for band, limit in zip(bands, limits))
        policy.write_text(re.sub(r"bands .*", "bands " + words, policy.read_text()))
        run = subprocess.run(
            [program, "score", lists, "--rules", str(pack), "--quiet", "--out", str(out)], capture_output=True, text=True)
        if run.returncode:
            continue
        with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as file:
            rows = [
                ",".join([row["tax_code"].lstrip("'"), row["low"], row["high"], str(round(float(row["estimate"]) * 10)),
                          str(bands.index(row["band"]))]) for row in csv.DictReader(file)]
        settings.append({"caps": caps, "limits": limits, "rows": rows})
Path(target).write_text(json.dumps(settings))
print(f"{len(settings)} settings scored by the engine, {tried - len(settings)} refused by the checker")
