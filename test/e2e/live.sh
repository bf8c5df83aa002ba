#!/bin/sh
# Capturing from an interface: nothing is lost, whatever happens to it.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh
# shellcheck source=test/support/network.sh
. test/support/network.sh

# Every packet of a file, a line each: lengths and bytes, and the time behind them. Two processors
# may hand two packets to two captures in different order, so they are sorted.
packets() {
  tcpdump -nn -tt -e -xx --time-stamp-precision=nano -r - <"$1" 2>/dev/null | awk '
    /^[0-9]/ { if (line) print line, time; time = $1; line = ""; $1 = "" }
    { line = line $0 }
    END { print line, time }' | sort
}

# The kernel stamps a packet that is sent once for all captures, one that comes for each anew.
same_packets() {
  packets "$dir/tcpdump.pcap" >"$dir/want"
  packets "$dir/live.pcap" >"$dir/got"
  [ "$(wc -l <"$dir/want")" -gt 20 ] || return 1
  awk -v want="$dir/want" '
    {
      if ((getline line <want) <= 0) exit wrong = 1
      count = split(line, other)
      sent = $0 ~ / 10\.9\.0\.1\.[0-9]+ > /
      apart = $NF - other[count]
      if (sent ? $NF "" != other[count] "" : apart > 1 || apart < -1) exit wrong = 1
      sub(/ [^ ]*$/, "")
      sub(/ [^ ]*$/, "", line)
      if ($0 != line) exit wrong = 1
    }
    END { exit wrong || (getline line <want) > 0 }' "$dir/got"
}

equals_tcpdump() {
  beside && capture "$dir/live.pcap" --flows && talk 1M && wait_until same_packets ||
    shows "the packets of tcpdump" || return 1
  kill -INT "$dump"
  stop INT
  wait "$dump"
  ended_with 0 && err_is_empty && out_has "$address:5201" && same_packets && flows "$dir/live.pcap" 2
}

peer_killed() {
  ip netns exec "$there" iperf3 -s >/dev/null 2>&1 &
  server=$!
  started="$started $server"
  wait_until in_here iperf3 -c "$address" -n 1K || return 1
  beside && capture "$dir/live.pcap" --flows || return 1
  ip netns exec "$here" iperf3 -c "$address" -b 10M -t 60 >/dev/null 2>&1 &
  client=$!
  started="$started $client"
  wait_until test_size "$dir/live.pcap" 100000 || return 1
  kill -9 "$server"
  wait_until ended "$client"
  wait_until same_packets || shows "the packets of tcpdump" || return 1
  kill -INT "$dump"
  stop INT
  ended_with 0 && err_is_empty && out_has "$address:5201" && same_packets
}

# ends_by SIGNAL CODE: at once, with a whole file.
ends_by() {
  capture "$dir/live.pcap" --text && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  stop "$1"
  ended_with "$2" && err_is_empty && flows "$dir/live.pcap" 2
}

interrupted() {
  ends_by INT 0 && out_has "ESTABLISHED"
}

killed() {
  ends_by KILL 137
}

# Nobody reads what is printed at the end.
closed_pipe() {
  mkfifo "$dir/pipe"
  rm -f "$dir/live.pcap"
  ip netns exec "$here" env --default-signal=INT "$tcpladder" -i cable -w "$dir/live.pcap" --text tcp \
    >"$dir/pipe" 2>"$dir/err" &
  live=$!
  started="$started $live"
  : <"$dir/pipe"
  wait_until has_header "$dir/live.pcap" && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  stop INT
  : >"$dir/out"
  ended_with 0 && err_is_empty && flows "$dir/live.pcap" 2
}

# in_viewer: the same on a terminal, which is the process $terminal; its keys come from a pipe.
in_viewer() {
  rm -f "$dir/live.pcap" "$dir/keys"
  mkfifo "$dir/keys"
  exec 7<>"$dir/keys"
  # shellcheck disable=SC2016  # for the shell on that terminal
  ip netns exec "$here" env --default-signal=INT TERM=xterm script -qec "stty cols 80 rows 24; echo \$\$ >'$dir/pid'
    exec '$tcpladder' -i cable -w '$dir/live.pcap' tcp" /dev/null <&7 >"$dir/out" 2>"$dir/err" &
  terminal=$!
  started="$started $terminal"
  wait_until has_header "$dir/live.pcap" || return 1
  live=$(cat "$dir/pid")
  started="$started $live"
}

# The file holds what was captured, and the process is gone.
gone_and_whole() {
  wait_until ended "$live" || shows "the end of the process" || return 1
  flows "$dir/live.pcap" 2
}

viewer_quits() {
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  printf q >&7
  gone_and_whole
}

# What is written to one file is read again from there: there is no place to keep it beside.
viewer_reads_again() {
  TMPDIR=/nowhere in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  printf '\r\r' >&7
  wait_until grep -q 'Urgent Pointer' "$dir/out" || shows "the headers of a segment" || return 1
  kill -TERM "$live"
  gone_and_whole && ! grep -q "to be read again" "$dir/out"
}

# drawn_with TEXT: it is on the screen, drawn from nothing, for else only what is new is written.
# Between two keys is time for a look at the interface.
drawn_with() {
  sleep 1.2
  printf '\f' >&7
  sleep 0.2
  grep -q "$1" "$dir/out"
}

# The title says that it is down, and the list stays; what comes later comes to it.
viewer_sees_down() {
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  ip -n "$here" link set cable down
  wait_until grep -q 'interface is down' "$dir/out" || shows "that it is down" || return 1
  ip -n "$here" link set cable up
  wait_until drawn_with 'interface is up' || shows "that it is up" || return 1
  talk 100K && wait_until flows "$dir/live.pcap" 4 || shows "both before and after" || return 1
  printf q >&7
  wait_until ended "$live" && flows "$dir/live.pcap" 4
}

# It is taken away and made again: that is another one, and the viewer stays with what there was.
viewer_sees_it_disappear() {
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  ip -n "$here" link del cable
  wait_until grep -q 'disappeared' "$dir/out" || shows "that it is gone" || return 1
  ip -n "$here" link add cable type veth peer name cable netns "$there" && connect || return 1
  : >"$dir/out"
  printf '\f' >&7 # drawn from nothing
  wait_until grep -q "$address:5201" "$dir/out" || shows "the flows" || return 1
  printf q >&7
  gone_and_whole
}

# Who started as root wonders why he may not.
viewer_may_not_write() {
  mkdir -p -m 755 "$dir/roots"
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  printf 'w\025%s\r' "$dir/roots/x.txt" >&7
  wait_until grep -q 'runs as nobody now' "$dir/out" || shows "why not" || return 1
  printf '\025\rq' >&7 # out of the line, and of the viewer
  gone_and_whole
}

# A library by which it is an hour later, two seconds after the process has begun.
set_clock() {
  cat >"$dir/clock.c" <<'CODE'
#define _GNU_SOURCE
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int clock_gettime(clockid_t clock, struct timespec *now)
{
	static time_t start;
	struct timespec passed;
	long code = syscall(SYS_clock_gettime, clock, now);

	syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &passed);
	if (!start)
		start = passed.tv_sec;
	if (clock == CLOCK_REALTIME && passed.tv_sec > start + 1)
		now->tv_sec += 3600;
	return (int)code;
}
CODE
  ${CC:-cc} -shared -fPIC -o "$dir/clock.so" "$dir/clock.c" 2>/dev/null
}

clock_is_set() {
  set_clock || {
    skip "-i: the clock is set: no compiler"
    return 0
  }
  LD_PRELOAD=$dir/clock.so capture "$dir/live.pcap" --text && sleep 3 && talk 100K &&
    wait_until flows "$dir/live.pcap" 2 || return 1
  stop INT
  ended_with 0 && err_is_empty && out_has "clock set (1)" && out_has "ESTABLISHED" && flows "$dir/live.pcap" 2
}

viewer_terminated() {
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  kill -TERM "$live"
  gone_and_whole
}

terminal_closed() {
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  kill -9 "$terminal"
  gone_and_whole
}

ticks() {
  awk '{ print $14 + $15 }' "/proc/$live/stat"
}

# Of three seconds in which nothing comes, a tenth at most: a loop that does not wait takes them all.
idle() {
  in_viewer && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  before=$(ticks)
  sleep 3
  after=$(ticks)
  printf q >&7
  wait_until ended "$live"
  [ "$((after - before))" -le "$(($(getconf CLK_TCK) * 3 / 10))" ] || {
    echo "  $((after - before)) ticks"
    return 1
  }
}

goes_down() {
  capture "$dir/live.pcap" --flows && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  ip -n "$here" link set cable down
  sleep 1.2 # longer than the look at it takes
  ip -n "$here" link set cable up
  talk 100K && wait_until flows "$dir/live.pcap" 4 || shows "both before and after" || return 1
  stop INT
  ended_with 0 && err_is_empty && flows "$dir/live.pcap" 4
}

disappears() {
  capture "$dir/live.pcap" --flows && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  ip -n "$here" link del cable
  wait_until ended "$live" || shows "the end of the process" || return 1
  wait "$live"
  code=$?
  ip -n "$here" link add cable type veth peer name cable netns "$there" && connect || return 1
  ended_with 1 && err_is_one_line_with cable disappeared "what was captured stays" &&
    out_has "$address:5201" && flows "$dir/live.pcap" 2
}

small_disk() {
  mkdir -p "$dir/small"
  mount -t tmpfs -o size=256k none "$dir/small" 2>/dev/null
}

# What is written to several files is kept beside them.
spool_is_full() {
  small_disk || {
    skip "a full disk under what is kept: no permission to mount one"
    return 0
  }
  TMPDIR="$dir/small" capture "$dir/live.pcap" -C 1000 --flows && talk 2M &&
    wait_until flows "$dir/live.pcap" 2 || shows "all of it in the file" || return 1
  stop INT
  umount "$dir/small"
  ended_with 1 && err_is_one_line_with "cannot be kept" "No space left" && out_has "$address:5201" &&
    flows "$dir/live.pcap" 2
}

# What it reads when it is asked to end is no question of time.
holds() {
  [ "$(size_of "$1")" -ge "$2" ]
}

file_is_full() {
  small_disk || {
    skip "a full disk under -w: no permission to mount one"
    return 0
  }
  capture "$dir/small/w.pcap" --flows && talk 2M && wait_until holds "$dir/small/w.pcap" 1000 ||
    return 1
  stop INT
  "$tcpladder" --flows "$dir/small/w.pcap" >/dev/null 2>"$dir/read.err"
  umount "$dir/small"
  # drawing went on to the end of the flow, and the file can be read as far as it goes
  ended_with 1 && err_is_one_line_with "No space left" "is whole" && out_has "$address:5201" &&
    [ ! -s "$dir/read.err" ]
}

test_that "-i -w: packet for packet what tcpdump saves" equals_tcpdump
test_that "-i: Ctrl-C prints what was captured" interrupted
test_that "-i: SIGTERM" ends_by TERM 143
test_that "-i: SIGHUP" ends_by HUP 129
test_that "-i: SIGKILL" killed
test_that "-i: a closed pipe" closed_pipe
test_that "-i: the viewer is left" viewer_quits
test_that "-i -w: the viewer reads what it wrote" viewer_reads_again
test_that "-i: the viewer and an interface that goes down" viewer_sees_down
test_that "-i: the viewer and an interface that disappears" viewer_sees_it_disappear
test_that "-i: the viewer may not write" viewer_may_not_write
test_that "-i: the clock is set" clock_is_set
test_that "-i: the viewer and SIGTERM" viewer_terminated
test_that "-i: the terminal is closed" terminal_closed
test_that "-i: nothing comes, nothing is done" idle
test_that "-i: the peer is killed" peer_killed
test_that "-i: the interface goes down and up" goes_down
test_that "-i: the interface disappears" disappears
test_that "-i: a full disk under what is kept" spool_is_full
test_that "-i: a full disk under -w" file_is_full
finish
