# A real terminal emulator to test in: what the tests of the viewer share, behind lib.sh.
# shellcheck shell=sh disable=SC2154  # dir is lib.sh's

command -v tmux >/dev/null 2>&1 || {
  skip "viewer in a terminal: there is no tmux"
  exit 0
}

terminals=0
seconds=20 # how long to wait for what must come; nothing is decided by being faster

mux() {
  tmux -L "tcpladder-test-$$-$terminals" -f /dev/null "$@"
}

trap 'mux kill-server 2>/dev/null; rm -rf "$dir"' EXIT

# A fresh terminal of that size with a shell in it. Each has a server of its own: one that is
# ending takes a new session with it.
terminal() {
  mux kill-server 2>/dev/null
  terminals=$((terminals + 1))
  mux new-session -d -x "$1" -y "$2" "env PS1='prompt> ' ENV= LC_ALL=C.UTF-8 sh -i"
  sees 'prompt>'
}

screen() {
  mux capture-pane -p >"$dir/screen"
}

# Waits until the text is on the screen.
sees() {
  tries=$((seconds * 10))
  while [ "$tries" -gt 0 ]; do
    screen
    grep -qF -e "$1" "$dir/screen" && return 0
    sleep 0.1
    tries=$((tries - 1))
  done
  echo "  expected '$1' on the screen:"
  sed 's/^/  | /' "$dir/screen"
  return 1
}

keys() {
  mux send-keys "$@"
}

line() {
  keys -l "$1"
  keys Enter
}
