#!/bin/sh
# Whole screens of the viewer in a real terminal emulator, beside those in test/golden/screens:
# screens.sh PROGRAM, or with UPDATE=1 to rewrite them; the difference is the review.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh
# shellcheck source=test/support/mux.sh
. test/support/mux.sh

# The screen, once it has been the same for a while.
settles() {
  before=
  until [ "$before" = "$(cat "$dir/screen")" ]; do
    before=$(cat "$dir/screen")
    sleep 0.5
    screen
  done
}

# Waits until the whole screen is that of the file.
is_screen() {
  golden=test/golden/screens/$1
  if [ -n "${UPDATE:-}" ]; then
    settles
    cp "$dir/screen" "$golden"
    return 0
  fi
  tries=$((seconds * 10))
  while [ "$tries" -gt 0 ]; do
    screen
    cmp -s "$dir/screen" "$golden" && return 0
    sleep 0.1
    tries=$((tries - 1))
  done
  diff -u "$golden" "$dir/screen" | sed 's/^/  | /'
  return 1
}

# looks VIEW WIDTH HEIGHT CAPTURES WORD KEY...: the view, by those keys, has the word first.
looks() {
  view=$1 width=$2 height=$3 captures=$4 word=$5
  shift 5
  terminal "$width" "$height" || return 1
  line "$tcpladder $captures"
  sees '? help' || return 1
  for key; do keys "$key"; done
  sees "$word" && is_screen "$view-${width}x$height" || return 1
  # An answer takes all keys but Escape.
  keys Escape
  sleep 0.5
  keys q q q
  sees 'prompt>'
}

three='captures/blog.pcap captures/http-loss.pcap captures/refused.pcap'
for size in '80 24' '60 12' '200 50'; do
  w=${size% *} h=${size#* }
  test_that "screen: list, $w x $h" looks list "$w" "$h" "$three" '3 flows' j
  test_that "screen: list by what was sent again, $w x $h" \
    looks again "$w" "$h" "$three" 'by bytes sent again' '<' '<' '<'
  test_that "screen: ladder, $w x $h" looks ladder "$w" "$h" captures/blog.pcap '#9' / a g a i n Enter
  test_that "screen: segment, $w x $h" looks segment "$w" "$h" captures/blog.pcap 'segment #1' Enter
  test_that "screen: stream, $w x $h" looks stream "$w" "$h" captures/http.pcap 'said' b
  test_that "screen: graph, $w x $h" looks graph "$w" "$h" captures/http-loss.pcap 'ACK' o
  test_that "screen: round trips, $w x $h" \
    looks round-trips "$w" "$h" captures/http-loss.pcap 'round-trip times' o Tab
  test_that "screen: compact ladder, $w x $h" \
    looks compact "$w" "$h" captures/http-loss.pcap '#5 ' v j j j j
  test_that "screen: ladder to scale, $w x $h" \
    looks scale "$w" "$h" captures/http-loss.pcap '#7 ' v v j j j j j j
  test_that "screen: segment's bytes, $w x $h" \
    looks bytes "$w" "$h" captures/http.pcap '0010 ' j j j Enter Tab
  test_that "screen: two segments, $w x $h" \
    looks compare "$w" "$h" captures/http-loss.pcap 'compared' Space j j j Space Tab
  test_that "screen: step by step, $w x $h" \
    looks step "$w" "$h" captures/http-loss.pcap '8 / ' S 8
  test_that "screen: predict, $w x $h" looks predict "$w" "$h" '--seed=1 captures/blog.pcap' \
    'Answer' P
  test_that "screen: help, $w x $h" looks help "$w" "$h" captures/blog.pcap 'help' '?'
done
finish
