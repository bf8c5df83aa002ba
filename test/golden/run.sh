#!/bin/sh
# Compares what the program prints, and its exit status, with the files beside this script:
# run.sh [--update] BINARY. With --update the files are rewritten; the difference is the review.
set -u

update=false
if [ "${1:-}" = --update ]; then
  update=true
  shift
fi
binary=$(realpath "$1") || exit 2
cd "$(dirname "$0")/../.." || exit 2
work=$(mktemp -d "${TMPDIR:-/tmp}/golden.XXXXXX") || exit 2
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

# The files of a list like "a.pcap,b.pcap@100", one a line.
files() {
  echo "$1" | tr ',' '\n' | while read -r file; do
    case $file in
    *@*)
      head -c "${file#*@}" "captures/${file%@*}" >"$work/$file"
      echo "$work/$file"
      ;;
    *) echo "captures/$file" ;;
    esac
  done
}

# Nothing but what is on the line may matter: no terminal, no locale, no zone.
draw() {
  captures=$1
  shift
  # shellcheck disable=SC2046
  env -i LC_ALL=C TZ=UTC "$binary" --text "$@" $(files "$captures") 2>"$work/errors"
  echo "exit $?"
}

# Every label's explanation, in each language, as the situations in `labels` have it.
explain() {
  "$(dirname "$binary")/explain-labels" "$1" test/golden/labels 2>"$work/errors"
  echo "exit $?"
}

check() {
  name=$1
  shift
  "$@" >"$work/out"
  if $update; then
    cp "$work/out" "test/golden/$name.out"
  fi
  if cmp -s "$work/out" "test/golden/$name.out"; then
    echo "ok $name"
    passed=$((passed + 1))
    return
  fi
  echo "not ok $name"
  diff -u "test/golden/$name.out" "$work/out" | head -n 40
  cat "$work/errors"
  failed=$((failed + 1))
}

while read -r name captures options; do
  case $name in '' | '#'*) continue ;; esac
  # shellcheck disable=SC2086
  check "$name" draw "$captures" $options </dev/null
done <test/golden/list
for language in en ko; do
  check "labels-$language" explain "$language"
done

# A file that no line names would never be looked at again.
for file in test/golden/*.out; do
  name=$(basename "$file" .out)
  grep -q "^${name}[[:space:]]" test/golden/list || [ "$name" = "labels-${name#labels-}" ] || {
    echo "not ok $name: in no line of the list"
    failed=$((failed + 1))
  }
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
