#!/bin/sh
# How the program behaves towards a shell and when the world refuses.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

blog=captures/blog.pcap

full_disk() {
  "$tcpladder" --text "$blog" >/dev/full 2>"$dir/err"
  code=$?
  : >"$dir/out"
  ended_with 1 && err_is_one_line_with "output: No space left"
}

full_disk_for_help() {
  "$tcpladder" --help >/dev/full 2>"$dir/err"
  code=$?
  : >"$dir/out"
  ended_with 1 && err_is_one_line_with "standard output"
}

# More is drawn than a pipe holds, so that writing really meets the closed end.
many_files() {
  for _ in 1 2 3 4 5 6 7 8; do
    printf '%s ' captures/http-loss.pcap
  done
}

closed_pipe() {
  # shellcheck disable=SC2046
  {
    "$tcpladder" --text $(many_files) $(many_files) 2>"$dir/err"
    echo $? >"$dir/code"
  } | head -n 1 >"$dir/out"
  code=$(cat "$dir/code")
  ended_with 0 && err_is_empty && out_is_one_line
}

unknown_option() {
  run "$tcpladder" --frobnicate "$blog"
  ended_with 2 && out_is_empty && err_is_one_line_with "--frobnicate" "--help" || return 1
  run "$tcpladder" -x "$blog"
  ended_with 2 && out_is_empty && err_is_one_line_with "-x" "--help"
}

no_file() {
  run "$tcpladder"
  ended_with 2 && out_is_empty || return 1
  # below it are the interfaces, where there are any
  head -n 1 "$dir/err" | grep -q -e '-i.*--help' || shows "how to begin"
}

missing_file() {
  run "$tcpladder" "$dir/nowhere.pcap"
  ended_with 1 && out_is_empty && err_is_one_line_with nowhere.pcap "No such file"
}

unreadable_file() {
  run "$tcpladder" "$dir"
  ended_with 1 && out_is_empty && err_is_one_line_with "$dir"
}

empty_file() {
  : >"$dir/empty.pcap"
  run "$tcpladder" "$dir/empty.pcap"
  ended_with 1 && out_is_empty && err_is_one_line_with empty.pcap
}

empty_input() {
  run "$tcpladder" - </dev/null
  ended_with 1 && out_is_empty && err_is_one_line_with "standard input"
}

garbage_file() {
  printf 'This is no capture at all, and long enough to be looked at.' >"$dir/garbage.pcap"
  run "$tcpladder" "$dir/garbage.pcap"
  ended_with 1 && out_is_empty && err_is_one_line_with garbage.pcap
}

name_with_control_characters() {
  run "$tcpladder" "$(printf '%s/\033[31mred\007.pcap' "$dir")"
  ended_with 1 && err_is_one_line_with red || return 1
  ! grep -q "$(printf '\033')" "$dir/err" || shows "no escape character"
}

# What could be read is drawn; then one line says what is wrong.
cut_file() {
  head -c 1000 "$blog" >"$dir/cut.pcap"
  run "$tcpladder" --text -S "$dir/cut.pcap"
  ended_with 1 && out_has "seq=1301" && out_lacks "seq=2001" && err_is_one_line_with cut.pcap
}

good_file_beside_a_cut_one() {
  head -c 500 captures/close.pcap >"$dir/cut.pcap"
  run "$tcpladder" --flows "$dir/cut.pcap" captures/half-close.pcap
  ended_with 1 && out_has "10.0.0.2" && out_has "2001:db8:b::2" && err_is_one_line_with cut.pcap
}

bad_filter() {
  run "$tcpladder" -f "tcp prot 80" "$blog"
  ended_with 1 && out_is_empty && err_is_one_line_with "tcp prot 80"
}

filter_chooses() {
  run "$tcpladder" --text -S -f "src port 80" "$blog"
  ended_with 0 && err_is_empty && out_has "seq=2000" && out_lacks "seq=1301"
}

filter_that_passes_nothing() {
  run "$tcpladder" --text -f udp "$blog"
  ended_with 0 && err_is_empty && out_is_one_line
}

count_stops() {
  run "$tcpladder" --text -S -c 3 "$blog"
  ended_with 0 && out_has "ack=2001" && out_lacks "seq=1301"
}

help_and_version() {
  for option in -h --help -V --version; do
    run "$tcpladder" "$option"
    ended_with 0 && err_is_empty && out_has tcpladder || return 1
  done
}

standard_input() {
  run "$tcpladder" --text "$blog"
  cp "$dir/out" "$dir/want"
  "$tcpladder" --text - <"$blog" >"$dir/out" 2>"$dir/err"
  code=$?
  ended_with 0 && err_is_empty && out_equals "$dir/want" || return 1
  run sh -c "cat '$blog' | '$tcpladder' --text -"
  ended_with 0 && err_is_empty && out_equals "$dir/want"
}

# Parts of one capture, named in the wrong order, are one capture in the order of time.
several_files() {
  cat >"$dir/head" <<'EOF'
A 10.0.0.1:40000
B 10.0.0.2:80
EOF
  cat >"$dir/one" <<'EOF'
0.0 A > B S 4294967290:4294967290(0)
0.2 A > B . 4294967291:4294967291(0) ack 4294967295
0.4 A > B P. 4294967291:5(10) ack 4294967295
EOF
  cat >"$dir/two" <<'EOF'
0.1 B > A S. 4294967294:4294967294(0) ack 4294967291
0.5 B > A . 4294967295:4294967295(0) ack 5
EOF
  cat "$dir/head" "$dir/one" | pcap one
  cat "$dir/head" "$dir/two" | pcap two
  sort -n "$dir/one" "$dir/two" | cat "$dir/head" - | pcap whole
  run "$tcpladder" --text "$dir/whole.pcap"
  cp "$dir/out" "$dir/want"
  run "$tcpladder" --text "$dir/two.pcap" -r "$dir/one.pcap"
  ended_with 0 && err_is_empty && out_has ESTABLISHED && out_equals "$dir/want"
}

text_where_no_terminal() {
  run "$tcpladder" "$blog"
  ended_with 0 && err_is_empty && out_has ESTABLISHED || return 1
  ! grep -q "$(printf '\033')" "$dir/out" || shows "no escape character"
}

text_on_terminal() { # SETTING...
  on_terminal "env $* $tcpladder $blog"
  ended_with 0 && out_has ESTABLISHED && out_has TIME-WAIT || return 1
  ! grep -q "$(printf '\033')" "$dir/out" || shows "no escape character"
}

no_tcp() {
  # one Ethernet frame of type ARP
  {
    head -c 24 "$blog"
    printf '\1\0\0\0\0\0\0\0\74\0\0\0\74\0\0\0'
    head -c 12 /dev/zero
    printf '\10\6'
    head -c 46 /dev/zero
  } >"$dir/arp.pcap"
  run "$tcpladder" "$dir/arp.pcap"
  ended_with 0 && err_is_empty && out_is_one_line && out_has "1 frame not drawn: 1 without TCP"
}

no_frames() {
  head -c 24 "$blog" >"$dir/header.pcap"
  run "$tcpladder" "$dir/header.pcap"
  ended_with 0 && err_is_empty && out_is_one_line
}

# without_filter: as on a kernel that has none; -v says so, and all goes on.
without_filter() {
  run "$build/without-seccomp" "$tcpladder" -v --flows captures/blog.pcap
  [ "$code" -eq 77 ] && {
    skip "a kernel without a filter of system calls: nothing to take away"
    return 0
  }
  ended_with 0 && out_has "10.0.0.1:40000" && grep -q '^system calls: not filtered (' "$dir/err" ||
    shows "that nothing is filtered"
}

test_that "without a file: how to begin, exit 2" no_file
test_that "unknown option: one line, exit 2" unknown_option
test_that "missing file: one line that names it" missing_file
test_that "a folder: one line that names it" unreadable_file
test_that "empty file: one line that names it" empty_file
test_that "empty standard input: one line" empty_input
test_that "garbage: one line that names it" garbage_file
test_that "names are not printed raw" name_with_control_characters
test_that "cut-off file: drawn so far, then one line, exit 1" cut_file
test_that "a cut-off file does not stop the others" good_file_beside_a_cut_one
test_that "bad filter: one line that shows it" bad_filter
test_that "-f chooses frames" filter_chooses
test_that "-f that passes nothing: one line" filter_that_passes_nothing
test_that "-c stops" count_stops
test_that "-h and -V: stdout, exit 0" help_and_version
test_that "- is standard input, file or pipe" standard_input
test_that "several files are one capture in order of time" several_files
test_that "no terminal: text" text_where_no_terminal
test_that "a capture without TCP: one line" no_tcp
test_that "a capture without frames: one line" no_frames
test_that "closed pipe: quiet" closed_pipe
test_that "a kernel without a filter of system calls" without_filter
if [ -c /dev/full ]; then
  test_that "full disk: one line, exit 1" full_disk
  test_that "full disk for --help too" full_disk_for_help
else
  skip "full disk: no /dev/full"
fi
if command -v script >/dev/null 2>&1; then
  test_that "TERM=dumb: text" text_on_terminal TERM=dumb
  test_that "TERM unset: text" text_on_terminal -u TERM
  test_that "TERM empty: text" text_on_terminal TERM=
else
  skip "dumb terminal: no script(1)"
fi
finish
