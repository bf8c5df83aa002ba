# tcpladder: one file, which writes only below build/. `make help` lists the targets.

FLAVOR ?= release
CC ?= cc
AR ?= ar
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0
BUILD ?= build/$(FLAVOR)
FUZZ_SECONDS ?= 60

FLAVOR_CFLAGS_release := -O2 -g
FLAVOR_CFLAGS_debug := -O0 -g3
FLAVOR_CFLAGS_asan := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all \
	-fno-omit-frame-pointer
FLAVOR_CFLAGS_cov := -O0 -g3 --coverage
FLAVOR_CFLAGS_fuzz := $(FLAVOR_CFLAGS_asan) -fsanitize=fuzzer-no-link

ifeq ($(FLAVOR_CFLAGS_$(FLAVOR)),)
$(error FLAVOR is one of release, debug, asan, cov, fuzz)
endif

# What runs for users is compiled across files, which makes loading a tenth faster. gcc keeps plain
# code beside what that takes, so that all else is linked as quickly as ever; clang does not.
HAS_FAT_LTO := $(shell $(CC) -dM -E -x c /dev/null 2>/dev/null | grep -q __clang__ || echo yes)
ifeq ($(FLAVOR)$(HAS_FAT_LTO),releaseyes)
LTO_CFLAGS := -flto=auto -ffat-lto-objects
endif

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla
CFLAGS ?=
ALL_CFLAGS := -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
	-DTCPLADDER_VERSION='"$(VERSION)"' -Iinclude -Isrc $(WARNINGS) \
	$(FLAVOR_CFLAGS_$(FLAVOR)) $(LTO_CFLAGS) $(CFLAGS)

# The flags of a library go to the folder that may use it, and to nothing else.
FILTER_LIB := $(if $(filter Linux,$(shell uname -s)),libseccomp)
MODULES = libpcap libarchive zlib ncursesw jansson $(FILTER_LIB)
pkg = $(filter-out -D%,$(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null))
src/capture_CFLAGS = $(call pkg,--cflags,libpcap libarchive)
src/decode_CFLAGS = $(call pkg,--cflags,zlib)
src/sandbox_CFLAGS = $(call pkg,--cflags,$(FILTER_LIB))
src/tui_CFLAGS = $(call pkg,--cflags,ncursesw)
src/render_CFLAGS = $(call pkg,--cflags,jansson)
test/unit_CFLAGS = $(call pkg,--cflags,check libpcap libarchive zlib ncursesw jansson) -Itest
test/support_CFLAGS = $(call pkg,--cflags,libarchive ncursesw jansson) -Itest
test/tools_CFLAGS = -Itest
test/fuzz_CFLAGS = $(call pkg,--cflags,zlib ncursesw jansson) -Itest
test/bench_CFLAGS = $(call pkg,--cflags,libpcap) -Itest
LIBS = $(call pkg,--libs,$(MODULES))
TEST_LIBS = $(call pkg,--libs,check) -lm

LIB_SRC := $(filter-out src/main.c,$(wildcard src/*.c src/*/*.c src/*/*/*.c))
UNIT_SRC := $(wildcard test/unit/*.c)
SUPPORT_SRC := $(wildcard test/support/*.c)
FUZZERS := $(patsubst test/fuzz/%.c,%,$(filter-out test/fuzz/main.c,$(wildcard test/fuzz/*.c)))
TOOLS := $(patsubst test/tools/%.c,%,$(wildcard test/tools/*.c))
BENCHES := $(patsubst test/bench/%.c,%,$(wildcard test/bench/*.c))
SCRIPTS := $(wildcard captures/*.ladder)
# In the order in which they build on each other.
LESSONS := handshake data timeout close half-close window fast reordering reset \
	simultaneous-open keep-alive reuse
obj = $(patsubst %.c,$(BUILD)/%.o,$(1))

.PHONY: all demo test unit golden bench fuzz captures completions install install-setcap uninstall clean help
.PHONY: programs replays fuzzers draw-samples FORCE

all: $(BUILD)/tcpladder

help:
	@printf '%s\n' \
	'make            build $(BUILD)/tcpladder' \
	'make demo       install what is missing, build, draw the sample captures' \
	'make test       install what is missing, build, run every test' \
	'make unit       build and run the unit tests of this FLAVOR' \
	'make golden     rewrite the golden ladders and screens; the difference is for you to review' \
	'make captures   rewrite the sample captures and lessons that are made from scripts' \
	'make completions  rewrite what shells complete, from the table of options' \
	'make bench      measure time and memory' \
	'make fuzz       run every fuzzer for FUZZ_SECONDS=$(FUZZ_SECONDS) (needs clang)' \
	'make install    below PREFIX=$(PREFIX), with DESTDIR before it' \
	'make install-setcap  as root: the same, and whoever may run it may capture' \
	'make uninstall  take that away again' \
	'make clean      remove build/' \
	'FLAVOR=release, debug, asan, cov or fuzz; CC=gcc or clang; CFLAGS and LDFLAGS are added'

# --- building ---

# Whatever was compiled with other flags is compiled again.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@$(PKG_CONFIG) --print-errors --exists $(MODULES) || \
		{ echo '`make demo` installs what is missing' >&2; exit 1; }
	@printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS))' | cmp -s - $@ || \
		printf '%s\n' '$(subst ','\'',$(CC) $(ALL_CFLAGS))' >$@

# The lessons are part of the program.
$(BUILD)/gen/lesson/scripts.inc: Makefile lessons/embed.sh $(LESSONS:%=lessons/%.ladder)
	@mkdir -p $(@D)
	@lessons/embed.sh $(LESSONS) >$@.new && mv $@.new $@

$(BUILD)/src/lesson/lesson.o: $(BUILD)/gen/lesson/scripts.inc
src/lesson_CFLAGS = -I$(BUILD)/gen

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	@printf '  CC    %s\n' $<
	@$(CC) $(ALL_CFLAGS) $($(patsubst %/,%,$(dir $<))_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libtcpladder.a: $(call obj,$(LIB_SRC))
	@rm -f $@
	@$(AR) rcs $@ $^

# An archive, so that a program gets what it uses and no test library with it.
$(BUILD)/libsupport.a: $(call obj,$(SUPPORT_SRC))
	@rm -f $@
	@$(AR) rcs $@ $^

link = @printf '  LINK  %s\n' $@; $(CC) $(ALL_CFLAGS) -fno-lto $(LDFLAGS) -o $@ $^
link_whole = @printf '  LINK  %s\n' $@; $(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^

$(BUILD)/tcpladder: $(BUILD)/src/main.o $(BUILD)/libtcpladder.a
	$(link_whole) $(LIBS)

$(BUILD)/unit: $(call obj,$(UNIT_SRC)) $(BUILD)/libsupport.a $(BUILD)/libtcpladder.a
	$(link) $(TEST_LIBS) $(LIBS)

$(TOOLS:%=$(BUILD)/%): $(BUILD)/%: $(BUILD)/test/tools/%.o $(BUILD)/libsupport.a \
		$(BUILD)/libtcpladder.a
	$(link) $(LIBS)

$(BENCHES:%=$(BUILD)/bench-%): $(BUILD)/bench-%: $(BUILD)/test/bench/%.o \
		$(BUILD)/libsupport.a $(BUILD)/libtcpladder.a
	$(link_whole) $(LIBS)

# A fuzzer finds inputs with libFuzzer; a replay runs known ones and needs no clang.
$(FUZZERS:%=$(BUILD)/fuzz-%): $(BUILD)/fuzz-%: $(BUILD)/test/fuzz/%.o \
		$(BUILD)/libsupport.a $(BUILD)/libtcpladder.a
	$(link) -fsanitize=fuzzer $(LIBS)

$(FUZZERS:%=$(BUILD)/replay-%): $(BUILD)/replay-%: $(BUILD)/test/fuzz/%.o \
		$(BUILD)/test/fuzz/main.o $(BUILD)/libsupport.a $(BUILD)/libtcpladder.a
	$(link) $(LIBS)

programs: $(BUILD)/tcpladder $(BUILD)/unit $(TOOLS:%=$(BUILD)/%)
replays: $(FUZZERS:%=$(BUILD)/replay-%)
fuzzers: $(FUZZERS:%=$(BUILD)/fuzz-%)
benches: $(BENCHES:%=$(BUILD)/bench-%) $(BUILD)/tcpladder

# --- using ---

demo:
	@test/support/needs.sh build
	@$(MAKE) --no-print-directory draw-samples

draw-samples: $(BUILD)/tcpladder
	@test/support/demo.sh $(BUILD)/tcpladder

DATA_DIR = $(DESTDIR)$(PREFIX)/share/tcpladder/captures
MAN_DIR = $(DESTDIR)$(PREFIX)/share/man
BASH_DIR = $(DESTDIR)$(PREFIX)/share/bash-completion/completions
ZSH_DIR = $(DESTDIR)$(PREFIX)/share/zsh/site-functions
FISH_DIR = $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d

install: $(BUILD)/tcpladder
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(MAN_DIR)/man1' '$(MAN_DIR)/man5' '$(DATA_DIR)'
	install -m 755 $(BUILD)/tcpladder '$(DESTDIR)$(PREFIX)/bin/tcpladder'
	install -m 644 man/tcpladder.1 '$(MAN_DIR)/man1/tcpladder.1'
	install -m 644 man/tcpladder-script.5 '$(MAN_DIR)/man5/tcpladder-script.5'
	install -m 644 captures/README.md captures/*.pcap '$(DATA_DIR)'
	install -d '$(MAN_DIR)/ko/man1' '$(MAN_DIR)/ko/man5'
	install -m 644 man/ko/tcpladder.1 '$(MAN_DIR)/ko/man1/tcpladder.1'
	install -m 644 man/ko/tcpladder-script.5 '$(MAN_DIR)/ko/man5/tcpladder-script.5'
	install -d '$(BASH_DIR)' '$(ZSH_DIR)' '$(FISH_DIR)'
	install -m 644 completions/tcpladder.bash '$(BASH_DIR)/tcpladder'
	install -m 644 completions/_tcpladder '$(ZSH_DIR)/_tcpladder'
	install -m 644 completions/tcpladder.fish '$(FISH_DIR)/tcpladder.fish'

# The group of those who may is for the administrator to choose: chgrp, and chmod 750.
install-setcap: install
	setcap cap_net_raw=ep '$(DESTDIR)$(PREFIX)/bin/tcpladder'

uninstall:
	rm -f '$(DESTDIR)$(PREFIX)/bin/tcpladder' '$(MAN_DIR)/man1/tcpladder.1' \
		'$(MAN_DIR)/man5/tcpladder-script.5' '$(MAN_DIR)/ko/man1/tcpladder.1' \
		'$(MAN_DIR)/ko/man5/tcpladder-script.5'
	rm -f '$(BASH_DIR)/tcpladder' '$(ZSH_DIR)/_tcpladder' '$(FISH_DIR)/tcpladder.fish'
	rm -rf '$(DESTDIR)$(PREFIX)/share/tcpladder'

clean:
	rm -rf build

# --- testing ---

test:
	@test/support/needs.sh test
	@MAKE='$(MAKE)' test/run.sh

unit: $(BUILD)/unit
	@$(BUILD)/unit

golden: $(BUILD)/tcpladder $(BUILD)/explain-labels
	@test/golden/run.sh --update $(BUILD)/tcpladder
	@UPDATE=1 test/e2e/screens.sh $(BUILD)/tcpladder

captures: $(SCRIPTS:.ladder=.pcap) $(LESSONS:%=lessons/%.pcapng)

%.pcap: %.ladder $(BUILD)/tcpladder
	@$(BUILD)/tcpladder --flows -w $@ $< >/dev/null

%.pcapng: %.ladder $(BUILD)/tcpladder
	@$(BUILD)/tcpladder --flows -w $@ $< >/dev/null

# Where each shell looks for its own.
COMPLETIONS := bash:tcpladder.bash zsh:_tcpladder fish:tcpladder.fish
completions: $(BUILD)/print-completions
	@for pair in $(COMPLETIONS); do \
		$(BUILD)/print-completions $${pair%%:*} >completions/$${pair#*:} || exit 1; \
	done

bench:
	@$(MAKE) --no-print-directory benches
	@test/bench/run.sh $(BUILD)

fuzz:
	@$(MAKE) --no-print-directory FLAVOR=fuzz CC=clang fuzzers
	@FUZZ_SECONDS=$(FUZZ_SECONDS) test/fuzz/run.sh build/fuzz $(FUZZERS)

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
