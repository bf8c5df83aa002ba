#!/usr/bin/env python3
"""Records the captures of real TCP stacks in this folder.

Two network namespaces with a kernel's TCP in each are joined by a path of our own: a tunnel device
at either end, a delay of 10 ms each way, and a rule that says which packets are lost. Needs Linux,
root, ip(8), tcpdump(8) and curl(1). A run gives the same pictures with other numbers.

usage: record.py [NAME...]
"""
import fcntl
import heapq
import os
import select
import struct
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DELAY = 0.010
V4 = {"a": "192.0.2.1", "b": "198.51.100.2"}
V6 = {"a": "2001:db8:a::1", "b": "2001:db8:b::2"}


def run(*words):
    subprocess.run(words, check=True)


def inside(end, *words, **options):
    return subprocess.Popen(("ip", "netns", "exec", "ladder-" + end) + words, **options)


def tun(name):
    fd = os.open("/dev/net/tun", os.O_RDWR)
    fcntl.ioctl(fd, 0x400454CA, struct.pack("16sH", name.encode(), 0x1001))  # TUN, no header
    return fd


class Path:
    """Carries packets between the two ends until it is closed."""

    def __init__(self, is_lost):
        self.is_lost = is_lost
        self.fds = {end: tun("path-" + end) for end in "ab"}
        for end, other in ("ab", "ba"):
            run("ip", "netns", "add", "ladder-" + end)
            run("ip", "link", "set", "path-" + end, "netns", "ladder-" + end)
            at = ("ip", "-n", "ladder-" + end)
            run(*at, "link", "set", "path-" + end, "up")
            run(*at, "addr", "add", V4[end] + "/32", "dev", "path-" + end)
            run(*at, "-6", "addr", "add", V6[end] + "/128", "dev", "path-" + end, "nodad")
            run(*at, "route", "add", V4[other] + "/32", "dev", "path-" + end)
            run(*at, "-6", "route", "add", V6[other] + "/128", "dev", "path-" + end)
        self.closed = False
        self.thread = threading.Thread(target=self.carry)
        self.thread.start()

    def carry(self):
        waiting, order = [], 0
        while not self.closed:
            ready = select.select(list(self.fds.values()), [], [], 0.001)[0]
            for end in "ab":
                if self.fds[end] in ready:
                    packet, order = os.read(self.fds[end], 65536), order + 1
                    if not self.is_lost(end, packet):
                        other = self.fds["b" if end == "a" else "a"]
                        heapq.heappush(waiting, (time.monotonic() + DELAY, order, other, packet))
            while waiting and waiting[0][0] <= time.monotonic():
                _, _, fd, packet = heapq.heappop(waiting)
                os.write(fd, packet)

    def close(self):
        self.closed = True
        self.thread.join()
        for end in "ab":
            run("ip", "netns", "del", "ladder-" + end)
            os.close(self.fds[end])


def data_length(packet):
    """Octets of TCP data in an IPv4 packet."""
    if packet[0] >> 4 != 4 or packet[9] != 6:
        return 0
    ip = (packet[0] & 15) * 4
    return len(packet) - ip - (packet[ip + 12] >> 4) * 4


def nothing(end, packet):
    return False


def nth_data(end_wanted, *wanted):
    """Loses the data segments with these numbers that one end sends."""
    count = 0

    def is_lost(end, packet):
        nonlocal count
        if end != end_wanted or data_length(packet) == 0:
            return False
        count += 1
        return count in wanted
    return is_lost


def fetch(size):
    """B serves a page of that size, A fetches it."""
    with tempfile.TemporaryDirectory() as folder:
        with open(folder + "/page.txt", "w") as page:
            page.write(("The quick brown fox jumps over the lazy dog.\n" * (size // 45 + 1))[:size])
        server = inside("b", sys.executable, "-m", "http.server", "-d", folder, "8000",
                        stderr=subprocess.DEVNULL)
        time.sleep(1)
        inside("a", "curl", "-s", "-o", "/dev/null", "http://%s:8000/page.txt" % V4["b"]).wait()
        server.terminate()
        server.wait()


def refused():
    inside("a", "curl", "-s", "http://%s:8000/" % V4["b"]).wait()


HALF_CLOSE_SERVER = """
import socket, time
s = socket.create_server(("::", 7000), family=socket.AF_INET6)
c, _ = s.accept()
text = b""
while (more := c.recv(4096)):
    text += more
for line in text.splitlines(True):
    time.sleep(0.1)
    c.sendall(line.upper())
c.close()
"""

HALF_CLOSE_CLIENT = """
import socket, sys
c = socket.create_connection((sys.argv[1], 7000))
c.sendall(b"that is all that I have to say.\\nover to you.\\n")
c.shutdown(socket.SHUT_WR)
while c.recv(4096):
    pass
"""


def half_close():
    server = inside("b", sys.executable, "-c", HALF_CLOSE_SERVER)
    time.sleep(0.5)
    inside("a", sys.executable, "-c", HALF_CLOSE_CLIENT, V6["b"]).wait()
    server.wait()


# name: where it is captured, what is lost, what happens
SCENES = {
    "http": ("a", nothing, lambda: fetch(3000)),
    "http-loss": ("b", nth_data("b", 6), lambda: fetch(40000)),
    "http-timeout": ("b", nth_data("b", 2, 3, 4), lambda: fetch(1000)),
    "refused": ("a", nothing, refused),
    "half-close": ("a", nothing, half_close),
}


def record(name):
    end, is_lost, act = SCENES[name]
    path = Path(is_lost)
    try:
        file = os.path.join(HERE, name + ".pcap")
        dump = inside(end, "tcpdump", "-U", "-q", "-i", "path-" + end, "-w", file, "tcp",
                      stderr=subprocess.DEVNULL)
        time.sleep(1)
        act()
        time.sleep(1)
        dump.terminate()
        dump.wait()
    finally:
        path.close()


for scene in sys.argv[1:] or SCENES:
    record(scene)
