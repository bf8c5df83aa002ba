#!/bin/sh
# The sample captures and the lessons are what their scripts say, and the README names each.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

# equals_its_script SCRIPT KIND
equals_its_script() {
  run "$tcpladder" --flows -w "$dir/made.$2" "$1"
  ended_with 0 && err_is_empty || return 1
  cmp "$dir/made.$2" "${1%.ladder}.$2"
}

is_small_and_named() {
  [ "$(wc -c <"$1")" -lt 100000 ] || return 1
  grep -qF "| \`$(basename "$1" .pcap)\` |" captures/README.md
}

# As a lesson, from its script and from its capture: the same ladder.
is_a_lesson() {
  name=$(basename "$1" .pcapng)
  "$tcpladder" --text --demo "$name" >"$dir/want" || return 1
  run "$tcpladder" --text "$1"
  ended_with 0 && out_equals "$dir/want"
}

# What tshark finds broken: the group of 0x07000000 is "Malformed".
broken="_ws.malformed || _ws.expert.group == 0x07000000 || tcp.checksum.status == 0 \
  || ip.checksum.status == 0"

# tshark finds nothing broken, and shows a comment in each language.
opens_in_tshark() {
  command -v tshark >/dev/null 2>&1 || {
    skip "lessons in tshark: no tshark"
    return 0
  }
  for lesson in lessons/*.pcapng; do
    run tshark -n -r "$lesson" -T fields -e frame.comment
    ended_with 0 && out_has "[en]" "[ko]" || return 1
    run tshark -n -r "$lesson" -o tcp.check_checksum:TRUE -o ip.check_checksum:TRUE -Y "$broken"
    ended_with 0 && out_is_empty || return 1
  done
}

# In a long flow what is plain is told together, and what is not by itself.
tells_runs() {
  {
    echo "A > B syn" && echo "B > A syn ack" && echo "A > B ack"
    for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
      [ "$i" != 11 ] || printf 'A > B data 100 lost\nwait 2\nA > B again\nB > A ack\n'
      printf 'A > B data 100\nA > B data 100\nB > A ack\nA > B data 100\nB > A ack\n'
    done
  } >"$dir/long.ladder"
  run "$tcpladder" --narrate "$dir/long.ladder"
  ended_with 0 && out_has "#4 to #53" "50 segments with nothing odd." || return 1
  out_has "in 30 of them" "before 3001 at the end" "#55, " && out_lacks "#12, " && out_lacks "before 1 "
}

# Comments that are no text: nothing of them comes out that is none, in any form.
writes_text_only() {
  LC_ALL=C sed "s/the /$(printf '\377\376\355\033')/g" lessons/handshake.pcapng >"$dir/odd.pcapng"
  ! cmp -s "$dir/odd.pcapng" lessons/handshake.pcapng || shows "a changed lesson" || return 1
  for form in --format=json --narrate --text --flows "--format=json --flows"; do
    # shellcheck disable=SC2086
    run "$tcpladder" --utf8 $form "$dir/odd.pcapng"
    ended_with 0 && err_is_empty && out_lacks "$(printf '\033')" || return 1
    iconv -f UTF-8 -t UTF-8 "$dir/out" >/dev/null 2>&1 || shows "UTF-8" || return 1
  done
}

# Every lesson is in the list, and every one that is listed is there.
lists_them() {
  run "$tcpladder" --demo
  ended_with 0 && err_is_empty || return 1
  [ "$(wc -l <"$dir/out")" -ge 12 ] || shows "twelve lessons" || return 1
  cut -d ' ' -f 1 "$dir/out" | sort >"$dir/listed"
  for lesson in lessons/*.ladder; do basename "$lesson" .ladder; done | sort | cmp - "$dir/listed"
}

for script in captures/*.ladder; do
  test_that "$script" equals_its_script "$script" pcap
done
for capture in captures/*.pcap; do
  test_that "$capture" is_small_and_named "$capture"
done
for script in lessons/*.ladder; do
  test_that "$script" equals_its_script "$script" pcapng
done
for lesson in lessons/*.pcapng; do
  test_that "$lesson" is_a_lesson "$lesson"
done
test_that "--demo lists the lessons" lists_them
test_that "a long flow is told in runs" tells_runs
test_that "comments that are no text" writes_text_only
test_that "lessons open in tshark" opens_in_tshark
finish
