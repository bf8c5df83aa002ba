#!/bin/sh
# The viewer in a real terminal emulator: what it shows, its sizes, stops and ends.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh
# shellcheck source=test/support/mux.sh
. test/support/mux.sh

lacks() {
  screen
  ! grep -qF -e "$1" "$dir/screen" || {
    echo "  expected no '$1' on the screen:"
    sed 's/^/  | /' "$dir/screen"
    return 1
  }
}

start() {
  line "$tcpladder $*"
}

# The shell has the terminal again, as it was: echo, lines, a cursor, and the first screen.
is_whole() {
  line 'stty -a | tr " ;" "\n\n" | grep -x -e icanon -e echo -e isig | sort | tr "\n" .; echo " is"'
  sees 'echo.icanon.isig. is' || return 1
  [ "$(mux display-message -p '#{cursor_flag} #{alternate_on}')" = '1 0' ] || {
    echo "  the cursor is hidden, or the other screen is still on"
    return 1
  }
}

draws_at() {
  terminal "$1" "$2" || return 1
  start captures/blog.pcap
  sees 'blog.pcap' && sees 'seq=' && sees 'q quit' || return 1
  keys G
  sees '#14' || return 1
  keys q
  sees 'prompt>' && is_whole
}

walks() {
  terminal 80 24 || return 1
  start captures/blog.pcap captures/http.pcap
  sees '2 flows' || return 1
  keys G Enter
  sees 'flow 2 of 2' || return 1
  keys q
  sees '2 flows' || return 1
  keys g Enter
  sees 'flow 1 of 2' || return 1
  keys e
  sees '#2  B → A  SYN+ACK' || return 1
  keys e e
  sees 'lost (inferred)' || return 1
  keys v
  sees '┊' || return 1
  keys '?'
  sees 'a screenful down' || return 1
  keys / d r a w n Enter
  sees 'slopes are drawn' || return 1
  keys Escape
  sees '#8' || return 1
  keys q
  sees '2 flows' || return 1
  keys q
  sees 'prompt>'
}

opens_every_sample() {
  terminal 80 24 || return 1
  for capture in captures/*.pcap; do
    start "$capture"
    sees ' of ' && sees '? help' || return 1
    keys q
    sees 'prompt>' || return 1
    line clear
  done
}

resizes() {
  terminal 80 24 || return 1
  start captures/blog.pcap
  sees 'SYN-SENT' || return 1
  mux resize-window -x 50 -y 10
  sees 'needs 60 x 12' && lacks 'SYN' || return 1
  mux resize-window -x 200 -y 50
  sees 'FIN-WAIT-1' && lacks 'needs' || return 1
  mux resize-window -x 60 -y 12
  sees 'SYN-SENT' && lacks 'FIN-WAIT-1' || return 1
  keys q
  sees 'prompt>' && is_whole
}

stops_and_goes_on() {
  terminal 80 24 || return 1
  start captures/blog.pcap
  sees 'SYN-SENT' || return 1
  keys C-z
  sees 'Stopped' && lacks 'SYN-SENT' && is_whole || return 1
  line fg
  sees 'SYN-SENT' && lacks 'prompt>' || return 1
  keys j
  sees '#2' || return 1
  keys q
  sees 'prompt>' && is_whole
}

# Else ^Z may leave the viewer waiting for a key that the terminal has thrown away.
keeps_what_was_typed() {
  terminal 80 24 || return 1
  start captures/blog.pcap
  sees 'SYN-SENT' || return 1
  stty -a <"$(mux display-message -p '#{pane_tty}')" | tr ' ;' '\n\n' | grep -qx noflsh || {
    echo "  the terminal's modes are not with noflsh"
    return 1
  }
  keys q
  sees 'prompt>'
}

# ended_by SIGNAL: what is sent to it from outside.
ended_by() {
  terminal 80 24 || return 1
  line "sh -c 'echo \$\$ >$dir/pid; ulimit -c 0; exec $tcpladder captures/blog.pcap'; echo code \$?"
  sees 'SYN-SENT' || return 1
  kill "-$1" "$(cat "$dir/pid")"
  sees 'code 1' || return 1
  ended=$(sed -n 's/^code //p' "$dir/screen")
  [ "$(kill -l "$ended")" = "$1" ] || {
    echo "  the exit code is $ended, which is no SIG$1"
    return 1
  }
  is_whole
}

ended_by_the_keyboard() {
  terminal 80 24 || return 1
  start captures/blog.pcap
  sees 'SYN-SENT' || return 1
  keys C-c
  sees 'prompt>' && is_whole
}

ticks() {
  awk '{ print $14 + $15 }' "/proc/$1/stat"
}

idles() {
  [ -r /proc/self/stat ] || {
    skip "idle viewer: there is no /proc"
    return 0
  }
  terminal 80 24 || return 1
  line "sh -c 'echo \$\$ >$dir/pid; exec $tcpladder captures/blog.pcap'"
  sees 'SYN-SENT' || return 1
  before=$(ticks "$(cat "$dir/pid")")
  sleep 2
  after=$(ticks "$(cat "$dir/pid")")
  keys q
  # Of 200 ticks a loop that spins uses most, however busy the machine is.
  [ $((after - before)) -le 5 ] || {
    echo "  idle for 2 s, it used $((after - before)) ticks"
    return 1
  }
}

reads_standard_input() {
  terminal 80 24 || return 1
  start - '<captures/blog.pcap'
  sees 'SYN-SENT' || return 1
  keys j
  sees '#2' || return 1
  keys q
  sees 'prompt>' && is_whole
}

# The first packet draws itself, p holds the picture, and the end of the pipe is said.
follows_a_pipe() {
  terminal 80 24 || return 1
  head=$((24 + 16 + $(od -An -tu4 -j 32 -N 4 captures/blog.pcap))) # its first frame ends here
  mkfifo "$dir/pipe"
  start "- <$dir/pipe"
  exec 9>"$dir/pipe"
  head -c 24 captures/blog.pcap >&9
  sees 'waiting for the first TCP segment on standard input' || return 1
  head -c "$head" captures/blog.pcap | tail -c +25 >&9
  sees 'SYN-SENT' && sees 'following' || return 1
  keys p
  sees 'frozen, 0 new' || return 1
  tail -c "+$((head + 1))" captures/blog.pcap >&9
  sees 'frozen, 13 new' && lacks 'SYN+ACK' || return 1
  keys p
  sees '#14' && sees 'following' || return 1
  exec 9>&-
  sees 'ended' || return 1
  keys q
  sees 'prompt>' && is_whole
}

test_that "viewer: 80 x 24" draws_at 80 24
test_that "viewer: 60 x 12" draws_at 60 12
test_that "viewer: 200 x 50" draws_at 200 50
test_that "viewer: from screen to screen" walks
test_that "viewer: every sample capture" opens_every_sample
test_that "viewer: another size" resizes
test_that "viewer: Ctrl-Z and back" stops_and_goes_on
test_that "viewer: a stop throws away no key" keeps_what_was_typed
for signal in TERM HUP SEGV ABRT USR1; do
  test_that "viewer: a whole terminal after SIG$signal" ended_by "$signal"
done
test_that "viewer: a whole terminal after Ctrl-C" ended_by_the_keyboard
test_that "viewer: does nothing while nothing happens" idles
test_that "viewer: keys while standard input is the capture" reads_standard_input
test_that "viewer: a pipe as it comes" follows_a_pipe
finish
