#!/bin/sh
# What must not change a label, over a collection of captures that lies beside the repository, or
# where TCPLADDER_CORPUS says.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

corpus=${TCPLADDER_CORPUS:-../shared/corpus/good}

labels_hold() {
  find "$corpus" -type f -size -3000k >"$dir/list"
  [ -s "$dir/list" ] || return 1
  run env TCPLADDER_CAPTURES="$dir/list" CK_RUN_SUITE=invariants CK_VERBOSITY=normal "$build/unit"
  ended_with 0 && out_has "Checks: 9, Failures: 0, Errors: 0"
}

if [ -d "$corpus" ]; then
  test_that "labels hold whatever must not change them" labels_hold
else
  skip "labels over a collection: no $corpus"
fi
finish
