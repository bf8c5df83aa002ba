/* The viewer on pipes, and flows to show in it. */
#include "support/screen.h"

#include "tcpladder/error.h"
#include "tcpladder/script.h"

#include "support/frames.h"

#include <assert.h>
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* --- flows --- */

/* Numbers start just below 2^32; each tenth exchange loses its segment and sends it again. */
static void write_exchanges(FILE *out, size_t exchanges)
{
	uint32_t seq = UINT32_MAX - 98;

	for (size_t i = 0; i < exchanges; i++) {
		uint32_t end = seq + 100;

		fprintf(out, "+0.01 A > B P. %" PRIu32 ":%" PRIu32 "(100) ack 2001\n", seq, end);
		if (i % 10 == 3)
			fprintf(out, "+1.02 A > B P. %" PRIu32 ":%" PRIu32 "(100) ack 2001\n", seq,
				end);
		fprintf(out, "+0.01 B > A . ack %" PRIu32 "\n", end);
		seq = end;
	}
	fprintf(out, "+0.01 A > B F. %" PRIu32 ":%" PRIu32 "(0) ack 2001\n", seq, seq);
	fprintf(out, "+0.01 B > A . ack %" PRIu32 "\n", seq + 1);
}

static char *write_flow(size_t number, size_t exchanges)
{
	char *text;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	fprintf(out, "A 10.0.%zu.%zu:40000\nB 10.9.9.9:80\nstart %zu\n", number / 250,
		number % 250 + 1, 1700000000 + number);
	fprintf(out, "0 A > B S %" PRIu32 ":%" PRIu32 "(0) win 64240\n", UINT32_MAX - 99,
		UINT32_MAX - 99);
	fprintf(out, "+0.02 B > A S. 2000:2000(0) ack %" PRIu32 "\n", UINT32_MAX - 98);
	fprintf(out, "+0.0001 A > B . ack 2001\n");
	write_exchanges(out, exchanges);
	fclose(out);
	return text;
}

void sample_add(struct tracker *tracker, size_t exchanges)
{
	struct error error;
	char *text = write_flow(tracker_flows(tracker), exchanges);
	struct script *script = script_parse(text, &error);

	assert(script);
	for (size_t i = 0; i < script->count; i++)
		tracker_add(tracker, &script->lines[i].packet);
	script_free(script);
	free(text);
}

struct tracker *sample_flows(size_t flows, size_t exchanges)
{
	struct tracker *tracker = tracker_new();

	for (size_t i = 0; i < flows; i++)
		sample_add(tracker, exchanges);
	return tracker;
}

/* --- the source --- */

static bool pump(void *context, int64_t budget_ns)
{
	struct screen *screen = context;
	bool more;

	(void)budget_ns;
	set_escdelay(1); /* nobody types here */
	more = screen->step(screen);
	screen->steps++;
	if (!more && screen->keyboard >= 0) {
		/* The end of the keyboard is the end of the viewer. */
		close(screen->keyboard);
		screen->keyboard = -1;
	}
	return more;
}

static int descriptor(void *context)
{
	(void)context;
	return -1;
}

static int percent(void *context)
{
	return ((struct screen *)context)->percent;
}

static const char *message(void *context)
{
	return ((struct screen *)context)->message;
}

static void look(void *context, struct tui_look *look)
{
	*look = ((struct screen *)context)->look;
}

static bool reread(void *context, const struct event *event, struct dissection *dissection,
		   struct error *error)
{
	return frames_reread(((struct screen *)context)->tui.tracker, event, dissection, error);
}

static enum tui_saved save(void *context, const struct tui_save *what, struct error *said)
{
	(void)context;
	error_set(said, "asked to write %s", what->path);
	return what->path[0] % 2 && !what->overwrite ? TUI_SAVE_EXISTS : TUI_SAVE_FAILED;
}

/* --- the screen --- */

static void set_size(int width, int height)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", width);
	setenv("COLUMNS", text, 1);
	snprintf(text, sizeof(text), "%d", height);
	setenv("LINES", text, 1);
}

void screen_open(struct screen *screen, const struct tracker *tracker, const char *terminal)
{
	int ends[2];

	memset(screen, 0, sizeof(*screen));
	if (pipe(ends) < 0 || fcntl(ends[1], F_SETFL, O_NONBLOCK) < 0)
		abort();
	set_size(80, 24);
	screen->keyboard = ends[1];
	screen->source = (struct tui_source){
		.context = screen,
		.pump = pump,
		.descriptor = descriptor,
		.percent = percent,
		.message = message,
		.look = look,
		.reread = reread,
		.save = save,
	};
	screen->look.condition = "";
	screen->tui = (struct tui){
		.source = &screen->source,
		.tracker = tracker,
		.ladder = {.lang = lang_default(), .width = 80, .selected = SIZE_MAX},
		.glyphs = GLYPHS_ASCII,
		.theme = theme_default(),
		.title = "sample",
		.flow = SIZE_MAX,
		.in = fdopen(ends[0], "r"),
		.out = fopen("/dev/null", "w"),
		.terminal = terminal,
	};
}

void screen_close(struct screen *screen)
{
	fclose(screen->tui.in);
	fclose(screen->tui.out);
	if (screen->keyboard >= 0)
		close(screen->keyboard);
}

int screen_run(struct screen *screen, struct error *error)
{
	return tui_run(&screen->tui, error);
}

void screen_bytes(struct screen *screen, const void *bytes, size_t size)
{
	/* A pipe that is full loses keys, as a keyboard does. */
	ssize_t written = write(screen->keyboard, bytes, size);

	assert(written >= 0 || errno == EAGAIN);
	(void)written;
}

void screen_keys(struct screen *screen, const char *keys)
{
	screen_bytes(screen, keys, strlen(keys));
}

void screen_resize(int width, int height)
{
	set_size(width, height);
	raise(SIGWINCH);
}

static void trim(char *text)
{
	size_t length = strlen(text);

	while (length > 0 && text[length - 1] == ' ')
		text[--length] = '\0';
}

static size_t add_utf8(char *out, wchar_t wide)
{
	unsigned code = (unsigned)wide;

	if (code < 0x80) {
		out[0] = (char)code;
		return 1;
	}
	out[0] = (char)(0xe0 | (code >> 12 & 0x0f));
	out[1] = (char)(0x80 | (code >> 6 & 0x3f));
	out[2] = (char)(0x80 | (code & 0x3f));
	return 3;
}

void screen_row(int y, char *text)
{
	wchar_t wide[CCHARW_MAX + 1] = {0};
	size_t used = 0;
	attr_t attributes;
	short pair;
	cchar_t cell;

	for (int x = 0; x < COLS && used + 4 < SCREEN_ROW; x++) {
		mvwin_wch(curscr, y, x, &cell);
		getcchar(&cell, wide, &attributes, &pair, NULL);
		used += add_utf8(text + used, wide[0] ? wide[0] : L' ');
	}
	text[used] = '\0';
	trim(text);
}

bool screen_shows(const char *text)
{
	char row[SCREEN_ROW];

	for (int y = 0; y < LINES; y++) {
		screen_row(y, row);
		if (strstr(row, text))
			return true;
	}
	return false;
}

void canvas_row(const struct canvas *canvas, int y, char *text)
{
	size_t used = 0;

	for (int x = 0; x < canvas_width(canvas) && used + CELL_TEXT < SCREEN_ROW; x++) {
		canvas_cell_text(canvas, x, y, text + used);
		used += strlen(text + used);
	}
	text[used] = '\0';
	trim(text);
}

bool canvas_shows(const struct canvas *canvas, const char *text)
{
	char row[SCREEN_ROW];

	for (int y = 0; y < canvas_height(canvas); y++) {
		canvas_row(canvas, y, row);
		if (strstr(row, text))
			return true;
	}
	return false;
}
