#!/bin/sh
# What can be said about the source without running it; each rule is one "ok" or "not ok" line.
set -u

cd "$(dirname "$0")/../.." || exit 1
code=0
sources=$(find src test include -name '*.[ch]' | sort)

# verdict NAME: what the rule printed is what is wrong.
verdict() {
  wrong=$(cat)
  if [ -z "$wrong" ]; then
    echo "ok $1"
  else
    echo "not ok $1"
    echo "$wrong" | sed 's/^/  /'
    return 1
  fi
}

test/lint/includes.sh | verdict "folders include only what the table allows" || code=1
test/lint/headers.sh | verdict "every header compiles alone" || code=1
# shellcheck disable=SC2086  # a list of files
LC_ALL=C awk -f test/lint/shape.awk $sources | verdict "functions and files are small" || code=1
test/lint/words.sh | verdict "the project speaks of itself alone" || code=1

find . -path ./build -prune -o \( -name '*.sh' -o -path ./.ci/run \) -print | while read -r script; do
  sh -n "$script" 2>&1
done | verdict "shell scripts parse" || code=1

if command -v clang-format >/dev/null 2>&1; then
  # shellcheck disable=SC2086
  clang-format --dry-run $sources 2>&1 | grep -E 'warning|error' |
    verdict "the source is formatted" || code=1
else
  echo "skip the source is formatted: no clang-format"
fi
if command -v mandoc >/dev/null 2>&1; then
  # Which other manuals are installed is no fault of this one.
  mandoc -Tlint man/*.[15] 2>&1 | grep -vE 'referenced manual not found|outdated mandoc.db' |
    verdict "mandoc has nothing to say" || code=1
  # It takes the end of a Korean word for a delimiter, and counts its bytes.
  # What it says of its own database goes elsewhere, and would come in the middle of a line.
  mandoc -Tlint -Kutf-8 man/ko/*.[15] 2>/dev/null |
    grep -vE 'referenced manual not found|trailing delimiter|than 80 bytes' |
    verdict "mandoc has nothing to say of the Korean ones" || code=1
else
  echo "skip mandoc has nothing to say: no mandoc"
fi
exit "$code"
