#!/bin/sh
# Prints the lines that name somebody's own folders or the number of a discussion elsewhere.
set -u

places='(^|[^[:alnum:]._/-])/(home|root|work|mnt|Users)/'
numbers='\bissues? #?[0-9]'
find . \( -path ./.git -o -path ./build -o -path ./test/lint/words.sh -o \
  -path ./test/fuzz/corpus \) -prune -o \
  -type f ! -name '*.pcap' ! -name '*.pcapng' -print0 |
  xargs -0 grep -InEi "$places|$numbers" 2>/dev/null
exit 0
