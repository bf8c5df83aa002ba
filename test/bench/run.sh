#!/bin/sh
# Measures the program on generated traces: run.sh BUILD. What `make bench` prints.
#
# Times are processor time of the program itself, the median of three runs, and ratios to a bare
# libpcap loop over the same file in the same run: machines differ, ratios hold. The ratio "all" has
# the kernel's time in it, most of which is for memory that is touched first. PACKETS is how large the traces are;
# SCREEN_PACKETS how many full-size packets the file of the first screen has (970000 are 1 GB);
# KEY_SEGMENTS and KEY_FLOWS how large a ladder and a list are whose keys are timed.
set -eu

build=$1
: "${PACKETS:=1000000}" "${SCREEN_PACKETS:=970000}" "${KEY_SEGMENTS:=10000000}" "${KEY_FLOWS:=1000000}"
dir=$build/bench
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT

# Three lines of numbers to one: the middle by the column of the time.
median() { # COLUMN COMMAND...
  column=$1
  shift
  for _ in 1 2 3; do
    "$@"
  done | sort -n -k "$column" | sed -n 2p
}

stage() {
  median 2 "$build/bench-stage" "$1" "$2"
}

ns_a_packet() { # "PACKETS NS ALL_NS KIB"
  echo "$1" | awk '{ printf "%.0f", $2 / $1 }'
}

field() {
  echo "$1" | awk -v n="$2" '{ print $n }'
}

# What tracking adds to the peak, over the segments: events, flows, tables.
bytes_a_segment() { # TRACK DECODE
  printf '%s\n%s\n' "$1" "$2" |
    awk 'NR == 1 { n = $1; kib = $4 } NR == 2 { printf "%.1f", (kib - $4) * 1024 / n }'
}

ratio() { # NS BARE_NS
  awk -v a="$1" -v b="$2" 'BEGIN { printf "%.2f", a / b }'
}

measure() { # KIND
  file=$dir/$1.pcap
  "$build/bench-trace" "$1" "$PACKETS" >"$file"
  bare=$(stage bare "$file")
  read=$(stage read "$file")
  decode=$(stage decode "$file")
  track=$(stage track "$file")
  r=$(ns_a_packet "$read")
  d=$(ns_a_packet "$decode")
  t=$(ns_a_packet "$track")
  printf '%-7s %9d %7d %7d %7d %7d %6s %6s %6s\n' "$1" "$PACKETS" "$(ns_a_packet "$bare")" "$r" \
    $((d - r)) $((t - d)) "$(ratio "$(field "$track" 2)" "$(field "$bare" 2)")" \
    "$(ratio "$(field "$track" 3)" "$(field "$bare" 3)")" "$(bytes_a_segment "$track" "$decode")"
}

# compare NAME COMMAND...: the whole program on the trace of many flows, against the bare loop.
compare() {
  name=$1
  shift
  command -v "$1" >/dev/null 2>&1 || {
    printf '%-28s not installed\n' "$name"
    return
  }
  result=$(median 1 "$build/bench-run-command" "$@")
  printf '%-28s %8s\n' "$name" "$(ratio "$(field "$result" 1)" "$(field "$bare" 3)")"
}

echo "ns of processor time a packet, by stage; times the bare loop; bytes a segment at the peak"
printf '%-7s %9s %7s %7s %7s %7s %6s %6s %6s\n' trace packets bare read +decode +track ratio all bytes
for kind in one flood holes windows flows; do
  measure "$kind"
done

echo
echo "whole programs on the trace of many flows, times the bare loop, all"
compare "tcpladder --flows" "$build/tcpladder" --flows "$file"
compare "tshark -z conv,tcp" tshark -nqr "$file" -z conv,tcp
compare "tcptrace -n" tcptrace -n "$file"
compare "tcpdump -w" tcpdump -r "$file" -w /dev/null
rm -f "$dir"/*.pcap

echo
"$build/bench-trace" full "$SCREEN_PACKETS" >"$dir/full.pcap"
bare=$(stage bare "$dir/full.pcap")
track=$(stage track "$dir/full.pcap")
printf 'full-size packets: %d MB, %s times the bare loop\n' \
  $(($(wc -c <"$dir/full.pcap") / 1000000)) "$(ratio "$(field "$track" 2)" "$(field "$bare" 2)")"
list=$(median 2 "$build/bench-run-command" -s 10.0.0.1 "$build/tcpladder" "$dir/full.pcap")
ladder=$(median 2 "$build/bench-run-command" -s SYN-SENT "$build/tcpladder" --flow 1 "$dir/full.pcap")
echo "$(field "$list" 2) $(field "$ladder" 2)" |
  awk '{ printf "first screen of it: list %.0f ms, ladder %.0f ms\n", $1 / 1e6, $2 / 1e6 }'

echo
echo "processor time of the slowest key and the drawing that answers it; a frame is 16 ms"
"$build/bench-keys" "$KEY_SEGMENTS" "$KEY_FLOWS"
