#!/usr/bin/env python3
"""Compares ranking.xlsx of a run folder with ranking.csv and rejects.csv cell by cell, as another program reads it.

    python3 Tests/Workbooks/check.py RUN_DIR [PDF_DIR]

Needs openpyxl. With PDF_DIR and LibreOffice, the workbook is printed there as PDF to be looked at.
"""
import csv
import re
import subprocess
import sys
import zipfile

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string

run = sys.argv[1]
names = ["Summary", "Ranking", "Reasons", "Questions", "Groups", "Wages", "Sources", "Rejects", "Rules"]
faults = []


def table(name):
    with open(f"{run}/{name}", encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def plain(text):
    """What a cell of a CSV holds without the guard against formulas."""
    return text[1:] if re.match(r"'+[=+\-@\t\r]", text) else text


def shown(cell):
    value = "" if cell.value is None else cell.value
    # The format's own escape of control characters, which openpyxl leaves as it is.
    if isinstance(value, str):
        value = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, (int, float)) and cell.number_format.endswith('"+"'):
        return f"{value}+"
    if cell.number_format == "#,##0.0":
        return f"{value:.1f}"
    return str(value)


book = load_workbook(f"{run}/ranking.xlsx")
base = [name for name in book.sheetnames if not re.search(r" \d+$", name)]
if base != names:
    faults.append(f"sheets: {book.sheetnames}")

# The columns of ranking.csv are found by their names.
places = {}
for name, defined in book.defined_names.items():
    if name.startswith("csv."):
        places[name[4:]] = column_index_from_string(re.search(r"\$([A-Z]+):", defined.attr_text)[1])
rows = table("ranking.csv")
cells = [row for name in book.sheetnames if name.split(" ")[0] == "Ranking" for row in book[name].iter_rows(min_row=2)]
if len(cells) != len(rows):
    faults.append(f"{len(cells)} rows in the sheet, {len(rows)} in ranking.csv")
compared = 0
for line, (row, record) in enumerate(zip(cells, rows), 2):
    for name, text in record.items():
        if name not in places:
            faults.append(f"no column for {name}")
            break
        cell = row[places[name] - 1]
        compared += 1
        if shown(cell) != plain(text):
            faults.append(f"Ranking {cell.coordinate}: {shown(cell)!r} for {text!r} of {name}")
    if row[1].data_type not in ("s", "inlineStr") or row[0].data_type != "n":
        faults.append(f"Ranking row {line}: the tax code is no text or the rank no number")

reject_columns = ["source", "file", "sheet", "line", "cell", "column", "code", None, "raw", "reason", "advice"]
for row, record in zip(book["Rejects"].iter_rows(min_row=2), table("rejects.csv")):
    for cell, name in zip(row, reject_columns):
        if name and shown(cell).replace("\r\n", "\n") != plain(record[name]).replace("\r\n", "\n"):
            faults.append(f"Rejects {cell.coordinate}: {shown(cell)!r} for {record[name]!r}")

links = 0
for sheet in book:
    if sheet.title != "Summary":
        if not sheet.freeze_panes or not sheet.auto_filter.ref:
            faults.append(f"{sheet.title}: no frozen header or no filter")
        if sheet.print_title_rows != "$1:$1":
            faults.append(f"{sheet.title}: the header is not repeated on paper")
    if sheet.page_setup.orientation != "landscape" or str(sheet.page_setup.paperSize) != "9":
        faults.append(f"{sheet.title}: not A4 landscape")
    for row in sheet.iter_rows():
        for cell in row:
            if cell.data_type == "f":
                faults.append(f"{sheet.title} {cell.coordinate} is a formula")
            if cell.hyperlink:
                links += 1
                target, place = re.fullmatch(r"'(.+)'!(A\d+)", cell.hyperlink.location).groups()
                aim = book[target][place]
                if sheet.title == "Ranking" and book[target].cell(aim.row, 2).value != cell.value:
                    faults.append(f"Ranking {cell.coordinate} leads to {target} {place}")
                if target == "Rules" and sheet.title != "Summary" and aim.value != cell.value:
                    faults.append(f"{sheet.title} {cell.coordinate} leads to {target} {place}")
                if target == "Ranking" and sheet.title != "Summary" and book[target].cell(aim.row, 2).value != cell.value:
                    faults.append(f"{sheet.title} {cell.coordinate} leads to {target} {place}")
dates = sum(cell.is_date for row in book["Rules"].iter_rows(min_row=2) for cell in row)
shades = sum(len(rules.rules) for rules in book["Ranking"].conditional_formatting)
with zipfile.ZipFile(f"{run}/ranking.xlsx") as archive:
    if archive.testzip():
        faults.append("damaged archive")

print(f"{len(rows)} firms, {compared} cells compared with ranking.csv, {links} links followed, {dates} dates, {shades} colours")
for fault in faults[:20]:
    print("FAULT", fault)
if len(sys.argv) > 2:
    def convert(form):
        subprocess.run(
            ["soffice", "--headless", "--convert-to", form, "--outdir", sys.argv[2], f"{run}/ranking.xlsx"], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    convert("pdf")
    # The second sheet as LibreOffice sees it, values as they are stored.
    convert("csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,2")
    with open(f"{sys.argv[2]}/ranking-Ranking.csv", encoding="utf-8", newline="") as file:
        seen = list(csv.reader(file))[1:]
    different = 0
    for row, record in zip(seen, rows):
        for name, text in record.items():
            value, text = row[places[name] - 1], plain(text).removesuffix("+" if name == "workers_affected" else "\0")
            if value != text and not (name == "estimate" and float(value) == float(text)):
                different += 1
                faults.append(f"LibreOffice: {value!r} for {text!r} of {name}")
    print(f"LibreOffice: {len(seen)} rows, {different} cells differ")
    for fault in faults[:5] if different else []:
        print("FAULT", fault)
sys.exit(1 if faults else 0)
