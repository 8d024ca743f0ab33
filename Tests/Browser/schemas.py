#!/usr/bin/env python3
"""Validates a run's files with another program's validator: python3 Tests/Browser/schemas.py FIRMRISK RUN_DIR"""
import json
import subprocess
import sys

from jsonschema import Draft202012Validator

program, run = sys.argv[1:3]
faults = 0
for name, file in [("ranking", "ranking.jsonl"), ("findings", "findings.jsonl"), ("summary", "summary.json"), ("manifest", "manifest.json")]:
    schema = json.loads(subprocess.run([program, "schema", name], capture_output=True, check=True).stdout)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    with open(f"{run}/{file}", encoding="utf-8") as text:
        documents = [json.loads(line) for line in text] if file.endswith("l") else [json.load(text)]
    found = [error for document in documents[:500] for error in validator.iter_errors(document)]
    faults += len(found)
    print(f"{'FAIL' if found else 'ok  '} {file}: {min(len(documents), 500)} of {len(documents)} documents fit")
    for error in found[:3]:
        print("    ", error.json_path, error.message[:200])
sys.exit(1 if faults else 0)
