#!/bin/sh
# Fuzzes parts of the reader with libFuzzer and the address sanitizer.
#
#   Tests/Fuzzing/run.sh scanner|list|text|mapping|xlsx [SECONDS]      (default: 3600)
#   Tests/Fuzzing/run.sh all [SECONDS]                                 the seconds shared among the targets, in turn
#
# New inputs are kept in .build/fuzzing/TARGET; a crash is left as crash-* in the current folder. Each target ends with
# libFuzzer's own figures: executions, coverage (the last `cov:` and `ft:`) and peak memory.
set -eu
target=${1:?name a target: scanner, list, text, mapping, xlsx or all}
seconds=${2:-3600}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/.build/fuzzing
mkdir -p "$build"
flags="-O -swift-version 6 -parse-as-library -enable-testing -package-name FirmRisk -sanitize=fuzzer,address -I $build
  -I $root/Sources/CZlib"
modules="Diagnostics RecordFiles SpreadsheetFiles"
# The parts in C that these import, with the module maps that the package manager would write.
objects=
for include in "$root"/Sources/*/include; do
  module=$(basename "$(dirname "$include")")
  imported=
  for importer in $modules; do
    if grep -Eqx "(internal |private )?import $module" "$root/Sources/$importer"/*.swift; then imported=yes; fi
  done
  [ -n "$imported" ] || continue
  mkdir -p "$build/$module"
  echo "module $module { header \"$root/Sources/$module/include/$module.h\" export * }" > "$build/$module/module.modulemap"
  for file in "$root/Sources/$module"/*.c; do
    object=$build/$(basename "$file" .c).o
    clang -O2 -fsanitize=fuzzer-no-link,address -I "$root/Sources/$module/include" -c "$file" -o "$object"
    objects="$objects $object"
  done
  flags="$flags -I $build/$module"
done
for module in $modules; do
  # shellcheck disable=SC2086
  (cd "$build" && swiftc $flags -wmo -emit-module -emit-library -static -module-name $module \
    "$root"/Sources/$module/*.swift -o "lib$module.a")
done
# shellcheck disable=SC2086
(cd "$build" && swiftc $flags -wmo -module-name Fuzz "$root/Tests/RecordFilesTests/FuzzEntry.swift" \
  "$root/Tests/SpreadsheetFilesTests/WorkbookFuzz.swift" "$root/Tests/Fuzzing/FuzzMain.swift" \
  -L "$build" -lSpreadsheetFiles -lRecordFiles -lDiagnostics $objects -lz -o fuzz)

# Runs one target for a number of seconds; small inputs find more faults a second, and workbooks are never small.
fuzz() {
  longest=1024
  seeds=$root/Tests/Fuzzing/Corpus
  if [ "$1" = xlsx ]; then
    longest=8192
    seeds="$seeds $root/Tests/SpreadsheetFilesTests/Fixtures"
  fi
  mkdir -p "$build/$1"
  echo "== $1, $2 seconds"
  # shellcheck disable=SC2086
  SWIFT_BACKTRACE=enable=no FUZZ_TARGET=$1 "$build/fuzz" -max_total_time="$2" -timeout=60 -rss_limit_mb=2048 -max_len="$longest" \
    -print_final_stats=1 -dict="$root/Tests/Fuzzing/words.dict" "$build/$1" $seeds
}

if [ "$target" = all ]; then
  failed=
  for each in scanner list text mapping xlsx; do
    fuzz "$each" $((seconds / 5)) || failed="$failed $each"
  done
  [ -z "$failed" ] || { echo "found in:$failed"; exit 1; }
else
  fuzz "$target" "$seconds"
fi
