#!/bin/sh
# The sample captures are what their scripts say, and the README names each.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

equals_its_script() {
  run "$build/script2pcap" "$1"
  ended_with 0 && out_equals "${1%.script}.pcap"
}

is_small_and_named() {
  [ "$(wc -c <"$1")" -lt 100000 ] || return 1
  grep -qF "| \`$(basename "$1" .pcap)\` |" captures/README.md
}

for script in captures/*.script; do
  test_that "$script" equals_its_script "$script"
done
for capture in captures/*.pcap; do
  test_that "$capture" is_small_and_named "$capture"
done
finish
