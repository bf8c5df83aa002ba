#!/bin/sh
# The configuration, and what shells complete.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

blog=captures/blog.pcap

# config FILE: the lines on standard input.
config() {
  mkdir -p "$(dirname "$1")"
  cat >"$1"
}

in_its_place() {
  echo 'lang = ko' | config "$dir/xdg/tcpladder/config"
  echo 'format = json' | config "$dir/home/.config/tcpladder/config"
  run env -i LC_ALL=C.UTF-8 XDG_CONFIG_HOME="$dir/xdg" HOME="$dir/home" "$tcpladder" --text "$blog"
  ended_with 0 && out_has '핸드셰이크' || return 1
  run env -i HOME="$dir/home" "$tcpladder" "$blog"
  ended_with 0 && out_has '"type":"segment"' || return 1
  run env -i XDG_CONFIG_HOME=relative HOME="$dir/home" "$tcpladder" "$blog"
  ended_with 0 && out_has '"type":"segment"' || return 1
  run env -i HOME="$dir/home" "$tcpladder" --no-config "$blog"
  ended_with 0 && out_has 'three-way handshake' || return 1
  run env -i HOME="$dir/nowhere" "$tcpladder" "$blog"
  ended_with 0 && out_has 'three-way handshake'
}

command_line_wins() {
  printf '# a comment\n\n  style = compact \nwidth=60\nseq = absolute\nascii\nutf8 = no\n' |
    config "$dir/config"
  run "$tcpladder" --text --config "$dir/config" "$blog"
  ended_with 0 && out_has 'seq=1000' && out_has '|-' && cp "$dir/out" "$dir/configured" || return 1
  run "$tcpladder" --text --style=compact --width=60 -S --ascii "$blog"
  out_equals "$dir/configured" || return 1
  run "$tcpladder" --text --config "$dir/config" --style=ladder --width=80 --seq=relative --utf8 "$blog"
  cp "$dir/out" "$dir/overruled"
  run "$tcpladder" --text --utf8 --width=80 "$blog"
  out_equals "$dir/overruled"
}

# Some editors begin a file with a mark.
marked() {
  printf '\357\273\277width = 60\r\nascii\r\n' | config "$dir/config"
  run "$tcpladder" --text --config "$dir/config" "$blog"
  ended_with 0 && out_has '<_.' && out_lacks '│'
}

# refused LINE WORD...: the second line of a configuration is wrong.
refused() {
  printf 'lang = en\n%s\n' "$1" | config "$dir/config"
  shift
  run "$tcpladder" --config "$dir/config" "$blog"
  ended_with 2 && out_is_empty && err_is_one_line_with "$dir/config: line 2: " "$@"
}

mistakes() {
  refused 'colour = red' "'colour' is no option" &&
    refused 'width = 7' "--width: '7' is not from 60" &&
    refused 'width' 'width needs' &&
    refused 'ascii = perhaps' "ascii is yes or no, not 'perhaps'" &&
    refused 'flow = 3' "'flow' belongs on the command line" &&
    refused 'demo = yes' "'demo' belongs on the command line" &&
    refused 'help' "'help' belongs on the command line" &&
    refused 'key ladder.nothing = n' "'ladder.nothing' is no action" &&
    refused 'key ladder.next-event = Nokey' "'Nokey' is no key" &&
    refused 'key ladder.next-event' "key ladder.next-event needs" || return 1
  run "$tcpladder" --config "$dir/none" "$blog"
  ended_with 2 && err_is_one_line_with "$dir/none: No such file" || return 1
  run "$tcpladder" --config "$dir" "$blog"
  ended_with 2 && err_is_one_line_with "$dir: " || return 1
  run "$tcpladder" --config "$blog" "$blog"
  ended_with 2 && err_is_one_line_with "$blog: is no text" || return 1
  run "$tcpladder" --config "$dir/none" --help
  ended_with 0 && out_has 'usage:'
}

# What --list-keys prints is a configuration that changes nothing.
keys() {
  run "$tcpladder" --list-keys
  ended_with 0 && out_has 'key ladder.next-event = e' && cp "$dir/out" "$dir/config" || return 1
  run "$tcpladder" --config "$dir/config" --list-keys
  ended_with 0 && out_equals "$dir/config" || return 1
  echo 'key ladder.next-event = n F5' | config "$dir/config"
  run "$tcpladder" --config "$dir/config" --list-keys
  ended_with 0 && out_has 'key ladder.next-event = n F5'
}

# completes WORD...: COMP_WORDS of a command line whose last word is being typed.
completes() {
  bash -c '
    compopt() { :; }
    . completions/tcpladder.bash
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _tcpladder "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "${COMPREPLY[*]}"' bash tcpladder "$@" >"$dir/out" 2>"$dir/err"
  code=$?
}

completions() {
  completes --the
  out_has '--theme=' || return 1
  completes --theme = d
  out_has dark && out_lacks light || return 1
  completes -t ''
  out_has 'r d a e' || return 1
  completes captures/blog.p
  out_has captures/blog.pcap
}

test_that "the configuration lies where XDG says" in_its_place
test_that "the command line overrules it" command_line_wins
test_that "a byte order mark before it is passed over" marked
test_that "a mistake in it is one line with its place" mistakes
test_that "--list-keys" keys
if command -v bash >/dev/null 2>&1; then
  test_that "bash completes options and their words" completions
else
  skip "bash completes options and their words: no bash"
fi
finish
