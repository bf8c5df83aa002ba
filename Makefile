# tcpladder: one file, which writes only below build/. `make help` lists the targets.

FLAVOR ?= release
CC ?= cc
PKG_CONFIG ?= pkg-config
PREFIX ?= /usr/local
VERSION := 0.1.0
BUILD ?= build/$(FLAVOR)

FLAVOR_CFLAGS_release := -O2 -g
FLAVOR_CFLAGS_debug := -O0 -g3
FLAVOR_CFLAGS_asan := -O1 -g3 -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
FLAVOR_CFLAGS_cov := -O0 -g3 --coverage
FLAVOR_CFLAGS_fuzz := $(FLAVOR_CFLAGS_asan) -fsanitize=fuzzer-no-link

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
CFLAGS ?=
ALL_CFLAGS := -std=c11 -D_GNU_SOURCE -D_FILE_OFFSET_BITS=64 \
	-DTCPLADDER_VERSION='"$(VERSION)"' -Iinclude -Isrc $(WARNINGS) \
	$(FLAVOR_CFLAGS_$(FLAVOR)) $(CFLAGS)

# The flags of a library go to the folder that may use it, and to nothing else.
pkg = $(shell $(PKG_CONFIG) $(1) $(2) 2>/dev/null)
src/capture_CFLAGS = $(call pkg,--cflags,libpcap)
src/tui_CFLAGS = $(filter-out -D%,$(call pkg,--cflags,ncursesw))
test/unit_CFLAGS = $(filter-out -D%,$(call pkg,--cflags,check libpcap ncursesw)) -Itest
test/tools_CFLAGS := -Itest
test/support_CFLAGS = $(filter-out -D%,$(call pkg,--cflags,libpcap ncursesw)) -Itest
LIBS = $(call pkg,--libs,libpcap ncursesw)
TEST_LIBS = $(call pkg,--libs,check)

LIB_SRC := $(filter-out src/main.c,$(wildcard src/*.c src/*/*.c))
UNIT_SRC := $(wildcard test/unit/*.c)
SUPPORT_SRC := $(wildcard test/support/*.c)
obj = $(patsubst %.c,$(BUILD)/%.o,$(1))

.PHONY: all unit clean
all: $(BUILD)/tcpladder

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	@printf '  CC    %s\n' $<
	@$(CC) $(ALL_CFLAGS) $($(patsubst %/,%,$(dir $<))_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/libtcpladder.a: $(call obj,$(LIB_SRC))
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tcpladder: $(BUILD)/src/main.o $(BUILD)/libtcpladder.a
	@printf '  LINK  %s\n' $@
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/unit: $(call obj,$(UNIT_SRC) $(SUPPORT_SRC)) $(BUILD)/libtcpladder.a
	@printf '  LINK  %s\n' $@
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(TEST_LIBS) $(LIBS)

$(BUILD)/script2pcap: $(call obj,test/tools/script2pcap.c $(SUPPORT_SRC)) $(BUILD)/libtcpladder.a
	@printf '  LINK  %s\n' $@
	@$(CC) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(LIBS)

unit: $(BUILD)/unit
	@$(BUILD)/unit

clean:
	rm -rf build

-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
