#!/bin/sh
# Installs what building (needs.sh build) or testing (needs.sh test) lacks on this machine.
# Does nothing, and asks nobody, where all is there.
set -u

have_command() {
  command -v "$1" >/dev/null 2>&1
}

have_module() {
  have_command pkg-config && pkg-config --exists "$1"
}

# what to look for: kind name | how the package is called with apt, dnf, pacman, apk, brew
table() {
  cat <<'TABLE'
build command cc         gcc              gcc            gcc        gcc          gcc
build command pkg-config pkg-config       pkgconf        pkgconf    pkgconf      pkgconf
build header  stdio.h    libc6-dev        glibc-devel    glibc      musl-dev     -
build module  libpcap    libpcap-dev      libpcap-devel  libpcap    libpcap-dev  libpcap
build module  libarchive libarchive-dev  libarchive-devel libarchive libarchive-dev libarchive
build module  zlib       zlib1g-dev       zlib-devel     zlib       zlib-dev     zlib
build module  ncursesw   libncurses-dev   ncurses-devel  ncurses    ncurses-dev  ncurses
build module  jansson    libjansson-dev   jansson-devel  jansson    jansson-dev  jansson
build module  libseccomp libseccomp-dev  libseccomp-devel libseccomp libseccomp-dev -
test  module  check      check            check-devel    check      check-dev    check
test  command mandoc     mandoc           mandoc         mandoc     mandoc       mandoc
test  command tcpdump    tcpdump          tcpdump        tcpdump    tcpdump      tcpdump
test  command ip         iproute2         iproute        iproute2   iproute2     -
test  command iperf3     iperf3           iperf3         iperf3     iperf3       iperf3
test  command tmux       tmux             tmux           tmux       tmux         tmux
TABLE
}

is_there() {
  case $1 in
  command) have_command "$2" ;;
  module) have_module "$2" ;;
  header) have_command cc && echo "#include <$2>" | cc -E - >/dev/null 2>&1 ;;
  esac
}

# The packages that are missing, in the words of the package system in that column (1 is apt).
missing() {
  table | while read -r for kind name packages; do
    [ "$for" = build ] || [ "$goal" = test ] || continue
    is_there "$kind" "$name" && continue
    package=$(echo "$packages" | awk -v column="$1" '{ print $column }')
    [ "$package" = - ] || printf ' %s' "$package"
  done
}

install_with_apt() {
  as_root=
  if [ "$(id -u)" -ne 0 ]; then
    have_command sudo || {
      echo "missing:$1. Install them as root: apt-get install$1" >&2
      return 1
    }
    as_root=sudo
  fi
  echo "installing:$1"
  log=$(mktemp)
  # shellcheck disable=SC2086  # a list of packages
  if { $as_root apt-get update -q && $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get install -q -y --no-install-recommends $1; } >"$log" 2>&1; then
    rm -f "$log"
    return 0
  fi
  tail -n 20 "$log" >&2
  rm -f "$log"
  return 1
}

goal=${1:-build}
packages=$(missing 1)
[ -n "$packages" ] || exit 0
if have_command apt-get; then
  install_with_apt "$packages"
  exit
fi
cat >&2 <<EOF
Something is missing that $goal needs, and there is no apt here. Install it with one of:
  dnf install$(missing 2)
  pacman -S$(missing 3)
  apk add$(missing 4)
  brew install$(missing 5)
EOF
exit 1
