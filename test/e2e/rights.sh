#!/bin/sh
# What a capture may do, and what it may not any more once the interface is open.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh
# shellcheck source=test/support/network.sh
. test/support/network.sh

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

# What the filter does not know at all, a library may one day need: it is to be looked at here.
nothing_unknown() {
  command -v strace >/dev/null 2>&1 && strace -o "$dir/calls" true 2>/dev/null || {
    skip "-i: no system call is missing: no strace"
    return 0
  }
  rm -f "$dir/live.pcap"
  # A program built with a sanitizer cannot look for leaks while another watches it.
  ip netns exec "$here" env --default-signal=INT ASAN_OPTIONS=detect_leaks=0 strace -f -o "$dir/calls" "$tcpladder" -i cable \
    -w "$dir/live.pcap" --text tcp >"$dir/out" 2>"$dir/err" &
  live=$!
  started="$started $live"
  wait_until has_header "$dir/live.pcap" && talk 100K && wait_until flows "$dir/live.pcap" 2 || return 1
  kill -INT "$(sed -n '1s/ .*//p' "$dir/calls")"
  wait "$live"
  code=$?
  ended_with 0 && err_is_empty && grep -q seccomp "$dir/calls" || return 1
  ! grep ENOSYS "$dir/calls"
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

test_that "-i: root's rights are given up" no_rights
test_that "-i: no permission" no_permission
test_that "-i: a program with cap_net_raw" one_capability
test_that "-i: no system call is missing" nothing_unknown
test_that "-i -C: a ring where only root may write" ring
finish
