#!/bin/sh
# Runs each fuzzer for FUZZ_SECONDS: run.sh BUILD NAME...
# New inputs go to BUILD/corpus/NAME, findings to BUILD/findings/NAME-*.
set -u

build=$1
shift
code=0
for name in "$@"; do
  mkdir -p "$build/corpus/$name" "$build/findings" "test/fuzz/corpus/$name"
  printf '  FUZZ  %s for %s s\n' "$name" "$FUZZ_SECONDS"
  if "$build/fuzz-$name" -max_total_time="$FUZZ_SECONDS" -max_len=4096 -timeout=10 \
    -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="$build/findings/$name-" \
    "$build/corpus/$name" "test/fuzz/corpus/$name" >"$build/fuzz-$name.log" 2>&1; then
    grep -E 'number_of_executed_units|new_units_added' "$build/fuzz-$name.log"
  else
    tail -n 60 "$build/fuzz-$name.log"
    code=1
  fi
done
exit "$code"
