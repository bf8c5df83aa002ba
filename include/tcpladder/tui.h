/*
 * The viewer: the flow list and the ladder, in a terminal. The only module that knows curses.
 *
 * It knows nothing of captures: it is handed something to pump, so that a test drives it with a
 * pipe for a terminal and a script for a capture.
 */
#ifndef TCPLADDER_TUI_H
#define TCPLADDER_TUI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/dissect.h"
#include "tcpladder/error.h"
#include "tcpladder/flow.h"
#include "tcpladder/keymap.h"
#include "tcpladder/ladder.h"
#include "tcpladder/theme.h"

/* How the source is now, beside its flows. */
struct tui_look {
	bool live;             /* frames come as they happen */
	uint64_t frames;       /* read so far */
	uint64_t segments;     /* of them, with TCP */
	uint64_t frame;        /* the number of the last one */
	const char *condition; /* what the capture suffers from, in a few words; "" for nothing */
};

/* What is to be written to a file; a plain value, everything borrowed. */
struct tui_save {
	const char *path;    /* its extension says in which form flows are written */
	bool overwrite;      /* what is there already */
	const size_t *flows; /* indices, ascending */
	size_t count;
	struct ladder ladder; /* as they are shown: language, style, width, time, numbers */
	enum glyphs glyphs;
	/* Writes what the viewer has put together itself, under any name; NULL: flows. */
	bool (*fill)(void *context, FILE *out, struct error *said);
	void *fill_context;
	/* Asked now and then with how many bytes are written; false gives it up. NULL: never. */
	bool (*goes_on)(void *context, uint64_t bytes);
	void *goes_on_context;
};

enum tui_saved { TUI_SAVED, TUI_SAVE_EXISTS, TUI_SAVE_FAILED };

/* Where the flows come from while keys are served. */
struct tui_source {
	void *context;
	/* Reads on for about budget_ns nanoseconds; false once nothing more will come. */
	bool (*pump)(void *context, int64_t budget_ns);
	/*
	 * Tells which flows are on the screen or selected, in place of those before: they are not
	 * to be forgotten as a whole, which pump() may do with others. NULL: nothing is forgotten.
	 */
	void (*hold)(void *context, const size_t *flows, size_t count);
	/* A descriptor to poll before pumping, or -1 where pumping never waits. */
	int (*descriptor)(void *context);
	/* 0 to 100; -1 where the end is not known. */
	int (*percent)(void *context);
	/* One line to show (what could not be read), or NULL. Lent until the next call. */
	const char *(*message)(void *context);
	/* What the capture says of itself, in lines; "" for nothing. Lent. NULL: nothing. */
	const char *(*about)(void *context);
	/* Fills in *look. What it points to is lent until the next call. */
	void (*look)(void *context, struct tui_look *look);
	/*
	 * Reads the frame of an event again and takes it apart; its bytes are lent until the next
	 * call. false and *error where that cannot be.
	 */
	bool (*reread)(void *context, const struct event *event, struct dissection *dissection,
		       struct error *error);
	/* Writes a file, whole or not at all; *said is a sentence about how that went. */
	enum tui_saved (*save)(void *context, const struct tui_save *what, struct error *said);
};

/* A lesson that a ladder begins with. */
enum tui_lesson { LESSON_NONE, LESSON_STEP, LESSON_PREDICT };

struct tui {
	const struct tui_source *source;
	const struct tracker *tracker;
	struct ladder ladder; /* how to begin: style, language, time, numbers */
	enum glyphs glyphs;
	const struct keymap *keymap; /* the user's keys; NULL for those of the table */
	const struct theme *theme;   /* to begin with; theme_mono() where colours are not wanted */
	const char *title;           /* the capture's name */
	size_t more_files;           /* that are read as one capture with it */
	const char *filter;          /* which frames are captured; NULL for all */
	const char *only; /* the flow list's filter to begin with, as typed; NULL for none */
	enum tui_lesson lesson;
	int play; /* with LESSON_STEP, begins to play: eighths of the capture's speed; 0: not */
	uint64_t seed;               /* of the questions that are asked */
	size_t flow;                 /* open this flow once it is there; SIZE_MAX for the list */
	const struct endpoint *ends; /* or the first flow between these two; NULL for none */
	FILE *in;                    /* keyboard */
	FILE *out;                   /* screen */
	const char *terminal;        /* terminfo name; NULL for TERM */
};

/*
 * Runs the viewer until the user leaves or a signal ends it; the terminal is whole again after.
 * Returns 0, or the number of the signal that ended it; -1 and *error where the terminal cannot
 * be used.
 */
int tui_run(const struct tui *tui, struct error *error);

/* Writes every key of every screen, for the man page: "screen<TAB>keys<TAB>what" a line. */
void tui_print_keys(FILE *out, const struct lang *lang);

#endif
