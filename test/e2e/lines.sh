#!/bin/sh
# Segments in lines of their own (-l), from files and from pipes that are still open.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

# Waits until the file has the text.
comes() {
  tries=200
  while [ "$tries" -gt 0 ]; do
    grep -qF -e "$2" "$1" && return 0
    sleep 0.1
    tries=$((tries - 1))
  done
  cp "$1" "$dir/out"
  shows "'$2' while the pipe is open"
}

# A line a segment, and what a later one tells of one before.
of_a_file() {
  run "$tcpladder" -l captures/blog.pcap
  [ "$code" -eq 0 ] && err_is_empty || shows "exit 0" || return 1
  [ "$(grep -c ' [AB] → [AB] ' "$dir/out")" -eq 14 ] || shows "14 segments" || return 1
  grep -qx '  1   0.120200 #8     revised: lost (inferred), sent again as #9' "$dir/out" ||
    shows "the revision of #8"
}

of_several_flows() {
  run "$tcpladder" -l captures/blog.pcap captures/http.pcap
  [ "$(grep -c '^flow [12]: A ' "$dir/out")" -eq 2 ] || shows "two flows"
}

# Lines of JSON: each segment, the one that was revised again, the flow, the summary.
of_json() {
  run "$tcpladder" -l --format=json captures/blog.pcap
  [ "$(grep -c '"type":"segment"' "$dir/out")" -eq 15 ] || shows "15 segments" || return 1
  grep '"revised":true' "$dir/out" | grep '"frame":8' | grep -q '"lost.data"' ||
    shows "frame 8 revised" || return 1
  tail -n 2 "$dir/out" | head -n 1 | grep -q '"type":"flow"' || shows "the flow at the end"
}

# first FILE N and others FILE N: its first N bytes, and those behind them.
first() {
  head -c "$2" "$1"
}
others() {
  tail -c "+$(($2 + 1))" "$1"
}

# More segments than a megabyte has room for: one long flow, and short ones beside it.
make_many() {
  awk 'BEGIN {
    print "A 10.0.0.1:40000\nB 10.0.0.2:80"
    print "0 A > B S 0:0(0)\n0.001 B > A S. 0:0(0) ack 1\n0.002 A > B . ack 1"
    for (i = 0; i < 20000; i++) {
      printf "%.4f A > B P. %d:%d(10) ack 1\n", 1 + i / 1000, 1 + i * 10, 11 + i * 10
      printf "%.4f B > A . ack %d\n", 1.0005 + i / 1000, 11 + i * 10
    }
  }' >"$dir/many.ladder"
  "$tcpladder" -w "$dir/many.pcap" --flows "$dir/many.ladder" >/dev/null
}

# Every segment is printed before it is forgotten, and counted at the end; a file is not forgotten.
of_more_than_memory() {
  make_many || return 1
  run sh -c "cat '$dir/many.pcap' | '$tcpladder' -l --memory=1M -"
  ended_with 0 && err_is_empty || return 1
  [ "$(grep -c '^  1 .* [AB] → [AB] ' "$dir/out")" -eq 40003 ] || shows "40003 segments" || return 1
  tail -n 1 "$dir/out" | grep -Eq '^ *[0-9]{5} segments forgotten$' ||
    shows "what was forgotten, at the end" || return 1
  run "$tcpladder" -l --memory=1M "$dir/many.pcap"
  out_lacks "forgotten"
}

forgotten_in_json() {
  run sh -c "cat '$dir/many.pcap' | '$tcpladder' --format=json --memory=1M -"
  ended_with 0 || return 1
  lost=$(tail -n 1 "$dir/out" | sed -n 's/.*"segments_forgotten":\([0-9]*\).*/\1/p')
  left=$(grep -c '"type":"segment"' "$dir/out")
  [ "$lost" -gt 20000 ] && [ "$((lost + left))" -eq 40003 ] || shows "40003 segments in all" || return 1
  tail -n 1 "$dir/out" | grep -q '"segments":40003,' || shows "how many there were" || return 1
  grep '"type":"flow"' "$dir/out" | grep -q "\"segments_forgotten\":$lost" ||
    shows "the flow's own" || return 1
  run sh -c "cat '$dir/many.pcap' | '$tcpladder' --text --memory=1M -"
  out_has "⋮ $lost segments no longer kept" && out_lacks "handshake"
}

# at_second SECOND FROM: ten bytes that A sends then, without the header of their file.
at_second() {
  printf 'A 10.0.0.1:40000\nB 10.0.0.2:80\nstart %d\n0 A > B P. %d:%d(10) ack 1\n' "$1" "$2" "$(($2 + 10))" \
    >"$dir/second.ladder"
  "$tcpladder" -w "$dir/second.pcap" --flows "$dir/second.ladder" >"$dir/list" && tail -c +25 "$dir/second.pcap"
}

# The clock of what comes through a pipe is set back by two hours, and on to a day that is to come.
clock_is_set() {
  at_second 1700007200 1 >"$dir/one" && head -c 24 "$dir/second.pcap" >"$dir/head" || return 1
  cat "$dir/head" "$dir/one" >"$dir/set.pcap"
  at_second 1700000000 11 >>"$dir/set.pcap" && cp "$dir/set.pcap" "$dir/back.pcap" || return 1
  at_second 2100000000 21 >>"$dir/set.pcap" || return 1
  run sh -c "cat '$dir/back.pcap' | '$tcpladder' --text -"
  ended_with 0 && out_has "seq=11  10 bytes" && out_has "-7200" && out_has "clock set (1)" || return 1
  run sh -c "cat '$dir/set.pcap' | '$tcpladder' --text -"
  ended_with 0 && out_has "seq=21  10 bytes" && out_has "clock set" || return 1
  # an idle hour is none
  cat "$dir/head" "$dir/one" >"$dir/idle.pcap"
  at_second 1700010800 11 >>"$dir/idle.pcap" || return 1
  run sh -c "cat '$dir/idle.pcap' | '$tcpladder' --text -"
  out_has "seq=11  10 bytes" && out_lacks "clock set"
}

# from_pipe CAPTURE N: the first N bytes of it are printed before the others come.
from_pipe() {
  mkfifo "$dir/pipe"
  "$tcpladder" -l - <"$dir/pipe" >"$dir/live" 2>"$dir/err" &
  pid=$!
  exec 9>"$dir/pipe"
  first "$1" "$2" >&9
  comes "$dir/live" '#1 ' && comes "$dir/live" '#2 '
  found=$?
  others "$1" "$2" >&9
  exec 9>&-
  wait "$pid"
  code=$?
  rm "$dir/pipe"
  cp "$dir/live" "$dir/out"
  [ "$found" -eq 0 ] && [ "$code" -eq 0 ] && err_is_empty || shows "exit 0" || return 1
  [ "$(grep -c ' [AB] → [AB] ' "$dir/out")" -eq 14 ] || shows "14 segments"
}

# Where the third record of a pcap file of blog.script begins: 24, and 16 more than each frame.
from_pcap() {
  from_pipe captures/blog.pcap 180
}

from_pcapng() {
  editcap -F pcapng captures/blog.pcap "$dir/blog.pcapng" && from_pipe "$dir/blog.pcapng" 420
}

refuses() {
  run "$tcpladder" "$@" captures/blog.pcap
  [ "$code" -eq 2 ] || shows "exit 2" || return 1
  err_is_one_line_with -l
}

closed_pipe() {
  "$tcpladder" -l captures/http.pcap 2>"$dir/err" | head -n 1 >"$dir/out"
  err_is_empty && grep -q '^flow 1: ' "$dir/out"
}

test_that "lines: a pipe whose clock is set" clock_is_set
test_that "lines: more segments than memory" of_more_than_memory
test_that "lines: what memory had no room for is said" forgotten_in_json
test_that "lines: of a file" of_a_file
test_that "lines: of several flows" of_several_flows
test_that "lines: of JSON" of_json
test_that "lines: as a pipe brings them" from_pcap
if command -v editcap >/dev/null 2>&1; then
  test_that "lines: as a pipe brings them in pcapng" from_pcapng
else
  skip "lines: as a pipe brings them in pcapng: there is no editcap"
fi
test_that "lines: no list of flows" refuses -l --flows
test_that "lines: no query of whole flows" refuses -l --only 'port 80'
test_that "lines: no narration" refuses -l --narrate
test_that "lines: a reader that has seen enough" closed_pipe
finish
