/*
 * The command line. Every option is one row of the table in table.c, from which getopt_long()
 * and --help come; a test holds the man page and the README to it.
 */
#ifndef OPTIONS_OPTIONS_H
#define OPTIONS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "tcpladder/capture.h"
#include "tcpladder/error.h"
#include "tcpladder/grade.h"
#include "tcpladder/keymap.h"
#include "tcpladder/ladder.h"
#include "tcpladder/query.h"
#include "tcpladder/segment.h"

enum action {
	ACTION_DRAW,
	ACTION_BEGIN,
	ACTION_INTERFACES,
	ACTION_KEYS,
	ACTION_LESSONS,
	ACTION_HELP,
	ACTION_VERSION
};

enum { NOT_SAID = -1 };

enum when { WHEN_AUTO, WHEN_ALWAYS, WHEN_NEVER };

/* What is taught: an arrow at a time, by key or by itself, or asked for. */
enum teach { TEACH_NOT, TEACH_STEP, TEACH_PLAY, TEACH_PREDICT };

/* Which flows are asked for. */
enum pick { PICK_ALL, PICK_NUMBER, PICK_ENDPOINTS };

struct flow_pick {
	enum pick by;
	uint32_t number;         /* from 1 */
	struct endpoint ends[2]; /* either way round */
};

/* What is an int holds a value of the enum, or a truth: the table sets it by its place. */
struct options {
	int action;         /* enum action */
	const char **files; /* freed by options_free(); the names are argv's */
	size_t file_count;
	const char *filter;  /* NULL for none */
	char *words;         /* the filter from words, freed by options_free(), or NULL */
	uint64_t max_frames; /* 0 for no limit */
	uint64_t max_bytes;  /* the same */
	int64_t max_ns;      /* the same */
	struct capture_write write;
	struct capture_live live;
	int modest;       /* not in promiscuous mode */
	uint64_t keep;    /* bytes to keep of what cannot be read twice */
	uint64_t memory;  /* bytes to remember of what comes without end */
	const char *user; /* whom to become; NULL where not given */
	int verbose;
	int list;      /* --flows */
	int lines;     /* -l */
	uint64_t seed; /* of questions, where seeded */
	bool seeded;
	int teach; /* enum teach */
	int play;  /* with TEACH_PLAY: eighths of the capture's own speed */
	int demo;  /* files[0] is a lesson's name */
	struct flow_pick flow;
	const char *only;    /* the text of the query; NULL where not given */
	struct query *query; /* freed by options_free(), or NULL */
	struct grade *grade; /* what is asserted; freed by options_free(), or NULL */
	const char *format;  /* a renderer's name; NULL where not given */
	int text;
	int width;          /* 0 where not given */
	int absolute;       /* sequence numbers as sent; or NOT_SAID, as the next two */
	int time;           /* enum ladder_time */
	int style;          /* enum ladder_style */
	int64_t row_ns;     /* to scale: the time of a row; 0 where not given */
	int utf8;           /* enum when: --utf8 and --ascii are always and never */
	int color;          /* enum when */
	const char *theme;  /* a theme's name; NULL where not given */
	const char *lang;   /* a language's name; NULL where not given */
	const char *config; /* a configuration's name; NULL where not given */
	int no_config;
	char *config_text;     /* freed by options_free(): what it says is kept in it */
	struct keymap *keymap; /* freed by options_free(), or NULL */
};

struct command_line {
	int argc;
	char **argv;
	const char *config; /* the user's configuration, which need not be there; NULL for none */
};

/*
 * Reads the configuration and then the command line, which wins. The action is ACTION_BEGIN where
 * nothing to draw is named, ACTION_LESSONS for --demo alone. -1 and one sentence where something is
 * wrong. Free *options either way.
 */
int options_read(struct options *options, const struct command_line *line, struct error *error);

/*
 * Takes what the author of a capture wants to be seen ("--seq=absolute --style=compact"), where the
 * user has not said it, and what is usual where nobody has. What is no such option is passed over.
 */
void options_view(struct options *options, const char *words);

void options_free(struct options *options);

/* Writes what --help and --version show. */
void options_help(FILE *out);
void options_version(FILE *out);

#endif
