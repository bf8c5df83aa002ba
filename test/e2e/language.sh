#!/bin/sh
# Which language is spoken: by --lang, else by the environment, with no locale of it installed.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

blog=captures/blog.pcap

# speaks LANGUAGE VARIABLE=VALUE...: with nothing else in the environment.
speaks() {
  language=$1
  shift
  run env -i "$@" "$tcpladder" --text "$blog"
  ended_with 0 || return 1
  case $language in
  ko) out_has '핸드셰이크' && out_lacks '?' ;;
  en) out_has 'handshake' && out_lacks '핸드셰이크' ;;
  esac
}

by_environment() {
  speaks ko LANG=ko_KR.UTF-8 && speaks ko LC_MESSAGES=ko_KR.utf8 LANG=C.UTF-8 &&
    speaks ko LC_ALL=ko_KR.UTF-8 LC_MESSAGES=en_US.UTF-8 LANG=C &&
    speaks en LC_ALL=C.UTF-8 LANG=ko_KR.UTF-8 && speaks en LC_MESSAGES=en_US.UTF-8 LANG=ko_KR.UTF-8 &&
    speaks en LANG=fr_FR.UTF-8 && speaks ko LC_ALL= LANG=ko_KR.UTF-8 && speaks en LANGUAGE=ko
}

# gettext's list of languages counts where there is a language at all.
by_list() {
  speaks ko LANGUAGE=ko:en LANG=en_US.UTF-8 && speaks en LANGUAGE=en:ko LANG=ko_KR.UTF-8 &&
    speaks ko LANGUAGE=fr:ko_KR LC_ALL=fr_FR.UTF-8 && speaks ko LANGUAGE=fr LANG=ko_KR.UTF-8 &&
    speaks en LANGUAGE=ko LC_ALL=C.UTF-8 LANG=ko_KR.UTF-8 && speaks en LANGUAGE=ko &&
    speaks ko LANGUAGE= LANG=ko_KR.UTF-8 && speaks en LANGUAGE=ko LANG=en_US.ISO-8859-1
}

# Hangul cannot be written in another character set.
by_character_set() {
  speaks en LANG=ko_KR.EUC-KR && speaks en LC_CTYPE=C LANG=ko_KR.UTF-8
}

by_option() {
  run env -i LC_ALL=C "$tcpladder" --text --lang=ko "$blog"
  ended_with 0 && out_has "|'''---" && out_has '연결 설정: 3방향 핸드셰이크' && out_lacks '?' || return 1
  run env -i LC_ALL=ko_KR.UTF-8 "$tcpladder" --text --lang=en "$blog"
  ended_with 0 && out_has 'three-way handshake' || return 1
  run "$tcpladder" --lang=fr "$blog"
  ended_with 2 && err_is_one_line_with "--lang: 'fr' is none of en, ko"
}

for_programs() {
  run "$tcpladder" --format=json "$blog"
  mv "$dir/out" "$dir/want"
  run "$tcpladder" --format=json --lang=ko "$blog"
  ended_with 0 && out_equals "$dir/want"
}

test_that "LC_ALL, LC_MESSAGES and LANG, in this order" by_environment
test_that "LANGUAGE lists them, where the locale has one" by_list
test_that "another language needs UTF-8" by_character_set
test_that "--lang" by_option
test_that "JSON lines are the same in every language" for_programs
finish
