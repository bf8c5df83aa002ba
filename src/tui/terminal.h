/*
 * The terminal: curses in one place. A canvas goes out, keys come in.
 */
#ifndef TUI_TERMINAL_H
#define TUI_TERMINAL_H

#include <stdbool.h>

#include "tcpladder/canvas.h"
#include "tcpladder/error.h"
#include "tcpladder/tui.h"
#include "tui/signals.h"

struct terminal_look {
	unsigned long attributes;
	short pair;
};

struct terminal {
	void *screen; /* curses' SCREEN */
	FILE *in;
	FILE *out;
	struct terminal_look look[INK_COUNT];
	struct terminal_look selected;
	const struct theme *theme; /* as it is shown */
	bool colored;              /* the terminal has colours */
	struct rescue rescue;
};

/* Takes the terminal. -1 and *error where it cannot be used. */
int terminal_open(struct terminal *terminal, const struct tui *tui, struct error *error);

/* Shows what is drawn from now on in another theme. */
void terminal_theme(struct terminal *terminal, const struct theme *theme);

/* Gives it back whole. */
void terminal_close(struct terminal *terminal);

/* Gives it back for a while (Ctrl-Z), and takes it again; then everything is drawn anew. */
void terminal_leave(struct terminal *terminal);
void terminal_return(struct terminal *terminal);

/* Asks for the size that it has now, and adapts to it. */
void terminal_measure(struct terminal *terminal, int *width, int *height);

/* Puts the canvas on the screen; all of it, where cleared. */
void terminal_show(struct terminal *terminal, const struct canvas *canvas, bool cleared);

enum input_kind { INPUT_NONE, INPUT_KEY, INPUT_WHEEL, INPUT_CLICK, INPUT_ENDED };

struct terminal_input {
	int key;  /* as the key table has it; of the wheel, the arrow that points the same way */
	int x, y; /* the cell clicked on */
};

/* What the user does next. Waits for nothing but ESC's tail. */
enum input_kind terminal_read(struct terminal *terminal, struct terminal_input *input);

#endif
