#!/bin/sh
# What the options do to what is printed.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

blog=captures/blog.pcap
escape=$(printf '\033')

out_is_ascii() {
  ! LC_ALL=C grep -q '[^ -~]' "$dir/out" || shows "ASCII alone"
}

out_is_not_ascii() {
  LC_ALL=C grep -q '[^ -~]' "$dir/out" || shows "more than ASCII"
}

# The longest line, in characters.
widest() {
  awk '{ gsub(/[\200-\277]/, ""); if (length($0) > n) n = length($0) } END { print n + 0 }' \
    "$dir/out"
}

is_at_most_wide() {
  LC_ALL=C
  [ "$(widest)" -le "$1" ] || shows "at most $1 columns, not $(widest)"
}

is_wider_than() {
  [ "$(LC_ALL=C widest)" -gt "$1" ] || shows "more than $1 columns"
}

numbers() {
  run "$tcpladder" --text "$blog"
  out_has "seq=301" && out_lacks "seq=1301" || return 1
  run "$tcpladder" --text -S "$blog"
  out_has "seq=1301" && out_lacks "seq=301 " || return 1
  cp "$dir/out" "$dir/want"
  run "$tcpladder" --text --seq=absolute "$blog"
  out_equals "$dir/want"
}

time_modes() {
  run "$tcpladder" --text -t r "$blog"
  out_has "1.140203" || return 1
  run "$tcpladder" --text --time=d "$blog"
  out_has "1.020003" || return 1
  run "$tcpladder" --text -ta "$blog"
  out_has "22:13:21.140" || return 1
  run "$tcpladder" --text -te "$blog"
  out_has "1700000001.140"
}

glyphs_by_locale() {
  run env LC_ALL=C "$tcpladder" --text "$blog"
  out_is_ascii || return 1
  run env LC_ALL=C.UTF-8 "$tcpladder" --text "$blog"
  out_is_not_ascii
}

glyphs_by_option() {
  run env LC_ALL=C "$tcpladder" --text --utf8 "$blog"
  out_is_not_ascii || return 1
  run env LC_ALL=C.UTF-8 "$tcpladder" --text --ascii "$blog"
  out_is_ascii
}

colors() {
  run "$tcpladder" --text "$blog"
  out_lacks "$escape" || return 1
  run "$tcpladder" --text --color=never "$blog"
  out_lacks "$escape" || return 1
  run "$tcpladder" --text --color=always "$blog"
  out_has "$escape"
}

colors_on_a_terminal() {
  on_terminal "env TERM=xterm $tcpladder --text $blog"
  out_has "$escape" || return 1
  on_terminal "env TERM=xterm NO_COLOR=1 $tcpladder --text $blog"
  out_lacks "$escape" || return 1
  on_terminal "env TERM=xterm NO_COLOR= $tcpladder --text $blog"
  out_has "$escape"
}

# As many colours as COLORTERM and TERM speak of, of the theme that is asked for.
themes() {
  run env TERM=linux "$tcpladder" --text --color=always captures/loss.pcap
  out_has "[1;31m" && out_lacks '38;5;' || return 1
  run env TERM=xterm-256color "$tcpladder" --text --color=always --theme=dark captures/loss.pcap
  out_has "[1;38;5;203m" || return 1
  run env COLORTERM=truecolor "$tcpladder" --text --color=always --theme=light captures/loss.pcap
  out_has "[1;38;2;175;0;0m" || return 1
  run "$tcpladder" --text --color=always --theme=mono captures/loss.pcap
  out_has "[1m" && out_lacks '38;5;' || return 1
  run "$tcpladder" --theme=pink captures/loss.pcap
  ended_with 2 && err_is_one_line_with "--theme: 'pink' is none of okabe-ito, dark, light, mono"
}

widths() {
  run "$tcpladder" --text "$blog"
  is_at_most_wide 80 && is_wider_than 70 || return 1
  run "$tcpladder" --text --width=60 "$blog"
  is_at_most_wide 60 || return 1
  run "$tcpladder" --text --width=120 "$blog"
  is_at_most_wide 120 && is_wider_than 80 || return 1
  run env COLUMNS=100 "$tcpladder" --text "$blog"
  is_at_most_wide 100 && is_wider_than 80 || return 1
  run env COLUMNS=nonsense "$tcpladder" --text "$blog"
  is_at_most_wide 80 && is_wider_than 70 || return 1
  run env COLUMNS=7 "$tcpladder" --text "$blog"
  is_at_most_wide 60
}

width_of_the_terminal() {
  on_terminal "stty cols 66; env TERM=xterm $tcpladder --text --color=never $blog"
  tr -d '\r' <"$dir/out" >"$dir/plain" && mv "$dir/plain" "$dir/out"
  is_at_most_wide 66 && is_wider_than 60
}

styles() {
  run "$tcpladder" --text --style=ladder "$blog"
  sloped=$(wc -l <"$dir/out")
  run "$tcpladder" --text --style=compact "$blog"
  [ "$(wc -l <"$dir/out")" -lt "$sloped" ] || shows "fewer lines" || return 1
  run "$tcpladder" --text --style=scale "$blog"
  out_has "1 row = 2 ms" || return 1
  run "$tcpladder" --text --scale=0.5ms "$blog"
  out_has "1 row = 500" || return 1
  for wrong in 2 ms -1ms 1ns 1h 2000s nanms; do
    run "$tcpladder" --text "--scale=$wrong" "$blog"
    ended_with 2 && err_is_one_line_with "is no time from 100ns to 1000s" || return 1
  done
}

list() {
  run "$tcpladder" --flows "$blog" captures/refused.pcap captures/half-close.pcap
  out_has "10.0.0.1" && out_has "192.0.2.1" && out_has "2001:db8:a::1" || return 1
  out_lacks "SYN-SENT │"
}

all_flows() {
  run "$tcpladder" --text captures/http.pcap "$blog"
  out_has "10.0.0.1:40000" && out_has "198.51.100.2:8000"
}

one_flow_by_number() {
  run "$tcpladder" --text --flow 2 "$blog" captures/http.pcap
  out_lacks "10.0.0.1:40000" && out_has "198.51.100.2:8000" && ended_with 0 || return 1
  run "$tcpladder" --text --flow 3 "$blog" captures/http.pcap
  ended_with 1 && out_is_empty && err_is_one_line_with "no flow 3" "2"
}

one_flow_by_endpoints() {
  run "$tcpladder" --text --flow 10.0.0.1:40000-10.0.0.2:80 "$blog" captures/http.pcap
  out_has "10.0.0.1:40000" && out_lacks "198.51.100.2:8000" || return 1
  cp "$dir/out" "$dir/want"
  run "$tcpladder" --text --flow=10.0.0.2:80-10.0.0.1:40000 "$blog" captures/http.pcap
  out_equals "$dir/want" || return 1
  run "$tcpladder" --text --flow=10.0.0.2:81-10.0.0.1:40000 "$blog"
  ended_with 1 && out_is_empty && err_is_one_line_with "10.0.0.2:81" "10.0.0.1:40000"
}

# One number of a pair of ports used twice: both flows are drawn.
one_flow_name_for_two() {
  pcap twice <<'EOF'
A 10.0.0.1:40000
B 10.0.0.2:80
0 A > B S 4294967290:4294967290(0)
1 B > A R. 0:0(0) ack 4294967291
9 A > B S 500:500(0)
10 B > A R. 0:0(0) ack 501
EOF
  run "$tcpladder" --text --flow=10.0.0.2:80-10.0.0.1:40000 "$dir/twice.pcap"
  [ "$(grep -c 'B 10.0.0.2:80' "$dir/out")" -eq 2 ] || shows "two ladders"
}

# In a capture of four flows, one of which lost something and one of which was refused.
flows_by_words() {
  four="$blog captures/refused.pcap captures/http.pcap captures/half-close.pcap"
  # shellcheck disable=SC2086  # several files
  run "$tcpladder" --flows --only 'lost > 0 and port 80' $four
  ended_with 0 && [ "$(wc -l <"$dir/out")" -eq 2 ] && out_has "10.0.0.1:40000" || return 1
  # shellcheck disable=SC2086
  run "$tcpladder" --text -Y 'rst not state established' $four
  out_has "RST" && out_lacks "10.0.0.1:40000" && out_lacks "2001:db8" || return 1
  # shellcheck disable=SC2086
  run "$tcpladder" --format=json -Y 'flow 1 or flow 3' --flow 3 $four
  out_has_lines 1 flow && out_has_lines 2 segment || return 1
  run "$tcpladder" --text -Y 'port 9999' "$blog"
  ended_with 0 && out_is_empty
}

wrong_words() {
  run "$tcpladder" -Y 'port 80 and len > big' "$blog"
  ended_with 2 && out_is_empty && err_is_one_line_with "'big'" "a number, such as 1000"
}

same_bytes_each_time() {
  run "$tcpladder" --text captures/http-loss.pcap
  cp "$dir/out" "$dir/want"
  run "$tcpladder" --text captures/http-loss.pcap
  out_equals "$dir/want"
}

# So many lines of that type on stdout.
out_has_lines() {
  [ "$(grep -c "^{\"type\":\"$2\"" "$dir/out")" -eq "$1" ] || shows "$1 lines of type $2"
}

json_lines() {
  run "$tcpladder" --format=json "$blog" captures/refused.pcap
  ended_with 0 && err_is_empty || return 1
  out_has_lines 16 segment && out_has_lines 2 flow && out_has_lines 1 summary || return 1
  out_has '"options":{"mss_bytes":1460}' || return 1
  run "$tcpladder" --format=json --flow 2 "$blog" captures/refused.pcap
  out_has_lines 2 segment && out_has_lines 1 flow && out_has_lines 1 summary || return 1
  run "$tcpladder" --format=json --flows "$blog" captures/refused.pcap
  out_has_lines 0 segment && out_has_lines 2 flow && out_has_lines 1 summary
}

json_of_standard_input() {
  "$tcpladder" --format=json "$blog" | sed 's/"captures[^"]*"/"-"/' >"$dir/want"
  run sh -c "cat $blog | $tcpladder --format=json -"
  ended_with 0 && out_has '"live":{' || return 1
  # what a pipe suffered from is said of a pipe alone
  sed -i 's/,"live":{[^}]*}//' "$dir/out"
  out_equals "$dir/want"
}

json_of_a_cut_file() {
  name=$(printf 'cut\377\n".pcap')
  head -c 700 "$blog" >"$dir/$name"
  run "$tcpladder" --format=json "$dir/$name"
  ended_with 1 && out_has_lines 1 summary && out_has '"damaged":["' && err_is_one_line_with cut ||
    return 1
  [ "$(iconv -f UTF-8 -t UTF-8 <"$dir/out" | wc -c)" -eq "$(wc -c <"$dir/out")" ] ||
    shows "UTF-8"
}

json_opens_no_viewer() {
  on_terminal "env TERM=xterm $tcpladder --format=json $blog"
  tr -d '\r' <"$dir/out" >"$dir/plain"
  mv "$dir/plain" "$dir/out"
  ended_with 0 && out_has_lines 14 segment && out_has_lines 1 summary
}

# The exit code says it: 0 so, 1 not so, 2 not understood.
grades() {
  run "$tcpladder" --assert 'handshake=complete retransmissions>=1 close=fin' "$blog"
  ended_with 0 && err_is_empty && [ ! -s "$dir/out" ] || shows "nothing" || return 1
  run "$tcpladder" --assert='close=reset lost<1' "$blog"
  ended_with 1 && err_is_empty || return 1
  [ "$(cat "$dir/out")" = 'flow 1: close is fin, asserted =reset; lost is 1, asserted <1' ] ||
    shows "one line of what was found" || return 1
  run "$tcpladder" --assert 'closed=reset' "$blog"
  ended_with 2 && err_is_one_line_with "the name of a fact"
}

step_needs_a_terminal() {
  run "$tcpladder" --step captures/blog.pcap
  ended_with 2 && out_is_empty && err_is_one_line_with "--step opens the viewer" || return 1
  run "$tcpladder" --play=1/8 captures/blog.pcap
  ended_with 2 && out_is_empty && err_is_one_line_with "--play opens the viewer" || return 1
  for speed in 0 1001 1/3 fast; do
    run "$tcpladder" --play=$speed captures/blog.pcap
    ended_with 2 && out_is_empty && err_is_one_line_with "'$speed' is none of" || return 1
  done
  run "$tcpladder" --predict captures/blog.pcap
  ended_with 2 && out_is_empty && err_is_one_line_with "--predict asks in the viewer" || return 1
  run "$tcpladder" --predict=paper captures/blog.pcap
  ended_with 2 && out_is_empty && err_is_one_line_with "'paper' is not print"
}

test_that "-S and --seq" numbers
test_that "-t" time_modes
test_that "the locale chooses the characters" glyphs_by_locale
test_that "--ascii and --utf8 overrule it" glyphs_by_option
test_that "--color" colors
test_that "--theme" themes
test_that "--width and COLUMNS" widths
test_that "--style" styles
test_that "--flows" list
test_that "every flow is drawn" all_flows
test_that "--flow N" one_flow_by_number
test_that "--flow A:PORT-B:PORT" one_flow_by_endpoints
test_that "--flow A:PORT-B:PORT twice" one_flow_name_for_two
test_that "--only: the flows that words pick" flows_by_words
test_that "--only: says which word is wrong" wrong_words
test_that "the same bytes each time" same_bytes_each_time
if command -v script >/dev/null 2>&1; then
  test_that "NO_COLOR" colors_on_a_terminal
  test_that "the terminal's width" width_of_the_terminal
  test_that "--format=json on a terminal: no viewer" json_opens_no_viewer
else
  skip "colours on a terminal: no script(1)"
fi
test_that "--format=json: lines of segments, flows and a summary" json_lines
test_that "--format=json: standard input" json_of_standard_input
test_that "--format=json: a cut-off file with a hostile name" json_of_a_cut_file
test_that "--step, --play and --predict need a terminal" step_needs_a_terminal
test_that "--assert: says what is not so" grades
finish
