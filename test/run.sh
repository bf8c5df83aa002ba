#!/bin/sh
# Runs every test and adds up: what `make test` does once everything is installed.
#
# A part is a command. It says how it went either as libcheck does ("Checks: 9, Failures: 0,
# Errors: 0") or with a line "ok NAME", "not ok NAME" or "skip NAME" for each test. A part that
# fails without such a line counts as one failure.
set -u
cd "$(dirname "$0")/.." || exit 1

make=${MAKE:-make}
jobs=-j$(nproc 2>/dev/null || echo 2)
logs=build/test
passed=0 failed=0 skipped=0

mkdir -p "$logs"
# Nothing that is tested may depend on the terminal, the language or the time of day.
unset TERM COLUMNS LINES NO_COLOR LANGUAGE LC_MESSAGES
export LC_ALL=C.UTF-8 TZ=UTC
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1
export CK_VERBOSITY=normal

count() {
  grep -c "$1" "$log"
}

# The sum of the numbers behind a word in libcheck's lines.
check_sum() {
  sed -n "s/.*Checks: .*$1: \([0-9]*\).*/\1/p; s/.*\($1\): \([0-9]*\), Failures.*/\2/p" "$log" |
    awk '{ n += $1 } END { print n + 0 }'
}

log_of() {
  echo "$logs/$(echo "$1" | tr ' /' '--').log"
}

# start NAME COMMAND...: runs the part; its output and its exit code are kept.
start() {
  log=$(log_of "$1")
  shift
  "$@" >"$log" 2>&1
  echo $? >"$log.code"
}

# report NAME: counts what a part said, once it is over.
report() {
  log=$(log_of "$1")
  code=$(cat "$log.code")
  bad=$(($(count '^not ok ') + $(check_sum Failures) + $(check_sum Errors)))
  good=$(($(count '^ok ') + $(check_sum Checks)))
  good=$((good - $(check_sum Failures) - $(check_sum Errors)))
  out=$(count '^skip ')
  [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
  printf '  TEST  %-28s %4d passed, %d failed, %d skipped\n' "$1" "$good" "$bad" "$out"
  grep '^skip ' "$log" | sed 's/^/        /'
  [ "$bad" -gt 0 ] && sed 's/^/        /' "$log"
  passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + out))
}

part() {
  start "$@"
  report "$1"
}

build() {
  $make --no-print-directory "$jobs" "$@" || {
    echo "building failed: make $*"
    echo "$passed passed, $((failed + 1)) failed"
    exit 1
  }
}

build programs
build FLAVOR=asan programs replays

# The longest goes on beside the others. Leaks are looked for where all is one process.
start "unit asan" env ASAN_OPTIONS=detect_leaks=0 build/asan/unit &

part lint test/lint/run.sh
part unit build/release/unit
part "unit asan in one process" env CK_FORK=no build/asan/unit
part golden test/golden/run.sh build/release/tcpladder
part "golden asan" test/golden/run.sh build/asan/tcpladder
for script in test/e2e/*.sh; do
  [ "$script" = test/e2e/lib.sh ] && continue
  part "e2e $(basename "$script" .sh)" "$script" build/release/tcpladder
done
part "e2e manners asan" test/e2e/manners.sh build/asan/tcpladder
part "e2e random asan" test/e2e/random.sh build/asan/tcpladder
part "fuzz replay" test/fuzz/replay.sh build/asan
wait
report "unit asan"

echo
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
