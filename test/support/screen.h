/*
 * The viewer on pipes: keys are pushed in, cells are read back, no terminal is needed.
 *
 * The viewer is one thread that pumps its source between two looks at the keyboard; the source
 * here is a test's step function, called when the screen shows all keys pushed before.
 */
#ifndef TEST_SUPPORT_SCREEN_H
#define TEST_SUPPORT_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "tcpladder/canvas.h"
#include "tcpladder/tui.h"

/* Flows of a handshake, that many exchanges with one loss in each ten, and a close. */
struct tracker *sample_flows(size_t flows, size_t exchanges);

/* Adds one more such flow, unlike those before. */
void sample_add(struct tracker *tracker, size_t exchanges);

enum { SCREEN_ROW = 4096 };

struct screen {
	struct tui tui; /* may be changed before screen_run() */
	struct tui_source source;
	/* Pushes keys and looks at rows; false once the capture has ended. */
	bool (*step)(struct screen *screen);
	void *context;
	int steps;   /* calls of step before this one; 0: nothing is drawn yet */
	int percent; /* what the source says of its progress */
	const char *message;
	struct tui_look look; /* how the source is */
	int keyboard;         /* where keys go in */
};

/* A viewer of that size on the terminal type, showing the tracker in ASCII. */
void screen_open(struct screen *screen, const struct tracker *tracker, const char *terminal);
void screen_close(struct screen *screen);

/* Runs the viewer until it leaves or the steps and the keys have ended. What tui_run() returns. */
int screen_run(struct screen *screen, struct error *error);

/* Pushes keys as a terminal would send them. */
void screen_keys(struct screen *screen, const char *keys);
void screen_bytes(struct screen *screen, const void *bytes, size_t size);

/* Gives the terminal another size, and says so with SIGWINCH. */
void screen_resize(int width, int height);

/* The row as curses has it, as UTF-8 without trailing blanks; text has room for SCREEN_ROW. */
void screen_row(int y, char *text);

/* Is the text in any row? */
bool screen_shows(const char *text);

/* The same of a canvas. */
void canvas_row(const struct canvas *canvas, int y, char *text);
bool canvas_shows(const struct canvas *canvas, const char *text);

#endif
