#!/bin/sh
# make install and make uninstall.
# shellcheck source=test/e2e/lib.sh
. test/e2e/lib.sh

make_quietly() {
  run "${MAKE:-make}" --no-print-directory PREFIX=/usr DESTDIR="$dir/root" "$@"
  ended_with 0
}

installs() {
  make_quietly install || return 1
  [ -x "$dir/root/usr/bin/tcpladder" ] || shows "the program" || return 1
  [ -f "$dir/root/usr/share/man/man1/tcpladder.1" ] || shows "the man page" || return 1
  [ -f "$dir/root/usr/share/man/man5/tcpladder-script.5" ] || shows "the other one" || return 1
  for file in man/ko/man1/tcpladder.1 bash-completion/completions/tcpladder zsh/site-functions/_tcpladder \
    fish/vendor_completions.d/tcpladder.fish; do
    [ -s "$dir/root/usr/share/$file" ] || shows "$file" || return 1
  done
  run "$dir/root/usr/bin/tcpladder" --flows "$dir/root/usr/share/tcpladder/captures/blog.pcap"
  ended_with 0 && out_has "10.0.0.1"
}

uninstalls() {
  make_quietly uninstall || return 1
  left=$(find "$dir/root" -type f)
  [ -z "$left" ] || shows "no file left, not $left"
}

test_that "make install" installs
test_that "make uninstall" uninstalls
finish
