#!/bin/sh
# --help, the README and the man page tell of the same options, and the man page of every key.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

# Every form of every option in --help, one a line: -t and --time.
options_of_help() {
  "$tcpladder" --help | sed -n 's/^  \(-[^ ,]*\(, --[^ ]*\)\{0,1\}\).*/\1/p' |
    tr ',' '\n' | sed 's/=.*//; s/ //g' | sort -u
}

# Every option that the man page has an item for.
options_of_man() {
  grep '^\.It Fl' "${1:-man/tcpladder.1}" | tr ' ' '\n' | grep -A1 '^Fl$' | grep -v '^Fl$\|^--$' |
    sed 's/^/-/; s/\\-/-/g; s/=.*//' | sort -u
}

# Every option in the README's table.
# shellcheck disable=SC2016  # those are no commands
options_of_readme() {
  grep '^| `-' "${1:-README.md}" | sed 's/^| \(`[^|]*`\) |.*/\1/' | tr '`' '\n' | grep '^-' |
    sed 's/[= ].*//' | sort -u
}

same_options() {
  options_of_help >"$dir/out"
  [ "$(wc -l <"$dir/out")" -gt 10 ] || shows "options in --help" || return 1
  "$@" >"$dir/want"
  diff "$dir/want" "$dir/out"
}

same_version() {
  run "$tcpladder" --version
  version=$(sed 's/tcpladder //' "$dir/out")
  grep -qF "## $version" CHANGELOG.md
}

# The rows of the man page's key lists, as "screen<TAB>keys<TAB>what", against the viewer's own.
# man_keys PAGE EVERY SCREENS: what the page calls every screen, and which these are.
man_keys() {
  awk -F '\t' -v every="$2" -v all="$3" '
    /^\.Ss / { screen = substr($0, 5); gsub(/"/, "", screen) }
    /^\.It Sy / {
      keys = substr($0, 8)
      getline what
      n = screen == every ? split(all, screens, ",") : 1
      if (n == 1) screens[1] = screen
      for (i = 1; i <= n; i++) print screens[i] "\t" keys "\t" what
    }
  ' "$1" | sed 's/\\(ha/^/g; s/\\-/-/g; s/\\&//g'
}

# same_keys LANGUAGE PAGE EVERY SCREENS
same_keys() {
  LC_ALL=C.UTF-8 "$build/print-keys" "$1" | sort >"$dir/out"
  shift
  man_keys "$@" | sort >"$dir/want"
  [ -s "$dir/want" ] || return 1
  diff "$dir/want" "$dir/out"
}

# Every key that the JSON lines of the samples and of a few odd segments have.
json_keys() {
  pcap odd <<'SCRIPT'
A 10.0.0.1:40000
B 10.0.0.2:80
0.0 A > B S 7:7(0) <mss 1000,uto 30,mptcp 0,tfo,kind 172,kind 99>
0.1 A > B . 20:30(10) ack 1 <sack 5:6>
SCRIPT
  "$tcpladder" --format=json captures/*.pcap "$dir/odd.pcap" |
    grep -o '"[a-z_]*":' | tr -d '":' | sort -u
}

# section PAGE FROM TO: what the page has between the headings of two sections.
section() {
  sed -n "/^\.Sh $2/,/^\.Sh $3/p" "$1"
}

# The words of these lines that are to be written as they stand (Cm), one a line.
bold_words() {
  sed 's/\\-/-/g; s/\\&//g' | awk '
    /^\./ {
      kind = ""
      for (i = 1; i <= NF; i++) {
        if ($i ~ /^\.?[A-Z][a-z]$/) kind = $i
        else if (kind ~ /Cm$/ && $i !~ /^[,.;|]$/) print $i
      }
    }' | sort -u
}

# same_json_keys PAGE FROM TO: what is printed is documented, in an item or in another's text; what
# is documented can be printed.
same_json_keys() {
  json_keys >"$dir/keys"
  section "$@" >"$dir/section"
  sed -n 's/^\.It Cm //p' "$dir/section" | tr -d ' ' | tr ',' '\n' | sort -u >"$dir/items"
  [ "$(wc -l <"$dir/items")" -gt 50 ] || shows "keys in the man page" || return 1
  bold_words <"$dir/section" >"$dir/want"
  comm -23 "$dir/keys" "$dir/want" | sed 's/^/  the man page lacks /' >"$dir/out"
  while read -r key; do
    grep -q "\"$key\"" src/render/*.c || echo "  no line has '$key'"
  done <"$dir/items" >>"$dir/out"
  cat "$dir/out"
  [ ! -s "$dir/out" ]
}

# lists_words KIND PAGE FROM TO: every word of the kind that the program knows.
lists_words() {
  "$build/print-words" | sed -n "s/^$1 //p" | sort -u >"$dir/keys"
  [ "$(wc -l <"$dir/keys")" -gt 15 ] || shows "words of the program" || return 1
  shift
  section "$@" | bold_words >"$dir/want"
  comm -23 "$dir/keys" "$dir/want" >"$dir/out"
  sed 's/^/  the man page lacks /' "$dir/out"
  [ ! -s "$dir/out" ]
}

# understands_facts PAGE FROM TO: every name with every value that the page lists can be asserted.
understands_facts() {
  section "$@" | sed 's/\\-/-/g' | awk '
    /^\.El/ { split("", names); n = 0 }
    /^\.It Cm / { n = split(substr($0, 8), names, / , /); next }
    /^\.(Cm|Pq .* Cm) / {
      sub(/^.*Cm /, "")
      m = split($0, values, /[ ,]+/)
      for (i = 1; i <= n; i++) for (k = 1; k <= m; k++)
        if (values[k] != "" && values[k] != "Ns") print names[i] "=" values[k]
    }' | grep -v '[^a-z0-9=-]' >"$dir/facts"
  [ "$(wc -l <"$dir/facts")" -gt 20 ] || shows "facts in the man page" || return 1
  while read -r fact; do
    "$tcpladder" --assert "$fact" captures/blog.pcap >"$dir/out" 2>&1
    [ $? -le 1 ] || {
      echo "  $fact: $(cat "$dir/out")"
      return 1
    }
  done <"$dir/facts"
}

# script_words PAGE: the headings' number, the notation and the examples of the page, without words.
script_words() {
  sed 's/\\-/-/g; s/\\&//g' "$1" | awk '
    /^\.Bd/ { copy = 1 }
    copy || /^\.Dl/ { print }
    /^\.Ed/ { copy = 0 }
    /^\.S[hs]/ { print $1 }
    /^\.It / {
      # What is literal in an item stays; what stands for something has a name in each language.
      line = ""
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^(Cm|Ar|Op|Ns|Pa|Oo|Oc)$/) kind = $i
        else if (kind == "Cm" || $i ~ /^[|,]$/) line = line " " $i
        else line = line " *"
      }
      print "item" line
    }'
}

same_script_page() {
  script_words man/tcpladder-script.5 >"$dir/want"
  script_words man/ko/tcpladder-script.5 >"$dir/out"
  [ "$(grep -c '^item' "$dir/want")" -gt 30 ] || shows "items in the man page" || return 1
  diff "$dir/want" "$dir/out"
}

# What both pages say of the notation outside of items.
same_script_literals() {
  for page in man/tcpladder-script.5 man/ko/tcpladder-script.5; do
    sed 's/\\-/-/g; s/\\&//g' "$page" | bold_words >"$dir/$(basename "$(dirname "$page")")"
  done
  diff "$dir/man" "$dir/ko"
}

# What shells complete is made from the table of options: `make completions`.
same_completions() {
  for pair in bash:tcpladder.bash zsh:_tcpladder fish:tcpladder.fish; do
    "$build/print-completions" "${pair%%:*}" >"$dir/out"
    diff "completions/${pair#*:}" "$dir/out" || return 1
  done
}

# The figures in the README are what the program draws.
# same_figures FILE LANGUAGE
same_figures() {
  for name in blog; do
    "$tcpladder" --text -S --utf8 --width 80 --lang="$2" "captures/$name.pcap" >"$dir/out"
    awk -v start="<!-- $name -->" '
      $0 == start { found = 1; next }
      found && /^```/ { if (inside) exit; inside = 1; next }
      inside { print }
    ' "$1" >"$dir/want"
    [ -s "$dir/want" ] || return 1
    diff "$dir/want" "$dir/out" || return 1
  done
}

test_that "man page: the options of --help" same_options options_of_man
test_that "README: the options of --help" same_options options_of_readme
test_that "man page: the keys of the viewer" same_keys en man/tcpladder.1 \
  "every screen" "flow list,ladder,segment,what was said,two segments compared,help"
test_that "Korean man page: the options of --help" same_options options_of_man man/ko/tcpladder.1
test_that "Korean README: the options of --help" same_options options_of_readme README.ko.md
test_that "Korean man page: the keys of the viewer" same_keys ko man/ko/tcpladder.1 \
  "모든 화면" "흐름 목록,래더,세그먼트,주고받은 데이터,세그먼트 비교,도움말"
test_that "man page: the keys of the JSON lines" same_json_keys man/tcpladder.1 \
  "JSON LINES" CONFIGURATION
test_that "Korean man page: the keys of the JSON lines" same_json_keys man/ko/tcpladder.1 \
  "JSON 줄" 설정
test_that "man page: the words of a filter" lists_words query man/tcpladder.1 \
  "PICKING FLOWS" SEARCHING
test_that "Korean man page: the words of a filter" lists_words query man/ko/tcpladder.1 \
  "흐름과 세그먼트" 레이블
test_that "man page: the facts" lists_words fact man/tcpladder.1 GRADING "STEP BY STEP"
test_that "Korean man page: the facts" lists_words fact man/ko/tcpladder.1 채점하기 '"한 단계'
test_that "man page: the labels" lists_words label man/tcpladder.1 LABELS GRADING
test_that "Korean man page: the labels" lists_words label man/ko/tcpladder.1 레이블 채점하기
test_that "man page: the values of facts" understands_facts man/tcpladder.1 \
  GRADING "STEP BY STEP"
test_that "Korean man page: the values of facts" understands_facts man/ko/tcpladder.1 \
  채점하기 '"한 단계'
test_that "Korean man page of scripts: sections, items, examples" same_script_page
test_that "Korean man page of scripts: the notation" same_script_literals
test_that "completions: the table of options" same_completions
test_that "README: the figures as drawn" same_figures README.md en
test_that "Korean README: the figures as drawn" same_figures README.ko.md ko
test_that "CHANGELOG: this version" same_version
finish
