/* The terminal through curses: taken, given back, measured, drawn on, read from. */
#include "tui/terminal.h"

#include "tui/keys.h"
#include "tui/palette.h"

#include <curses.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <unistd.h>

enum { ESCAPE_WAIT_MS = 50, SIZE_MAX_CELLS = 1000 };

/* Adds a capability to what the rescue writes, without its padding "$<5>". */
static void add_capability(struct rescue *rescue, const char *name)
{
	const char *text = tigetstr((char *)name);

	if (!text || text == (const char *)-1)
		return;
	for (; *text && rescue->size < RESCUE_TEXT; text++) {
		if (text[0] == '$' && text[1] == '<' && strchr(text, '>'))
			text = strchr(text, '>');
		else
			rescue->text[rescue->size++] = *text;
	}
}

static void add_text(struct rescue *rescue, const char *text)
{
	for (; *text && rescue->size < RESCUE_TEXT; text++)
		rescue->text[rescue->size++] = *text;
}

static void prepare_rescue(struct rescue *rescue)
{
	static const char *const names[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
	const char *mouse = tigetstr((char *)"kmous");

	if (mouse && mouse != (const char *)-1)
		add_text(rescue, "\033[?1006l\033[?1000l");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		add_capability(rescue, names[i]);
	rescue_set(rescue);
	die_hook(rescue_run);
}

static void take_keyboard(void)
{
	cbreak();
	noecho();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	/*
	 * A stop would throw away what was typed: curses, which has seen that there is something,
	 * would then wait for a key, and the stop and every resize with it.
	 */
	intrflush(stdscr, FALSE);
	set_escdelay(ESCAPE_WAIT_MS);
	mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	mouseinterval(0);
	curs_set(0);
}

/* Asked before newterm(), which would write to it, and keeps memory of one that it refuses. */
static bool can_show(const char *name, int descriptor)
{
	const char *address;
	int status;

	if (!name || !*name || setupterm((char *)name, descriptor, &status) != OK)
		return false;
	address = tigetstr((char *)"cup");
	del_curterm(cur_term);
	return address && address != (const char *)-1;
}

int terminal_open(struct terminal *terminal, const struct tui *tui, struct error *error)
{
	const char *name = tui->terminal ? tui->terminal : getenv("TERM");
	int descriptor = fileno(tui->out);

	memset(terminal, 0, sizeof(*terminal));
	terminal->in = tui->in;
	terminal->out = tui->out;
	terminal->rescue.descriptor = descriptor;
	terminal->rescue.have_modes = tcgetattr(descriptor, &terminal->rescue.modes) == 0;
	if (can_show(name, descriptor))
		terminal->screen = newterm(name, tui->out, tui->in);
	if (!terminal->screen) {
		error_set(error,
			  "terminal type '%s' is unknown, or cannot move its cursor: "
			  "try TERM=xterm-256color, or --text",
			  name ? name : "");
		return -1;
	}
	prepare_rescue(&terminal->rescue);
	take_keyboard();
	terminal->colored = palette_can_color();
	terminal_theme(terminal, tui->theme);
	return 0;
}

void terminal_theme(struct terminal *terminal, const struct theme *theme)
{
	terminal->theme = theme;
	palette_choose(terminal, theme, terminal->colored);
}

void terminal_close(struct terminal *terminal)
{
	endwin();
	rescue_set(NULL);
	die_hook(NULL);
	delscreen(terminal->screen);
}

void terminal_leave(struct terminal *terminal)
{
	(void)terminal;
	endwin();
}

void terminal_return(struct terminal *terminal)
{
	(void)terminal;
	reset_prog_mode();
	clearok(curscr, TRUE);
	doupdate();
}

/* A pipe has no size: there the environment says it, and it may say something else later. */
static int size_from(const char *name, int otherwise)
{
	const char *text = getenv(name);
	long size = text ? strtol(text, NULL, 10) : 0;

	return size > 0 && size <= SIZE_MAX_CELLS ? (int)size : otherwise;
}

void terminal_measure(struct terminal *terminal, int *width, int *height)
{
	struct winsize size;

	if (ioctl(fileno(terminal->out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0 &&
	    size.ws_row > 0) {
		*width = size.ws_col;
		*height = size.ws_row;
	} else {
		*width = size_from("COLUMNS", COLS);
		*height = size_from("LINES", LINES);
	}
	if (is_term_resized(*height, *width))
		resizeterm(*height, *width);
}

/* The code point at *text, which is well-formed: it comes from a canvas. */
static wchar_t next_character(const char **text)
{
	static const unsigned char masks[] = {0x7f, 0x7f, 0x1f, 0x0f, 0x07};
	unsigned char lead = (unsigned char)**text;
	int length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	wchar_t code = lead & masks[length];

	for ((*text)++; length > 1; length--, (*text)++)
		code = (wchar_t)(code << 6 | ((unsigned char)**text & 0x3f));
	return code;
}

static void put_cell(struct terminal *terminal, const struct canvas *canvas, int x, int y)
{
	const struct cell *cell = canvas_cell(canvas, x, y);
	struct terminal_look look = terminal->look[(cell->ink & INK_MASK) % INK_COUNT];
	wchar_t text[CELL_TEXT];
	char bytes[CELL_TEXT];
	const char *at = bytes;
	size_t count = 0;
	cchar_t out;

	canvas_cell_text(canvas, x, y, bytes);
	while (*at && count + 1 < CELL_TEXT)
		text[count++] = next_character(&at);
	text[count] = L'\0';
	/* The second half of a wide character was written with the first. */
	if (count == 0)
		return;
	if (cell->ink & INK_SELECTED)
		look = terminal->selected;
	if (setcchar(&out, text, (attr_t)look.attributes, look.pair, NULL) == OK)
		mvadd_wch(y, x, &out);
}

void terminal_show(struct terminal *terminal, const struct canvas *canvas, bool cleared)
{
	erase();
	for (int y = 0; y < canvas_height(canvas); y++)
		for (int x = 0; x < canvas_width(canvas); x++)
			put_cell(terminal, canvas, x, y);
	clearok(curscr, cleared);
	refresh();
}

static enum input_kind read_mouse(struct terminal_input *input)
{
	MEVENT event;

	if (getmouse(&event) != OK)
		return INPUT_NONE;
	input->x = event.x;
	input->y = event.y;
	if (event.bstate & BUTTON1_PRESSED)
		return INPUT_CLICK;
	input->key = KEY_FUNCTION | (event.bstate & BUTTON4_PRESSED ? KEY_UP : KEY_DOWN);
	return INPUT_WHEEL;
}

/* Nothing to read although the descriptor is ready: the keyboard is gone. */
static bool keyboard_ended(const struct terminal *terminal)
{
	int descriptor = fileno(terminal->in);
	struct timeval now = {0, 0};
	int waiting = 0;
	fd_set set;

	FD_ZERO(&set);
	FD_SET(descriptor, &set);
	if (select(descriptor + 1, &set, NULL, NULL, &now) <= 0)
		return false;
	return ioctl(descriptor, FIONREAD, &waiting) < 0 || waiting == 0;
}

enum input_kind terminal_read(struct terminal *terminal, struct terminal_input *input)
{
	wint_t code;
	int kind = get_wch(&code);

	if (kind == ERR)
		return keyboard_ended(terminal) ? INPUT_ENDED : INPUT_NONE;
	input->key = (int)code;
	if (kind != KEY_CODE_YES)
		return INPUT_KEY;
	if (code == KEY_MOUSE)
		return read_mouse(input);
	/* Curses repeats in the stream of keys what terminal_measure() has done. */
	if (code == KEY_RESIZE)
		return terminal_read(terminal, input);
	input->key = KEY_FUNCTION | (int)code;
	return INPUT_KEY;
}
