#!/bin/sh
# -w, -C, -W and -a: what is read is written, whole, and nothing else.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

# More than three megabytes, from one sample many times over.
many() {
  i=0
  while [ "$i" -lt 80 ]; do
    echo captures/http-loss.pcap
    i=$((i + 1))
  done
}

# The ladders of a file, to compare what is read from it.
ladders() {
  "$tcpladder" --text "$1" >"$2" 2>&1
}

written_equals_read() {
  run "$tcpladder" -w "$dir/w.pcap" captures/http-loss.pcap
  ended_with 0 && err_is_empty || return 1
  ladders "$dir/w.pcap" "$dir/again"
  out_equals "$dir/again" || return 1
  # the same packets and times; a file of nanoseconds again gives the same bytes
  "$tcpladder" -w "$dir/w2.pcap" "$dir/w.pcap" >/dev/null
  cmp "$dir/w.pcap" "$dir/w2.pcap"
}

only_what_passes() {
  run "$tcpladder" -c 3 -w "$dir/w.pcap" captures/blog.pcap
  "$tcpladder" --format=json "$dir/w.pcap" >"$dir/out"
  out_has '"frames":3'
}

not_over_what_is_read() {
  cp captures/blog.pcap "$dir/mine.pcap"
  ln -s mine.pcap "$dir/link.pcap"
  run "$tcpladder" -w "$dir/link.pcap" "$dir/mine.pcap"
  ended_with 1 && err_is_one_line_with "read and written at once" || return 1
  cmp captures/blog.pcap "$dir/mine.pcap"
}

rotates() {
  # shellcheck disable=SC2046  # a list of files
  run "$tcpladder" --flows -w "$dir/r" -C 1 $(many)
  ended_with 0 || return 1
  [ -s "$dir/r" ] && [ -s "$dir/r1" ] && [ -s "$dir/r2" ] && [ -s "$dir/r3" ] || return 1
  "$tcpladder" --format=json "$dir/r" "$dir/r1" "$dir/r2" "$dir/r3" | tail -n 1 >"$dir/out"
  # shellcheck disable=SC2046
  "$tcpladder" --format=json $(many) | tail -n 1 >"$dir/want"
  [ "$(sed 's/.*"frames":\([0-9]*\).*/\1/' "$dir/out")" = \
    "$(sed 's/.*"frames":\([0-9]*\).*/\1/' "$dir/want")" ] || shows "every frame in one of the files"
}

ring() {
  # shellcheck disable=SC2046
  run "$tcpladder" --flows -w "$dir/q" -C 1 -W 2 $(many)
  ended_with 0 && [ -s "$dir/q0" ] && [ -s "$dir/q1" ] && [ ! -e "$dir/q2" ] && [ ! -e "$dir/q" ]
}

stops_by_size() {
  run "$tcpladder" -a filesize:10 -w "$dir/s.pcap" captures/http-loss.pcap
  size=$(wc -c <"$dir/s.pcap")
  [ "$size" -ge 10000 ] && [ "$size" -lt 12000 ] || {
    echo "  $size bytes"
    return 1
  }
}

# A small file system of its own; without permission to mount, a word.
full_disk() {
  mkdir "$dir/small"
  mount -t tmpfs -o size=64k none "$dir/small" 2>/dev/null || {
    skip "-w with a full disk: no permission to mount one"
    return 0
  }
  # shellcheck disable=SC2046
  run "$tcpladder" --format=json -w "$dir/small/w.pcap" $(many)
  run_code=$code
  tail -n 1 "$dir/out" >"$dir/last"
  "$tcpladder" --format=json "$dir/small/w.pcap" >"$dir/read" 2>"$dir/err2"
  whole=$?
  umount "$dir/small"
  [ "$run_code" -eq 1 ] && [ "$whole" -eq 0 ] && [ ! -s "$dir/err2" ] || shows "a whole file" || return 1
  err_is_one_line_with "No space left" "is whole" || return 1
  # drawing went on to the last frame
  # shellcheck disable=SC2046
  "$tcpladder" --format=json $(many) | tail -n 1 | sed 's/"damaged":.*//' >"$dir/want"
  sed 's/"damaged":.*//' "$dir/last" | cmp - "$dir/want"
}

test_that "-w: what was read, and the same again" written_equals_read
test_that "-w: only what passes" only_what_passes
test_that "-w: never over what is read" not_over_what_is_read
test_that "-C: one file after another" rotates
test_that "-W: a ring of files" ring
test_that "-a filesize: stops" stops_by_size
test_that "-w: a full disk" full_disk
finish
