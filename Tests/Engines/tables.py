"""Reads the files of `firmrisk export-table` and the statements of `firmrisk sql --ddl`."""

import re

COLUMN = re.compile(r'^  ("(?:[^"]|"")*"|\w+) (TEXT|BIGINT|BOOLEAN|DATE)\b')


def table_types(ddl):
    """Column types by table from PostgreSQL's CREATE TABLE statements: {table: [(column, type)]}."""
    tables = {}
    for line in ddl.split("\n"):
        start = re.match(r"^CREATE TABLE (.+) \($", line)
        if start:
            tables[start.group(1).strip('"')] = columns = []
        column = COLUMN.match(line)
        if column:
            columns.append((column.group(1).strip('"').replace('""', '"'), column.group(2)))
    return tables


def read_rows(path):
    """Rows of a file after its header; None for a blank cell, text (perhaps empty) for a quoted one."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    rows, row, place = [], [], text.index("\n") + 1
    while place < len(text):
        if text[place] == '"':
            cell, place = [], place + 1
            while True:
                end = text.index('"', place)
                cell.append(text[place:end])
                place = end + 1
                if text[place : place + 1] != '"':
                    break
                cell.append('"')
                place += 1
            row.append("".join(cell))
        else:
            end = place
            while text[end] not in ",\n":
                end += 1
            row.append(text[place:end] or None)
            place = end
        if text[place] == "\n":
            rows.append(row)
            row = []
        place += 1
    return rows
