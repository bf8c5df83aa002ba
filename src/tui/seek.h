/*
 * Going to the next thing that matters on a screen: what is searched for, or the next event.
 *
 * What is far away is looked for between two looks at the keyboard, with its progress shown; any
 * key stops it. A search goes on at the other end, and says so.
 */
#ifndef TUI_SEEK_H
#define TUI_SEEK_H

#include "tui/app.h"
#include "tui/prompt.h"
#include "tui/search.h"

struct seek {
	bool typing;
	struct prompt prompt;
	struct search search; /* for its text, "" before the first */
	/* --- while it looks --- */
	bool on;
	bool backwards;
	bool round;   /* goes on at the other end */
	bool wrapped; /* and has done so */
	size_t at;    /* the next place to look at */
	size_t left;  /* places to look at, that one included */
	size_t total;
};

/* How a screen is looked through: count places, of which some match. */
struct seek_where {
	size_t count;
	bool (*matches)(void *context, size_t place);
	void *context;
};

enum seek_result { SEEK_GOES_ON, SEEK_FOUND, SEEK_FAILED };

/* Begins to type what is looked for. */
void seek_ask(struct seek *seek);

/*
 * Takes a key while it types or looks; false where it does neither. *ready is set where Enter
 * said what to look for.
 */
bool seek_key(struct app *app, struct seek *seek, int key, bool *ready);

/* Sets out from the place next to that one. What follows is seek_look(). */
void seek_begin(struct seek *seek, size_t from, size_t count, bool backwards, bool round);

/*
 * Looks on for about that long, and says how far it is; where it found something, *place is it.
 * What it says where there is nothing is the caller's.
 */
enum seek_result seek_look(struct app *app, struct seek *seek, const struct seek_where *where,
			   int64_t budget_ns, size_t *place);

/* Draws the line that is typed. */
void seek_draw(struct app *app, const struct seek *seek);

#endif
