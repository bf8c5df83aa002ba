/*
 * The viewer without a terminal: screens over a canvas, moved by keys.
 *
 * The loop in tui.c feeds it keys and puts its canvas on the terminal; a test does the same
 * without one. Screens lie on a stack: the flow list at the bottom, a ladder or the help on it.
 */
#ifndef TUI_APP_H
#define TUI_APP_H

#include <stdbool.h>
#include <stddef.h>

#include "tcpladder/canvas.h"
#include "tcpladder/ladder.h"
#include "tcpladder/tui.h"
#include "tui/held.h"
#include "tui/keymap.h"
#include "tui/marks.h"
#include "tui/pane.h"
#include "tui/saving.h"

enum { APP_MIN_WIDTH = LADDER_MIN_WIDTH, APP_MIN_HEIGHT = 12 };

/*
 * A key is answered within a frame's time, 16 ms: it may come when a slice of something else has
 * just begun, it may work for so long itself, and what there is then is drawn.
 */
enum { APP_SLICE_NS = 3000000, APP_PATIENCE_NS = 3000000 };

struct app;

/* A kind of screen: one struct of functions, and a state that open() makes and close() frees. */
struct view {
	enum screen_kind screen;
	void *(*open)(struct app *app);
	void (*close)(void *state);
	/* Whether its cursor is to stay on what is newest, to begin with. NULL: it has none. */
	bool (*follows)(const struct app *app);
	/* Draws the whole canvas but its last line, which is the key line. */
	void (*draw)(struct app *app, void *state);
	/* Does what the key table says; what it does not know it ignores. */
	void (*act)(struct app *app, void *state, enum action action);
	/* Takes a key before the key table does; false leaves it to the table. NULL: never. */
	bool (*typed)(struct app *app, void *state, int key);
	/* Whether the key has to wait until work() has got on with what it is about. NULL: none. */
	bool (*waits)(const struct app *app, const void *state, int key);
	/* Asks for a file to write what it shows to. NULL: nothing to write. */
	void (*save)(struct app *app, void *state);
	/* The screen above was left. NULL: nothing to do. */
	void (*resume)(struct app *app, void *state);
	/*
	 * The button was pressed at that cell of the screen. Returns what the second of two clicks
	 * does there, as Enter would; ACTION_NONE for nothing. NULL: nothing anywhere.
	 */
	enum action (*point)(struct app *app, void *state, int x, int y);
	/* Whether it does without the key line. NULL: it never does. */
	bool (*quiet)(const void *state);
	/* Does some of what takes long, for about so many ns; true while more is left. Or NULL. */
	bool (*work)(struct app *app, void *state, int64_t budget_ns);
	/*
	 * Does what is due at app->now_ns and sets app->moved where that is to be seen; returns
	 * when it wants to be woken again, INT64_MAX for never. Or NULL.
	 */
	int64_t (*wake)(struct app *app, void *state);
};

extern const struct view view_flows;
extern const struct view view_ladder;
extern const struct view view_segment;
extern const struct view view_stream;
extern const struct view view_graph;
extern const struct view view_compare;
extern const struct view view_step;
extern const struct view view_predict;
extern const struct view view_help;

struct level {
	const struct view *view;
	void *state;
	bool follow; /* its cursor stays on what is newest */
};

/* The picture as the user holds it while the capture goes on. */
struct hold {
	bool on;
	size_t flows;      /* there were so many */
	uint64_t frame;    /* the last one that is shown */
	uint64_t segments; /* there were so many */
};

enum { STATUS_TEXT = 160 };

struct app {
	const struct tui *tui;
	struct canvas *canvas;
	struct ladder show; /* style, time and numbers as the user has them now */
	size_t flow;        /* the one whose ladder is or was open */
	size_t wanted;      /* where tui->ends is looked for from */
	struct marks marks; /* the flows that the user has selected */
	uint64_t news;      /* counts what came from the capture */
	struct level stack[SCREEN_COUNT];
	int depth;
	const struct theme *theme; /* as the user has it now */
	const struct keymap *keymap;
	struct keymap *own_keymap; /* freed with the app; NULL where it is lent */
	bool folded;               /* the explanation is not as the screen's height would have it */
	bool loading;              /* the source has more */
	bool moved;                /* something was done that even a held picture shows */
	struct hold hold;
	struct tui_look look;        /* as the source was after the last slice */
	char condition[STATUS_TEXT]; /* look's, kept */
	int status_x;                /* where the title's right end began */
	int64_t now_ns;              /* by a clock that never goes back, when last told */
	bool touched;                /* a key was pressed: screens no longer change by themselves */
	bool leaving;                /* the user has left */
	bool cleared;                /* the terminal is to be drawn from nothing */
	char note[256];              /* in place of the key line until the next key */
	struct saving saving;        /* a file, while its name is asked for */
	struct held held;            /* keys that wait for the screen */
	/*
	 * In the midst of what takes long: shows the note that it has set, every now and then;
	 * false where a key was pressed. NULL: there is no terminal.
	 */
	bool (*pause)(void *context);
	void *pause_context;
	int64_t patience_ns; /* how long a key may work before it is left to app_work() */
	size_t event;        /* the segment that a screen above the ladder shows */
	size_t other;        /* the one that it is compared with */
	size_t jump;         /* where the ladder is to go when it is on top again; SIZE_MAX: stay */
	bool bytes_wanted;   /* the segment's screen is to begin with its bytes */
};

/* The list of flows, on an empty canvas of that size. tui is borrowed until app_close(). */
void app_open(struct app *app, const struct tui *tui, int width, int height);
void app_close(struct app *app);

void app_resize(struct app *app, int width, int height);

/*
 * After each slice of loading: chooses the first screen while the user has not. true where there
 * is something new to draw.
 */
bool app_loaded(struct app *app, bool more);

/* A key was pressed, or the mouse's button at that cell; twice, it opens what is there. */
void app_key(struct app *app, int key);
void app_point(struct app *app, int x, int y);
void app_point_twice(struct app *app, int x, int y);

/*
 * Lets the screen go on with what takes long, and do what keys said that waited for it; true while
 * more is left.
 */
bool app_work(struct app *app, int64_t budget_ns);

/*
 * Tells the time, and lets the screen do what is due. Returns when that is to be done again,
 * INT64_MAX for never; *drawing is set where there is something new to draw.
 */
int64_t app_wake(struct app *app, int64_t now_ns, bool *drawing);

/* Draws everything on app->canvas. */
void app_draw(struct app *app);

/* --- stack.c: for the views --- */

/* The screen that is seen and has the keys; there is always one. */
struct level *app_topmost(struct app *app);

void app_push(struct app *app, const struct view *view);
void app_pop(struct app *app);

/* The ladder of app->flow, and on it the lesson that was asked for. */
void app_push_ladder(struct app *app);

/* The screen below the topmost one; the topmost where there is none. */
enum screen_kind app_screen_below(const struct app *app);

/* Asks for a file to write the flow to that is open or under the cursor; a view.save. */
void app_save_flow(struct app *app, void *state);

/* The same for the flows that are selected, if any are. */
void app_save_flows(struct app *app, void *state);

/* True where going back leaves the program. */
bool app_at_top(const struct app *app);

/* Says something in place of the key line until the next key. */
__attribute__((format(printf, 2, 3))) void app_note(struct app *app, const char *format, ...);

const char *app_text(const struct app *app, enum message message);

/* How many flows the picture has: all, or those that there were when it was held. */
size_t app_flows(const struct app *app);

/* How many events of the flow it has; 0 for all, as ladder.end has it. */
size_t app_events_end(const struct app *app, const struct flow *flow);

/* The topmost screen's cursor stays on what is newest. */
bool app_follows(const struct app *app);

/* The cursor was moved: at the end of a live capture it stays there. */
void app_moved(struct app *app, bool at_end);

/*
 * Writes the text from x to the last cell but one, with a sign where it is cut. Returns where it
 * ends.
 */
int app_write(struct app *app, int x, int y, enum ink ink, const char *text);

/* The same between two columns of row y. */
int app_write_cut(struct app *app, struct title_room room, int y, enum ink ink, const char *text);

/* Writes the text into the pane, in lines broken at spaces; the last one may be cut. */
void app_wrap(struct app *app, struct pane pane, enum ink ink, const char *text);

/* Writes into the row above the last one, in place of what is there. */
void app_write_above(struct app *app, const char *text);

/* Empties a row. */
void app_fill(struct app *app, int y, enum ink ink);

/* Draws a line across the screen. */
void app_rule(struct app *app, int y);

/* The same between two columns. */
void app_rule_between(struct app *app, struct title_room room, int y);

/*
 * Draws the title's ground, its left end, the capture's name, and its right end, how the capture
 * is; returns where more may be written.
 */
struct title_room app_title(struct app *app);

/*
 * The same with a text. Parts of it that PART_GAP sets off go where there is no room for them, from
 * the last; what is left is cut with a sign.
 */
#define PART_GAP "   "
void app_title_text(struct app *app, const char *text);

/* The same in a row. */
void app_write_parts(struct app *app, struct pane row, enum ink ink, const char *text);

/* --- live.c: what A and p do, where more may come --- */

/* Keeps what is looked at from being forgotten, and forgets what was. */
void live_keep(struct app *app);

void live_follow(struct app *app);
void live_hold(struct app *app);

/* --- status.c --- */

/* Looks at the source; true where it is not as it was. */
bool status_look(struct app *app);

/* Draws how the capture is at the right end of the title; returns where that begins. */
int status_draw(struct app *app);

/* --- key_line.c --- */

/* Draws the last line: the note, or the keys that matter on this screen. */
void key_line_draw(struct app *app);

/* --- list.c --- */

/* Where a cursor in a list of count lines goes with a movement; page lines are on the screen. */
size_t list_move(enum action action, size_t at, size_t count, size_t page);

/* Where the first line goes with it: pages are turned, other movements only scroll. */
size_t list_turn(enum action action, size_t top, size_t count, size_t page);

/* The first line to show so that the one at is visible, near where it was. */
size_t list_scroll(size_t top, size_t at, size_t count, size_t page);

#endif
