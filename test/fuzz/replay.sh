#!/bin/sh
# Runs every fuzzer on its known inputs: replay.sh BUILD.
set -u

build=$1
code=0
for source in test/fuzz/*.c; do
  name=$(basename "$source" .c)
  [ "$name" = main ] && continue
  for input in test/fuzz/corpus/"$name"/*; do
    [ -f "$input" ] || continue
    "$build/replay-$name" "$input" || {
      echo "not ok $input"
      code=1
    }
  done
done
exit "$code"
