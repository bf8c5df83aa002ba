#!/bin/sh
# Measures the program on generated traces: run.sh BUILD. What `make bench` prints.
#
# Times are processor time, the program's own and the kernel's for it, and ratios to a bare libpcap
# loop over the same file in the same run: machines differ, ratios hold. What is compared takes
# turns, and of them the least counts: what else the machine does only adds. The stages take TURNS
# of them, for one thing hangs on chance: memory that was freed a second or two ago may have gone
# back to the host of a virtual machine, and touching it again takes ten times as long as at once.
# Reading, decoding and tracking together may cost FLOOR times the bare loop; whether they do is
# said of each trace of usual traffic, and of floods. PACKETS is how large the traces are;
# SCREEN_PACKETS how many full-size packets the last has, of which the first screen is timed too
# (970000 are 1 GB); KEY_SEGMENTS and KEY_FLOWS how large a ladder and a list are whose keys are
# timed.
set -eu

build=$1
: "${PACKETS:=1000000}" "${SCREEN_PACKETS:=970000}" "${KEY_SEGMENTS:=10000000}" "${KEY_FLOWS:=1000000}"
: "${FLOOR:=4}" "${TURNS:=11}"
dir=$build/bench
mkdir -p "$dir"
trap 'rm -rf "$dir"' EXIT

# Lines "NAME NUMBER..." to one for each name, with the least in the column of the time.
least() { # COLUMN
  sort -k 1,1 -k "$1,${1}n" | awk '$1 != name { print; name = $1 }'
}

# The stages one after another, TURNS times: "STAGE PACKETS NS KIB".
stages() { # FILE
  for _ in $(seq "$TURNS"); do
    for stage in bare read decode track; do
      echo "$stage $("$build/bench-stage" "$stage" "$1")"
    done
  done | least 3
}

# A row of the table. What tracking adds to the peak are events, flows, tables: bytes a segment.
measure() { # KIND PACKETS [FLOOR]
  file=$dir/$1.pcap
  "$build/bench-trace" "$1" "$2" >"$file"
  stages "$file" >"$dir/stages"
  awk -v kind="$1" -v floor="${3:-0}" '{ packets = $2; ns[$1] = $3 / $2; kib[$1] = $4 }
    END { ratio = ns["track"] / ns["bare"]
          verdict = floor == 0 ? "-" : ratio <= floor ? "passes" : "misses"
          printf "%-8s %9d %6.0f %6.0f %8.0f %7.0f %6.0f %7.2f %7s %7.1f\n", kind, packets,
            ns["bare"], ns["read"], ns["decode"] - ns["read"], ns["track"] - ns["decode"],
            ns["track"], ratio, verdict, (kib["track"] - kib["decode"]) * 1024 / packets }' \
    "$dir/stages"
}

# turn NAME COMMAND...: "NAME NS WALL_NS KIB", where the command is there.
turn() {
  name=$1
  shift
  ! command -v "$1" >/dev/null 2>&1 || echo "$name $("$build/bench-run-command" "$@")"
}

# Whole programs on one trace, in turns.
programs() { # FILE
  for _ in 1 2 3; do
    turn bare-loop "$build/bench-stage" bare "$1"
    turn tcpladder "$build/tcpladder" --flows "$1"
    turn tshark tshark -nqr "$1" -z conv,tcp
    turn tcptrace tcptrace -n "$1"
    turn tcpdump tcpdump -r "$1" -w /dev/null
  done | least 2
}

compare() { # FILE
  programs "$1" >"$dir/programs"
  for name in tcpladder tshark tcptrace tcpdump; do
    grep -q "^$name " "$dir/programs" || echo "$name: not installed"
  done
  awk '{ ns[$1] = $2; mib[$1] = $4 / 1024; order[NR] = $1 }
    END { for (i = 1; i <= NR; i++) printf "%-10s %8.0f %10.2f %15.2f %8.0f\n", order[i],
            ns[order[i]] / 1e6, ns[order[i]] / ns["bare-loop"],
            ns[order[i]] / ns["tcpladder"], mib[order[i]] }' "$dir/programs"
}

# screen NAME TEXT COMMAND...: the time until the text is on the terminal.
screen() {
  name=$1
  shift
  for _ in 1 2 3; do
    echo "$name $("$build/bench-run-command" -s "$@")"
  done | least 3 | awk '{ printf "%s %.0f ms\n", $1, $3 / 1e6 }'
}

echo "ns of processor time a packet, by stage; all of it as times the bare loop, where the floor is"
echo "$FLOOR; bytes a segment"
printf '%-8s %9s %6s %6s %8s %7s %6s %7s %7s %7s\n' trace packets bare read +decode +track all ratio \
  floor bytes
measure one "$PACKETS" "$FLOOR"
measure flows "$PACKETS" "$FLOOR"
# A flow for each packet, none of them answered: what grows with their number shows here.
for part in 4 2 1; do
  measure flood $((PACKETS / part)) "$FLOOR"
done
measure holes "$PACKETS"
measure windows "$PACKETS"
measure full "$SCREEN_PACKETS" "$FLOOR"

echo
echo "whole programs on the trace of many flows, ms of processor time and MiB at most"
printf '%-10s %8s %10s %15s %8s\n' program ms 'times bare' 'times tcpladder' MiB
compare "$dir/flows.pcap"

echo
echo "first screen of the full-size packets"
screen list 10.0.0.1 "$build/tcpladder" "$dir/full.pcap"
screen ladder SYN-SENT "$build/tcpladder" --flow 1 "$dir/full.pcap"
rm -f "$dir"/*.pcap

echo
echo "ms of processor time of the slowest key and the slice it may wait for, with what is drawn"
"$build/bench-keys" "$KEY_SEGMENTS" "$KEY_FLOWS"
