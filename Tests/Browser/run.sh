#!/bin/sh
# Documents of a run in the programs that people open them with: Chromium, a spreadsheet library, LibreOffice.
#
#     Tests/Browser/run.sh [FIRMRISK] [PICTURES_DIR]
#
# Needs Chromium, Node 20 or later and Python 3. With the Python packages openpyxl, jsonschema and
# axe-playwright-python (which carries axe.min.js) it also checks the workbook, the schemas and accessibility; what is
# missing is named and passed over. With PICTURES_DIR it leaves pictures and printed pages there to be looked at.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
program=${1:-$root/.build/release/firmrisk}
pictures=${2:-}
python=${PYTHON:-python3}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
node="node"
node -e 'process.exit(typeof WebSocket === "undefined" ? 1 : 0)' || node="node --experimental-websocket"

kinds=html,xlsx,jsonl,dossiers,letters
"$program" score "$root/samples/hue" --rules "$root/rules/vn-labour" --out "$scratch/sample" --report $kinds --findings \
  --quiet 2> /dev/null
mkdir "$scratch/lists"
"$python" "$root/Tests/Browser/hostile.py" "$scratch/lists"
"$program" score "$scratch/lists" --rules "$root/rules/vn-labour" --out "$scratch/hostile" --report $kinds --quiet 2> /dev/null
"$program" generate "$scratch/many" --firms 5200 --seed 7 > /dev/null
"$program" score "$scratch/many" --rules "$root/rules/vn-labour" --out "$scratch/large" --report html --quiet 2> /dev/null
"$python" "$root/Tests/Browser/settings.py" "$program" "$root/rules/vn-labour" "$root/samples/hue" \
  "$scratch/settings.json" "${SETTINGS:-50}"

axe=$("$python" -c 'import axe_playwright_python as a; print(a.__path__[0] + "/axe.min.js")' 2> /dev/null) ||
  { axe=; echo "passed over: accessibility, for want of the package axe-playwright-python"; }
status=0
$node "$root/Tests/Browser/check.mjs" "$scratch/sample" "$scratch/hostile" "$scratch/large" "$scratch/settings.json" \
  "$axe" || status=1
if "$python" -c 'import openpyxl' 2> /dev/null; then
  for run in sample hostile; do "$python" "$root/Tests/Workbooks/check.py" "$scratch/$run" || status=1; done
else
  echo "passed over: the workbook, for want of the package openpyxl"
fi
if "$python" -c 'import jsonschema' 2> /dev/null; then
  "$python" "$root/Tests/Browser/schemas.py" "$program" "$scratch/sample" || status=1
else
  echo "passed over: the schemas, for want of the package jsonschema"
fi
if [ -n "$pictures" ]; then
  $node "$root/Tests/Browser/pictures.mjs" "$scratch/sample" "$pictures"
  cp "$scratch/hostile/report.html" "$pictures/hostile.html"
fi
exit $status
