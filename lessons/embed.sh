#!/bin/sh
# Writes the lessons as C: an array of bytes each, and LESSONS, their list: embed.sh NAME...
set -eu
cd "$(dirname "$0")"

list=
for name in "$@"; do
  identifier=$(echo "$name" | tr - _)
  printf 'static const char script_%s[] = {\n' "$identifier"
  # a C compiler may refuse a string as long as a lesson, but no array
  od -An -v -td1 "$name.ladder" | sed 's/  */ /g; s/^ //; s/ /, /g; s/$/,/'
  printf '0};\n'
  list="$list LESSON($identifier, \"$name\")"
done
printf '#define LESSONS%s\n' "$list"
