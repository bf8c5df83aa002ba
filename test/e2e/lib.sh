# What the end-to-end tests share. A script sources it with the program as $1.
# shellcheck shell=sh

set -u
[ $# -ge 1 ] || {
  echo "usage: $0 PROGRAM" >&2
  exit 2
}
# shellcheck disable=SC2034  # used by the scripts
tcpladder=$1
build=$(dirname "$1")
dir=$(mktemp -d)
export XDG_CONFIG_HOME="$dir/config" # nobody's own
trap 'rm -rf "$dir"' EXIT
failures=0

# run COMMAND...: what it wrote is in $dir/out and $dir/err, how it ended in $code.
run() {
  "$@" >"$dir/out" 2>"$dir/err"
  code=$?
}

# test_that NAME COMMAND...: "ok" if the command succeeds.
test_that() {
  test_name=$1
  shift
  if "$@"; then
    echo "ok $test_name"
  else
    echo "not ok $test_name"
    failures=$((failures + 1))
  fi
}

skip() {
  echo "skip $1"
}

# shows WHAT: says what was expected, with what came instead. Always false.
shows() {
  echo "  expected $1; exit code ${code:-none}, stdout and stderr:"
  head -c 2000 "$dir/out" | sed 's/^/  | /'
  head -c 2000 "$dir/err" | sed 's/^/  ! /'
  return 1
}

ended_with() {
  [ "$code" -eq "$1" ] || shows "exit code $1"
}

out_has() {
  grep -qF -e "$1" "$dir/out" || shows "'$1' on stdout"
}

out_lacks() {
  ! grep -qF -e "$1" "$dir/out" || shows "no '$1' on stdout"
}

out_is_empty() {
  [ ! -s "$dir/out" ] || shows "nothing on stdout"
}

out_is_one_line() {
  [ "$(wc -l <"$dir/out")" -eq 1 ] || shows "one line on stdout"
}

err_is_empty() {
  [ ! -s "$dir/err" ] || shows "nothing on stderr"
}

# One line on stderr, which holds every word given.
err_is_one_line_with() {
  [ "$(wc -l <"$dir/err")" -eq 1 ] || shows "one line on stderr" || return 1
  for word; do
    grep -qF -e "$word" "$dir/err" || shows "'$word' on stderr" || return 1
  done
}

out_equals() {
  cmp -s "$dir/out" "$1" || {
    diff "$1" "$dir/out" | head -n 20
    shows "the same as in $1"
  }
}

# pcap NAME: a capture made from the script on standard input.
pcap() {
  cat >"$dir/$1.ladder"
  "$tcpladder" --flows -w "$dir/$1.pcap" "$dir/$1.ladder" >/dev/null
}

# on_terminal COMMAND: runs it on a terminal of its own, 80 by 24.
on_terminal() {
  script -qec "stty cols 80 rows 24; $1" /dev/null </dev/null >"$dir/out" 2>"$dir/err"
  code=$?
}

finish() {
  [ "$failures" -eq 0 ]
}
