#!/bin/sh
# Compiles every header by itself: prints the first complaint of each that cannot be.
set -u

flags=$(pkg-config --cflags ncursesw libpcap jansson check 2>/dev/null | tr ' ' '\n' |
  grep -v '^-D' | tr '\n' ' ')
find include src test -name '*.h' | sort | while read -r header; do
  # shellcheck disable=SC2086  # a list of flags
  ${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wno-unused -Iinclude -Isrc -Itest \
    $flags -x c -fsyntax-only -include "$header" /dev/null 2>&1 | head -n 1
done
