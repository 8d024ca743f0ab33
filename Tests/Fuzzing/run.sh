#!/bin/sh
# Fuzzes one part of the reader with libFuzzer and the address sanitizer.
#
#   Tests/Fuzzing/run.sh scanner|list|text|mapping [SECONDS]      (default: 3600)
#
# New inputs are kept in .build/fuzzing/TARGET; a crash is left as crash-* in the current folder.
set -eu
target=${1:?name a target: scanner, list, text or mapping}
seconds=${2:-3600}
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/.build/fuzzing
corpus=$build/$target
mkdir -p "$build" "$corpus"
flags="-O -swift-version 6 -parse-as-library -package-name FirmRisk -sanitize=fuzzer,address -I $build"
for module in Diagnostics RecordFiles; do
  # shellcheck disable=SC2086
  (cd "$build" && swiftc $flags -wmo -emit-module -emit-library -static -module-name $module \
    "$root"/Sources/$module/*.swift -o "lib$module.a")
done
# shellcheck disable=SC2086
(cd "$build" && swiftc $flags -wmo -module-name Fuzz "$root/Tests/RecordFilesTests/FuzzEntry.swift" \
  "$root/Tests/Fuzzing/FuzzMain.swift" -L "$build" -lRecordFiles -lDiagnostics -o fuzz)
FUZZ_TARGET=$target exec "$build/fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 \
  "$corpus" "$root/Tests/Fuzzing/Corpus"
