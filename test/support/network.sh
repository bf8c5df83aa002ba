# Two network namespaces, joined by a cable of their own, and captures on it; nothing of the
# machine's is touched. Sourced behind test/e2e/lib.sh; skips everything where that cannot be.
# shellcheck shell=sh

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

test_size() {
  [ "$(size_of "$1")" -ge "$2" ]
}

status_has() {
  grep -q "$1" "/proc/$live/status" || {
    sed 's/^/  | /' "/proc/$live/status"
    shows "$1 of the process"
  }
}

[ "$(id -u)" -eq 0 ] || lacks "not root"
for tool in ip iperf3 tcpdump; do
  command -v "$tool" >/dev/null 2>&1 || lacks "no $tool"
done
env --default-signal=INT true 2>/dev/null || lacks "no env that sets signals back"
make_network 2>/dev/null || lacks "no network namespaces"
