/*
 * The table of options, from which the command line, the configuration, --help and the
 * completions come.
 */
#ifndef OPTIONS_TABLE_H
#define OPTIONS_TABLE_H

#include "options/options.h"

/* A word and what it stands for; a NULL word ends the list. */
struct option_choice {
	const char *word;
	int value;
};

/*
 * One row of the table. What the option does is one of four: it calls take, it sets a field to
 * what the word among the choices stands for, or to the word itself where it is one of the names,
 * or it sets the field to the value. Names beside take or a value are for those who complete words:
 * what may be the argument, or stand behind an option that has none.
 */
struct option_row {
	char letter;          /* 0: long form only */
	const char *name;     /* NULL: short form only */
	const char *argument; /* NULL: none */
	const char *help;
	bool (*take)(struct options *options, const char *argument, struct error *error);
	const struct option_choice *choices;
	const char *(*names)(size_t index); /* NULL beyond the last */
	size_t field;
	int value;
	bool optional; /* it goes without its argument too: take gets NULL */
	bool once;     /* belongs to the command line, not into a configuration */
};

/* The row at index; NULL beyond the last. Lent for ever. */
const struct option_row *option_row(size_t index);

/* Does what the option does. false and one sentence where its argument is wrong. */
bool option_apply(const struct option_row *row, struct options *options, const char *argument,
		  struct error *error);

/* One more file to draw; the name is borrowed. */
bool options_add_file(struct options *options, const char *name);

#endif
