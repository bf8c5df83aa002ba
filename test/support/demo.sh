#!/bin/sh
# Draws the sample captures as text, with the numbers as sent: what `make demo` shows.
set -eu

tcpladder=$1
for name in handshake data loss close; do
  printf '=== captures/%s.pcap\n\n' "$name"
  "$tcpladder" --text -S "captures/$name.pcap"
done
cat <<EOF
All of it in one connection, in the viewer (? for help, q to leave):

  $tcpladder -S captures/blog.pcap

EOF
