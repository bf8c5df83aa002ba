#!/bin/sh
# The viewer under keys, clicks, sizes and stops at random, in a terminal of its own, on every
# sample and whatever lies in the folder RANDOM_CAPTURES: RANDOM_SECONDS long, from RANDOM_SEED on.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

# Root types as nobody, who may not look into every folder that a copy of this lies in.
where_nobody_reads() {
  mkdir -p "$dir/samples/captures" && cp "$tcpladder" "$dir/samples" &&
    cp captures/*.pcap lessons/*.pcapng "$dir/samples/captures" || return 1
  [ -z "${RANDOM_CAPTURES:-}" ] || cp "$RANDOM_CAPTURES"/* "$dir/samples/captures" || return 1
  chmod 711 "$dir" && chmod -R a+rX "$dir/samples"
}

bears_anything() {
  where_nobody_reads || return 1
  run env "ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1}:exitcode=99" \
    "UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}:exitcode=99" \
    "$build/random-keys" "$dir/samples/tcpladder" "${RANDOM_SECONDS:-5}" "${RANDOM_SEED:-1}" \
    "$dir"/samples/captures/*
  tail -n 1 "$dir/out" # how many keys, in how many runs
  ended_with 0 && out_has ' 0 findings' && err_is_empty
}

test_that "the viewer bears whatever is typed" bears_anything
finish
