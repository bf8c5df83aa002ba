/* Fuzzes the viewer: bytes are keys, sizes and news from the capture, on a screen of pipes. */
#include <locale.h>
#include <stdlib.h>

#include "support/fuzzer.h"
#include "support/screen.h"
#include "tcpladder/error.h"
#include "tcpladder/flow.h"

/* What one byte means; all others are keys as they are. */
enum {
	BYTE_SEQUENCE = 0xc0, /* the key of that number among those that are several bytes */
	BYTE_SIZE = 0xf8,     /* the next two bytes are a width and a height */
	BYTE_FLOW = 0xf9,     /* the capture has one more flow, so long as the next byte says */
	BYTE_LOOK = 0xfa      /* the viewer draws */
};

/* Small enough that time goes into keys. */
enum { BYTES_MAX = 512, HEIGHT_MASK = 0x7f, LENGTH_MASK = 0x1f, FLOWS_MAX = 12 };

static const char *const sequences[] = {
	"\033OA",  "\033OB",  "\033OC",       "\033OD",        "\033[5~",       "\033[6~",
	"\033OH",  "\033OF",  "\033OP",       "\033[<64;9;9M", "\033[<65;9;9M", "\033[<0;9;5M",
	"\033[3~", "\033[2~", "\342\206\223", "\303\251",
};

struct input {
	struct bytes bytes;
	struct tracker *tracker;
};

/* Does what the next byte says; false where the viewer is to have a look first. */
static bool feed(struct screen *screen, struct input *input)
{
	uint8_t byte = next_byte(&input->bytes);
	size_t key = (size_t)(byte - BYTE_SEQUENCE);
	int width;

	if (byte == BYTE_SIZE) {
		width = next_byte(&input->bytes) + 1;
		screen_resize(width, (next_byte(&input->bytes) & HEIGHT_MASK) + 1);
		return false;
	}
	if (byte == BYTE_FLOW) {
		if (tracker_flows(input->tracker) < FLOWS_MAX)
			sample_add(input->tracker, next_byte(&input->bytes) & LENGTH_MASK);
		return false;
	}
	if (byte >= BYTE_SEQUENCE && key < sizeof(sequences) / sizeof(*sequences))
		screen_keys(screen, sequences[key]);
	else if (byte != BYTE_LOOK)
		screen_bytes(screen, &byte, 1);
	return byte != BYTE_LOOK;
}

static bool step(struct screen *screen)
{
	struct input *input = screen->context;

	screen->percent = screen->steps % 100;
	screen->message = screen->steps % 2 ? "the capture ends in the middle of a packet" : NULL;
	while (input->bytes.left > 0 && feed(screen, input))
		continue;
	return input->bytes.left > 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input input = {bytes_of(data, size < BYTES_MAX ? size : BYTES_MAX), NULL};
	struct screen screen;
	struct error error;
	uint8_t how;

	if (size == 0)
		return 0;
	setlocale(LC_CTYPE, "C.UTF-8");
	how = next_byte(&input.bytes);
	input.tracker = sample_flows(how & 3, how >> 4);
	screen_open(&screen, input.tracker, how & 4 ? "xterm-256color" : "vt100");
	screen.tui.glyphs = how & 8 ? GLYPHS_UTF8 : GLYPHS_ASCII;
	screen.step = step;
	screen.context = &input;
	if (screen_run(&screen, &error) != 0)
		abort();
	screen_close(&screen);
	tracker_free(input.tracker);
	return 0;
}
