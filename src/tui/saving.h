/*
 * Asking for a file's name, for leave to overwrite it, and writing it.
 */
#ifndef TUI_SAVING_H
#define TUI_SAVING_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/error.h"
#include "tcpladder/lang.h"
#include "tui/prompt.h"

struct app;

/* What the viewer has put together itself; as tui_save.fill. */
typedef bool saving_fill(void *context, FILE *out, struct error *said);

struct saving {
	bool on;     /* a name is asked for */
	bool asking; /* whether it may be overwritten */
	struct prompt prompt;
	enum message label;
	struct error failed; /* why the name would not do; "" for nothing */
	bool stopped;        /* a key gave up what was being written */
	uint64_t bytes;      /* in the file so far */
	bool marked;         /* the flows that are selected, and not the one that is open */
	saving_fill *fill;   /* NULL: flows */
	void *context;
};

/* Asks, beginning with a name; fill and context as tui_save has them. */
void saving_begin(struct app *app, const char *name, saving_fill *fill, void *context);

/*
 * While a file is filled, before what takes long: says how far it is, and looks for a key; false
 * where there was one, and fill is to give up.
 */
bool saving_goes_on(struct app *app);

/* Takes every key while it is on. */
void saving_key(struct app *app, int key);

/* Draws the question in place of the key line. */
void saving_draw(struct app *app);

#endif
