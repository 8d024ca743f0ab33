#!/bin/sh
# Saves the workbooks of samples/hue-xlsx anew with LibreOffice and reads them again: every cell must come out the same.
#
#   Tests/Peers/libreoffice.sh [PROGRAM]      (default: .build/debug/firmrisk)
#
# Needs `soffice` (Debian: libreoffice-calc-nogui). Prints one line a workbook, then compares the two rankings.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/.build/debug/firmrisk}
command -v soffice >/dev/null || { echo "skipped: soffice is not installed"; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/lists"
soffice --headless "-env:UserInstallation=file://$work/profile" --convert-to xlsx --outdir "$work/lists" \
  "$root"/samples/hue-xlsx/*.xlsx >"$work/log" 2>&1
failed=0
for list in "$root"/samples/hue-xlsx/*.xlsx; do
  name=$(basename "$list")
  "$program" read "$list#Danh sách" >"$work/before" 2>"$work/damaged-before" || true
  "$program" read "$work/lists/$name#Danh sách" >"$work/after" 2>"$work/damaged-after" || true
  if [ -s "$work/before" ] && cmp -s "$work/before" "$work/after"; then
    echo "$name: the same $(wc -l <"$work/before") lines"
  else
    echo "$name: differs"
    diff "$work/before" "$work/after" | head -6
    failed=1
  fi
done
cp "$root/samples/hue-xlsx/lists.txt" "$work/lists"
"$program" score "$root/samples/hue-xlsx" --quiet --out "$work/out-before" 2>/dev/null
"$program" score "$work/lists" --quiet --out "$work/out-after" 2>/dev/null
cmp "$work/out-before/ranking.csv" "$work/out-after/ranking.csv" && echo "ranking.csv: the same"
exit $failed
