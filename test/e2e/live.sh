#!/bin/sh
# Capturing from an interface: nothing is lost, whatever happens to it, and no right is kept.
# Two network namespaces, joined by a cable of their own; nothing of the machine's is touched.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

here=tcpladder-a-$$ there=tcpladder-b-$$
address=10.9.0.2
started=

# Ends what was started, by its number, and takes the namespaces away.
clean() {
  for process in $started; do
    kill -9 "$process" 2>/dev/null
  done
  ip netns del "$here" 2>/dev/null
  ip netns del "$there" 2>/dev/null
  umount "$dir/small" 2>/dev/null
  rm -rf "$dir"
}
trap clean EXIT
trap 'exit 1' INT TERM HUP

# lacks WHY: everything is skipped, with a word.
lacks() {
  skip "capturing from an interface: $1"
  exit 0
}

in_here() {
  ip netns exec "$here" "$@"
}

make_network() {
  ip netns add "$here" 2>/dev/null && ip netns add "$there" || return 1
  ip -n "$here" link add cable type veth peer name cable netns "$there" || return 1
  connect
}

connect() {
  ip -n "$here" addr add 10.9.0.1/24 dev cable && ip -n "$there" addr add "$address/24" dev cable &&
    ip -n "$here" link set cable up && ip -n "$there" link set cable up
}

# wait_until COMMAND...: tries until it succeeds; false after half a minute.
wait_until() {
  tries=0
  until "$@" >/dev/null 2>&1; do
    tries=$((tries + 1))
    [ "$tries" -lt 100 ] || return 1
    sleep 0.1
  done
}

size_of() {
  wc -c <"$1" 2>/dev/null || echo 0
}

has_header() {
  [ "$(size_of "$1")" -ge 24 ]
}

ended() {
  ! kill -0 "$1" 2>/dev/null
}

# capture FILE OPTION...: starts capturing into the file; the process is $live.
capture() {
  file=$1
  shift
  rm -f "$file"
  # Of what a script runs in the background, SIGINT is ignored.
  ip netns exec "$here" env --default-signal=INT "$tcpladder" -i cable -w "$file" "$@" tcp \
    >"$dir/out" 2>"$dir/err" &
  live=$!
  started="$started $live"
  wait_until has_header "$file"
}

# beside: tcpdump captures the same into $dir/tcpdump.pcap; the process is $dump.
beside() {
  ip netns exec "$here" env --default-signal=INT tcpdump -i cable -U -B 16384 --time-stamp-precision=nano \
    -w - tcp >"$dir/tcpdump.pcap" 2>"$dir/tcpdump.err" &
  dump=$!
  started="$started $dump"
  wait_until has_header "$dir/tcpdump.pcap"
}

# stop SIGNAL: ends the capture with it; $code is how it ended.
stop() {
  kill "-$1" "$live"
  wait "$live" 2>/dev/null
  code=$?
}

# talk BYTES: a connection that carries so many, from here to there.
talk() {
  ip netns exec "$there" iperf3 -s -1 >/dev/null 2>&1 &
  server=$!
  started="$started $server"
  wait_until in_here iperf3 -c "$address" -n "$1" || return 1
  wait "$server"
}

# flows FILE N: whether so many flows open and end in it, and it is whole.
flows() {
  over='\{"state":"(CLOSED|TIME-WAIT)"'
  "$tcpladder" --format=json "$1" >"$dir/flows" 2>"$dir/flows.err"
  [ ! -s "$dir/flows.err" ] && [ "$(grep '^{"type":"flow".*"opening":"three-way"' "$dir/flows" |
    grep -cE "\"states\":\{\"a\":$over,[^}]*},\"b\":$over")" -eq "$2" ]
}

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

test_size() {
  [ "$(size_of "$1")" -ge "$2" ]
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

status_has() {
  grep -q "$1" "/proc/$live/status" || {
    sed 's/^/  | /' "/proc/$live/status"
    shows "$1 of the process"
  }
}

no_rights() {
  SUDO_UID=54321 SUDO_GID=54322 capture "$dir/live.pcap" --flows || return 1
  status_has "^Uid:.54321.54321.54321.54321$" && status_has "^Gid:.54322.54322.54322.54322$" &&
    status_has "^Groups:.54322 *$" && status_has "^CapEff:.0*$" && status_has "^CapPrm:.0*$" &&
    status_has "^CapBnd:.0*$" && status_has "^NoNewPrivs:.1$" || return 1
  stop INT
  ended_with 0
}

# as_nobody COMMAND...: without any right. That user has to reach the program.
as_nobody() {
  in_here setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
}

no_permission() {
  chmod 711 "$dir"
  mkdir -p "$dir/bin" && cp "$tcpladder" "$dir/bin/tcpladder"
  run as_nobody "$dir/bin/tcpladder" -i cable
  ended_with 1 && out_is_empty &&
    err_is_one_line_with "no permission" "sudo tcpladder -i cable" "sudo setcap cap_net_raw=ep $dir/bin/tcpladder"
}

# The one right of the installed program is gone once the interface is open.
one_capability() {
  setcap cap_net_raw=ep "$dir/bin/tcpladder" 2>/dev/null || {
    skip "-i: a program with cap_net_raw: it cannot be set here"
    return 0
  }
  mkdir -p "$dir/nobodys" && chown 65534 "$dir/nobodys"
  ip netns exec "$here" env --default-signal=INT setpriv --reuid 65534 --regid 65534 --clear-groups \
    "$dir/bin/tcpladder" -i cable -w "$dir/nobodys/live.pcap" --flows tcp >"$dir/out" 2>"$dir/err" &
  live=$!
  started="$started $live"
  wait_until has_header "$dir/nobodys/live.pcap" && talk 100K &&
    wait_until flows "$dir/nobodys/live.pcap" 2 || shows "a capture" || return 1
  status_has "^Uid:.65534.65534" && status_has "^CapEff:.0*$" && status_has "^CapPrm:.0*$" &&
    status_has "^NoNewPrivs:.1$" || return 1
  stop INT
  ended_with 0 && err_is_empty
}

# A folder that is root's alone, although the program is nobody by then.
ring() {
  mkdir -m 700 "$dir/ring"
  capture "$dir/first" --flows && stop INT || return 1
  ip netns exec "$here" env --default-signal=INT "$tcpladder" -i cable -w "$dir/ring/q" -C 1 -W 3 --flows tcp \
    >"$dir/out" 2>"$dir/err" &
  live=$!
  started="$started $live"
  wait_until has_header "$dir/ring/q0" && talk 4M && wait_until has_header "$dir/ring/q2" ||
    shows "a ring of files" || return 1
  status_has "^Uid:.[1-9]" || return 1
  stop INT
  ended_with 0 && err_is_empty && [ ! -e "$dir/ring/q3" ] && "$tcpladder" --flows "$dir/ring/q1" >/dev/null
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

spool_is_full() {
  small_disk || {
    skip "a full disk under what is kept: no permission to mount one"
    return 0
  }
  TMPDIR="$dir/small" capture "$dir/live.pcap" --flows && talk 2M &&
    wait_until flows "$dir/live.pcap" 2 || shows "all of it in the file" || return 1
  stop INT
  umount "$dir/small"
  ended_with 1 && err_is_one_line_with "cannot be kept" "No space left" && out_has "$address:5201" &&
    flows "$dir/live.pcap" 2
}

file_is_full() {
  small_disk || {
    skip "a full disk under -w: no permission to mount one"
    return 0
  }
  capture "$dir/small/w.pcap" --flows && talk 2M || return 1
  stop INT
  "$tcpladder" --flows "$dir/small/w.pcap" >/dev/null 2>"$dir/read.err"
  umount "$dir/small"
  # drawing went on to the end of the flow, and the file can be read as far as it goes
  ended_with 1 && err_is_one_line_with "No space left" "is whole" && out_has "$address:5201" &&
    [ ! -s "$dir/read.err" ]
}

[ "$(id -u)" -eq 0 ] || lacks "not root"
for tool in ip iperf3 tcpdump; do
  command -v "$tool" >/dev/null 2>&1 || lacks "no $tool"
done
env --default-signal=INT true 2>/dev/null || lacks "no env that sets signals back"
make_network 2>/dev/null || lacks "no network namespaces"

test_that "-i -w: packet for packet what tcpdump saves" equals_tcpdump
test_that "-i: root's rights are given up" no_rights
test_that "-i: no permission" no_permission
test_that "-i: a program with cap_net_raw" one_capability
test_that "-i -C: a ring where only root may write" ring
test_that "-i: Ctrl-C prints what was captured" interrupted
test_that "-i: SIGTERM" ends_by TERM 143
test_that "-i: SIGHUP" ends_by HUP 129
test_that "-i: SIGKILL" killed
test_that "-i: a closed pipe" closed_pipe
test_that "-i: the viewer is left" viewer_quits
test_that "-i: the viewer and SIGTERM" viewer_terminated
test_that "-i: the terminal is closed" terminal_closed
test_that "-i: nothing comes, nothing is done" idle
test_that "-i: the peer is killed" peer_killed
test_that "-i: the interface goes down and up" goes_down
test_that "-i: the interface disappears" disappears
test_that "-i: a full disk under what is kept" spool_is_full
test_that "-i: a full disk under -w" file_is_full
finish
